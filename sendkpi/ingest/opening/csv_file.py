"""A text of separated values opened as the one sheet of a workbook: every cell a text, numbered as Excel would."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sendkpi.errors import RefusedError
from sendkpi.ingest import codes, csv_text
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.sheet_part import LAST_COLUMN, LAST_ROW
from sendkpi.ingest.spelling.cells import Cell

CSV_SHEET = "CSV"
"""The title of the sheet, which the file has none for."""
_AS_TEXT = re.compile(r'="([^"]*)"')
"""How a text that looks like a number is kept one in Excel."""


def read_csv(content: bytes) -> dict[int, Mapping[int, Cell]] | Fault:
    """The cells that hold something by row and column, or one fault."""
    rows: dict[int, Mapping[int, Cell]] = {}
    try:
        for row, _, texts in csv_text.records(content, strict=True):
            if cells := {at: Cell(row, at, _plain(text)) for at, text in enumerate(texts, start=1) if text.strip()}:
                rows[row] = cells
            if row > LAST_ROW or len(texts) > LAST_COLUMN:
                return Fault(codes.TOO_LARGE, "The file has more rows or columns than a sheet of Excel.")
    except RefusedError as error:
        return Fault(codes.DAMAGED, f"The file is a damaged CSV file: {error}")
    return rows


def _plain(text: str) -> str:
    found = _AS_TEXT.fullmatch(text.strip())
    return found[1] if found else text
