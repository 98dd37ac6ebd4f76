"""A workbook read to its end: its sound rows, and all of its problems at once, in the file's order.

This is what happens in the process that reads; it knows no pandas, which would take most of its memory and time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.utils.cell import coordinate_to_tuple

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import KNOWN_AT, LISTS_SHEET
from sendkpi.ingest.opening.unseen import hides_something, seen_sheet
from sendkpi.ingest.opening.workbook import Sheet, open_workbook
from sendkpi.ingest.persons.check import check_persons
from sendkpi.ingest.persons.side_texts import check_side_texts
from sendkpi.ingest.reading.found import Found
from sendkpi.ingest.reading.lines import read_all
from sendkpi.ingest.reading.notes import column_notes, is_ours, passed_over, sheet_notes, written_notes
from sendkpi.ingest.reading.subjects import reported_tables
from sendkpi.ingest.reading.unknown import unknown
from sendkpi.ingest.rows.delivery import read_tables
from sendkpi.ingest.rows.row import Named
from sendkpi.ingest.spelling.measure_names import Names
from sendkpi.ingest.tables.delivery import split_sheet
from sendkpi.ingest.tables.finding import Search, find_tables
from sendkpi.spreadsheets import FIGURES_TITLE

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import DeliveryTable, Table
    from sendkpi.layouts import Layout
    from sendkpi.plan.whole import Plan


def read_file(  # noqa: PLR0913, PLR0917 - a file, and all that it is read with
    plan: Plan, content: bytes, filename: str, today: dt.date, layouts: tuple[Layout, ...], forced: Layout | None
) -> Found | Fault:
    """The result of reading a workbook (see `read.read_workbook`), or the fault that keeps it from being opened."""
    sheets = open_workbook(content)
    if isinstance(sheets, Fault):
        return sheets
    if persons := check_persons(sheets) or check_side_texts(content):
        sheet, fault = persons
        return Found(problems=(Named().problem(sheet, fault),))
    names = Names(plan)
    exported = [sheet for sheet in sheets if _is_exported(sheet)]
    seen = [seen_sheet(sheet) for sheet in exported or sheets if not sheet.hidden and not is_ours(sheet)]
    shown = [sheet for sheet, _ in seen]
    parted = [split_sheet(names, sheet) for sheet in shown]
    delivery, rest = [table for found, _ in parted for table in found], [left for _, left in parted]
    search = Search(names, layouts, forced, filename, today)
    tables = [table for sheet in rest for table in find_tables(search, sheet)]
    if not tables and not delivery:
        tables = [table for sheet in rest for table in find_tables(replace(search, any_name=True), sheet)]
    if exported:
        tables = [replace(table, faults=_but_columns_left_out(table.faults)) for table in tables]
    if not tables and (asked := [sheet for sheet in rest if not delivery or _names_measures(names, sheet)]):
        return unknown(names, asked)
    unclear = {table.sheet for table in tables if table.unexplained}
    if unclear:
        return unknown(names, [sheet for sheet in rest if sheet.title in unclear], tables)
    tables, subjects = reported_tables(tables)
    read: list[Table | DeliveryTable] = [*tables, *delivery]
    sheets_read = tuple(dict.fromkeys(table.sheet for table in read))
    over = passed_over(sheets, sheets_read)
    hiding = {sheet.title: sheet for sheet in shown if hides_something(sheet)}
    found = read_all(search, tables, read_tables(names, delivery), hiding)
    notes = (
        *sheet_notes(sheets_read, over),
        *subjects,
        *found.notes,
        *column_notes(read),
        *(note for sheet, left_out in seen if sheet.title in sheets_read for note in left_out),
        *written_notes(rest, tables),
    )
    order = {sheet.title: at for at, sheet in enumerate(sheets)}
    known_at = next((moment for sheet in sheets if (moment := _known_at(sheet))), None)
    problems = sorted(found.problems, key=lambda problem: (order.get(problem.sheet, -1), *_place(problem.cell)))
    return replace(
        found,
        problems=tuple(problems),
        notes=notes,
        sheets_read=sheets_read,
        sheets_passed_over=over,
        known_at=known_at,
    )


_LOOKED_AT = 200
"""Rows in which measures are looked for beside tables of milestones, where no table of figures was found."""


def _names_measures(names: Names, sheet: Sheet) -> bool:
    """Whether a sheet in which no table was made out names a measure near its top, so that figures may be in it."""
    rows = sheet.numbers[:_LOOKED_AT]
    return any(names.measures(cell.text) for row in rows for cell in sheet.rows[row].values() if cell.text)


def _is_exported(sheet: Sheet) -> bool:
    """Whether it is the sheet of figures of a workbook that `export` wrote: the others say what came of them."""
    first = sheet.rows.get(1, {}).get(1)
    return first is not None and first.text == FIGURES_TITLE


def _but_columns_left_out(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The faults without those of columns that an export has beside the figures."""
    return tuple(fault for fault in faults if fault.code is not codes.COLUMN_LEFT_OUT)


def _known_at(sheet: Sheet) -> dt.datetime | None:
    """The moment that a template's sheet of lists gives; None on any other sheet."""
    if sheet.title != LISTS_SHEET:
        return None
    headed = (column for column, cell in sheet.rows.get(1, {}).items() if cell.text == KNOWN_AT)
    written = [cell.text for column in headed if (cell := sheet.rows.get(2, {}).get(column))]
    try:
        moment = dt.datetime.fromisoformat(written[0]) if written else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _place(cell: str) -> tuple[int, int]:
    """Row and column, for the sheet's order; the sheet as a whole comes first."""
    return coordinate_to_tuple(cell) if cell else (0, 0)
