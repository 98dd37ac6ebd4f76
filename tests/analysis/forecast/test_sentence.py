"""Where a measure is heading, in a sentence: never a level without its interval, nor silence without its reason."""

from __future__ import annotations

import datetime as dt

import pytest

from sendkpi.analysis.forecast.sentence import describe_landing
from sendkpi.frames import frame, rows_of
from sendkpi.frames.figures import ScorecardRow

LANDED = {
    "unit": "percent",
    "small_sample": False,
    "months_late": 0,
    "target": 80.0,
    "target_month": dt.date(2022, 12, 1),
    "landing": 63.8,
    "landing_low": 55.1,
    "landing_high": 72.2,
    "chance": 8.0,
    "landing_note": "",
}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "At this pace 64% by December 2022, likely 55 to 72%; meeting 80% is very unlikely."),
        (
            {"chance": 55.0, "target": 60.0, "arrives": dt.date(2022, 7, 1)},
            (
                "At this pace 64% by December 2022, likely 55 to 72%; meeting 60% is about even. "
                "The middle of it is there in July 2022."
            ),
        ),
        (
            {"unit": "weeks", "target": 52.0, "chance": 99.0},
            "At this pace 63.8 weeks by December 2022, likely 55.1 to 72.2 weeks; meeting 52 weeks is almost certain.",
        ),
        ({"landing_note": "too_wide"}, "Where it is heading cannot be said: it swings too much to say."),
        ({"landing_note": "no_target"}, ""),
        ({"landing_note": "target_passed"}, ""),
    ],
)
def test_the_sentence_says_level_interval_and_likelihood_or_the_reason(changes, sentence):
    (row,) = rows_of(frame([LANDED | changes], ScorecardRow), ScorecardRow)
    assert describe_landing(row) == sentence
