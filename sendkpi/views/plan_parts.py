"""The parts of the Plan page, one open at a time; the address says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.views import adding, agreeing, answering, decisions, links, plan_changes, queries, rebased, rebasing
from sendkpi.views.who import Role

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.figures import Source
    from sendkpi.views.place import Position
    from sendkpi.views.who import Viewer

WAITING, CHARTS, QUERIES, ADD = "Still to agree", "Process charts", "Queries", "Add a measure"


def show_parts(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    """What waits, what was agreed, what stands on process charts, the queries; and for officers the forms."""
    decisions.show_receipt(shown)
    officer = Role.OFFICER in viewer.roles
    names = [WAITING, links.AGREED, CHARTS, QUERIES, *([links.AGREE, ADD] if officer else [])]
    tabs = st.tabs(names, key=links.PART, bind="query-params")
    for name, tab in zip(names, tabs, strict=True):
        if tab.open:
            with tab:
                _show(name, viewer, plan, shown, at)


def _show(name: str, viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    if name == WAITING:
        plan_changes.show_waiting(viewer, plan, at)
    elif name == links.AGREED:
        plan_changes.show_changes(plan, at)
    elif name == CHARTS:
        rebased.show_marks(plan, at)
        if Role.OFFICER in viewer.roles:
            rebasing.show_forms(viewer, shown)
    elif name == links.AGREE:
        agreeing.show_agree(viewer, shown)
    elif name == ADD:
        adding.show_add(viewer, shown)
    else:
        queries.show_queries(plan, at)
        if Role.OFFICER in viewer.roles:
            answering.show_answer(viewer, shown)
