"""Columns that name places or groups of people: only rows of the plan's own area, and of all its people, are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.texts import clean, key, listed, quoted
from sendkpi.ingest.spelling.words.areas import is_elsewhere, is_own
from sendkpi.ingest.spelling.words.notes import filters_in
from sendkpi.ingest.spelling.words.places import heads_places
from sendkpi.ingest.spelling.words.subjects import Subject, heads_forecasts, heads_groups, is_of_all

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Page
    from sendkpi.plan.whole import Plan


def filtered_subject(plan: Plan, text: str) -> Subject | None:
    """What figures are by the filters that a line names: another area's, of some people; None for all of ours."""
    for name, value in filters_in(text):
        if (key(name) == "area" or heads_places(name)) and not is_own(plan, value) and not is_of_all(value):
            return Subject.ELSEWHERE
        if heads_groups(name) and not is_of_all(value):
            return Subject.SOME_PEOPLE
    return None


_OWNERS = frozenset(
    map(
        key,
        ("owner", "lead", "lead officer", "responsible", "responsible officer", "source", "data source", "sub group"),
    )
)
"""Headings over names of councils that are no places of the figures."""
_NAMED = 4
"""Places that a note names."""


def place_column(plan: Plan, page: Page, heading_row: int, columns: Iterable[int], rows: Sequence[int]) -> int | None:
    """The first of these columns that names places: by its heading, or because it names ours or one known elsewhere."""
    for column in columns:
        cells = [cell for row in rows if (cell := page.cells(row).get(column)) and isinstance(cell.value, str)]
        texts = [cell.text for cell in cells if not cell.blank]
        heading = page.seen(heading_row).get(column)
        if not texts or (heading is not None and key(heading.text) in _OWNERS):
            continue
        known = any(is_own(plan, text) or is_elsewhere(plan, text) for text in texts)
        if known or (heading is not None and heads_places(heading.text)):
            return column
    return None


def own_rows(plan: Plan, page: Page, column: int, rows: Sequence[int]) -> tuple[set[int], list[Fault], list[str]]:
    """The rows of these that are not ours, a fault where places are named and none is ours, and a note on the rest."""
    named = {row: text for row in rows if (text := page.label(row, column).text)}
    others = {row for row, text in named.items() if not is_own(plan, text)}
    places = list(dict.fromkeys(clean(named[row]) for row in sorted(others)))
    if not others:
        return set(), [], []
    shown = listed(places[:_NAMED]) + (" and others" if len(places) > _NAMED else "")
    if len(others) == len(named):
        what = f"The figures are of {quoted(shown)}, and the plan is of {plan.place}."
        return others, [Fault(codes.WRONG_PLACE, what, f"{get_column_letter(column)}{min(others)}")], []
    return others, [], [f"rows of {shown} were passed over: the plan is of {plan.place}."]


def group_column(page: Page, heading_row: int, columns: Iterable[int]) -> int | None:
    """The first of these columns whose heading says that it names some of the people counted: `Gender`, `School`."""
    seen = page.seen(heading_row)
    return next((at for at in columns if at in seen and heads_groups(seen[at].text)), None)


def rows_of_all(page: Page, column: int, rows: Sequence[int]) -> tuple[set[int], list[Fault], list[str]]:
    """The rows of these that are of some people only, a fault where none is of all of them, and a note on the rest."""
    named = {row: text for row in rows if (text := page.label(row, column).text)}
    some = {row for row, text in named.items() if not is_of_all(text)}
    if not some:
        return set(), [], []
    groups = list(dict.fromkeys(clean(named[row]) for row in sorted(some)))
    shown = listed(groups[:_NAMED]) + (" and others" if len(groups) > _NAMED else "")
    if len(some) == len(named):
        what = f"The figures are of {quoted(shown)}, and none is of all together."
        advice = "Give the figures of all together, and leave this column out."
        return some, [Fault(codes.UNKNOWN_BREAKDOWN, what, f"{get_column_letter(column)}{min(some)}", advice)], []
    return some, [], [f"rows of {shown} were passed over: they are of some of the people only."]


def planned_rows(page: Page, columns: Iterable[int], rows: Sequence[int]) -> tuple[set[int], set[int], list[str]]:
    """The columns beside the figures that call rows targets, forecasts or last year's; those rows, and a note."""
    cells = [cell for at in columns for row in rows if (cell := page.cells(row).get(at)) and heads_forecasts(cell.text)]
    kinds = list(dict.fromkeys(clean(cell.text) for cell in cells))
    notes = [f"rows that are called {listed(kinds)} were passed over."] if kinds else []
    return {cell.column for cell in cells}, {cell.row for cell in cells}, notes


@dataclass
class OtherRows:
    """The columns that say of whom or of what rows are, the rows that are not ours, and what has to be said of them."""

    columns: set[int] = field(default_factory=set)
    away: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, column: int, found: tuple[set[int], list[Fault], list[str]]) -> None:
        """Add what one column says."""
        self.columns.add(column)
        self.away |= found[0]
        self.faults += found[1]
        self.notes += found[2]


def other_rows(plan: Plan, page: Page, heading_row: int, columns: Sequence[int], rows: Sequence[int]) -> OtherRows:
    """The rows that columns beside the figures say are another area's, of some of the people, targets or forecasts."""
    others = OtherRows()
    place = place_column(plan, page, heading_row, columns, rows)
    if place is not None:
        others.take(place, own_rows(plan, page, place, rows))
    group = group_column(page, heading_row, [column for column in columns if column != place])
    if group is not None:
        others.take(group, rows_of_all(page, group, [row for row in rows if row not in others.away]))
    kinds, planned, notes = planned_rows(page, [column for column in columns if column not in others.columns], rows)
    others.columns |= kinds
    others.away |= planned
    others.notes += notes
    return others
