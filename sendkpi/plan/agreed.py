"""Agreed changes of the plan, as frozen records: each dated, attributed, never edited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sendkpi.plan.records import Measure

Points = tuple[tuple[dt.date, float], ...]
"""A trajectory as agreed: months and levels, in order."""


@dataclass(frozen=True)
class Decision:
    """The decision behind a change: who decided, when and why; `recorded_by` and `recorded_at` are the store's own."""

    agreed_on: dt.date
    body: str
    reason: str
    recorded_by: str = ""
    recorded_at: dt.datetime | None = None
    id: int = 0


@dataclass(frozen=True)
class Agreement:
    """A baseline, a target or a trajectory agreed for a measure; None or () leaves that part as it was."""

    measure: str
    effective: dt.date
    decision: Decision
    baseline: float | None = None
    baseline_month: dt.date | None = None
    target: float | None = None
    target_month: dt.date | None = None
    points: Points = ()


@dataclass(frozen=True)
class Answer:
    """A query answered on the record: the words, the working value from now on, and the fields that it sets."""

    query: str
    answer: str
    working: str
    decision: Decision
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Addition:
    """A measure that the plan promises an outcome for without giving it one of its own: marked supplementary."""

    measure: Measure
    decision: Decision


@dataclass(frozen=True)
class Rebase:
    """A new phase of a measure's process chart from a month on; `lifted` takes an earlier one back."""

    measure: str
    month: dt.date
    decision: Decision
    lifted: bool = False


@dataclass(frozen=True)
class Annotation:
    """An event of a month, marked on one measure's chart, an area's, or (both "") on all of them.

    `lifted` takes an earlier one of the same month, text and charts back.
    """

    month: dt.date
    text: str
    decision: Decision
    measure: str = ""
    area: str = ""
    lifted: bool = False


@dataclass(frozen=True)
class Changes:
    """Everything agreed by a moment, in the order of recording."""

    agreements: tuple[Agreement, ...] = ()
    answers: tuple[Answer, ...] = ()
    additions: tuple[Addition, ...] = ()
    rebases: tuple[Rebase, ...] = ()
    annotations: tuple[Annotation, ...] = ()

    @property
    def by_kind(self) -> dict[str, tuple[Agreement | Answer | Addition | Rebase | Annotation, ...]]:
        """All of them by their kind, as a decision of the board names it."""
        return {
            "agreement": self.agreements,
            "answer": self.answers,
            "addition": self.additions,
            "rebase": self.rebases,
            "annotation": self.annotations,
        }

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decision behind each of them."""
        return tuple(one.decision for changes in self.by_kind.values() for one in changes)


NO_CHANGES = Changes()
"""The published plan as it is."""


def current_rebases(changes: Changes, measure: str) -> tuple[dt.date, ...]:
    """The months in which a measure's process chart begins anew, in order: the newest word on each counts."""
    latest = {one.month: one.lifted for one in changes.rebases if one.measure == measure}
    return tuple(sorted(month for month, lifted in latest.items() if not lifted))


def current_annotations(changes: Changes, measure: str, area: str) -> tuple[Annotation, ...]:
    """The annotations on a measure's charts, its own, its area's and everyone's, by month."""
    latest = {(one.month, one.text, one.measure, one.area): one for one in changes.annotations}
    own = [one for one in latest.values() if not one.lifted and one.measure in {"", measure} and one.area in {"", area}]
    return tuple(sorted(own, key=lambda one: (one.month, one.text)))
