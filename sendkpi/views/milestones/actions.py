"""Milestones by the action that they belong to: all actions rolled up, or one alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.delivery.line import tally
from sendkpi.analysis.delivery.lists import attention
from sendkpi.analysis.delivery.milestones import judge
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.milestones import history, pieces, timeline

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Action
    from sendkpi.views.frame.positions import Key

AREA, SUB_GROUP = "Area", "Sub-group"
"""By what the actions are grouped."""


def show_actions(of: Key, rows: pd.DataFrame) -> None:
    """Every action with its judgement, its counts, what it should move and its milestones, under its area or group."""
    how = st.radio("Actions by", (AREA, SUB_GROUP), horizontal=True, key="by", bind="query-params")
    plan = positions.at(of).plan
    if rows.empty:
        st.info("No milestones match these filters.")
    for title, own in _groups(plan, rows, how):
        judged = html("<p>{} {}</p>", markup.brag_chip(judge(own["brag"])), tally(own["brag"]))
        named = [action for action in plan.actions if action.id in set(own["action"])]
        listed = markup.listed((_action(plan, one, own[own["action"] == one.id]) for one in named), "actions")
        markup.show(html('<div class="rule"><h2>{}</h2>{}{}</div>', title, judged, listed))


def _groups(plan: Plan, rows: pd.DataFrame, how: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """The heading and the rows of each area or sub-group that has any."""
    heads = (
        {one.id: f"{one.id}: {one.title}" for one in plan.areas}
        if how == AREA
        else {one.id: one.title for one in plan.sub_groups}
    )
    column = "area" if how == AREA else "sub_group"
    for name in [*heads, *sorted(set(rows[column]) - set(heads))]:
        own = rows[rows[column] == name]
        if len(own):
            yield heads.get(name, name or "No sub-group"), own


def _action(plan: Plan, action: Action, rows: pd.DataFrame) -> Html:
    query = position_bar.current_query()
    name = markup.link(f"{action.id} {action.title}", links.action_address(action.id, query))
    head = html("<h3>{} {}</h3>", markup.brag_chip(judge(rows["brag"])), name)
    whose = html('<p class="quiet small">{}</p>{}', _whose(plan, action), pieces.measures(plan, action, query))
    return (
        head
        + whose
        + markup.folded(tally(rows["brag"]), pieces.lines(plan, rows_of(rows, MilestoneRow), query, alone=True))
    )


def _whose(plan: Plan, action: Action) -> str:
    """Who leads it, and which sub-groups answer for it."""
    titles = {one.id: one.title for one in plan.sub_groups}
    own = titles.get(action.sub_group, action.sub_group)
    shared = ", ".join(titles.get(name, name) for name in action.sub_groups_shared)
    return " · ".join(filter(None, (", ".join(action.leads), own, f"shared with {shared}" if shared else "")))


def show_action(viewer: Viewer, of: Key, rows: pd.DataFrame, action_id: str, way_back: str) -> None:
    """One action alone: whose it is, what it should move, its milestones, their timeline and all that was reported."""
    plan, query = positions.at(of).plan, position_bar.current_query()
    action = next(one for one in plan.actions if one.id == action_id)
    chip = markup.brag_chip(judge(rows["brag"])) if len(rows) else ""
    markup.show(
        html('<p class="small">{}</p><h2>{}</h2>', markup.link("All actions", way_back), f"{action.id} {action.title}")
        + html('<p>{} {}</p><p class="quiet">{}</p>', chip, tally(rows["brag"]), _whose(plan, action))
        + _moves(of, plan, action, query)
    )
    if rows.empty:
        st.info("No milestones of this action match these filters.")
        return
    urgent = attention(rows)
    ordered = [
        *rows_of(urgent, MilestoneRow),
        *rows_of(rows[~rows["milestone"].isin(urgent["milestone"])], MilestoneRow),
    ]
    officer = Role.OFFICER in viewer.roles
    lines = pieces.lines(plan, ordered, query, alone=True, update=officer)
    markup.show(html('<div class="rule"><h3>Milestones</h3>{}{}</div>', lines, _repeated(of, rows)))
    timeline.show_chart(of, tuple(rows["milestone"]), f"timeline-{action_id}")
    log = history.history(of, set(rows["milestone"]))
    markup.show(html('<div class="rule"><h3>Record</h3>{}</div>', log))


def _moves(of: Key, plan: Plan, action: Action, query: dict[str, str]) -> Html:
    """The measures that the action should move, by their titles, with how each is rated now."""
    ratings = positions.at(of).scorecard.set_index("measure")["rating"]
    items = []
    for one in plan.impact_links:
        if one.action != action.id:
            continue
        if one.measure and one.measure in ratings.index:
            name = markup.link(plan.measure(one.measure).title, links.measure_address(one.measure, query))
            items.append(html("{} {} {}", markup.chip(ratings[one.measure]), name, markup.quiet(one.measure)))
        else:
            items.append(html("{} {}", one.title, markup.quiet("(no measure shows this)")))
    return html('<h3 class="moves">Should move</h3>{}', markup.listed(items)) if items else Html()


def _repeated(of: Key, rows: pd.DataFrame) -> Html:
    """The occurrences of each recurring milestone that have come, one click away."""
    come = positions.at(of).occurrences(of.as_at.replace(day=1))
    own = come[come["milestone"].isin(rows["milestone"])].groupby("milestone", sort=False)
    return Html().join(
        markup.folded(f"{name}, month by month", pieces.occurrence_table(str(name), times)) for name, times in own
    )
