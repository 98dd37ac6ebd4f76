"""What was agreed after the plan was published, as frozen records: each dated, attributed, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from sendkpi.plan.records import Measure

Points = tuple[tuple["dt.date", float], ...]
"""A trajectory as agreed: months and levels, in order."""


@dataclass(frozen=True)
class Decision:
    """Who decided what follows, when and why; `recorded_by` and `recorded_at` are the store's own."""

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
class Changes:
    """Everything agreed by a moment, in the order of recording."""

    agreements: tuple[Agreement, ...] = ()
    answers: tuple[Answer, ...] = ()
    additions: tuple[Addition, ...] = ()


NO_CHANGES = Changes()
"""The published plan as it is."""
