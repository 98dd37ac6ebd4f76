"""A doubt about a figure of an extract: a warning at its cell, confirmed by a person with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sendkpi.values import Problem, Severity, month_name

if TYPE_CHECKING:
    import pandas as pd


class Placed(Protocol):
    """What a row must hold to be doubted: whose figure it is, of which month, and its cell."""

    @property
    def measure(self) -> str: ...  # noqa: D102
    @property
    def month(self) -> pd.Timestamp: ...  # noqa: D102
    @property
    def breakdown(self) -> str: ...  # noqa: D102
    @property
    def sheet(self) -> str: ...  # noqa: D102
    @property
    def cell(self) -> str: ...  # noqa: D102


def doubt(code: str, message: str, row: Placed) -> Problem:
    """The warning on a row's figure."""
    words = about(row.measure, row.month, row.breakdown)
    return Problem(Severity.WARNING, code, message, row.sheet, row.cell, row.measure, row.month.date(), words)


def about(measure: str, month: pd.Timestamp, breakdown: str) -> str:
    """What a line is about: `ASC1, Whittington, April 2022`."""
    return ", ".join(part for part in (measure, breakdown, month_name(month)) if part)
