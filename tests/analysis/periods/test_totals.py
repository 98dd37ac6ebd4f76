"""Totals pooled from providers: one with nobody to count leaves the total standing, one that is missing does not."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from sendkpi.analysis import Filters, due, explore, scorecard, series
from sendkpi.analysis.periods.rating import Reason
from sendkpi.plan.choices import Pooling
from sendkpi.values import parse_month
from tests.build import count, figure, measure, observations, plan, waits

MONTH = parse_month("2022-02")
AS_AT = dt.date(2022, 3, 31)
WAITS = waits("M")
LONGEST = waits("M", pooling=Pooling.MAXIMUM)
RATE = measure("M")
STOCK = count("M")
PROVIDERS = ("North", "South", "West")


def world(one):
    return plan(one, breakdowns={"M": PROVIDERS})


def given(*providers):
    """A figure of February for each provider, in their order; None where one is missing."""
    reported = zip(PROVIDERS, providers, strict=True)
    return observations(*(figure("M", "2022-02", **row, breakdown=name) for name, row in reported if row is not None))


def total(one, *providers):
    (row,) = scorecard(world(one), given(*providers), MONTH, AS_AT).itertuples()
    return row


def wait(weeks, children=None):
    return {"value": weeks, "denominator": children}


NOBODY = {"denominator": 0}
NOT_APPLICABLE = {"symbol": "z"}


@pytest.mark.parametrize("nobody", [NOBODY, NOT_APPLICABLE], ids=["denominator 0", "z"])
def test_a_provider_with_nobody_to_count_leaves_the_average_of_the_others(nobody):
    # 36 weeks of 70 children and 45 of 20: 3,420 weeks of 90 children
    rows = given(wait(36, 70), wait(45, 20), nobody)
    (row,) = series(world(WAITS), rows, "M").itertuples()
    assert (row.value, row.denominator) == (pytest.approx(38.0), 90)


@pytest.mark.parametrize("nobody", [NOBODY, NOBODY | {"numerator": 0}, NOT_APPLICABLE])
def test_a_provider_with_nobody_to_count_leaves_the_rate_of_the_others(nobody):
    (row,) = series(world(RATE), given({"of": (6, 19)}, {"of": (9, 22)}, nobody), "M").itertuples()
    assert (row.numerator, row.denominator, row.value) == (15, 41, pytest.approx(100 * 15 / 41))


@pytest.mark.parametrize("nobody", [NOBODY, NOT_APPLICABLE])
def test_the_longest_wait_is_of_those_with_somebody_waiting(nobody):
    assert total(LONGEST, wait(36, 70), wait(45, 20), nobody).value == 45.0


def test_a_count_that_does_not_apply_adds_nothing():
    assert total(STOCK, {"value": 400}, {"value": 300}, NOT_APPLICABLE).value == 700


@pytest.mark.parametrize("spoilt", [None, {"symbol": "c"}, {"symbol": "x"}, {"symbol": "u"}, {"symbol": "low"}])
@pytest.mark.parametrize("one", [WAITS, LONGEST], ids=["average", "maximum"])
def test_a_provider_that_is_missing_or_hidden_leaves_no_total(one, spoilt):
    assert total(one, wait(36, 70), wait(45, 20), spoilt).rating == "not_reported"


@pytest.mark.parametrize(
    ("one", "providers"),
    [
        (WAITS, (wait(36, 70), wait(45, 20), wait(40, 10) | {"symbol": "u"})),
        (LONGEST, (wait(36, 70), wait(45, 20), wait(40, 10) | {"symbol": "u"})),
        (RATE, ({"of": (6, 19)}, {"of": (9, 22)}, {"of": (8, 20), "symbol": "u"})),
        (STOCK, ({"value": 400}, {"value": 300}, {"value": 2, "symbol": "u"})),
        (WAITS, (wait(36, 70), wait(45, 20), NOBODY | {"symbol": "u"})),
    ],
)
def test_a_figure_of_low_reliability_leaves_no_total(one, providers):
    assert total(one, *providers).rating == "not_reported"


@pytest.mark.parametrize("one", [WAITS, LONGEST, RATE], ids=["average", "maximum", "rate"])
def test_nobody_to_count_anywhere_makes_no_rate_and_says_so(one):
    row = total(one, NOBODY, NOBODY, NOT_APPLICABLE)
    assert math.isnan(row.value)
    assert (row.rating, row.rating_reason) == ("not_applicable", Reason.NOTHING_TO_COUNT)
    assert "No figure for February 2022: nothing to count: the denominator is 0." in row.sentence


@pytest.mark.parametrize("one", [WAITS, LONGEST, RATE, STOCK], ids=["average", "maximum", "rate", "stock"])
def test_not_applicable_anywhere_is_not_applicable_together(one):
    row = total(one, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE)
    assert math.isnan(row.value)
    assert (row.rating, row.rating_reason) == ("not_applicable", Reason.INAPPLICABLE)


def test_nothing_is_owed_where_a_provider_says_that_it_has_nobody_to_count():
    rows = due(world(WAITS), given(wait(36, 70), NOBODY, NOT_APPLICABLE), MONTH, AS_AT)
    assert rows[["reported", "to_come", "missing"]].to_numpy().tolist() == [[True, 0, ""]]


def test_what_is_explored_has_the_total_and_the_provider_with_nobody():
    filters = Filters(MONTH, first=MONTH, providers=("Total", "West"))
    rows = explore(world(WAITS), given(wait(36, 70), wait(45, 20), NOBODY), filters, AS_AT)
    assert rows["provider"].tolist() == ["Total", "West"]
    assert rows["value"].isna().tolist() == [False, True]
    assert rows["denominator"].tolist() == [90, 0]
