"""The form of the actions log: an item is added, or amended from how it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.plan.board import LogItem
from sendkpi.plan.choices import LogStatus
from sendkpi.views import board_forms, decisions

if TYPE_CHECKING:
    from sendkpi.views.figures import Key, Source
    from sendkpi.views.who import Viewer

KIND = "item"


def show_form(viewer: Viewer, shown: Source, of: Key) -> None:
    """Behind one line, since most who come here only read."""
    plan, board = board_forms.own()
    with st.expander("Add or amend an item"):
        board_forms.show_where(shown, of)
        stands = board_forms.choose(KIND, board.log, lambda one: one.item)
        form, statuses = board_forms.form_of(KIND, stands), list(LogStatus)
        with st.form(form, border=False):
            st.text_area(
                "What is owed",
                stands.item if stands else "",
                height=board_forms.LOW,
                key=decisions.key(form, "item"),
            )
            first, second = st.columns(2)
            with first:
                board_forms.show_owner(form, plan, board, stands)
                board_forms.show_meeting(form, board, stands)
            with second:
                st.date_input(
                    "Due (blank: no day)",
                    stands.due if stands else None,
                    format="DD/MM/YYYY",
                    key=decisions.key(form, "due"),
                )
                st.selectbox(
                    "Status",
                    statuses,
                    index=statuses.index(stands.status) if stands else 0,
                    format_func=str.capitalize,
                    key=decisions.key(form, "status"),
                )
            st.text_area(
                "Comment: what is new, or why it is dropped",
                height=board_forms.LOW,
                key=decisions.key(form, "comment"),
            )
            label = f"Amend item {stands.number}" if stands else "Enter the item"
            board_forms.show_end(form, viewer, label, _send, stands)
        decisions.show_refusal()


def _send(viewer: Viewer, stands: LogItem | None) -> None:
    form = board_forms.form_of(KIND, stands)

    def stated() -> LogItem:
        return replace(
            stands or LogItem("", "", None),
            item=board_forms.words(form, "item"),
            owner=board_forms.words(form, "owner"),
            due=decisions.value(form, "due"),
            status=LogStatus(decisions.value(form, "status")),
            meeting=decisions.value(form, "meeting"),
            comment=board_forms.words(form, "comment"),
        )

    board_forms.enter(form, viewer, KIND, stated)
