"""The form of the actions log: an item is added, or amended from how it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.plan.choices import LogStatus
from sendkpi.record.board import LogItem
from sendkpi.views.board import forms
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

KIND = "item"


def show_form(viewer: Viewer, shown: Source, of: Key) -> None:
    """Behind one line, since most who come here only read."""
    plan, board = forms.own()
    with st.expander("Add or amend an item"):
        forms.show_where(shown, of)
        stands = forms.choose(KIND, board.log, lambda one: one.item)
        form, now = forms.form_of(KIND, stands), stands.status if stands else LogStatus.OPEN
        with entry_form.fields_of(form):
            entry_form.show_text(form, "item", "What is owed", stands.item if stands else "")
            first, second = st.columns(2)
            with first:
                forms.show_owner(form, plan, board, stands)
                forms.show_meeting(form, board, stands)
            with second:
                due, key = stands.due if stands else None, entry_form.key(form, "due")
                st.date_input("Due (blank: no day)", due, format="DD/MM/YYYY", key=key)
                entry_form.show_choice(form, "status", "Status", list(LogStatus), now, words=str.capitalize)
            entry_form.show_text(form, "comment", "Comment: what is new, or why it is dropped")
            label = f"Amend item {stands.number}" if stands else "Enter the item"
            forms.show_end(form, viewer, label, _send, stands)
        entry_form.show_refusal()


def _send(viewer: Viewer, stands: LogItem | None) -> None:
    form = forms.form_of(KIND, stands)

    def stated() -> LogItem:
        return replace(
            stands or LogItem("", "", None),
            item=entry_form.written(form, "item"),
            owner=entry_form.written(form, "owner"),
            due=entry_form.value(form, "due"),
            status=LogStatus(entry_form.value(form, "status")),
            meeting=entry_form.value(form, "meeting"),
            comment=entry_form.written(form, "comment"),
        )

    forms.enter(form, viewer, KIND, stated)
