"""Actions, milestones, recommendations and papers of the plan: frozen records of its tables (see `records`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sendkpi.plan.choices import About, MilestoneKind, PaperPeriod, PaperSection  # noqa: TC001 - likewise


@dataclass(frozen=True)
class SubGroup:
    """A group that answers to the board for some of the actions."""

    id: str
    name_published: str
    title: str
    leads: tuple[str, ...]
    areas: tuple[str, ...]
    document: str
    line: str


@dataclass(frozen=True)
class Action:
    """An action of the plan, by its published reference."""

    id: str
    area: str
    title: str
    leads_published: str
    leads: tuple[str, ...]
    sub_group: str
    sub_groups_shared: tuple[str, ...]
    document: str
    line: str


@dataclass(frozen=True)
class Milestone:
    """A dated (or undated) step of an action.

    `due` is the month of completion; None where the document gives only a start, an event,
    "Year 2" or nothing. `tracking_month` and `quarter` place it in the published grid.
    """

    id: str
    action: str
    letter_published: str
    title: str
    date_published: str
    kind: MilestoneKind
    due: dt.date | None
    start: dt.date | None
    interim: tuple[dt.date, ...]
    recurring: bool
    cadence: str
    ongoing: bool
    tracking_month: dt.date | None
    quarter: str
    document: str
    line: str


@dataclass(frozen=True)
class ImpactLink:
    """An action's published impact measure and the measure that shows it; `measure` is "" where none does."""

    action: str
    measure: str
    match: str
    title: str
    document: str
    line: str


@dataclass(frozen=True)
class Recommendation:
    """A scrutiny recommendation and the answer given to it."""

    id: str
    theme: str
    title: str
    paragraph_published: str
    decision: str
    decision_published: str
    owners: tuple[str, ...]
    who_and_when_published: str
    due_published: str
    due: dt.date | None
    progress: str
    status: str
    document: str
    line: str


@dataclass(frozen=True)
class PriorityItem:
    """One area of work under a priority of the wider strategy; `area` and `actions` where the plan takes it up."""

    priority: str
    priority_title: str
    code_published: str
    item: str
    title: str
    area: str
    actions: tuple[str, ...]
    document: str
    line: str


@dataclass(frozen=True)
class Report:
    """A report that the plan promises: who receives what, how often."""

    id: str
    audience: str
    title: str
    cadence: str
    cadence_published: str
    milestone: str
    document: str
    line: str


@dataclass(frozen=True)
class RecommendationLink:
    """A link between a recommendation and the plan, by our reading: `bears_on` is a measure's or an action's id."""

    recommendation: str
    bears_on: str
    document: str
    line: str


@dataclass(frozen=True)
class Finding:
    """One finding about an area, or one aim for it, in the order of the document."""

    area: str
    about: About
    title: str
    document: str
    line: str


@dataclass(frozen=True)
class Body:
    """A board, panel or forum that the plan answers to or works with: who chairs it, how often it meets."""

    id: str
    name_published: str
    title: str
    chair: str
    meets: str
    document: str
    line: str


@dataclass(frozen=True)
class Audience:
    """An audience of papers: for which periods, about which part of the plan, with which sections, in order.

    `periods` are month, quarter, half-year or year; `each` is "sub-group" where each of these has a paper of its own,
    else "". `measures` and `areas` narrow what it is about; () is everything.
    """

    id: str
    title: str
    periods: tuple[PaperPeriod, ...]
    each: str
    areas: tuple[str, ...]
    measures: tuple[str, ...]
    sections: tuple[PaperSection, ...]
    reports: tuple[str, ...]
    document: str
    line: str


@dataclass(frozen=True)
class Term:
    """A short form or a word of the trade that the plan uses; its title says what it stands for."""

    term: str
    title: str
    document: str
    line: str
