from __future__ import annotations

import datetime as dt

import pytest

from sendkpi.analysis import milestones
from sendkpi.analysis.delivery.line import describe_milestone, overdue_actions, tally, worst_first
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.record.updates import MilestoneUpdate, Reported, Status
from tests.real_plan import PLAN

JUNE = dt.date(2022, 6, 30)


def rows(*updates: MilestoneUpdate, day: dt.date = JUNE):
    return milestones(PLAN, Reported(milestones=updates), day)


def described(name: str, *updates: MilestoneUpdate, day: dt.date = JUNE) -> str:
    row = next(one for one in rows_of(rows(*updates, day=day), MilestoneRow) if one.milestone == name)
    return describe_milestone(row)


CASES = [
    ("1.1e", (), "due April 2022, 2 months late, nothing reported"),
    ("1.1e", (MilestoneUpdate("1.1e", Status.AT_RISK),), "due April 2022, 2 months late, reported “at risk”"),
    (
        "1.1e",
        (MilestoneUpdate("1.1e", Status.COMPLETE, completed_on=dt.date(2022, 5, 3)),),
        "due April 2022, done on 3 May 2022",
    ),
    (
        "1.1e",
        (MilestoneUpdate("1.1e", Status.DEFERRED, due=dt.date(2022, 9, 1), reason="No applicants"),),
        "due September 2022, first April 2022",
    ),
    ("1.4d", (), "from April 2022, ongoing"),
    (
        "1.3e",
        (MilestoneUpdate("1.3e", Status.COMPLETE, dt.date(2022, 1, 1), dt.date(2022, 1, 20)),),
        "from January 2022, recurring, 1 of 2 done, 2 months late, nothing reported",
    ),
]


@pytest.mark.parametrize(("name", "updates", "words"), CASES)
def test_a_milestone_says_when_it_is_due_how_late_it_is_and_what_was_last_said(name, updates, words):
    assert described(name, *updates) == words


def test_a_milestone_without_a_month_says_so():
    name = next(one.id for one in PLAN.milestones if not one.due and not one.start)
    assert described(name) == "no month"


def test_an_actions_milestones_are_counted_the_worst_first():
    assert tally(["complete", "overdue", "complete", "not due"]) == "4 milestones: 1 overdue, 1 not due yet, 2 complete"
    assert tally(["at risk"]) == "1 milestone: 1 at risk"
    assert tally([]) == "No milestones"


def test_what_needs_somebody_comes_first_and_what_is_done_last():
    updates = (
        MilestoneUpdate("1.1a", Status.COMPLETE, completed_on=dt.date(2021, 10, 20)),
        MilestoneUpdate("1.1h", Status.AT_RISK),
    )
    own = rows(*updates)
    order = [one.milestone for one in rows_of(worst_first(own[own["action"] == "1.1"]), MilestoneRow)]
    assert order == ["1.1b", "1.1c", "1.1d", "1.1e", "1.1f", "1.1g", "1.1h", "1.1a"]


def test_the_actions_with_most_milestones_overdue_come_first():
    late = overdue_actions(rows())
    counts = late["overdue"].tolist()
    assert counts == sorted(counts, reverse=True)
    assert set(late["brag"]) == {DeliveryRating.OVERDUE}
    assert overdue_actions(rows(day=dt.date(2021, 1, 31))).empty
