"""Frames of the columns that pass between rooms, with settled types, and their rows one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NUMBERS = ["numerator", "denominator", "value"]
_TEXTS = {
    *("measure", "breakdown", "symbol", "commentary", "sheet", "cell"),
    *("indicator", "release", "level", "area_code", "area", "basis"),
}


def frame(rows: Iterable[Mapping[str, object]], columns: list[str]) -> pd.DataFrame:
    """Rows as a frame of these columns with settled types: texts never missing, numbers as floats.

    `month` and `published` become datetime64, `recorded_at` UTC datetime64, `submission` and `year` integers.
    """
    return _settled(pd.DataFrame(list(rows), columns=columns))


def frame_of(columns: Mapping[str, list[object]]) -> pd.DataFrame:
    """As `frame`, of whole columns: for many rows."""
    return _settled(pd.DataFrame(columns))


def _settled(table: pd.DataFrame) -> pd.DataFrame:
    for name in table.columns:
        if name in _NUMBERS:
            table[name] = pd.to_numeric(table[name]).astype("float64")
        elif name in _TEXTS:
            table[name] = table[name].fillna("").astype("str")
        elif name in {"month", "published"}:
            table[name] = pd.to_datetime(table[name]).astype("datetime64[us]")
        elif name == "recorded_at":
            table[name] = pd.to_datetime(table[name], utc=True).astype("datetime64[us, UTC]")
        elif name in {"submission", "year"}:
            table[name] = table[name].astype("int64")
    return table


def beside(table: pd.DataFrame, columns: Mapping[str, object] | pd.DataFrame) -> pd.DataFrame:
    """A frame (numbered rows) with more columns to its right, set at once: many one by one are slow."""
    more = pd.DataFrame(columns, index=None if isinstance(columns, pd.DataFrame) else table.index, copy=False)
    return pd.concat([table, more.set_axis(table.index)], axis=1)


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The frame's rows as named tuples, for building sentences and records one by one."""
    return table.itertuples(index=False)
