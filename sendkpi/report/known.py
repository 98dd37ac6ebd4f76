"""All that a paper is written from: what was on record at a moment, and the period that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.values import add_months, month_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.record.board import Board
    from sendkpi.record.updates import Reported


@dataclass(frozen=True)
class Period:
    """Whole months: the first day of the first and of the last."""

    first: dt.date
    last: dt.date

    @property
    def name(self) -> str:
        """`April to June 2022`, `June 2022`, `October 2021 to March 2022`."""
        if self.first == self.last:
            return month_name(self.last)
        first = f"{self.first:%B}" if self.first.year == self.last.year else month_name(self.first)
        return f"{first} to {month_name(self.last)}"

    @property
    def following(self) -> Period:
        """The period of the same length after it."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return Period(add_months(self.last, 1), add_months(self.last, months))


@dataclass(frozen=True, eq=False)
class Known:
    """What was on record at a moment. `day` is that of the moment in London; it decides what is due and overdue.

    `observations` stood then, `history` has all that was recorded by then, replaced figures too; `plan` is
    `published` with what had been agreed. `senders` names who sent each submission.
    """

    day: dt.date
    published: Plan
    plan: Plan
    observations: pd.DataFrame
    history: pd.DataFrame
    benchmarks: pd.DataFrame
    reported: Reported
    board: Board
    senders: Mapping[int, str] = field(default_factory=dict)
    illustrative: bool = False


@dataclass(frozen=True)
class Narrative:
    """What the officer adds in their own words."""

    summary: str = ""
    decisions_sought: str = ""


NO_NARRATIVE = Narrative()
