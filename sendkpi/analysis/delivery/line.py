"""How delivery stands, in a line beside figures: which actions are overdue, an action's milestones, one milestone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.delivery.milestones import NOT_REPORTED, rolled_up
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, NEEDING, DeliveryRating
from sendkpi.analysis.delivery.words import due_words
from sendkpi.analysis.wording import counted
from sendkpi.values import day_name

if TYPE_CHECKING:
    from sendkpi.frames.delivery import MilestoneRow

WORST_FIRST = (
    *NEEDING,
    DeliveryRating.NOT_REPORTED,
    DeliveryRating.ON_TRACK,
    DeliveryRating.NOT_STARTED,
    DeliveryRating.NOT_DUE,
    DeliveryRating.NO_DATE,
    DeliveryRating.COMPLETE,
)
"""The order in which milestones are told: what needs somebody first, what is done last."""


def overdue_actions(rows: pd.DataFrame) -> pd.DataFrame:
    """The actions with milestones overdue, those with most of them first: columns RolledRow."""
    rolled = rolled_up(rows, "action")
    return rolled[rolled["brag"] == DeliveryRating.OVERDUE].sort_values("overdue", ascending=False, kind="stable")


def tally(brags: Iterable[str]) -> str:
    """`8 milestones: 3 overdue, 1 at risk, 4 complete`."""
    ratings = [DeliveryRating(one) for one in brags]
    counts = [(ratings.count(kind), DELIVERY_RATING_WORDS[kind].word.lower()) for kind in WORST_FIRST]
    words = ", ".join(f"{count} {word}" for count, word in counts if count)
    return f"{counted(len(ratings), 'milestone')}: {words}" if ratings else "No milestones"


def worst_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Milestones by what they need, then by the month in which they fall due."""
    rank = {kind.value: place for place, kind in enumerate(WORST_FIRST)}
    at = rows["due_month"].fillna(rows["start_month"])
    return rows.assign(_rank=rows["brag"].map(rank), _at=at).sort_values(["_rank", "_at"], kind="stable")


def describe_milestone(row: MilestoneRow) -> str:
    """`due April 2022, 3 months late, reported “at risk”`: what a milestone's chip leaves open."""
    parts = [due_words(row)]
    if row.brag == DeliveryRating.OVERDUE:
        parts.append(f"{counted(int(row.months_overdue), 'month')} late")
        parts.append("nothing reported" if row.status == NOT_REPORTED else f"reported “{row.status}”")
    if row.brag == DeliveryRating.COMPLETE and pd.notna(row.completed_on):
        parts.append(f"done on {day_name(row.completed_on)}")
    return ", ".join(parts)
