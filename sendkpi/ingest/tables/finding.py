"""The tables in a sheet: by a layout that an officer remembered, or by headings and content that explain themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.opening.lines import Line, Page, Table
from sendkpi.ingest.spelling.headings import part
from sendkpi.ingest.spelling.months import MonthName, read_heading, read_month
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.ingest.tables import dates
from sendkpi.ingest.tables.across import AcrossHead, across_head, read_across
from sendkpi.ingest.tables.context import Context, context_of, contradiction
from sendkpi.ingest.tables.fingerprints import fingerprint
from sendkpi.ingest.tables.found import Found
from sendkpi.ingest.tables.long import LongHead, long_heads, read_long
from sendkpi.ingest.tables.noted import NOTE_KEY, RUNNING, ask_basis, filtered, unit_noted
from sendkpi.ingest.tables.remembered import RememberedHead, columns_of_layout, left_aside, month_cell, remembered_lines
from sendkpi.ingest.tables.wide.headings import PARTS, WideHead, count_months, wide_head
from sendkpi.ingest.tables.wide.table import read_wide
from sendkpi.layouts import Column, Layout, Months
from sendkpi.values import add_months, month_name

if TYPE_CHECKING:
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.ingest.spelling.measure_names import Names


_FIRST_ROWS = 60
"""Rows in which the headings of a remembered layout are looked for."""


@dataclass(frozen=True)
class _Start:
    """Where a table begins, in which columns of the sheet, and by which remembered layout if by one."""

    head: LongHead | WideHead | AcrossHead | RememberedHead
    page: Page
    layout: str = ""


@dataclass(frozen=True)
class Search:
    """What tables are looked for with: the plan's names, what is remembered, the file's name, and the day.

    With `any_name` tables count whose rows name what nobody knows.
    """

    names: Names
    layouts: tuple[Layout, ...]
    forced: Layout | None
    filename: str
    today: dt.date
    any_name: bool = False

    @cached_property
    def seen(self) -> Names:
        """The names by which a table is recognised: with all that officers ever said, whatever its headings."""
        every = self.layouts if self.forced is None else (self.forced, *self.layouts)
        return self.names.knowing({key: code for one in reversed(every) for key, code in one.answers})

    def answers(self, fingerprint: str, layout: str) -> dict[str, str]:
        """What officers said of tables with these headings, or of those read by a layout."""
        return {key: code for one in reversed(self.known(fingerprint, layout)) for key, code in one.answers}

    def known(self, fingerprint: str, layout: str) -> list[Layout]:
        """The layouts that say how a table is read, or what it leaves open; first what counts."""
        every = self.layouts if self.forced is None else (self.forced, *self.layouts)
        by_headings = [one for one in every if one.answers and one.fingerprint == fingerprint]
        return list(dict.fromkeys([*(one for one in every if one.name == layout), *by_headings]))


def find_tables(search: Search, sheet: Sheet) -> list[Table]:
    """The tables in a sheet, in its order; each ends where the next begins."""
    page = Page(sheet)
    starts = _starts(search, page)
    tops = sorted({start.head.top for start in starts})
    ends = [next((top for top in tops if top > start.head.row), _END) for start in starts]
    return [_table(search, start, end, alone=len(starts) == 1) for start, end in zip(starts, ends, strict=True)]


_END = 2_000_000  # below every row


def _starts(search: Search, page: Page) -> list[_Start]:
    starts: list[_Start] = []
    for at, row in enumerate(page.numbers):
        remembered = _by_layout(search, page, row) if at < _FIRST_ROWS else None
        if remembered is not None:
            starts.append(remembered)
            continue
        last = starts[-1].head if starts else None
        if isinstance(last, (WideHead, AcrossHead)) and row <= last.bottom:
            continue
        if long := long_heads(page, row, search.names, search.filename):
            starts += [_Start(head, page) for head in long]
        elif count_months(page, row) > (1 if isinstance(last, (LongHead, AcrossHead)) else 0):
            starts += _wide_starts(search, page, row)
        elif at < _FIRST_ROWS and (across := across_head(search.seen, page, row)):
            starts.append(_Start(across, page))
    return starts


def _wide_starts(search: Search, page: Page, row: int) -> list[_Start]:
    """The wide tables with their months in this row: several where measures are named again right of months."""
    starts = []
    left = 1
    while left <= page.width:
        part = page.within(left, page.width)
        head = _wide_head(search, part, row)
        if head is None:
            break
        again = _measures_again(search.seen, part, head)
        if again is None:
            starts.append(_Start(head, part))
            break
        part = page.within(left, again - 1)
        head = _wide_head(search, part, row)
        if head is not None:
            starts.append(_Start(head, part))
        left = again
    return starts


def _wide_head(search: Search, page: Page, row: int) -> WideHead | None:
    """The wide table in a row; its months without a year are of the one that the tab, the title or the file names."""
    head = wide_head(search.seen, page, row, any_name=search.any_name)
    if head is None and _parts_below(page, row):
        head = wide_head(search.seen, page, row, any_name=True)
    if head is None or all(isinstance(one.month.value, dt.date) for one in head.columns):
        return head
    years = context_of(search.names, page, head.top, search.filename).years
    if len(years) != 1:
        return head
    return wide_head(search.seen, page, row, year=next(iter(years)), any_name=True)


def _parts_below(page: Page, row: int) -> bool:
    """Whether the rows below are the parts of one figure: numerator and denominator."""
    cells = [cell for number in page.after(row, _PARTS) for cell in page.cells(number).values()]
    parts = {part(cell.text) for cell in cells if isinstance(cell.value, str)}
    return {Column.NUMERATOR, Column.DENOMINATOR} <= parts


_PARTS = 3
"""Rows of one figure: numerator, denominator and percentage."""


def _measures_again(names: Names, page: Page, head: WideHead) -> int | None:
    """The first column right of the first months in which measures are named again, where another table begins."""
    rows = page.after(head.bottom, _FIRST_ROWS)
    named = {
        column
        for row in rows
        for column, cell in page.cells(row).items()
        if column > head.first and isinstance(cell.value, str) and names.measure(cell.text)
    }
    return min(named, default=None)


def _by_layout(search: Search, page: Page, row: int) -> _Start | None:
    """The table that a remembered layout sees in a row of headings."""
    cells, names = page.cells(row), search.names
    chosen = search.forced
    if chosen is None:
        known = [layout for layout in search.layouts if layout.columns]
        own = fingerprint(list(cells.values())) if known else ""
        chosen = next((layout for layout in known if layout.fingerprint == own), None)
    if chosen is None:
        return None
    if chosen.months is Months.ACROSS:
        labels = replace(chosen, columns=tuple(one for one in chosen.columns if one[0] not in PARTS))
        columns = columns_of_layout(cells, labels)
        parts = {heading: column for column, heading in chosen.columns if column in PARTS}
        head = wide_head(names, page, row, labelled=columns[Column.MEASURE], named=parts) if columns else None
        return None if head is None else _Start(head, page, chosen.name)
    columns = columns_of_layout(cells, chosen)
    if columns is None:
        return None
    return _Start(RememberedHead(row, columns, month_cell(page, row, chosen.months)), page, chosen.name)


def _table(search: Search, start: _Start, end: int, *, alone: bool) -> Table:
    """The table that begins there, with what has to be said of it before it means anything."""
    head, page = start.head, start.page
    own = fingerprint(list(page.cells(head.row).values()))
    answers = search.answers(own, start.layout)
    names = search.names.knowing(answers)
    context = context_of(search.names, page, head.top, search.filename)
    if answers.get(NOTE_KEY) == RUNNING:
        context = replace(context, noted="cumulative")
    context = replace(context, noted_unit=unit_noted(page, head, end))
    cells = _month_cells(page, head, end)
    asked = None if answers.get(dates.KEY) else dates.ask_dates(cells, context, search.today)
    turn = dates.reading_of(answers.get(dates.KEY)) or _year_given(context)
    asks = [ask for ask in (asked, _ask_month(head, answers), ask_basis(page, head, end, answers)) if ask]
    found = Found() if asks else _found(names, page, _with_months(page, head, turn, answers), end, context, alone=alone)
    lines = found.lines if isinstance(head, WideHead) or turn is None else (_turned(line, turn) for line in found.lines)
    clash = None if asks else _contradiction(head, [cell if turn is None else turn(cell) for cell in cells], context)
    return Table(
        sheet=page.sheet.title,
        fingerprint=own,
        lines=iter(() if clash else lines),
        faults=(clash,) if clash else tuple(found.faults),
        passed_over=found.passed,
        answers=answers,
        asks=tuple(asks),
        notes=tuple(found.notes),
        subject=context.subject or filtered(names, page, head, end),
        layout=start.layout,
        unexplained=isinstance(head, WideHead) and head.unexplained is not None,
    )


def _found(  # noqa: PLR0913 - a table's head, and what is around it
    names: Names,
    page: Page,
    head: LongHead | WideHead | AcrossHead | RememberedHead,
    end: int,
    context: Context,
    *,
    alone: bool,
) -> Found:
    if isinstance(head, WideHead):
        return read_wide(names, page, head, end, context)
    if isinstance(head, LongHead):
        return read_long(names, page, head, end, context, alone=alone)
    if isinstance(head, AcrossHead):
        return read_across(names, page, head, end, context)
    return Found(remembered_lines(page, head, end), passed=left_aside(page, head))


def _month_cells(page: Page, head: LongHead | WideHead | AcrossHead | RememberedHead, end: int) -> list[Cell]:
    """The cells of a table's months, as they are written."""
    if isinstance(head, WideHead):
        seen = page.seen(head.row)
        return [seen.get(one.column, one.month) for one in head.columns]
    if isinstance(head, AcrossHead):
        column = head.months
    else:
        columns = head.columns.get(Column.MONTH, ())
        column = (columns[0] if columns else 0) if isinstance(columns, tuple) else columns
    return [cell for row in page.numbers if head.row < row < end and (cell := page.cells(row).get(column))]


