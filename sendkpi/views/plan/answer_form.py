"""Answering a query on the record: the words, what we work with from now on, and the fields that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import store
from sendkpi.errors import RefusedError
from sendkpi.plan.agreed import Answer
from sendkpi.plan.changes import SETTABLE
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.records import Query
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

FORM, CHOICE = "answer", "answer_query"


def show_answer(viewer: Viewer, shown: Source) -> None:
    """The query, what stands, and the form."""
    plan, _ = positions.own_position()
    with st.expander("Answer a query on the record"):
        entry_form.show_where(shown)
        about = {one.id: f"{one.id}: {', '.join(one.about)}, {one.field}" for one in plan.queries}
        chosen = st.selectbox("Query to answer", list(about), index=None, format_func=about.__getitem__, key=CHOICE)
        query = next((one for one in plan.queries if one.id == chosen), None)
        if query is not None:
            _show_form(viewer, plan, query)
    entry_form.show_refusal()


def _show_form(viewer: Viewer, plan: Plan, query: Query) -> None:
    facts = (("Published", query.published), ("In doubt", query.doubt), ("We work with", query.working))
    markup.show(Html().join(html("<p><strong>{}:</strong> {}</p>", name, words) for name, words in facts if words))
    measures = [one.id for one in plan.measures if one.id in query.about]
    with entry_form.fields_of(FORM):
        st.text_input("Answer, in words", key=entry_form.key(FORM, "answer"))
        st.text_input("We work with, from now on", key=entry_form.key(FORM, "working"))
        if measures:
            st.text_area(
                f"Fields of {', '.join(measures)} that follow, a line each, such as target_month=2023-12",
                key=entry_form.key(FORM, "settings"),
                help=f"It may set: {', '.join(SETTABLE)}.",
            )
        entry_form.show_fields(FORM, viewer)
        entry_form.show_send("Record the answer", _record, viewer, query.id)


def _record(viewer: Viewer, query: str) -> None:
    with entry_form.recording():
        by = entry_form.recorder(FORM, viewer)
        answer, working = (entry_form.written(FORM, name) for name in ("answer", "working"))
        given = Answer(query, answer, working, entry_form.decision(FORM), _settings())
        entry_form.record(store.answer, given, by=by)
        entry_form.done(f"{query} is answered, recorded by {by}; we now work with: {working}.")
        st.session_state[CHOICE] = None


def _settings() -> tuple[tuple[str, str], ...]:
    """The fields set, a line each.

    Raises RefusedError for a line that is none.
    """
    pairs = []
    for line in entry_form.written(FORM, "settings").splitlines():
        name, mark, text = line.partition("=")
        if line.strip() and not mark:
            raise RefusedError(f"“{line.strip()}” sets nothing: write it as field=value, such as target_month=2023-12.")
        if line.strip():
            pairs.append((name.strip(), text.strip()))
    return tuple(pairs)
