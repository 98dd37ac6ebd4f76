"""The form that records what is reported of a milestone: what is known of it first, then the fields of its status."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import store
from sendkpi.analysis.delivery.words import due_words
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.record.update_rules import (
    LONGEST_COMMENT,
    LONGEST_EVIDENCE,
    LONGEST_REASON,
    MONTHS_AHEAD,
    find_milestone,
    newest_updates,
    occurrences,
    recurs,
)
from sendkpi.record.updates import MilestoneUpdate, Status
from sendkpi.values import add_months, month_name, today
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import html
from sendkpi.views.milestones import history
from sendkpi.views.milestones.history import STATUS_WORDS
from sendkpi.views.milestones.pieces import MILESTONE, judged
from sendkpi.views.parts import entry_form
from sendkpi.views.parts.choices import choose_by_id

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Milestone
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

FORM, CHOICE, STATUS = "milestone", "milestone_choice", "milestone_status"

Seen = dict[tuple[str, "dt.date | None"], int]
"""The numbers of the newest updates that the form was drawn over, by milestone and occurrence."""


def show_form(viewer: Viewer, shown: Source) -> None:
    """Which milestone, what is known of it, what is to be recorded; a receipt, or why the last one was refused."""
    plan, own = positions.own_position()
    markup.show(html("<h2>Update a milestone</h2>"))
    entry_form.show_receipt(shown)
    entry_form.show_where(shown)
    if not plan.milestones:
        markup.show(html('<p class="rest">The plan has no milestones, so there is none to update.</p>'))
        return
    milestone = _choose(plan)
    seen = _show_known(plan, own, milestone)
    words = STATUS_WORDS.__getitem__
    status = st.radio("Status to record", list(Status), index=None, format_func=words, key=STATUS, horizontal=True)
    if status:
        _show_fields(viewer, plan, milestone, status, seen)
    entry_form.show_refusal()


def _choose(plan: Plan) -> Milestone:
    """The milestone, first the one that the address names."""
    titles = {one.id: f"{one.id} {one.title}" for one in plan.milestones}
    asked = st.query_params.get(MILESTONE, "")
    if asked and asked not in titles:
        st.warning(f"The plan has no milestone “{markup.plain(asked)}”. This is its first.")
    return find_milestone(plan, choose_by_id("Milestone", MILESTONE, titles, CHOICE, usual=next(iter(titles))))


def _show_known(plan: Plan, own: Source, milestone: Milestone) -> Seen:
    """How it stands today in the configured store, when it is due, and all that was reported of it; what that is."""
    of = positions.key(own, plan, today().replace(day=1), today())
    rows = positions.at(of).milestones
    row = next(rows_of(rows[rows["milestone"] == milestone.id], MilestoneRow))
    led = html('<p class="quiet small">Led by {}.</p>', "; ".join(row.lead))
    markup.show(html("<p>{}</p><p>{}</p>{}", judged(row), _dated(row, milestone), led))
    markup.show(history.history(of, {milestone.id}))
    updates = positions.at(of).record.updates
    newest = newest_updates(one for one in updates.milestones if one.milestone == milestone.id)
    return {which: one.recorded.id for which, one in newest.items()}


def _dated(row: MilestoneRow, milestone: Milestone) -> str:
    """`Due April 2022; the plan says “Apr 22”.`: the month that counts now, and the published words."""
    if not milestone.date_published and pd.isna(row.due_month):
        return "The plan gives it no date."
    when = due_words(row)
    published = f"says “{milestone.date_published}”" if milestone.date_published else "gives it no date"
    return f"{when[:1].upper()}{when[1:]}; the plan {published}."


def _show_fields(viewer: Viewer, plan: Plan, milestone: Milestone, status: Status, seen: Seen) -> None:
    form, choose = _form(milestone), partial(entry_form.show_choice, words=month_name, placeholder="Choose a month")
    with entry_form.fields_of(FORM):
        if recurs(milestone):
            label = f"Month that this is about (it is {milestone.cadence})"
            choose(form, "occurrence", label, _occurrences(milestone))
        if status is Status.COMPLETE:
            name = entry_form.key(form, "completed_on")
            st.date_input("Complete on", value=None, max_value=today(), format="DD/MM/YYYY", key=name)
        if status is Status.DEFERRED:
            choose(form, "due", "Deferred to", _later(plan, milestone))
            st.text_input("Reason why it is deferred", max_chars=LONGEST_REASON, key=entry_form.key(form, "reason"))
        evidence = entry_form.key(form, "evidence")
        st.text_input("Evidence, such as the address of minutes", max_chars=LONGEST_EVIDENCE, key=evidence)
        st.text_area("Comment", max_chars=LONGEST_COMMENT, key=entry_form.key(form, "comment"))
        entry_form.show_name(FORM, viewer)
        entry_form.show_send("Record it", _record, viewer, milestone, status, seen)


def _form(milestone: Milestone) -> str:
    """The name of its fields: others for each milestone, so that nothing written of one is recorded of another."""
    return f"{FORM}_{milestone.id}"


def _occurrences(milestone: Milestone) -> list[dt.date]:
    """The months in which it falls due, latest first, those of the year ahead too."""
    return list(reversed(occurrences(milestone, add_months(today(), MONTHS_AHEAD))))


def _later(plan: Plan, milestone: Milestone) -> list[dt.date]:
    """The months after the one that it was published with."""
    published = milestone.due or milestone.start
    return [month for month in entry_form.months(plan) if published is None or month > published]


def _record(viewer: Viewer, milestone: Milestone, status: Status, seen: Seen) -> None:
    """Record the update in the configured store, or keep the reason why it cannot stand."""
    with entry_form.recording():
        update, by = _stated(milestone, status), entry_form.recorder(FORM, viewer, "is reported")
        newest = seen.get((update.milestone, update.occurrence), 0)
        kept = entry_form.record(store.update_milestone, update, by=by, seen=newest)
        which = f" for {month_name(kept.occurrence)}" if kept.occurrence else ""
        entry_form.done(f"{kept.milestone}{which}: {history.update_words(kept)}, recorded by {by}.")


def _stated(milestone: Milestone, status: Status) -> MilestoneUpdate:
    """What the form states; a field that only another status shows counts for nothing."""
    form, complete, deferred = _form(milestone), status is Status.COMPLETE, status is Status.DEFERRED
    return MilestoneUpdate(
        milestone.id,
        status,
        entry_form.value(form, "occurrence") if recurs(milestone) else None,
        entry_form.value(form, "completed_on") if complete else None,
        entry_form.value(form, "due") if deferred else None,
        entry_form.written(form, "reason") if deferred else "",
        entry_form.written(form, "evidence"),
        entry_form.written(form, "comment"),
    )
