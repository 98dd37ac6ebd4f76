from __future__ import annotations

import datetime as dt

from sendkpi import settings
from sendkpi.analysis.delivery.lists import falling_due
from sendkpi.analysis.delivery.words import describe_apart, describe_delivery, describe_undated, due_words, quarter_name
from sendkpi.plan import read
from sendkpi.record.updates import Status
from tests.delivery import (
    LAST_OF_JUNE,
    done,
    judged,
    milestone,
    milestone_update,
    occurring,
    plan_of,
    put_off,
    recurring,
)

JUNE = dt.date(2022, 6, 1)
FOUR = plan_of(
    *(
        milestone(f"1.1{letter}", due)
        for letter, due in zip("abcd", ("2022-01", "2022-04", "2022-06", "2022-07"), strict=True)
    )
)


def said(plan, *updates, day: dt.date = LAST_OF_JUNE) -> str:
    rows = judged(plan, *updates, day=day)
    return describe_delivery(rows, falling_due(rows, occurring(plan, *updates, day=day, until=JUNE), JUNE), day, JUNE)


def test_the_headline_says_how_many_are_complete_overdue_and_fall_due():
    assert said(FOUR, done("1.1a", 2022, 1, 20)) == (
        "1 of the 3 milestones due by June 2022 is complete, 1 overdue by 2 months; "
        "2 milestones fall due in April to June 2022."
    )


def test_before_anything_is_reported_the_headline_says_that():
    assert said(FOUR) == (
        "Nothing is reported of the 3 milestones due by June 2022: 2 overdue by up to 5 months; "
        "2 milestones fall due in April to June 2022."
    )


def test_where_none_is_complete_the_headline_says_so_in_a_word():
    assert said(FOUR, milestone_update("1.1a", Status.AT_RISK)).startswith(
        "None of the 3 milestones due by June 2022 is complete, 2 overdue by up to 5 months;"
    )


def test_what_was_put_off_stays_in_the_count_and_is_said():
    assert said(FOUR, done("1.1a", 2022, 1, 20), put_off("1.1b", "2022-09"), put_off("1.1c", "2022-08")) == (
        "1 of the 3 milestones due by June 2022 is complete, none overdue, 2 moved to a later month; "
        "none fall due in April to June 2022."
    )
    assert said(FOUR, put_off("1.1a", "2022-02"), put_off("1.1b", "2022-09"), done("1.1b", 2022, 6, 1)) == (
        "1 of the 3 milestones due by June 2022 is complete, 1 overdue by 4 months; "
        "1 milestone falls due in April to June 2022."
    )


def test_occurrences_that_fall_due_are_told_apart_and_what_fell_due_is_past():
    steps = [recurring("1.1e"), recurring("1.1f", "quarterly")]
    assert said(plan_of(*FOUR.milestones, *steps)).endswith(
        "; 2 milestones and 4 occurrences of recurring ones fall due in April to June 2022."
    )
    assert said(plan_of(*FOUR.milestones, *steps), day=dt.date(2022, 7, 1)).endswith(
        "; 2 milestones and 4 occurrences of recurring ones fell due in April to June 2022."
    )
    assert said(plan_of(milestone("1.1a", "2022-05"), steps[1])).endswith(
        "; 1 milestone and 1 occurrence of a recurring one fall due in April to June 2022."
    )
    assert said(plan_of(milestone("1.1a", "2022-01"), steps[1])).endswith(
        "; 1 occurrence of a recurring milestone falls due in April to June 2022."
    )
    assert said(plan_of(milestone("1.1a", "2022-01"), steps[0])).endswith(
        "; 3 occurrences of recurring milestones fall due in April to June 2022."
    )
    assert said(plan_of(milestone("1.1a", "2022-01")), day=dt.date(2022, 9, 30)).endswith(
        "; none fell due in April to June 2022."
    )


def test_when_all_is_done_none_is_overdue():
    updates = [done(name, 2022, 6, 1) for name in ("1.1a", "1.1b", "1.1c")]
    assert "3 of the 3 milestones due by June 2022 are complete, none overdue;" in said(FOUR, *updates)


def test_a_headline_without_milestones_says_what_there_is():
    assert said(plan_of(milestone("1.1a", "2022-09"))) == (
        "None of these milestones was due by June 2022; none fall due in April to June 2022."
    )
    nothing = judged(FOUR).head(0)
    assert describe_delivery(nothing, nothing, LAST_OF_JUNE, JUNE) == "No milestones match these filters."


def test_recurring_and_ongoing_milestones_are_told_apart():
    plan = plan_of(milestone("1.1a", "2022-05"), recurring("1.1b"), milestone("1.1c", "2022-06", ongoing=True))
    rows = judged(plan)
    assert describe_apart(rows, LAST_OF_JUNE) == (
        "3 milestones had a month up to June 2022, 2 of them recurring or ongoing and counted apart; "
        "1 of these is overdue."
    )
    assert describe_apart(rows.head(1), LAST_OF_JUNE) == ""
    assert "the 1 milestone due by June 2022" in said(plan)


def test_the_published_plan_has_77_milestones_with_a_month_up_to_june_2022_and_20_without():
    rows = judged(read(settings.plan_folder()))
    assert describe_apart(rows, LAST_OF_JUNE).startswith(
        "77 milestones had a month up to June 2022, 10 of them recurring or ongoing"
    )
    assert describe_undated(rows) == (
        "20 have no due month, 7 of these no month at all: never overdue by the calendar."
    )


def test_when_a_milestone_is_due_is_told_with_where_it_stood_first():
    plan = plan_of(
        milestone("1.1a", "2022-04"),
        milestone("1.1b", "2022-04"),
        milestone("1.1c", None, "2022-02", ongoing=True),
        milestone("1.1d", None),
        recurring("1.1e"),
    )
    rows = judged(
        plan,
        put_off("1.1b", "2022-06"),
        milestone_update("1.1e", Status.COMPLETE, occurrence="2022-05", completed_on=JUNE),
    )
    assert list(map(due_words, rows.itertuples())) == [
        "due April 2022",
        "due June 2022, first April 2022",
        "from February 2022, ongoing",
        "no month",
        "from April 2022, recurring, 1 of 3 done",
    ]


def test_a_quarter_is_named_by_its_months():
    assert quarter_name(dt.date(2022, 3, 1)) == "January to March 2022"
