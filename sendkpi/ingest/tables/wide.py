"""A wide table: one row a measure, or one a measure and breakdown or part, and its months across."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.lines import Line, Page, column_name, left_out, unique
from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.cells import Cell, Figure, check_broken, is_not_known, read_figure
from sendkpi.ingest.spelling.headings import PASSED, Part
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.ingest.spelling.words import bases, notes, subjects, units
from sendkpi.ingest.spelling.words.areas import is_own
from sendkpi.ingest.spelling.words.subjects import Subject
from sendkpi.ingest.spelling.words.units import NamedUnit
from sendkpi.ingest.tables.beside import (
    Aside,
    Section,
    basis_column,
    basis_of,
    other_bases,
    section_of,
    statistic_of,
    unit_column,
    unit_of,
    why_aside,
)
from sendkpi.ingest.tables.found import Found
from sendkpi.ingest.tables.places import group_column, own_rows, place_column, rows_of_all
from sendkpi.ingest.tables.planned import against_plan
from sendkpi.ingest.tables.three_rows import parts_of
from sendkpi.layouts import Column
from sendkpi.values import Symbol, month_name

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.spelling.words.averages import Statistic
    from sendkpi.ingest.tables.context import Context
    from sendkpi.ingest.tables.wide_headings import MonthColumn, WideHead
    from sendkpi.plan.records import Measure


@dataclass(frozen=True)
class _Labels:
    """The label columns left of the months by what they hold; 0 where there is none."""

    measure: int
    title: int = 0
    breakdown: int = 0
    part: int = 0
    place: int = 0
    unit: int = 0
    basis: int = 0
    group: int = 0

    @property
    def used(self) -> set[int]:
        labels = {self.measure, self.title, self.breakdown, self.part}
        return (labels | {self.place, self.unit, self.basis, self.group}) - {0}


@dataclass
class _Entry:
    """The cells of one measure and breakdown, by month's place and column."""

    measure: Cell
    title: Cell
    breakdown: Cell
    unit: tuple[NamedUnit, Cell] | None = None
    basis: str = ""
    statistic: tuple[Statistic, Cell] | None = None
    cells: dict[int, dict[Column, Cell]] = field(default_factory=dict)


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
    labels = _labels(names, page, head, rows)
    free = [column for column in _free(page, head) if column not in labels.used]
    away, faults, notes = set[int](), list[Fault](), list[str]()
    if labels.place:
        away, faults, notes = own_rows(names.plan, page, labels.place, rows)
    if labels.group:
        some, wrong, noted = rows_of_all(page, labels.group, [row for row in rows if row not in away])
        away, faults, notes = away | some, faults + wrong, notes + noted
    places = _places(read)
    table = _Rows(
        names,
        page,
        labels,
        read,
        places,
        context,
        context.provider(names),
        unit=_corner(page, head, labels),
        basis=_over(page, head, labels.basis),
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


def _free(page: Page, head: WideHead) -> list[int]:
    """The columns beside those of figures, on both sides."""
    figures = {one.column for one in head.columns}
    return [column for column in range(page.left, page.width + 1) if column not in figures]


def _labels(names: Names, page: Page, head: WideHead, rows: list[int]) -> _Labels:
    free = list(range(page.left, head.first))
    named = {column: page.count(rows, column, names.measures) for column in free}
    measure = head.labelled or max(free, key=lambda column: named[column], default=0)
    beside = [column for column in _free(page, head) if column != measure]
    place = place_column(names.plan, page, head.row, [column for column in beside if not named.get(column)], rows) or 0
    unit = unit_column(page, head.row, [column for column in beside if column != place], rows) or 0
    basis = basis_column(page, head.row, [column for column in beside if column not in {place, unit}], rows) or 0
    group = group_column(page, head.row, [column for column in beside if column not in {place, unit, basis}]) or 0
    others = [column for column in free if column not in {measure, place, unit, basis, group}]
    titles = [column for column in others if named[column]]
    breakdowns = [
        column
        for column in others
        if column not in titles
        and (_headed(page, head, column) is Column.BREAKDOWN or page.mostly(rows, column, names.is_breakdown))
    ]
    left = [column for column in others if column not in {*titles, *breakdowns}]
    only = [measure] if measure and not named.get(measure) else []
    parts = [column for column in [*left, *only] if page.mostly(rows, column, _is_part)]
    words = [column for column in left if column not in parts and _describes(page, head, rows, column)]
    title, breakdown, part = (next(iter(found), 0) for found in ([*titles, *words], breakdowns, parts))
    return _Labels(measure, title, breakdown, part, place, unit, basis, group)


def _over(page: Page, head: WideHead, column: int) -> str:
    """The heading over a column of labels."""
    heading = page.seen(head.row).get(column)
    return heading.text if heading else ""


def _corner(page: Page, head: WideHead, labels: _Labels) -> tuple[NamedUnit, Cell] | None:
    """The unit that the heading over the measures gives, as a chart's source has it: `Number of plans`."""
    cells = [page.seen(row).get(labels.measure) for row in range(head.top, head.bottom + 1)]
    for cell in filter(None, cells):
        word = units.unit_word(cell.text)
        if unit := word if word in {NamedUnit.DAYS, NamedUnit.HOURS} else units.unit_in(cell.text):
            return unit, cell
    return None


def _describes(page: Page, head: WideHead, rows: list[int], column: int) -> bool:
    """Whether a column beside the measures says in its own words what they are."""
    return _headed(page, head, column) in {Column.TITLE, Column.MEASURE} and bool(page.count(rows, column, bool))


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


_FEW_WORDS = 2
"""Words in the longest cell of a column that names statistics; longer ones are comments."""


@dataclass
class _Rows:
    """The rows of a table as they are gone through, from the top."""

    names: Names
    page: Page
    labels: _Labels
    read: list[MonthColumn]
    places: Mapping[int, tuple[int, Cell]]
    context: Context
    provider: str = ""
    """Whose figures all are, where the tab or the title says so."""
    measure: Measure | None = None
    """The measure of all rows, where these are its parts."""
    unit: tuple[NamedUnit, Cell] | None = None
    """The unit that the heading over the labels gives."""
    basis: str = ""
    """The heading over the column of bases."""
    section: Section = field(default_factory=lambda: Section(Cell(1, 1)))
    """What the last heading between the rows says of those below it."""
    aside: Aside = field(default_factory=Aside)

    def entries(self, rows: list[int]) -> list[_Entry]:
        """An entry for each measure and breakdown."""
        entries: list[_Entry] = []
        for row in rows:
            part = headings.part(self.page.label(row, self.labels.part).text) if self.labels.part else None
            cells = {one.column: cell for one in self.read if (cell := self.page.cells(row).get(one.column))}
            label = self._label(row)
            if part is PASSED or not (self.names.measures(label.text) or any(map(_holds_figure, cells.values()))):
                self._begin(row)
                continue
            entry = self._entry(row, label, part, entries)
            for one in self.read if entry else ():
                name = one.part if part is None or one.part is not Column.VALUE else part
                if entry and isinstance(name, Column):
                    place = entry.cells.setdefault(self.places[one.column][0], {})
                    place[name] = cells.get(one.column, Cell(row, one.column))
        return _with_parts(entries)

    def _begin(self, row: int) -> None:
        """Begin a section where a row has nothing but a heading."""
        cells = [cell for cell in self.page.cells(row).values() if not cell.blank]
        if len(cells) == 1 and not notes.is_sentence(cells[0].text):
            self.section = section_of(self.names, cells[0])

    def _label(self, row: int) -> Cell:
        """The cell that names a row's measure; the tab or the title where the rows are parts of one measure alone."""
        if self.measure is not None:
            return Cell(row, self.labels.part, self.measure.id)
        return self.page.label(row, self.labels.measure)

    def _entry(self, row: int, label: Cell, part: Part | None, entries: list[_Entry]) -> _Entry | None:
        """The entry of a row's figures; that of the row before it, where both are parts of one figure."""
        last = entries[-1] if entries else None
        measure, breakdown = self._whose(row, label, last)
        if why := why_aside(self.names, measure) or (
            why_aside(self.names, breakdown) if self._is_away(breakdown) else None
        ):
            self._leave(row, why, label if label.text else breakdown, self.names.named_before(measure.text) or last)
            return None
        if self.section.why:
            self.aside.add(self.section.why, self.section.heading)
            return None
        if last is not None and isinstance(part, Column):
            same = measure.blank or measure.text == last.measure.text
            alike = breakdown.blank or breakdown.text == last.breakdown.text
            if same and alike and all(part not in cells for cells in last.cells.values()):
                return last
        title = self.page.label(row, self.labels.title) if self.labels.title else Cell(row, self.labels.measure)
        if len(self.names.measures(measure.text)) > 1:
            title = self._all_words(row, title)
        if why := self._is_other(title):
            self._leave(row, why, title, self.names.measure(measure.text))
            return None
        unit, basis = self._unit(row, label, title), self._basis(row, label, title)
        beside = [cell for at, cell in self.page.cells(row).items() if at not in self.places]
        words = [label, *(cell for cell in beside if len(cell.text.split()) <= _FEW_WORDS)]
        statistic = statistic_of(self.names, words, self.context) or self.section.statistic
        entries.append(_Entry(measure, title, breakdown, unit, basis, statistic))
        return entries[-1]

    def _leave(self, row: int, why: str, label: Cell, of: Measure | _Entry | None) -> None:
        """Leave a row aside; targets in it are held against the plan's."""
        self.aside.add(why, label)
        measure = self.names.measure(of.measure.text) if isinstance(of, _Entry) else of
        if measure is not None and Subject.PLANNED in why:
            cells = self.page.cells(row)
            written = [(one.month, cells[one.column]) for one in self.read if one.column in cells]
            self.aside.compare(against_plan(self.names.plan, measure, written))

    def _whose(self, row: int, label: Cell, last: _Entry | None) -> tuple[Cell, Cell]:
        """A row's measure and breakdown; a provider without a measure beside it is one of the measure above."""
        breakdown = (
            self.page.label(row, self.labels.breakdown) if self.labels.breakdown else Cell(row, self.labels.measure)
        )
        if breakdown.blank and self.provider and self.names.counted_for(label.text, self.provider):
            return label, breakdown._replace(value=self.provider)
        if last is None:
            return label, breakdown
        if label.blank and not breakdown.blank:
            return last.measure, breakdown
        if breakdown.blank and 0 < self.labels.breakdown < self.labels.measure:
            return label, last.breakdown._replace(row=label.row)  # a group's name stands at its first row alone
        if breakdown.blank and (name := self._part_of_measure(label)) is not None:
            return last.measure, label._replace(value=name or None)
        return label, breakdown

    def _part_of_measure(self, label: Cell) -> str | None:
        """The breakdown that a label below a measure names: "" for our own place among others, None for no part."""
        if label.text and is_own(self.names.plan, label.text):
            return ""
        return self.names.provider(label.text)

    def _all_words(self, row: int, title: Cell) -> Cell:
        """All words left of the figures: a reference that several measures share needs them."""
        used = {self.labels.measure, self.labels.breakdown, self.labels.part, self.labels.place, self.labels.unit}
        columns = [at for at in range(self.page.left, min(one.column for one in self.read)) if at not in used]
        texts = [self.page.label(row, at) for at in columns]
        return title._replace(value=" ".join(cell.text for cell in texts if isinstance(cell.value, str)) or None)

    def _is_away(self, breakdown: Cell) -> bool:
        return (
            bool(breakdown.text)
            and not subjects.is_total(breakdown.text)
            and not self.names.is_breakdown(breakdown.text)
        )

    def _is_other(self, title: Cell) -> str | None:
        """Why a row is not read whose title says that it holds targets or another area's figures."""
        if not title.text or self.names.measures(title.text):
            return None
        subject = subjects.row_subject(title.text)
        return f"Rows of {subject}" if subject else None

    def _unit(self, row: int, label: Cell, title: Cell) -> tuple[NamedUnit, Cell] | None:
        written = self.page.label(row, self.labels.unit) if self.labels.unit else None
        if written is not None and (unit := units.unit_word(written.text)):
            return unit, written
        return unit_of(self.names, (title, label), replace(self.context, noted_unit=None)) or (
            self.section.unit or self.unit or self.context.noted_unit
        )

    def _basis(self, row: int, label: Cell, title: Cell) -> str:
        written = self.page.label(row, self.labels.basis) if self.labels.basis else None
        own = bases.basis_under(self.basis, written.text) if written is not None else None
        return own or self.section.basis or basis_of(self.names, (title, label), self.context)


_PARTS = (Column.NUMERATOR, Column.DENOMINATOR, Column.VALUE)


def _with_parts(entries: list[_Entry]) -> list[_Entry]:
    """The entries, three of one measure made one where they are the parts of its percentage."""
    made: list[_Entry] = []
    at = 0
    while at < len(entries):
        three = entries[at : at + 3]
        alike = len({(one.measure.text, one.breakdown.text) for one in three}) == 1 and len(three) == len(_PARTS)
        order = parts_of([one.cells for one in three]) if alike else None
        if order is None:
            made.append(entries[at])
            at += 1
            continue
        months = three[order[2]].cells
        cells = {
            month: {part: three[row].cells[month][Column.VALUE] for part, row in zip(_PARTS, order, strict=True)}
            for month in months
        }
        made.append(replace(three[order[2]], unit=None, cells=cells))
        at += len(_PARTS)
    return made


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
            asks = months[place].value == newest
            read = blank | labels | {Column.MONTH: months[place]} | cells
            yield Line(read, asks, entry.unit, entry.basis, entry.statistic)


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
