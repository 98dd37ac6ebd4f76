"""Text written for a spreadsheet as text, in a workbook's cell or in CSV: nothing in it is ever run as a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What Excel takes for the beginning of a formula when a text is typed, or read from a file without types."""

_UNHOLDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML, and so a workbook, cannot hold."""


def safe_text(text: str) -> str:
    """The text without the control characters that a workbook cannot hold."""
    return _UNHOLDABLE.sub("", text)


def write_text(cell: Cell, text: str) -> None:
    """Put text in a cell; where it begins like a formula, mark the cell as text, also for whoever edits it."""
    cell.value = safe_text(text)
    cell.data_type = "s"
    if cell.value.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True
        cell.number_format = "@"


def csv_cell_text(text: str) -> str:
    """The text as CSV holds it: behind an apostrophe where a spreadsheet would take it for a formula.

    Its line breaks are written one way, since readers of CSV take a bare carriage return for the row's end.
    """
    safe = f"'{text}" if text.startswith(FORMULA_SIGNS) else text
    return safe.replace("\r\n", "\n").replace("\r", "\n")
