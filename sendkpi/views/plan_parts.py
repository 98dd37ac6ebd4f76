"""The parts of the Plan page, one open at a time; the address says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.views import adding, agreeing, answering, decisions, links, plan_changes, queries
from sendkpi.views.who import Role

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.figures import Source
    from sendkpi.views.place import Position
    from sendkpi.views.who import Viewer

WAITING, CHANGES, QUERIES, ADD = "Still to agree", "Agreed since", "Queries", "Add a measure"


def show_parts(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    """What waits, what was agreed, the queries; and for officers the forms."""
    decisions.show_receipt(shown)
    officer = Role.OFFICER in viewer.roles
    names = [WAITING, CHANGES, QUERIES, *([links.AGREE, ADD] if officer else [])]
    tabs = st.tabs(names, key=links.PART, bind="query-params")
    for name, tab in zip(names, tabs, strict=True):
        if tab.open:
            with tab:
                _show(name, viewer, plan, shown, at)


def _show(name: str, viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    if name == WAITING:
        plan_changes.show_waiting(viewer, plan, at)
    elif name == CHANGES:
        plan_changes.show_changes(plan, at)
    elif name == links.AGREE:
        agreeing.show_agree(viewer, shown)
    elif name == ADD:
        adding.show_add(viewer, shown)
    else:
        queries.show_queries(plan, at)
        if Role.OFFICER in viewer.roles:
            answering.show_answer(viewer, shown)
