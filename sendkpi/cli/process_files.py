"""The input files of `spc` and `forecast`: the figures, and the settings of each series.

Read plainly, by the headings; other columns are left aside. Every problem is named by its row, the headings' being 1.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pandas as pd

from sendkpi.analysis.spc.labels import Improvement
from sendkpi.analysis.spc.settings import SETTINGS
from sendkpi.errors import SendKpiError
from sendkpi.files import read_file
from sendkpi.plan.choices import Unit

Value = TypeVar("Value")

_SHOWN = 20
"""Problems of a file that are listed, at most."""
_LIST_MARK = ";"
_TRUTH = {"true": True, "false": False, "": True}


@dataclass
class _File:
    """A CSV file being read: its rows by number, and the problems found so far."""

    name: str
    rows: list[tuple[int, dict[str, str]]]
    problems: list[str] = field(default_factory=list)

    def cells(self, column: str, read: Callable[[str], Value]) -> list[Value | None]:
        """A column's cells as read, None where one could not be; "" is read where the file has no such column."""
        return list(self._cells(column, read))

    def _cells(self, column: str, read: Callable[[str], Value]) -> Iterator[Value | None]:
        for number, row in self.rows:
            try:
                yield read(row.get(column, ""))
            except ValueError as error:
                self.problems.append(f"{self.name}, row {number}: {column} {error}.")
                yield None

    def require_good(self) -> None:
        """Raise SendKpiError with the problems, if there are any."""
        if self.problems:
            more = len(self.problems) - _SHOWN
            shown = [*self.problems[:_SHOWN], *([f"{self.name}: {more} more problems."] if more > 0 else [])]
            raise SendKpiError("\n".join(shown))


def read_series(path: Path) -> pd.DataFrame:
    """The figures: columns `series`, `date`, `value` (missing where the cell is empty).

    Raises SendKpiError with a line for every row that cannot be read.
    """
    file = _open(path, ("series_id", "date", "value"))
    columns = {
        "series": pd.Series(file.cells("series_id", _name), dtype="str"),
        "date": pd.Series(file.cells("date", _day), dtype="datetime64[us]"),
        "value": pd.Series(file.cells("value", _number), dtype="float64"),
    }
    file.require_good()
    return pd.DataFrame(columns)


def read_counted_series(path: Path) -> pd.DataFrame:
    """The figures with what they were counted from: `series`, `date`, `value`, `numerator`, `denominator`, `unit`.

    Of these the file needs the first three. Raises SendKpiError with a line for every row that cannot be read.
    """
    file = _open(path, ("series_id", "date", "value"))
    columns = {
        "series": pd.Series(file.cells("series_id", _name), dtype="str"),
        "date": pd.Series(file.cells("date", _day), dtype="datetime64[us]"),
        "value": pd.Series(file.cells("value", _number), dtype="float64"),
        "numerator": pd.Series(file.cells("numerator", _number), dtype="float64"),
        "denominator": pd.Series(file.cells("denominator", _count), dtype="float64"),
        "unit": pd.Series(file.cells("unit", _unit), dtype="str"),
    }
    file.require_good()
    return pd.DataFrame(columns)


def read_params(path: Path) -> pd.DataFrame:
    """The settings of each series: columns `spc.SETTINGS`.

    Raises SendKpiError with a line for every row that cannot be read.
    """
    file = _open(path, ("series_id", "improvement_direction"))
    columns = {
        "series": file.cells("series_id", _name),
        "improvement": file.cells("improvement_direction", str),
        "target": pd.Series(file.cells("target", _number), dtype="float64"),
        "rebases": file.cells("rebase_dates", _days),
        "fix_after": pd.Series(file.cells("fix_after_n_points", _number), dtype="float64"),
        "screen_outliers": file.cells("screen_outliers", _truth),
    }
    file.require_good()
    return pd.DataFrame(columns)[SETTINGS]


def neutral(figures: pd.DataFrame) -> pd.DataFrame:
    """The settings of series without any: neither way is better."""
    return pd.DataFrame({"series": figures["series"].unique(), "improvement": Improvement.NEUTRAL})


def _open(path: Path, needed: tuple[str, ...]) -> _File:
    """The file's rows by heading, blank ones left out."""
    content = read_file(str(path))
    try:
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SendKpiError(f"{path} cannot be read as CSV: {error}.") from None
    headings = [one.strip() for one in table[0]] if table else []
    missing = [name for name in needed if name not in headings]
    if missing:
        raise SendKpiError(f"{path} has no column {' and no column '.join(missing)}; its first row names the columns.")
    file = _File(str(path), [])
    for number, cells in enumerate(table[1:], start=2):
        if len(cells) not in {0, len(headings)}:
            file.problems.append(f"{path}, row {number}: it has {len(cells)} cells under {len(headings)} headings.")
        elif any(cell.strip() for cell in cells):
            file.rows.append((number, {name: cell.strip() for name, cell in zip(headings, cells, strict=True)}))
    return file


def _name(text: str) -> str:
    if not text:
        raise ValueError("is empty; name the series")
    return text


def _day(text: str) -> dt.date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError(f"{text!r} is not a date; write it as 2022-04-30")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None


def _days(text: str) -> tuple[dt.date, ...]:
    return tuple(_day(part.strip()) for part in text.split(_LIST_MARK) if part.strip())


def _number(text: str) -> float:
    """A number, NaN where there is none."""
    if not text:
        return math.nan
    try:
        number = float(text)
    except ValueError:
        number = math.inf
    if "_" in text or not math.isfinite(number):
        raise ValueError(f"{text!r} is not a number; write it as 12 or 58.66, or leave it empty")
    return number


def _count(text: str) -> float:
    """A number that is not below 0."""
    number = _number(text)
    if number < 0:
        raise ValueError(f"{text!r} is below 0; nothing can be counted less than no times")
    return number


def _unit(text: str) -> str:
    """A Unit, "" where none is named."""
    if text.lower() not in {"", *Unit}:
        raise ValueError(f"{text!r} is not one of {', '.join(Unit)}")
    return text.lower()


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTH:
        raise ValueError(f"{text!r} is not TRUE or FALSE")
    return _TRUTH[text.lower()]
