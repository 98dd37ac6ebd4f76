from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sendkpi import settings, store
from sendkpi.values import parse_month
from tests.on_record import on_record
from tests.real_plan import PLAN
from tests.views.conftest import dashboard, page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("own_database")

WAITING, CHANGES, CHARTS, QUERIES = "Still to agree", "Agreed since", "Process charts", "Queries"
AGREE, ADD = "Agree", "Add a measure"
SAID = {"body": "SEND Executive Board", "reason": "A test", "name": "A. Officer"}


def part(name: str, **query: str) -> AppTest:
    """One part of the Plan page."""
    return page_alone("plan_page", part=name, **query).run()


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def agree(measure: str, **told: float | str) -> AppTest:
    """The form filled in and checked; months as 2022-06, what is not told left as it is."""
    at = part(AGREE, measure=measure)
    for name, value in (SAID | {"effective": "2022-01"} | told).items():
        key = f"agree_{name}_0"
        if isinstance(value, float):
            at.number_input(key=key).set_value(value)
        elif name == "effective" or name.endswith("_month"):
            at.selectbox(key=key).set_value(parse_month(value))
        else:
            at.text_input(key=key).set_value(value)
    return press(at, "Check what this changes")


BASELINE = {"baseline": 40.0, "baseline_month": "2021-12"}


def test_what_waits_is_listed_with_its_promised_month_and_what_is_overdue():
    said = words(part(WAITING, month="2022-06", as_at="2022-06-20"))
    assert "27 baselines and targets to agree, 7 of them overdue." in said
    assert "Baseline overdue promised for January 2022" in said
    assert "Awaiting target promised for June 2022" in said
    assert "Awaiting baseline no month promised" in said


def test_what_was_agreed_is_listed_as_at_the_sidebars_day():
    before, after = (words(part(CHANGES, as_at=day)) for day in ("2022-06-29", "2022-07-31"))
    assert "Nothing had been agreed by 29 June 2022." in before
    assert "EHCP2 Target June 2022 none 65.0% by September 2023 Two in three plans" in after
    assert "27 September 2022" not in after
    assert after.index("5 July 2022") < after.index("30 June 2022")


def test_what_an_agreement_changes_is_shown_before_it_is_recorded(own_database: str):
    at = agree("EHCP2", **BASELINE, target=80.0, target_month="2022-12")
    assert not at.exception
    assert "Baseline none 40.0% in December 2021" in words(at)
    assert "Target none 80.0% by December 2022" in words(at)
    assert not on_record(store.connect(own_database)).plan.changes.agreements


def test_agreeing_through_the_page_changes_the_scorecard(load: Callable, own_database: str):
    load("2022-01", {"EHCP2": (9, 20)})
    assert "Awaiting baseline" in words(dashboard(month="2022-01").run())

    at = agree("EHCP2", **BASELINE, target=80.0, target_month="2022-12")
    assert "Rating in January 2022: Awaiting baseline, then On trajectory." in words(at)
    press(at, "Record it")

    assert "Recorded as change 1: EHCP2, from January 2022, by A. Officer." in words(at)
    assert at.number_input(key="agree_baseline_1").value is None
    (kept,) = on_record(store.connect(own_database)).plan.changes.agreements
    assert (kept.baseline, kept.target, kept.decision.recorded_by) == (40, 80, "A. Officer")
    said = words(dashboard(month="2022-01").run())
    assert "45.0% in the month 43.3% +1.7 points 80.0% by December 2022" in said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Nothing is agreed: give a baseline, a target or a trajectory."),
        ({"baseline": 40.0}, "A baseline needs the month that it is for."),
        (BASELINE | {"target": 30.0, "target_month": "2022-12"}, "The target of 30 is worse than the baseline of 40"),
        (BASELINE | {"baseline": 137.0}, "137 is above 100: EHCP2 is a percentage."),
        (BASELINE | {"body": " "}, "Say the body that agreed it."),
        (BASELINE | {"reason": ""}, "Say the reason."),
        (BASELINE | {"name": ""}, "Write your name"),
    ],
    ids=["nothing", "no month", "a worse target", "above 100", "no body", "no reason", "no name"],
)
def test_what_cannot_be_agreed_is_refused_in_one_plain_line(own_database: str, told: dict, said: str):
    at = agree("EHCP2", **told)
    assert not at.exception
    assert [one.value for one in at.error if one.value.startswith(said)]
    assert "Record it" not in [one.label for one in at.button]
    assert not on_record(store.connect(own_database)).plan.changes.agreements


def test_over_illustrative_figures_the_page_says_so_and_writes_to_the_own_store_alone(own_database: str):
    at = agree("EHCP9", **BASELINE)
    illustrative = store.connect(settings.illustrative_url())
    before = store.version(illustrative)
    assert "What you record here goes into your own store." in words(at)

    press(at, "Record it")

    assert "The pages go on showing illustrative figures" in at.success[0].value
    assert store.version(illustrative) == before
    assert len(on_record(store.connect(own_database)).plan.changes.agreements) == 1


