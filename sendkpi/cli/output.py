"""How commands write: lines, aligned tables for people, CSV and JSON for programs.

For programs numbers are not rounded, months are `2022-04`, and what is missing is empty or null. A text
that a spreadsheet would take for a formula is written to CSV behind an apostrophe.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.values import month_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Plain = str | int | float | bool | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def say(line: str) -> None:
    """One line of the answer."""
    sys.stdout.write(f"{line}\n")


def complain(line: str) -> None:
    """One line about what is wrong, whatever line breaks its parts had."""
    sys.stderr.write(" ".join(line.split()) + "\n")


def say_json(answer: object) -> None:
    """The answer as JSON; a number that JSON does not have would be a defect, so it is refused."""
    say(json.dumps(answer, indent=2, ensure_ascii=False, allow_nan=False))


def say_csv(rows: Iterable[Mapping[str, Plain]], columns: Sequence[str]) -> None:
    """Rows as CSV under these columns."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_csv_cell(row[name]) for name in columns] for row in rows)


def say_table(rows: Iterable[Sequence[str]], columns: Sequence[str], *, right: Sequence[str] = ()) -> None:
    """Rows aligned under their headings, figures to the right."""
    table = [list(columns), *(list(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [
            cell.rjust(width) if name in right else cell.ljust(width)
            for cell, width, name in zip(row, widths, columns, strict=True)
        ]
        say("  ".join(cells).rstrip())


def plain_rows(table: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Plain]]:
    """A frame's rows as values that CSV and JSON have; its dates are months, an empty text is missing."""
    values = table[list(columns)].astype("object").itertuples(index=False, name=None)
    return [dict(zip(columns, map(_plain, row), strict=True)) for row in values]


def _plain(value: object) -> Plain:
    if value is None or value is pd.NA or value is pd.NaT or value == "" or value != value:  # noqa: PLR0124 - only NaN is not itself
        return None
    if isinstance(value, dt.date):
        return month_code(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return float(value)
    item = getattr(value, "item", None)  # numpy's own numbers and booleans
    if callable(item):
        return _plain(item())
    raise TypeError(f"{value!r} has no plain form")


def _csv_cell(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return repr(value)
