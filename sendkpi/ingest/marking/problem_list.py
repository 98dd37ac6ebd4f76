"""The first sheet of a marked workbook: every problem, with a link to its cell.

Follows the Government Analysis Function's advice on accessible spreadsheets: title and notes from A1, then one table
without merged or blank cells. It is known again by its title, whatever the sheet is called then.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo

from sendkpi.ingest.layout import PROBLEMS_SHEET, PROBLEMS_TITLE
from sendkpi.ingest.marking.marks import WORDS, is_held, pale
from sendkpi.ingest.spelling.texts import clean, listed
from sendkpi.spreadsheets import write_text
from sendkpi.values import Problem, Severity

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


HEADINGS = ("Severity", "Sheet", "Cell", "About", "What is wrong and what to do")
_WIDTHS = (11, 24, 19, 30, 76)
_LINE_HEIGHT = 15  # points
_TABLE = "SendkpiProblems"
_LINK = "FF1D5A9E"
_MOST_LINKS = 60_000  # Excel takes 65,530 in a sheet
_NOTHING = "–"


def free_title(book: Workbook) -> str:
    """`Problems`, or `Problems 2` and so on where the officer has a sheet of that name."""
    taken = {name.casefold() for name in book.sheetnames}
    title, number = PROBLEMS_SHEET, 1
    while title.casefold() in taken:
        number += 1
        title = f"{PROBLEMS_SHEET} {number}"
    return title


def write_list(book: Workbook, title: str, problems: Sequence[Problem], notes: Sequence[str]) -> None:
    """Put the sheet first and in view; how many problems there are and the `notes` stand above its table."""
    sheet = book.create_sheet(title, 0)
    notes = (_count(problems), *notes)
    for row, text in enumerate((PROBLEMS_TITLE, *notes), start=1):
        write_text(sheet.cell(row, 1), text)
    sheet["A1"].font = _font(sheet["A1"], bold=True, size=14)
    header = len(notes) + 2
    _write_row(sheet, header, HEADINGS)
    for row, problem in enumerate(problems, start=header + 1):
        _write_problem(book, sheet, row, problem)
    _dress(sheet, header, header + len(problems))
    _show(book, sheet)


def remove_list(book: Workbook) -> None:
    """Take out the sheets that an earlier marking put in."""
    for sheet in book.worksheets:
        if is_held(sheet, 1, 1) and clean(sheet["A1"].value) == PROBLEMS_TITLE:
            book.remove(sheet)


def notes_on_marks(problems: Sequence[Problem], lost: Sequence[str]) -> list[str]:
    """The notes on what to do with a marked copy. `lost` names what it may not have of the officer's own file."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    notes = ["Each cell below has a fill and a comment that says the same."]
    if errors:
        notes.append("Mend every error, save this workbook and upload it again. This sheet is not read: leave it here.")
    if errors < len(problems):
        notes.append("A warning may be right as it is: then confirm it when the figures are stored.")
    if lost:
        notes.append(f"Missing or changed in this copy may be: {listed(list(lost))}. Your own file has them still.")
    return notes


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    return " and ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in counts if count) + "."


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        write_text(cell, text)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    lines = max(math.ceil(len(text) / width) for text, width in zip(texts, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = _LINE_HEIGHT * max(lines, 1)  # not every program fits it to its text


def _write_problem(book: Workbook, sheet: Worksheet, row: int, problem: Problem) -> None:
    own = book[problem.sheet] if problem.sheet in book.sheetnames else None
    hidden = own is not None and own.sheet_state != "visible"
    where = problem.cell + (_hidden(own, problem.cell) if own is not None and problem.cell else "")
    texts = (
        WORDS[problem.severity],
        f"{problem.sheet} (hidden)" if hidden else problem.sheet or "The whole file",
        where or ("The whole sheet" if problem.sheet else _NOTHING),
        problem.about or _NOTHING,
        problem.message,
    )
    _write_row(sheet, row, texts)
    sheet.cell(row, 1).fill = pale(problem.severity)
    if problem.cell and own is not None and not hidden and row < _MOST_LINKS:
        _link(sheet.cell(row, HEADINGS.index("Cell") + 1), own.title, problem.cell)


def _hidden(sheet: Worksheet, place: str) -> str:
    """Why a cell is out of sight; "" where it shows."""
    row, column = coordinate_to_tuple(place)
    if row in sheet.row_dimensions and sheet.row_dimensions[row].hidden:
        return " (hidden row)"
    columns = sheet.column_dimensions.values()
    if any(one.hidden and (one.min or 0) <= column <= (one.max or 0) for one in columns):
        return " (hidden column)"
    return ""


def _link(cell: Cell, sheet: str, place: str) -> None:
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(sheet)}!{place}")
    cell.font = _font(cell, color=_LINK, underline="single")


def _font(cell: Cell, **changes: object) -> Font:
    """The workbook's own font with changes."""
    own = cell.font
    return Font(**{"name": own.name, "size": own.size, "family": own.family, **changes})


def _dress(sheet: Worksheet, header: int, last: int) -> None:
    """One table, its heading row in sight and on every printed page."""
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(header, column).font = _font(sheet.cell(header, column), bold=True)
    table = Table(displayName=_TABLE, ref=f"A{header}:{get_column_letter(len(HEADINGS))}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight15", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = f"A{header + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header}:{header}"


def _show(book: Workbook, sheet: Worksheet) -> None:
    """Open the workbook at this sheet alone: with two chosen, what is typed in one would go into both."""
    for other in book.worksheets:
        for view in other.views.sheetView:
            view.tabSelected = other is sheet
    for chart in book.chartsheets:
        for view in chart.sheetViews.sheetView:
            view.tabSelected = False
    book.active = sheet
    for view in book.views:
        view.firstSheet = 0
