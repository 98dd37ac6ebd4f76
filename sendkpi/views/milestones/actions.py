"""Milestones by the action that they belong to: all actions rolled up, or one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.delivery.line import tally
from sendkpi.analysis.delivery.lists import attention
from sendkpi.analysis.delivery.milestones import judge
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.access import Role
from sendkpi.views.frame.markup import escape
from sendkpi.views.milestones import history, pieces, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Action
    from sendkpi.views.frame.access import Viewer
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
        chip = markup.brag_chip(judge(own["brag"]))
        listed = "".join(
            _action(plan, action, own[own["action"] == action.id])
            for action in plan.actions
            if action.id in set(own["action"])
        )
        markup.show(
            f'<div class="rule"><h2>{escape(title)}</h2><p>{chip} {escape(tally(own["brag"]))}</p>'
            f'<ul class="actions">{listed}</ul></div>'
        )


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


def _action(plan: Plan, action: Action, rows: pd.DataFrame) -> str:
    query = position_bar.current_query()
    name = markup.link(f"{action.id} {action.title}", links.action_address(action.id, query))
    lines = pieces.lines(plan, rows_of(rows, MilestoneRow), query, alone=True)
    return (
        f"<li><h3>{markup.brag_chip(judge(rows['brag']))} {name}</h3>"
        f'<p class="quiet small">{escape(_whose(plan, action))}</p>{pieces.measures(plan, action, query)}'
        f'<details><summary>{escape(tally(rows["brag"]))}</summary><ul class="delivery">{lines}</ul></details></li>'
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
        f'<p class="small">{markup.link("All actions", way_back)}</p>'
        f"<h2>{escape(action.id)} {escape(action.title)}</h2>"
        f'<p>{chip} {escape(tally(rows["brag"]))}</p><p class="quiet">{escape(_whose(plan, action))}</p>'
        f"{_moves(of, plan, action, query)}"
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
    markup.show(f'<div class="rule"><h3>Milestones</h3><ul class="delivery">{lines}</ul>{_repeated(of, rows)}</div>')
    timeline.show_chart(of, tuple(rows["milestone"]), f"timeline-{action_id}")
    log = history.history(of, set(rows["milestone"]))
    markup.show(f'<div class="rule"><h3>Record</h3>{log}</div>')


def _moves(of: Key, plan: Plan, action: Action, query: dict[str, str]) -> str:
    """The measures that the action should move, by their titles, with how each is rated now."""
    ratings = positions.at(of).scorecard.set_index("measure")["rating"]
    items = ""
    for one in plan.impact_links:
        if one.action != action.id:
            continue
        if one.measure and one.measure in ratings.index:
            name = markup.link(plan.measure(one.measure).title, links.measure_address(one.measure, query))
            items += (
                f'<li>{markup.chip(ratings[one.measure])} {name} <span class="quiet">{escape(one.measure)}</span></li>'
            )
        else:
            items += f'<li>{escape(one.title)} <span class="quiet">(no measure shows this)</span></li>'
    return f'<h3 class="moves">Should move</h3><ul class="rest">{items}</ul>' if items else ""


def _repeated(of: Key, rows: pd.DataFrame) -> str:
    """The occurrences of each recurring milestone that have come, one click away."""
    come = positions.at(of).occurrences(of.as_at.replace(day=1))
    shown = ""
    for name, own in come[come["milestone"].isin(rows["milestone"])].groupby("milestone", sort=False):
        table = pieces.occurrence_table(str(name), own)
        shown += f"<details><summary>{escape(str(name))}, month by month</summary>{table}</details>"
    return shown
