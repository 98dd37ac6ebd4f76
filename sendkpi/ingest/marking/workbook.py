"""The marked workbook: an officer's own file with each problem shown at its cell, and all of them listed on a sheet.

The file is changed with openpyxl, which keeps formats, formulas, drop-downs and protection; what it does not keep
is named on the sheet, where the file had such parts.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

import openpyxl
from openpyxl import Workbook

from sendkpi.errors import SendKpiError
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import PROBLEMS_SHEET
from sendkpi.ingest.marking import marks
from sendkpi.ingest.marking.problem_list import free_title, notes_on_marks, remove_list, write_list
from sendkpi.ingest.opening import worker
from sendkpi.ingest.opening.csv_file import CSV_SHEET, read_csv
from sendkpi.ingest.opening.file_kind import check_kind, is_archive
from sendkpi.spreadsheets import write_text

if TYPE_CHECKING:
    from sendkpi.values import Problem

SECONDS = 30
"""How long marking may take; it is asked for by a click, and nobody waits longer."""
MOST_BYTES = 25_000_000
"""Sheets of more than this, as they stand in the file, would not be marked in that time."""

_ENDING = " - marked"
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_STRICT = b"http://purl.oclc.org/ooxml/"
_BY_THE_LIST = "Mend it by the list of problems."

_PARTS = (
    ("macros", re.compile(r"xl/vbaProject\.bin")),
    ("pictures", re.compile(r"xl/media/.+")),
    ("charts", re.compile(r"xl/(charts|chartsheets)/.+\.xml")),
    ("diagrams", re.compile(r"xl/diagrams/.+\.xml")),
    ("buttons and other controls", re.compile(r"xl/(ctrlProps|activeX)/.+")),
    ("slicers and timelines", re.compile(r"xl/(slicers|timelines)/.+")),
    ("pivot tables", re.compile(r"xl/pivotTables/.+\.xml")),
    ("replies to comments", re.compile(r"xl/threadedComments/.+")),
    ("connections to data", re.compile(r"xl/(connections\.xml|queryTables/.+)")),
)
"""The content that openpyxl loses or changes, by the names of a workbook's parts."""
_INSIDE = (
    ("shapes and text boxes", re.compile(r"xl/drawings/[^/]+\.xml"), re.compile(rb"<(?:\w+:)?(?:sp|cxnSp)[ >]")),
    ("drop-downs", _SHEET_PART, re.compile(rb"<x14:dataValidations?[ >]")),
    ("conditional formats", _SHEET_PART, re.compile(rb"<x14:conditionalFormattings?[ >]")),
    ("sparklines", _SHEET_PART, re.compile(rb"<x14:sparklineGroups?[ >]")),
)
"""The same, by the content of the parts."""


class MarkingError(SendKpiError):
    """The workbook cannot be given back with its cells marked."""


def marked_workbook(content: bytes, problems: Sequence[Problem]) -> bytes:
    """The workbook (xlsx) with each problem's cell filled and commented, and a first sheet that lists them all.

    Marks of an earlier time are replaced. Raises MarkingError, in one sentence, for what cannot be marked.
    """
    if reason := why_not_marked(content, problems):
        raise MarkingError(reason)
    try:
        return worker.run(mark, content, tuple(problems), seconds=SECONDS)
    except (worker.TooLongError, worker.TooLargeError) as error:
        raise MarkingError(f"The workbook is too large to be marked. {_BY_THE_LIST}") from error
    except worker.WorkerLostError as error:
        raise MarkingError(f"The workbook cannot be changed safely, so it is not marked. {_BY_THE_LIST}") from error


def why_not_marked(content: bytes, problems: Sequence[Problem]) -> str:
    """Why there can be no marked workbook, as far as a quick look tells; "" where it can be tried."""
    if not any(problem.sheet and problem.cell for problem in problems):
        return "None of the problems is in a cell, so there is nothing to mark."
    if not is_archive(content) and check_kind(content) is None:  # separated values, marked in a workbook of them
        return f"The file is too large to be marked. {_BY_THE_LIST}" if len(content) > MOST_BYTES else ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            size = sum(part.file_size for part in package.infolist() if _SHEET_PART.fullmatch(part.filename))
            strict = _STRICT in package.read("xl/workbook.xml")
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, RuntimeError, NotImplementedError):
        return "The file is not an Excel workbook, so its cells cannot be marked."
    if size > MOST_BYTES:
        return f"The workbook is too large to be marked. {_BY_THE_LIST}"
    if strict:
        return "A Strict Open XML workbook cannot be marked. Save it as an Excel workbook (.xlsx) and try again."
    return ""


def marked_name(filename: str) -> str:
    """`april - marked.xlsx` for `april.xlsx`, and for itself."""
    return f"{PurePath(filename).stem.removesuffix(_ENDING)}{_ENDING}.xlsx"


def mark(content: bytes, problems: Sequence[Problem]) -> bytes:
    """The marked workbook, made in this process. Raises MarkingError where a sheet would be lost."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out is said on the sheet
        content = content if is_archive(content) else _as_workbook(content)
        book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
        _check_whole(book, content, problems)
        remove_list(book)
        marks.take_off(book)
        title = free_title(book)
        marks.put_on(book, problems, title)
        write_list(book, title, problems, notes_on_marks(problems, tuple(_lost(content))))
        book.template = False
        book.calculation.fullCalcOnLoad = True  # no results come through openpyxl
        return _saved(book)


def _as_workbook(content: bytes) -> bytes:
    """A CSV file as the workbook that it is marked in, every cell a text."""
    rows = read_csv(content)
    if isinstance(rows, Fault):
        raise MarkingError(rows.message)
    book = Workbook()
    book.active.title = CSV_SHEET
    for cells in rows.values():
        for cell in cells.values():
            write_text(book.active.cell(cell.row, cell.column), str(cell.value))
    return _saved(book)


def listed_workbook(problems: Sequence[Problem], why: str) -> bytes:
    """A workbook (xlsx) of the list alone, for an officer whose own cannot be marked; `why` stands above the table."""
    book = Workbook()
    book.remove(book.active)
    write_list(book, PROBLEMS_SHEET, problems, [why])
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _check_whole(book: Workbook, content: bytes, problems: Sequence[Problem]) -> None:
    """Refuse to give back less than came: openpyxl passes over sheets that it cannot read, without a word."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = sum(bool(_SHEET_PART.fullmatch(name)) for name in package.namelist())
    titles = {sheet.title for sheet in book.worksheets}
    if parts > len(titles) or any(problem.cell and problem.sheet not in titles for problem in problems):
        raise MarkingError(f"A sheet of the workbook would be lost, so it is not marked. {_BY_THE_LIST}")


def _lost(content: bytes) -> Iterator[str]:
    """The content of the file that the copy may have lost."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        for what, part in _PARTS:
            if any(part.fullmatch(name) for name in names):
                yield what
        for what, part, sign in _INSIDE:
            if any(part.fullmatch(name) and sign.search(package.read(name)) for name in names):
                yield what
