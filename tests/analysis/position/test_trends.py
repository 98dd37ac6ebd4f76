"""What a trend chart draws: the whole of a measure's time, and whose figure it is held against."""

from __future__ import annotations

import datetime as dt

from sendkpi.plan.choices import ComparatorKind
from sendkpi.plan.records import Comparator
from tests.build import figure, measure, observations, plan, trends, year_to_date_measure

APRIL = dt.date(2022, 4, 1)


def neighbours(year, value, published, basis="all plans", kind=ComparatorKind.NEIGHBOURS):
    return Comparator(
        "EHCP1", "Statistical neighbours", kind, year, basis, "unweighted mean", 2021, 10, None, None, value,
        "2023", dt.date.fromisoformat(published), "PLAN", "1",
    )  # fmt: skip


def label(*comparators, month=APRIL, as_at=dt.date(2024, 1, 1), **changes):
    one = year_to_date_measure(comparator="all plans", **changes)
    (trend,) = trends(plan(one, comparators=comparators), observations(), [one], month, as_at)
    return trend.comparator.label if trend.comparator else ""


def test_a_trend_runs_from_the_baseline_to_the_target_without_a_hole():
    one = year_to_date_measure()
    (trend,) = trends(plan(one), observations(figure("EHCP1", "2022-01", of=(6, 19))), [one], APRIL)

    months = [f"{month:%Y-%m}" for month in trend.frame["month"]]
    assert (months[0], months[-1], len(months)) == ("2021-12", "2022-12", 13)


def test_a_trend_goes_on_to_the_months_after_its_target_and_begins_with_its_first_figure():
    one = measure(target_month="2022-02", baseline_month="2022-01")
    (trend,) = trends(plan(one), observations(figure("EHCP1", "2021-10", 30.0)), [one], APRIL)

    assert [f"{month:%Y-%m}" for month in trend.frame["month"].iloc[[0, -1]]] == ["2021-10", "2022-04"]


def test_figures_after_the_chosen_month_are_not_drawn():
    one = measure()
    (trend,) = trends(plan(one), observations(figure("EHCP1", "2022-05", 50.0)), [one], APRIL)

    assert trend.frame["figure"].notna().sum() == 0


def test_measures_drawn_together_are_what_they_are_alone():
    first, second = measure("A"), measure("B", target_month="2023-06")
    world = plan(first, second)
    rows = observations(figure("A", "2022-03", 50.0), figure("B", "2022-04", 60.0))

    together = trends(world, rows, [first, second], APRIL)

    for alone, one in zip((first, second), together, strict=True):
        (trend,) = trends(world, rows, [alone], APRIL)
        assert trend.frame["month"].tolist() == one.frame["month"].tolist()
        assert trend.frame["figure"].equals(one.frame["figure"])


def test_the_newest_comparator_of_the_same_basis_is_drawn():
    assert label(neighbours(2020, 51.85, "2023-06-01"), neighbours(2021, 52.67, "2023-06-01")) == (
        "Statistical neighbours 2021: 52.7%"
    )


def test_a_comparator_of_another_basis_is_never_drawn():
    other = neighbours(2021, 56.08, "2023-06-01", basis="excluding exceptions")
    assert label(other) == ""
    assert label(other, neighbours(2019, 59.21, "2023-06-01")) == "Statistical neighbours 2019: 59.2%"


def test_a_measure_that_says_no_basis_has_no_comparator_drawn():
    one = year_to_date_measure()
    world = plan(one, comparators=(neighbours(2021, 52.67, "2023-06-01"),))
    (trend,) = trends(world, observations(), [one], APRIL, dt.date(2024, 1, 1))
    assert trend.comparator is None


def test_a_comparator_is_drawn_once_it_is_published():
    published = neighbours(2021, 52.67, "2023-06-08")
    assert label(published, as_at=dt.date(2023, 6, 7)) == ""
    assert label(published, as_at=dt.date(2023, 6, 8)) == "Statistical neighbours 2021: 52.7%"


def test_a_comparator_of_a_later_year_is_not_held_against_the_month():
    assert label(neighbours(2023, 69.49, "2023-06-01")) == ""


def test_only_statistical_neighbours_are_drawn():
    assert label(neighbours(2021, 57.9, "2023-06-01", kind=ComparatorKind.NATIONAL)) == ""
