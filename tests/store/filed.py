"""Extracts and moments as the store's tests write them."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from sendkpi.frames import frame
from sendkpi.frames.figures import AskedRow, ExtractRow
from sendkpi.record.extract import Extract
from tests.build import figure

if TYPE_CHECKING:
    from sendkpi.values import Problem


def extract(*rows: dict[str, object], name: str = "april.xlsx", problems: tuple[Problem, ...] = ()) -> Extract:
    """A workbook of these figures; other figures are other bytes."""
    content = repr(tuple({name: row[name] for name in row if name not in {"sheet", "cell"}} for row in rows)).encode()
    return Extract(
        filename=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=frame(rows, ExtractRow),
        asked=frame(rows, AskedRow),
        problems=problems,
    )


def april(numerator: float, denominator: float, **changes) -> dict[str, object]:
    """A figure of EHCP1 for April 2022."""
    return figure("EHCP1", "2022-04", of=(numerator, denominator), **changes)


def at(day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    """A moment in May 2022, UTC."""
    return dt.datetime(2022, 5, day, hour, minute, tzinfo=dt.UTC)
