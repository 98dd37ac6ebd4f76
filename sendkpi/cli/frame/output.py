"""The output of commands: lines, aligned tables for people, CSV and JSON for programs.

For programs numbers are not rounded, months are `2022-04`, and what is missing is empty or null.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from sendkpi import report
from sendkpi.texts import escape_unseen, one_line, visible
from sendkpi.values import month_code

if TYPE_CHECKING:
    import pandas as pd


_FURTHER_IN = " " * 4


def say(line: str) -> None:
    """One line of the answer; a text within it that has several goes on further in, so that it makes no line of ours.

    Whatever it repeats of what people wrote, a terminal gets nothing that it would obey.
    """
    sys.stdout.write(visible(line).replace("\n", f"\n{_FURTHER_IN}") + "\n")


def complain(line: str) -> None:
    """One line about what is wrong, whatever line breaks its parts had."""
    sys.stderr.write(f"{one_line(line)}\n")


def say_json(answer: object) -> None:
    """The answer as JSON; a number that JSON does not have would be a defect, so it is refused.

    A sign that is not shown as it is stands there by its number, so that a program reads the very text.
    """
    text = json.dumps(answer, indent=2, ensure_ascii=False, allow_nan=False)
    sys.stdout.write(escape_unseen(text) + "\n")


def as_json(record: object, names: Iterable[str], months: Collection[str] = ()) -> dict[str, object]:
    """These fields of a record as JSON has them: days and moments by ISO 8601, those of `months` as `2022-04`."""
    return {name: _as_json(getattr(record, name), month=name in months) for name in names}


def _as_json(value: object, *, month: bool) -> object:
    if not isinstance(value, dt.date):
        return value
    return month_code(value) if month else value.isoformat()


def say_rows(table: pd.DataFrame, columns: Sequence[str], form: str) -> None:
    """A frame for programs, its columns in their order; `form` is "json" or "csv"."""
    rows = report.plain_rows(table, columns)
    if form == "json":
        say_json(rows)
    else:
        sys.stdout.write(report.csv_text(rows, columns))


def say_table(rows: Iterable[Sequence[str]], columns: Sequence[str], *, right: Sequence[str] = ()) -> None:
    """Rows aligned under their headings, figures to the right."""
    table = [list(columns), *([one_line(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [
            cell.rjust(width) if name in right else cell.ljust(width)
            for cell, width, name in zip(row, widths, columns, strict=True)
        ]
        say("  ".join(cells).rstrip())
