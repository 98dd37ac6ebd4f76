"""One quiet line about delivery on pages about figures: counts, and the actions that are overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi import analysis
from sendkpi.analysis import wording
from sendkpi.analysis.delivery.line import overdue_actions
from sendkpi.analysis.delivery.lists import falling_due
from sendkpi.analysis.delivery.milestones import NOT_REPORTED, quarter_of
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.delivery.words import describe_delivery
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import RolledRow
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key

NAMED = 3
"""Actions that are named; the others are counted."""


def delivery_line(of: Key, query: dict[str, str], area: str = "") -> str:
    """The line for the whole plan or one area, leading to these milestones; "" where there are none."""
    plan, everything = positions.at(of).plan, positions.at(of).milestones
    rows = everything[everything["area"] == area] if area else everything
    if rows.empty:
        return ""
    quarter = quarter_of(of.month)
    occurrences = analysis.occurrences_frame(plan, positions.at(of).record.updates, of.as_at, quarter)
    said = describe_delivery(rows, falling_due(rows, occurrences, quarter), of.as_at, quarter)
    way = markup.link("Delivery", links.address(links.MILESTONES, ({"area": area} if area else {}) | query))
    overdue = "" if (rows["status"] == NOT_REPORTED).all() else _overdue(plan, rows, query)
    return f'<ul class="rest"><li><strong>{way}:</strong> {escape(said)}</li>{overdue}</ul>'


def _overdue(plan: Plan, rows: pd.DataFrame, query: dict[str, str]) -> str:
    """The actions with most milestones overdue, by their titles; "" where none has any."""
    titles = {action.id: action.title for action in plan.actions}
    late = list(rows_of(overdue_actions(rows), RolledRow))
    if not late:
        return ""
    named = "; ".join(
        markup.link(f"{row.name} {titles[row.name]}", links.action_address(row.name, query))
        + f' <span class="quiet">({row.overdue} of {wording.counted(row.milestones, "milestone")})</span>'
        for row in late[:NAMED]
    )
    more = f"; and {wording.counted(len(late) - NAMED, 'more action')}" if len(late) > NAMED else ""
    return f"<li>{markup.brag_chip(DeliveryRating.OVERDUE)} {named}{more}</li>"
