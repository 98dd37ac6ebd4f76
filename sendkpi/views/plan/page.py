"""The parts of the Plan page, one open at a time; the address says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.views.frame import links
from sendkpi.views.frame.access import Role
from sendkpi.views.parts import entry_form
from sendkpi.views.plan import (
    agreement_form,
    answer_form,
    changes,
    chart_marks,
    chart_marks_form,
    measure_form,
    queries,
)

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.position_bar import Position
    from sendkpi.views.frame.positions import Source

WAITING, CHARTS, QUERIES, ADD = "Still to agree", "Process charts", "Queries", "Add a measure"


def show_parts(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    """What waits, what was agreed, what stands on process charts, the queries; and for officers the forms."""
    entry_form.show_receipt(shown)
    officer = Role.OFFICER in viewer.roles
    names = [WAITING, links.AGREED, CHARTS, QUERIES, *([links.AGREE, ADD] if officer else [])]
    tabs = st.tabs(names, key=links.PART, bind="query-params")
    for name, tab in zip(names, tabs, strict=True):
        if tab.open:
            with tab:
                _show(name, viewer, plan, shown, at)


def _show(name: str, viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    if name == WAITING:
        changes.show_waiting(viewer, plan, at)
    elif name == links.AGREED:
        changes.show_changes(plan, at)
    elif name == CHARTS:
        chart_marks.show_marks(plan, at)
        if Role.OFFICER in viewer.roles:
            chart_marks_form.show_forms(viewer, shown)
    elif name == links.AGREE:
        agreement_form.show_agree(viewer, shown)
    elif name == ADD:
        measure_form.show_add(viewer, shown)
    else:
        queries.show_queries(plan, at)
        if Role.OFFICER in viewer.roles:
            answer_form.show_answer(viewer, shown)
