"""The tables in a sheet: by a layout that an officer remembered, or by headings and content that explain themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.opening.lines import Line, Page, Table, column_name, unique
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.headings import part
from sendkpi.ingest.spelling.months import MonthName, find_month, find_months, has_only_days, read_heading, read_month
from sendkpi.ingest.spelling.texts import key, quoted
from sendkpi.ingest.spelling.words.bases import noted_basis
from sendkpi.ingest.spelling.words.notes import is_sentence
from sendkpi.ingest.spelling.words.units import NamedUnit, noted_unit
from sendkpi.ingest.tables import dates
from sendkpi.ingest.tables.across import AcrossHead, across_head, read_across
from sendkpi.ingest.tables.context import Context, context_of, contradiction
from sendkpi.ingest.tables.fingerprints import fingerprint
from sendkpi.ingest.tables.found import Found
from sendkpi.ingest.tables.long import LongHead, lines_of, long_heads, read_long
from sendkpi.ingest.tables.places import filtered_subject
from sendkpi.ingest.tables.wide import read_wide
from sendkpi.ingest.tables.wide_headings import PARTS, WideHead, count_months, wide_head
from sendkpi.layouts import Column, Layout, Months
from sendkpi.values import UnknownTable, add_months, month_name

if TYPE_CHECKING:
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.spelling.words.subjects import Subject

_FIRST_ROWS = 60
"""Rows in which the headings of a remembered layout are looked for."""

_SHOWN_ROWS, _SHOWN_COLUMNS = 30, 60
"""Rows and columns of an unknown sheet that are shown beside the question about it."""


@dataclass(frozen=True)
class _RememberedHead:
    """Headings that a remembered layout explains: the columns, and the cell with the month of all rows, if any."""

    row: int
    columns: Mapping[Column, int]
    month: Cell | None = None

    @property
    def top(self) -> int:
        return self.row


@dataclass(frozen=True)
class _Start:
    """Where a table begins, in which columns of the sheet, and by which remembered layout if by one."""

    head: LongHead | WideHead | AcrossHead | _RememberedHead
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
        columns = _columns(cells, labels)
        parts = {heading: column for column, heading in chosen.columns if column in PARTS}
        head = wide_head(names, page, row, labelled=columns[Column.MEASURE], named=parts) if columns else None
        return None if head is None else _Start(head, page, chosen.name)
    columns = _columns(cells, chosen)
    if columns is None:
        return None
    return _Start(_RememberedHead(row, columns, _month(page, row, chosen.months)), page, chosen.name)


def _columns(cells: Mapping[int, Cell], layout: Layout) -> dict[Column, int] | None:
    """The columns that a layout names in a row of headings; None where one of them is not there."""
    headed: dict[str, int] = {}
    for column, cell in cells.items():
        headed.setdefault(key(cell.text), column)
    first = min(cells)
    found = {
        column: first + int(heading[1:]) - 1 if heading[:1] == "#" else headed.get(heading, 0)
        for column, heading in layout.columns
    }
    by_name = any(heading[:1] != "#" for _, heading in layout.columns)
    return found if by_name and all(found.values()) and Column.MEASURE in found else None


def _month(page: Page, row: int, months: Months) -> Cell | None:
    """The cell with the month of a table; the name of the sheet stands for a cell in A1.

    Above the table a month counts before a day (`printed on 3 June 2022`); two different ones are not chosen from.
    """
    if months is Months.SHEET:
        return Cell(1, 1, find_month(page.sheet.title) or page.sheet.title)
    if months is not Months.ABOVE:
        return None
    above = [cell for number in page.numbers if number < row for cell in page.cells(number).values()]
    named = [cell for cell in above if find_months(cell.value)]
    plain = [cell for cell in named if not has_only_days(cell.value)] or named
    found = {month for cell in plain for month in find_months(cell.value)}
    if len(found) == 1:
        return plain[0]._replace(value=found.pop())
    months_named = "; ".join(month_name(month) for month in sorted(found))
    return Cell(plain[0].row, plain[0].column, months_named) if plain else Cell(row, 1)


def _table(search: Search, start: _Start, end: int, *, alone: bool) -> Table:
    """The table that begins there, with what has to be said of it before it means anything."""
    head, page = start.head, start.page
    own = fingerprint(list(page.cells(head.row).values()))
    answers = search.answers(own, start.layout)
    names = search.names.knowing(answers)
    context = context_of(search.names, page, head.top, search.filename)
    if answers.get(_NOTE_KEY) == _RUNNING:
        context = replace(context, noted="cumulative")
    context = replace(context, noted_unit=_noted_unit(page, head, end))
    cells = _month_cells(page, head, end)
    asked = None if answers.get(dates.KEY) else dates.ask_dates(cells, context, search.today)
    turn = dates.reading_of(answers.get(dates.KEY)) or _year_given(context)
    asks = [ask for ask in (asked, _ask_month(head, answers), _ask_basis(page, head, end, answers)) if ask]
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
        subject=context.subject or _filtered(names, page, head, end),
        layout=start.layout,
        unexplained=isinstance(head, WideHead) and head.unexplained is not None,
    )


def _found(  # noqa: PLR0913 - a table's head, and what is around it
    names: Names,
    page: Page,
    head: LongHead | WideHead | AcrossHead | _RememberedHead,
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
    return Found(_remembered_lines(page, head, end), passed=_left_aside(page, head))


def _month_cells(page: Page, head: LongHead | WideHead | AcrossHead | _RememberedHead, end: int) -> list[Cell]:
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
    head: LongHead | WideHead | AcrossHead | _RememberedHead,
    turn: Callable[[Cell], Cell] | None,
    answers: Mapping[str, str],
) -> LongHead | WideHead | AcrossHead | _RememberedHead:
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


_NOTE_KEY, _OWN, _RUNNING = "note", "own", "running"
_NOTE_ROWS = 6


def _ask_basis(
    page: Page, head: LongHead | WideHead | AcrossHead | _RememberedHead, end: int, answers: Mapping[str, str]
) -> Ask | None:
    """Whether figures run on, as a sentence above or below their table says."""
    if answers.get(_NOTE_KEY):
        return None
    for cell in _notes(page, head, end):
        if basis := noted_basis(cell.text):
            what = f"{quoted(cell.text)} may say that the figures are {basis}."
            fault = Fault(codes.NOT_OWN_PERIOD, what, cell.place, "Say whether they are each month's own.")
            options = ((_OWN, "each month's own figures"), (_RUNNING, f"{basis}: they run on from month to month"))
            return Ask(_NOTE_KEY, f"What are the figures beside {quoted(cell.text)}?", options, fault)
    return None


def _notes(page: Page, head: LongHead | WideHead | AcrossHead | _RememberedHead, end: int) -> Iterator[Cell]:
    """The notes right above and below a table, each alone in its row."""
    below = [row for row in page.numbers[-_NOTE_ROWS:] if head.row < row < end]
    for row in (*page.before(head.top, _NOTE_ROWS), *below):
        cells = [cell for cell in page.cells(row).values() if isinstance(cell.value, str)]
        headed = row < head.top and bool(cells) and not is_sentence(cells[0].text)  # such a line is read as a heading
        if len(cells) == len(page.cells(row)) == 1 and not headed:
            yield cells[0]


def _filtered(
    names: Names, page: Page, head: LongHead | WideHead | AcrossHead | _RememberedHead, end: int
) -> tuple[Subject, str] | None:
    """What the filters say of a table that a line above or below it names, and the line."""
    rows = (*page.before(head.top, _NOTE_ROWS), *(row for row in page.numbers[-_NOTE_ROWS:] if head.row < row < end))
    texts = [cell.text for row in rows for cell in page.cells(row).values() if isinstance(cell.value, str)]
    return next(((found, text) for text in texts if (found := filtered_subject(names.plan, text))), None)


def _noted_unit(
    page: Page, head: LongHead | WideHead | AcrossHead | _RememberedHead, end: int
) -> tuple[NamedUnit, Cell] | None:
    """The unit that a note above or below a table gives to its waits."""
    return next(((unit, cell) for cell in _notes(page, head, end) if (unit := noted_unit(cell.text))), None)


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


def _remembered_lines(page: Page, head: _RememberedHead, end: int) -> Iterator[Line]:
    rows = [row for row in page.numbers if head.row < row < end]
    for line in lines_of(page, rows, head.columns):
        yield line if head.month is None else Line({**line.cells, Column.MONTH: head.month})


def _left_aside(page: Page, head: _RememberedHead) -> tuple[str, ...]:
    """The headings of the columns that the remembered layout leaves out."""
    cells, read = page.cells(head.row), set(head.columns.values())
    return unique(column_name(cells[at], at) for at in sorted(cells) if at not in read and not cells[at].blank)


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
