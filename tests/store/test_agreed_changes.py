"""Agreements, answers and further measures, recorded and read back as at any moment."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from sendkpi import store
from sendkpi.analysis import scorecard, series
from sendkpi.errors import RefusedError, SendKpiError
from sendkpi.plan.agreed import Addition, Agreement, Answer, Decision
from sendkpi.plan.changes import measure_in, terms
from sendkpi.plan.records import Query
from tests.build import count, figure, measure, month, observations, plan, waits
from tests.on_record import on_record

TBC = {
    "baseline": None,
    "baseline_month": None,
    "target": None,
    "target_month": "2023-01",
    "target_promised": "2022-06",
}
JUNE = observations(figure("EHCP2", "2022-06", 45.0))


def decision(agreed_on="2022-07-05", body="SEND Executive Board", reason="First two quarters are in"):
    return Decision(dt.date.fromisoformat(agreed_on), body, reason)


def agreement(measure_id="EHCP2", effective="2022-04", points=None, **changes):
    levels = {"baseline": 40.0, "baseline_month": month("2022-04"), "target": 60.0, "target_month": month("2023-01")}
    return Agreement(
        measure_id,
        month(effective),
        decision(),
        points=tuple((month(when), level) for when, level in (points or {}).items()),
        **(levels | changes),
    )


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.fixture
def engine(tmp_path):
    return store.connect(f"sqlite:///{tmp_path / 'store.db'}")


def rating(engine, world, as_at):
    known = store.plan_as_at(engine, world, as_at)
    return scorecard(known, JUNE, month("2022-06"), as_at).iloc[0]


def test_a_target_agreed_on_5_july_is_in_the_scorecard_of_31_july_and_not_of_30_june(engine):
    world = plan(measure("EHCP2", **TBC))
    store.agree(engine, world, agreement(), by="A director", now=at("2022-07-05T16:00"))

    before, after = (rating(engine, world, dt.date.fromisoformat(day)) for day in ("2022-06-30", "2022-07-31"))

    assert before["rating"] == "awaiting_baseline"
    assert math.isnan(before["target"])
    assert (after["baseline"], after["target"], after["rating"]) == (40.0, 60.0, "green")
    assert after["trajectory"] == pytest.approx(40 + 20 * 2 / 9)


def test_an_agreement_counts_from_its_effective_month(engine):
    world = plan(measure("EHCP2"))
    store.agree(engine, world, agreement(effective="2022-06", target=50.0), by="A director")
    known = store.plan_as_at(engine, world)

    rows = series(known, observations(figure("EHCP2", "2022-05", 50.0), figure("EHCP2", "2022-06", 50.0)), "EHCP2")

    assert rows["rating"].tolist() == ["red", "blue"]
    assert [version.target for version in terms(known, "EHCP2")] == [80.0, 50.0]
    assert measure_in(known, "EHCP2", month("2022-05")).target == 80.0
    assert measure_in(known, "EHCP2", month("2022-06")).target == 50.0


def test_what_an_agreement_does_not_name_stays_as_it_was(engine):
    world = plan(measure("EHCP2"))
    store.agree(engine, world, agreement(baseline=None, baseline_month=None, target=70.0, target_month=None), by="Me")

    held = measure_in(store.plan_as_at(engine, world), "EHCP2", month("2022-06"))

    assert (held.baseline, held.target, held.target_month) == (40.0, 70.0, month("2022-12"))


def test_the_agreement_recorded_last_has_the_last_word(engine):
    world = plan(measure("EHCP2"))
    store.agree(engine, world, agreement(effective="2022-06", target=70.0), by="Me", now=at("2022-07-06T09:00"))
    store.agree(engine, world, agreement(effective="2022-04", target=75.0), by="Me", now=at("2022-07-07T09:00"))

    assert [version.target for version in terms(store.plan_as_at(engine, world), "EHCP2")] == [80.0, 75.0, 75.0]


def test_an_agreed_trajectory_is_followed_point_by_point(engine):
    world = plan(measure("EHCP2", target_month="2023-01"))
    points = {"2022-05": 42.0, "2022-07": 50.0}
    agreed = agreement(baseline=None, baseline_month=None, target=None, target_month=None, points=points)
    store.agree(engine, world, agreed, by="Me")

    row = rating(engine, world, None)

    assert row["trajectory"] == pytest.approx(46.0)
    assert row["rating"] == "amber"


@pytest.mark.parametrize(
    ("one", "changes", "words"),
    [
        (measure("EHCP2"), {"baseline": 60.0, "target": 50.0}, "worse than the baseline of 60"),
        (measure("EHCP2"), {"baseline": None, "baseline_month": None, "target": 30.0}, "worse than the baseline of 40"),
        (waits("EHCP2"), {"baseline": 40.0, "target": 60.0}, "lower is better"),
        (measure("EHCP2"), {"target": 101.0}, "above 100"),
        (measure("EHCP2"), {"target": -1.0}, "not a level"),
        (measure("EHCP2"), {"target": float("nan")}, "not a level"),
        (measure("EHCP2"), {"target_month": month("2022-04")}, "not after the baseline's"),
        (measure("EHCP2", **TBC), {"baseline_month": None, "target": None}, "needs the month"),
        (measure("EHCP2"), {"baseline": None, "target": None}, "Nothing is agreed"),
        (measure("OTHER"), {}, "no measure 'EHCP2'"),
        (measure("EHCP2"), {"points": {"2022-06": 30.0}}, "30 for June 2022 is worse than the baseline of 40"),
        (measure("EHCP2"), {"points": {"2021-05": 45.0}}, "outside the time from baseline to target"),
        (measure("EHCP2"), {"points": {"2024-05": 55.0}}, "outside the time from baseline to target"),
    ],
)  # fmt: skip
def test_an_agreement_that_cannot_stand_is_refused_in_one_sentence(engine, one, changes, words):
    with pytest.raises(SendKpiError, match=words):
        store.agree(engine, plan(one), agreement(**changes), by="Me")
    assert on_record(engine).plan.changes.agreements == ()


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        (decision(body=" "), "Say the body"),
        (decision(reason=""), "Say the reason"),
        (decision(agreed_on="2022-07-07"), "that day is in the future"),
    ],
)
def test_a_decision_says_who_why_and_when(engine, decided, words):
    given = Agreement("EHCP2", month("2022-04"), decided, target=90.0)
    with pytest.raises(RefusedError, match=words):
        store.agree(engine, plan(measure("EHCP2")), given, by="Me", now=at("2022-07-06T12:00"))
    with pytest.raises(RefusedError, match="Say who"):
        store.agree(engine, plan(measure("EHCP2")), agreement(), by=" ")


def test_a_supplementary_measure_joins_the_plan_from_the_moment_it_is_recorded(engine):
    world = plan(measure("EHCP2"))
    tribunals = count(
        "TRIBUNALS", title="Appeals to the tribunal", baseline=None, baseline_month=None, target=None, target_month=None
    )
    store.add_measure(engine, world, Addition(tribunals, decision()), by="Me", now=at("2022-07-05T12:00"))

    assert [one.id for one in store.plan_as_at(engine, world, dt.date(2022, 7, 4)).measures] == ["EHCP2"]
    known = store.plan_as_at(engine, world, dt.date(2022, 7, 5))
    assert known.measure("TRIBUNALS") == tribunals
    assert known.supplementary == {"TRIBUNALS"}
    assert scorecard(known, JUNE, month("2022-06"))["measure"].tolist() == ["EHCP2", "TRIBUNALS"]
    with pytest.raises(RefusedError, match="already"):
        store.add_measure(engine, world, Addition(tribunals, decision()), by="Me")


def test_an_answered_query_changes_the_working_value_from_then_on(engine):
    query = Query("Q001", "date", ("EHCP2",), "target month", "Jan 2024", "one month's figure?", "2023-12", "PLAN", "1")
    world = plan(measure("EHCP2"), queries=(query,))
    given = Answer("Q001", "The board meant the year", "2023-06", decision(), (("target_month", "2023-06"),))
    store.answer(engine, world, given, by="Me", now=at("2022-07-05T12:00"))

    earlier, later = (store.plan_as_at(engine, world, dt.date(2022, 7, day)) for day in (4, 5))

    assert (earlier.queries[0].working, earlier.measures[0].target_month) == ("2023-12", month("2022-12"))
    assert (later.queries[0].working, later.measures[0].target_month) == ("2023-06", month("2023-06"))
    assert later.changes.answers[0].answer == "The board meant the year"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Answer("Q999", "Yes", "2023-06", decision()), "no query"),
        (Answer("Q001", "", "2023-06", decision()), "Say the answer"),
        (Answer("Q001", "Yes", "x", decision(), (("title", "Mine"),)), "cannot be set"),
        (Answer("Q001", "Yes", "x", decision(), (("target_month", "June"),)), "not a month"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused(engine, given, words):
    query = Query("Q001", "date", ("EHCP2",), "target month", "Jan 2024", "doubt", "2023-12", "PLAN", "1")
    with pytest.raises(RefusedError, match=words):
        store.answer(engine, plan(measure("EHCP2"), queries=(query,)), given, by="Me")


def test_every_decision_changes_the_stores_version(engine):
    before = store.version(engine)
    store.agree(engine, plan(measure("EHCP2")), agreement(), by="Me")
    assert store.version(engine) != before
