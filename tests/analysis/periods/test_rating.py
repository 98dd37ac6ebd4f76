"""Every row of the rating table, in both directions and at every edge: given these figures, this rating."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from sendkpi.analysis import Rating, scorecard
from sendkpi.analysis.periods.rating import Reason
from sendkpi.analysis.wording import RATING_WORDS, REASON_WORDS
from sendkpi.plan.choices import Expectation
from sendkpi.values import parse_month
from tests.build import annual, count, figure, measure, observations, plan, quarterly, waits, year_to_date_measure

if TYPE_CHECKING:
    from sendkpi.plan.records import Measure


@dataclass(frozen=True)
class Case:
    """A measure, what was reported of it, the scorecard's month, and the rating that follows."""

    name: str
    measure: Measure
    figures: dict[str, object]
    month: str
    rating: str
    reason: str = ""
    as_at: str = ""
    points: dict[str, float] = field(default_factory=dict)


TBC = {"baseline": None, "baseline_month": None, "target": None}
NO_TARGET = {"target": None, "target_month": "2023-01"}
YEAR = {"2022-01": (6, 19), "2022-02": (9, 22), "2022-03": (8, 20), "2022-04": (16, 28)}


def on_course(until: int, rate: tuple[int, int]) -> dict[str, object]:
    """The same numerator and denominator in each month of 2022 up to a month."""
    return {f"2022-{number:02d}": rate for number in range(1, until + 1)}


