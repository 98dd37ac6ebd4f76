from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd

from sendkpi.analysis.changes import agreed
from sendkpi.frames import columns_of
from sendkpi.frames.changes import AgreedRow
from sendkpi.plan.agreed import Addition, Agreement, Annotation, Answer, Changes, Decision, Rebase
from sendkpi.plan.changes import amend
from sendkpi.plan.choices import Expectation
from sendkpi.plan.records import Query
from tests import build

JUNE, JULY, AUGUST = (build.month(f"2022-0{number}") for number in (6, 7, 8))


def decided(day: int) -> Decision:
    when = dt.datetime(2022, 7, day, 12, tzinfo=dt.UTC)
    return Decision(when.date(), "The Board", "It was time.", "A. Officer", when)


def tbc(id_: str, **changes):
    """A measure with neither baseline nor target."""
    nothing = {"baseline": None, "baseline_month": None, "target": None, "target_month": None}
    return build.measure(id_, **nothing | changes)


def test_overdue_promises_come_first_and_judge_the_month_as_the_scorecard_does():
    plan = build.plan(
        tbc("LATER", baseline_promised="2022-08", target_promised="2022-08"),
        tbc("LATE", baseline_promised="2022-06", target_promised="2022-07"),
        build.measure("AGREED"),
    )
    rows = agreed.waiting(plan, JULY)
    assert list(zip(rows["measure"], rows["part"], rows["overdue"], strict=True)) == [
        ("LATE", "Baseline", True),
        ("LATER", "Baseline", False),
        ("LATER", "Target", False),
        ("LATE", "Target", False),
    ]


def test_a_measure_that_must_only_improve_waits_for_no_target():
    plan = build.plan(tbc("COM3", expectation=Expectation.IMPROVEMENT))
    assert list(agreed.waiting(plan, JULY)["part"]) == ["Baseline"]


def test_an_agreement_ends_the_waiting_from_its_effective_month_on():
    change = Agreement("EHCP2", JULY, decided(5), baseline=40, baseline_month=JUNE, target=80, target_month=AUGUST)
    plan = amend(build.plan(tbc("EHCP2")), Changes(agreements=(change,)))
    assert len(agreed.waiting(plan, JUNE)) == 2
    assert agreed.waiting(plan, JULY).empty


def test_each_part_is_listed_newest_first_as_it_was_before_and_is_after():
    first = Agreement("EHCP2", JUNE, decided(1), baseline=40, baseline_month=JUNE)
    second = Agreement("EHCP2", JUNE, decided(5), baseline=45, target=80, target_month=AUGUST, points=((JULY, 60),))
    published = build.plan(tbc("EHCP2"))
    rows = agreed.agreed(published, amend(published, Changes(agreements=(first, second))))
    assert rows[["part", "before", "after"]].to_numpy().tolist() == [
        ["Baseline", "40.0% in June 2022", "45.0% in June 2022"],
        ["Target", "none", "80.0% by August 2022"],
        ["Trajectory", "a straight line", "July 2022 60.0%"],
        ["Baseline", "none", "40.0% in June 2022"],
    ]
    assert list(rows["effective_month"].dt.date) == [JUNE] * 4


def test_answers_keep_what_was_worked_with_before_each():
    query = Query("Q1", "date", ("EHCP1",), "target", "Jan 2024", "Which year?", "2023", "PLAN", "1")
    answers = tuple(Answer("Q1", "Later.", working, decided(day)) for day, working in ((1, "2024"), (2, "2025")))
    published = build.plan(build.measure(), queries=(query,))
    rows = agreed.agreed(published, amend(published, Changes(answers=answers)))
    assert rows[["before", "after"]].to_numpy().tolist() == [["2024", "2025"], ["2023", "2024"]]


def test_an_added_measure_is_listed_and_what_another_plan_agreed_is_not():
    extra = build.measure("EXTRA", title="Children waiting")
    stray = Agreement("ELSEWHERE", JUNE, decided(2), baseline=1, baseline_month=JUNE)
    published = build.plan(build.measure())
    plan = amend(published, Changes(agreements=(stray,), additions=(Addition(extra, decided(3)),)))
    rows = agreed.agreed(published, plan)
    assert rows[["kind", "about", "after"]].to_numpy().tolist() == [["addition", "EXTRA", "Children waiting"]]


def test_nothing_agreed_is_an_empty_table_with_its_columns():
    plan = build.plan(replace(build.measure(), id="EHCP1"))
    rows = agreed.agreed(plan, plan)
    assert rows.empty
    assert list(rows.columns) == columns_of(AgreedRow)
    assert isinstance(rows["recorded_at"].dtype, pd.DatetimeTZDtype)


def test_a_phase_and_words_on_charts_are_told_as_they_begin_and_as_they_are_taken_back():
    published = build.plan(build.measure("EHCP2"))
    when = build.month("2022-06")
    rebases = (Rebase("EHCP2", when, decided(1)), Rebase("EHCP2", when, decided(4), lifted=True))
    words = (
        Annotation(when, "New team", decided(2), area="WSOA 1"),
        Annotation(when, "New law", decided(3)),
        Annotation(when, "Elsewhere", decided(5), measure="GONE"),
    )
    rows = agreed.agreed(published, amend(published, Changes(rebases=rebases, annotations=words)))

    reported = rows[["kind", "about", "part", "before", "after"]].itertuples(index=False, name=None)
    assert list(reported) == [
        ("rebase", "EHCP2", "Process chart", "a new phase begins", "none"),
        ("annotation", "Every chart", "Annotation", "none", "New law"),
        ("annotation", "WSOA 1", "Annotation", "none", "New team"),
        ("rebase", "EHCP2", "Process chart", "none", "a new phase begins"),
    ]
    assert set(rows["effective_month"].dt.date) == {when}
