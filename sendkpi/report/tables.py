"""A frame's rows as plain values, and as CSV: its columns in their order, numbers not rounded.

In CSV a month is `2022-04`, a day `2022-04-30`, and what is missing is empty. A column holds months where its name is
`month` or ends in `_month`. Workbooks (`sheets`) hold the same.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sendkpi.spreadsheets import csv_cell_text
from sendkpi.values import month_code

Plain = str | int | float | bool | None


def heading(name: Hashable) -> str:
    """`Year to date`: a column's name for people."""
    return str(name).replace("_", " ").capitalize()


def plain_rows(table: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Plain]]:
    """A frame's rows as values that CSV and JSON have; an empty text is missing, and what is missing is None."""
    values = table[list(columns)].astype("object").itertuples(index=False, name=None)
    return [{name: plain(value, name) for name, value in zip(columns, row, strict=True)} for row in values]


def csv_text(rows: Iterable[Mapping[str, Plain]], columns: Sequence[str]) -> str:
    """Plain rows as CSV under these columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(csv_cell_text, columns))
    writer.writerows([_csv_cell(row[name]) for name in columns] for row in rows)
    return text.getvalue()


def as_csv(frame: pd.DataFrame) -> bytes:
    """The frame as a CSV file that spreadsheets too read as UTF-8."""
    columns = [str(name) for name in frame.columns]
    return csv_text(plain_rows(frame, columns), columns).encode("utf-8-sig")


def joined_names(value: Any) -> Any:  # noqa: ANN401 - whatever stands in a frame
    """`EHC Plans; Health, NCL`: several names as one text, any other value as it is."""
    return "; ".join(value) if isinstance(value, tuple) else value


def is_missing(value: Any) -> bool:  # noqa: ANN401 - whatever stands in a frame
    """Whether a frame's value says nothing: None, NaN, a missing date or an empty text."""
    return value is None or value is pd.NA or value is pd.NaT or value == "" or bool(value != value)  # noqa: PLR0124 - only NaN is not itself


def is_month(name: str) -> bool:
    """Whether a column of this name holds months."""
    return name == "month" or name.endswith("_month")


def plain(value: Any, name: str) -> Plain:  # noqa: ANN401 - whatever stands in a frame
    """A value of the column `name` as CSV and JSON have it; None where it is missing."""
    if is_missing(value):
        return None
    if isinstance(value, tuple):
        return plain(joined_names(value), name)
    if isinstance(value, dt.date):
        return _written(value, name)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str | bool | int):
        return value
    item = getattr(value, "item", None)  # numpy's own numbers and booleans
    if callable(item):
        return plain(item(), name)
    raise TypeError(f"{value!r} has no plain form")


def _written(value: dt.date, name: str) -> str:
    if is_month(name):
        return month_code(value)
    return value.isoformat() if has_time(value) else value.strftime("%Y-%m-%d")


def has_time(value: dt.date) -> bool:
    """Whether a date is a moment, and not a day alone."""
    return isinstance(value, dt.datetime) and (value.tzinfo is not None or value.time() != dt.time.min)


def _csv_cell(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return csv_cell_text(value) if isinstance(value, str) else repr(value)
