"""Frames of delivery: milestones and their occurrences, roll-ups, recommendations, reports that are promised."""

from __future__ import annotations

from dataclasses import dataclass

from sendkpi.frames.row import Day, Names, Row, Whole


@dataclass(frozen=True, slots=True)
class MilestoneRow(Row):
    """A milestone as judged on a day; `apart` is "recurring", "ongoing" or "" for one that is done once."""

    milestone: str
    action: str
    area: str
    sub_group: str
    lead: Names
    title: str
    due_month: Day
    published_month: Day
    start_month: Day
    kind: str
    apart: str
    quarter: str
    status: str
    brag: str
    completed_on: Day
    months_overdue: Whole
    months_slipped: Whole
    done: Whole
    asked: Whole
    reason: str
    evidence: str
    comment: str
    reported_on: Day
    reported_by: str


@dataclass(frozen=True, slots=True)
class OccurrenceRow(Row):
    """One occurrence of a recurring milestone as judged on a day."""

    milestone: str
    occurrence_month: Day
    due_month: Day
    status: str
    brag: str
    completed_on: Day
    months_overdue: Whole
    evidence: str
    comment: str
    reported_on: Day
    reported_by: str


@dataclass(frozen=True, slots=True)
class RolledRow(Row):
    """An action, an area or a sub-group with its milestones counted by how they are judged."""

    name: str
    brag: str
    milestones: int
    complete: int
    on_track: int
    at_risk: int
    overdue: int
    other: int


@dataclass(frozen=True, slots=True)
class FallingRow(Row):
    """A milestone that falls due in a quarter; `begins` where it only starts, `occurrence` of one that recurs."""

    milestone: str
    action: str
    lead: Names
    title: str
    month: Day
    begins: bool
    occurrence: Day
    brag: str
    evidence: str
    comment: str


@dataclass(frozen=True, slots=True)
class SlippageRow(Row):
    """A group's dated milestones counted: done in time, put off or late; `median` and `most` are months."""

    name: str
    dated: int
    on_time: int
    put_off: int
    late: int
    median: float
    most: float


@dataclass(frozen=True, slots=True)
class CalendarRow(Row):
    """A period of a promised report: its first and last month, and the day on which it is due."""

    report: str
    audience: str
    title: str
    cadence: str
    cadence_published: str
    first_month: Day
    period_month: Day
    due_on: Day
    ended: bool
    next: bool
    milestone: str
    document: str
    line: str


@dataclass(frozen=True, slots=True)
class RecommendationRow(Row):
    """A scrutiny recommendation as it stood on a day."""

    recommendation: str
    theme: str
    title: str
    decision: str
    owners: Names
    due_month: Day
    status: str
    settled: bool
    progress: str
    reported_on: Day
    months_overdue: Whole
    document: str
    line: str
