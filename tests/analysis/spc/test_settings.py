"""What process charts are asked for, and what of it is refused: in one sentence that says what is legal."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sendkpi.analysis.spc import xmr
from sendkpi.errors import SendKpiError
from tests.analysis.spc.series import chart, figures, month, settings


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"improvement": "up"}, "Series 'a': improvement 'up' is not one of increase, decrease, neutral."),
        ({"improvement": None}, "Series 'a': improvement '' is not one of increase, decrease, neutral."),
        ({"fix_after": 11}, "Series 'a': fix_after 11 is not a whole number of rows, 12 or more."),
        ({"fix_after": 12.5}, "Series 'a': fix_after 12.5 is not a whole number of rows, 12 or more."),
        ({"target": "high"}, "Series 'a': target 'high' is not a number."),
        ({"target": math.inf}, "Series 'a': target inf is not a number."),
        ({"screen_outliers": "FALSE"}, "Series 'a': screen_outliers 'FALSE' is not one of True, False."),
    ],
)
def test_what_is_not_legal_is_refused_with_what_is(asked, sentence):
    with pytest.raises(SendKpiError) as refused:
        chart([1, 2, 3, 4], **asked)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("date", "near"),
    [
        ("2022-06-15", "the nearest are 2022-06-01 and 2022-07-01"),
        ("2021-12-01", "the nearest is 2022-04-01"),
        ("2023-01-01", "the nearest is 2022-07-01"),
    ],
)
def test_a_rebase_date_that_the_series_has_not_is_refused_with_the_nearest_it_has(date, near):
    with pytest.raises(SendKpiError) as refused:
        chart([1, 2, 3, 4], rebases=(month(1), pd.Timestamp(date)))
    assert str(refused.value) == f"Series 'a': the rebase date {date} is no date of the series; {near}."


def test_a_date_of_another_series_is_no_date_to_rebase_at():
    with pytest.raises(SendKpiError, match=r"Series 'a': the rebase date 2022-07-01 .* nearest is 2022-06-01"):
        xmr.process(figures({"a": [1, 2, 3], "b": [1, 2, 3, 4]}), settings(("a", "b"), rebases=(month(3),)))


def test_a_date_that_stands_there_twice_is_refused():
    twice = pd.concat([figures([1, 2]), figures([3])])
    with pytest.raises(SendKpiError, match="Series 'a' has the date 2022-04-01 twice; give it one row"):
        xmr.process(twice, settings())


def test_a_point_without_series_or_date_or_with_an_endless_value_is_refused():
    with pytest.raises(SendKpiError, match="Row 1 of the points names no series"):
        xmr.process(figures([1, 2]).assign(series=[None, "a"]), settings())
    with pytest.raises(SendKpiError, match="Series 'a' has a row without a date"):
        xmr.process(figures([1, 2]).assign(date=[month(0), None]), settings())
    for value in (math.inf, -1e308):
        with pytest.raises(SendKpiError, match="Series 'a' has a value at 2022-05-01 that is larger than any figure"):
            chart([1, value])
    assert chart([1e100, -1e100, 1e100])["upl"].notna().all()


def test_a_series_needs_one_row_of_settings():
    with pytest.raises(SendKpiError, match="Series 'a' has no settings"):
        xmr.process(figures([1, 2]), settings(("b",)))
    with pytest.raises(SendKpiError, match="Series 'a' has two rows of settings"):
        xmr.process(figures([1, 2]), settings(("a", "a")))


def test_settings_of_other_series_and_columns_that_are_left_out_do_no_harm():
    asked = pd.DataFrame({"series": ["z", "a"], "improvement": ["sideways", "increase"]})
    pd.testing.assert_frame_equal(xmr.process(figures([1, 3, 2]), asked), chart([1, 3, 2]))
