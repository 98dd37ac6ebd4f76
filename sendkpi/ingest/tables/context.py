"""What stands around a table and says what it is: its tab, the lines above it, the file's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.months import MonthName, Year, find_months, find_years, has_only_days, read_heading
from sendkpi.ingest.spelling.texts import clean
from sendkpi.ingest.spelling.words import averages, bases, notes, subjects, units
from sendkpi.ingest.spelling.words.areas import is_place_elsewhere, place_in
from sendkpi.values import add_months, month_name

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Page
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.spelling.words.averages import Statistic
    from sendkpi.ingest.spelling.words.subjects import Subject
    from sendkpi.ingest.spelling.words.units import NamedUnit
    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan

_LOOKED_AT = 12
"""Rows above a table that may say what it is."""
_BESIDE = 3
"""Cells beyond which a row is one of a table, and no line above one."""


@dataclass(frozen=True)
class Context:
    """A table's tab, the cells of the lines above it (the nearest last), and the file's name without its ending."""

    plan: Plan
    tab: str
    above: tuple[Cell, ...]
    filename: str = ""
    noted: str = ""
    """The basis that an officer said a note gives to all figures."""
    noted_unit: tuple[NamedUnit, Cell] | None = None
    """The unit that a note gives to waits, and where."""

    @property
    def _nearest(self) -> tuple[Cell, ...]:
        """The line right above the table, alone, but for those that speak of the paper: its source, its date."""
        rows = [cell.row for cell in self.above if not (notes.is_of_paper(cell.text) or find_months(cell.value))]
        last = max(rows, default=0)
        return tuple(cell for cell in self.above if cell.row == last)

    @cached_property
    def subject(self) -> tuple[Subject, str] | None:
        """What the tab or the line right above says that the table is, where that is not what was reported."""
        for text in (*(cell.text for cell in self._nearest), self.tab):
            if found := subjects.subject_of(text):
                return found, clean(text)
        for text in (*(cell.text for cell in self.above), self.tab):
            if place_in(self.plan, text) or is_place_elsewhere(self.plan, text):
                return subjects.Subject.ELSEWHERE, clean(text)
            if subjects.row_subject(text) is subjects.Subject.SOME_PEOPLE:
                return subjects.Subject.SOME_PEOPLE, clean(text)
        return None

    @cached_property
    def basis(self) -> tuple[str, str] | None:
        """The words that say that all figures run on, or cover more than their month; and where they stand."""
        if self.noted:
            return self.noted, ""
        for cell in self.above:
            if found := bases.basis_of(cell.text):
                return found, cell.place
        found = bases.basis_of(self.tab)
        return (found, "") if found else None

    @cached_property
    def unit(self) -> tuple[NamedUnit, Cell] | None:
        """The unit that a line above gives to the whole table, and where: in words, or behind `Unit:`."""
        for before, cell in pairwise((Cell(0, 0), *self.above)):
            behind = before.row == cell.row and units.heads_units(before.text)
            if unit := units.unit_word(cell.text) if behind else units.unit_in(cell.text):
                return unit, cell
        return None

    @cached_property
    def statistic(self) -> tuple[Statistic, Cell] | None:
        """Another statistic than an average or the longest that the tab or a line above names, and where."""
        for cell in (*self.above, Cell(1, 1, self.tab)):
            if found := averages.odd_statistic(cell.text):
                return found, cell
        return None

    @cached_property
    def near_years(self) -> set[Year]:
        """The financial years that the tab and the lines above name."""
        return {year for text in (self.tab, *(cell.text for cell in self.above)) for year in find_years(text)}

    @property
    def years(self) -> set[Year]:
        """The same; the file's name counts where they name none."""
        return self.near_years or find_years(self.filename)

    @cached_property
    def tab_month(self) -> dt.date | None:
        """The month that the tab is named for."""
        return _one(find_months(self.tab))

    @cached_property
    def title_months(self) -> set[dt.date]:
        """The months that the lines above name; those of days (`printed on 3 June`) only where there are no others."""
        return months_named(self.above)[1]

    @cached_property
    def tab_calendar(self) -> int | None:
        """The month by name (1-12) that the tab is called for without its year: `June`."""
        found = read_heading(Cell(1, 1, self.tab))
        return found.calendar if isinstance(found, MonthName) else None

    @property
    def month(self) -> tuple[dt.date | None, bool]:
        """The one month that the tab or the lines above name, and whether a title does, which may name the report's."""
        if month := self.tab_month or self._tab_in_year:
            return month, False
        named = self.title_months or find_months(self.filename.replace("_", " "))
        return _one(named), True

    @property
    def _tab_in_year(self) -> dt.date | None:
        """The month of a tab such as `June` in the one year that is named beside it."""
        if self.tab_calendar is None or len(self.years) != 1:
            return None
        return next(iter(self.years)).month(MonthName(calendar=self.tab_calendar))

    def provider(self, names: Names) -> str:
        """The one breakdown that the tab or a line above names, alone or among other words; "" for none."""
        texts = [self.tab, *(cell.text for cell in self.above)]
        found = {name for text in texts if not names.measures(text) for name in names.providers_in(text)}
        return found.pop() if len(found) == 1 else ""

    def measure(self, names: Names) -> Measure | None:
        """The one measure that the tab or the lines above name, where they name no two."""
        texts = (self.tab, *(cell.text for cell in self.above))
        found = {measure.id: measure for text in texts if (measure := names.measure(text))}
        return next(iter(found.values())) if len(found) == 1 else None


