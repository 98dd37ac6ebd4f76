"""Process charts: limits worked by hand, phases, verdicts, what is too little to judge, and what is refused."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sendkpi.analysis.spc import xmr
from sendkpi.analysis.spc.labels import Improvement
from tests.analysis.spc.series import (
    STEADY,
    chart,
    figures,
    labels,
    limits,
    marked,
    month,
    no_limits,
    note,
    settings,
    steady,
    verdict,
)


def test_limits_are_2_66_average_moving_ranges_from_the_mean_and_near_limits_two_thirds_of_that():
    points = chart([1, 3, 2, 6])  # ranges 2, 1, 4: 7/3 on average
    assert limits(points) == pytest.approx(
        [3, 3 - 2.66 * 7 / 3, 3 + 2.66 * 7 / 3, 3 - 2.66 * 14 / 9, 3 + 2.66 * 14 / 9], rel=1e-12
    )
    assert points["lpl"].iloc[0] < 0  # not cut off


def test_points_come_back_with_the_columns_and_order_of_the_reference():
    later = figures({"b": [1, 2], "a": [3, 4]})
    points = xmr.process(later.iloc[[1, 3, 0, 2]], settings(("a", "b")))
    assert points.columns.tolist() == xmr.POINTS
    assert points["series_id"].tolist() == ["b", "b", "a", "a"]
    assert points["value"].tolist() == [1, 2, 3, 4]


def test_the_mean_of_equal_values_is_that_value_exactly():
    for value in (66.7, 0.1, 1e9 / 3, -2.3):
        for count in (3, 6, 7, 11, 36):
            assert chart([value] * count)["mean"].eq(value).all()


def test_a_value_that_is_the_mean_is_on_it_whatever_the_decimals():
    values = [0.7, 1.3, 1.9] * 4
    points = chart(values)
    assert points["mean"].eq(1.3).all()
    far = chart([1e6 + 0.1, 1e6 + 0.3, 1e6 + 0.2] * 5)
    assert far["mean"].eq(1e6 + 0.2).all()


def test_a_missing_value_takes_both_ranges_that_touch_it_and_is_not_bridged():
    points = chart([1, 2, None, 9, 12])  # ranges 1 and 3 are left
    assert limits(points)[:3] == pytest.approx([6, 6 - 2.66 * 2, 6 + 2.66 * 2])


def test_outlying_ranges_are_screened_out_and_the_mean_stays():
    values = [0, 1] * 5 + [12]  # nine ranges of 1 and one of 11: 2 on average, and 11 is over 6.534
    mean = 17 / 11
    assert limits(chart(values))[:3] == pytest.approx([mean, mean - 2.66, mean + 2.66])
    assert limits(chart(values, screen_outliers=False))[:3] == pytest.approx([mean, mean - 5.32, mean + 5.32])


def test_screening_is_done_once():
    values = [*[0, 1] * 9, 0, 5, 35]  # ranges: 18 of 1, 5, 30; with 30 away 5 too would be an outlier
    kept = (18 + 5) / 19
    assert 3.267 * kept < 5
    assert limits(chart(values))[2] - limits(chart(values))[0] == pytest.approx(2.66 * kept)


def test_a_range_of_exactly_3_267_averages_is_an_outlier():
    border = 3.267 * 4
    values = [0, border, None, 0, *[16 - border] * 3]  # ranges border, 16 - border, 0, 0: 4 on average
    assert limits(chart(values))[2] - limits(chart(values))[0] == pytest.approx(2.66 * (16 - border) / 3)
    inside = [0, border - 1e-9, None, 0, *[16 - border + 1e-9] * 3]
    assert limits(chart(inside))[2] - limits(chart(inside))[0] == pytest.approx(2.66 * 4)


def test_each_phase_has_limits_of_its_own():
    points = chart([1, 2, 1, 2, 11, 13, 11, 13], rebases=(month(4),))
    assert points["rebase_group"].tolist() == [0] * 4 + [1] * 4
    assert points["mean"].tolist() == [1.5] * 4 + [12.0] * 4
    assert points["upl"].tolist() == pytest.approx([1.5 + 2.66] * 4 + [12 + 5.32] * 4)


def test_a_rebase_at_the_first_date_counts_as_one_and_changes_nothing_else():
    plain, rebased = chart([1, 2, 4]), chart([1, 2, 4], rebases=(month(0),))
    assert rebased["rebase_group"].tolist() == [1, 1, 1]
    pd.testing.assert_frame_equal(plain.drop(columns="rebase_group"), rebased.drop(columns="rebase_group"))


def test_fixed_limits_rest_on_the_first_rows_of_each_phase():
    points = chart([*STEADY, 9, 9, *STEADY, 7], fix_after=12, rebases=(month(14),))
    assert points["mean"].eq(0).all()
    assert points["upl"].eq(2.66).all()
    assert chart([*STEADY, 9, 9], fix_after=13)["mean"].iloc[0] == pytest.approx(9 / 13)


def test_a_missing_row_uses_up_one_of_the_rows_that_limits_are_fixed_on():
    values = [1, None, *[1, 3] * 5, 99]
    points = chart(values, fix_after=12)
    assert limits(points)[:3] == pytest.approx([21 / 11, 21 / 11 - 5.32, 21 / 11 + 5.32])


def test_a_phase_shorter_than_the_rows_to_fix_on_uses_what_it_has():
    points = chart([*STEADY, 4, 6], fix_after=12, rebases=(month(12),))
    assert limits(points)[:3] == pytest.approx([5, 5 - 5.32, 5 + 5.32])


def test_a_constant_series_has_too_little_variation_for_limits_and_no_signal():
    points = chart([66.7] * 36)
    assert no_limits(points)
    assert set(labels(points)) == {"Common Cause"}
    assert verdict([66.7] * 36, target=60).assurance_icon == ""
    assert note([66.7] * 36) == ["too little variation for limits"]


def test_a_constant_series_without_screening_has_its_value_for_limits():
    points = chart([66.7] * 36, screen_outliers=False)
    assert limits(points) == [66.7] * 5
    assert set(labels(points)) == {"Common Cause"}


def test_counts_that_are_mostly_zero_have_too_little_variation_and_no_point_is_outside():
    counts = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]  # 4 ranges of 1, all over 3.267 × 4/19
    points = chart(counts, improvement="decrease")
    assert no_limits(points)
    assert not points[["rule_outside", "rule_2of3"]].any(axis=None)
    assert note(counts) == ["too little variation for limits"]
    assert chart(counts, screen_outliers=False)["upl"].notna().all()


def test_runs_and_trends_need_no_limits():
    fixed = [5.0] * 12
    points = chart([*fixed, 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7], fix_after=12)
    assert no_limits(points)
    assert marked(points[12:], "rule_run") == marked(points[12:], "rule_trend") == "1111111"


@pytest.mark.parametrize("values", [[7], [None], [None, 7, None], [7, None, 9]], ids=str)
def test_without_two_neighbours_there_are_too_few_points_for_limits(values):
    assert no_limits(chart(values))
    assert set(labels(chart(values))) == {"Common Cause"}
    assert note(values) == ["too few points for limits"]


def test_a_series_of_missing_values_has_no_verdict():
    answer = verdict([None, None], target=5)
    assert (answer.n, answer.variation_icon, answer.assurance_icon) == (2, "", "")
    assert pd.isna(answer.last_date)
    assert math.isnan(answer.mean)


def test_two_points_have_trial_limits():
    points = chart([5, 6])
    assert limits(points)[:3] == pytest.approx([5.5, 5.5 - 2.66, 5.5 + 2.66])
    assert verdict([5, 6], target=4).assurance_icon == "inconsistent"
    assert note([5, 6]) == ["trial limits"]


def test_limits_are_firm_from_twelve_values_on():
    assert note(STEADY[:11]) == ["trial limits"]
    assert note(STEADY) == [""]
    assert note([*STEADY, 1, 2], rebases=(month(12),)) == ["", "trial limits"]
    assert note([None, *STEADY], fix_after=12) == ["trial limits"]


def test_phases_say_when_they_began_and_ended_and_on_how_many_values_their_limits_rest():
    asked = settings(rebases=(month(3),))
    phases = xmr.phases(xmr.process(figures([1, 2, 3, 4, None]), asked), asked)
    assert phases.columns.tolist() == xmr.PHASES
    assert phases["first_date"].tolist() == [month(0), month(3)]
    assert phases["last_date"].tolist() == [month(2), month(4)]
    assert phases["based_on"].tolist() == [3, 1]


def test_nothing_in_nothing_out():
    nothing = xmr.process(figures([]), settings(()))
    assert nothing.columns.tolist() == xmr.POINTS
    assert xmr.verdicts(nothing, settings(())).columns.tolist() == xmr.VERDICTS
    assert xmr.phases(nothing, settings(())).columns.tolist() == xmr.PHASES
    assert len(nothing) == len(xmr.verdicts(nothing, settings())) == len(xmr.phases(nothing, settings())) == 0


@pytest.mark.parametrize(
    ("improvement", "last", "icon"),
    [
        ("increase", 3, "improvement_high"),
        ("increase", -3, "concern_low"),
        ("decrease", 3, "concern_high"),
        ("decrease", -3, "improvement_low"),
        ("neutral", 3, "neutral_high"),
        ("neutral", -3, "neutral_low"),
        ("increase", 0.4, "common_cause"),
    ],
)
def test_variation_is_the_verdict_of_the_last_point(improvement, last, icon):
    answer = verdict([*STEADY, 3, last], fix_after=12, improvement=improvement)
    assert answer.variation_icon == icon
    assert (answer.n, answer.last_date, answer.last_value) == (14, month(13), last)


def test_where_the_newest_value_is_missing_variation_is_of_the_last_one_observed():
    answer = verdict([*STEADY, 3, None, None], fix_after=12)
    assert answer.variation_icon == "improvement_high"
    assert (answer.n, answer.last_date, answer.last_value) == (15, month(12), 3)


@pytest.mark.parametrize(
    ("target", "increase", "decrease"),
    [
        (math.nextafter(2.66, 9), "fail", "pass"),
        (2.66, "inconsistent", "inconsistent"),
        (0, "inconsistent", "inconsistent"),
        (-2.66, "inconsistent", "inconsistent"),
        (math.nextafter(-2.66, -9), "pass", "fail"),
        (math.nan, "", ""),
    ],
)
def test_assurance_holds_the_target_against_the_limits_strictly(target, increase, decrease):
    answers = [verdict(STEADY, target=target, improvement=way).assurance_icon for way in Improvement]
    assert answers == [increase, decrease, ""]


def test_assurance_is_by_the_limits_of_the_last_phase():
    values = [*STEADY, *[20.5, 19.5] * 6]
    answer = verdict(values, target=10, rebases=(month(12),))
    assert (answer.assurance_icon, answer.mean, answer.upl) == ("pass", 20, 22.66)
    assert verdict([*STEADY, None], target=9, rebases=(month(12),)).assurance_icon == ""


def test_what_is_given_is_not_changed():
    given, asked = figures([3, 1, 2]).iloc[::-1], settings(target=2)
    before = given.copy(), asked.copy()
    xmr.verdicts(xmr.process(given, asked), asked)
    pd.testing.assert_frame_equal(given, before[0])
    pd.testing.assert_frame_equal(asked, before[1])


def test_signals_after_steady_points_do_not_move_fixed_limits():
    assert steady(50, -50)["upl"].eq(2.66).all()
