"""Forecasts of any series: worked figures, what holds of every series, and silence with its reason."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendkpi.analysis.forecast.series import forecast
from sendkpi.errors import SendKpiError

NAN = float("nan")
FIGURE = st.one_of(st.just(NAN), st.floats(0, 100), st.integers(0, 100).map(float))


def figures(values, name="a", freq="ME", **more):
    dates = pd.date_range("2022-01-31", periods=len(values), freq=freq)
    return pd.DataFrame({"series": name, "date": dates, "value": np.array(values, dtype="float64"), **more})


def wobble(count, level=50.0, by=3.0, seed=1):
    return level + by * np.random.default_rng(seed).standard_normal(count)


def reasons(*given_, horizon=3):
    return forecast(pd.concat(given_), horizon)["reason"].tolist()


def test_steady_noise_is_expected_at_its_mean():
    values = wobble(36)
    rows = forecast(figures(values), 6)
    assert rows["forecast"].to_numpy() == pytest.approx(values.mean(), abs=2)


def test_a_jump_long_ago_leaves_the_new_level():
    rows = forecast(figures([*wobble(12, 40), *wobble(12, 70, seed=2)]), 1)
    assert rows["forecast"].item() == pytest.approx(70, abs=3)


def test_a_rise_is_not_carried_on_as_a_line():
    values = 10 + 2.0 * np.arange(24)
    rows = forecast(figures(values), 24)
    steps = np.diff(rows["forecast"])
    assert (steps > -1e-9).all()
    assert steps[-1] < 2 / 2


def test_a_yearly_wave_is_expected_again_once_two_years_are_known():
    values = 50 + 10 * np.sin(2 * np.pi * np.arange(36) / 12) + wobble(36, 0, 0.5)
    rows = forecast(figures(values), 12)
    assert rows["forecast"].iloc[2] - rows["forecast"].iloc[8] > 15


def test_intervals_are_wider_further_ahead_where_the_level_wanders():
    rows = forecast(figures(50 + np.cumsum(wobble(36, 0, 2))), 9)
    width = rows["upper"] - rows["lower"]
    assert width.iloc[8] > 1.8 * width.iloc[0]


def test_a_series_says_the_same_alone_and_among_others():
    one, other = figures(wobble(20)), figures(wobble(30, 10, 1, 3), "b")
    alone, both = forecast(one, 4), forecast(pd.concat([other, one]), 4)
    both = both[both["series_id"] == "a"].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, both)


def test_the_unit_of_measurement_does_not_matter():
    values = wobble(20, 500, 20)
    small, large = forecast(figures(values), 3), forecast(figures(values * 1000), 3)
    for name in ("forecast", "lower", "upper"):
        assert large[name].to_numpy() == pytest.approx(1000 * small[name].to_numpy(), rel=1e-6)


def test_a_value_is_worked_out_from_its_counts():
    counted = figures([NAN] * 12, numerator=[12, 14] * 6, denominator=20)
    plain = figures([60, 70] * 6, numerator=[12, 14] * 6, denominator=20)
    pd.testing.assert_frame_equal(forecast(counted, 2), forecast(plain, 2))


def test_all_in_time_has_an_interval_that_ends_at_100():
    rows = forecast(figures([100.0] * 12, numerator=8, denominator=8), 1)
    assert rows["upper"].item() == 100
    assert 90 < rows["lower"].item() < 99


def test_fewer_counted_are_less_sure():
    few, many = (forecast(figures([50.0] * 12, numerator=n / 2, denominator=n), 1) for n in (10, 1000))
    assert (few["upper"] - few["lower"]).item() > 5 * (many["upper"] - many["lower"]).item()


@pytest.mark.parametrize(
    ("freq", "dates"),
    [
        ("ME", ["2023-01-31", "2023-02-28", "2023-03-31"]),
        ("QE", ["2025-03-31", "2025-06-30", "2025-09-30"]),
        ("7D", ["2022-04-25", "2022-05-02", "2022-05-09"]),
    ],
)
def test_steps_go_on_as_the_dates_do(freq, dates):
    rows = forecast(figures(wobble(12), freq=freq), 3)
    assert rows["date"].dt.strftime("%Y-%m-%d").tolist() == dates


def test_a_missing_last_month_is_the_first_step():
    rows = forecast(figures([*wobble(14), NAN]), 1)
    assert rows["date"].dt.strftime("%Y-%m-%d").tolist() == ["2023-03-31"]


def test_a_row_left_out_is_a_gap_as_an_empty_one_is():
    values = wobble(16)
    values[5] = NAN
    given_ = figures(values)
    pd.testing.assert_frame_equal(forecast(given_, 3), forecast(given_.dropna(), 3))


def test_a_step_beyond_the_calendar_has_no_date():
    days = [f"9999-{month:02d}-01" for month in range(1, 13)]
    rows = forecast(pd.DataFrame({"series": "a", "date": pd.to_datetime(days).as_unit("us"), "value": wobble(12)}), 2)
    assert rows["date"].isna().all()
    assert rows["forecast"].notna().all()


def test_a_repeated_date_is_refused():
    with pytest.raises(SendKpiError, match="twice"):
        forecast(pd.concat([figures([1.0]), figures([2.0])]), 1)


def test_twelve_figures_are_enough_and_eleven_are_not():
    assert reasons(figures(wobble(12)), figures(wobble(11), "b"), horizon=1) == ["", "too_few"]


def test_eight_quarters_are_enough():
    assert reasons(figures(wobble(8), freq="QE"), figures(wobble(7), "b", "QE"), horizon=1) == ["", "too_few"]


def test_yearly_figures_are_not_forecast():
    assert reasons(figures(wobble(15), freq="YE"), horizon=1) == ["kind"]


def test_more_than_a_third_missing():
    values = wobble(24)
    values[3:12] = NAN
    assert reasons(figures(values), horizon=1) == ["gaps"]


def test_a_constant_says_nothing_of_how_far_it_may_move():
    assert reasons(figures([42.0] * 20), horizon=1) == ["constant"]


def test_further_ahead_than_the_history_is_long():
    assert reasons(figures(wobble(12)), horizon=13)[-2:] == ["", "too_far"]


def test_what_swings_too_much():
    assert reasons(figures([5.5, 95.5] * 10), horizon=1) == ["too_wide"]


def test_a_series_without_any_figure():
    rows = forecast(figures([NAN] * 3), 2)
    assert rows["reason"].tolist() == ["too_few", "too_few"]
    assert rows["date"].isna().all()


@given(st.lists(FIGURE, min_size=1, max_size=40), st.sampled_from(["ME", "QE", "7D", "YE"]), st.integers(1, 15))
@settings(max_examples=150, deadline=None)
def test_whatever_the_figures_there_is_an_interval_within_bounds_or_a_reason(values, freq, horizon):
    rows = forecast(figures(values, freq=freq, unit="percent"), horizon)
    assert rows["step"].tolist() == list(range(1, horizon + 1))
    spoken = rows["reason"] == ""
    numbers = rows[["lower", "forecast", "upper"]]
    assert numbers[~spoken].isna().all(axis=None)
    found = numbers[spoken].to_numpy()
    assert np.isfinite(found).all()
    assert ((found >= 0) & (found <= 100)).all()
    assert (found[:, 0] <= found[:, 2]).all()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=12, max_size=30))
@settings(max_examples=100, deadline=None)
def test_counts_of_any_kind_give_percentages(counts):
    whole = [met + missed for met, missed in counts]
    rows = forecast(figures([NAN] * len(counts), numerator=[met for met, _ in counts], denominator=whole), 6)
    spoken = rows[rows["reason"] == ""]
    numbers = spoken[["lower", "forecast", "upper"]].to_numpy()
    assert ((numbers >= 0) & (numbers <= 100)).all()
    assert (spoken["upper"] > spoken["lower"]).all()
