"""Suggested answers about an unknown table, from its content: offered beside the question, never taken as given.

Only what the cells themselves show: which column names the plan's measures, and where months stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.headings import heading
from sendkpi.ingest.spelling.measure_names import Names
from sendkpi.ingest.spelling.months import find_month, read_heading, read_month
from sendkpi.ingest.tables.wide.headings import PARTS
from sendkpi.layouts import Column, Months

if TYPE_CHECKING:
    from sendkpi.plan.whole import Plan
    from sendkpi.values import UnknownTable


def suggested_answer(plan: Plan, table: UnknownTable, heading_row: int) -> tuple[dict[Column, int], Months]:
    """The columns of the measure and of the month by number (A is 1), as far as rows show; the place of the months."""
    names = Names(plan)
    below = [texts for row, texts in table.rows if row > heading_row]
    columns = {}
    if measure := _column(below, lambda text: bool(names.measures(text))):
        columns[Column.MEASURE] = measure
    headings = dict(table.rows).get(heading_row, ())
    columns |= _figures(headings)
    if month := _column(below, _is_month):
        return columns | {Column.MONTH: month}, Months.COLUMN
    if sum(read_heading(Cell(heading_row, 1, text)) is not None for text in headings if text) > 1:
        return columns, Months.ACROSS
    if any(find_month(text) for row, texts in table.rows if row < heading_row for text in texts):
        return columns, Months.ABOVE
    return columns, Months.SHEET if find_month(table.sheet) else Months.COLUMN


def _figures(headings: Sequence[str]) -> dict[Column, int]:
    """The columns whose headings are usual names of the figure, or of both its parts."""
    named = {at: heading(text) for at, text in enumerate(headings, start=1) if text}
    found = {column: at for at, column in reversed(named.items()) if isinstance(column, Column) and column in PARTS}
    return found if Column.VALUE in found or len(found) > 1 else {}


def is_a_figures_row(plan: Plan, table: UnknownTable, row: int, measure: int | None) -> bool:
    """Whether a row names a measure where the rows below do, so that it is no row of headings."""
    texts = dict(table.rows).get(row, ())
    return measure is not None and measure <= len(texts) and Names(plan).measure(texts[measure - 1]) is not None


def _column(rows: Sequence[Sequence[str]], fits: Callable[[str], bool]) -> int | None:
    """The first of the columns in which most cells fit; None where they fit in fewer than half of any's."""
    best, most = None, 0
    for at in range(max(map(len, rows), default=0)):
        texts = [row[at] for row in rows if at < len(row) and row[at]]
        fitting = sum(map(fits, texts))
        if fitting > most and 2 * fitting >= len(texts):
            best, most = at + 1, fitting
    return best


def _is_month(text: str) -> bool:
    return not isinstance(read_month(Cell(1, 1, text)), Fault)
