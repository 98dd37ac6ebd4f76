"""How far chance alone could move a share."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendkpi.analysis.position.interval import describe_interval, wilson


def interval(numerator: float, denominator: float) -> tuple[float, float]:
    found = wilson(pd.Series([numerator]), pd.Series([denominator])).iloc[0]
    return found["low"], found["high"]


def test_sixteen_of_twenty_could_be_58_to_92_percent():
    assert interval(16, 20) == pytest.approx((58.40, 91.93), abs=0.01)
    assert describe_interval(16, 20) == "16 of 20 is 80%, and could be 58% to 92%"


def test_none_of_ten_could_still_be_28_percent_and_all_of_ten_72():
    assert interval(0, 10) == pytest.approx((0, 27.75), abs=0.01)
    assert interval(10, 10) == pytest.approx((72.25, 100), abs=0.01)


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(0, 0), (math.nan, 20), (3, math.nan), (21, 20), (-1, 20)], ids=str
)
def test_without_a_share_there_is_no_interval(numerator: float, denominator: float):
    assert all(math.isnan(end) for end in interval(numerator, denominator))
    assert describe_interval(numerator, denominator) == ""


@given(st.integers(1, 5000).flatmap(lambda bottom: st.tuples(st.integers(0, bottom), st.just(bottom))))
def test_an_interval_holds_its_share_and_stays_within_0_and_100(counted: tuple[int, int]):
    low, high = interval(*counted)
    share = 100 * counted[0] / counted[1]
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 100
    assert high - low > 0


def test_each_row_has_its_own_interval():
    found = wilson(pd.Series([16, None, 160]), pd.Series([20, 20, 200]))
    assert found["low"].isna().tolist() == [False, True, False]
    assert found["low"].iloc[2] > found["low"].iloc[0]