def _year_given(context: Context) -> Callable[[Cell], Cell] | None:
    """How a month without its year is read under the one year that the tab, the title or the file names."""
    if len(context.years) != 1:
        return None
    year = next(iter(context.years))

    def turned(cell: Cell) -> Cell:
        label = None if isinstance(cell.value, dt.date) else read_heading(cell)
        month = year.month(label) if isinstance(label, MonthName) else None
        return cell if month is None else cell._replace(value=month)

    return turned


def _with_months(
    page: Page,
    head: LongHead | WideHead | AcrossHead | RememberedHead,
    turn: Callable[[Cell], Cell] | None,
    answers: Mapping[str, str],
) -> LongHead | WideHead | AcrossHead | RememberedHead:
    """The head with its months as an officer said that they are meant."""
    if isinstance(head, WideHead) and turn is not None and answers.get(dates.KEY):
        seen = page.seen(head.row)
        return replace(
            head, columns=tuple(replace(one, month=turn(seen.get(one.column, one.month))) for one in head.columns)
        )
    if isinstance(head, LongHead) and head.month is not None and answers.get(_MONTH_KEY) == _BEFORE:
        return replace(head, month=head.month._replace(value=add_months(_date(head.month), -1)))
    return head


_MONTH_KEY, _TITLE, _BEFORE = "month", "title", "before"


