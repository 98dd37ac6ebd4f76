"""Measures, areas and published figures of the plan, as frozen records. Months are the first day of the month.

Every record names its `document` and `line`, where its published words stand. A field ending in
`_published` is the document's own; the field beside it is how the product reads it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sendkpi.plan.choices import Basis, Better, Collected, ComparatorKind, Expectation, Pooling, Unit  # noqa: TC001 - likewise
from sendkpi.published import Indicator  # noqa: TC001 - likewise
from sendkpi.values import add_months, month_end


@dataclass(frozen=True)
class Document:
    """A published document that the plan is taken from."""

    id: str
    title: str
    published: dt.date
    file: str


@dataclass(frozen=True)
class Area:
    """One of the areas of weakness that the plan answers."""

    id: str
    title: str
    title_published: str
    lead_published: str
    found: str
    document: str
    line: str


DEFAULT_TOLERANCE, DEFAULT_TOLERANCE_UNIT = 10.0, "percent"
"""How far behind the trajectory is still amber, of a measure for which the plan gives nothing else."""


@dataclass(frozen=True)
class Measure:
    """One series of the plan's measures tables; two series may share a published row.

    `tolerance` is in `tolerance_unit`: "points" of the measure's unit, or "percent" of the trajectory.
    `year_start` is the month (1-12) in which the measure's year begins; `reporting_lag` is in months.
    `floor` is a level that must never be passed, whatever the trajectory says. `indicator` is the published one
    that is this measure for other areas, None where there is none; `comparator` is the basis of the published
    figures that count as this measure does.
    """

    id: str
    ref_published: str
    area: str
    title: str
    definition: str
    unit: Unit
    better: Better
    collected: Collected
    basis: Basis
    pooling: Pooling
    expectation: Expectation
    year_start: int
    collected_from: dt.date
    reporting_lag: int
    numerator_name: str
    denominator_name: str
    baseline_published: str
    baseline: float | None
    baseline_month: dt.date | None
    baseline_promised: dt.date | None
    target_published: str
    target_month_published: str
    target: float | None
    target_month: dt.date | None
    target_promised: dt.date | None
    tolerance: float
    tolerance_unit: str
    floor: float | None
    minimum_sample: int | None
    sensitive: bool
    comparator: str
    sub_group: str
    owner: str
    document: str
    line: str
    indicator: Indicator | None = None

    def ends_period(self, month: dt.date) -> bool:
        """Whether one of the measure's periods ends in this month."""
        return self.collected.ends(month, self.year_start)

    def due_on(self, month: dt.date) -> dt.date:
        """The day by which the figure for the period that ends in this month is due."""
        return month_end(add_months(month, self.reporting_lag))


@dataclass(frozen=True)
class TrajectoryPoint:
    """The plan's own level for a measure in a month."""

    measure: str
    month: dt.date
    value: float
    document: str
    line: str


@dataclass(frozen=True)
class Breakdown:
    """A part of a measure reported beside its total: a provider."""

    measure: str
    breakdown: str
    kind: str
    document: str
    line: str


@dataclass(frozen=True)
class Comparator:
    """A published figure to hold a measure against, for a calendar year; `published` is the day it became public.

    `neighbour_list` is the year of the list that a neighbours' mean is over, `areas_counted` how many of its
    areas had a figure.
    """

    measure: str
    place: str
    kind: ComparatorKind
    year: int
    basis: str
    method: str
    neighbour_list: int | None
    areas_counted: int | None
    numerator: float | None
    denominator: float | None
    value: float
    release: str
    published: dt.date
    document: str
    line: str


@dataclass(frozen=True)
class Neighbour:
    """An area like the plan's own, by a published list of them; `neighbour_list` is the list's year.

    `area_code` is the local authority's three-digit number, as in national statistics; rank 1 is the most alike.
    """

    neighbour_list: int
    rank: int
    area_code: str
    place: str
    document: str
    line: str


@dataclass(frozen=True)
class Query:
    """A place where the published plan is in doubt, and the value that the product works with meanwhile.

    `about` names what it touches by id: measures, areas, actions, milestones, recommendations, reports.
    """

    id: str
    kind: str
    about: tuple[str, ...]
    field: str
    published: str
    doubt: str
    working: str
    document: str
    line: str
