"""Where the published plan is in doubt: what is published beside what the product works with, and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import report
from sendkpi.analysis import wording
from sendkpi.values import day_name
from sendkpi.views.frame import links, markup, paging, position_bar
from sendkpi.views.frame.current_plan import current_plan
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sendkpi.plan import Plan
    from sendkpi.plan.agreed import Answer
    from sendkpi.plan.records import Query
    from sendkpi.views.frame.position_bar import Position

KIND, CHOICE, ANSWERED, PAGE = "kind", "queries_measure", "answered", "queries"
EVERY_KIND, EVERY_MEASURE = "All kinds", "All measures"
STATES = ("Answered or not", "Not answered", "Answered")
A_PAGE = 20
COLUMNS = (
    ("Query", False),
    ("Published", False),
    ("We work with", False),
    ("In doubt", False),
)
FIELDS = ["id", "kind", "about", "field", "published", "doubt", "working", "document", "line"]
"""A query's own columns in its file, before those of its answer."""


def show_queries(plan: Plan, at: Position) -> None:
    """The queries that the filters leave, a page at a time, with their file."""
    markup.show("<h2>Queries about the published plan</h2>")
    chosen = _chosen(plan)
    answers = {one.query: one for one in plan.changes.answers}
    said = wording.counted(len(chosen), "query", "queries")
    if chosen:
        page = chosen[paging.rows_of_page(len(chosen), PAGE, A_PAGE)]
        body = "".join(_query(plan, one, answers.get(one.id)) for one in page)
        caption = f"{said}: what is published beside what we work with"
        markup.show(markup.table(caption, COLUMNS, f"<tbody>{body}</tbody>", name="record"))
    else:
        markup.show("<p>There is no such query.</p>")
    st.download_button(
        f"Download {said} as CSV",
        data=lambda: report.as_csv(_table(chosen, answers)),
        file_name=f"queries as at {at.as_at.isoformat()}.csv",
        mime="text/csv",
        key="queries_csv",
        on_click="ignore",
    )


def _chosen(plan: Plan) -> list[Query]:
    kind_box, measure_box, state_box = st.columns(3)
    kinds = sorted({one.kind for one in plan.queries})
    asked = st.query_params.get(KIND, "")
    with kind_box:
        kind = st.selectbox("Kind", [EVERY_KIND, *kinds], key=KIND, bind="query-params", on_change=_first_page)
    if asked and asked not in (EVERY_KIND, *kinds):
        st.warning(f"There is no kind of query “{markup.plain(asked)}”. These are all kinds.")
    with measure_box:
        measure = _choose_measure(plan)
    state = state_box.selectbox("Answers", STATES, key=ANSWERED, on_change=_first_page)
    answered = {one.query for one in plan.changes.answers}
    return [
        one
        for one in plan.queries
        if kind in (EVERY_KIND, one.kind)
        and (not measure or measure in one.about)
        and (state == STATES[0] or (one.id in answered) == (state == STATES[2]))
    ]


def _choose_measure(plan: Plan) -> str:
    """The measure that the address names by its id; "" for all."""
    about = {name for one in plan.queries for name in one.about}
    titles = {one.id: f"{markup.ref(plan, one)}: {one.title}" for one in plan.measures if one.id in about}
    asked = st.query_params.get(links.MEASURE, "")
    if asked and asked not in titles:
        st.warning(f"No query is about a measure “{markup.plain(asked)}”. These are about all measures.")
    st.session_state[CHOICE] = asked if asked in titles else ""
    titles = {"": EVERY_MEASURE} | titles
    return str(st.selectbox("Measure", list(titles), format_func=titles.__getitem__, key=CHOICE, on_change=_go) or "")


def _go() -> None:
    _first_page()
    if measure := st.session_state[CHOICE]:
        st.query_params[links.MEASURE] = measure
    else:
        st.query_params.pop(links.MEASURE, None)


def _first_page() -> None:
    st.session_state[PAGE] = 1


def _query(plan: Plan, query: Query, answer: Answer | None) -> str:
    about = ", ".join(_about(plan, name) for name in query.about)
    where = f"{query.document}, line {query.line}" if query.line else query.document
    small = f"{query.kind}; {where}"
    return markup.row(
        f"<strong>{escape(query.id)}</strong> {about}<br>{escape(query.field)}<br>"
        f'<span class="quiet small">{escape(small)}</span>',
        [
            (escape(query.published), False),
            (escape(query.working) + _answered(query, answer), False),
            (escape(query.doubt), False),
        ],
    )


def _about(plan: Plan, name: str) -> str:
    if any(measure.id == name for measure in plan.measures):
        return markup.link(name, links.measure_address(name, position_bar.current_query()))
    return escape(name)


def _answered(query: Query, answer: Answer | None) -> str:
    if answer is None:
        return ""
    before = next((one.working for one in current_plan().queries if one.id == query.id), "")
    decision = answer.decision
    return (
        f"<br><strong>Answered</strong> {day_name(decision.agreed_on)}, {escape(decision.body)}: "
        f'{escape(answer.answer)}<br><span class="quiet small">Until then: {escape(before)}</span>'
    )


def _table(chosen: Sequence[Query], answers: Mapping[str, Answer]) -> pd.DataFrame:
    rows = [_as_row(one, answers.get(one.id)) for one in chosen]
    return pd.DataFrame(rows, columns=[*FIELDS, "answer", "answered_on", "answered_by"])


def _as_row(query: Query, answer: Answer | None) -> dict[str, object]:
    told: dict[str, object] = {name: getattr(query, name) for name in FIELDS} | {"about": "; ".join(query.about)}
    if answer is not None:
        decision = answer.decision
        told |= {"answer": answer.answer, "answered_on": decision.agreed_on, "answered_by": decision.body}
    return told
