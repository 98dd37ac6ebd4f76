"""Agreeing a baseline, a target or a trajectory: what it would change first, then the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import analysis, store
from sendkpi.analysis import Rating, wording
from sendkpi.analysis.changes import agreed
from sendkpi.plan.agreed import Agreement
from sendkpi.plan.changes import check_agreement, measure_in
from sendkpi.plan.points import read_points
from sendkpi.values import month_name, today
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import entry_form
from sendkpi.views.parts.choices import choose_by_id, measure_titles

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

FORM, CHOICE, DRAFT = "agree", "agree_measure", "agree_draft"
CURRENT = ("Part", "Held to now", "Published", "Promised for")
CHANGES = ("Part", "Before", "After")


def show_agree(viewer: Viewer, shown: Source) -> None:
    """The measure, what it is held to now, the form, and what it would change."""
    plan, own = positions.own_position()
    markup.show(html("<h2>Agree a baseline or target</h2>"))
    entry_form.show_where(shown)
    measure = _choose(plan)
    markup.show(_current_terms(plan, measure))
    _show_form(viewer, plan, measure)
    entry_form.show_refusal()
    draft: tuple[Agreement, str] | None = st.session_state.get(DRAFT)
    if draft and draft[0].measure == measure.id:
        _show_preview(plan, own, *draft)


def _choose(plan: Plan) -> Measure:
    """The measure, first the one that the address names."""
    usual, titles = plan.measures[0].id, measure_titles(plan)
    return plan.measure(
        choose_by_id("Measure to agree", links.MEASURE, titles, CHOICE, usual=usual, changed=_forget_draft)
    )


def _forget_draft() -> None:
    st.session_state.pop(DRAFT, None)


def _current_terms(plan: Plan, measure: Measure) -> Html:
    held = measure_in(plan, measure.id, today().replace(day=1))
    ends = (
        ("Baseline", held.baseline, held.baseline_month, "in", measure.baseline_published, measure.baseline_promised),
        ("Target", held.target, held.target_month, "by", measure.target_published, measure.target_promised),
    )
    rows = [
        markup.row(
            part, (agreed.level(measure, level, month, joint), published, month_name(promised) if promised else "")
        )
        for part, level, month, joint, published, promised in ends
    ]
    return markup.table(f"What {measure.id} is held to now: {measure.title}", CURRENT, rows)


def _show_form(viewer: Viewer, plan: Plan, measure: Measure) -> None:
    unit = wording.UNIT_WORDS[measure.unit]
    months = entry_form.months(plan)
    with entry_form.fields_of(FORM):
        for part in ("Baseline", "Target"):
            level, month = st.columns(2)
            name = part.lower()
            label, key = f"{part}, {unit} (blank: as it is)", entry_form.key(FORM, name)
            level.number_input(label, value=None, format="%g", key=key)
            with month:
                label = f"Month of the {name}"
                entry_form.show_choice(FORM, f"{name}_month", label, months, words=month_name, placeholder="As it is")
        entry_form.show_choice(
            FORM,
            "effective",
            "Counts from",
            months,
            today().replace(day=1),
            words=month_name,
            explained="The first month whose figures are judged by it. Earlier months keep what they were judged by.",
        )
        st.file_uploader(
            "Levels in between (CSV with the columns month and value; leave out for a straight line)",
            type=["csv"],
            key=entry_form.key(FORM, "points"),
        )
        entry_form.show_fields(FORM, viewer)
        entry_form.show_send("Check what this changes", _check, viewer, measure.id)


def _check(viewer: Viewer, measure: str) -> None:
    """Keep the agreement as stated, if it may stand; or the reason why not."""
    _forget_draft()
    plan, _ = positions.own_position()
    with entry_form.recording():
        agreement = _stated(measure)
        check_agreement(plan, agreement, today())
        st.session_state[DRAFT] = (agreement, entry_form.recorder(FORM, viewer))


def _stated(measure: str) -> Agreement:
    file = entry_form.value(FORM, "points")
    return Agreement(
        measure,
        entry_form.value(FORM, "effective") or today().replace(day=1),
        entry_form.decision(FORM),
        entry_form.value(FORM, "baseline"),
        entry_form.value(FORM, "baseline_month"),
        entry_form.value(FORM, "target"),
        entry_form.value(FORM, "target_month"),
        read_points(file.getvalue(), file.name) if file else (),
    )


def _show_preview(plan: Plan, own: Source, agreement: Agreement, by: str) -> None:
    described = agreed.described(plan, agreement, plan.changes.agreements)
    rows = [markup.row(part, (before, after)) for part, before, after in described]
    caption = f"What this changes for {agreement.measure}, from {month_name(agreement.effective)} on"
    table = markup.table(caption, CHANGES, rows)
    markup.show(html('<h2 class="rule">Check and record</h2>{}{}', table, _rating(plan, own, agreement)))
    send = (entry_form.turn(), _record, agreement, by)
    st.button("Record it", type="primary", on_click=entry_form.send_once, args=send)


def _rating(plan: Plan, own: Source, agreement: Agreement) -> Html:
    """How the measure's newest figure would be rated, before and after; "" where it has none to rate."""
    figures_now = positions.record(own, today()).observations
    newest = figures_now.loc[figures_now["measure"] == agreement.measure, "month"].max()
    if pd.isna(newest) or newest.date() < agreement.effective:
        return Html()
    month = newest.date()
    amended = replace(plan, changes=replace(plan.changes, agreements=(*plan.changes.agreements, agreement)))
    before, after = (_rated(one, own, agreement.measure, month) for one in (plan, amended))
    return html("<p>Rating in {}: {}, then {}.</p>", month_name(month), before, after)


def _rated(plan: Plan, own: Source, measure: str, month: dt.date) -> str:
    card = analysis.scorecard(plan, positions.record(own, today()).observations, month, today())
    rating = card.loc[card["measure"] == measure, "rating"].item()
    return wording.RATING_WORDS[Rating(rating)].word


def _record(agreement: Agreement, by: str) -> None:
    """Record it in the configured store; what was refused meanwhile is said."""
    _forget_draft()
    with entry_form.recording():
        kept = entry_form.record(store.agree, agreement, by=by)
        since = month_name(kept.effective)
        entry_form.done(f"Recorded as change {kept.decision.id}: {kept.measure}, from {since}, by {by}.")