# The monthly percentage of tests.build: 40 in December 2021 to 80 in December 2022, so 60 in June 2022
# (amber from 54), and 63.33 in July (amber from 57). Waits: 70 in December 2021 to 52 in April 2022, so 61 in
# February (amber to 67.1).
CASES = [
    # suppressed, not applicable
    Case("a confidential figure", measure(), {"2022-06": "c"}, "2022-06", "suppressed"),
    Case("a confidential month of a year to date", year_to_date_measure(), YEAR | {"2022-05": "c"}, "2022-05", "suppressed"),
    Case("a figure reported as not applicable", measure(), {"2022-06": "z"}, "2022-06", "not_applicable"),
    Case("a figure before the baseline month", measure(baseline_month="2022-03"), {"2022-02": 50.0}, "2022-02",
         "not_applicable", "before the baseline month"),
    Case("a figure in the baseline month", measure(baseline_month="2022-03"), {"2022-03": 40.0}, "2022-03", "green"),
    Case("nothing to count", measure(), {"2022-06": (0, 0)}, "2022-06", "not_applicable", "nothing to count: the denominator is 0"),
    Case("nothing to count so far this year", year_to_date_measure(), {"2022-01": (0, 0)}, "2022-01", "not_applicable"),
    Case("nothing to count in one month of a year to date", year_to_date_measure(),
         on_course(3, (9, 20)) | {"2022-04": (0, 0)}, "2022-04", "red",
         "behind the trajectory by more than the tolerance"),
    # not reported, incomplete
    Case("a figure due and absent", measure(), {}, "2022-06", "not_reported", "due and not reported"),
    Case("a figure due and absent after others came", measure(), {"2022-05": 57.0}, "2022-06", "not_reported"),
    Case("a figure not due yet: the month before stands", measure(), {"2022-05": 57.0}, "2022-06", "green", as_at="2022-07-30"),
    Case("a figure that came before it was due", measure(), {"2022-06": 60.0}, "2022-06", "green", as_at="2022-07-01"),
    Case("a figure with a longer reporting lag is not due yet", measure(reporting_lag=2), {"2022-05": 57.0}, "2022-06", "green"),
    Case("a figure with a longer reporting lag is due in the end", measure(reporting_lag=2), {"2022-05": 57.0}, "2022-06",
         "not_reported", as_at="2022-08-31"),
    Case("a figure reported as not available", measure(), {"2022-06": "x"}, "2022-06", "not_reported", "reported as not available"),
    Case("a figure that rounds to zero but is not", measure(), {"2022-06": "low"}, "2022-06", "not_applicable"),
    Case("a figure too unreliable to show", measure(), {"2022-06": "u"}, "2022-06", "not_reported"),
    Case("a year to date with a month missing", year_to_date_measure(),
         {"2022-01": (6, 19), "2022-03": (8, 20)}, "2022-03", "incomplete", "a month of the year to date is missing"),
    Case("a year to date whose last month is missing", year_to_date_measure(), {"2022-01": (6, 19)}, "2022-02", "not_reported"),
    Case("a year to date of percentages alone", year_to_date_measure(), {"2022-01": 40.0}, "2022-01", "incomplete",
         "the year to date cannot be computed without numerators and denominators"),
    Case("a year to date is whole again when the month comes", year_to_date_measure(), on_course(3, (10, 20)), "2022-03", "green"),
    # no baseline, no target
    Case("no baseline, its promise not passed", measure(**TBC, baseline_promised="2022-06"), {"2022-06": 50.0}, "2022-06",
         "awaiting_baseline"),
    Case("no baseline, its promise passed", measure(**TBC, baseline_promised="2022-06"), {"2022-07": 50.0}, "2022-07",
         "baseline_overdue"),
    Case("no baseline and no promise is never overdue", measure(**TBC), {"2030-06": 50.0}, "2030-06", "awaiting_baseline"),
    Case("no baseline and no figure: the missing figure comes first", measure(**TBC, baseline_promised="2022-03"), {}, "2022-06",
         "not_reported"),
    Case("no target, its promise not passed", measure(**NO_TARGET, target_promised="2022-06"), {"2022-06": 50.0}, "2022-06",
         "awaiting_target"),
    Case("no target, its promise passed", measure(**NO_TARGET, target_promised="2022-06"), {"2022-07": 50.0}, "2022-07",
         "target_overdue"),
    Case("no target and no promise is never overdue", measure(**NO_TARGET), {"2030-06": 50.0}, "2030-06", "awaiting_target"),
    Case("a promise is judged at the scorecard's month, not at the last quarter's",
         quarterly(**TBC, baseline_promised="2022-06"), {"2022-06": 50.0}, "2022-08", "baseline_overdue"),
    Case("nothing due yet, the baseline's promise open", annual(**TBC, baseline_promised="2022-06"), {}, "2022-05",
         "awaiting_baseline"),
    Case("nothing due yet, the baseline's promise passed", annual(**TBC, baseline_promised="2022-06"), {}, "2022-07",
         "baseline_overdue"),
    # blue
    Case("at the target", measure(), {"2022-06": 80.0}, "2022-06", "blue"),
    Case("better than the target, before its month", measure(), {"2022-02": 95.0}, "2022-02", "blue"),
    Case("an average wait at the target", waits(), {"2022-02": 52.0}, "2022-02", "blue"),
    Case("an average wait better than the target", waits(), {"2022-06": 40.0}, "2022-06", "blue"),
    Case("a year to date at the target in mid-year is not yet met", year_to_date_measure(), on_course(6, (9, 10)), "2022-06", "green"),
    Case("a year to date at the target in the year's last month", year_to_date_measure(), on_course(12, (8, 10)), "2022-12", "blue"),
    Case("a stock at its target", count(), {"2022-05": 1000.0}, "2022-05", "blue"),
    # red
    Case("worse than the baseline, though within the tolerance", measure(tolerance=50.0), {"2022-01": 39.9}, "2022-01", "red",
         "worse than the baseline"),
    Case("exactly at the baseline is not worse", measure(tolerance=50.0), {"2022-01": 40.0}, "2022-01", "amber"),
    Case("an average wait worse than the baseline", waits(tolerance=50.0), {"2022-01": 70.1}, "2022-01", "red", "worse than the baseline"),
    Case("a miss in the target month, though within the tolerance", measure(), {"2022-12": 79.9}, "2022-12", "red", "target missed"),
    Case("a miss after the target month", measure(), {"2023-03": 79.0}, "2023-03", "red", "target missed"),
    Case("an average wait that misses its target month", waits(), {"2022-04": 52.5}, "2022-04", "red", "target missed"),
    Case("the month before the target month is still within the tolerance", waits(), {"2022-03": 60.0}, "2022-03", "amber"),
    Case("out of reach: more than 100 needed in each month left", year_to_date_measure(tolerance=90.0), on_course(6, (55, 100)),
         "2022-06", "red", "target out of reach this year"),
    Case("exactly 100 needed is still in reach", year_to_date_measure(), on_course(6, (60, 100)), "2022-06", "green"),
    Case("worse than the floor, though on trajectory", measure(floor=61.0), {"2022-06": 60.5}, "2022-06", "red", "worse than the floor"),
    Case("a year to date beyond the tolerance", year_to_date_measure(), YEAR, "2022-04", "red",
         "behind the trajectory by more than the tolerance"),
    Case("beyond the tolerance", measure(), {"2022-06": 53.9}, "2022-06", "red", "behind the trajectory by more than the tolerance"),
    Case("an average wait beyond the tolerance", waits(), {"2022-02": 67.2}, "2022-02", "red"),
    Case("beyond a tolerance in points", measure(tolerance=5.0, tolerance_unit="points"), {"2022-06": 54.9}, "2022-06", "red"),
    # green
    Case("exactly on the trajectory", measure(), {"2022-06": 60.0}, "2022-06", "green"),
    Case("better than the trajectory", measure(), {"2022-06": 70.0}, "2022-06", "green"),
    Case("an average wait on its trajectory", waits(), {"2022-02": 61.0}, "2022-02", "green"),
    Case("an average wait better than its trajectory", waits(), {"2022-02": 55.0}, "2022-02", "green"),
    Case("a stock on its trajectory", count(target_month="2022-12"), {"2022-06": 800.0}, "2022-06", "green"),
    Case("after the target month a year to date is held to the target", year_to_date_measure(),
         on_course(12, (8, 10)) | {"2023-01": (85, 100)}, "2023-01", "green"),
    # amber
    Case("just behind the trajectory", measure(), {"2022-06": 59.9}, "2022-06", "amber"),
    Case("exactly at the tolerance", measure(), {"2022-06": 54.0}, "2022-06", "amber"),
    Case("an average wait just behind", waits(), {"2022-02": 61.1}, "2022-02", "amber"),
    Case("an average wait exactly at the tolerance", waits(), {"2022-02": 67.1}, "2022-02", "amber"),
    Case("exactly at a tolerance in points", measure(tolerance=5.0, tolerance_unit="points"), {"2022-06": 55.0}, "2022-06", "amber"),
    Case("judged unrounded: 59.96 is behind 60 though shown as 60.0", measure(), {"2022-06": 59.96}, "2022-06", "amber"),
    # trajectories of other kinds
    Case("a target without a baseline, before its month", waits(baseline=None, baseline_month=None), {"2022-03": 60.0}, "2022-03",
         "no_trajectory"),
    Case("a target without a baseline, in its month", waits(baseline=None, baseline_month=None), {"2022-04": 60.0}, "2022-04", "red",
         "target missed"),
    Case("a target without a baseline, already met", waits(baseline=None, baseline_month=None), {"2022-02": 50.0}, "2022-02", "blue"),
    Case("a target month not after the baseline month", measure(target_month="2021-12"), {"2022-01": 70.0}, "2022-01", "red",
         "target missed"),
    Case("a point that the plan gives stands before the straight line", measure(), {"2022-06": 45.0}, "2022-06", "green",
         points={"2022-06": 45.0}),
    Case("between points the line is straight", measure(), {"2022-03": 42.5}, "2022-03", "green", points={"2022-06": 45.0}),
    # quarters and years in between
    Case("a quarter at its end", quarterly(), {"2022-06": 60.0}, "2022-06", "green"),
    Case("a quarter stands until the next is due", quarterly(), {"2022-06": 60.0}, "2022-08", "green"),
    Case("the next quarter due and absent", quarterly(), {"2022-06": 60.0}, "2022-09", "not_reported"),
    Case("a quarter is judged at its own end, not at the scorecard's month", quarterly(tolerance=0.0), {"2022-06": 60.0}, "2022-07",
         "green"),
    Case("a quarter that misses its target stays missed in between", quarterly(), {"2022-12": 70.0}, "2023-02", "red", "target missed"),
    Case("an annual figure before any is due", annual(), {}, "2022-06", "not_applicable", "no figure is due yet"),
    Case("an annual figure at its year's end", annual(), {"2023-01": 60.0}, "2023-01", "green"),
    Case("an annual figure in between", annual(), {"2023-01": 60.0}, "2023-11", "green"),
    Case("the next annual figure due and absent", annual(), {"2023-01": 60.0}, "2024-01", "not_reported"),
    # improvement every quarter
    Case("the first quarter of a measure that must improve", quarterly(expectation=Expectation.IMPROVEMENT, **TBC),
         {"2022-06": 60.0}, "2022-06", "awaiting_baseline"),
    Case("better than the quarter before", quarterly(expectation=Expectation.IMPROVEMENT, **TBC),
         {"2022-06": 60.0, "2022-09": 60.1}, "2022-09", "green"),
    Case("the same as the quarter before", quarterly(expectation=Expectation.IMPROVEMENT, **TBC),
         {"2022-06": 60.0, "2022-09": 60.0}, "2022-10", "amber"),
    Case("worse than the quarter before", quarterly(expectation=Expectation.IMPROVEMENT, **TBC),
         {"2022-06": 60.0, "2022-09": 59.0}, "2022-09", "red"),
    Case("the quarter before is missing", quarterly(expectation=Expectation.IMPROVEMENT, **TBC),
         {"2022-03": 60.0, "2022-09": 59.0}, "2022-09", "awaiting_baseline"),
]  # fmt: skip


