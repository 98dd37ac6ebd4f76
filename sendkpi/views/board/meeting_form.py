"""The form of the meetings: one is added, amended from how it stands, or cancelled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.delivery.milestones import quarter_of
from sendkpi.errors import RefusedError
from sendkpi.record.board import Meeting, latest
from sendkpi.values import add_months, day_name, month_name, today
from sendkpi.views.board import forms
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.record.board import Board
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

KIND = "meeting"


def show_form(viewer: Viewer, shown: Source, of: Key) -> None:
    """Behind one line, since most who come here only read."""
    plan, board = forms.own()
    with st.expander("Add or amend a meeting"):
        forms.show_where(shown, of)
        stands = forms.choose(KIND, board.meetings, lambda one: f"{day_name(one.held_on)}, {one.body}")
        form = forms.form_of(KIND, stands)
        with entry_form.fields_of(form):
            _show_when(form, plan, board, stands)
            entry_form.show_text(form, "note", "Note", stands.note if stands else "")
            if stands:
                st.checkbox("It is cancelled", stands.cancelled, key=entry_form.key(form, "cancelled"))
            label = f"Amend meeting {stands.number}" if stands else "Enter the meeting"
            forms.show_end(form, viewer, label, _send, stands)
        entry_form.show_refusal()


def _show_when(form: str, plan: Plan, board: Board, stands: Meeting | None) -> None:
    first, second = st.columns([1, 2])
    held_on, key = stands.held_on if stands else None, entry_form.key(form, "held_on")
    first.date_input("Date", held_on, format="DD/MM/YYYY", key=key)
    with second:
        met = [one.body for one in reversed(latest(board.meetings))]
        known = [*met, *(one.name_published for one in plan.bodies), *(one.audience for one in plan.reports)]
        forms.show_choice(form, "body", "Body that meets", known, stands.body if stands else next(iter(known), None))
    quarters = [month for month in entry_form.months(plan) if month == quarter_of(month)][::-1]
    now = stands.quarter_ending if stands else add_months(quarter_of(today()), -3)
    label = "Last month of the quarter that it looks at"
    entry_form.show_choice(form, "quarter", label, quarters, now, words=month_name)


def _send(viewer: Viewer, stands: Meeting | None) -> None:
    form = forms.form_of(KIND, stands)

    def stated() -> Meeting:
        held_on, quarter = (entry_form.value(form, name) for name in ("held_on", "quarter"))
        if held_on is None or quarter is None:
            raise RefusedError("Say the day of the meeting, and the quarter that it looks at.")
        return replace(
            stands or Meeting("", held_on, quarter),
            body=entry_form.written(form, "body"),
            held_on=held_on,
            quarter_ending=quarter,
            note=entry_form.written(form, "note"),
            cancelled=bool(entry_form.value(form, "cancelled")),
        )

    forms.enter(form, viewer, KIND, stated)
