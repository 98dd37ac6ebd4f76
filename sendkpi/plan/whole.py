"""The whole plan: all of its records, and what was agreed since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from sendkpi.errors import UnknownNameError
from sendkpi.plan import delivery, records
from sendkpi.plan.agreed import NO_CHANGES, Agreement, Changes

Promises = tuple[tuple[records.Measure, ...], tuple[records.TrajectoryPoint, ...], tuple[Agreement, ...]]
"""Measures, the points given of their trajectories, and what was agreed of them since."""


@dataclass(frozen=True)
class Plan:
    """The whole plan, read once and checked on reading.

    `area_code` is the local authority's three-digit number, and `region` its region's name, as national statistics
    have them; "" where the plan's area has none. `inspected` is the month of the inspection that the plan answers, by
    `inspectors`; `answerable` are the organisations that must answer it together.
    """

    place: str
    title: str
    documents: tuple[records.Document, ...]
    areas: tuple[records.Area, ...]
    measures: tuple[records.Measure, ...]
    trajectory: tuple[records.TrajectoryPoint, ...]
    breakdowns: tuple[records.Breakdown, ...]
    sub_groups: tuple[delivery.SubGroup, ...]
    actions: tuple[delivery.Action, ...]
    milestones: tuple[delivery.Milestone, ...]
    impact_links: tuple[delivery.ImpactLink, ...]
    recommendations: tuple[delivery.Recommendation, ...]
    recommendation_links: tuple[delivery.RecommendationLink, ...]
    priorities: tuple[delivery.PriorityItem, ...]
    reports: tuple[delivery.Report, ...]
    findings: tuple[delivery.Finding, ...]
    bodies: tuple[delivery.Body, ...]
    audiences: tuple[delivery.Audience, ...]
    terms: tuple[delivery.Term, ...]
    comparators: tuple[records.Comparator, ...]
    neighbours: tuple[records.Neighbour, ...]
    queries: tuple[records.Query, ...]
    fingerprint: str
    """SHA-256 over the folder's tables: tells one state of the plan from another."""
    area_code: str = ""
    region: str = ""
    inspected: dt.date | None = None
    inspectors: tuple[str, ...] = ()
    answerable: tuple[str, ...] = ()
    changes: Changes = NO_CHANGES
    """The changes agreed by the moment that this plan is known as at."""

    @property
    def promises(self) -> Promises:
        """The promises from which every measure's trajectory is worked out."""
        return self.measures, self.trajectory, self.changes.agreements

    @cached_property
    def _measures(self) -> dict[str, records.Measure]:
        return {measure.id: measure for measure in self.measures}

    def measure(self, measure_id: str) -> records.Measure:
        """The measure of that id.

        Raises UnknownNameError.
        """
        try:
            return self._measures[measure_id]
        except KeyError:
            raise UnknownNameError(f"The plan has no measure {measure_id!r}.") from None

    def ref(self, measure: records.Measure) -> str:
        """The measure's published reference, or our own where several share one or it has none."""
        shared = [one for one in self.measures if one.ref_published == measure.ref_published]
        return measure.ref_published if measure.ref_published and len(shared) == 1 else measure.id

    def area(self, area_id: str) -> records.Area:
        """The area of that id.

        Raises UnknownNameError.
        """
        for area in self.areas:
            if area.id == area_id:
                return area
        raise UnknownNameError(f"The plan has no area {area_id!r}.")

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
        """The number of rows of the published measures tables that the series come from."""
        return len({(measure.document, measure.line) for measure in self.measures})