def told(measure_id: str, figures: dict[str, object]) -> list[dict[str, object]]:
    """Observations from a case's shorthand: a value, a (numerator, denominator), or a symbol."""
    rows = []
    for when, given in figures.items():
        if isinstance(given, str):
            rows.append(figure(measure_id, when, symbol=given))
        elif isinstance(given, tuple):
            rows.append(figure(measure_id, when, of=given))
        else:
            rows.append(figure(measure_id, when, given))
    return rows


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_measure_is_rated_by_the_first_rule_that_holds(case):
    world = plan(case.measure, points={case.measure.id: case.points})
    as_at = dt.date.fromisoformat(case.as_at) if case.as_at else None

    (row,) = scorecard(
        world, observations(*told(case.measure.id, case.figures)), parse_month(case.month), as_at
    ).itertuples()

    assert row.rating == case.rating
    assert case.reason in REASON_WORDS[Reason(row.rating_reason)]


def test_the_table_of_cases_holds_every_rating():
    assert {case.rating for case in CASES} == {str(rating) for rating in Rating}


def test_every_rating_and_every_reason_has_its_words():
    assert set(RATING_WORDS) == set(Rating)
    assert set(REASON_WORDS) == set(Reason)


def test_an_earlier_figure_beside_a_missing_one_is_shown_and_not_rated():
    world = plan(measure())
    (row,) = scorecard(world, observations(figure("EHCP1", "2022-04", 57.0)), dt.date(2022, 6, 1)).itertuples()

    assert (row.rating, row.last_value, f"{row.last_month:%Y-%m}") == ("not_reported", 57.0, "2022-04")
    assert row.value != row.value


