"""The form of the decisions: one is added, amended from how it stands, or withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.board.business import change_words, unnamed
from sendkpi.record.board import BoardDecision, change_names
from sendkpi.values import today
from sendkpi.views.board import forms
from sendkpi.views.frame.current_plan import current_plan
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.record.board import Board
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

KIND = "decision"


def show_form(viewer: Viewer, shown: Source, of: Key) -> None:
    """Behind one line, since most who come here only read."""
    plan, board = forms.own()
    with st.expander("Add or amend a decision"):
        forms.show_where(shown, of)
        stands = forms.choose(KIND, board.decisions, lambda one: one.decision)
        form = forms.form_of(KIND, stands)
        with entry_form.fields_of(form):
            entry_form.show_text(form, "decision", "What was decided", stands.decision if stands else "")
            _show_when(form, board, stands)
            _show_changes(form, plan, board, stands)
            if stands:
                st.checkbox("It is withdrawn", stands.withdrawn, key=entry_form.key(form, "withdrawn"))
            entry_form.show_text(form, "comment", "Comment: what came of it, or why it is withdrawn")
            label = f"Amend decision {stands.number}" if stands else "Enter the decision"
            forms.show_end(form, viewer, label, _send, stands)
        entry_form.show_refusal()


def _show_when(form: str, board: Board, stands: BoardDecision | None) -> None:
    last = forms.last_held(board)
    day = stands.decided_on if stands else last.held_on if last else today()
    first, second = st.columns(2)
    first.date_input("Decided on", day, max_value=today(), format="DD/MM/YYYY", key=entry_form.key(form, "decided_on"))
    with second:
        forms.show_meeting(form, board, stands)


def _show_changes(form: str, plan: Plan, board: Board, stands: BoardDecision | None) -> None:
    """The agreed changes that carry it out, first those that no decision names yet."""
    words, names = change_words(current_plan(), plan), change_names(plan.changes)
    waiting = unnamed(board, names)
    st.multiselect(
        "Agreed changes that carry it out",
        [*waiting, *(name for name in names if name not in waiting)],
        default=list(stands.changes) if stands else [],
        format_func=lambda name: f"{name}: {words.get(name, 'not of this plan')}",
        placeholder="None",
        key=entry_form.key(form, "changes"),
    )


def _send(viewer: Viewer, stands: BoardDecision | None) -> None:
    form = forms.form_of(KIND, stands)

    def stated() -> BoardDecision:
        return replace(
            stands or BoardDecision("", today()),
            decision=entry_form.written(form, "decision"),
            decided_on=entry_form.value(form, "decided_on") or today(),
            meeting=entry_form.value(form, "meeting"),
            changes=tuple(entry_form.value(form, "changes") or ()),
            withdrawn=bool(entry_form.value(form, "withdrawn")),
            comment=entry_form.written(form, "comment"),
        )

    forms.enter(form, viewer, KIND, stated)
