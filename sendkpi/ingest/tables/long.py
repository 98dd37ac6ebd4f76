"""A long table: one row a measure, month and breakdown, its columns in any order under any of their usual names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import NUMBERS
from sendkpi.ingest.opening.lines import Line, Page, column_name, left_out, line_of, unique
from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.months import MonthName, Year, read_heading, read_month
from sendkpi.ingest.spelling.texts import key, quoted
from sendkpi.ingest.spelling.words import averages, bases, units
from sendkpi.ingest.tables.beside import basis_column, basis_of, other_bases, statistic_of, unit_column, unit_of
from sendkpi.ingest.tables.context import Context, context_of
from sendkpi.ingest.tables.found import Found
from sendkpi.ingest.tables.places import other_rows
from sendkpi.layouts import Column
from sendkpi.plan.choices import Collected

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.measure_names import Names

_LOOKED_AT = 200
"""Rows whose content says which of two columns holds the measure, or which holds the breakdown."""

_LABELS = (Column.MEASURE, Column.TITLE, Column.MONTH, Column.BREAKDOWN)


@dataclass(frozen=True)
class LongHead:
    """A row of headings: the column numbers under each name that is read, in the sheet's order.

    `measure` and `month` are those of all rows where no column has them; `titled` tells that the month is a title's.
    """

    row: int
    columns: Mapping[Column, tuple[int, ...]]
    span: tuple[int, int]
    measure: Cell | None = None
    month: Cell | None = None
    titled: bool = False

    @property
    def top(self) -> int:
        """The first row of the headings."""
        return self.row


def long_heads(page: Page, row: int, names: Names | None = None, filename: str = "") -> list[LongHead]:
    """The long tables that begin in a row: none, one, or several side by side.

    With `names` the tab, the lines above and the file's name may say what no column does: the month, or the measure.
    """
    known = {
        column: found
        for column, cell in page.cells(row).items()
        if isinstance(cell.value, str) and isinstance(found := headings.heading(cell.text), Column)
    }
    if not _complete(set(known.values())):
        return _explained(page, row, known, names, filename) if names is not None else []
    starts = [min(page.cells(row))]
    met: set[Column] = set()
    for column, name in known.items():
        if name in met and name in {Column.MEASURE, Column.MONTH} and _complete(met):
            starts.append(column)
            met = set()
        met.add(name)
    ends = [*(start - 1 for start in starts[1:]), page.width]
    found_heads = [_head(row, known, span) for span in zip(starts, ends, strict=True)]
    return [head for head in found_heads if _complete(set(head.columns))]


def _complete(names: set[Column]) -> bool:
    """Whether columns of these names make a table of figures."""
    named = Column.MEASURE in names or Column.TITLE in names
    return named and Column.MONTH in names and bool(names & {*NUMBERS, Column.SYMBOL})


def _explained(page: Page, row: int, known: Mapping[int, Column], names: Names, filename: str) -> list[LongHead]:
    """The table of a month that its tab or title names, or of a measure that these name."""
    have = set(known.values())
    labelled = bool(have & {Column.MEASURE, Column.TITLE})
    if any(isinstance(headings.read_over_figures(cell).time, dt.date) for cell in page.cells(row).values()):
        return []
    if not have & set(NUMBERS) or labelled == (Column.MONTH in have) or not (labelled or Column.MONTH in have):
        return []
    head, context = _head(row, known, (min(known), page.width)), context_of(names, page, row, filename)
    if not labelled:
        measure = context.measure(names)
        cell = Cell(row, 1, measure.id) if measure else None
        return [replace(head, measure=cell)] if measure else []
    if not any(
        names.measures(page.cells(below).get(column, Cell(below, column)).text)
        for below in page.after(row, _LOOKED_AT)
        for column, name in known.items()
        if name in {Column.MEASURE, Column.TITLE}
    ):
        return []
    month, titled = context.month
    return [replace(head, month=Cell(row, 1, month), titled=titled)] if month else []


def _head(row: int, known: Mapping[int, Column], span: tuple[int, int]) -> LongHead:
    columns: dict[Column, tuple[int, ...]] = {}
    for column, name in known.items():
        if span[0] <= column <= span[1]:
            columns[name] = (*columns.get(name, ()), column)
    return LongHead(row, columns, span)


def read_long(  # noqa: PLR0913 - a table's head, and what is around it
    names: Names, page: Page, head: LongHead, end: int, context: Context, *, alone: bool = False
) -> Found:
    """The lines under the headings, down to the row before `end`, and what is wrong with them.

    Where the table is `alone` in its sheet, the sheet gives each row up once it is read.
    """
    rows = [row for row in page.numbers if head.row < row < end]
    columns, faults = _choose(names, page, head, rows[:_LOOKED_AT])
    read = set(columns.values())
    left = [
        column
        for column in range(head.span[0], head.span[1] + 1)
        if column not in read and any(column in page.cells(row) for row in rows[:_LOOKED_AT])
    ]
    faults += _misspelt(page, head, columns, left)
    others = other_rows(names.plan, page, head.row, left, rows)
    notes = others.notes
    at = columns.get(Column.MEASURE)
    seen = [row for row in rows[:_LOOKED_AT] if at is None or names.measures(page.label(row, at).text)]
    beside = _Beside(
        names,
        page,
        columns,
        unit_column(page, head.row, left, rows[:_LOOKED_AT]),
        basis_column(page, head.row, left, rows[:_LOOKED_AT]),
        context,
        _over(page, head, columns),
        context.provider(names),
        _headed(page, head, left, _YEARS),
        head.row,
        _headed(page, head, left, _STARTS),
        tuple(column for column in left if page.mostly(rows[:_LOOKED_AT], column, averages.statistic_in)),
    )
    left = [column for column in left if column not in {*others.columns, beside.unit, beside.basis, beside.year}]
    unclear = {fault.cell for fault in faults}
    warned = [fault for column in left if (fault := left_out(page, head.row, column, seen))]
    faults += [fault for fault in warned if fault.cell not in unclear]
    passed = unique(column_name(page.cells(head.row).get(column), column) for column in left)
    lines = lines_of(page, [row for row in rows if row not in others.away], columns, give_up=alone)
    notes += other_bases(page, head.row, left, seen)
    fixed = {Column.MEASURE: head.measure, Column.MONTH: head.month}
    given = {column: cell for column, cell in fixed.items() if cell is not None}
    if given or beside.says_anything:
        lines = (beside.completed(line, given) for line in lines)
    return Found(lines, [*others.faults, *faults], passed, notes)


_YEARS = frozenset(map(key, ("year", "financial year", "fin year", "fy", "reporting year", "calendar year")))


_STARTS = frozenset(
    map(key, ("period start", "period from", "start of period", "start date", "date from", "from", "start"))
)
_PERIODS = {Collected.MONTH: 1, Collected.QUARTER: 3, Collected.YEAR: 12}
"""Months that the figures of a measure cover."""


def _headed(page: Page, head: LongHead, columns: list[int], names: frozenset[str]) -> int | None:
    """The first of these columns with one of these headings: that of years, or of the first days of periods."""
    cells = page.cells(head.row)
    return next((at for at in columns if at in cells and key(cells[at].text) in names), None)


@dataclass(frozen=True)
class _Beside:
    """What stands beside the figures of each row: the columns of their unit and basis, or words over all of them."""

    names: Names
    page: Page
    columns: Mapping[Column, int]
    unit: int | None
    basis: int | None
    context: Context
    over: tuple[Cell, ...]
    provider: str
    year: int | None
    heading_row: int
    start: int | None = None
    """The column with the first day of the period."""
    statistics: tuple[int, ...] = ()
    """The columns that name statistics: `Median`."""

    @property
    def says_anything(self) -> bool:
        """Whether any row may have a unit or a basis of its own: most tables have none."""
        words = [cell.text for cell in self.over]
        anywhere = any(units.unit_in(text) or bases.basis_of(text) for text in words)
        titles = self.columns.get(Column.TITLE) or self.columns.get(Column.MEASURE)
        return bool(
            self.provider
            or self.year
            or self.start
            or self.unit
            or self.basis
            or self.context.unit
            or self.context.basis
            or anywhere
            or titles
            or self.context.noted_unit
            or self.context.statistic
            or self.statistics
        )

    def _months(self, line: Line) -> int:
        """How many months a figure covers by the column of its first day, where those are not the measure's; else 0."""
        measure = self.names.measure(line.cells[Column.MEASURE].text)
        begun = read_month(self.page.label(line.cells[Column.MONTH].row, self.start)) if self.start else None
        ended = read_month(line.cells[Column.MONTH])
        if measure is None or begun is None or isinstance(begun, Fault) or isinstance(ended, Fault):
            return 0
        months = 12 * (ended.year - begun.year) + ended.month - begun.month + 1
        return months if months > _PERIODS[measure.collected] else 0

    def _month(self, line: Line) -> dict[Column, Cell]:
        """A month without its year, with the one that stands in a column beside it."""
        cell = line.cells[Column.MONTH]
        if not self.year or cell.blank or isinstance(cell.value, dt.date):
            return {}
        label, year = read_heading(cell), read_heading(self.page.label(cell.row, self.year))
        month = year.month(label) if isinstance(label, MonthName) and isinstance(year, Year) else None
        return {Column.MONTH: cell._replace(value=month)} if month else {}

    def _provider(self, line: Line) -> dict[Column, Cell]:
        """The breakdown that the tab or the title gives to a row without one."""
        cell = line.cells[Column.BREAKDOWN]
        label = line.cells[Column.MEASURE].text
        given = self.provider and cell.blank and self.names.counted_for(label, self.provider)
        return {Column.BREAKDOWN: cell._replace(value=self.provider)} if given else {}

    def completed(self, line: Line, given: Mapping[Column, Cell]) -> Line:
        """The line with the measure and the month of all rows, and with its unit and its basis."""
        row = line.cells[Column.VALUE].row
        texts = (*self.over, line.cells[Column.TITLE], line.cells[Column.MEASURE])
        unit, basis = unit_of(self.names, texts, self.context), basis_of(self.names, texts, self.context)
        if self.unit and (word := units.unit_word((cell := self.page.label(row, self.unit)).text)):
            unit = word, cell
        given = {**given, **self._provider(line), **self._month(line)}
        over = self.page.seen(self.heading_row).get(self.basis) if self.basis else None
        if months := self._months(line):
            basis = f"{months} months to"
        if self.basis and (own := bases.basis_under(over.text if over else "", self.page.label(row, self.basis).text)):
            basis = own
        words = [line.cells[Column.MEASURE], *(self.page.label(row, column) for column in self.statistics)]
        statistic = statistic_of(self.names, words, self.context)
        if not given and unit is None and not basis and statistic is None:
            return line
        return replace(line, cells={**line.cells, **given}, unit=unit, basis=basis, statistic=statistic)


