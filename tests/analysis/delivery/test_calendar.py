"""When the reports that the plan promises fall due."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sendkpi.analysis.delivery.calendar import calendar
from sendkpi.frames import columns_of
from sendkpi.frames.delivery import CalendarRow
from sendkpi.values import month_code
from tests.real_plan import PLAN

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan

JUNE = dt.date(2022, 6, 30)


def rows(report: str, day: dt.date = JUNE, plan: Plan = PLAN) -> pd.DataFrame:
    table = calendar(plan, day)
    return table[table["report"] == report]


def following(report: str, day: dt.date = JUNE) -> tuple[str, str, dt.date]:
    """The period of what is next due, and the day."""
    (one,) = rows(report, day).loc[lambda table: table["next"]].itertuples()
    return month_code(one.first_month), month_code(one.period_month), one.due_on.date()


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("PERFORMANCE-CABINET", ("2022-05", "2022-05", dt.date(2022, 6, 30))),
        ("HIGHLIGHT", ("2022-04", "2022-06", dt.date(2022, 7, 31))),
        ("PERFORMANCE-SCRUTINY-FIRST", ("2022-01", "2022-06", dt.date(2022, 7, 31))),
        ("ANNUAL-SCRUTINY", ("2022-01", "2022-12", dt.date(2023, 1, 31))),
    ],
    ids=["monthly", "quarterly", "half-yearly", "annual"],
)
def test_a_report_is_due_by_the_end_of_the_month_after_its_period(report: str, expected: tuple[str, str, dt.date]):
    assert following(report) == expected


def test_what_is_due_on_the_day_itself_is_still_to_come_and_no_longer_the_day_after():
    assert following("HIGHLIGHT", dt.date(2022, 7, 31))[2] == dt.date(2022, 7, 31)
    assert following("HIGHLIGHT", dt.date(2022, 8, 1))[2] == dt.date(2022, 10, 31)


def test_the_first_report_is_about_the_period_in_which_the_plan_was_published():
    periods = rows("HIGHLIGHT", dt.date(2022, 12, 31))
    assert [month_code(one) for one in periods["period_month"]] == ["2022-03", "2022-06", "2022-09", "2022-12"]
    assert list(periods["ended"]) == [True, True, True, True]
    assert list(periods["next"]) == [False, False, False, True]


def test_before_its_first_period_ends_a_report_has_its_next_one_only():
    periods = rows("HIGHLIGHT", dt.date(2022, 1, 11))
    assert list(periods["ended"]) == [False]
    assert list(periods["next"]) == [True]


@pytest.mark.parametrize(
    ("report", "first"),
    [("QUALITY-1.3E", "2022-01"), ("QUALITY-1.4A", "2022-01"), ("COMPLAINTS-3.7I", "2023-04")],
    ids=["a month", "a start", "a year later"],
)
def test_a_report_that_a_milestone_promises_is_first_due_in_its_month(report: str, first: str):
    assert month_code(rows(report)["due_on"].iloc[0]) == first


def test_what_contradicts_itself_is_dated_twice():
    assert following("PERFORMANCE-SCRUTINY-FIRST")[2] == dt.date(2022, 7, 31)
    assert following("PERFORMANCE-SCRUTINY-LATER")[2] == dt.date(2023, 1, 31)


@pytest.mark.parametrize("cadence", ["", "each meeting"])
def test_a_rhythm_without_dates_has_one_row_without_them(cadence: str):
    plan = replace(PLAN, reports=tuple(replace(one, cadence=cadence) for one in PLAN.reports))
    periods = rows("HIGHLIGHT", plan=plan)
    assert len(periods) == 1
    assert periods[["period_month", "due_on"]].isna().all(axis=None)
    assert not periods["next"].any()


def test_what_is_next_due_comes_first_and_what_has_no_date_last():
    table = calendar(PLAN, JUNE)
    order = list(dict.fromkeys(table["report"]))
    assert order[0] == "PERFORMANCE-CABINET"
    assert order[-4:] == ["COMPLAINTS-3.7I", "PROGRESS-START-WELL", "UPDATES-START-WELL", "UPDATES-HEALTH-WELLBEING"]
    assert set(order) == {one.id for one in PLAN.reports}


def test_a_plan_that_promises_no_report_has_an_empty_calendar():
    table = calendar(replace(PLAN, reports=()), JUNE)
    assert list(table.columns) == columns_of(CalendarRow)
    assert table.empty
