"""Counts that are asked about because their own history makes them unlikely."""

from __future__ import annotations

import datetime as dt

import pytest

from sendkpi.analysis import review
from sendkpi.plan.choices import Basis, Pooling
from sendkpi.values import add_months, month_code
from tests.analysis.position.test_review import extract
from tests.build import count, figure, observations, plan

TODAY = dt.date(2024, 1, 31)
VIEWS = count("VIEWS", basis=Basis.MONTH, pooling=Pooling.SUM)
STOCK = count("STOCK")
WORLD = plan(VIEWS, STOCK)


def figures(measure: str, values, start="2022-04", **changes):
    first = dt.date.fromisoformat(f"{start}-01")
    return [
        figure(measure, month_code(add_months(first, at)), float(value), **changes)
        for at, value in enumerate(values)
        if value is not None
    ]


def warnings(sent, stands=()):
    found = review(WORLD, extract(*sent), observations(*stands), TODAY)
    return [one for one in found if one.code in {"far_from_history", "running_total", "outside_history"}]


def codes(sent, stands=()):
    return [(one.code, month_code(one.month)) for one in warnings(sent, stands)]


@pytest.mark.parametrize("breakdown", ["", "North"])
@pytest.mark.parametrize("last", [10_100, 90, 0])
def test_a_count_ten_times_or_a_tenth_of_its_usual_level_is_asked_about(last, breakdown):
    before = figures("STOCK", [900, 1000, 1010, 1020], breakdown=breakdown)
    sent = figures("STOCK", [last], "2022-08", breakdown=breakdown)
    assert codes(sent, before) == [("far_from_history", "2022-08")]
    assert codes(before + sent) == [("far_from_history", "2022-08")]


def test_what_is_usual_is_named():
    (line,) = warnings(figures("STOCK", [12_000], "2022-08"), figures("STOCK", [900, 1000, 1010]))
    assert line.line.startswith("KPIs!G2 · STOCK, August 2022 · 12,000 is far above the 1,000 that is usual")


@pytest.mark.parametrize(
    ("before", "last"),
    [([900, 1000], 10_000), ([900, 1000, 1100], 9_000), ([1, 0, 2], 9), ([4, 6, 5], 0), ([0, 0, 0], 3)],
    ids=["two figures are no history", "nine times", "few", "few that fall to nothing", "the first few"],
)
def test_other_counts_are_not(before, last):
    assert codes(figures("STOCK", [*before, last])) == []


def test_a_running_total_is_asked_about_in_its_second_month_against_the_record():
    (line,) = warnings(figures("VIEWS", [8_037], "2022-05"), figures("VIEWS", [4_000]))
    assert line.code == "running_total"
    assert line.message.startswith(
        "8,037 may be a running total: 4,037 if 8,037 runs on from 4,000 in April 2022. Give each month’s own count"
    )


def test_a_running_total_within_a_file_is_asked_about_once():
    (line,) = warnings(figures("VIEWS", [4_000, 8_037, 12_111, 16_500]))
    assert (line.code, month_code(line.month)) == ("running_total", "2022-05")
    assert "So may the 2 months after it." in line.message


def test_a_total_that_begins_to_run_on_after_months_of_their_own_is_asked_about():
    assert codes(figures("VIEWS", [7_500], "2022-08"), figures("VIEWS", [4_000, 5_000, 3_000, 3_300])) == [
        ("running_total", "2022-08")
    ]


@pytest.mark.parametrize(
    "values",
    [
        [4_000, 4_100, 3_900, 4_050],
        [4_000, 2_000, 4_100],
        [4_000, 5_200],
        [4_000, None, 8_000],
        [3, 6, 9],
        [8_000, 4_000],
    ],
    ids=["level", "after a low month", "a rise", "a gap", "few", "a fall"],
)
def test_months_of_their_own_are_not(values):
    assert codes(figures("VIEWS", values)) == []


def test_a_stock_may_grow_by_as_many_each_month():
    assert codes(figures("STOCK", [100, 200, 300, 400])) == []
