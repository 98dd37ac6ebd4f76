"""Rows in order as arrays: where series and phases begin and end, and each row's number and place in its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.errors import SendKpiError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]


LARGEST = 1e100
"""The arithmetic holds up to here; what is larger is infinite, or a slip of the keyboard."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Points as arrays, series by series in date order; `code` is the position in `series` of a row's own."""

    series: pd.Index
    code: Whole
    date: NDArray[np.datetime64]
    value: Floats


def in_order(points: pd.DataFrame) -> Rows:
    """The points in order: series as they first appear, dates rising.

    In: columns `series`, `date`, `value`. Raises SendKpiError for a row without a series or a date, a value beyond
    LARGEST, and a date that a series has twice.
    """
    code, series = pd.factorize(points["series"])
    date = pd.to_datetime(points["date"]).to_numpy("datetime64[us]")
    value = points["value"].to_numpy("float64", na_value=np.nan)
    if (code < 0).any():
        raise SendKpiError(f"Row {np.flatnonzero(code < 0)[0] + 1} of the points names no series.")
    order = np.lexsort((date, code))
    rows = Rows(pd.Index(series), code[order], date[order], value[order])
    _refuse(rows, np.isnat(rows.date), "has a row without a date; give every row one")
    _refuse(rows, np.abs(rows.value) > LARGEST, "has a value at {date} that is larger than any figure")
    _refuse(rows, ~changes(rows.code) & ~changes(rows.date), "has the date {date} twice; give it one row")
    return rows


def _refuse(rows: Rows, wrong: Flags, what: str) -> None:
    """Raise SendKpiError about the first row that is wrong, if any is."""
    for row in np.flatnonzero(wrong)[:1]:
        when = pd.Timestamp(rows.date[row])
        date = "" if pd.isna(when) else f"{when:%Y-%m-%d}"
        raise SendKpiError(f"Series {rows.series[rows.code[row]]!r} {what.format(date=date)}.")


def changes(values: NDArray[np.generic]) -> Flags:
    """Whether each row differs from the one before it; the first does."""
    differs = np.ones(len(values), dtype=bool)
    differs[1:] = values[1:] != values[:-1]
    return differs


def numbered(begins: Flags) -> tuple[Whole, Whole]:
    """For each row the number of its stretch, and its place in it, both from 0 on."""
    stretch = np.cumsum(begins) - 1
    return stretch, np.arange(len(begins)) - np.flatnonzero(begins)[stretch]


def ends(begins: Flags) -> Whole:
    """The last row of each stretch."""
    return np.flatnonzero(np.append(begins, [True])[1:])


def counted_in_series(marks: Flags, code: Whole) -> Whole:
    """The number of marked rows of its series, up to each row."""
    counted = np.cumsum(marks)
    before: Whole = (counted - marks)[changes(code)]
    return counted - before[code]
