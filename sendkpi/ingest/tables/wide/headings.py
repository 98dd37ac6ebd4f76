"""Where a wide table begins: measures down and months across, with or without a year above or parts below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.cells import Cell, Figure, check_broken, read_figure
from sendkpi.ingest.spelling.headings import PASSED, UNKNOWN, Heading, Part
from sendkpi.ingest.spelling.months import MonthName, QuarterEnd, Year, serial_month
from sendkpi.ingest.spelling.texts import key
from sendkpi.ingest.spelling.words.areas import is_own, is_place_elsewhere
from sendkpi.layouts import Column

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Page
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.plan.whole import Plan

_ABOVE = 3
"""Rows above the months in which their year or their part may stand."""

_BELOW = 60
"""Rows below the months in which the first measure must be named."""

_LONGEST = 40
"""Letters in the longest heading of a month."""


@dataclass(frozen=True)
class MonthColumn:
    """A column of figures: the heading of its month, read as a date where its year is known, and the part it holds."""

    column: int
    month: Cell
    part: Part


PARTS = frozenset({Column.VALUE, Column.NUMERATOR, Column.DENOMINATOR})
"""The parts that an answer can give a heading under or beside a month."""

NamedParts = Mapping[str, Column]
"""Headings under or beside months, as `texts.key` makes them, with the part that an officer named."""


@dataclass(frozen=True)
class WideHead:
    """The headings of a wide table, from row `top` to row `bottom`; `row` is the one with the months.

    `labelled` is the column of the measures where an officer has named it. `unexplained` is a heading under a month
    that nobody knows, where no other says which column holds the figure.
    """

    top: int
    row: int
    bottom: int
    columns: tuple[MonthColumn, ...]
    labelled: int | None = None
    unexplained: Cell | None = None
    clash: tuple[Cell, Year] | None = None
    """A month's heading that is not in the year that stands above it."""

    @property
    def first(self) -> int:
        """The first column of figures."""
        return min(one.column for one in self.columns)


def wide_head(  # noqa: PLR0913 - a row, and what is known of tables like it
    names: Names,
    page: Page,
    row: int,
    *,
    labelled: int | None = None,
    named: NamedParts | None = None,
    year: Year | None = None,
    any_name: bool = False,
) -> WideHead | None:
    """The wide table with its months in this row; None where there is none.

    `labelled` is the column of the measures where an officer has named it: then no measure need be found. `named` is
    what they said of the headings under or beside the months; all others are passed over then. `year` is that of
    months without one. With `any_name` the rows may name what nobody knows.
    """
    if not named and not count_months(page, row):
        return None
    seen = page.seen(row)
    over = _periods({column: _over(names.plan, cell, named) for column, cell in seen.items()})
    months = {column: found for column, found in over.items() if isinstance(found.time, (dt.date, MonthName))}
    if not months:
        return None
    first = min(months)
    has_rows = _has_labels if any_name else _has_measures
    if labelled is None and not has_rows(names, page, row, first, set(months)):
        return None
    below = _part_row(names, page, row, first)
    alone = len({seen[column].place for column in months}) == 1
    if labelled is None and alone and not _is_labelled(page, row, below, first):
        return None
    top, years, above = _groups_above(page, row, set(months))
    years = years or (dict.fromkeys(months, Heading(year)) if year else {})
    under = {} if below is None else page.cells(below)
    parts = {column: _named_part(names.plan, cell, named) for column, cell in under.items()}
    columns = tuple(_columns(page, seen, over, years, above, parts, first))
    unexplained = None if below is None else _unexplained(page, below, columns)
    settled = tuple(replace(one, part=PASSED) if one.part is UNKNOWN else one for one in columns)
    return WideHead(top, row, below or row, settled, labelled, unexplained, _clash(seen, over, years))


def _clash(
    seen: Mapping[int, Cell], over: Mapping[int, Heading], years: Mapping[int, Heading]
) -> tuple[Cell, Year] | None:
    """A month that is not in the year that stands above it."""
    for column, above in years.items():
        time = over[column].time
        if isinstance(time, dt.date) and isinstance(above.time, Year) and not above.time.holds(time):
            return seen[column], above.time
    return None


