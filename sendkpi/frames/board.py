"""Frames of the board's business: its actions log, decisions, risks and meetings."""

from __future__ import annotations

from dataclasses import dataclass

from sendkpi.frames.row import Day, Names, Row, Whole


@dataclass(frozen=True, slots=True)
class LogRow(Row):
    """An item of the actions log; `days_overdue` is missing where nothing is due."""

    number: Whole
    item: str
    owner: str
    due_on: Day
    status: str
    days_overdue: Whole
    meeting: str
    met_on: Day
    raised_on: Day
    updated_on: Day
    updated_by: str
    comment: str
    commented_on: Day
    commented_by: str


@dataclass(frozen=True, slots=True)
class DecisionRow(Row):
    """A decision of the board; `changes` names the agreed changes that carry it out, `agreed` says them."""

    number: Whole
    decision: str
    decided_on: Day
    meeting: str
    met_on: Day
    withdrawn: bool
    changes: Names
    agreed: str
    updated_on: Day
    updated_by: str
    comment: str
    commented_on: Day
    commented_by: str


@dataclass(frozen=True, slots=True)
class RiskRow(Row):
    """A risk or an issue: likelihood and impact are 1 to 5, the first missing for an issue."""

    number: Whole
    kind: str
    title: str
    owner: str
    likelihood: Whole
    impact: Whole
    score: Whole
    high: bool
    mitigation: str
    escalated_to: str
    status: str
    raised_on: Day
    updated_on: Day
    updated_by: str
    comment: str
    commented_on: Day
    commented_by: str


@dataclass(frozen=True, slots=True)
class MeetingRow(Row):
    """A meeting with its state on a day, and how many decisions and items came of it."""

    number: Whole
    body: str
    held_on: Day
    quarter_ending_month: Day
    state: str
    decisions: Whole
    items: Whole
    note: str
    updated_on: Day
    updated_by: str
