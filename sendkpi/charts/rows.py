"""A trend as the rows that its chart draws: numbers to place marks by, words to show when pointed at."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from sendkpi.analysis import Rating, Trend, wording
from sendkpi.frames import rows_of
from sendkpi.frames.figures import FanRow, FigureRow, TimelineRow
from sendkpi.plan.choices import Basis
from sendkpi.values import month_name

TOOLTIP = ("Period", "Figure", "Counted", "Trajectory", "Gap", "Rating")
"""What pointing at a period shows, each the words of the table's row; empty ones are left out."""

YEAR = 12
"""Months."""

Row = dict[str, Any]


def milliseconds(month: dt.date | pd.Timestamp) -> int:
    """A month as charts count time: milliseconds since 1970, so that no time zone can move it."""
    return int(pd.Timestamp(month).timestamp() * 1000)


def runs(figures: pd.DataFrame) -> pd.Series:
    """Numbers the unbroken stretches of one measure's figures, in order of time.

    In: the rows with a figure, with the timeline's columns `at` (month number), `period` (months in one),
    `basis`, `year` (that a year to date belongs to) and `complete`. A year to date with a month missing
    stands alone: it is no figure to draw a line to.
    """
    hole = figures["at"].diff() > figures["period"]
    new_year = figures["basis"].eq(Basis.YEAR_TO_DATE) & figures["year"].ne(figures["year"].shift())
    partial = ~figures["complete"] | figures["complete"].shift(fill_value=True).eq(False)  # noqa: FBT003 - a frame's values
    return (hole | new_year | partial).cumsum()


def chart_rows(trend: Trend) -> list[Row]:
    """One row a period: `month` (milliseconds), `figure`, `trajectory`, `alone`, `run`, `partial`, `Words`, TOOLTIP.

    `alone` is a month's own figure beside a year to date; `run` numbers the stretches that a line may join;
    `partial` marks a year to date that lacks a month. Missing numbers are None.
    """
    frame = trend.frame
    reported = frame["figure"].notna()
    on_year = frame["basis"].eq(Basis.YEAR_TO_DATE)
    rows = pd.DataFrame(
        {
            "month": [milliseconds(month) for month in frame["month"]],
            "figure": frame["figure"],
            "trajectory": frame["trajectory"],
            "alone": frame["value"].where(on_year),
            "run": runs(frame[reported]).reindex(frame.index),
            "partial": reported & ~frame["complete"],
        }
    )
    words = pd.DataFrame([_words(row) for row in rows_of(frame, TimelineRow)], columns=list(TOOLTIP), index=frame.index)
    whole = pd.concat([rows, words], axis=1)
    whole["Words"] = whole["Period"] + ": " + whole["Figure"]
    return [{str(key): None if pd.isna(value) else value for key, value in row.items()} for row in _records(whole)]


def figure_rows(frame: pd.DataFrame) -> list[Row]:
    """The periods that have a figure: `month` (milliseconds), `figure`, `run`, `Period`, `Figure`, `Words`."""
    reported = frame[frame["figure"].notna()]
    return [
        {
            "month": milliseconds(row.month),
            "figure": float(row.figure),
            "run": int(run),
            "Period": month_name(row.month),
            "Figure": (shown := wording.figure(row.figure, row.unit)),
            "Words": f"{month_name(row.month)}: {shown}",
        }
        for row, run in zip(rows_of(reported, FigureRow), runs(reported), strict=True)
    ]


def _records(frame: pd.DataFrame) -> list[Row]:
    records: list[Row] = frame.to_dict("records")  # type: ignore[assignment]  # its keys are our column names
    return records


def _words(row: TimelineRow) -> tuple[str, ...]:
    on_year = row.basis == Basis.YEAR_TO_DATE
    top, bottom = (row.numerator_to_date, row.denominator_to_date) if on_year else (row.numerator, row.denominator)
    rated = row.rating in wording.RATING_WORDS
    return (
        month_name(row.month),
        f"{wording.figure(row.figure, row.unit)} {wording.BASIS_WORDS[Basis(row.basis)]}"
        if pd.notna(row.figure)
        else wording.NOT_REPORTED.capitalize(),
        f"{wording.number(top, 0)} of {wording.number(bottom, 0)}" if pd.notna(top) and pd.notna(row.figure) else "",
        wording.figure(row.trajectory, row.unit) if pd.notna(row.trajectory) else "",
        wording.gap(row.gap, row.unit),
        wording.RATING_WORDS[Rating(row.rating)].word if rated else "",
    )


def fan_rows(trend: Trend, fan: pd.DataFrame) -> list[Row]:
    """The fan (columns FanRow) as rows: `month` (milliseconds), `level`, `low`, `high`, `run`.

    It opens at the last figure, but for a year to date of which a new year begins.
    """
    rows = [
        {"month": milliseconds(row.month), "level": row.level, "low": row.low, "high": row.high, "run": row.year}
        for row in rows_of(fan, FanRow)
    ]
    reported = trend.frame[trend.frame["figure"].notna()]
    if not rows or reported.empty:
        return rows
    last = reported.iloc[-1]
    gone_by = last["at"] - (last["at"] - (last["year_start"] - 1)) % YEAR
    if rows[0]["run"] not in {0, gone_by}:
        return rows
    figure = float(last["figure"])
    edge = {"month": milliseconds(last["month"]), "level": figure, "low": figure, "high": figure}
    return [edge | {"run": rows[0]["run"]}, *rows]
