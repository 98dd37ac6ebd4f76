"""What was promised, as frozen records. Months are the first day of the month.

Every record names its `document` and `line`, where its published words stand. A field ending in
`_published` is the document's own; the field beside it is how the product reads it.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the reader resolves these annotations at run time
from dataclasses import dataclass
from functools import cached_property

from sendkpi.errors import UnknownNameError
from sendkpi.plan.agreed import NO_CHANGES, Changes
from sendkpi.plan.choices import (  # noqa: TC001 - likewise
    Basis,
    Better,
    Collected,
    Expectation,
    Kind,
    Pooling,
    Unit,
)
from sendkpi.plan.delivery import (  # noqa: TC001 - likewise
    Action,
    Audience,
    Body,
    Finding,
    ImpactLink,
    Milestone,
    PriorityItem,
    Recommendation,
    RecommendationLink,
    Report,
    SubGroup,
    Term,
)
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
    """Where the plan itself says a measure should be in a month."""

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
    kind: Kind
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


@dataclass(frozen=True)
class Plan:
    """The whole plan, read once and checked on reading.

    `area_code` is the local authority's three-digit number, and `region` its region's name, as national statistics
    have them; "" where the plan's area has none. `inspected` is the month of the inspection that the plan answers, by
    `inspectors`; `answerable` are the organisations that must answer it together.
    """

    place: str
    title: str
    documents: tuple[Document, ...]
    areas: tuple[Area, ...]
    measures: tuple[Measure, ...]
    trajectory: tuple[TrajectoryPoint, ...]
    breakdowns: tuple[Breakdown, ...]
    sub_groups: tuple[SubGroup, ...]
    actions: tuple[Action, ...]
    milestones: tuple[Milestone, ...]
    impact_links: tuple[ImpactLink, ...]
    recommendations: tuple[Recommendation, ...]
    recommendation_links: tuple[RecommendationLink, ...]
    priorities: tuple[PriorityItem, ...]
    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]
    bodies: tuple[Body, ...]
    audiences: tuple[Audience, ...]
    terms: tuple[Term, ...]
    comparators: tuple[Comparator, ...]
    neighbours: tuple[Neighbour, ...]
    queries: tuple[Query, ...]
    fingerprint: str
    """SHA-256 over the folder's tables: tells one state of the plan from another."""
    area_code: str = ""
    region: str = ""
    inspected: dt.date | None = None
    inspectors: tuple[str, ...] = ()
    answerable: tuple[str, ...] = ()
    changes: Changes = NO_CHANGES
    """What has been agreed since, by the moment that this plan is known as at."""

    @cached_property
    def _measures(self) -> dict[str, Measure]:
        return {measure.id: measure for measure in self.measures}

    def measure(self, measure_id: str) -> Measure:
        """The measure of that id.

        Raises UnknownNameError.
        """
        try:
            return self._measures[measure_id]
        except KeyError:
            message = f"The plan has no measure {measure_id!r}."
            raise UnknownNameError(message) from None

    def ref(self, measure: Measure) -> str:
        """What people call a measure: its published reference, or our own where several share one or it has none."""
        shared = [one for one in self.measures if one.ref_published == measure.ref_published]
        return measure.ref_published if measure.ref_published and len(shared) == 1 else measure.id

    def area(self, area_id: str) -> Area:
        """The area of that id.

        Raises UnknownNameError.
        """
        for area in self.areas:
            if area.id == area_id:
                return area
        message = f"The plan has no area {area_id!r}."
        raise UnknownNameError(message)

    def breakdowns_of(self, measure_id: str) -> tuple[str, ...]:
        """Names of the measure's breakdowns, in the plan's order."""
        return tuple(row.breakdown for row in self.breakdowns if row.measure == measure_id)

    @cached_property
    def supplementary(self) -> frozenset[str]:
        """The measures that were added to the published ones."""
        return frozenset(one.measure.id for one in self.changes.additions)

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The organisations that send figures, in the plan's order."""
        return tuple(dict.fromkeys(measure.owner for measure in self.measures))

    @cached_property
    def published_rows(self) -> int:
        """How many rows of the published measures tables the series come from."""
        return len({(measure.document, measure.line) for measure in self.measures})
