"""Frames whose rows have a declared type: one place settles their columns, and reads them row by row."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Annotated, Any, TypeVar, get_type_hints

import pandas as pd

# Texts are kept as Python's own: for frames of some thousand rows, such as all here are, each step with them takes less
# than with Arrow's, which begin to pay at ten times as many.
pd.set_option("mode.string_storage", "python")

Day = Annotated[pd.Timestamp, "datetime64[us]"]
"""A day, or a month by its first day; NaT where it is missing."""
Moment = Annotated[pd.Timestamp, "datetime64[us, UTC]"]
"""A moment; NaT where it is missing."""
Whole = Annotated[int, "Int64"]
"""A whole number that may be missing (`pd.NA`)."""
Names = Annotated[tuple[str, ...], "object"]
"""Several names, each whole: one may hold the sign that would stand between them."""

_TYPES = {str: "str", float: "float64", int: "int64", bool: "bool"}


@dataclass(frozen=True, slots=True)
class Row:
    """A frame's row: its fields are the frame's columns, in their order, and their types the columns' types.

    A text is "" where it is missing, a float NaN; whole numbers and flags are never missing, but for `Whole`.
    """


R = TypeVar("R", bound=Row)


def _dtypes(row: type[Row]) -> dict[str, str]:
    """The type of each column of a frame of such rows, as pandas names it."""
    return _declared(row)  # type: ignore[arg-type]  # a class is hashable, a dataclass's too


@lru_cache(maxsize=128)
def _declared(row: type[Row]) -> dict[str, str]:
    hints = get_type_hints(row, include_extras=True)
    return {one.name: _dtype(hints[one.name]) for one in fields(row)}


def _dtype(hint: Any) -> str:  # noqa: ANN401 - a type, or one with its column's type beside it
    return str(hint.__metadata__[0]) if hasattr(hint, "__metadata__") else _TYPES[hint]


def columns_of(row: type[Row]) -> list[str]:
    """The columns of a frame of such rows."""
    return list(_dtypes(row))


def frame(rows: Iterable[Mapping[str, object]], row: type[Row]) -> pd.DataFrame:
    """A frame of these rows, with the declared columns and types."""
    given = list(rows)
    if not given:
        return _empty(row).copy()  # type: ignore[arg-type]  # as in `_dtypes`
    return settle(pd.DataFrame({name: [one.get(name, math.nan) for one in given] for name in _dtypes(row)}), row)


@lru_cache(maxsize=128)
def _empty(row: type[Row]) -> pd.DataFrame:
    return settle(pd.DataFrame(), row)


def settle(table: pd.DataFrame, row: type[Row]) -> pd.DataFrame:
    """The declared columns of a table, each of its type; one that the table lacks is missing throughout."""
    settled = {name: _settled(table, name, dtype) for name, dtype in _dtypes(row).items()}
    return pd.DataFrame(settled, index=table.index, copy=False)


def _settled(table: pd.DataFrame, name: str, dtype: str) -> pd.Series:
    if name not in table.columns:
        return _cast(pd.Series(math.nan, index=table.index), dtype)
    column = table[name]
    fits = str(column.dtype) == dtype and not (dtype == "str" and column.hasnans)
    return column if fits else _cast(column, dtype)


def plain_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain values by column, what is missing as None."""
    plain = table.astype("object").where(table.notna(), None)
    return [dict(zip(plain.columns, row, strict=True)) for row in plain.itertuples(index=False, name=None)]


def _cast(column: pd.Series, dtype: str) -> pd.Series:
    if dtype == "str":
        return column.astype("object").fillna("").astype("str")
    plain = column
    if dtype == "object":
        return column.astype("object").where(column.notna(), ())
    if dtype.startswith("datetime64"):
        plain = pd.to_datetime(column, utc="UTC" in dtype)
    elif dtype != "bool":
        plain = pd.to_numeric(column)
    return plain.astype(pd.api.types.pandas_dtype(dtype))


def beside(table: pd.DataFrame, columns: Mapping[str, object] | pd.DataFrame) -> pd.DataFrame:
    """A frame (numbered rows) with more columns to its right, set at once: many one by one are slow."""
    more = pd.DataFrame(columns, index=None if isinstance(columns, pd.DataFrame) else table.index, copy=False)
    return pd.concat([table, more.set_axis(table.index)], axis=1)


def rows_of(table: pd.DataFrame, row: type[R]) -> Iterator[R]:
    """The table's rows one by one, by those of its columns that `row` declares; it may have others.

    Raises KeyError where it lacks one.
    """
    return map(row, *(_values(table[name]) for name in columns_of(row)))


def _values(column: pd.Series) -> list[Any]:
    return (column.to_numpy() if column.dtype == "str" else column).tolist()  # texts one by one would be slow
