"""Each rule of process charts, at its border: when a point is a signal, and which label it gets."""

from __future__ import annotations

import math

import pytest

from tests.analysis.spc.series import STEADY, chart, labels, marked, month, steady

UPPER, NEAR = 2.66, 2 * 2.66 / 3
JUST = 1e-12


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (UPPER, "Common Cause"),
        (math.nextafter(UPPER, 9), "Above UCL"),
        (-UPPER, "Common Cause"),
        (math.nextafter(-UPPER, -9), "Below LCL"),
    ],
)
def test_a_point_is_outside_beyond_a_limit_and_not_on_it(value, label):
    points = steady(value)
    assert labels(points) == [label]
    assert points["rule_outside"].tolist() == [label != "Common Cause"]


def test_two_close_points_of_three_on_one_side_are_flagged_and_the_third_is_not():
    points = steady(2, 2, 0.4, -0.4)
    assert marked(points, "rule_2of3") == "1100"
    assert labels(points)[:3] == ["2 in 3 Above CL"] * 2 + ["Common Cause"]
    assert marked(steady(2, 0.4, 2, -0.4), "rule_2of3") == "1010"
    assert labels(steady(-2, -0.4, -2, 0.4))[::2] == ["2 in 3 Below CL"] * 2


def test_a_point_on_the_near_limit_is_not_close():
    assert marked(steady(NEAR, NEAR, 0.4), "rule_2of3") == "000"
    assert marked(steady(NEAR + JUST, NEAR + JUST, 0.4), "rule_2of3") == "110"
    assert marked(steady(-NEAR, -NEAR, -0.4), "rule_2of3") == "000"
    assert marked(steady(-NEAR - JUST, -NEAR - JUST, -0.4), "rule_2of3") == "110"


def test_a_point_on_the_limit_is_close_still():
    assert marked(steady(UPPER, 2, 0.4), "rule_2of3") == "110"


@pytest.mark.parametrize(
    "window",
    [
        (2, 0, 2),  # one exactly on the mean
        (2, -0.1, 2),  # one on the other side
        (2, None, 2),  # one missing
        (3, 2, 0.4),  # one outside, which is not close
        (2, 0.4, 0.4),  # one close alone
        (2, -2, 2),
    ],
)
def test_two_in_three_needs_three_neighbours_on_one_side_two_of_them_close(window):
    assert marked(steady(*window, -0.4, 0.4), "rule_2of3") == "00000"


def test_two_close_points_at_the_end_count_with_the_one_before_them_and_not_without():
    assert marked(steady(0.4, 2, 2), "rule_2of3") == "011"
    assert marked(steady(-0.4, 2, 2), "rule_2of3") == "000"


def test_close_points_on_both_sides_of_an_outside_one_are_flagged():
    points = steady(2, 3, 2, -0.4)
    assert marked(points, "rule_2of3") == "1010"
    assert labels(points)[1] == "Above UCL"


@pytest.mark.parametrize(("count", "flags"), [(6, "000000"), (7, "1111111"), (8, "11111111")])
def test_seven_points_on_one_side_of_the_mean_are_a_run_and_six_are_not(count, flags):
    above = [0.1, 0.3] * 4
    assert marked(steady(*above[:count], -0.4), "rule_run") == f"{flags}0"
    below = [-one for one in above]  # the last steady value is below as well
    assert marked(chart([*STEADY[:-1], *below[:count], 0.4], fix_after=12)[11:], "rule_run") == f"{flags}0"


@pytest.mark.parametrize("breaker", [0, None, -0.1])
def test_a_point_on_the_mean_or_across_it_or_missing_breaks_a_run(breaker):
    assert marked(steady(0.1, 0.3, 0.1, breaker, 0.3, 0.1, 0.3, 0.1), "rule_run") == "0" * 8


def test_the_labels_of_runs_say_the_side():
    assert labels(steady(*[0.1, 0.3] * 4))[0] == "7 Points Above CL"
    assert labels(steady(0.4, *[-0.1, -0.3] * 4))[-1] == "7 Points Below CL"


def test_seven_points_rising_step_by_step_are_a_trend_and_six_are_not():
    rise = [-0.9, -0.6, -0.3, 0.1, 0.3, 0.6, 0.9]
    points = steady(*rise, 0.1)
    assert marked(points, "rule_trend") == "11111110"
    assert labels(points)[:7] == ["7 Point Trend (Increasing)"] * 7
    assert marked(steady(*rise[1:], 0.1), "rule_trend") == "0000000"
    fall = [-one for one in rise]
    assert labels(steady(*fall, 0.1))[:7] == ["7 Point Trend (Decreasing)"] * 7


