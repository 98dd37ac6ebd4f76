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
from sendkpi.views.frame.markup import escape

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


def section(of: Key, measure: Measure) -> str:
    """The section of the measure's page; "" where the plan links nothing to it."""
    plan = positions.at(of).plan
    listed = listing(of, measure) + _recommendations(plan, measure)
    return f'<h2 class="rule">What should move it</h2>{listed}' if listed else ""


def listing(of: Key, measure: Measure) -> str:
    """Each action with its judgement and its milestones; "" where the plan links none."""
    plan, rows = positions.at(of).plan, positions.at(of).milestones
    wanted = _links(plan, measure)
    return "".join(
        _action(plan, action, wanted[action.id], rows[rows["action"] == action.id])
        for action in plan.actions
        if action.id in wanted
    )


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


def _action(plan: Plan, action: Action, wanted: list[ImpactLink], rows: pd.DataFrame) -> str:
    query = position_bar.current_query()
    name = markup.link(f"{action.id} {action.title}", links.action_address(action.id, query))
    area = markup.link(action.area, links.address(links.area_path(plan.area(action.area)), query))
    looks_for = "; ".join(f"“{one.title}”, {MATCH_WORDS.get(one.match, 'which this measure shows')}" for one in wanted)
    leads = f"Led by {'; '.join(action.leads)}. " if action.leads else ""
    return (
        f'<div class="action"><p>{markup.brag_chip(judge(rows["brag"]))} <strong>{name}</strong> · {area}<br>'
        f"{escape(leads + tally(rows['brag']))}.<br>"
        f'<span class="quiet">It looks for {escape(looks_for)}</span></p>{_milestones(rows)}</div>'
    )


def _milestones(rows: pd.DataFrame) -> str:
    told = [_milestone(row) for row in rows_of(worst_first(rows), MilestoneRow)]
    shown = f'<ul class="stands">{"".join(told[:SHOWN])}</ul>' if told else ""
    if more := told[SHOWN:]:
        count = wording.counted(len(more), "more milestone")
        shown += f'<details><summary>{count}</summary><ul class="stands">{"".join(more)}</ul></details>'
    return shown


def _milestone(row: MilestoneRow) -> str:
    return (
        f"<li><span>{markup.brag_chip(row.brag)}</span><span>{escape(row.milestone)} {escape(row.title)} "
        f'<span class="quiet">{escape(describe_milestone(row))}</span></span></li>'
    )


def _recommendations(plan: Plan, measure: Measure) -> str:
    """The recommendations of scrutiny that bear on it, each leading to what became of it."""
    own = {link.recommendation for link in plan.recommendation_links if link.bears_on == measure.id}
    query = position_bar.current_query()
    listed = "".join(
        f"<li>{markup.link(f'{one.id}. {one.title}', links.recommendation_address(one.id, query))}</li>"
        for one in plan.recommendations
        if one.id in own
    )
    return f'<div class="action"><h3>Recommended by scrutiny</h3><ul class="rest">{listed}</ul></div>' if own else ""
