"""What became of the recommendations, on days when they are due, late and settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from sendkpi import settings
from sendkpi.analysis.recommendations import RECOMMENDATIONS, recommendations
from sendkpi.plan import Plan, read
from sendkpi.reported import NOTHING_REPORTED, Progress, RecommendationUpdate, Recorded, Reported

PLAN = read(settings.plan_folder())
JUNE = dt.date(2022, 6, 30)


def update(status: Progress, words: str = "Done.", number: str = "1", at: str = "2022-05-31T23:30") -> Reported:
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    return Reported(recommendations=(RecommendationUpdate(number, status, words, Recorded("A. Officer", moment)),))


def row(reported: Reported = NOTHING_REPORTED, day: dt.date = JUNE, number: str = "1", plan: Plan = PLAN) -> pd.Series:
    rows = recommendations(plan, reported, day)
    return rows[rows["recommendation"] == number].iloc[0]


def test_every_recommendation_has_a_row_in_the_plans_order():
    rows = recommendations(PLAN, NOTHING_REPORTED, JUNE)
    assert list(rows.columns) == RECOMMENDATIONS
    assert list(rows["recommendation"]) == [str(number) for number in range(1, 15)]


def test_without_an_update_it_stands_as_the_document_left_it():
    one = row()
    assert one["status"] == "in progress"
    assert one["progress"] == PLAN.recommendations[0].progress
    assert pd.isna(one["reported_on"])
    assert row(number="3")["owners"] == "AD for SEND; Head of SEND"


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
    assert list(rows.columns) == RECOMMENDATIONS
    assert rows.empty