def _over(plan: Plan, cell: Cell, named: NamedParts | None) -> Heading:
    """A heading over figures, with the part that an officer gave the words beside its month."""
    found = headings.read_over_figures(cell)
    if found.time is None and isinstance(cell.value, str) and (split := headings.beside_month(cell.text)):
        time, words = split
        if isinstance(time, (dt.date, Year, MonthName)) and is_own(plan, words):
            return Heading(time, Column.VALUE)
    if not named or not isinstance(cell.value, str) or (found.time is not None and found.part is None):
        return found
    split = headings.beside_month(cell.text)
    if split is None or not isinstance(split[0], (dt.date, Year, MonthName)):
        return found
    return Heading(split[0], named.get(key(split[1]), PASSED))


def _named_part(plan: Plan, cell: Cell, named: NamedParts | None) -> Part | None:
    """The part of a figure under a heading below a month."""
    if named:
        return named.get(key(cell.text), PASSED)
    if is_own(plan, cell.text):
        return Column.VALUE
    if is_place_elsewhere(plan, cell.text):
        return PASSED
    return (headings.part(cell.text) or UNKNOWN) if isinstance(cell.value, str) else None


def _periods(over: dict[int, Heading]) -> dict[int, Heading]:
    """The headings with quarters left aside where there are months: beside these they are sums of them."""
    months = [found for found in over.values() if isinstance(found.time, (dt.date, MonthName)) and not _quarter(found)]
    if not months:
        return over
    return {column: Heading(None) if _quarter(found) else found for column, found in over.items()}


def _quarter(heading: Heading) -> bool:
    time = heading.time
    return isinstance(time, QuarterEnd) or (isinstance(time, MonthName) and time.quarter is not None)


def _unexplained(page: Page, below: int, columns: tuple[MonthColumn, ...]) -> Cell | None:
    """A heading that nobody knows under a month for which no column is known to hold the figure."""
    known = {one.month.place for one in columns if isinstance(one.part, Column)}
    return next(
        (page.cells(below)[one.column] for one in columns if one.part is UNKNOWN and one.month.place not in known), None
    )


def count_months(page: Page, row: int) -> int:
    """How many cells of a row name a month: a quick look, since every row of every sheet is asked."""
    return sum(map(_names_month, page.cells(row).values()))


def _names_month(cell: Cell) -> bool:
    value = cell.value
    if isinstance(value, str):
        return len(value) <= _LONGEST and isinstance(headings.read_over_figures(cell).time, (dt.date, MonthName))
    return isinstance(value, dt.date) or serial_month(value) is not None


def _has_measures(names: Names, page: Page, row: int, first: int, months: set[int]) -> bool:
    """Whether measures are named below, left of the months, and no nearer row has months of its own."""
    if _names_measure(names, page, row, first):
        return False
    for number in page.after(row, _BELOW):
        cells = page.cells(number)
        dated = [column for column in months if column in cells and _names_month(cells[column])]
        if _names_measure(names, page, number, first):
            return 2 * len(dated) < max(1, len([column for column in months if column in cells]))
        if dated:
            return False
    return False


def _has_labels(names: Names, page: Page, row: int, first: int, months: set[int]) -> bool:
    """Whether rows below have words left of the months and a figure under one, whatever they name."""
    if names.measures(page.cells(row).get(first, Cell(row, first)).text):
        return False
    for number in page.after(row, _BELOW):
        cells = page.cells(number)
        labelled = any(column < first and isinstance(cell.value, str) for column, cell in cells.items())
        if labelled and any(isinstance(read_figure(cells[at]), Figure) for at in months if at in cells):
            return True
    return False


def _names_measure(names: Names, page: Page, row: int, before: int) -> bool:
    return any(
        column < before and isinstance(cell.value, str) and names.measures(cell.text)
        for column, cell in page.cells(row).items()
    )


