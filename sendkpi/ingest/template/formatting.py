"""Formatting that the template's sheets share: one real table, drop-downs, print, headings in sight, locked titles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from sendkpi.ingest.layout import LISTS_SHEET
from sendkpi.spreadsheets import write_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MONTH_FORMAT = "mmmm yyyy"
DAY_FORMAT = "d mmmm yyyy"
FIRST_ROW = 2
TO_FILL = PatternFill("solid", fgColor="FFFFF6D6")
"""The ground of the cells that are to be filled in: pale, so that any font can be read on it."""
_LINE_HEIGHT = 15  # points
ROOM = 500
"""Rows that the drop-downs reach, so that rows can be added below the sheet's own."""


def add_table(sheet: Worksheet, name: str, reference: str) -> None:
    """Make a range a table, which a screen reader announces by its headings."""
    table = Table(displayName=name, ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight15", showRowStripes=False)
    sheet.add_table(table)


def fit_row(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as its longest text in its column's width: not every program fits a row to its text."""
    if (lines := max(_lines(text, width) for text, width in texts)) > 1:
        sheet.row_dimensions[row].height = _LINE_HEIGHT * lines


def _lines(text: str, width: float) -> int:
    """How many lines a text takes."""
    return max(1, sum(max(1, math.ceil(len(line) / width)) for line in text.splitlines()))


def set_up_print(sheet: Worksheet) -> None:
    """Landscape A4, all columns on a page, the headings on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def dress_headings(sheet: Worksheet, columns: int) -> None:
    """Headings that stand out and stay in sight."""
    for cell in sheet[1][:columns]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"


def protect(sheet: Worksheet) -> None:
    """Keep what is locked from change, without a password, and forbid nothing else."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter", "insertRows", "deleteRows"):
        setattr(protection, allowed, False)  # False is "not forbidden"


def write_list(lists: Worksheet, at: int, heading: str, names: Sequence[str]) -> str:
    """Write the choices of a drop-down into a column of the sheet of lists; the reference to them."""
    letter = get_column_letter(at)
    for row, name in enumerate((heading, *names), start=1):
        write_text(lists.cell(row, at), name)
    return f"{LISTS_SHEET}!${letter}$2:${letter}${len(names) + 1}"


def offer(sheet: Worksheet, column: str, heading: str, source: str, last: int = ROOM) -> None:
    """A drop-down down a column, by its letter, to a row."""
    check = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    check.errorTitle = heading
    check.error = f"Choose the {heading.lower()} from the list."
    sheet.add_data_validation(check)
    check.add(f"{column}{FIRST_ROW}:{column}{last}")
