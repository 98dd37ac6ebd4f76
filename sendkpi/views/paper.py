"""The page of papers: one is chosen and looked at, the officer adds their words, it is downloaded and issued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.plan.choices import PaperPeriod
from sendkpi.report import Narrative, Period
from sendkpi.values import add_months, month_code, parse_month
from sendkpi.views import decisions, markup, paper_files, paper_preview, papers_issued
from sendkpi.views.who import Role

if TYPE_CHECKING:
    import datetime as dt

    from sendkpi.plan import Plan
    from sendkpi.views.figures import Source
    from sendkpi.views.place import Position
    from sendkpi.views.who import Viewer

WRITE, ISSUED = "Write a paper", "Issued papers"
PART, AUDIENCE, GROUP, LENGTH, LAST = "part", "audience", "sub_group", "length", "period"
SUMMARY, SOUGHT = "paper_summary", "paper_sought"
YEARS_BACK = 5
"""How far back a paper's period may be chosen."""


@dataclass(frozen=True)
class Choice:
    """The paper that is chosen, by the ids of the plan."""

    audience: str
    period: PaperPeriod
    last: dt.date
    sub_group: str


def show_parts(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    """Write a paper, or look one up that was issued; the address says which."""
    decisions.show_receipt(shown)
    if not plan.audiences:
        st.info("The plan names nobody who receives papers: its table audiences.csv is empty.")
        return
    tabs = st.tabs([WRITE, ISSUED], key=PART, bind="query-params")
    if tabs[0].open:
        with tabs[0]:
            _show_writing(viewer, plan, shown, at)
    elif tabs[1].open:
        with tabs[1]:
            papers_issued.show_issued(plan, shown, at)


def _show_writing(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    choice = _choose(plan, at)
    if choice is None:
        st.info("No period of that length had ended by the as-at date.")
        return
    told = _narrative() if Role.OFFICER in viewer.roles else Narrative()
    wanted = paper_files.wanted(choice.audience, choice.period, choice.last, choice.sub_group)
    written = paper_files.written(shown, wanted, at.as_at, told)
    paper_files.show_files(shown, wanted, at.as_at, told)
    if Role.OFFICER in viewer.roles:
        papers_issued.show_form(viewer, shown, wanted, at, told)
    markup.show('<h2 class="rule">Preview</h2>')
    paper_preview.show_paper(written)


def _choose(plan: Plan, at: Position) -> Choice | None:
    """Whom it is for and which period; every choice is kept in the address."""
    titles = {one.id: one.title for one in plan.audiences}
    audience_of = {one.id: one for one in plan.audiences}
    asked = audience_of.get(st.session_state.get(AUDIENCE, ""), plan.audiences[0])
    wide = bool(asked.each) or len(asked.periods) > 1
    columns = st.columns(3 if wide else 2)
    first, second, third = columns[0], columns[1], columns[-1]
    name = first.selectbox("For", list(titles), format_func=titles.__getitem__, key=AUDIENCE, bind="query-params")
    audience = audience_of[name]
    group = ""
    if audience.each:
        groups = {one.id: one.title for one in plan.sub_groups}
        group = second.selectbox(
            "Sub-group", list(groups), format_func=groups.__getitem__, key=GROUP, bind="query-params"
        )
    length = audience.periods[0]
    if len(audience.periods) > 1:
        length = PaperPeriod(
            second.selectbox(
                "How long a period",
                [str(one) for one in audience.periods],
                format_func=str.capitalize,
                key=LENGTH,
                bind="query-params",
            )
        )
    ends = _ends(length, at)
    if not ends:
        return None
    names = {month_code(end): Period(add_months(end, 1 - length.months), end).name for end in ends}
    last = third.selectbox(
        "Period",
        list(names),
        index=_usual(ends, at),
        format_func=names.__getitem__,
        key=LAST,
        bind="query-params",
    )
    return Choice(name, length, parse_month(last), group)


def _ends(length: PaperPeriod, at: Position) -> list[dt.date]:
    """The last months of the periods that may be chosen, newest first."""
    month = at.as_at.replace(day=1)
    months = [add_months(month, -back) for back in range(12 * YEARS_BACK)]
    return [one for one in months if length is PaperPeriod.MONTH or one.month % PaperPeriod.QUARTER.months == 0]


def _usual(ends: list[dt.date], at: Position) -> int:
    """The newest period that ends by the month of the sidebar."""
    return next((place for place, end in enumerate(ends) if end <= at.month), 0)


def _narrative() -> Narrative:
    """What the officer adds; kept while the page is open, and for good when the paper is issued."""
    with st.expander("Your own words: a summary, and what is to be decided", expanded=False):
        summary = st.text_area("Your summary (a paragraph a line; it stands first)", key=SUMMARY, height=120)
        sought = st.text_area("Decisions sought (one a line)", key=SOUGHT, height=90)
    return Narrative(summary or "", sought or "")
