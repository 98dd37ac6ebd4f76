"""A table that a remembered layout explains: where its headings are, which columns it reads, where the month is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sendkpi.ingest.opening.lines import Line, Page, column_name, unique
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.months import find_month
from sendkpi.ingest.spelling.texts import key
from sendkpi.ingest.tables.context import months_named
from sendkpi.ingest.tables.long import lines_of
from sendkpi.layouts import Column, Layout, Months
from sendkpi.values import month_name


@dataclass(frozen=True)
class RememberedHead:
    """Headings that a remembered layout explains: the columns, and the cell with the month of all rows, if any."""

    row: int
    columns: Mapping[Column, int]
    month: Cell | None = None

    @property
    def top(self) -> int:
        """The first row of the headings."""
        return self.row


def columns_of_layout(cells: Mapping[int, Cell], layout: Layout) -> dict[Column, int] | None:
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


def month_cell(page: Page, row: int, months: Months) -> Cell | None:
    """The cell with the month of a table; the name of the sheet stands for a cell in A1.

    Above the table a month counts before a day (`printed on 3 June 2022`); two different ones are not chosen from.
    """
    if months is Months.SHEET:
        return Cell(1, 1, find_month(page.sheet.title) or page.sheet.title)
    if months is not Months.ABOVE:
        return None
    above = [cell for number in page.numbers if number < row for cell in page.cells(number).values()]
    plain, found = months_named(above)
    if len(found) == 1:
        return plain[0]._replace(value=found.pop())
    shown = "; ".join(month_name(month) for month in sorted(found))
    return Cell(plain[0].row, plain[0].column, shown) if plain else Cell(row, 1)


def remembered_lines(page: Page, head: RememberedHead, end: int) -> Iterator[Line]:
    """The lines under the headings, each with the month of all rows where a cell above has it."""
    rows = [row for row in page.numbers if head.row < row < end]
    for line in lines_of(page, rows, head.columns):
        yield line if head.month is None else Line({**line.cells, Column.MONTH: head.month})


def left_aside(page: Page, head: RememberedHead) -> tuple[str, ...]:
    """The headings of the columns that the remembered layout leaves out."""
    cells, read = page.cells(head.row), set(head.columns.values())
    return unique(column_name(cells[at], at) for at in sorted(cells) if at not in read and not cells[at].blank)
