"""A sheet in which no table explains itself, as it is shown to the officer who is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.lines import Page
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.ingest.tables.wide.headings import count_months
from sendkpi.values import UnknownTable

if TYPE_CHECKING:
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.ingest.spelling.measure_names import Names


_SHOWN_ROWS, _SHOWN_COLUMNS = 30, 60
"""Rows and columns of an unknown sheet that are shown beside the question about it."""


def unknown_table(sheet: Sheet) -> UnknownTable:
    """A sheet without a known table, as it is shown to the officer who is asked about it."""
    page = Page(sheet)
    shown = page.numbers[:_SHOWN_ROWS]
    width = min(page.width, _SHOWN_COLUMNS)
    texts = {row: tuple(_text(page.cells(row).get(column)) for column in range(1, width + 1)) for row in shown}
    dated = [row for row in shown if count_months(page, row) > 1]
    named = {row: sum(isinstance(cell.value, str) for cell in page.cells(row).values()) for row in shown}
    best = dated[0] if dated else max(shown, key=lambda row: named[row])
    return UnknownTable(sheet.title, best, tuple(texts.items()))


def _text(cell: Cell | None) -> str:
    return "" if cell is None else cell.text.removesuffix(" 00:00:00")


def unknown_fault(names: Names, table: UnknownTable) -> Fault:
    """The fault of a sheet without a known table, or whose table lies on its side."""
    for _, texts in table.rows:
        if len({measure.id for text in texts if text and (measure := names.measure(text))}) > 1:
            what = f"In the sheet {quoted(table.sheet)} the measures are across the top and the months down."
            advice = "Turn the table round, a row a measure (copy it, then Paste Special, Transpose), and send that."
            return Fault(codes.LAYOUT_UNKNOWN, what, advice=advice)
    return Fault(codes.LAYOUT_UNKNOWN, f"No table of figures could be made out in the sheet {quoted(table.sheet)}.")
