"""The forms about charts: begin a new phase of a process chart, annotate charts, or take one of these back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import store
from sendkpi.errors import RefusedError
from sendkpi.plan.agreed import Annotation, Rebase, current_rebases
from sendkpi.plan.chart_marks import TEXT_LENGTH, UNCHARTED, on_charts
from sendkpi.values import month_name, today
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import html
from sendkpi.views.parts import entry_form
from sendkpi.views.parts.choices import choose_by_id, measure_titles
from sendkpi.views.plan.chart_marks import what, where

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

KIND, CHOICE = "chart_form", "rebase_measure"
PHASE, NOTE, LIFT = "Begin a new phase", "Annotate charts", "Take one back"
REBASE, ANNOTATE, TAKE_BACK = "rebase", "annotate", "lift"
"""The names of the forms."""

Where = tuple[str, str]
"""A measure and an area, at most one of them named: whose charts."""


def show_forms(viewer: Viewer, shown: Source) -> None:
    """One form at a time, and why the last one was refused."""
    plan, own = positions.own_position()
    markup.show(html('<h2 class="rule">Change them</h2>'))
    entry_form.show_where(shown)
    kind = st.radio("What to record", (PHASE, NOTE, LIFT), key=KIND, horizontal=True)
    if kind == PHASE:
        _show_phase(viewer, plan, own)
    elif kind == NOTE:
        _show_note(viewer, plan)
    else:
        _show_lift(viewer, plan)
    entry_form.show_refusal()


def _show_phase(viewer: Viewer, plan: Plan, own: Source) -> None:
    charted = {one.id for one in plan.measures if one.pooling not in UNCHARTED}
    titles = {name: title for name, title in measure_titles(plan).items() if name in charted}
    label = "Measure whose chart begins anew"
    measure = choose_by_id(label, links.MEASURE, titles, CHOICE, usual=next(iter(titles)))
    months = _months(plan, own, measure)
    if not months:
        needs = "in your store can begin a phase: it needs a figure, and one before it."
        markup.show(html("<p>No month of {} {}</p>", measure, needs))
        return
    with entry_form.fields_of(REBASE):
        entry_form.show_choice(
            REBASE,
            "month",
            "First month of the new phase",
            months,
            words=month_name,
            placeholder="Choose a month that has a figure",
            explained="Mean and limits are worked out afresh from there; no figure, rating or target changes.",
        )
        entry_form.show_fields(REBASE, viewer)
        entry_form.show_send("Begin the phase", _begin, viewer, measure)


def _months(plan: Plan, own: Source, measure: str) -> list[dt.date]:
    """The months at which a phase may begin, latest first: those with a figure but the first, and none twice."""
    known = positions.record(own, today()).observations
    reported = known.loc[(known["measure"] == measure) & known["value"].notna(), "month"]
    months = sorted({one.date() for one in reported.dt.to_pydatetime()} if len(reported) else ())
    taken = current_rebases(plan.changes, measure)
    return [one for one in reversed(months[1:]) if one not in taken]


def _begin(viewer: Viewer, measure: str) -> None:
    """Record that a phase begins."""
    with entry_form.recording():
        by = entry_form.recorder(REBASE, viewer)
        month = entry_form.value(REBASE, "month")
        if month is None:
            raise RefusedError("Choose the first month of the new phase.")
        wanted = Rebase(measure, month, entry_form.decision(REBASE))
        entry_form.record(store.rebase, wanted, by=by)
        entry_form.done(f"A new phase of {measure} begins in {month_name(month)}, recorded by {by}.")


def _show_note(viewer: Viewer, plan: Plan) -> None:
    charts: dict[Where, str] = {("", ""): "Every chart"}
    charts |= {("", one.id): f"All charts of {one.id}: {one.title}" for one in plan.areas}
    charts |= {(name, ""): title for name, title in measure_titles(plan).items()}
    with entry_form.fields_of(ANNOTATE):
        label, key = "What happened, in a few words, such as Case system went live", entry_form.key(ANNOTATE, "text")
        st.text_input(label, max_chars=TEXT_LENGTH, key=key)
        month, on = st.columns([1, 2])
        with month:
            now, months = today().replace(day=1), entry_form.months(plan)
            entry_form.show_choice(ANNOTATE, "month", "Month", months, now, words=month_name)
        with on:
            entry_form.show_choice(ANNOTATE, "where", "On", list(charts), ("", ""), words=charts.__getitem__)
        entry_form.show_fields(ANNOTATE, viewer)
        entry_form.show_send("Annotate", _annotate, viewer)


def _annotate(viewer: Viewer) -> None:
    """Record the words."""
    with entry_form.recording():
        by = entry_form.recorder(ANNOTATE, viewer)
        measure, area = entry_form.value(ANNOTATE, "where") or ("", "")
        month, text = entry_form.value(ANNOTATE, "month"), entry_form.written(ANNOTATE, "text")
        wanted = Annotation(month, text, entry_form.decision(ANNOTATE), measure, area)
        kept = entry_form.record(store.annotate, wanted, by=by)
        entry_form.done(f"{what(kept)} stands at {month_name(kept.month)}: {where(kept)}, recorded by {by}.")


def _show_lift(viewer: Viewer, plan: Plan) -> None:
    marks = [one.mark for one in on_charts(plan.changes) if one.lifted is None]
    if not marks:
        markup.show(html("<p>Nothing stands in your store that could be taken back.</p>"))
        return
    names = [f"{what(one)}, {month_name(one.month)} ({where(one)})" for one in marks]
    with entry_form.fields_of(TAKE_BACK):
        entry_form.show_choice(
            TAKE_BACK,
            "which",
            "What to take back",
            range(len(marks)),
            words=names.__getitem__,
            placeholder="Choose what no longer stands",
        )
        entry_form.show_fields(TAKE_BACK, viewer)
        entry_form.show_send("Take it back", _lift, viewer, marks)


def _lift(viewer: Viewer, marks: list[Rebase | Annotation]) -> None:
    """Record that it no longer stands; what it was stays listed."""
    with entry_form.recording():
        by = entry_form.recorder(TAKE_BACK, viewer)
        which = entry_form.value(TAKE_BACK, "which")
        if which is None:
            raise RefusedError("Choose what to take back.")
        mark = replace(marks[which], decision=entry_form.decision(TAKE_BACK), lifted=True)
        keep = store.rebase if isinstance(mark, Rebase) else store.annotate
        entry_form.record(keep, mark, by=by)
        entry_form.done(f"{what(mark)}, {month_name(mark.month)} ({where(mark)}): taken back, recorded by {by}.")
