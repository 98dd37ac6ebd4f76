"""Papers that were issued: who issued which when, each made again from what was then on record; and issuing one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import papers
from sendkpi.errors import AlreadyIssuedError, SendKpiError
from sendkpi.papers import PaperChoice
from sendkpi.plan.choices import PaperPeriod
from sendkpi.report import Narrative
from sendkpi.values import LONDON, day_name, today
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.papers import files, preview, words
from sendkpi.views.papers.choice import period_name, whom
from sendkpi.views.parts import entry_form, visitor
from sendkpi.views.parts.choices import choose_by_id

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.store import Issued
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.position_bar import Position
    from sendkpi.views.frame.positions import Source

FORM, OPEN, CHOICE = "issue", "paper", "paper_open"
"""The form, the name in the address of the paper that is open, and the key of its choice."""
RECEIPTS = "papers_issued"
"""Where the session keeps what it issued: the receipt stands as long as that paper is on the page."""
COLUMNS = ("Paper", "For", "As at", "Issued", "By")
LAST_MINUTE = dt.time(23, 59)


def show_form(viewer: Viewer, shown: Source, wanted: PaperChoice, at: Position, narrative: Narrative) -> None:
    """Issue the paper that is shown: it is kept with the officer's words, and can be made again at any time."""
    if shown.illustrative:
        cannot = "A paper of illustrative figures cannot be issued. One of your own figures can, and is then kept with "
        markup.show(html('<p class="quiet">{}your words.</p>', cannot))
        return
    with st.expander("Issue this paper", key="issue_paper"), st.form(FORM, border=False):
        known = "by now" if at.as_at == today() else f"at the end of {day_name(at.as_at)}"
        again = "It is then listed for everyone with your words, and can be made again as it is now, from what was on"
        markup.show(html("<p>{} record {}.</p>", again, known))
        entry_form.show_name(FORM, viewer)
        st.form_submit_button("Issue it", on_click=_issue, args=(viewer, shown, wanted, at.as_at))
    entry_form.show_refusal()
    if receipt := st.session_state.get(RECEIPTS, {}).get((wanted, at.as_at, narrative)):
        st.success(markup.plain(receipt))


@visitor.one_at_a_time
def _issue(viewer: Viewer, shown: Source, wanted: PaperChoice, as_at: dt.date) -> None:
    """Record it; what was refused is said. The words are those that stand in the boxes, shown already or not.

    A second click has the receipt of the first.

    Nothing is asked of the session after the recording: whoever writes and presses the button at once makes two runs
    of the page, and the first is stopped at its next word to the session.
    """
    with entry_form.recording():
        by, narrative, plan = entry_form.recorder(FORM, viewer), words.written(wanted), positions.current_plan()
        receipts = st.session_state.setdefault(RECEIPTS, {})
        try:
            kept = papers.issue(shown.engine, plan, wanted, as_at, narrative, by=by, seen=shown.version)
        except AlreadyIssuedError:
            if (wanted, as_at, narrative) in receipts:
                return
            raise
        receipts[wanted, as_at, narrative] = f"Issued as paper {kept.id} by {by}. It stands under Issued papers."


def show_issued(plan: Plan, shown: Source) -> None:
    """Every one, newest first, whatever day the pages are as at; one of them is opened, as it was."""
    found = positions.record(shown, today()).papers[::-1]
    if not found:
        markup.show(html("<p>No paper has been issued yet.</p>"))
        return
    rows = (_row(plan, one) for one in found)
    markup.show(markup.table("Every paper issued, newest first", COLUMNS, rows, "issued"))
    chosen = _choose(plan, found)
    if chosen is not None:
        _show_one(shown, chosen)


def _choose(plan: Plan, found: tuple[Issued, ...]) -> Issued | None:
    """The paper that is open; the address holds its number."""
    asked = st.query_params.get(OPEN, "")
    by_number = {str(one.id): one for one in found}
    if asked and asked not in by_number:
        st.warning(f"There is no issued paper {markup.plain(asked)}.")
    titles = {number: _title(plan, one) for number, one in by_number.items()}
    return by_number.get(choose_by_id("Open a paper", OPEN, titles, CHOICE, usual=None, placeholder="Choose one"))


def _show_one(shown: Source, one: Issued) -> None:
    """The paper and its files; a sentence where the plan's folder no longer has what it was about."""
    narrative = Narrative(one.summary, one.decisions_sought)
    wanted = PaperChoice(one.audience, PaperPeriod(one.period), one.last_month, one.sub_group)
    try:
        content = files.written(shown, wanted, one.as_at, narrative)
    except SendKpiError as error:
        st.error(markup.plain(f"Paper {one.id} cannot be made again with this plan. {error}"))
        return
    files.show_files(shown, content, wanted, one.as_at)
    issued = f", issued {_moment(one.recorded_at)} by {one.recorded_by}" if one.recorded_at else ""
    preview.show_paper(content, f"Paper {one.id}{issued}")


def _row(plan: Plan, one: Issued) -> Html:
    recorded = _moment(one.recorded_at) if one.recorded_at else ""
    cells = (whom(plan, one.audience, one.sub_group), _moment(one.as_at), recorded, one.recorded_by)
    return markup.row(f"{one.id}. {period_name(PaperPeriod(one.period), one.last_month)}", cells)


def _title(plan: Plan, one: Issued) -> str:
    period = period_name(PaperPeriod(one.period), one.last_month)
    return f"{one.id}. {whom(plan, one.audience, one.sub_group)}, {period}"


def _moment(at: dt.datetime) -> str:
    """`31 July 2022, 09:15`; of a day's last moment, the end of that day."""
    here = at.astimezone(LONDON)
    ends = here.time() >= LAST_MINUTE
    return f"end of {day_name(here.date())}" if ends else f"{day_name(here.date())}, {here:%H:%M}"
