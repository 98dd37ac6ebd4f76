"""What needs a director's eye, in the order in which to read it."""

from __future__ import annotations

import datetime as dt

import pytest

from sendkpi.analysis import exceptions, scorecard
from sendkpi.values import add_months
from tests.build import figure, measure, observations, plan

FIRST = dt.date(2022, 1, 1)
UP_AND_DOWN = [0.0, 2.0, -1.0, 1.0, -2.0, 2.0, 0.0, -1.0, 1.0, 0.0, -2.0, 2.0]


def told(name, level, *last, known=12):
    """Figures that go up and down around a level from January 2022 on, then these."""
    values = [level + step for step in UP_AND_DOWN[-known:]] + list(last)
    return [figure(name, f"{add_months(FIRST, 12 - known + at):%Y-%m}", value) for at, value in enumerate(values)]


def found(*rows, **changes):
    names = dict.fromkeys(row["measure"] for row in rows)
    world = plan(*(measure(name, target_month="2024-12", **changes) for name in names))
    return exceptions(scorecard(world, observations(*rows), dt.date(2023, 1, 1)))


def test_what_is_off_track_comes_first_the_worsening_before_the_rest_and_the_improving_last():
    rows = [*told("BETTER", 10, 30), *told("USUAL", 10, 10), *told("FINE", 90, 90), *told("WORSE", 30, 5)]
    exceptional = found(*rows)
    assert exceptional["measure"].tolist() == ["WORSE", "USUAL", "BETTER"]
    assert exceptional["why"].tolist() == ["Off track, and worsening.", "", "Off track, but improving."]
    assert not exceptional["early"].any()


@pytest.mark.parametrize(
    ("level", "last", "why"),
    [
        (75, 65, "Still on trajectory, but a real sign of worsening."),
        (95, 85, "Target still met, but a real sign of worsening."),
        (60, 52, "Behind, not yet off track, but a real sign of worsening."),
    ],
)
def test_a_measure_that_worsens_before_it_is_off_track_is_an_early_warning_after_those_that_are(level, last, why):
    exceptional = found(*told("EARLY", level, last), *told("OFF", 10, 10))
    assert exceptional["measure"].tolist() == ["OFF", "EARLY"]
    assert exceptional["early"].tolist() == [False, True]
    assert exceptional["why"].iloc[1] == why


def test_a_sign_on_trial_limits_says_that_it_is_a_first_one():
    exceptional = found(*told("EARLY", 75, 65, known=8))
    assert exceptional["why"].tolist() == ["Still on trajectory, but a first sign of worsening, on trial limits."]


def test_a_measure_without_a_target_that_worsens_is_a_warning_too():
    exceptional = found(*told("EARLY", 75, 65), target=None, target_promised=None)
    assert exceptional["why"].tolist() == ["Awaiting target, but a real sign of worsening."]


def test_where_all_is_well_nothing_needs_attention():
    assert found(*told("FINE", 90, 90)).empty
