"""The Plan page's part about process charts: what stands on them, and the forms that change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendkpi import store
from sendkpi.plan.agreed import current_annotations, current_rebases
from sendkpi.values import parse_month
from sendkpi.views.frame.access import Role, Viewer
from tests.on_record import on_record
from tests.views.conftest import page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("own_database")

SAID = {"body": "SEND Executive Board", "reason": "A new case system", "name": "A. Officer"}
PHASE, NOTE, LIFT = "Begin a new phase", "Annotate charts", "Take one back"


def part(**query: str) -> AppTest:
    return page_alone("plan_page", part="Process charts", **query).run()


def form(kind: str, **query: str) -> AppTest:
    return part(**query).radio(key="chart_form").set_value(kind).run()


def send(at: AppTest, name: str, label: str, /, **told: str) -> AppTest:
    for field, value in (SAID | told).items():
        at.text_input(key=f"{name}_{field}_{round_of(at)}").set_value(value)
    return next(one for one in at.button if one.label == label).click().run()


def round_of(at: AppTest) -> int:
    """How often something was recorded in this session: the forms are others each time."""
    begun = "plan_entries" in at.session_state
    return at.session_state["plan_entries"].turn if begun else 0


def begin(month: str | None, measure: str = "EHCP7", **told: str) -> AppTest:
    at = form(PHASE, measure=measure)
    if month:
        at.selectbox(key="rebase_month_0").set_value(parse_month(month))
    return send(at, "rebase", "Begin the phase", **told)


def annotate(text: str = "Case system went live", on: tuple[str, str] = ("", ""), **told: str) -> AppTest:
    at = form(NOTE)
    at.text_input(key="annotate_text_0").set_value(text)
    at.selectbox(key="annotate_month_0").set_value(parse_month("2022-02"))
    at.selectbox(key="annotate_where_0").set_value(on)
    return send(at, "annotate", "Annotate", **told)


@pytest.fixture
def reported(load: Callable) -> None:
    """Two months of EHCP7 and one of EHCP2 in the own store."""
    load("2022-01", {"EHCP7": (50, 100), "EHCP2": (9, 20)})
    load("2022-02", {"EHCP7": (60, 100)})


def refusals(at: AppTest) -> list[str]:
    assert not at.exception
    return [one.value for one in at.error]


def test_what_stands_is_listed_with_who_when_and_why_as_at_the_sidebars_day():
    before, later, last = (words(part(as_at=day)) for day in ("2022-09-26", "2022-09-30", "2022-10-31"))
    note = "September 2022 WSOA 1 “Case system went live” Its first two weeks of figures were checked by hand."
    who = "27 September 2022, SEND Executive Board. Recorded by Performance officer (illustrative) Stands"
    assert "No phase had been begun and nothing annotated by 26 September 2022." in before
    assert f"{note} {who}" in later
    assert "A new phase begins" not in later
    assert "September 2022 EHCP7 A new phase begins Reviews are dated by the case system" in last


@pytest.mark.usefixtures("reported")
def test_a_phase_begins_through_the_page_and_is_taken_back(own_database: str):
    at = begin("2022-02")
    assert "A new phase of EHCP7 begins in February 2022, recorded by A. Officer." in words(at)
    assert "February 2022 EHCP7 A new phase begins A new case system" in words(at)
    assert current_rebases(on_record(store.connect(own_database)).plan.changes, "EHCP7") == (parse_month("2022-02"),)

    at.radio(key="chart_form").set_value(LIFT).run()
    assert at.selectbox(key="lift_which_1").options == ["A new phase begins, February 2022 (EHCP7)"]
    at.selectbox(key="lift_which_1").set_value(0)
    send(at, "lift", "Take it back", reason="The figures were not comparable after all")

    assert "A new phase begins, February 2022 (EHCP7): taken back, recorded by A. Officer." in words(at)
    assert "Taken back The figures were not comparable after all" in words(at)
    changes = on_record(store.connect(own_database)).plan.changes
    assert current_rebases(changes, "EHCP7") == ()
    assert [one.lifted for one in changes.rebases] == [False, True]
    assert "Nothing stands in your store that could be taken back." in words(at)


@pytest.mark.usefixtures("reported")
def test_only_months_with_a_figure_after_the_first_are_offered():
    assert form(PHASE, measure="EHCP7").selectbox(key="rebase_month_0").options == ["February 2022"]
    at = form(PHASE, measure="EHCP2")
    assert "No month of EHCP2 in your store can begin a phase: it needs a figure, and one before it." in words(at)
    assert not at.button


def test_a_count_at_a_point_in_time_is_not_offered_for_a_phase():
    at = form(PHASE, measure="COM4")
    box = at.selectbox(key="rebase_measure")
    assert box.value == "EHCP1"
    assert not [one for one in box.options if "COM4" in one or "ASC1-5TO18-MAX" in one]


@pytest.mark.parametrize(
    ("on", "shown"),
    [(("", ""), "Every chart"), (("", "WSOA 1"), "WSOA 1"), (("EHCP2", ""), "EHCP2")],
    ids=["every chart", "an area", "a measure"],
)
def test_words_are_put_on_charts(own_database: str, load: Callable, on: tuple[str, str], shown: str):
    load("2022-01", {"EHCP2": (9, 20)})
    at = annotate(on=on)
    assert f"“Case system went live” stands at February 2022: {shown}, recorded by A. Officer." in words(at)
    assert f"February 2022 {shown} “Case system went live” A new case system" in words(at)
    (kept,) = current_annotations(on_record(store.connect(own_database)).plan.changes, "EHCP2", "WSOA 1")
    assert (kept.measure, kept.area, kept.decision.recorded_by) == (*on, "A. Officer")
    assert at.text_input(key="annotate_text_1").value == ""


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (lambda: begin(None), "Choose the first month of the new phase."),
        (lambda: begin("2022-02", reason=" "), "Say the reason."),
        (lambda: begin("2022-02", name=""), "Write your name"),
        (lambda: annotate(" "), "Say what happened"),
        (lambda: annotate(body=""), "Say the body that agreed it."),
    ],
    ids=["no month", "no reason", "no name", "no words", "no body"],
)
def test_what_cannot_be_recorded_is_refused_in_one_plain_line(own_database: str, sent: Callable, said: str):
    assert [one for one in refusals(sent()) if one.startswith(said)]
    changes = on_record(store.connect(own_database)).plan.changes
    assert not changes.rebases
    assert not changes.annotations


def test_nothing_chosen_is_not_taken_back(own_database: str):
    at = annotate()
    at.radio(key="chart_form").set_value(LIFT).run()
    assert refusals(send(at, "lift", "Take it back")) == ["Choose what to take back."]
    assert not [one for one in on_record(store.connect(own_database)).plan.changes.annotations if one.lifted]


def test_over_illustrative_figures_the_forms_are_about_the_own_store():
    at = form(LIFT)
    assert "What you record here goes into your own store." in words(at)
    assert "Nothing stands in your store that could be taken back." in words(at)


def test_a_reader_sees_what_stands_and_no_form(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "sendkpi.views.frame.access.current_viewer", lambda: Viewer("A. Reader", frozenset({Role.READER}))
    )
    at = part(as_at="2022-10-31")
    assert "A new phase begins" in words(at)
    assert not at.radio
    assert not at.button
