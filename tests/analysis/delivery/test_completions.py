from __future__ import annotations

import datetime as dt

from sendkpi.analysis import milestones
from sendkpi.analysis.delivery.completions import Completion, completions, describe_completions
from sendkpi.record.updates import MilestoneUpdate, Reported, Status
from tests.real_plan import PLAN

DAY = dt.date(2022, 6, 30)


def done(milestone: str, day: dt.date, **changes) -> MilestoneUpdate:
    return MilestoneUpdate(milestone, Status.COMPLETE, completed_on=day, **changes)


def found(measure: str, *updates: MilestoneUpdate) -> list[tuple[str, dt.date]]:
    rows = milestones(PLAN, Reported(milestones=updates), DAY)
    return [(one.milestone, one.month) for one in completions(PLAN, rows, measure)]


def test_what_is_done_of_the_actions_linked_to_a_measure_is_told_by_month():
    reported = found(
        "EHCP1",
        done("1.2a", dt.date(2022, 3, 31)),
        done("1.1b", dt.date(2022, 1, 4)),
        done("1.1a", dt.date(2022, 3, 1)),
    )
    assert reported == [("1.1b", dt.date(2022, 1, 1)), ("1.1a", dt.date(2022, 3, 1)), ("1.2a", dt.date(2022, 3, 1))]


def test_another_actions_milestones_are_not():
    assert found("EHCP1", done("3.7a", dt.date(2022, 3, 1))) == []


def test_one_that_was_reported_done_and_then_at_risk_again_is_not():
    assert found("EHCP1", done("1.1a", dt.date(2022, 3, 1)), MilestoneUpdate("1.1a", Status.AT_RISK)) == []


def test_an_occurrence_of_a_recurring_milestone_is_not():
    assert found("EHCP6", done("1.3e", dt.date(2022, 1, 20), occurrence=dt.date(2022, 1, 1))) == []


def test_a_measure_without_actions_has_none():
    assert found("COM4", done("1.1a", dt.date(2022, 3, 1))) == []


def test_those_of_a_month_are_named_together_and_those_outside_the_chart_apart():
    one = Completion(dt.date(2022, 3, 1), "1.1a", "A")
    reported = (one, one._replace(milestone="1.1b"), one._replace(month=dt.date(2021, 10, 1), milestone="1.1c"))
    assert describe_completions(reported, dt.date(2022, 1, 1), DAY) == (
        "1.1a and 1.1b (March 2022); before the chart begins, 1.1c (October 2021)"
    )
    assert (
        describe_completions(reported[:1], dt.date(2021, 1, 1), dt.date(2022, 1, 1))
        == "after it ends, 1.1a (March 2022)"
    )
    assert describe_completions((), dt.date(2022, 1, 1), DAY) == ""
