"""Adding a measure for an outcome that the plan promises without one: marked supplementary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import store
from sendkpi.errors import RefusedError
from sendkpi.plan.agreed import Addition
from sendkpi.plan.changes import supplementary
from sendkpi.plan.choices import Better, Collected, Unit
from sendkpi.texts import is_blank
from sendkpi.values import month_name, today
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import html
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

FORM = "add"
UNITS = {Unit.PERCENT: "A percentage", Unit.WEEKS: "Weeks", Unit.COUNT: "A number"}
WAYS = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}


def show_add(viewer: Viewer, shown: Source) -> None:
    """The form of a supplementary measure."""
    plan, _ = positions.own_position()
    markup.show(
        html(
            "<h2>Add a measure</h2><p>For an outcome that the plan promises without a measure of its own. It is marked "
            "supplementary, stands in the templates from its first month, and has its baseline and target agreed later."
            "</p>"
        )
    )
    entry_form.show_where(shown)
    with entry_form.fields_of(FORM):
        _show_measure(plan)
        entry_form.show_fields(FORM, viewer)
        entry_form.show_send("Add the measure", _record, viewer)
    entry_form.show_refusal()


def _show_measure(plan: Plan) -> None:
    def key(name: str) -> str:
        return entry_form.key(FORM, name)

    name, area = st.columns(2)
    name.text_input("Short id in capitals, such as WAITING-5TO18", key=key("id"))
    area.selectbox("Area", [one.id for one in plan.areas], key=key("area"))
    st.text_input("Title", key=key("title"), max_chars=90)
    st.text_input("What is counted, in a sentence", key=key("definition"))
    unit, better, collected = st.columns(3)
    unit.selectbox("It is", list(Unit), format_func=UNITS.__getitem__, index=2, key=key("unit"))
    better.selectbox("Better", list(Better), format_func=WAYS.__getitem__, index=1, key=key("better"))
    collected.selectbox("Reported every", list(Collected), key=key("collected"))
    owner, first = st.columns(2)
    owner.selectbox("Organisation that sends it", plan.owners, accept_new_options=True, key=key("owner"))
    months = entry_form.months(plan)
    first.selectbox(
        "First month", months, index=months.index(today().replace(day=1)), format_func=month_name, key=key("first")
    )
    st.checkbox(
        "A number at the end of the period (children waiting), not what happened in it (complaints)",
        key=key("at_a_point"),
    )


def _record(viewer: Viewer) -> None:
    plan = positions.current_plan()
    with entry_form.recording():
        by = entry_form.recorder(FORM, viewer)
        measure = _stated(plan)
        store.add_measure(positions.own_source().engine, plan, Addition(measure, entry_form.decision(FORM)), by=by)
        since = month_name(measure.collected_from)
        entry_form.done(f"{measure.id} is added to {measure.area}, supplementary, from {since}, by {by}.")


def _stated(plan: Plan) -> Measure:
    """The measure as the form states it.

    Raises RefusedError where something that it needs is left out.
    """
    given = {name: entry_form.value(FORM, name) for name in ("id", "area", "title", "unit", "better", "owner", "first")}
    names = {"id": "id", "title": "title", "owner": "organisation that sends it"}
    missing = next((words for name, words in names.items() if is_blank(str(given[name] or ""))), "")
    if missing:
        raise RefusedError(f"A measure needs its {missing}.")
    return supplementary(
        plan,
        str(given["id"]),
        area=given["area"],
        title=str(given["title"]),
        unit=given["unit"],
        better=given["better"],
        first=given["first"],
        owner=str(given["owner"]),
        collected=entry_form.value(FORM, "collected"),
        at_a_point=bool(entry_form.value(FORM, "at_a_point")),
        definition=str(entry_form.value(FORM, "definition") or ""),
    )
