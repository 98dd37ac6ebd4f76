"""The form of risks and issues: one is added, or amended from how it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.errors import RefusedError
from sendkpi.plan.board import SCORES, Risk
from sendkpi.plan.choices import RiskKind, RiskStatus
from sendkpi.views import board_forms, decisions

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.board import Board
    from sendkpi.views.figures import Key, Source
    from sendkpi.views.who import Viewer

KIND = "risk or issue"


def show_form(viewer: Viewer, shown: Source, of: Key) -> None:
    """Behind one line, since most who come here only read."""
    plan, board = board_forms.own()
    with st.expander("Add or amend a risk or an issue"):
        board_forms.show_where(shown, of)
        stands = board_forms.choose(KIND, board.risks, lambda one: f"{one.kind}, {one.title}")
        form = board_forms.form_of("risk", stands)
        with st.form(form, border=False):
            _show_what(form, plan, board, stands)
            st.text_area(
                "Mitigation: what is done about it",
                stands.mitigation if stands else "",
                height=board_forms.LOW,
                key=decisions.key(form, "mitigation"),
            )
            st.text_area(
                "Comment: what is new, or why it is closed",
                height=board_forms.LOW,
                key=decisions.key(form, "comment"),
            )
            label = f"Amend {stands.kind} {stands.number}" if stands else "Enter it"
            board_forms.show_end(form, viewer, label, _send, stands)
        decisions.show_refusal()


def _show_what(form: str, plan: Plan, board: Board, stands: Risk | None) -> None:
    kinds, statuses, scores = list(RiskKind), list(RiskStatus), list(SCORES)
    st.radio(
        "Kind",
        kinds,
        index=kinds.index(stands.kind) if stands else 0,
        format_func={RiskKind.RISK: "Risk: it may happen", RiskKind.ISSUE: "Issue: it has happened"}.__getitem__,
        horizontal=True,
        key=decisions.key(form, "kind"),
    )
    st.text_input("What it is", stands.title if stands else "", key=decisions.key(form, "title"))
    first, second = st.columns(2)
    with first:
        board_forms.show_owner(form, plan, board, stands)
        st.selectbox(
            "Likelihood, 1 least to 5 most (a risk’s only)",
            scores,
            index=scores.index(stands.likelihood) if stands and stands.likelihood else None,
            placeholder="Choose",
            key=decisions.key(form, "likelihood"),
        )
    with second:
        st.selectbox(
            "Status",
            statuses,
            index=statuses.index(stands.status) if stands else 0,
            format_func=str.capitalize,
            key=decisions.key(form, "status"),
        )
        st.selectbox(
            "Impact, 1 least to 5 most",
            scores,
            index=scores.index(stands.impact) if stands else None,
            placeholder="Choose",
            key=decisions.key(form, "impact"),
        )
    st.text_input(
        "Escalated to (blank: nobody)", stands.escalated if stands else "", key=decisions.key(form, "escalated")
    )


def _send(viewer: Viewer, stands: Risk | None) -> None:
    form = board_forms.form_of("risk", stands)

    def stated() -> Risk:
        kind, impact = RiskKind(decisions.value(form, "kind")), decisions.value(form, "impact")
        if impact is None:
            raise RefusedError("Say how great the impact is, from 1 to 5.")
        return replace(
            stands or Risk(kind, "", "", None, impact, ""),
            kind=kind,
            title=board_forms.words(form, "title"),
            owner=board_forms.words(form, "owner"),
            likelihood=decisions.value(form, "likelihood") if kind is RiskKind.RISK else None,
            impact=impact,
            mitigation=board_forms.words(form, "mitigation"),
            escalated=board_forms.words(form, "escalated"),
            status=RiskStatus(decisions.value(form, "status")),
            comment=board_forms.words(form, "comment"),
        )

    board_forms.enter(form, viewer, stated().kind if decisions.value(form, "impact") else "risk", stated)
