"""Year to date, rolling 12, totals and directions on worked figures."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendkpi.analysis import default_month, scorecard, series
from sendkpi.errors import UnknownNameError
from sendkpi.plan.choices import Pooling
from tests.build import annual, count, figure, measure, observations, plan, quarterly, waits, year_to_date_measure

EHCP1 = [
    figure("EHCP1", "2022-01", of=(6, 19)),
    figure("EHCP1", "2022-02", of=(9, 22)),
    figure("EHCP1", "2022-03", of=(8, 20)),
    figure("EHCP1", "2022-04", of=(16, 28)),
]


def april(*rows, **changes):
    return series(plan(year_to_date_measure(**changes)), observations(*rows), "EHCP1").iloc[-1]


def test_a_year_to_date_is_the_sum_of_plans_and_not_the_mean_of_months():
    last = april(*EHCP1)

    assert last["year_to_date"] == pytest.approx(100 * 39 / 89)
    assert last["value"] == pytest.approx(100 * 16 / 28)


def test_the_trajectory_is_a_straight_line_from_baseline_to_target():
    last = april(*EHCP1)

    assert last["trajectory"] == pytest.approx(37 + 43 * 4 / 12)
    assert last["gap"] == pytest.approx(100 * 39 / 89 - (37 + 43 * 4 / 12))


def test_the_needed_rate_tells_what_each_remaining_month_must_reach():
    # 39 of 89 in four months: 267 a year; 80 % of them are 213.6, so 174.6 of the remaining 178
    assert april(*EHCP1)["needed"] == pytest.approx(100 * 174.6 / 178)


def test_a_straight_line_on_the_year_to_date_hides_that_june_is_too_late():
    rows = [figure("EHCP1", f"2022-{number:02d}", of=(585, 1000)) for number in range(1, 7)]
    last = april(*rows)

    assert last["gap"] == pytest.approx(0.0, abs=1e-9)
    assert last["needed"] == pytest.approx(101.5)
    assert last["rating"] == "red"


def test_nothing_more_is_needed_once_the_year_is_won():
    rows = [figure("EHCP1", f"2022-{number:02d}", of=(100, 100)) for number in range(1, 12)]
    assert april(*rows)["needed"] == 0.0


def test_nothing_is_needed_in_the_last_month_of_the_year():
    rows = [figure("EHCP1", f"2022-{number:02d}", of=(50, 100)) for number in range(1, 13)]
    assert math.isnan(april(*rows)["needed"])


def test_before_the_targets_year_the_year_is_held_to_the_trajectory_at_its_own_end():
    # 37 in December 2021 to 80 in December 2023: 58.5 at the end of 2022
    last = april(*EHCP1, target_month="2023-12")

    assert last["needed"] == pytest.approx(100 * (0.585 * 267 - 39) / 178)


def test_a_year_to_date_begins_again_in_the_month_that_the_measure_says():
    rows = [*EHCP1, *(figure("EHCP1", f"2022-{number:02d}", of=(1, 2)) for number in range(5, 13))]
    rows.append(figure("EHCP1", "2023-01", of=(9, 10)))

    assert april(*rows)["year_to_date"] == pytest.approx(90.0)
    assert april(*EHCP1, year_start=4)["year_to_date"] == pytest.approx(100 * 16 / 28)


def test_a_year_to_date_with_a_month_missing_says_how_many_months_it_has():
    world, rows = plan(year_to_date_measure()), observations(EHCP1[0], EHCP1[1], EHCP1[3])
    (row,) = scorecard(world, rows, dt.date(2022, 4, 1)).itertuples()

    assert row.rating == "incomplete"
    assert row.value == pytest.approx(100 * 31 / 69)
    assert "31 of 69 in 3 of 4 months" in row.sentence
    assert math.isnan(row.gap)
    assert math.isnan(row.needed)


def test_without_numerators_the_month_is_shown_and_said_to_be_the_month():
    (row,) = scorecard(
        plan(year_to_date_measure()), observations(figure("EHCP1", "2022-01", 40.0)), dt.date(2022, 1, 1)
    ).itertuples()

    assert (row.value, row.basis, row.rating) == (40.0, "month", "incomplete")
    assert "without numerators and denominators" in row.sentence


def test_a_denominator_of_0_makes_no_rate():
    rows = [figure("EHCP1", "2022-01", of=(0, 0))]
    assert math.isnan(april(*rows)["value"])
    assert math.isnan(april(*rows)["year_to_date"])


def test_a_month_without_plans_leaves_the_year_to_date_as_it_was():
    assert april(*EHCP1[:3], figure("EHCP1", "2022-04", of=(0, 0)))["year_to_date"] == pytest.approx(100 * 23 / 61)


@pytest.mark.parametrize("nothing", [{"of": (0, 0)}, {"denominator": 0}, {"symbol": "z"}])
def test_a_month_with_nothing_to_count_is_no_month_missing(nothing):
    rows = [EHCP1[0], figure("EHCP1", "2022-02", **nothing), *EHCP1[2:]]
    last = april(*rows)

    assert last["year_to_date"] == pytest.approx(100 * 30 / 67)
    assert last["rating"] not in {"incomplete", ""}
    assert last["needed"] == pytest.approx(100 * (0.8 * 67 * 3 - 30) / (67 * 2))


@pytest.mark.parametrize("nothing", [{"of": (0, 0)}, {"denominator": 0}, {"symbol": "z"}])
def test_a_month_with_nothing_to_count_stays_in_the_rolling_12(nothing):
    rows = [figure("EHCP1", f"2022-{number:02d}", of=(number, 20)) for number in range(1, 13) if number != 6]

    assert april(*rows, figure("EHCP1", "2022-06", **nothing))["rolling_12"] == pytest.approx(100 * 72 / 220)


def test_a_month_that_does_not_apply_has_no_year_to_date_of_its_own():
    last = april(*EHCP1[:3], figure("EHCP1", "2022-04", symbol="z"))

    assert math.isnan(last["year_to_date"])
    assert last["rating"] == "not_applicable"


@pytest.mark.parametrize("symbol", ["c", "x", "u", "low"])
def test_a_month_that_is_hidden_or_not_available_is_a_month_missing(symbol):
    rows = [EHCP1[0], figure("EHCP1", "2022-02", symbol=symbol), *EHCP1[2:]]

    assert april(*rows)["rating"] == "incomplete"


def test_rolling_12_needs_twelve_months():
    rows = [figure("EHCP1", f"2022-{number:02d}", of=(number, 20)) for number in range(1, 13)]

    assert math.isnan(april(*rows[:11])["rolling_12"])
    assert april(*rows)["rolling_12"] == pytest.approx(100 * 78 / 240)
    assert april(*rows, figure("EHCP1", "2023-01", of=(20, 20)))["rolling_12"] == pytest.approx(100 * 97 / 240)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=30))
def test_bases_equal_their_definition_for_any_figures(pairs):
    pairs = [(min(pair), max(pair)) for pair in pairs]
    months = [f"{2022 + at // 12}-{at % 12 + 1:02d}" for at in range(len(pairs))]
    rows = series(
        plan(year_to_date_measure()),
        observations(*(figure("EHCP1", when, of=pair) for when, pair in zip(months, pairs, strict=True))),
        "EHCP1",
    )

    for at, row in enumerate(rows.itertuples()):
        for got, start in ((row.year_to_date, at - at % 12), (row.rolling_12, at - 11)):
            top = sum(pair[0] for pair in pairs[max(start, 0) : at + 1])
            bottom = sum(pair[1] for pair in pairs[max(start, 0) : at + 1])
            want = 100 * top / bottom if bottom and start >= 0 else math.nan
            assert got == pytest.approx(want, nan_ok=True)


PARTS = {"ASC1": ("North", "South")}


def parts(pooling, first, second, **changes):
    world = plan(waits(pooling=pooling, **changes), breakdowns=PARTS)
    rows = observations(first | {"breakdown": "North"}, second | {"breakdown": "South"})
    (row,) = scorecard(world, rows, dt.date(2022, 2, 1)).itertuples()
    return row


def wait(weeks, children=None):
    return figure("ASC1", "2022-02", weeks, denominator=children)


def test_averages_pool_by_their_weights():
    assert parts(Pooling.MEAN, wait(60, 30), wait(40, 10)).value == pytest.approx(55.0)


def test_averages_without_weights_do_not_pool():
    assert parts(Pooling.MEAN, wait(60, 30), wait(40)).rating == "not_reported"


def test_a_maximum_pools_as_a_maximum():
    assert parts(Pooling.MAXIMUM, wait(60), wait(71)).value == 71.0


def test_a_total_is_not_made_from_some_of_its_parts():
    world = plan(waits(pooling=Pooling.MAXIMUM), breakdowns=PARTS)
    rows = observations(wait(60) | {"breakdown": "North"})
    (row,) = scorecard(world, rows, dt.date(2022, 2, 1)).itertuples()

    assert row.rating == "not_reported"


def test_a_reported_total_stands_before_its_parts():
    world = plan(waits(), breakdowns=PARTS)
    rows = observations(wait(58, 40), wait(60, 30) | {"breakdown": "North"}, wait(40, 10) | {"breakdown": "South"})
    (row,) = scorecard(world, rows, dt.date(2022, 2, 1)).itertuples()

    assert row.value == 58.0


def test_a_breakdown_has_a_series_of_its_own_without_a_trajectory():
    world = plan(waits(), breakdowns=PARTS)
    rows = observations(wait(58, 40), wait(60, 30) | {"breakdown": "North"})

    (row,) = series(world, rows, "ASC1", "North").itertuples()

    assert (row.value, row.rating) == (60.0, "")
    assert math.isnan(row.trajectory)


def test_a_breakdown_that_the_plan_does_not_know_is_named():
    with pytest.raises(UnknownNameError, match="North, South"):
        series(plan(waits(), breakdowns=PARTS), observations(), "ASC1", "East")


def directions(one, *rows):
    row = scorecard(plan(one), observations(*rows), rows[-1]["month"]).iloc[0]
    return row["direction"], row["direction_year"]


@pytest.mark.parametrize(
    ("one", "before", "now", "expected"),
    [
        (measure("A"), 50.0, 50.1, "better"),
        (measure("A"), 50.0, 50.05, "same"),
        (measure("A"), 50.0, 49.0, "worse"),
        (waits("A"), 60.0, 59.0, "better"),
        (waits("A"), 60.0, 61.0, "worse"),
        (count("A"), 600.0, 600.0, "same"),
        (count("A"), 600.0, 601.0, "better"),
    ],
)
def test_direction_compares_with_the_period_before(one, before, now, expected):
    assert directions(one, figure("A", "2022-01", before), figure("A", "2022-02", now))[0] == expected


def test_direction_compares_neighbouring_periods_only():
    assert directions(measure("A"), figure("A", "2022-01", 50.0), figure("A", "2022-03", 60.0)) == (
        "unknown",
        "unknown",
    )


def test_direction_of_a_quarter_compares_with_the_quarter_before_and_the_same_quarter_last_year():
    rows = [figure("A", "2022-03", 50.0), figure("A", "2022-12", 70.0), figure("A", "2023-03", 60.0)]
    assert directions(quarterly("A"), *rows) == ("worse", "better")


def test_direction_of_an_annual_measure_is_the_same_both_ways():
    assert directions(annual("A"), figure("A", "2022-01", 50.0), figure("A", "2023-01", 60.0)) == ("better", "better")


def test_a_year_to_date_is_compared_only_with_the_same_month_last_year():
    rows = [figure("A", f"{2022 + at // 12}-{at % 12 + 1:02d}", of=(at, 20)) for at in range(14)]
    assert directions(year_to_date_measure("A"), *rows) == ("unknown", "better")


@pytest.mark.parametrize(
    ("as_at", "month"),
    [("2022-07-30", "2022-05"), ("2022-07-31", "2022-06"), ("2022-08-01", "2022-06"), ("2023-01-31", "2022-12")],
)
def test_the_default_month_is_the_latest_that_is_due(as_at, month):
    assert f"{default_month(plan(measure()), dt.date.fromisoformat(as_at)):%Y-%m}" == month
