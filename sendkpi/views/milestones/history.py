"""All that was ever reported of milestones, with who and when: newest first, nothing taken out."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS
from sendkpi.record.updates import MilestoneUpdate, Status
from sendkpi.values import LONDON, day_name, month_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.milestones.pieces import evidence

if TYPE_CHECKING:
    from sendkpi.views.frame.positions import Key

HEADS = ("Recorded", "Milestone", "Status", "What was said")
STATUS_WORDS = {
    Status(brag.value): words.word for brag, words in DELIVERY_RATING_WORDS.items() if brag.value in set(Status)
}
"""How a status is written for people: `On track`."""


def history(of: Key, names: Collection[str]) -> Html:
    """What had been reported of these milestones by the key's as-at day, as a table; or that nothing had been."""
    updates = [one for one in positions.at(of).record.updates.milestones if one.milestone in names]
    if not updates:
        return html('<p class="rest">Nothing had been reported by {}.</p>', day_name(of.as_at))
    return markup.table("What was reported, newest first", HEADS, map(_row, reversed(updates)), "record")


def update_words(one: MilestoneUpdate) -> str:
    """`Deferred to September 2022`: what an update reports, in words."""
    since = f" on {day_name(one.completed_on)}" if one.completed_on else ""
    until = f" to {month_name(one.due)}" if one.due else ""
    return f"{STATUS_WORDS[one.status]}{since}{until}"


def _row(one: MilestoneUpdate) -> Html:
    at = one.recorded.at
    by = one.recorded.by + (f", in submission {one.recorded.submission}" if one.recorded.submission else "")
    who = html("{}{}", day_name(at.astimezone(LONDON).date()) if at else "", markup.below(by))
    which = one.milestone + (f", {month_name(one.occurrence)}" if one.occurrence else "")
    why = Html(" · ").join(filter(None, (one.reason, one.comment, evidence(one.evidence))))
    return markup.row(who, (which, update_words(one), why))
