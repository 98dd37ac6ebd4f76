"""What was first said, and what is said now."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from sendkpi.analysis.changes.restatements import restatements
from sendkpi.frames import columns_of
from sendkpi.frames.changes import RestatementRow
from tests.build import figure, observations


def said(submission: int, value: float | None = None, of: tuple[float, float] | None = None, **changes) -> dict:
    """A figure of EHCP1 for March 2022, in a submission recorded on that day of May 2022."""
    recorded = dt.datetime(2022, 5, submission, 9, tzinfo=dt.UTC)
    return figure("EHCP1", "2022-03", value, of, submission=submission, recorded_at=recorded, **changes)


def found(history: list[dict], current: list[dict]) -> pd.DataFrame:
    return restatements(observations(*history), observations(*current), "EHCP1")


def test_a_later_figure_for_the_same_month_is_a_restatement():
    before, after = said(1, of=(8, 20)), said(7, of=(9, 20))
    row = found([before, after], [after]).iloc[0]
    assert (row["first_numerator"], row["first_denominator"], row["first_value"]) == (8, 20, 40)
    assert (row["numerator"], row["denominator"], row["value"]) == (9, 20, 45)
    assert row["submissions"] == "1, 7"
    assert (row["first_at"].day, row["at"].day) == (1, 7)
    assert row["current"]


def test_the_same_figure_sent_again_is_none():
    before, after = said(1, of=(8, 20)), said(7, of=(8, 20), commentary="As before")
    assert found([before, after], [after]).empty


def test_a_figure_changed_and_changed_back_is_none():
    rows = [said(1, 40.0), said(2, 45.0), said(3, 40.0)]
    assert found(rows, rows[2:]).empty


def test_a_restatement_that_was_withdrawn_is_none():
    rows = [said(1, 40.0), said(2, 45.0)]
    assert found(rows, rows[:1]).empty


def test_a_figure_whose_only_file_was_withdrawn_is_said_no_longer():
    row = found([said(1, 40.0)], []).iloc[0]
    assert not row["current"]
    assert row["first_value"] == 40
    assert pd.isna(row["value"])
    assert pd.isna(row["at"])


def test_a_figure_that_gave_way_to_a_symbol_is_a_restatement():
    rows = [said(1, 40.0), said(2, None, symbol="c")]
    assert found(rows, rows[1:]).iloc[0]["symbol"] == "c"


def test_a_share_whose_counts_changed_alike_is_a_restatement():
    rows = [said(1, of=(8, 20)), said(2, of=(16, 40))]
    assert len(found(rows, rows[1:])) == 1


def test_providers_are_told_apart():
    rows = [said(1, 40.0), said(1, 30.0, breakdown="A"), said(2, 31.0, breakdown="A")]
    assert found(rows, [rows[0], rows[2]])["breakdown"].tolist() == ["A"]


def test_other_measures_have_their_own():
    other = figure("EHCP2", "2022-03", 10, submission=2)
    assert found([said(1, 40.0), other], [said(1, 40.0)]).empty


def test_an_empty_store_has_none():
    assert found([], []).columns.tolist() == columns_of(RestatementRow)
