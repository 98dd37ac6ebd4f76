"""The illustrative story of delivery: updates of milestones and recommendations, and the board's entries.

Each row of its lists has a moment of its own, at which it is recorded as by the officer named in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sendkpi import store
from sendkpi.record.board import BoardDecision, LogItem, Meeting, Risk
from sendkpi.record.updates import MilestoneUpdate, RecommendationUpdate, Recorded
from sendkpi.sample.events import moment, read_record, read_rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Engine

    from sendkpi.plan import Plan
    from sendkpi.sample.events import Event

MILESTONES, RECOMMENDATIONS = "milestones.csv", "recommendations.csv"
ENTRIES: dict[str, type[Any]] = {
    "meetings.csv": Meeting,
    "log.csv": LogItem,
    "decisions.csv": BoardDecision,
    "risks.csv": Risk,
}
"""Lists of entries that the store numbers from 1; a later row with the same number amends the entry."""


@dataclass(frozen=True)
class Delivered:
    """Updates of milestones: the whole list, recorded at once since single transactions would take long."""

    updates: tuple[MilestoneUpdate, ...]

    @property
    def at(self) -> dt.datetime:
        """When the first of them is recorded."""
        return min(one.recorded.at for one in self.updates if one.recorded.at)

    def record(self, engine: Engine, plan: Plan) -> None:
        """Record them."""
        store.replay_milestones(engine, plan, self.updates)


@dataclass(frozen=True)
class Entered:
    """An update or an entry: a row of one of the other lists; `number` is 0 for a new entry."""

    at: dt.datetime
    row: Mapping[str, str]
    kind: str
    number: int = 0

    def record(self, engine: Engine, plan: Plan) -> None:
        """Record it through the same door as any other."""
        by, row = self.row["by"], self.row
        if self.kind == RECOMMENDATIONS:
            store.update_recommendation(engine, plan, read_record(RecommendationUpdate, row), by=by, now=self.at)
        else:
            store.enter(engine, read_record(ENTRIES[self.kind], row, number=self.number), by=by, now=self.at)


def read_delivery(folder: Path, plan: Plan) -> list[Event]:
    """Every event of the lists in a folder: the milestones', then the others in the order of recording.

    None for a plan without one of the milestones or recommendations told of: the board's entries name no part of a
    plan, so nothing else would keep them from a plan that this story is not about.
    """
    updates = tuple(
        read_record(MilestoneUpdate, row, recorded=Recorded(row["by"], moment(row["recorded_at"])))
        for row in read_rows(folder / MILESTONES)
    )
    others = sorted(_entered(folder), key=lambda one: one.at)
    milestones, recommendations = ({one.id for one in part} for part in (plan.milestones, plan.recommendations))
    followed = [one.row["recommendation"] for one in others if one.kind == RECOMMENDATIONS]
    if not ({one.milestone for one in updates} <= milestones and recommendations.issuperset(followed)):
        return []
    return [*([Delivered(updates)] if updates else []), *others]


def _entered(folder: Path) -> Iterator[Entered]:
    for row in read_rows(folder / RECOMMENDATIONS):
        yield Entered(moment(row["recorded_at"]), row, RECOMMENDATIONS)
    for kind in ENTRIES:
        entered: set[int] = set()
        for row in read_rows(folder / kind):
            number = int(row["number"])
            yield Entered(moment(row["recorded_at"]), row, kind, number if number in entered else 0)
            entered.add(number)