def _over(page: Page, head: LongHead, columns: Mapping[Column, int]) -> tuple[Cell, ...]:
    """The headings over the figures, which may give their unit: `Value (days)`."""
    cells = page.cells(head.row)
    return tuple(cells[at] for name, at in columns.items() if name is Column.VALUE and at in cells)


def lines_of(page: Page, rows: list[int], columns: Mapping[Column, int], *, give_up: bool = False) -> Iterator[Line]:
    """A line for each row, a merged label read in every row that it covers."""
    labels = [columns[name] for name in _LABELS if name in columns]
    merged = any(merge.bottom > merge.top for merge in page.sheet.merged)
    for row in rows:
        cells = page.cells(row)
        if merged:
            cells = {**cells, **{column: page.label(row, column) for column in labels}}
        yield Line(line_of(row, cells, columns))
        if give_up and not merged:  # what is merged down stands in a row before
            page.give_up(row)


def _choose(names: Names, page: Page, head: LongHead, rows: list[int]) -> tuple[dict[Column, int], list[Fault]]:
    """Which column is read for each name; two that have one name, unless the plainer name or their content tells."""
    chosen: dict[Column, int] = {}
    faults: list[Fault] = []
    for name, columns in head.columns.items():
        if name in {Column.MEASURE, Column.TITLE}:
            continue
        texts = {column: page.cells(head.row)[column].text for column in columns}
        best = min(headings.rank(text) for text in texts.values())
        plainest = [column for column, text in texts.items() if headings.rank(text) == best]
        chosen[name] = plainest[0]
        if len(plainest) > 1 or (name in NUMBERS and len(columns) > 1):
            what = f"Two columns are headed {name}."
            faults.append(Fault(codes.COLUMN_REPEATED, what, f"{get_column_letter(columns[-1])}{head.row}"))
    return chosen | _labels(names, page, head, rows, set(chosen.values())), faults


