"""The KPIs table in an opened workbook: which sheet, which row of headings, which column is which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from sendkpi.ingest import codes
from sendkpi.ingest.cells import Cell
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import READ, SHEET
from sendkpi.ingest.texts import key, listed
from sendkpi.layouts import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendkpi.ingest.workbook import Sheet


@dataclass(frozen=True)
class Line:
    """One row under the headings: a cell for every column that is read, blank where nothing stands."""

    number: int
    cells: Mapping[Column, Cell]


@dataclass(frozen=True)
class Table:
    """The rows that hold something in a column that is read, in the sheet's order."""

    sheet: str
    lines: tuple[Line, ...]


def find_table(sheets: tuple[Sheet, ...]) -> Table | tuple[str, Fault]:
    """The table, or the sheet's name ("" for the whole file) and why it has none."""
    sheet = _choose(sheets)
    if isinstance(sheet, Fault):
        return "", sheet
    heading_row, headings = _headings(sheet)
    if fault := _check_headings(heading_row, headings):
        return sheet.title, fault
    columns = {name: at for at, name in headings.items()}
    lines = (
        Line(number, _line(number, cells, columns)) for number, cells in sheet.rows.items() if number > heading_row
    )
    return Table(sheet.title, tuple(line for line in lines if not all(cell.blank for cell in line.cells.values())))


def _choose(sheets: tuple[Sheet, ...]) -> Sheet | Fault:
    """The sheet called KPIs, else the only one with the headings."""
    named = [sheet for sheet in sheets if key(sheet.title) == key(SHEET)]
    alike = named or [sheet for sheet in sheets if set(READ) <= set(_headings(sheet)[1].values())]
    if len(alike) == 1:
        return alike[0]
    if alike:
        what = f"Several sheets look like the template's: {listed([sheet.title for sheet in alike])}."
        return Fault(codes.SHEET_UNCLEAR, what)
    return Fault(codes.SHEET_MISSING, f"The workbook has no sheet {SHEET}.")


def _headings(sheet: Sheet) -> tuple[int, dict[int, Column]]:
    """The number of the first row that holds anything, and the known headings in it by column number."""
    known = {key(column): column for column in Column}
    for number, cells in sheet.rows.items():
        return number, {at: known[key(cell.text)] for at, cell in cells.items() if key(cell.text) in known}
    return 0, {}


def _check_headings(number: int, headings: dict[int, Column]) -> Fault | None:
    missing = [column.value for column in READ if column not in headings.values()]
    if missing:
        one = len(missing) == 1
        what = f"The heading{'' if one else 's'} {', '.join(missing)} {'is' if one else 'are'} missing."
        return Fault(codes.COLUMN_MISSING, what, advice=None if one else "Put them back as they are in the template.")
    repeated = [column for column, count in Counter(headings.values()).items() if count > 1 and column in READ]
    if repeated:
        last = max(at for at, column in headings.items() if column == repeated[0])
        what = f"Two columns are headed {repeated[0]}."
        return Fault(codes.COLUMN_REPEATED, what, f"{get_column_letter(last)}{number}")
    return None


def _line(number: int, cells: Mapping[int, Cell], columns: Mapping[Column, int]) -> dict[Column, Cell]:
    return {name: cells.get(columns[name]) or Cell(f"{get_column_letter(columns[name])}{number}") for name in READ}
