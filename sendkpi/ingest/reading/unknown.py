"""A file in which no table explains itself: what is asked about it, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.reading.found import Found
from sendkpi.ingest.rows.row import Named
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.ingest.spelling.words.bases import names_week
from sendkpi.ingest.tables.unknown import unknown_fault, unknown_table
from sendkpi.values import Question

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Table
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.ingest.spelling.measure_names import Names

_UNKNOWN_SHOWN = 5
"""Sheets that are shown, where nobody can tell which of them holds the figures."""


_LOOKED_AT = 200
"""Rows in which weeks are looked for."""


def unknown(names: Names, shown: list[Sheet], found: Sequence[Table] = ()) -> Found:
    """The question about sheets in which no table explains itself, or in which `found` ones do only in part."""
    if not any(sheet.rows for sheet in shown):
        return _nothing_there("The workbook is empty.")
    tables = tuple(unknown_table(sheet) for sheet in shown if _holds_figures(sheet))[:_UNKNOWN_SHOWN]
    if not tables:
        return _nothing_there("No sheet holds a table of figures: a picture of one cannot be read.")
    if weeks := next((cell for sheet in shown for cell in _week_headings(sheet)), None):
        sheet, cell = weeks
        what = f"{quoted(cell.text)} names a week, and a week's figure is not a month's."
        return Found(problems=(Named().problem(sheet, Fault(codes.WRONG_PERIOD, what, cell.place)),))
    faults = [(table.sheet, fault) for table in found if table.unexplained for fault in table.faults]
    faults = faults or [(table.sheet, unknown_fault(names, table)) for table in tables]
    problems = tuple(Named().problem(sheet, fault) for sheet, fault in faults)
    return Found(problems=problems, question=Question(tables=tables))


def _nothing_there(what: str) -> Found:
    return Found(problems=(Named().problem("", Fault(codes.NOTHING_REPORTED, what)),))


def _holds_figures(sheet: Sheet) -> bool:
    """Whether a sheet may hold a table: more than one row with more than one cell."""
    return sum(len(cells) > 1 for cells in sheet.rows.values()) > 1


def _week_headings(sheet: Sheet) -> Iterator[tuple[str, Cell]]:
    for row in sheet.numbers[:_LOOKED_AT]:
        yield from ((sheet.title, cell) for cell in sheet.rows[row].values() if names_week(cell.text))
