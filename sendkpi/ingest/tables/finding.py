"""The tables in a sheet: by a layout that an officer remembered, or by headings and content that explain themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.lines import Line, Page, Table, column_name, unique
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.months import find_month, find_months, has_only_days
from sendkpi.ingest.spelling.texts import key, quoted
from sendkpi.ingest.tables.fingerprints import fingerprint
from sendkpi.ingest.tables.long import LongHead, lines_of, long_heads, read_long
from sendkpi.ingest.tables.wide import read_wide
from sendkpi.ingest.tables.wide_headings import PARTS, WideHead, count_months, wide_head
from sendkpi.layouts import Column, Layout, Months
from sendkpi.values import UnknownTable, month_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.spelling.measure_names import Names

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

    head: LongHead | WideHead | _RememberedHead
    page: Page
    layout: str = ""


def find_tables(names: Names, sheet: Sheet, layouts: tuple[Layout, ...], forced: Layout | None) -> list[Table]:
    """The tables in a sheet, in its order; each ends where the next begins."""
    page = Page(sheet)
    starts = _starts(names, page, layouts, forced)
    tops = sorted({start.head.top for start in starts})
    ends = [next((top for top in tops if top > start.head.row), _END) for start in starts]
    return [_table(names, start, end, alone=len(starts) == 1) for start, end in zip(starts, ends, strict=True)]


_END = 2_000_000  # below every row


def _starts(names: Names, page: Page, layouts: tuple[Layout, ...], forced: Layout | None) -> list[_Start]:
    starts: list[_Start] = []
    for at, row in enumerate(page.numbers):
        remembered = _by_layout(names, page, row, layouts, forced) if at < _FIRST_ROWS else None
        if remembered is not None:
            starts.append(remembered)
            continue
        if starts and isinstance(last := starts[-1].head, WideHead) and row <= last.bottom:
            continue
        if long := long_heads(page, row):
            starts += [_Start(head, page) for head in long]
        elif count_months(page, row) > (1 if starts and isinstance(starts[-1].head, LongHead) else 0):
            starts += _wide_starts(names, page, row)
    return starts


def _wide_starts(names: Names, page: Page, row: int) -> list[_Start]:
    """The wide tables with their months in this row: several where measures are named again right of months."""
    starts = []
    left = 1
    while left <= page.width:
        part = page.within(left, page.width)
        head = wide_head(names, part, row)
        if head is None:
            break
        again = _measures_again(names, part, head)
        if again is None:
            starts.append(_Start(head, part))
            break
        part = page.within(left, again - 1)
        head = wide_head(names, part, row)
        if head is not None:
            starts.append(_Start(head, part))
        left = again
    return starts


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


def _by_layout(names: Names, page: Page, row: int, layouts: tuple[Layout, ...], forced: Layout | None) -> _Start | None:
    """The table that a remembered layout sees in a row of headings."""
    cells = page.cells(row)
    chosen = forced
    if chosen is None:
        known = [layout for layout in layouts if layout.columns]
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


def _table(names: Names, start: _Start, end: int, *, alone: bool) -> Table:
    head, page = start.head, start.page
    if isinstance(head, WideHead):
        lines, faults, passed = read_wide(names, page, head, end)
    elif isinstance(head, LongHead):
        lines, faults, passed = read_long(names, page, head, end, alone=alone)
    else:
        lines, faults, passed = _remembered_lines(page, head, end), [], _left_aside(page, head)
    own = fingerprint(list(page.cells(head.row).values()))
    unclear = isinstance(head, WideHead) and head.unexplained is not None
    return Table(page.sheet.title, own, lines, tuple(faults), passed, start.layout, unclear)


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
