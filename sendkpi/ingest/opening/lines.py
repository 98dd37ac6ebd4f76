"""Lines of a table in a sheet: one for each measure, month and breakdown, whatever the layout was."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.months import find_months
from sendkpi.ingest.spelling.texts import clean, quoted
from sendkpi.layouts import Column

if TYPE_CHECKING:
    from sendkpi.ingest.layout import Part
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.spelling.delivery_headings import TableKind
    from sendkpi.ingest.spelling.words.averages import Statistic
    from sendkpi.ingest.spelling.words.subjects import Subject
    from sendkpi.ingest.spelling.words.units import NamedUnit


@dataclass(frozen=True, slots=True)
class Line:
    """A table's cells for one measure, month and breakdown: one for every column, blank where there is none.

    `asks`: whether the table expects a figure here, so that a blank may be a gap.
    """

    cells: Mapping[Column, Cell]
    asks: bool = True
    unit: tuple[NamedUnit, Cell] | None = None
    """The unit that words beside or above the figure give it, and where they stand."""
    basis: str = ""
    """The words by which the figure covers more than its own month; "" where it is the month's own."""
    statistic: tuple[Statistic, Cell] | None = None
    """The statistic that the table's heading names, and where."""

    @property
    def blank(self) -> bool:
        """Whether it is empty, apart from a title."""
        return all(cell.blank for column, cell in self.cells.items() if column is not Column.TITLE)


@dataclass(frozen=True)
class Table:
    """A table that was found. Its lines are made as they are asked for, once: there may be a million."""

    sheet: str
    fingerprint: str
    lines: Iterator[Line]
    faults: tuple[Fault, ...] = ()
    passed_over: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    """What officers said of tables with these headings, by the keys of the questions."""
    asks: tuple[Ask, ...] = ()
    """What has to be said before the lines mean anything; they are none then."""
    notes: tuple[str, ...] = ()
    """What else was left aside, and what the sheet says of its figures."""
    subject: tuple[Subject, str] | None = None
    """What its heading says that it is, where it is not what was reported; and the heading."""
    layout: str = ""
    """The name of the remembered layout that it is read by."""
    unexplained: bool = False
    """Whether somebody has to say which of its columns hold the figures, before any is read."""


@dataclass(frozen=True)
class Page:
    """A sheet, or the columns from `left` to `right` of it, for looking tables up in.

    Its rows in order, and merged cells as whoever reads them sees them.
    """

    sheet: Sheet
    left: int = 1
    right: int = 16_384

    def within(self, left: int, right: int) -> Page:
        """The same sheet, seen between two columns."""
        return Page(self.sheet, left, right)

    @property
    def numbers(self) -> list[int]:
        """The numbers of the rows that hold something, in order."""
        return self.sheet.numbers

    @property
    def width(self) -> int:
        """The last column that holds something."""
        return min(self.sheet.width, self.right)

    def cells(self, row: int) -> Mapping[int, Cell]:
        """The cells of a row, by column."""
        cells = self.sheet.rows.get(row, {})
        if self.left == 1 and self.right >= self.sheet.width:
            return cells
        return {column: cell for column, cell in cells.items() if self.left <= column <= self.right}

    def after(self, row: int, count: int) -> list[int]:
        """The numbers of up to `count` rows below a row."""
        at = bisect(self.numbers, row)
        return self.numbers[at : at + count]

    def before(self, row: int, count: int) -> list[int]:
        """The numbers of up to `count` rows above a row, nearest first."""
        at = bisect_left(self.numbers, row)
        return self.numbers[max(0, at - count) : at][::-1]

    def count(self, rows: Iterable[int], column: int, holds: Callable[[str], object]) -> int:
        """The number of these rows in which `holds` is true of a column's text."""
        return sum(bool(holds(cell.text)) for row in rows if (cell := self.cells(row).get(column)))

    def mostly(self, rows: Sequence[int], column: int, holds: Callable[[str], object]) -> bool:
        """Whether `holds` is true of more than half of a column's texts in these rows."""
        return 2 * self.count(rows, column, holds) > self.count(rows, column, bool)

    def give_up(self, row: int) -> None:
        """Let go of a row that has been read: a sheet may hold a million cells."""
        self.sheet.rows.pop(row, None)

    def seen(self, row: int) -> Mapping[int, Cell]:
        """A row of headings as it looks: a merged cell's content stands in every column that it covers."""
        spread: dict[int, Cell] = {}
        for merge in self.sheet.merged:
            if merge.top <= row <= merge.bottom and (cell := self.sheet.rows.get(merge.top, {}).get(merge.left)):
                spread |= dict.fromkeys(range(max(merge.left, self.left), min(merge.right, self.width) + 1), cell)
        return {**spread, **self.cells(row)}

    def label(self, row: int, column: int) -> Cell:
        """A label as it looks: a merged one stands in every row that it covers."""
        return self.cells(row).get(column) or self._spread.get((row, column)) or Cell(row, column)

    @cached_property
    def _spread(self) -> dict[tuple[int, int], Cell]:
        """The content of merged cells at the other rows that they cover, in their first column."""
        return {
            (row, merge.left): cell
            for merge in self.sheet.merged
            if merge.bottom > merge.top and (cell := self.cells(merge.top).get(merge.left))
            for row in self.numbers[bisect(self.numbers, merge.top) : bisect(self.numbers, merge.bottom)]
        }


def column_name(heading: Cell | None, column: int) -> str:
    """A column by its heading, or by its letter where it has none."""
    text = clean(heading.text) if heading else ""
    return text or get_column_letter(column)


def line_of(row: int, cells: Mapping[int, Cell], columns: Mapping[Column, int]) -> dict[Column, Cell]:
    """The cells of a line that stand side by side in one row; what has no column stands blank in the first."""
    return {column: cells.get(columns.get(column, 0)) or Cell(row, columns.get(column, 1)) for column in Column}


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order, each once."""
    return tuple(dict.fromkeys(names))


_SHORT = 30
"""Letters of a text that may name a part of those counted; longer ones describe."""


def left_out(page: Page, heading_row: int, column: int, rows: Sequence[int]) -> Fault | None:
    """A warning about a column that nobody knows: one of figures under a month's name, or of short words.

    `rows` are those that name a measure. `Jun-22 (projected)` and `Ethnicity` are such headings.
    """
    heading = page.cells(heading_row).get(column)
    name = heading.text if heading else ""
    if headings.heading(name) is not None or headings.part(name) is not None:
        return None
    values = [cell.value for row in rows if (cell := page.cells(row).get(column))]
    dated = bool(find_months(name)) and any(isinstance(value, (int, float)) for value in values)
    words = [value for value in values if isinstance(value, str) and len(value) <= _SHORT]
    if not dated and 2 * len(words) <= len(values):
        return None
    shown = f"The column {quoted(name)}" if name else f"Column {get_column_letter(column)}"
    what = f"{shown} holds figures" if dated else f"{shown} holds {quoted(words[0])} and the like"
    return Fault(codes.COLUMN_LEFT_OUT, f"{what}, and is not read.", f"{get_column_letter(column)}{heading_row}")


@dataclass(frozen=True)
class DeliveryTable:
    """A table of milestones or recommendations: the cells of each row by part, blank where there is none."""

    sheet: str
    kind: TableKind
    rows: tuple[Mapping[Part, Cell], ...]
    faults: tuple[Fault, ...] = ()
    passed_over: tuple[str, ...] = ()
