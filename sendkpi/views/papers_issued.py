"""Papers that were issued: who issued which when, each made again from what was then on record; and issuing one."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import papers, store
from sendkpi.errors import SendKpiError
from sendkpi.plan.choices import PaperPeriod
from sendkpi.report import Narrative, Period
from sendkpi.values import LONDON, add_months, day_name
from sendkpi.views import decisions, figures, markup, paper_files, paper_preview
from sendkpi.views.plans import current_plan

if TYPE_CHECKING:
    import datetime as dt

    from sendkpi.papers import Wanted
    from sendkpi.plan import Plan
    from sendkpi.store import Issued
    from sendkpi.views.figures import Source
    from sendkpi.views.place import Position
    from sendkpi.views.who import Viewer

FORM, OPEN = "issue", "paper"
COLUMNS = (("Paper", False), ("For", False), ("As at", False), ("Issued", False), ("By", False))


def show_form(viewer: Viewer, shown: Source, wanted: Wanted, at: Position, told: Narrative) -> None:
    """Issue the paper that is shown: it is kept with the officer's words, and can be made again at any time."""
    if shown.illustrative:
        markup.show('<p class="quiet">A paper of your own figures can be issued here, and is then kept.</p>')
        return
    with st.expander("Issue this paper"), st.form(FORM, border=False):
        markup.show("<p>An issued paper is listed for everyone, and can be made again from what is on record now.</p>")
        if not viewer.name:
            st.text_input("Your name", key=decisions.key(FORM, "name"))
        st.form_submit_button("Issue it", on_click=_issue, args=(viewer, wanted, at.as_at, told))
    decisions.show_refusal()


def _issue(viewer: Viewer, wanted: Wanted, as_at: dt.date, told: Narrative) -> None:
    """Record it; what was refused is said."""
    try:
        by = decisions.recorder(FORM, viewer)
        kept = papers.issue(figures.own_source().engine, current_plan(), wanted, as_at, told, by=by)
    except SendKpiError as error:
        decisions.refused(str(error))
        return
    decisions.done(f"Issued as paper {kept.id} by {by}. It stands in the list of issued papers.")


def show_issued(plan: Plan, shown: Source, at: Position) -> None:
    """The list, newest first; one of them is opened, as it was."""
    found = store.issued(shown.engine, at.as_at)[::-1]
    if not found:
        markup.show(f"<p>No paper had been issued by {day_name(at.as_at)}.</p>")
        return
    rows = "".join(_row(plan, one) for one in found)
    markup.show(markup.table("Papers issued, newest first", COLUMNS, f"<tbody>{rows}</tbody>"))
    names = {str(one.id): _title(plan, one) for one in found}
    chosen = st.selectbox(
        "Open a paper",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="Choose one",
        key=OPEN,
        bind="query-params",
    )
    if chosen is not None:
        _show_one(shown, next(one for one in found if str(one.id) == chosen))


def _show_one(shown: Source, one: Issued) -> None:
    told = Narrative(one.summary, one.decisions_sought)
    wanted = paper_files.wanted(one.audience, PaperPeriod(one.period), one.last_month, one.sub_group)
    paper_files.show_files(shown, wanted, one.as_at, told, key=str(one.id))
    paper_preview.show_paper(paper_files.written(shown, wanted, one.as_at, told))


def _row(plan: Plan, one: Issued) -> str:
    recorded = _moment(one.recorded_at) if one.recorded_at else ""
    cells = (escape(_audience(plan, one)), _moment(one.as_at), recorded, escape(one.recorded_by))
    return markup.row(escape(f"{one.id}. {_period(one)}"), [(cell, False) for cell in cells])


def _audience(plan: Plan, one: Issued) -> str:
    title = next((told.title for told in plan.audiences if told.id == one.audience), one.audience)
    return f"{title}, {one.sub_group}" if one.sub_group else title


def _title(plan: Plan, one: Issued) -> str:
    return f"{one.id}. {_audience(plan, one)}: {_period(one)}"


def _period(one: Issued) -> str:
    return Period(add_months(one.last_month, 1 - PaperPeriod(one.period).months), one.last_month).name


def _moment(at: dt.datetime) -> str:
    here = at.astimezone(LONDON)
    return f"{day_name(here.date())}, {here:%H:%M}"