def test_a_measure_that_is_none_offers_the_first():
    at = part(AGREE, measure="NONE")
    assert not at.exception
    assert at.selectbox(key="agree_measure").value == "EHCP1"


def test_queries_are_filtered_by_the_kind_and_measure_of_the_address():
    at = part(QUERIES, kind="date", measure="EHCP7")
    said = words(at)
    wanted = [one for one in PLAN.queries if one.kind == "date" and "EHCP7" in one.about]
    assert f"{len(wanted)} queries: what is published beside what we work with" in said
    assert all(one.working in said and one.published in said for one in wanted)
    assert "Q001" not in said


def test_queries_come_a_page_at_a_time():
    said = words(part(QUERIES))
    assert "Q020" in said
    assert "Q021" not in said
    assert "Q021" in words(part(QUERIES, queries="2"))


def test_a_kind_and_a_measure_that_are_none_show_all_with_plain_messages():
    said = words(part(QUERIES, kind="riddle", measure="NONE"))
    assert "There is no kind of query “riddle”." in said
    assert "No query is about a measure “NONE”." in said
    assert f"{len(PLAN.queries)} queries" in said


def test_an_answered_query_shows_its_answer_and_what_stood_before():
    at = part(QUERIES)
    at.selectbox(key="answered").set_value("Answered").run()
    said = words(at)
    assert "1 query: what is published beside what we work with" in said
    assert "Answered 5 July 2022, SEND Executive Board: The first quarter of 2022 is the collection meant" in said
    assert "Until then: Baseline promised for June 2022" in said


def answered(**told: str) -> AppTest:
    at = part(QUERIES)
    at.selectbox(key="answer_query").set_value("Q010").run()
    for name, value in (
        SAID | {"answer": "The board meant the year's end.", "working": "December 2023"} | told
    ).items():
        box = at.text_area if name == "settings" else at.text_input
        box(key=f"answer_{name}_0").set_value(value)
    return press(at, "Record the answer")


def test_a_query_is_answered_on_the_record_and_its_working_value_and_measure_follow(own_database: str):
    at = answered(working="November 2023", settings="target_month=2023-11")
    assert "Q010 is answered, recorded by A. Officer; we now work with: November 2023." in words(at)
    plan = store.plan_as_at(store.connect(own_database), PLAN)
    assert next(one.working for one in plan.queries if one.id == "Q010") == "November 2023"
    assert plan.measure("EHCP7").target_month == dt.date(2023, 11, 1)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"working": ""}, "Say the answer, and the working value from now on."),
        ({"settings": "target month"}, "“target month” sets nothing"),
        ({"settings": "title=Other"}, "'title' cannot be set by an answer."),
    ],
    ids=["no working value", "no field", "another field"],
)
def test_an_answer_that_cannot_stand_is_refused(own_database: str, told: dict, said: str):
    at = answered(**told)
    assert [one.value for one in at.error if one.value.startswith(said)]
    assert not on_record(store.connect(own_database)).plan.changes.answers


def added(**told: str) -> AppTest:
    at = part(ADD)
    for name, value in (SAID | {"id": "COMPLAINTS", "title": "Complaints about SEND services"} | told).items():
        at.text_input(key=f"add_{name}_0").set_value(value)
    return press(at, "Add the measure")


def test_a_supplementary_measure_is_added(own_database: str):
    at = added()
    assert not at.exception
    assert "COMPLAINTS is added to WSOA 1, supplementary, from" in words(at)
    plan = store.plan_as_at(store.connect(own_database), PLAN)
    assert plan.measure("COMPLAINTS").title == "Complaints about SEND services"
    assert plan.supplementary == {"COMPLAINTS"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"id": "EHCP1"}, "The plan has a measure EHCP1 already."),
        ({"title": " "}, "A measure needs its title."),
        ({"id": "complaints"}, "'complaints' cannot be an id"),
    ],
    ids=["taken", "no title", "no id"],
)
def test_a_measure_that_cannot_stand_is_refused(own_database: str, told: dict, said: str):
    at = added(**told)
    assert [one.value for one in at.error if one.value.startswith(said)]
    assert not on_record(store.connect(own_database)).plan.changes.additions


@pytest.mark.parametrize("name", [WAITING, CHANGES, CHARTS, QUERIES, AGREE, ADD])
def test_every_part_shows_over_a_store_of_ones_own(load: Callable, name: str):
    load("2022-01", {"EHCP1": (6, 19)})
    at = part(name)
    assert not at.exception
    assert "Illustrative" not in words(at)
    assert "nan" not in words(at).lower().split()


def test_the_menu_leads_to_the_page():
    at = dashboard().run().switch_page("pages/plan_page.py").run()
    assert not at.exception
    assert "The plan and what was agreed" in words(at)
