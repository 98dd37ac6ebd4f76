"""The label columns of a wide table by what they hold: measures, titles, parts, places, units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.words import units
from sendkpi.ingest.spelling.words.units import NamedUnit
from sendkpi.ingest.tables.beside import (
    basis_column,
    unit_column,
)
from sendkpi.ingest.tables.places import group_column, place_column
from sendkpi.layouts import Column

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Page
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.ingest.spelling.headings import Part
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.tables.wide.headings import WideHead


@dataclass(frozen=True)
class Labels:
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
        """The numbers of all of them."""
        labels = {self.measure, self.title, self.breakdown, self.part}
        return (labels | {self.place, self.unit, self.basis, self.group}) - {0}


def beside_figures(page: Page, head: WideHead) -> list[int]:
    """The columns beside those of figures, on both sides."""
    figures = {one.column for one in head.columns}
    return [column for column in range(page.left, page.width + 1) if column not in figures]


def labels_of(names: Names, page: Page, head: WideHead, rows: list[int]) -> Labels:
    """The label columns, by what their headings and their cells say."""
    free = list(range(page.left, head.first))
    named = {column: page.count(rows, column, names.measures) for column in free}
    measure = head.labelled or max(free, key=lambda column: named[column], default=0)
    beside = [column for column in beside_figures(page, head) if column != measure]
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
    return Labels(measure, title, breakdown, part, place, unit, basis, group)


def heading_over(page: Page, head: WideHead, column: int) -> str:
    """The heading over a column of labels."""
    heading = page.seen(head.row).get(column)
    return heading.text if heading else ""


def corner_unit(page: Page, head: WideHead, labels: Labels) -> tuple[NamedUnit, Cell] | None:
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