@pytest.mark.parametrize(
    ("reported", "as_at", "late"),
    [
        ({"2022-05": 57.0}, "2022-07-31", 0),
        ({"2022-05": 57.0}, "2022-08-30", 0),
        ({"2022-05": 57.0}, "2022-08-31", 1),
        ({"2022-03": 50.0}, "2022-07-31", 2),
        ({}, "2022-07-31", 5),
        ({"2022-06": 60.0}, "2023-07-31", 0),
    ],
)
def test_months_late_counts_from_the_day_the_oldest_figure_owed_fell_due(reported, as_at, late):
    rows = observations(*told("EHCP1", reported))
    (row,) = scorecard(plan(measure()), rows, dt.date(2022, 6, 1), dt.date.fromisoformat(as_at)).itertuples()

    assert row.months_late == late


def test_a_sample_under_the_minimum_is_flagged_whatever_the_rating():
    world = plan(measure("EHCP6", minimum_sample=6), measure("OTHER"))
    rows = observations(figure("EHCP6", "2022-06", of=(4, 5)), figure("OTHER", "2022-06", of=(4, 5)))

    small, other = scorecard(world, rows, dt.date(2022, 6, 1)).itertuples()

    assert (small.small_sample, other.small_sample) == (True, False)
    assert small.rating == "blue"
    assert "Only 5 counted" in small.sentence
