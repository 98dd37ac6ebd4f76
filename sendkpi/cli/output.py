"""How commands write: lines, aligned tables for people, CSV and JSON for programs.

For programs numbers are not rounded, months are `2022-04`, and what is missing is empty or null.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from sendkpi import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd


def say(line: str) -> None:
    """One line of the answer."""
    sys.stdout.write(f"{line}\n")


def complain(line: str) -> None:
    """One line about what is wrong, whatever line breaks its parts had."""
    sys.stderr.write(" ".join(line.split()) + "\n")


def say_json(answer: object) -> None:
    """The answer as JSON; a number that JSON does not have would be a defect, so it is refused."""
    say(json.dumps(answer, indent=2, ensure_ascii=False, allow_nan=False))


def say_rows(table: pd.DataFrame, columns: Sequence[str], form: str) -> None:
    """A frame for programs, its columns in their order; `form` is "json" or "csv"."""
    rows = report.plain_rows(table, columns)
    if form == "json":
        say_json(rows)
    else:
        sys.stdout.write(report.csv_text(rows, columns))


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
