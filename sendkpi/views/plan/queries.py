"""Where the published plan is in doubt: what is published beside what the product works with, and the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import report
from sendkpi.analysis import wording
from sendkpi.values import day_name
from sendkpi.views.frame import links, markup, paging, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts.choices import choose_by_id, measure_titles
from sendkpi.views.parts.downloads import CSV, show_download
from sendkpi.views.plan.changes import measure_link

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.agreed import Answer
    from sendkpi.plan.records import Query
    from sendkpi.views.frame.position_bar import Position

KIND, CHOICE, ANSWERED, PAGE = "kind", "queries_measure", "answered", "queries"
EVERY_KIND, EVERY_MEASURE = "All kinds", "All measures"
STATES = ("Answered or not", "Not answered", "Answered")
A_PAGE = 20
COLUMNS = ("Query", "Published", "We work with", "In doubt")
FIELDS = ["id", "kind", "about", "field", "published", "doubt", "working", "document", "line"]
"""A query's own columns in its file, before those of its answer."""


def show_queries(plan: Plan, at: Position) -> None:
    """The queries that the filters leave, a page at a time, with their file."""
    markup.show(html("<h2>Queries about the published plan</h2>"))
    chosen = _chosen(plan)
    answers = {one.query: one for one in plan.changes.answers}
    count = wording.counted(len(chosen), "query", "queries")
    if chosen:
        page = chosen[paging.rows_of_page(len(chosen), PAGE, A_PAGE)]
        rows = (_query(plan, one, answers.get(one.id)) for one in page)
        caption = f"{count}: what is published beside what we work with"
        markup.show(markup.table(caption, COLUMNS, rows, "record"))
    else:
        markup.show(html("<p>There is no such query.</p>"))
    name, label = f"queries as at {at.as_at.isoformat()}", f"Download {count} as CSV"
    show_download(CSV, name, lambda: report.as_csv(_table(chosen, answers)), label, key="queries_csv")


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
    titles = {name: title for name, title in measure_titles(plan).items() if name in about}
    asked = st.query_params.get(links.MEASURE, "")
    if asked and asked not in titles:
        st.warning(f"No query is about a measure “{markup.plain(asked)}”. These are about all measures.")
    return choose_by_id("Measure", links.MEASURE, {"": EVERY_MEASURE} | titles, CHOICE, changed=_first_page)


def _first_page() -> None:
    st.session_state[PAGE] = 1


def _query(plan: Plan, query: Query, answer: Answer | None) -> Html:
    about = Html(", ").join(measure_link(plan, name) for name in query.about)
    where = f"{query.document}, line {query.line}" if query.line else query.document
    small = markup.below(f"{query.kind}; {where}")
    head = html("<strong>{}</strong> {}<br>{}{}", query.id, about, query.field, small)
    return markup.row(head, (query.published, html("{}{}", query.working, _answered(query, answer)), query.doubt))


def _answered(query: Query, answer: Answer | None) -> Html:
    if answer is None:
        return Html()
    before = next((one.working for one in positions.current_plan().queries if one.id == query.id), "")
    answered = f"{day_name(answer.decision.agreed_on)}, {answer.decision.body}: {answer.answer}"
    return html("<br><strong>Answered</strong> {}{}", answered, markup.below(f"Until then: {before}"))


def _table(chosen: Sequence[Query], answers: Mapping[str, Answer]) -> pd.DataFrame:
    rows = [_as_row(one, answers.get(one.id)) for one in chosen]
    return pd.DataFrame(rows, columns=[*FIELDS, "answer", "answered_on", "answered_by"])


def _as_row(query: Query, answer: Answer | None) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(query, name) for name in FIELDS} | {"about": "; ".join(query.about)}
    if answer is not None:
        decision = answer.decision
        row |= {"answer": answer.answer, "answered_on": decision.agreed_on, "answered_by": decision.body}
    return row
