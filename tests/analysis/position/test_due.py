from __future__ import annotations

import datetime as dt

import pytest

from sendkpi.analysis import DUE, due, owed
from sendkpi.values import parse_month
from tests.build import annual, figure, measure, observations, plan, quarterly, waits

APRIL = parse_month("2022-04")
LAST_OF_MAY = dt.date(2022, 5, 31)
PARTS = ("North", "South")


def came(*day: int) -> dict[str, dt.datetime]:
    return {"recorded_at": dt.datetime(*day, 12, tzinfo=dt.UTC)}


def asked(the_plan, *figures, as_at=LAST_OF_MAY, month=APRIL, history=None):
    current = observations(*figures)
    return due(the_plan, current, month, as_at, None if history is None else observations(*history))


def test_only_measures_whose_period_ends_in_the_month_are_due():
    the_plan = plan(measure(), quarterly(), annual())
    assert list(asked(the_plan)["measure"]) == ["EHCP1"]
    assert list(asked(the_plan, month=parse_month("2022-06"))["measure"]) == ["EHCP1", "EHCP3"]
    assert list(asked(the_plan, month=parse_month("2023-01"))["measure"]) == ["EHCP1", "COP1"]


def test_a_measure_is_not_due_before_it_is_first_collected():
    assert asked(plan(measure(collected_from="2022-05"))).empty


def test_a_figure_is_due_at_the_end_of_the_month_that_its_lag_reaches():
    rows = asked(plan(measure(), measure("LATER", reporting_lag=2)))
    assert [day.date() for day in rows["due_on"]] == [dt.date(2022, 5, 31), dt.date(2022, 6, 30)]


@pytest.mark.parametrize(("day", "late"), [((2022, 5, 31), 0), ((2022, 6, 1), 1), ((2022, 6, 15), 15)])
def test_what_has_not_come_is_late_from_the_day_after_it_was_due(day, late):
    row = asked(plan(measure()), as_at=dt.date(*day)).iloc[0]
    assert (row["reported"], row["to_come"], row["days_late"]) == (False, 1, late)


def test_what_came_late_stays_so_many_days_late():
    row = asked(plan(measure()), figure("EHCP1", "2022-04", 50.0, **came(2022, 6, 10)), as_at=dt.date(2023, 1, 1))
    assert list(row[["reported", "to_come", "days_late"]].iloc[0]) == [True, 0, 10]


def test_midnight_in_london_is_when_a_day_ends():
    late = dt.datetime(2022, 5, 31, 23, 30, tzinfo=dt.UTC)  # half past midnight on 1 June
    assert asked(plan(measure()), figure("EHCP1", "2022-04", 50.0, recorded_at=late)).iloc[0]["days_late"] == 1
    in_time = dt.datetime(2022, 5, 31, 22, 30, tzinfo=dt.UTC)
    assert asked(plan(measure()), figure("EHCP1", "2022-04", 50.0, recorded_at=in_time)).iloc[0]["days_late"] == 0


def test_a_restatement_does_not_make_late_what_came_in_time():
    first = figure("EHCP1", "2022-04", 50.0, **came(2022, 5, 10))
    newer = figure("EHCP1", "2022-04", 60.0, submission=2, **came(2022, 8, 1))
    row = asked(plan(measure()), newer, history=[first, newer], as_at=dt.date(2022, 9, 1)).iloc[0]
    assert (row["days_late"], row["reported_at"]) == (0, first["recorded_at"])


def test_a_figure_with_a_symbol_has_come():
    assert asked(plan(measure()), figure("EHCP1", "2022-04", symbol="c")).iloc[0]["reported"]


def test_a_late_provider_is_named_while_the_total_stands():
    the_plan = plan(waits(), breakdowns={"ASC1": PARTS})
    reported = [figure("ASC1", "2022-04", 60.0), figure("ASC1", "2022-04", 70.0, breakdown="North")]
    row = asked(the_plan, *reported, as_at=dt.date(2022, 6, 5)).iloc[0]
    assert (row["reported"], row["asked"], row["to_come"], row["missing"]) == (True, 3, 1, "South")
    assert row["days_late"] == 5


def test_a_total_that_its_providers_make_is_not_owed():
    the_plan = plan(waits(), breakdowns={"ASC1": PARTS})
    reported = [figure("ASC1", "2022-04", 60.0, denominator=10.0, breakdown=part) for part in PARTS]
    row = asked(the_plan, *reported).iloc[0]
    assert (row["reported"], row["to_come"], row["missing"]) == (True, 0, "")


def test_what_came_last_decides_how_late_a_measure_was():
    the_plan = plan(waits(), breakdowns={"ASC1": PARTS})
    reported = [
        figure("ASC1", "2022-04", 60.0, **came(2022, 5, 10)),
        figure("ASC1", "2022-04", 60.0, breakdown="North", **came(2022, 5, 10)),
        figure("ASC1", "2022-04", 60.0, breakdown="South", **came(2022, 6, 7)),
    ]
    assert asked(the_plan, *reported, as_at=dt.date(2022, 9, 1)).iloc[0]["days_late"] == 7


def test_each_organisation_is_told_what_it_owes():
    the_plan = plan(measure(), measure("EHCP2"), waits(), breakdowns={"ASC1": PARTS})
    rows = asked(the_plan, figure("EHCP1", "2022-04", 50.0), as_at=dt.date(2022, 6, 2))
    council, nhs = owed(rows)
    assert (council.owner, council.to_come, council.asked, council.days_late) == ("The Council", 1, 2, 2)
    assert (nhs.owner, nhs.to_come, nhs.asked, nhs.days_late) == ("The NHS", 3, 3, 2)


def test_a_month_in_which_nothing_is_due_has_no_rows():
    rows = asked(plan(quarterly()))
    assert rows.empty
    assert list(rows.columns) == DUE
    assert owed(rows) == ()
