"""A wide table: one row a measure, or one a measure and breakdown or part, and its months across."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.lines import Line, Page, column_name, left_out, unique
from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.cells import Cell, is_not_known
from sendkpi.ingest.spelling.headings import PASSED, Part
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.ingest.spelling.words import bases
from sendkpi.ingest.tables.beside import (
    other_bases,
)
from sendkpi.ingest.tables.found import Found
from sendkpi.ingest.tables.places import own_rows, rows_of_all
from sendkpi.ingest.tables.wide.labels import Labels, beside_figures, corner_unit, heading_over, labels_of
from sendkpi.ingest.tables.wide.rows import Entry, Rows, holds_figure
from sendkpi.layouts import Column
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.tables.context import Context
    from sendkpi.ingest.tables.wide.headings import MonthColumn, WideHead


def read_wide(names: Names, page: Page, head: WideHead, end: int, context: Context) -> Found:
    """The lines under the headings, down to the row before `end`, and what is wrong with them."""
    rows = [row for row in page.numbers if head.bottom < row < end]
    if head.unexplained is not None:
        return Found(faults=[_which_is_the_figure(head.unexplained)])
    read = [one for one in head.columns if one.part is not PASSED]
    if (not read or _begins_running(page, head, read)) and (running := _running(page, head)):
        return Found(faults=[running])
    if twice := _months_twice(page, rows, read):
        return Found(faults=twice)
    labels = labels_of(names, page, head, rows)
    free = [column for column in beside_figures(page, head) if column not in labels.used]
    away, faults, notes = set[int](), list[Fault](), list[str]()
    if labels.place:
        away, faults, notes = own_rows(names.plan, page, labels.place, rows)
    if labels.group:
        some, wrong, noted = rows_of_all(page, labels.group, [row for row in rows if row not in away])
        away, faults, notes = away | some, faults + wrong, notes + noted
    places = _places(read)
    table = Rows(
        names,
        page,
        labels,
        read,
        places,
        context,
        context.provider(names),
        unit=corner_unit(page, head, labels),
        basis=heading_over(page, head, labels.basis),
    )
    if labels.part and not any(names.measures(page.label(row, labels.measure).text) for row in rows):
        table.measure = context.measure(names)
    entries = table.entries([row for row in rows if row not in away])
    faults += _merged_figures(page, rows, {one.column for one in read})
    over = _columns_over(page, rows, labels, read)
    named = [row for row in rows if names.measures(page.label(row, labels.measure).text)]
    columns = {one.column for one in head.columns}
    faults += [fault for at in over if at not in columns and (fault := left_out(page, head.row, at, named))]
    notes += other_bases(page, head.row, free, named)
    return Found(
        _lines(entries, places),
        faults,
        _passed_over(page, head, over),
        [*notes, *table.aside.notes()],
    )


def _begins_running(page: Page, head: WideHead, read: list[MonthColumn]) -> bool:
    """Whether the first month is passed over and has no other column: what is said over it may be of all of them."""
    first = head.columns[0]
    basis = bases.basis_of((page.seen(head.row).get(first.column) or first.month).text)
    alone = first.part is PASSED and all(_month(one) != _month(first) for one in read)
    return alone and basis is not None and not bases.covers_year(basis)


def _running(page: Page, head: WideHead) -> Fault | None:
    """The fault of months that are all headed as running totals: none of them is a month's own."""
    for one in head.columns:
        heading = page.seen(head.row).get(one.column) or one.month
        under = page.cells(head.bottom).get(one.column)
        for cell in filter(None, (heading, under)):
            if basis := bases.basis_of(cell.text):
                what = f"The months are headed {quoted(basis)}: their figures are not each month's own."
                return Fault(codes.NOT_OWN_PERIOD, what, cell.place)
    return None


def _which_is_the_figure(cell: Cell) -> Fault:
    what = f"Under the months stands {quoted(cell.text)}, and it is not clear which column holds the figure."
    return Fault(codes.LAYOUT_UNKNOWN, what, cell.place)


