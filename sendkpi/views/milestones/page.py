"""The Milestones page: its filters, kept in the address, and its parts, one open at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from sendkpi.analysis.delivery.lists import DeliveryFilters, quarter_words, within
from sendkpi.analysis.delivery.milestones import grid
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.analysis.wording import joined
from sendkpi.views.frame import links, markup, positions, unknown
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.frame.markup import html
from sendkpi.views.milestones import actions, due, form, pieces, table, timeline
from sendkpi.views.milestones import grid as milestones_grid
from sendkpi.views.parts.choices import choose_by_id, choose_several, show_parts

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key, Source

A_ROW = 3
"""Filters side by side, where there is room."""
CHOICE = "action_choice"
FILTERS = ("area", "sub_group", "lead", "judged", "quarter", links.ACTION)
"""The names of the filters in the address."""


def show_milestones(viewer: Viewer, shown: Source, of: Key) -> None:
    """The filters and the parts; where the plan has no milestone, a line that says so and nothing else."""
    plan = positions.at(of).plan
    if not plan.milestones:
        markup.show(html('<p class="lead">The plan holds no milestones.</p>'))
        return
    filters = show_filters(plan)
    _show_found(viewer, shown, of, filters)


def show_filters(plan: Plan) -> DeliveryFilters:
    """Draw every filter, and say which are set; all options always stand there, so that nothing moves."""
    groups = {one.id: one.title for one in plan.sub_groups}
    quarters = quarter_words(plan)
    brags = {str(brag): words.word for brag, words in DELIVERY_RATING_WORDS.items()}
    own_leads = sorted({lead for action in plan.actions for lead in action.leads})
    lacking = unknown.not_offered(
        {
            "area": ("area", [one.id for one in plan.areas]),
            "sub_group": ("sub-group", groups.values()),
            "lead": ("lead", own_leads),
            "judged": ("judgement", brags.values()),
            "quarter": ("quarter", quarters.values()),
        }
    )
    with st.expander("Filters", key="milestone_filters"):
        first, second = st.columns(A_ROW), st.columns(A_ROW)
        areas = choose_several(first[0], "Areas", "area", [one.id for one in plan.areas])
        label = "Sub-groups, with what they share"
        sub_groups = choose_several(first[1], label, "sub_group", list(groups), groups.__getitem__)
        leads = choose_several(first[2], "Leads", "lead", own_leads)
        judged = choose_several(second[0], "Judged to be", "judged", list(brags), brags.__getitem__)
        own = choose_several(second[1], "Quarters of the plan", "quarter", grid(plan), quarters.__getitem__)
        action = _choose_action(second[2], plan)
    worded = [*map(groups.__getitem__, sub_groups), *leads, *map(brags.__getitem__, judged)]
    _show_chosen([*areas, *worded, *map(quarters.__getitem__, own)])
    unknown.show_not_offered(lacking)
    return DeliveryFilters(areas, sub_groups, leads, tuple(map(DeliveryRating, judged)), own, action)


def _choose_action(where: DeltaGenerator, plan: Plan) -> str:
    """The one action that is looked at, "" for all."""
    titles = {"": "All", **{one.id: f"{one.id} {one.title}" for one in plan.actions}}
    asked = st.query_params.get(links.ACTION, "")
    with where:
        action = choose_by_id("Action", links.ACTION, titles, CHOICE)
    if asked not in titles:
        st.warning(f"The plan has no action “{markup.plain(asked)}”. These are all of them.")
    return action


def _show_chosen(names: Sequence[str]) -> None:
    """Which filters are set, and the way back to everything; nothing where none is."""
    if names:
        way = markup.link("Show all", without(*FILTERS))
        markup.show(html('<p class="small">Only {}. {}</p>', joined(list(names)), way))


def without(*names: str) -> str:
    """The page's address without these names."""
    pairs = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    return "?" + urlencode([(name, value) for name, value in pairs if name not in names])


def _show_found(viewer: Viewer, shown: Source, of: Key, filters: DeliveryFilters) -> None:
    """One action alone where the address names one; else the summary, and the parts."""
    plan = positions.at(of).plan
    rows = within(plan, positions.at(of).milestones, filters)
    if filters.action:
        actions.show_action(viewer, of, rows, filters.action, without(links.ACTION))
        return
    due.show_summary(of, rows)
    parts = {
        "Due and late": lambda: due.show_due(of, rows),
        "By action": lambda: actions.show_actions(of, rows),
        "Quarter by quarter": lambda: milestones_grid.show_grid(of, rows),
        "Timeline": lambda: timeline.show_time(of, filters),
        "List": lambda: table.show_list(shown, of, rows),
    }
    parts = {name: partial(_show_part, plan, show) for name, show in parts.items()}
    if Role.OFFICER in viewer.roles:
        parts[pieces.UPDATE] = lambda: form.show_form(viewer, shown)
    show_parts(parts)


def _show_part(plan: Plan, show: Callable[[], None]) -> None:
    """A part but the form, which says itself that the plan has no such milestone as the address names."""
    asked = st.query_params.get(pieces.MILESTONE, "")
    if asked and all(one.id != asked for one in plan.milestones):
        st.warning(f"The plan has no milestone “{markup.plain(asked)}”.")
    show()