def _date(cell: Cell) -> dt.date:
    assert isinstance(cell.value, dt.date)  # noqa: S101 - a head's month is one
    return cell.value


def _ask_month(head: object, answers: Mapping[str, str]) -> Ask | None:
    """Whether the month in a title is that of the figures: it may be that of the report."""
    if not isinstance(head, LongHead) or not head.titled or head.month is None or answers.get(_MONTH_KEY):
        return None
    month = _date(head.month)
    named, before = month_name(month), month_name(add_months(month, -1))
    what = f"No column gives the month, and the title names {named}."
    fault = Fault(codes.DATES_IN_DOUBT, what, head.month.place, "Confirm that the figures are of that month.")
    options = ((_TITLE, f"the month that the title names: {named}"), (_BEFORE, f"the month before it: {before}"))
    return Ask(_MONTH_KEY, "Of which month are the figures?", options, fault)


def _turned(line: Line, turn: Callable[[Cell], Cell]) -> Line:
    return replace(line, cells={**line.cells, Column.MONTH: turn(line.cells[Column.MONTH])})


def _contradiction(head: object, cells: list[Cell], context: Context) -> Fault | None:
    """A month in the headings or rows that contradicts the year above it, the title, or the tab."""
    if isinstance(head, WideHead) and head.clash is not None:
        cell, year = head.clash
        what = f"The month {quoted(cell.text.removesuffix(' 00:00:00'))} stands under {year.words}, and is not in it."
        return Fault(codes.DATES_IN_DOUBT, what, cell.place, "Correct the year or the month.")
    months = {cell: month for cell in cells if not isinstance(month := read_month(cell), Fault)}
    return contradiction(months, context)
