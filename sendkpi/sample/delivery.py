"""The illustrative story of delivery: updates of milestones and recommendations, and the board's entries.

Each row of its lists has a moment of its own, at which it is recorded as by the officer named in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sendkpi import store
from sendkpi.plan.cells import read_record
from sendkpi.record.board import BoardDecision, LogItem, Meeting, Risk
from sendkpi.record.updates import MilestoneUpdate, RecommendationUpdate, Recorded
from sendkpi.sample.events import Event, moment, read_rows

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from sendkpi.plan import Plan

MILESTONES, RECOMMENDATIONS = "milestones.csv", "recommendations.csv"
ENTRIES: dict[str, type[Meeting | LogItem | BoardDecision | Risk]] = {
    "meetings.csv": Meeting,
    "log.csv": LogItem,
    "decisions.csv": BoardDecision,
    "risks.csv": Risk,
}
"""Lists of entries that the store numbers from 1; a later row with the same number amends the entry."""

DAYS = ("held_on", "due", "decided_on")
"""The columns of these that hold days; others hold months."""


@dataclass(frozen=True)
class Delivered:
    """Updates of milestones: the whole list, recorded at once since single transactions would take long."""

    updates: tuple[MilestoneUpdate, ...]

    @property
    def at(self) -> dt.datetime:
        """The moment at which the first of them is recorded."""
        return min(one.recorded.at for one in self.updates if one.recorded.at)

    def record(self, engine: Engine, plan: Plan) -> None:
        """Record them."""
        store.replay_milestones(engine, plan, self.updates)


@dataclass(frozen=True)
class Followed:
    """An update of a recommendation."""

    at: dt.datetime
    row: Mapping[str, str]

    def record(self, engine: Engine, plan: Plan) -> None:
        """Record it through the same door as any other."""
        update = read_record(RecommendationUpdate, self.row)
        store.update_recommendation(engine, plan, update, by=self.row["by"], now=self.at)


@dataclass(frozen=True)
class Entered:
    """An entry of the board: a row of one of its lists; `number` is 0 for a new one."""

    at: dt.datetime
    row: Mapping[str, str]
    kind: str
    number: int

    def record(self, engine: Engine, plan: Plan) -> None:  # noqa: ARG002 - as every event
        """Record it through the same door as any other."""
        entry: Any = read_record(ENTRIES[self.kind], self.row, DAYS, number=self.number)
        store.enter(engine, entry, by=self.row["by"], now=self.at)


def read_delivery(folder: Path, plan: Plan) -> list[Event]:
    """Every event of the lists in a folder: the milestones', then the others in the order of recording.

    None for a plan without one of the milestones or recommendations told of: the board's entries name no part of a
    plan, so nothing else would keep them from a plan that this story is not about.
    """
    updates = tuple(_milestone(row) for row in read_rows(folder / MILESTONES))
    followed = [Followed(moment(row["recorded_at"]), row) for row in read_rows(folder / RECOMMENDATIONS)]
    answered = [one.row["recommendation"] for one in followed]
    milestones, recommendations = ({one.id for one in part} for part in (plan.milestones, plan.recommendations))
    if not ({one.milestone for one in updates} <= milestones and recommendations.issuperset(answered)):
        return []
    others: list[Event] = [*followed, *_entered(folder)]
    return [*([Delivered(updates)] if updates else []), *sorted(others, key=lambda one: one.at)]


def _milestone(row: Mapping[str, str]) -> MilestoneUpdate:
    recorded = Recorded(row["by"], moment(row["recorded_at"]))
    return read_record(MilestoneUpdate, row, ("completed_on",), recorded=recorded)


def _entered(folder: Path) -> Iterator[Entered]:
    for kind in ENTRIES:
        entered: set[int] = set()
        for row in read_rows(folder / kind):
            number = int(row["number"])
            yield Entered(moment(row["recorded_at"]), row, kind, number if number in entered else 0)
            entered.add(number)
