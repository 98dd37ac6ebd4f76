"""One quiet line about delivery on pages about figures: counts, and the actions that are overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis import wording
from sendkpi.analysis.delivery.line import overdue_actions
from sendkpi.analysis.delivery.lists import falling_due
from sendkpi.analysis.delivery.milestones import NOT_REPORTED, quarter_of
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.delivery.words import describe_delivery
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import RolledRow
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key

NAMED = 3
"""Actions that are named; the others are counted."""


def delivery_line(of: Key, query: dict[str, str], area: str = "") -> Html:
    """The line for the whole plan or one area, leading to these milestones; "" where there are none."""
    position = positions.at(of)
    everything, quarter = position.milestones, quarter_of(of.month)
    rows = everything[everything["area"] == area] if area else everything
    if rows.empty:
        return Html()
    falling = falling_due(rows, position.occurrences(quarter), quarter)
    sentence = describe_delivery(rows, falling, of.as_at, quarter)
    way = markup.link("Delivery", links.address(links.MILESTONES, ({"area": area} if area else {}) | query))
    overdue = Html() if (rows["status"] == NOT_REPORTED).all() else _overdue(position.plan, rows, query)
    return markup.listed(filter(None, (html("<strong>{}:</strong> {}", way, sentence), overdue)))


def _overdue(plan: Plan, rows: pd.DataFrame, query: dict[str, str]) -> Html:
    """The actions with most milestones overdue, by their titles; "" where none has any."""
    titles = {action.id: action.title for action in plan.actions}
    late = list(rows_of(overdue_actions(rows), RolledRow))
    if not late:
        return Html()
    named = Html("; ").join(
        html(
            "{} {}",
            markup.link(f"{row.name} {titles[row.name]}", links.action_address(row.name, query)),
            markup.quiet(f"({row.overdue} of {wording.counted(row.milestones, 'milestone')})"),
        )
        for row in late[:NAMED]
    )
    more = f"; and {wording.counted(len(late) - NAMED, 'more action')}" if len(late) > NAMED else ""
    return html("{} {}{}", markup.brag_chip(DeliveryRating.OVERDUE), named, more)
