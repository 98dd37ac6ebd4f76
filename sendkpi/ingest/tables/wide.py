"""A wide table: one row a measure, or one a measure and breakdown or part, and its months across."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.lines import Line, column_name, left_out, unique
from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.cells import Cell, Figure, check_broken, is_not_known, read_figure
from sendkpi.ingest.spelling.headings import PASSED
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.layouts import Column
from sendkpi.values import Symbol, month_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sendkpi.ingest.opening.lines import Page
    from sendkpi.ingest.spelling.headings import Part
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.tables.wide_headings import MonthColumn, WideHead


@dataclass(frozen=True)
class _Labels:
    """The label columns left of the months by what they hold; 0 where there is none."""

    measure: int
    title: int = 0
    breakdown: int = 0
    part: int = 0

    @property
    def used(self) -> set[int]:
        return {self.measure, self.title, self.breakdown, self.part} - {0}


@dataclass
class _Entry:
    """The cells of one measure and breakdown, by month's place and column."""

    measure: Cell
    title: Cell
    breakdown: Cell
    cells: dict[int, dict[Column, Cell]] = field(default_factory=dict)


def read_wide(
    names: Names, page: Page, head: WideHead, end: int
) -> tuple[Iterator[Line], list[Fault], tuple[str, ...]]:
    """The lines under the headings, down to the row before `end`; what is wrong with them; the columns passed over."""
    rows = [row for row in page.numbers if head.bottom < row < end]
    if head.unexplained is not None:
        return iter(()), [_which_is_the_figure(head.unexplained)], ()
    read = [one for one in head.columns if one.part is not PASSED]
    if twice := _months_twice(page, rows, read):
        return iter(()), twice, ()
    labels = _labels(names, page, head, rows)
    places = _places(read)
    entries = _entries(names, page, rows, labels, read, places)
    faults = _merged_figures(page, rows, {one.column for one in read})
    over = _columns_over(page, rows, labels, read)
    named = [row for row in rows if names.measures(page.label(row, labels.measure).text)]
    columns = {one.column for one in head.columns}
    faults += [fault for at in over if at not in columns and (fault := left_out(page, head.row, at, named))]
    return _lines(entries, places), faults, _passed_over(page, head, over)


def _which_is_the_figure(cell: Cell) -> Fault:
    what = f"Under the months stands {quoted(cell.text)}, and it is not clear which column holds the figure."
    return Fault(codes.LAYOUT_UNKNOWN, what, cell.place)


def _labels(names: Names, page: Page, head: WideHead, rows: list[int]) -> _Labels:
    free = list(range(page.left, head.first))
    named = {column: page.count(rows, column, names.measures) for column in free}
    measure = head.labelled or max(free, key=lambda column: named[column], default=0)
    others = [column for column in free if column != measure]
    titles = [column for column in others if named[column]]
    breakdowns = [
        column
        for column in others
        if column not in titles
        and (_headed(page, head, column) is Column.BREAKDOWN or page.mostly(rows, column, names.is_breakdown))
    ]
    left = [column for column in others if column not in {*titles, *breakdowns}]
    parts = [column for column in left if page.mostly(rows, column, _is_part)]
    return _Labels(measure, next(iter(titles), 0), next(iter(breakdowns), 0), next(iter(parts), 0))


def _is_part(text: str) -> bool:
    return headings.part(text) is not None


def _headed(page: Page, head: WideHead, column: int) -> Part | None:
    """The column that the headings over a label announce."""
    texts = [cell.text for row in range(head.top, head.bottom + 1) if (cell := page.seen(row).get(column))]
    return next((found for text in texts if (found := headings.heading(text))), None)


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


def _entries(  # noqa: PLR0913, PLR0917 - a table's rows and what its columns are
    names: Names,
    page: Page,
    rows: list[int],
    labels: _Labels,
    read: list[MonthColumn],
    places: Mapping[int, tuple[int, Cell]],
) -> list[_Entry]:
    entries: list[_Entry] = []
    for row in rows:
        part = headings.part(page.label(row, labels.part).text) if labels.part else None
        if part is PASSED:
            continue
        cells = {one.column: cell for one in read if (cell := page.cells(row).get(one.column))}
        measure = page.label(row, labels.measure)
        if not names.measures(measure.text) and not any(map(_holds_figure, cells.values())):
            continue
        entry = _entry(page, row, labels, measure, part, entries)
        for one in read:
            name = one.part if part is None or one.part is not Column.VALUE else part
            if isinstance(name, Column):
                place = entry.cells.setdefault(places[one.column][0], {})
                place[name] = cells.get(one.column, Cell(row, one.column))
    return entries


def _entry(  # noqa: PLR0913, PLR0917 - one row and the one before it
    page: Page, row: int, labels: _Labels, measure: Cell, part: Part | None, entries: list[_Entry]
) -> _Entry:
    """The entry of a row's figures: that of the row before it, where both are parts of one figure."""
    breakdown = page.label(row, labels.breakdown) if labels.breakdown else Cell(row, labels.measure)
    last = entries[-1] if entries else None
    if last is not None and isinstance(part, Column):
        same = measure.blank or measure.text == last.measure.text
        alike = breakdown.blank or breakdown.text == last.breakdown.text
        if same and alike and all(part not in cells for cells in last.cells.values()):
            return last
    title = page.label(row, labels.title) if labels.title else Cell(row, labels.measure)
    entries.append(_Entry(measure, title, breakdown))
    return entries[-1]


def _holds_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure or a mark in its place, and not words."""
    if check_broken(cell):
        return True
    found = read_figure(cell)
    return isinstance(found, (Figure, Symbol)) or (isinstance(found, Fault) and found.code is codes.AMBIGUOUS_MARK)


def _lines(entries: list[_Entry], places: Mapping[int, tuple[int, Cell]]) -> Iterator[Line]:
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
            yield Line(blank | labels | {Column.MONTH: months[place]} | cells, asks=months[place].value == newest)


def _merged_figures(page: Page, rows: list[int], columns: set[int]) -> list[Fault]:
    """Figures in cells merged over several columns or rows: nobody can tell which of them they are of."""
    faults = []
    for merge in page.sheet.merged:
        cell = page.cells(merge.top).get(merge.left)
        if cell and merge.left in columns and merge.top in rows and _holds_figure(cell):
            across, down = merge.right - merge.left + 1, merge.bottom - merge.top + 1
            over = " and ".join(f"{count} {name}" for count, name in ((across, "columns"), (down, "rows")) if count > 1)
            what = f"The figure stands in one cell merged over {over}."
            faults.append(Fault(codes.FIGURE_MERGED, what, cell.place))
    return faults


def _columns_over(page: Page, rows: list[int], labels: _Labels, read: list[MonthColumn]) -> list[int]:
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
