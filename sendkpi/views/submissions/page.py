"""What was submitted: the history, what one submission changed, and taking it out of account.

Its original file, back or destroyed, is the business of `purge_form`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import analysis, settings, store
from sendkpi.analysis import Change, wording
from sendkpi.errors import SendKpiError
from sendkpi.frames import rows_of
from sendkpi.frames.changes import ChangedRow
from sendkpi.store import State, Submission
from sendkpi.values import LONDON, day_name, month_name, today
from sendkpi.views.frame import links, markup, paging, positions
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.frame.markup import Html, html, number
from sendkpi.views.parts import visitor
from sendkpi.views.submissions import purge_form

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.positions import Key, Source

NAME, REASON, CONFIRMED = "withdraw_name", "withdraw_reason", "withdraw_confirmed"
REFUSAL, DONE, WITHDRAWN = "withdraw_refusal", "withdraw_done", "withdrawn_here"

HISTORY = (
    "File", "Received", "Recorded", "By", number("Figures"), "Changed", "State", "Why confirmed, and note",
)  # fmt: skip
CONFIRMED_COLUMNS = ("Cell", "About", "Warning", "Reason")
CHANGES = ("Measure", "Month", number("Before"), number("Now"), "Change", "Comment")


def show_open(viewer: Viewer, plan: Plan, shown: Source, of: Key) -> None:
    """The submission that the address names: what it changed, its file, and withdrawing it."""
    for done in (DONE, purge_form.DONE):
        if done in st.session_state:
            st.success(markup.plain(st.session_state.pop(done)))
    asked = st.query_params.get(links.SUBMISSION, "")
    if not asked:
        return
    position = positions.at(of)
    found = next((one for one in position.record.submissions if str(one.id) == asked), None)
    if found is None:
        st.warning(f"There is no submission “{markup.plain(asked)}” as at {day_name(of.as_at)}.")
        return
    markup.show(html('<h2 class="rule">Submission {}: {}</h2>{}', found.id, found.filename, _facts(found)))
    _show_changes(plan, position.submission_changes, found)
    _show_confirmed(of, found)
    gone = purge_form.find_purge(of, found)
    purge_form.show_original(viewer, of, found, gone)
    if Role.OFFICER in viewer.roles:
        _show_controls(viewer, shown, of, found, destroyed=gone is not None)


def _show_confirmed(of: Key, submission: Submission) -> None:
    """The warnings that were confirmed when it was stored, each with its reason; folded where there are many."""
    own = [one for one in positions.at(of).record.confirmations if one.submission == submission.id]
    if not own:
        return
    rows = (markup.row(one.place or "The file", (one.about, one.message, one.reason)) for one in own)
    table = markup.table(f"What was confirmed with submission {submission.id}", CONFIRMED_COLUMNS, rows, "record")
    markup.show(markup.folded(f"{wording.counted(len(own), 'warning')} confirmed", table))


def _facts(one: Submission) -> Html:
    facts = [
        f"Received {day_name(one.received_on)}; recorded {_moment(one.recorded_at)} by {one.recorded_by}.",
        f"Its warnings were confirmed: {one.reason}" if one.reason else "",
        f"Note: {one.note}" if one.note else "",
        f"Its figures do not count. {_withdrawn(one)}" if one.state is State.WITHDRAWN else "",
    ]
    return Html().join(html("<p>{}</p>", fact) for fact in facts if fact)


def _withdrawn(one: Submission) -> str:
    when = f" {_moment(one.withdrawn_at)}" if one.withdrawn_at else ""
    return f"Withdrawn{when} by {one.withdrawn_by}: {one.withdrawn_reason}"


def _moment(when: dt.datetime) -> str:
    local = when.astimezone(LONDON)
    return f"{day_name(local)}, {local:%H:%M}"


def _show_changes(plan: Plan, changes: pd.DataFrame, one: Submission) -> None:
    measures = {measure.id: measure for measure in plan.measures}
    places = {name: place for place, name in enumerate(measures)}
    own = changes[changes["submission"] == one.id]
    listed = own[own["change"] != Change.UNCHANGED]
    listed = listed.sort_values("measure", key=lambda names: names.map(places), kind="stable")
    markup.show(html("<p><strong>{}</strong></p>", _counted(analysis.counts_of_changes(own), one).capitalize()))
    if listed.empty:
        return
    part = listed.iloc[paging.rows_of_page(len(listed), "changes_page")]
    rows = (_change(measures.get(row.measure), row) for row in rows_of(part, ChangedRow))
    markup.show(markup.table(f"What submission {one.id} changed", CHANGES, rows, "periods owed"))


def _counted(counts: dict[int, dict[Change, int]], one: Submission) -> str:
    figures_of = ", ".join(f"{count:,} {change}" for change, count in counts.get(one.id, {}).items() if count)
    delivery = analysis.counted_delivery(one.milestones, one.recommendations)
    return ", ".join(part for part in (figures_of, delivery) if part) or "no figures"


def _change(measure: Measure | None, row: ChangedRow) -> Html:
    unit = measure.unit if measure else ""
    provider = markup.below(row.breakdown) if row.breakdown else ""
    before = wording.as_given(unit, row.was_numerator, row.was_denominator, row.was_value, row.was_symbol)
    now = wording.as_given(unit, row.numerator, row.denominator, row.value, row.symbol)
    cells = (month_name(row.month), number(before), number(now), row.change, row.commentary)
    return markup.row(html("{}{}", measure.title if measure else row.measure, provider), cells)


def _show_controls(viewer: Viewer, shown: Source, of: Key, one: Submission, *, destroyed: bool) -> None:
    """The forms that change it; or why there are none."""
    if shown.illustrative:
        markup.show(
            html('<p class="quiet">These are illustrative figures: nothing can be withdrawn here, or destroyed.</p>')
        )
        return
    may = [] if one.state is State.WITHDRAWN else ["withdraw the submission"]
    may += [] if destroyed else ["destroy its file"]
    if may and of.as_at != today():
        markup.show(
            html(
                '<p class="quiet">This is what was known on {}. To {}, set “As at” to today.</p>',
                day_name(of.as_at),
                " or ".join(may),
            )
        )
        return
    if one.state is not State.WITHDRAWN:
        _show_withdrawal(viewer, one)
    if not destroyed:
        purge_form.show_form(viewer, one)


def _show_withdrawal(viewer: Viewer, one: Submission) -> None:
    with st.expander("Withdraw this submission"), st.form("withdraw", border=False):
        visitor.show_name(viewer, NAME)
        st.text_input("Why it is withdrawn", key=REASON)
        held = analysis.counted_all(one.rows, one.milestones, one.recommendations)
        st.checkbox(f"Take {held} out of account; what stood before stands again", key=CONFIRMED)
        st.form_submit_button("Withdraw", on_click=_withdraw, args=(viewer, one.id))
    if refusal := st.session_state.pop(REFUSAL, ""):
        st.error(markup.plain(refusal))


@visitor.one_at_a_time
def _withdraw(viewer: Viewer, number: int) -> None:
    """Withdraw it from the configured store, whatever the pages show; or keep the reason why it could not be.

    A second click has the receipt of the first.
    """
    session = st.session_state
    if number in (gone := session.setdefault(WITHDRAWN, {})):
        session[DONE] = gone[number]
        return
    if not session.get(CONFIRMED, False):
        session[REFUSAL] = "Tick that its figures go out of account; nothing was withdrawn."
        return
    try:
        engine = store.connect(settings.database_url())
        store.withdraw(engine, number, by=visitor.name_of(viewer, NAME), reason=session.get(REASON, ""))
    except SendKpiError as error:
        session[REFUSAL] = str(error)
        return
    gone[number] = session[DONE] = f"Submission {number} is withdrawn. What stood before it stands again."


def show_history(of: Key, query: dict[str, str]) -> None:
    """Every submission recorded by the key's day, newest first."""
    position = positions.at(of)
    if not position.record.submissions:
        markup.show(html('<p class="lead">Nothing had been submitted by {}.</p>', day_name(of.as_at)))
        return
    markup.show(html('<h2 class="rule">All submissions</h2>'))
    newest_first = position.record.submissions[::-1]
    part = newest_first[paging.rows_of_page(len(newest_first), "history_page")]
    counts = analysis.counts_of_changes(position.submission_changes)
    caption = f"What had been submitted by {day_name(of.as_at)}, newest first; open one to see what it changed"
    markup.show(markup.table(caption, HISTORY, (_row(counts, one, query) for one in part), "ledger"))


def _row(counts: dict[int, dict[Change, int]], one: Submission, query: dict[str, str]) -> Html:
    state = _withdrawn(one) if one.state is State.WITHDRAWN else "Counts"
    cells = (
        day_name(one.received_on),
        _moment(one.recorded_at),
        one.recorded_by,
        number(f"{one.rows:,}"),
        _counted(counts, one),
        f"{state} · Original file {one.destruction}" if one.destruction else state,
        " · ".join(filter(None, (one.reason, one.note))),
    )
    name = markup.link(one.filename, links.submission_address(one.id, query))
    return markup.row(name + markup.below(f"Submission {one.id}"), cells)
