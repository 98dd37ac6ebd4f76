"""What a whole scorecard says in one sentence."""

from __future__ import annotations

import pandas as pd
import pytest

from sendkpi.analysis import headline


def positions(*rows):
    """A scorecard's rows: `title`, `rating`, and if it matters `variation` and `process_note`."""
    whole = [(*row, *("", "")[len(row) - 2 :]) for row in rows]
    return pd.DataFrame(whole, columns=["title", "rating", "variation", "process_note"]).assign(verdict_month=pd.NaT)


COURSE = ("Calls answered", "green", "common_cause")
BEHIND = ("Letters sent", "amber", "common_cause")
OFF = ("EHC plans in time", "red", "common_cause")


def test_the_headline_begins_with_what_is_off_track_and_counts_the_rest():
    text = headline(positions(COURSE, COURSE, BEHIND, OFF, ("Not yet", "awaiting_target")))
    assert text == (
        "1 of 4 judged measures is off track (EHC plans in time), 1 behind and 2 on course; none shows a real change."
    )


def test_the_headline_names_what_worsens_first_and_then_what_is_off_track():
    text = headline(positions(OFF, ("Waits", "green", "concern_high"), ("Visits", "blue", "improvement_high")))
    assert text == (
        "1 of 3 judged measures is off track (EHC plans in time) and 2 on course; "
        "1 shows real worsening (waits), 1 real improvement (visits)."
    )


def test_more_than_two_of_a_kind_are_counted_and_not_named():
    better = ("Visits", "red", "improvement_high")
    assert headline(positions(better, better, better)) == (
        "3 of 3 judged measures are off track; 3 show real improvement, none real worsening."
    )


def test_a_headline_that_would_grow_too_long_names_only_what_worsens():
    long = "Time from a first request to the day on which all agree"
    text = headline(positions((long, "red"), (f"{long}, again", "green", "concern_high"), BEHIND))
    assert text == (
        "1 of 3 judged measures is off track, 1 behind and 1 on course; "
        "1 shows real worsening (time from a first request to the day on which all agree, again)."
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([COURSE, COURSE], "All 2 judged measures are on course; none shows a real change."),
        ([COURSE], "The one judged measure is on course; none shows a real change."),
        ([BEHIND, COURSE], "1 of 2 judged measures is behind and 1 on course; none shows a real change."),
    ],
)
def test_where_nothing_is_off_track_the_headline_is_quiet(rows, message):
    assert headline(positions(*rows)) == message


def test_a_change_on_trial_limits_does_not_make_the_headline():
    text = headline(positions(("Visits", "green", "improvement_high", "trial limits"), ("Calls", "green")))
    assert text == "All 2 judged measures are on course."


def test_the_headline_says_when_nothing_can_be_judged_and_still_names_a_real_change():
    assert headline(positions(("Visits", "awaiting_target"))) == (
        "No measure can be judged yet: figures, baselines or targets are still to come."
    )
    assert headline(positions(("Visits", "awaiting_target", "concern_low"))).endswith(
        "; 1 shows real worsening (visits)."
    )
