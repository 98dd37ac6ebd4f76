"""What became of the recommendations, on days when they are due, late and settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from sendkpi.analysis.delivery.recommendations import (
    RecommendationFilters,
    describe_recommendations,
    filtered,
    recommendations,
)
from sendkpi.frames import columns_of
from sendkpi.frames.delivery import RecommendationRow
from sendkpi.record.updates import NOTHING_REPORTED, Progress, RecommendationUpdate, Recorded, Reported
from tests.real_plan import PLAN

if TYPE_CHECKING:
    from sendkpi.plan import Plan

JUNE = dt.date(2022, 6, 30)


def update(status: Progress, words: str = "Done.", number: str = "1", at: str = "2022-05-31T23:30") -> Reported:
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    return Reported(recommendations=(RecommendationUpdate(number, status, words, Recorded("A. Officer", moment)),))


def row(reported: Reported = NOTHING_REPORTED, day: dt.date = JUNE, number: str = "1", plan: Plan = PLAN) -> pd.Series:
    rows = recommendations(plan, reported, day)
    return rows[rows["recommendation"] == number].iloc[0]


def test_every_recommendation_has_a_row_in_the_plans_order():
    rows = recommendations(PLAN, NOTHING_REPORTED, JUNE)
    assert list(rows.columns) == columns_of(RecommendationRow)
    assert list(rows["recommendation"]) == [str(number) for number in range(1, 15)]


def test_without_an_update_it_stands_as_the_document_left_it():
    one = row()
    assert one["status"] == "in progress"
    assert one["progress"] == PLAN.recommendations[0].progress
    assert pd.isna(one["reported_on"])
    assert row(number="3")["owners"] == ("AD for SEND", "Head of SEND")


@pytest.mark.parametrize(
    ("day", "months"),
    [(dt.date(2020, 3, 31), 0), (dt.date(2020, 4, 1), 1), (JUNE, 27)],
    ids=["last day of its month", "the day after", "two years later"],
)
def test_it_is_overdue_from_the_day_after_its_month(day: dt.date, months: int):
    assert row(day=day)["months_overdue"] == months


def test_the_newest_update_counts_dated_by_the_day_in_london():
    one = row(update(Progress.TOO_EARLY, "Nothing can be said yet."))
    assert (one["status"], one["progress"]) == ("too early to report", "Nothing can be said yet.")
    assert one["reported_on"] == pd.Timestamp("2022-06-01")
    assert one["months_overdue"] == 27


@pytest.mark.parametrize("status", [Progress.ADDRESSED, Progress.DROPPED])
def test_what_is_settled_is_not_overdue(status: Progress):
    one = row(update(status))
    assert one["settled"]
    assert one["months_overdue"] == 0


def test_without_a_month_it_is_never_overdue():
    assert pd.isna(row(number="11")["months_overdue"])


def test_one_that_was_not_accepted_is_never_overdue():
    refused = replace(PLAN.recommendations[0], decision="not accepted")
    plan = replace(PLAN, recommendations=(refused,))
    assert pd.isna(row(plan=plan)["months_overdue"])


def test_a_plan_without_recommendations_has_an_empty_table():
    rows = recommendations(replace(PLAN, recommendations=()), NOTHING_REPORTED, JUNE)
    assert list(rows.columns) == columns_of(RecommendationRow)
    assert rows.empty


def said(reported: Reported = NOTHING_REPORTED, plan: Plan = PLAN) -> str:
    return describe_recommendations(plan, recommendations(plan, reported, JUNE))


def of(*numbers: str, **changes: object) -> Plan:
    """The plan with only these recommendations, changed."""
    left = (one for one in PLAN.recommendations if one.id in numbers)
    return replace(PLAN, recommendations=tuple(replace(one, **changes) for one in left))


def test_the_headline_says_what_was_decided_and_what_became_of_it():
    assert said() == (
        "Of 14 recommendations, 9 were accepted, 3 accepted in part, 1 not accepted and 1 to be investigated. "
        "1 is addressed and 12 are past their date, by up to 27 months. "
        "Nothing has been heard of any of those still open since February 2020."
    )


def test_what_was_heard_of_and_what_was_settled_is_counted_apart():
    both = Reported(
        recommendations=(
            *update(Progress.ADDRESSED).recommendations,
            *update(Progress.IN_PROGRESS, number="10").recommendations,
            *update(Progress.DROPPED, number="2").recommendations,
        )
    )
    words = said(both)
    assert "2 are addressed, 1 is no longer pursued and 10 are past their date, by up to 27 months." in words
    assert words.endswith("Nothing has been heard of 10 of those still open since February 2020.")


def test_the_headline_of_one_recommendation_is_in_the_singular():
    assert said(update(Progress.IN_PROGRESS), of("1")) == (
        "Of 1 recommendation, 1 was accepted. None is addressed and 1 is past its date by 27 months."
    )


def test_where_nothing_is_late_the_headline_says_so():
    words = said(plan=of("11", decision="noted"))
    assert words.startswith("Of 1 recommendation, 1 was noted. None is addressed and none is past its date.")


def test_a_plan_without_recommendations_has_no_headline():
    assert not said(plan=of())


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (RecommendationFilters(), [str(number) for number in range(1, 15)]),
        (RecommendationFilters(themes=("EHC Plans", "Therapies")), ["1", "2", "3", "4", "8"]),
        (RecommendationFilters(decisions=("not accepted",)), ["4"]),
        (RecommendationFilters(owners=("Inclusion Lead", "LA Inclusion lead")), ["9", "12"]),
        (RecommendationFilters(statuses=("not started",)), ["2", "3", "12"]),
        (RecommendationFilters(decisions=("accepted",), overdue=True), ["1", "3", "5", "6", "7", "10", "13", "14"]),
        (RecommendationFilters(decisions=("not accepted",), overdue=True), []),
    ],
    ids=["all", "themes", "decision", "owners", "status", "overdue", "none"],
)
def test_filters_leave_what_each_of_them_names(wanted: RecommendationFilters, left: list[str]):
    rows = recommendations(PLAN, NOTHING_REPORTED, JUNE)
    assert list(filtered(rows, wanted)["recommendation"]) == left
