"""Text written for a spreadsheet as text, in a workbook's cell or in CSV: nothing in it is ever run as a formula."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sendkpi.texts import is_seen, visible

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

FORMULA_SIGNS = frozenset("=+-@")
"""What a spreadsheet takes for the beginning of a formula when a text is typed, or read from a file without types."""

FIGURES_TITLE = "Every figure that stands"
"""The text in A1 of the sheet of figures that `export` writes, by which such a workbook is known when it comes back."""

_BREAKS = ("\t", "\n")
_NUMBERED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def like_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula: by the first sign that is seen, in any width.

    Blanks, line breaks and signs of no width before it are passed over, as some programs do when they read CSV. A tab
    or a line break at the beginning counts by itself: some take what follows for another cell.
    """
    first = next(filter(is_seen, text), "")
    return text.startswith(_BREAKS) or unicodedata.normalize("NFKC", first) in FORMULA_SIGNS


def safe_text(text: str) -> str:
    """The text as a workbook holds it: as `texts.visible`, and `_x000D_`, which is Excel's line break, as typed."""
    return _NUMBERED.sub("_x005F_", visible(text))


def write_text(cell: Cell, text: str) -> None:
    """Put text in a cell; where it begins like a formula, mark the cell as text, also for whoever edits it."""
    cell.value = safe_text(text)
    cell.data_type = "s"
    if like_formula(cell.value):
        cell.quotePrefix = True
        cell.number_format = "@"


def csv_cell_text(text: str) -> str:
    """The text as CSV holds it: as `texts.visible`, behind an apostrophe where it may be taken for a formula."""
    shown = visible(text)
    return f"'{shown}" if like_formula(shown) else shown
