"""The rows of a wide table, gone through from the top: an entry for each measure and breakdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.cells import Cell, Figure, check_broken, read_figure
from sendkpi.ingest.spelling.headings import PASSED, Part
from sendkpi.ingest.spelling.words import bases, notes, subjects, units
from sendkpi.ingest.spelling.words.areas import is_own
from sendkpi.ingest.spelling.words.subjects import Subject
from sendkpi.ingest.tables.beside import (
    Aside,
    Section,
    basis_of,
    section_of,
    statistic_of,
    unit_of,
    why_aside,
)
from sendkpi.ingest.tables.wide.planned import against_plan
from sendkpi.ingest.tables.wide.three_rows import parts_of
from sendkpi.layouts import Column
from sendkpi.values import Symbol

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Page
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.spelling.words.averages import Statistic
    from sendkpi.ingest.spelling.words.units import NamedUnit
    from sendkpi.ingest.tables.context import Context
    from sendkpi.ingest.tables.wide.headings import MonthColumn
    from sendkpi.ingest.tables.wide.labels import Labels
    from sendkpi.plan.records import Measure


@dataclass
class Entry:
    """The cells of one measure and breakdown, by month's place and column."""

    measure: Cell
    title: Cell
    breakdown: Cell
    unit: tuple[NamedUnit, Cell] | None = None
    basis: str = ""
    statistic: tuple[Statistic, Cell] | None = None
    cells: dict[int, dict[Column, Cell]] = field(default_factory=dict)


_FEW_WORDS = 2
"""Words in the longest cell of a column that names statistics; longer ones are comments."""


@dataclass
class Rows:
    """The rows of a table as they are gone through, from the top."""

    names: Names
    page: Page
    labels: Labels
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

    def entries(self, rows: list[int]) -> list[Entry]:
        """An entry for each measure and breakdown."""
        entries: list[Entry] = []
        for row in rows:
            part = headings.part(self.page.label(row, self.labels.part).text) if self.labels.part else None
            cells = {one.column: cell for one in self.read if (cell := self.page.cells(row).get(one.column))}
            label = self._label(row)
            if part is PASSED or not (self.names.measures(label.text) or any(map(holds_figure, cells.values()))):
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

    def _entry(self, row: int, label: Cell, part: Part | None, entries: list[Entry]) -> Entry | None:
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
        entries.append(Entry(measure, title, breakdown, unit, basis, statistic))
        return entries[-1]

    def _leave(self, row: int, why: str, label: Cell, of: Measure | Entry | None) -> None:
        """Leave a row aside; targets in it are held against the plan's."""
        self.aside.add(why, label)
        measure = self.names.measure(of.measure.text) if isinstance(of, Entry) else of
        if measure is not None and Subject.PLANNED in why:
            cells = self.page.cells(row)
            written = [(one.month, cells[one.column]) for one in self.read if one.column in cells]
            self.aside.compare(against_plan(self.names.plan, measure, written))

    def _whose(self, row: int, label: Cell, last: Entry | None) -> tuple[Cell, Cell]:
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


def _with_parts(entries: list[Entry]) -> list[Entry]:
    """The entries, three of one measure made one where they are the parts of its percentage."""
    made: list[Entry] = []
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


def holds_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure or a mark in its place, and not words."""
    if check_broken(cell):
        return True
    found = read_figure(cell)
    return isinstance(found, (Figure, Symbol)) or (isinstance(found, Fault) and found.code is codes.AMBIGUOUS_MARK)
