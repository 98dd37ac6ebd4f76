from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendkpi.analysis import Change, changed, counts_of_changes
from sendkpi.frames import columns_of
from sendkpi.frames.changes import ChangedRow
from tests.build import figure, observations


def sent(submission: int, value: float | None = 50.0, day: int | None = None, **changes) -> dict[str, object]:
    """A figure of EHCP1 for April 2022, in a submission recorded on a day of May."""
    moment = dt.datetime(2022, 5, day or submission, 12, tzinfo=dt.UTC)
    return figure("EHCP1", "2022-04", value, submission=submission, recorded_at=moment) | changes


def withdrawn(day: int) -> dt.datetime:
    return dt.datetime(2022, 5, day, 18, tzinfo=dt.UTC)


def verdicts(rows: pd.DataFrame) -> list[tuple[int, str]]:
    return list(zip(rows["submission"], rows["change"], strict=True))


def test_the_first_word_on_a_figure_is_new():
    row = changed(observations(sent(1)), {}).iloc[0]
    assert (row["change"], row["value"]) == (Change.NEW, 50)
    assert pd.isna(row["was_value"])


def test_another_figure_restates_the_one_that_stood():
    rows = changed(observations(sent(1), sent(2, 60.0)), {})
    assert verdicts(rows) == [(1, "new"), (2, "restated")]
    assert (rows.iloc[1]["was_value"], rows.iloc[1]["value"]) == (50, 60)


@pytest.mark.parametrize(
    "again",
    [sent(2), sent(2, commentary="Checked again")],
    ids=["word for word", "with another comment"],
)
def test_the_same_figure_again_changes_nothing(again):
    assert verdicts(changed(observations(sent(1), again), {})) == [(1, "new"), (2, "unchanged")]


def test_a_symbol_in_place_of_a_figure_restates_it():
    assert verdicts(changed(observations(sent(1), sent(2, None, symbol="c")), {}))[1] == (2, "restated")


def test_other_cases_behind_the_same_percentage_restate_it():
    rows = [sent(1, numerator=1.0, denominator=2.0), sent(2, numerator=10.0, denominator=20.0)]
    assert verdicts(changed(observations(*rows), {}))[1] == (2, "restated")


def test_each_figure_has_a_story_of_its_own():
    other = sent(2, breakdown="North"), sent(2, measure="EHCP2"), sent(2, month="2022-03-01")
    assert {change for _, change in verdicts(changed(observations(sent(1), *other), {}))} == {"new"}


def test_after_a_withdrawal_the_figure_before_it_is_what_is_restated():
    rows = changed(observations(sent(1), sent(2, 60.0), sent(4, 70.0)), {2: withdrawn(3)})
    assert (rows.iloc[2]["was_value"], rows.iloc[2]["value"]) == (50, 70)


def test_after_the_only_file_is_withdrawn_the_next_is_new():
    assert verdicts(changed(observations(sent(1), sent(3)), {1: withdrawn(2)})) == [(1, "new"), (3, "new")]


def test_a_later_withdrawal_does_not_rewrite_what_a_file_changed():
    rows = changed(observations(sent(1), sent(2, 60.0)), {1: withdrawn(9)})
    assert verdicts(rows) == [(1, "new"), (2, "restated")]


def test_each_submission_is_counted():
    rows = changed(observations(sent(1), sent(2, 60.0), sent(2, breakdown="North")), {})
    assert counts_of_changes(rows) == {
        1: {Change.NEW: 1, Change.RESTATED: 0, Change.UNCHANGED: 0},
        2: {Change.NEW: 1, Change.RESTATED: 1, Change.UNCHANGED: 0},
    }


def test_an_empty_history_changed_nothing():
    rows = changed(observations(), {})
    assert rows.empty
    assert list(rows.columns) == columns_of(ChangedRow)
    assert counts_of_changes(rows) == {}


@given(
    values=st.lists(st.sampled_from([1.0, 2.0]), min_size=1, max_size=6),
    gone=st.dictionaries(st.integers(1, 6), st.integers(1, 9), max_size=4),
)
def test_what_stood_is_what_a_reader_saw_in_the_moment_before(values, gone):
    rows = changed(
        observations(*(sent(number, value) for number, value in enumerate(values, start=1))),
        {number: withdrawn(max(day, number)) for number, day in gone.items()},
    )
    for number, row in enumerate(rows.itertuples(), start=1):
        counting = [one for one in range(1, number) if one not in gone or max(gone[one], one) >= number]
        stood = values[counting[-1] - 1] if counting else None
        assert (None if pd.isna(row.was_value) else row.was_value) == stood