def _part_row(names: Names, page: Page, row: int, first: int) -> int | None:
    """The row below the months that names the part in each column."""
    number = next(iter(page.after(row, 1)), None)
    if number is None or number > row + 2 or _names_measure(names, page, number, first):
        return None
    cells = [cell for column, cell in page.cells(number).items() if column >= first]
    words = [cell for cell in cells if isinstance(cell.value, str) and _is_words(cell)]
    return number if words and 2 * len(words) >= len(cells) else None


def _is_words(cell: Cell) -> bool:
    """Whether a text is neither a figure nor a mark in its place."""
    if headings.part(cell.text) is not None:
        return True
    found = read_figure(cell)
    return isinstance(found, Fault) and found.code is codes.NOT_A_NUMBER and not check_broken(cell)


def _is_labelled(page: Page, row: int, below: int | None, first: int) -> bool:
    """Whether a lone month is in a row of headings, and not beside `Report date` in a title."""
    rows = [row] if below is None else [row, below]
    return any(
        column < first and headings.heading(cell.text) in (Column.MEASURE, Column.TITLE)
        for number in rows
        for column, cell in page.seen(number).items()
    )


def _groups_above(page: Page, row: int, months: set[int]) -> tuple[int, dict[int, Heading], dict[int, Heading]]:
    """The top row of the headings, with the year and the part over each month."""
    top = row
    years: dict[int, Heading] = {}
    parts: dict[int, Heading] = {}
    for number in page.before(row, _ABOVE):
        seen = {column: headings.read_over_figures(cell) for column, cell in page.seen(number).items()}
        timed = {column: found for column, found in seen.items() if isinstance(found.time, Year)}
        parted = {column: found for column, found in seen.items() if found.part is not None}
        first = min(months)
        if timed and not years:
            years = _carried(timed, months)
        elif any(column >= first for column in parted) and not parts:
            parts = _carried({column: found for column, found in parted.items() if column >= first}, months)
        else:
            break
        top = number
    return top, years, parts


def _carried(over: Mapping[int, Heading], months: set[int]) -> dict[int, Heading]:
    """The group's heading over each month: the one above it, or the nearest to its left."""
    carried = {}
    for month in months:
        left = [column for column in over if column <= month]
        if left:
            carried[month] = over[max(left)]
    return carried


def _columns(  # noqa: PLR0913, PLR0917 - what stands in, over and under the row of months
    page: Page,
    seen: Mapping[int, Cell],
    over: Mapping[int, Heading],
    years: Mapping[int, Heading],
    above: Mapping[int, Heading],
    below: Mapping[int, Part | None],
    first: int,
) -> list[MonthColumn]:
    """The columns of figures, from the first month on."""
    columns: list[MonthColumn] = []
    month: Cell | None = None
    last: dt.date | None = None
    whence = first
    for column in range(first, page.width + 1):
        cell = seen.get(column)
        if cell is not None:
            time = over[column].time
            if not isinstance(time, (dt.date, MonthName)):
                month = None
                continue
            if month is None or cell.place != seen[whence].place:
                month, last = _dated(cell, time, years.get(column), last)
            whence = column
        elif not (month and below.get(column)):
            month = None
            continue
        if month is not None:
            columns.append(MonthColumn(column, month, _part(over.get(column), below, column, above.get(whence))))
    return columns


def _part(own: Heading | None, below: Mapping[int, Part | None], column: int, above: Heading | None) -> Part:
    """The part in a column, by its own heading, the one below, or above; a bare month has values."""
    if own and own.part:
        return own.part
    if any(below.values()):
        return below.get(column) or PASSED
    return above.part if above and above.part else Column.VALUE


def _dated(
    cell: Cell, time: dt.date | MonthName, year: Heading | None, last: dt.date | None
) -> tuple[Cell, dt.date | None]:
    """The month's heading with its date, where its year is known; a calendar year's months do not go backwards."""
    found = time if isinstance(time, dt.date) else None
    if isinstance(time, MonthName) and year is not None and isinstance(year.time, Year):
        found = year.time.month(time)
        backwards = last is not None and found is not None and found < last and not year.time.financial
        found = None if backwards and last is not None and found is not None and found.year == last.year else found
    return (cell, last) if found is None else (cell._replace(value=found), found)
