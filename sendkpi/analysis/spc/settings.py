"""What each process chart is asked for, checked: which way is better, a target, phases, fixed limits, screening."""

from __future__ import annotations

from numbers import Real
from typing import TYPE_CHECKING, NoReturn

import numpy as np
import pandas as pd

from sendkpi.analysis.spc.labels import WAYS, positions
from sendkpi.errors import SendKpiError

if TYPE_CHECKING:
    from numpy.typing import NDArray

SETTINGS = ["series", "improvement", "target", "rebases", "fix_after", "screen_outliers"]
"""The columns of a settings frame; all but the first two may be left out, or be missing in a row."""

FEWEST_FIXED = 12
"""Rows that limits are fixed on, at least."""


def settled(settings: pd.DataFrame, series: pd.Index) -> pd.DataFrame:
    """The settings of these series, one row each in their order: columns SETTINGS, numbers as floats.

    In: columns SETTINGS; `rebases` holds a tuple of dates. Screening is on unless it is said to be off. What is
    said about other series is left aside. Raises SendKpiError for a series without settings or with two rows of
    them, and for a value that is not legal, naming the field and what is.
    """
    twice = settings["series"].duplicated()
    if twice.any():
        raise SendKpiError(f"Series {settings.loc[twice, 'series'].iloc[0]!r} has two rows of settings; give it one.")
    at = pd.Index(settings["series"]).get_indexer(series)
    if (at < 0).any():
        raise SendKpiError(f"Series {series[at < 0][0]!r} has no settings; say at least which way is improvement.")
    table = settings.reindex(columns=SETTINGS).iloc[at].reset_index(drop=True)
    checked: pd.DataFrame = table.assign(
        improvement=_improvement(table),
        target=_number(table, "target"),
        fix_after=_fix_after(table),
        screen_outliers=_screen_outliers(table),
    )
    return checked


def rebase_rows(settings: pd.DataFrame, code: NDArray[np.int64], date: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    """Which rows begin a phase because their date is a rebase date of their series.

    In: settled settings; for each row the position of its series among them, and its date; no pair twice.
    Raises SendKpiError for a rebase date that no row has, naming the nearest that there are.
    """
    marks = np.zeros(len(code), dtype=bool)
    dates = settings["rebases"].explode().dropna()
    if dates.empty:
        return marks
    of, when = dates.index.to_numpy(), pd.to_datetime(dates).to_numpy("datetime64[us]")
    at = pd.MultiIndex.from_arrays([code, date]).get_indexer(pd.MultiIndex.from_arrays([of, when]))
    for which in np.flatnonzero(at < 0)[:1]:
        series = settings["series"].iloc[of[which]]
        _refuse_rebase(series, pd.Timestamp(when[which]), pd.DatetimeIndex(date[code == of[which]]))
    marks[at] = True
    return marks


def _refuse_rebase(series: str, when: pd.Timestamp, dates: pd.DatetimeIndex) -> NoReturn:
    near = [*dates[dates < when][-1:], *dates[dates > when][:1]]
    names = " and ".join(f"{one:%Y-%m-%d}" for one in near)
    nearest = f"the nearest is {names}" if len(near) == 1 else f"the nearest are {names}"
    raise SendKpiError(f"Series {series!r}: the rebase date {when:%Y-%m-%d} is no date of the series; {nearest}.")


def _refuse(table: pd.DataFrame, name: str, wrong: pd.Series, legal: str) -> None:
    """Raise SendKpiError about the first row whose field is wrong, if any is."""
    if wrong.any():
        series, value = table.loc[wrong, ["series", name]].iloc[0]
        value = "" if pd.isna(value) else value
        shown = f"{value:g}" if isinstance(value, Real) else repr(value)
        raise SendKpiError(f"Series {series!r}: {name} {shown} is not {legal}.")


def _improvement(table: pd.DataFrame) -> pd.Series:
    wrong = pd.Series(positions(WAYS, table["improvement"]) < 0)
    _refuse(table, "improvement", wrong, f"one of {', '.join(WAYS)}")
    return table["improvement"].astype("str")


def _number(table: pd.DataFrame, name: str) -> pd.Series:
    """A column of numbers, missing ones allowed."""
    if table[name].isna().all():
        return table[name].astype("float64")
    numbers: pd.Series = pd.to_numeric(table[name], errors="coerce").astype("float64")
    _refuse(table, name, table[name].notna() & ~np.isfinite(numbers), "a number")
    return numbers


def _fix_after(table: pd.DataFrame) -> pd.Series:
    rows = _number(table, "fix_after")
    if rows.isna().all():
        return rows
    wrong = rows.notna() & ((rows < FEWEST_FIXED) | (rows % 1 != 0))
    _refuse(table, "fix_after", wrong, f"a whole number of rows, {FEWEST_FIXED} or more")
    return rows


def _screen_outliers(table: pd.DataFrame) -> pd.Series:
    given = table["screen_outliers"]
    if given.dtype == bool:
        return given
    if given.isna().all():
        return pd.Series(data=True, index=table.index)
    given = given.astype("object").where(given.notna(), other=True)
    _refuse(table, "screen_outliers", ~given.isin([True, False]), "one of True, False")
    return given.astype("bool")
