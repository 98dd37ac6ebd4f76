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
        form, statuses = forms.form_of(KIND, stands), list(LogStatus)
        with st.form(form, border=False):
            st.text_area(
                "What is owed",
                stands.item if stands else "",
                height=forms.LOW,
                key=entry_form.key(form, "item"),
            )
            first, second = st.columns(2)
            with first:
                forms.show_owner(form, plan, board, stands)
                forms.show_meeting(form, board, stands)
            with second:
                st.date_input(
                    "Due (blank: no day)",
                    stands.due if stands else None,
                    format="DD/MM/YYYY",
                    key=entry_form.key(form, "due"),
                )
                st.selectbox(
                    "Status",
                    statuses,
                    index=statuses.index(stands.status) if stands else 0,
                    format_func=str.capitalize,
                    key=entry_form.key(form, "status"),
                )
            st.text_area(
                "Comment: what is new, or why it is dropped",
                height=forms.LOW,
                key=entry_form.key(form, "comment"),
            )
            label = f"Amend item {stands.number}" if stands else "Enter the item"
            forms.show_end(form, viewer, label, _send, stands)
        entry_form.show_refusal()


def _send(viewer: Viewer, stands: LogItem | None) -> None:
    form = forms.form_of(KIND, stands)

    def stated() -> LogItem:
        return replace(
            stands or LogItem("", "", None),
            item=forms.words(form, "item"),
            owner=forms.words(form, "owner"),
            due=entry_form.value(form, "due"),
            status=LogStatus(entry_form.value(form, "status")),
            meeting=entry_form.value(form, "meeting"),
            comment=forms.words(form, "comment"),
        )

    forms.enter(form, viewer, KIND, stated)