@pytest.mark.parametrize("breaker", [0.1, None])
def test_an_equal_step_or_a_missing_value_breaks_a_trend(breaker):
    assert marked(steady(-0.9, -0.6, -0.3, 0.1, breaker, 0.3, 0.6, 0.9), "rule_trend") == "0" * 8


def test_a_point_shared_by_a_rise_and_a_fall_takes_the_later():
    fall = [0.6, 0.5, 0.4, 0.3, -0.1, -0.2, -0.3]
    trough = labels(steady(*fall, *fall[-2::-1]))
    assert trough == ["7 Point Trend (Decreasing)"] * 6 + ["7 Point Trend (Increasing)"] * 7
    peak = labels(steady(0.5, *[-one for one in fall], *[-one for one in fall[-2::-1]], 0.5))
    assert peak[1:-1] == ["7 Point Trend (Increasing)"] * 6 + ["7 Point Trend (Decreasing)"] * 7


def test_two_trends_one_after_the_other_keep_each_its_own_direction():
    rise = [-0.9, -0.6, -0.3, 0.1, 0.3, 0.6, 0.9]
    assert labels(steady(*rise, *rise)) == ["7 Point Trend (Increasing)"] * 14
    flat = labels(steady(*rise, 0.9, 0.6, 0.3, 0.1, -0.3, -0.6, -0.9))
    assert flat == ["7 Point Trend (Increasing)"] * 7 + ["7 Point Trend (Decreasing)"] * 7


def test_no_trend_goes_across_a_rebase():
    rise = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    assert marked(chart(rise), "rule_trend") == "1111111"
    assert marked(chart(rise, rebases=(month(3),)), "rule_trend") == "0000000"


def test_no_run_goes_across_a_rebase_even_where_both_phases_have_one_mean():
    values = [*STEADY, 0.1, 0.3, 0.1, 0.3, 0.3, 0.1, 0.3, -0.7, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5]
    assert marked(chart(values, fix_after=12)[12:19], "rule_run") == "1111111"
    points = chart(values, fix_after=12, rebases=(month(16),))
    assert (points["value"] > points["mean"])[12:19].all()
    assert marked(points[12:19], "rule_run") == "0000000"


def test_no_two_in_three_goes_across_a_rebase():
    values = [*STEADY, 2, 2, *STEADY]
    assert marked(chart(values, fix_after=12)[12:15], "rule_2of3") == "110"
    assert marked(chart(values, fix_after=12, rebases=(month(14),))[12:15], "rule_2of3") == "000"


def test_the_first_label_that_holds_is_the_points():
    rise = [0.1, 0.2, 0.3, 1.9, 2.1, 2.6, 2.7, 2.8]  # a trend, a run, the last two outside, three close
    points = steady(*rise)
    assert marked(points, "rule_trend") == marked(points, "rule_run") == "1" * 8
    assert marked(points, "rule_2of3") == "00011100"
    assert labels(points) == ["7 Point Trend (Increasing)"] * 6 + ["Above UCL"] * 2
    near = steady(0.1, 0.3, 0.1, 2.1, 2.0, 0.3, 0.1)
    assert labels(near) == ["7 Points Above CL"] * 3 + ["2 in 3 Above CL"] * 2 + ["7 Points Above CL"] * 2


def test_a_falling_trend_that_starts_outside_above_is_high_there_and_low_after():
    points = steady(3, 2.5, 1.5, 1, 0.5, 0.2, -0.3)
    assert points["point_type"].tolist() == ["special_cause_improvement"] + ["special_cause_concern"] * 6


@pytest.mark.parametrize(
    ("improvement", "kind"),
    [
        ("increase", "special_cause_improvement"),
        ("decrease", "special_cause_concern"),
        ("neutral", "special_cause_neutral_high"),
    ],
)
def test_a_rising_trend_below_the_mean_is_high(improvement, kind):
    points = steady(-0.9, -0.8, -0.7, -0.6, -0.5, -0.4, -0.3, improvement=improvement)
    assert points["rule_run"].all()
    assert points["point_type"].tolist() == [kind] * 7


@pytest.mark.parametrize(
    ("improvement", "kind"),
    [
        ("increase", "special_cause_concern"),
        ("decrease", "special_cause_improvement"),
        ("neutral", "special_cause_neutral_low"),
    ],
)
def test_a_point_below_the_lower_limit_is_low(improvement, kind):
    points = steady(-3, 0.4, improvement=improvement)
    assert points["point_type"].tolist() == [kind, "common_cause"]
    assert points["special_cause_flag"].tolist() == [True, False]


def test_a_missing_point_is_no_signal():
    points = steady(*[0.1, 0.3] * 4, None)
    assert labels(points)[-1] == "Common Cause"
    assert not points[["rule_outside", "rule_trend", "rule_2of3", "rule_run"]].iloc[-1].any()
