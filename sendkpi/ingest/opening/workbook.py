"""Bytes opened as a workbook: only the cells that hold something, or one plain line saying why not.

The parts of the package are found as ECMA-376 (parts 1 and 2) lays down, in its transitional and its strict form.
Links to other files are never followed and macros never run: neither part is opened.
"""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # package.py lets no entity and no document type in

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.csv_file import CSV_SHEET, read_csv
from sendkpi.ingest.opening.file_kind import check_kind, is_archive
from sendkpi.ingest.opening.package import check_package
from sendkpi.ingest.opening.rich_text import read_texts
from sendkpi.ingest.opening.sheet_part import Formats, Merge, Part, Shared, read_range, read_sheet
from sendkpi.ingest.opening.xml_part import DamagedError

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.cells import Cell

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_WORKBOOK = "xl/workbook.xml"
_TRUE = {"1", "true"}
_UNSHOWN = {";;;", ";;", ";;;;"}
"""Number formats that show nothing."""
_UNIT_WORD = re.compile(
    r'"[^"A-Za-z]*((?:working |calendar )?days?|weeks?|wks?|months?|mths?|years?|yrs?|hours?|hrs?)\b', re.IGNORECASE
)
"""A unit in a number format, behind the number."""


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells by row and column number, rows in order; blank ones are not there.

    `hidden_rows` and `hidden_columns` are the numbers of those that hold something, `filtered_rows` of rows that a
    filter hides. Cells by row and column: `struck` ones are struck through, `unshown` ones have a format that shows
    nothing.
    """

    title: str
    rows: dict[int, Mapping[int, Cell]]
    hidden: bool = False
    merged: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = field(default=frozenset())
    hidden_columns: frozenset[int] = field(default=frozenset())
    filtered_rows: frozenset[int] = field(default=frozenset())
    struck: frozenset[tuple[int, int]] = field(default=frozenset())
    unshown: frozenset[tuple[int, int]] = field(default=frozenset())

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of the rows that hold something, in order."""
        return list(self.rows)

    @cached_property
    def width(self) -> int:
        """The last column that holds something."""
        return max((column for cells in self.rows.values() for column in cells), default=0)


def open_workbook(content: bytes) -> tuple[Sheet, ...] | Fault:
    """The worksheets of a workbook, in their order.

    Whatever the bytes, the answer is sheets or one fault: a reader meets files that no one foresaw.
    """
    if fault := check_kind(content):
        return fault
    if not is_archive(content):
        return _opened_text(content)
    if fault := check_package(content):
        return fault
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = tuple(_Package(archive).sheets())
    except DamagedError as error:
        return Fault(codes.DAMAGED, str(error))
    except MemoryError:
        raise  # the process that reads has a limit, and says so itself
    except Exception:  # noqa: BLE001 - broken files raise some twenty kinds of error; all mean this one line
        return Fault(codes.DAMAGED, "The file is damaged.")
    return sheets or Fault(codes.DAMAGED, "The workbook has no sheets.")


def _opened_text(content: bytes) -> tuple[Sheet, ...] | Fault:
    rows = read_csv(content)
    return rows if isinstance(rows, Fault) else (Sheet(CSV_SHEET, rows),)


def sheet_of(archive: zipfile.ZipFile, part: str) -> str:
    """The title of the first sheet that refers to a part (its comments, its drawings), "" where none does so itself."""
    package = _Package(archive)
    try:
        return next((title for title, parts in package.references() if part.casefold().lstrip("/") in parts), "")
    except (ET.ParseError, DamagedError):
        return ""