def months_named(cells: Iterable[Cell]) -> tuple[list[Cell], set[dt.date]]:
    """The cells that name months, and the months; those of days only where there are no others."""
    named = [cell for cell in cells if find_months(cell.value)]
    plain = [cell for cell in named if not has_only_days(cell.value)] or named
    return plain, {month for cell in plain for month in find_months(cell.value)}


def context_of(names: Names, page: Page, top: int, filename: str) -> Context:
    """What stands above a table that begins in row `top`, up to the table before it."""
    above: list[Cell] = []
    for row in page.before(top, _LOOKED_AT):
        cells = [cell for cell in page.cells(row).values() if not cell.blank]
        if len(cells) > _BESIDE or (len(cells) > 1 and any(_is_number(cell) for cell in cells)):
            break
        if len(cells) > 1 and any(names.measures(cell.text) for cell in cells):
            break
        above = [*cells, *above]
    return Context(names.plan, page.sheet.title, tuple(above), filename.rpartition(".")[0])


_LAG = 3
"""Months by which the month of a report may be later than that of its figures."""


def contradiction(months: Mapping[Cell, dt.date], context: Context) -> Fault | None:
    """The fault of months of which none is in the year, or the month, that the title or the tab names."""
    if not months:
        return None
    first, distinct = next(iter(months)), set(months.values())
    shown = (
        month_name(min(distinct))
        if len(distinct) == 1
        else f"{month_name(min(distinct))} to {month_name(max(distinct))}"
    )
    named = ""
    if len(context.near_years) == 1 and not any(map(next(iter(context.near_years)).holds, distinct)):
        named = next(iter(context.near_years)).words
    elif context.tab_month and context.tab_month not in distinct:
        named = month_name(context.tab_month)
    elif context.tab_calendar and context.tab_calendar not in {month.month for month in distinct}:
        named = context.tab
    elif len(context.title_months) == 1 and len(distinct) == 1 and not _may_report(context.title_months, distinct):
        named = month_name(next(iter(context.title_months)))
    if not named:
        return None
    what = f"The figures are of {shown}, and the title or the tab says {named}."
    return Fault(codes.DATES_IN_DOUBT, what, first.place, "Correct the months, or the title.")


def _may_report(titled: set[dt.date], distinct: set[dt.date]) -> bool:
    """Whether a title's month may be that of a report on the month of the figures: the same, or a little later."""
    month, report = min(distinct), min(titled)
    return month <= report <= add_months(month, _LAG)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)


def _one(months: Iterable[dt.date]) -> dt.date | None:
    found = set(months)
    return found.pop() if len(found) == 1 else None
