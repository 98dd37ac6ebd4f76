"""What should move a measure: the actions linked to it, how each stands, and what scrutiny recommended.

A page calls for it whole; a card of an area's page for the list alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis import wording
from sendkpi.analysis.delivery.line import describe_milestone, tally, worst_first
from sendkpi.analysis.delivery.milestones import judge
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Action, ImpactLink
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.positions import Key

SHOWN = 4
"""Milestones of an action that are told at once, those that need somebody first; the others are opened."""

MATCH_WORDS = {
    "exact": "which is this measure",
    "near": "which is close to this measure",
    "partial": "of which this measure is a part",
}


def section(of: Key, measure: Measure) -> Html:
    """The section of the measure's page; "" where the plan links nothing to it."""
    listed = listing(of, measure) + _recommendations(positions.at(of).plan, measure)
    return listed and html('<h2 class="rule">What should move it</h2>{}', listed)


def listing(of: Key, measure: Measure) -> Html:
    """Each action with its judgement and its milestones; "" where the plan links none."""
    plan, rows = positions.at(of).plan, positions.at(of).milestones
    wanted = _links(plan, measure)
    own = [action for action in plan.actions if action.id in wanted]
    return Html().join(_action(plan, one, wanted[one.id], rows[rows["action"] == one.id]) for one in own)


def in_short(of: Key, measure: Measure) -> str:
    """`2 actions, 1 overdue`; "" where the plan links none."""
    rows, wanted = positions.at(of).milestones, _links(positions.at(of).plan, measure)
    if not wanted:
        return ""
    late = rows.loc[rows["brag"].eq(DeliveryRating.OVERDUE) & rows["action"].isin(list(wanted)), "action"].nunique()
    return wording.counted(len(wanted), "action") + (f", {late} overdue" if late else "")


def _links(plan: Plan, measure: Measure) -> dict[str, list[ImpactLink]]:
    linked: dict[str, list[ImpactLink]] = {}
    for link in plan.impact_links:
        if link.measure == measure.id:
            linked.setdefault(link.action, []).append(link)
    return linked


def _action(plan: Plan, action: Action, wanted: list[ImpactLink], rows: pd.DataFrame) -> Html:
    query = position_bar.current_query()
    name = markup.link(f"{action.id} {action.title}", links.action_address(action.id, query))
    area = markup.link(action.area, links.address(links.area_path(plan.area(action.area)), query))
    looks_for = "; ".join(f"“{one.title}”, {MATCH_WORDS.get(one.match, 'which this measure shows')}" for one in wanted)
    leads = f"Led by {'; '.join(action.leads)}. " if action.leads else ""
    judged = html("{} <strong>{}</strong> · {}", markup.brag_chip(judge(rows["brag"])), name, area)
    about = html("{}.<br>{}", leads + tally(rows["brag"]), markup.quiet(f"It looks for {looks_for}"))
    return html('<div class="action"><p>{}<br>{}</p>{}</div>', judged, about, _milestones(rows))


def _milestones(rows: pd.DataFrame) -> Html:
    items = [_milestone(row) for row in rows_of(worst_first(rows), MilestoneRow)]
    shown = markup.listed(items[:SHOWN], "stands")
    if more := items[SHOWN:]:
        shown += markup.folded(wording.counted(len(more), "more milestone"), markup.listed(more, "stands"))
    return shown


def _milestone(row: MilestoneRow) -> Html:
    line = html("{} {} {}", row.milestone, row.title, markup.quiet(describe_milestone(row)))
    return html("<span>{}</span><span>{}</span>", markup.brag_chip(row.brag), line)


def _recommendations(plan: Plan, measure: Measure) -> Html:
    """The recommendations of scrutiny that bear on it, each leading to what became of it."""
    bearing = {link.recommendation for link in plan.recommendation_links if link.bears_on == measure.id}
    query, own = position_bar.current_query(), [one for one in plan.recommendations if one.id in bearing]
    listed = markup.listed(
        markup.link(f"{one.id}. {one.title}", links.recommendation_address(one.id, query)) for one in own
    )
    return listed and html('<div class="action"><h3>Recommended by scrutiny</h3>{}</div>', listed)