class _Package:
    """The parts of a workbook's package, found by their relationships."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.casefold().lstrip("/"): name for name in archive.namelist()}

    def sheets(self) -> Iterator[Sheet]:
        """The worksheets as they are declared; charts and macros on sheets of their own are none."""
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            relation = next((text for name, text in sheet.attrib.items() if name.endswith("}id")), "")
            kind, target = self._relations.get(relation, ("", ""))
            if kind not in {"worksheet", ""}:
                continue
            yield self._sheet(sheet, target)

    def references(self) -> Iterator[tuple[str, set[str]]]:
        """The title of each sheet, and the names of the parts that it refers to."""
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            relation = next((text for name, text in sheet.attrib.items() if name.endswith("}id")), "")
            _, target = self._relations.get(relation, ("", ""))
            yield sheet.get("name", ""), {part.casefold() for _, part in self._relations_of(target).values()}

    def _sheet(self, declared: ET.Element, target: str) -> Sheet:
        title = declared.get("name", "")
        name = self._names.get(target.casefold())
        if name is None:
            raise DamagedError(f"The file declares a sheet {title} and does not hold it.")
        with self._archive.open(name) as source:
            part = read_sheet(source, self._shared)
        used = {column for cells in part.rows.values() for column in cells} if part.hidden_columns else set()
        filtered = self._filtered(part, target)
        return Sheet(
            title,
            {row: dict(sorted(part.rows[row].items())) for row in sorted(part.rows)},
            hidden=declared.get("state", "visible") != "visible",
            merged=tuple(part.merged),
            hidden_rows=frozenset(part.hidden_rows & part.rows.keys()) - filtered,
            hidden_columns=frozenset(
                column for column in used if any(first <= column <= last for first, last in part.hidden_columns)
            ),
            filtered_rows=filtered,
            struck=frozenset(part.struck),
            unshown=frozenset(part.unshown),
        )

    def _filtered(self, part: Part, target: str) -> frozenset[int]:
        """The hidden rows that are in the reach of a filter, of the sheet or of a table in it."""
        hidden = part.hidden_rows & part.rows.keys()
        filters = [*part.filters, *(self._table_filters(target) if hidden else ())]
        return frozenset(row for row in hidden if any(one.top < row <= one.bottom for one in filters))

    def _table_filters(self, target: str) -> Iterator[Merge]:
        for kind, name in self._relations_of(target).values():
            root = self._read(name) if kind == "table" else None
            for one in () if root is None else root.iterfind("{*}autoFilter"):
                yield read_range(one.get("ref", ""))

    def _read(self, name: str) -> ET.Element | None:
        """A part's XML, None where the package has no such part."""
        known = self._names.get(name.casefold())
        return None if known is None else ET.fromstring(self._archive.read(known))  # noqa: S314 - see the import

    @cached_property
    def _main(self) -> str:
        """The part that lists the sheets, which some writers name otherwise than Excel does."""
        found = self._relations_of("")
        return next((target for kind, target in found.values() if kind == "officeDocument"), _WORKBOOK)

    @cached_property
    def _root(self) -> ET.Element:
        root = self._read(self._main)
        if root is None:
            raise DamagedError("The file has no workbook in it.")
        return root

    @cached_property
    def _relations(self) -> dict[str, tuple[str, str]]:
        return self._relations_of(self._main)

    def _relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to, by id: the last word of the relation's type, and the part's name."""
        folder, name = posixpath.split(part)
        root = self._read(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in ([] if root is None else root.iterfind("{*}Relationship"))
            if one.get("TargetMode") != "External"
        }

    def _part(self, kind: str) -> str | None:
        """The name of the workbook's one part of this kind, as the archive spells it."""
        target = next((target for known, target in self._relations.values() if known == kind), "")
        return self._names.get(target.casefold())

    @cached_property
    def _shared(self) -> Shared:
        name = self._part("sharedStrings")
        texts: tuple[list[str], frozenset[int]] = [], frozenset()
        if name is not None:
            with self._archive.open(name) as source:
                texts = read_texts(source)
        return Shared(*texts, self._formats, self._epoch, self._recalculated)

    @property
    def _recalculated(self) -> bool:
        """Whether the workbook asks to be worked out anew as it is opened, or was saved before it was worked out."""
        found = self._root.find("{*}calcPr")
        if found is None:
            return False
        asked = any(found.get(name) in _TRUE for name in ("fullCalcOnLoad", "forceFullCalc"))
        return asked or found.get("calcCompleted", "1") not in _TRUE

    @cached_property
    def _epoch(self) -> dt.datetime:
        properties = self._root.find("{*}workbookPr")
        mac = properties is not None and properties.get("date1904", "0") in _TRUE
        first: dt.datetime = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900
        return first

    @cached_property
    def _formats(self) -> Formats:
        name = self._part("styles")
        root = None if name is None else self._read(name)
        if root is None:
            return Formats()
        own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iterfind("{*}numFmts/{*}numFmt")}
        written = {
            str(style): own.get(number := one.get("numFmtId", "0")) or BUILTIN_FORMATS.get(int(number), "General")
            for style, one in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        }
        return Formats(
            percent=frozenset(style for style, text in written.items() if _is_percent(text)),
            date=frozenset(style for style, text in written.items() if is_date_format(text)),
            duration=frozenset(style for style, text in written.items() if is_timedelta_format(text)),
            struck=_struck_styles(root),
            unshown=_white_styles(root) | {style for style, text in written.items() if text.strip() in _UNSHOWN},
            words={style: found[1] for style, text in written.items() if (found := _UNIT_WORD.search(text))},
        )


def _struck_styles(root: ET.Element) -> frozenset[str]:
    fonts = {str(at) for at, font in enumerate(root.iterfind("{*}fonts/{*}font")) if _is_struck(font)}
    return frozenset(style for style, one in _styles(root) if one.get("fontId", "0") in fonts)


def _white_styles(root: ET.Element) -> frozenset[str]:
    """The styles with a white font on no fill, which nobody can read."""
    fonts = {str(at) for at, font in enumerate(root.iterfind("{*}fonts/{*}font")) if _is_white(font)}
    fills = {str(at) for at, fill in enumerate(root.iterfind("{*}fills/{*}fill")) if not _is_no_fill(fill)}
    return frozenset(
        style for style, one in _styles(root) if one.get("fontId", "0") in fonts and one.get("fillId", "0") not in fills
    )


def _styles(root: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    return ((str(at), one) for at, one in enumerate(root.iterfind("{*}cellXfs/{*}xf")))


def _is_struck(font: ET.Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") in _TRUE


def _is_white(font: ET.Element) -> bool:
    colour = font.find("{*}color")
    if colour is None or colour.get("tint", "0") not in {"0", "0.0"}:
        return False
    return colour.get("rgb", "")[-6:].upper() == "FFFFFF" or colour.get("theme") == "0" or colour.get("indexed") == "9"


def _is_no_fill(fill: ET.Element) -> bool:
    pattern = fill.find("{*}patternFill")
    return pattern is not None and pattern.get("patternType", "none") == "none"


def _is_percent(number_format: str) -> bool:
    """Whether Excel shows the cell times 100: a percent sign that is not quoted or escaped text."""
    return "%" in _LITERAL.sub("", number_format)