def _month(column: MonthColumn) -> object:
    """The key of a month: its date, or its heading's place where that cannot be read."""
    return column.month.value if isinstance(column.month.value, dt.date) else column.month.place


def _months_twice(page: Page, rows: list[int], columns: list[MonthColumn]) -> list[Fault]:
    """Months over two columns of one part; a blank column that only shares a merged heading is none."""
    met: dict[tuple[object, Part], MonthColumn] = {}
    faults = []
    for one in columns:
        first = met.setdefault((_month(one), one.part), one)
        shared = one.month.place == first.month.place
        if first is one or (shared and not page.count(rows, one.column, bool)):
            continue
        month = month_name(one.month.value) if isinstance(one.month.value, dt.date) else one.month.text
        what = f"{month} stands over two columns, and nothing says which of them holds the figure."
        advice = "Head them Actual and Target, or keep one of them."
        faults.append(Fault(codes.COLUMN_REPEATED, what, one.month.place, advice))
    return faults


def _places(columns: list[MonthColumn]) -> dict[int, tuple[int, Cell]]:
    """Each column's month: its number among the months, and its heading. Columns with one month are its parts."""
    numbers: dict[object, int] = {}
    return {one.column: (numbers.setdefault(_month(one), len(numbers)), one.month) for one in columns}


def _lines(entries: list[Entry], places: Mapping[int, tuple[int, Cell]]) -> Iterator[Line]:
    """Row by row, month by month; the newest month with a figure is the one in which a blank may be a gap."""
    months = dict(places.values())
    filled = {
        months[place].value
        for entry in entries
        for place, cells in entry.cells.items()
        if any(not cell.blank and not is_not_known(cell) for cell in cells.values())
    }
    newest = max((month for month in filled if isinstance(month, dt.date)), default=None)
    for entry in entries:
        labels = {Column.MEASURE: entry.measure, Column.TITLE: entry.title, Column.BREAKDOWN: entry.breakdown}
        for place, cells in entry.cells.items():
            at = next(iter(cells.values()))
            blank = {column: Cell(at.row, at.column) for column in Column}
            asks = months[place].value == newest
            read = blank | labels | {Column.MONTH: months[place]} | cells
            yield Line(read, asks, entry.unit, entry.basis, entry.statistic)


def _merged_figures(page: Page, rows: list[int], columns: set[int]) -> list[Fault]:
    """Figures in cells merged over several columns or rows: nobody can tell which of them they are of."""
    faults = []
    for merge in page.sheet.merged:
        cell = page.cells(merge.top).get(merge.left)
        if cell and merge.left in columns and merge.top in rows and holds_figure(cell):
            across, down = merge.right - merge.left + 1, merge.bottom - merge.top + 1
            over = " and ".join(f"{count} {name}" for count, name in ((across, "columns"), (down, "rows")) if count > 1)
            what = f"The figure stands in one cell merged over {over}."
            faults.append(Fault(codes.FIGURE_MERGED, what, cell.place))
    return faults


def _columns_over(page: Page, rows: list[int], labels: Labels, read: list[MonthColumn]) -> list[int]:
    """The columns that hold something and are not read."""
    filled = {column for row in rows for column in page.cells(row)}
    return sorted(filled - labels.used - {one.column for one in read})


def _passed_over(page: Page, head: WideHead, columns: list[int]) -> tuple[str, ...]:
    """The headings of those columns."""
    named = {one.column: one for one in head.columns}
    return unique(_heading(page, head, column, named) for column in columns)


def _heading(page: Page, head: WideHead, column: int, months: Mapping[int, MonthColumn]) -> str:
    """A column's name: its lowest heading, without the month where it is under one."""
    cells = [cell for row in range(head.bottom, head.top - 1, -1) if (cell := page.seen(row).get(column))]
    own = [cell for cell in cells if (found := headings.read_over_figures(cell)).time is None or found.part]
    month = months[column].month.value if column in months else None
    if not own and isinstance(month, dt.date):
        return month_name(month)
    return column_name(next(iter(own or cells), None), column)