def _labels(names: Names, page: Page, head: LongHead, rows: list[int], taken: set[int]) -> dict[Column, int]:
    """The columns of the measure, of a title beside it, and of a breakdown that no heading announces."""
    candidates = [*head.columns.get(Column.MEASURE, ()), *head.columns.get(Column.TITLE, ())]
    named = {column: page.count(rows, column, names.measures) for column in candidates}
    if not candidates:
        return {}
    measure = max(candidates, key=lambda column: named[column])
    labels = {Column.MEASURE: measure}
    others = [column for column in candidates if column != measure]
    if others:
        labels[Column.TITLE] = max(others, key=lambda column: named[column])
    if Column.BREAKDOWN not in head.columns:
        free = [column for column in range(head.span[0], head.span[1] + 1) if column not in taken | set(candidates)]
        breakdowns = [column for column in free if page.mostly(rows, column, names.is_breakdown)]
        if breakdowns:
            labels[Column.BREAKDOWN] = breakdowns[0]
    return labels


def _misspelt(page: Page, head: LongHead, columns: Mapping[Column, int], left: list[int]) -> list[Fault]:
    """Headings that are nearly ones that are read, over columns that would be lost."""
    faults = []
    for column in left:
        cell = page.cells(head.row).get(column, Cell(head.row, column))
        nearest = headings.nearly(cell.text) if cell.text and headings.heading(cell.text) is None else None
        if nearest and nearest not in columns:
            what = f"The heading {quoted(cell.text)} is not known."
            faults.append(Fault(codes.HEADING_UNKNOWN, what, cell.place, f"Did you mean {nearest}?"))
    return faults
