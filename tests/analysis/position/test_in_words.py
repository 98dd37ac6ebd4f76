"""Facts become words once, last: in files and terminals."""

from __future__ import annotations

import datetime as dt

import pytest

from sendkpi.analysis import PRINTED, in_words, scorecard
from sendkpi.values import add_months
from tests.build import figure, measure, observations, plan

FIRST = dt.date(2022, 1, 1)
STEADY = [50.0, 52.0, 49.0, 51.0, 48.0, 52.0, 50.0, 49.0, 51.0, 50.0, 48.0, 52.0]


def printed(values, months_after=0):
    months = [add_months(FIRST, at) for at in range(len(values))]
    rows = observations(
        *(figure("EHCP1", f"{month:%Y-%m}", value) for month, value in zip(months, values, strict=True))
    )
    return in_words(scorecard(plan(measure()), rows, add_months(months[-1], months_after))).iloc[0]


def test_the_printed_scorecard_has_its_columns_and_the_title_before_the_sentence():
    row = printed([57.0])
    assert row.index.tolist() == PRINTED
    assert row["sentence"].startswith("Title of EHCP1: 57% in January 2022, ")


@pytest.mark.parametrize(
    ("values", "later", "reason", "note"),
    [
        ([20.0], 0, "worse than the baseline", "fewer than 5 points"),
        ([20.0], 1, "due and not reported", "fewer than 5 points"),
        ([80.0] * 12, 0, "at or better than the target", "too little variation for limits"),
        (STEADY, 0, "target missed", ""),
        (STEADY[:6], 1, "due and not reported", "trial limits, of June 2022, the last figure"),
        (STEADY, 1, "due and not reported", "of December 2022, the last figure"),
    ],
)
def test_reasons_and_notes_are_printed_in_words(values, later, reason, note):
    row = printed(values, later)
    assert (row["rating_reason"], row["process_note"]) == (reason, note)
