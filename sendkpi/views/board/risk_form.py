"""The form of risks and issues: one is added, or amended from how it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.errors import RefusedError
from sendkpi.plan.choices import RiskKind, RiskStatus
from sendkpi.record.board import SCORES, Risk
from sendkpi.views.board import forms
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.record.board import Board
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

KIND = "risk or issue"


def show_form(viewer: Viewer, shown: Source, of: Key) -> None:
    """Behind one line, since most who come here only read."""
    plan, board = forms.own()
    with st.expander("Add or amend a risk or an issue"):
        forms.show_where(shown, of)
        stands = forms.choose(KIND, board.risks, lambda one: f"{one.kind}, {one.title}")
        form = forms.form_of("risk", stands)
        with entry_form.fields_of(form):
            _show_what(form, plan, board, stands)
            now = stands.mitigation if stands else ""
            entry_form.show_text(form, "mitigation", "Mitigation: what is done about it", now)
            entry_form.show_text(form, "comment", "Comment: what is new, or why it is closed")
            label = f"Amend {stands.kind} {stands.number}" if stands else "Enter it"
            forms.show_end(form, viewer, label, _send, stands)
        entry_form.show_refusal()


def _show_what(form: str, plan: Plan, board: Board, stands: Risk | None) -> None:
    kinds = {RiskKind.RISK: "Risk: it may happen", RiskKind.ISSUE: "Issue: it has happened"}
    index, key = list(kinds).index(stands.kind) if stands else 0, entry_form.key(form, "kind")
    st.radio("Kind", list(kinds), index=index, format_func=kinds.__getitem__, horizontal=True, key=key)
    st.text_input("What it is", stands.title if stands else "", key=entry_form.key(form, "title"))
    first, second = st.columns(2)
    with first:
        forms.show_owner(form, plan, board, stands)
        label, now = "Likelihood, 1 least to 5 most (a risk’s only)", stands.likelihood if stands else None
        entry_form.show_choice(form, "likelihood", label, SCORES, now, placeholder="Choose")
    with second:
        status = stands.status if stands else RiskStatus.OPEN
        entry_form.show_choice(form, "status", "Status", list(RiskStatus), status, words=str.capitalize)
        label, now = "Impact, 1 least to 5 most", stands.impact if stands else None
        entry_form.show_choice(form, "impact", label, SCORES, now, placeholder="Choose")
    escalated, key = stands.escalated if stands else "", entry_form.key(form, "escalated")
    st.text_input("Escalated to (blank: nobody)", escalated, key=key)


def _send(viewer: Viewer, stands: Risk | None) -> None:
    form = forms.form_of("risk", stands)

    def stated() -> Risk:
        kind, impact = RiskKind(entry_form.value(form, "kind")), entry_form.value(form, "impact")
        if impact is None:
            raise RefusedError("Say how great the impact is, from 1 to 5.")
        return replace(
            stands or Risk(kind, "", "", None, impact, ""),
            kind=kind,
            title=entry_form.written(form, "title"),
            owner=entry_form.written(form, "owner"),
            likelihood=entry_form.value(form, "likelihood") if kind is RiskKind.RISK else None,
            impact=impact,
            mitigation=entry_form.written(form, "mitigation"),
            escalated=entry_form.written(form, "escalated"),
            status=RiskStatus(entry_form.value(form, "status")),
            comment=entry_form.written(form, "comment"),
        )

    forms.enter(form, viewer, stated().kind if entry_form.value(form, "impact") else "risk", stated)
