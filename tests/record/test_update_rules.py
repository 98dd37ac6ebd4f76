"""What may be reported of the milestones and recommendations of the Haringey plan, and what that moves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sendkpi.errors import RefusedError, SendKpiError, UnknownNameError
from sendkpi.record.update_rules import (
    check_progress,
    check_seen,
    check_update,
    due_month,
    find_milestone,
    first_month,
    newest_updates,
    occurrences,
    recurs,
)
from sendkpi.record.updates import (
    NOTHING_REPORTED,
    MilestoneUpdate,
    Progress,
    RecommendationUpdate,
    Recorded,
    Reported,
    Status,
)
from tests.build import month
from tests.real_plan import PLAN

TODAY = dt.date(2022, 6, 30)


def update(milestone="1.1e", status="on track", completed=None, **more):
    """An update of 1.1e, due in April 2022, unless it names another."""
    months = {name: month(more.pop(name, None)) for name in ("occurrence", "due")}
    done = dt.date.fromisoformat(completed) if completed else None
    return MilestoneUpdate(milestone, Status(status), completed_on=done, **months, **more)


def deferred(due, milestone="1.1e", **more):
    return update(milestone, "deferred", due=due, reason="Recruitment began again", **more)


def reported(*updates):
    return Reported(milestones=updates)


def check(one, *earlier, today=TODAY):
    check_update(PLAN, one, reported(*earlier), today)


@pytest.mark.parametrize(
    "milestone", ["3.8b", "3.8c", "2.7a", "2.7b", *(f"2.8{letter}" for letter in "abcdef"), "1.3f"]
)
def test_milestones_that_the_document_letters_twice_not_at_all_or_dates_by_an_event_are_found(milestone):
    assert find_milestone(PLAN, milestone).id == milestone
    check(update(milestone))
    check(update(milestone, "complete", "2022-06-30"))


def test_the_two_that_share_a_letter_are_two():
    opened, made_public = (find_milestone(PLAN, name) for name in ("3.8b", "3.8c"))
    assert opened.letter_published == made_public.letter_published == "b"
    assert (opened.due, made_public.due) == (dt.date(2022, 11, 1), dt.date(2023, 1, 1))


@pytest.mark.parametrize(
    ("milestone", "until", "months"),
    [
        ("2.3b", "2022-05", ["2022-03", "2022-04", "2022-05"]),
        ("1.3c", "2021-11", ["2021-10", "2021-11"]),
        ("1.3e", "2022-08", ["2022-01", "2022-04", "2022-07"]),
        ("1.3e", "2022-06", ["2022-01", "2022-04"]),
        ("3.8a", "2024-09", ["2022-10", "2023-10"]),
        ("3.8a", "2022-09", []),
        ("3.4b", "2030-01", []),
        ("1.2c", "2030-01", []),
        ("1.1e", "2030-01", []),
    ],
    ids=[
        "monthly",
        "monthly from a start",
        "quarterly",
        "up to a month between",
        "annual",
        "not come yet",
        "each meeting has no calendar",
        "no cadence given",
        "done once",
    ],
)
def test_a_recurring_milestone_falls_due_in_these_months(milestone, until, months):
    assert [f"{one:%Y-%m}" for one in occurrences(find_milestone(PLAN, milestone), month(until))] == months


def test_twelve_milestones_are_reported_month_by_month():
    assert [one.id for one in PLAN.milestones if recurs(one)] == [
        *("1.3c", "1.3e", "1.4a", "1.5a", "1.6a", "1.6b", "2.3b", "2.5b", "3.7b", "3.7g", "3.7i", "3.8a")
    ]


REFUSED = [
    (update("9.9z"), "The plan has no milestone '9.9z'"),
    (update(status="complete"), "Say on which day 1.1e was completed"),
    (
        update(status="complete", completed="2022-07-01"),
        "cannot have been completed on 1 July 2022: that day is in the future",
    ),
    (update(status="complete", completed="1922-04-30"), "cannot have been completed in 1922"),
    (update(completed="2022-04-30"), "1.1e has a day of completion, but its status is “on track”"),
    (update(status="deferred", reason="Late"), "1.1e is deferred: say to which month"),
    (update(status="deferred", due="2022-09"), "1.1e is deferred: say why"),
    (update(status="deferred", due="2022-09", reason="  "), "1.1e is deferred: say why"),
    (deferred("2022-04"), "1.1e is due in April 2022: it can only be deferred to a later month"),
    (deferred("2022-03"), "1.1e is due in April 2022: it can only be deferred to a later month"),
    (deferred("2021-10", "1.3d"), "1.3d is due in November 2021: it can only be deferred to a later month"),
    (update(due="2022-09"), "a milestone that moves is “deferred”, with a reason"),
    (update("1.1e", occurrence="2022-04"), "1.1e is not tracked month by month: report it as a whole"),
    (update("3.4b", occurrence="2022-04"), "3.4b is not tracked month by month: report it as a whole"),
    (update("1.3e"), r"1.3e recurs \(quarterly\): say which month’s it is"),
    (update("1.3e", occurrence="2022-02"), "not fall due in February 2022: it is quarterly from January 2022 on"),
    (update("1.3e", occurrence="2021-10"), "not fall due in October 2021: it is quarterly from January 2022 on"),
    (update("1.3e", occurrence=dt.date(9999, 12, 1)), "not fall due in December 9999"),
    (deferred("2022-04", "1.3e", occurrence="2022-04"), "can only be deferred to a later month"),
    (deferred(dt.date(2122, 9, 1)), "1.1e cannot be deferred to 2122"),
    (update("2.3b", occurrence="2023-07"), "2.3b in July 2023 is more than 12 months ahead"),
    (
        update("2.3b", "complete", "2022-06-30", occurrence="2022-08"),
        "2.3b for August 2022 cannot have been completed on 30 June 2022, more than 1 month before",
    ),
    (
        update("1.3e", "complete", "2022-06-30", occurrence="2022-10"),
        "1.3e for October 2022 cannot have been completed on 30 June 2022, more than 3 months before",
    ),
    (
        update(status="complete", completed="2021-06-30"),
        "completed on 30 June 2021: the first month that the plan names is July 2021",
    ),
    (update(comment="x" * 1001), "The comment on 1.1e is 1,001 characters long: keep it within 1,000"),
    (replace(deferred("2022-09"), reason="x" * 501), "The reason why 1.1e is deferred is 501 characters long"),
    (update(evidence="x" * 501), "The evidence of 1.1e is 501 characters long: keep it within 500"),
    (update(evidence="JavaScript:alert(1)"), "The evidence of 1.1e cannot begin with “javascript:”"),
    (update(evidence=" java\tscript:alert(1)"), "The evidence of 1.1e cannot begin with “javascript:”"),
    (update(evidence="data:text/html,<b>"), "The evidence of 1.1e cannot begin with “data:”"),
]


@pytest.mark.parametrize(("one", "words"), REFUSED, ids=[words[:60] for _, words in REFUSED])
def test_an_invalid_update_is_refused_in_one_sentence(one, words):
    with pytest.raises(SendKpiError, match=words) as refused:
        check(one)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "one",
    [
        update("1.3e", "complete", "2022-05-20", occurrence="2022-04"),
        update("1.3e", occurrence="2022-10"),
        deferred("2022-06", "1.3e", occurrence="2022-04"),
        deferred("2022-09", "2.4b"),
        deferred("2022-09", "1.3f"),
        deferred("2022-01", "1.8c"),
        deferred("2022-02", "1.3d"),
        update(status="complete", completed="2022-06-30"),
        update(status="complete", completed="2021-12-24", evidence="https://example.org/minutes", comment="Early"),
        update(status="complete", completed="2021-07-01"),
        update("2.3b", occurrence="2023-06"),
        update("2.3b", "complete", "2022-06-30", occurrence="2022-07"),
        update("1.3e", "complete", "2022-06-30", occurrence="2022-07"),
        update("3.8a", "complete", "2022-06-30", occurrence="2022-10"),
        update(comment="x" * 1000, evidence="y" * 500),
        update(evidence="The data: see the minutes"),
    ],
    ids=str,
)
def test_what_may_be_reported(one):
    check(one)


def test_the_same_is_not_reported_twice_but_may_be_said_again_after_something_else():
    first, other = update(comment="Two of three posts filled"), update(status="at risk")
    again = replace(first, place="Milestones!D5")
    with pytest.raises(RefusedError, match=r"That is what is known of 1.1e already"):
        check(again, first)
    check(again, first, other)
    check(replace(first, comment="All posts filled"), first)


def test_occurrences_are_reported_each_for_itself():
    april = update("2.3b", "complete", "2022-05-02", occurrence="2022-04")
    check(replace(april, occurrence=dt.date(2022, 5, 1)), april)
    with pytest.raises(RefusedError, match=r"That is what is known of 2.3b already"):
        check(april, april)


def test_what_is_complete_can_be_corrected_back_and_completed_anew():
    done = update(status="complete", completed="2022-04-30")
    back = update(status="not started", comment="That was another team")
    check(back, done)
    check(done, done, back)


def test_a_milestone_falls_due_in_the_month_to_which_it_was_last_deferred_whatever_was_said_since():
    milestone = find_milestone(PLAN, "1.1e")
    updates = [
        deferred("2022-06"),
        update(),
        deferred("2022-09"),
        update(status="at risk"),
        deferred("2023-01", "1.1f"),
    ]
    months = [due_month(milestone, updates[:count]) for count in range(len(updates) + 1)]
    assert [f"{one:%Y-%m}" for one in months] == ["2022-04", "2022-06", "2022-06", *["2022-09"] * 3]


def test_an_undated_milestone_falls_due_once_it_is_deferred_to_a_month():
    milestone = find_milestone(PLAN, "2.4b")
    assert due_month(milestone, []) is None
    assert due_month(milestone, [deferred("2022-09", "2.4b")]) == dt.date(2022, 9, 1)


def test_a_milestone_deferred_once_can_be_deferred_again_only_to_a_later_month():
    with pytest.raises(RefusedError, match=r"1.1e is due in September 2022"):
        check(deferred("2022-08"), deferred("2022-09"), update())
    check(deferred("2022-10"), deferred("2022-09"), update())


def test_a_month_mistyped_in_a_deferral_is_corrected_by_the_next_one():
    mistyped = deferred("2032-09")
    check(deferred("2022-09"), mistyped)
    check(deferred("2022-09"), deferred("2022-06"), mistyped)
    for due in ("2022-05", "2022-06"):
        with pytest.raises(RefusedError, match="due in June 2022"):
            check(deferred(due), deferred("2022-06"), mistyped)


def test_the_reason_of_a_deferral_can_be_corrected():
    check(replace(deferred("2022-09"), reason="No applicant"), deferred("2022-09"))


def test_the_newest_update_of_each_occurrence_counts():
    april = update("2.3b", "at risk", occurrence="2022-04")
    done = update("2.3b", "complete", "2022-05-02", occurrence="2022-04")
    whole = update()
    assert newest_updates([april, whole, done]) == {("2.3b", dt.date(2022, 4, 1)): done, ("1.1e", None): whole}


def test_a_recommendation_is_reported_in_a_status_and_words():
    update = RecommendationUpdate("2", Progress.IN_PROGRESS, "A tracker is being bought")
    check_progress(PLAN, update, NOTHING_REPORTED)
    with pytest.raises(RefusedError, match="That is what is known of recommendation 2 already"):
        check_progress(PLAN, update, Reported(recommendations=(update,)))
    check_progress(PLAN, replace(update, status=Progress.ADDRESSED), Reported(recommendations=(update,)))
    with pytest.raises(RefusedError, match="Say what became of recommendation 2"):
        check_progress(PLAN, replace(update, progress=" "), NOTHING_REPORTED)
    with pytest.raises(UnknownNameError, match="The plan has no recommendation '15'"):
        check_progress(PLAN, replace(update, recommendation="15"), NOTHING_REPORTED)
    with pytest.raises(RefusedError, match=r"The progress of recommendation 2 is 2,001 characters long: keep it wi"):
        check_progress(PLAN, replace(update, progress="x" * 2001), NOTHING_REPORTED)
    check_progress(PLAN, replace(update, progress="x" * 2000), NOTHING_REPORTED)


def test_the_first_month_is_that_of_any_milestone_and_a_plan_without_months_has_none():
    assert first_month(PLAN) == dt.date(2021, 7, 1)
    bare = replace(PLAN, milestones=tuple(one for one in PLAN.milestones if one.id == "2.4b"))
    assert first_month(bare) is None
    check_update(bare, update("2.4b", "complete", "2019-05-03"), NOTHING_REPORTED, TODAY)


def test_an_update_made_from_what_is_no_longer_the_newest_is_refused():
    by_ann = Recorded("Ann", dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.UTC), None, 7)
    for newest, seen in ((by_ann, 7), (by_ann, None), (None, 0), (None, None)):
        check_seen("2.8e", newest, seen)
    for seen in (0, 6):
        with pytest.raises(RefusedError) as refused:
            check_seen("2.8e", by_ann, seen)
        assert str(refused.value) == "2.8e was updated by Ann on 21 November 2026 meanwhile: look at what is known now."
    for newest, seen in ((by_ann, 9), (None, 7)):
        with pytest.raises(RefusedError, match=r"2.8e is no longer as you saw it, a file was withdrawn: look at what"):
            check_seen("2.8e", newest, seen)
