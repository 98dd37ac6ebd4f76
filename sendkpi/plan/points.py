"""A trajectory in a CSV file: the columns month and value, a row for each point."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sendkpi.errors import RefusedError, SendKpiError
from sendkpi.values import month_name, parse_month

if TYPE_CHECKING:
    from sendkpi.plan.agreed import Points


def read_points(content: bytes, name: str) -> Points:
    """A trajectory from the bytes of a CSV file: months written 2022-04, levels as numbers.

    `name` is what the file is called in messages. Raises RefusedError naming the line that cannot be read.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise RefusedError(f"{name} cannot be read as CSV: {error}.") from None
    if not rows or not {"month", "value"} <= rows[0].keys():
        raise RefusedError(f"{name} needs the columns month and value, and a row for each point.")
    points = {}
    for line, row in enumerate(rows, start=2):
        try:
            when, level = parse_month(row["month"] or ""), float(row["value"] or "")
        except (SendKpiError, ValueError):
            raise RefusedError(f"{name}, line {line}: write a month as 2022-04 and a number as 43.5.") from None
        if when in points:
            raise RefusedError(f"{name}, line {line}: {month_name(when)} stands there already.")
        points[when] = level
    return tuple(sorted(points.items()))
