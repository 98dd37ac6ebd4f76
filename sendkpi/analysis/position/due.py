"""Who owes what for a month: each measure whose period ends in it, what has come, what has not, and how late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.periods.grid import measures_frame, month_index, totals
from sendkpi.frames import Row, columns_of, rows_of, settle
from sendkpi.frames.figures import DueRow
from sendkpi.values import LONDON, add_months, month_end

if TYPE_CHECKING:
    from sendkpi.plan import Plan

DUE = columns_of(DueRow)
"""The columns of `due`."""

BETWEEN = "; "
"""What stands between the names of missing breakdowns, which hold commas."""


@dataclass(frozen=True, slots=True)
class Owed(Row):
    """The figures that one organisation has still to send for a month: totals, and each breakdown's own."""

    owner: str
    to_come: int
    asked: int
    days_late: int
    """Of the figure that has been due longest; 0 where none is late."""


def due(
    plan: Plan, observations: pd.DataFrame, month: dt.date, as_at: dt.date, history: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row for each measure that has a period ending in this month, in the plan's order: columns DUE.

    In: the figures that stood at the end of the as-at day; `history` has all those recorded by then in submissions
    that counted, replaced ones too (default: only the standing ones), and tells when a figure first came.
    Out: `due_on` a day; `reported` whether the total stands, as reported or pooled from its breakdowns; `asked`
    and `to_come` count figures, the total and each breakdown; `missing` names the breakdowns without a figure;
    `reported_at` when the last of its figures first came (UTC; missing while any is to come); `days_late` from
    `due_on` to the day in London on which that was, or to the as-at day while any is to come; 0 where not late.
    """
    rows = _ending(plan, month)
    now = observations[observations["month"] == pd.Timestamp(month)]
    rows["reported"] = rows["measure"].isin(totals(plan, now)["measure"])
    reported = set(zip(now["measure"], now["breakdown"], strict=True))
    missing = [[part for part in plan.breakdowns_of(one) if (one, part) not in reported] for one in rows["measure"]]
    rows["asked"] = rows["parts"] + 1
    rows["to_come"] = [len(parts) for parts in missing] + (~rows["reported"]).astype("int64")
    rows["missing"] = [BETWEEN.join(parts) for parts in missing]
    ever = now if history is None else history[history["month"] == pd.Timestamp(month)]
    came = ever.groupby(["measure", "breakdown"])["recorded_at"].min().groupby("measure").max()
    rows["reported_at"] = came.reindex(rows["measure"]).set_axis(rows.index).where(rows["to_come"] == 0)
    rows["days_late"] = _days_late(rows, as_at)
    return settle(rows, DueRow).reset_index(drop=True)


def owed(rows: pd.DataFrame) -> tuple[Owed, ...]:
    """The figures that each organisation has still to send, in the order of the rows of `due`."""
    waiting = rows.assign(days_late=rows["days_late"].where(rows["to_come"] > 0, 0))
    added = waiting.groupby("owner", sort=False).agg({"to_come": "sum", "asked": "sum", "days_late": "max"})
    return tuple(rows_of(added.reset_index(), Owed))


def _ending(plan: Plan, month: dt.date) -> pd.DataFrame:
    """The measures with a period that ends in the month, since they are collected, and the day each is due."""
    measures = measures_frame(plan)
    ends = (month.month - measures["year_start"] + 1) % measures["period"] == 0
    rows = measures[ends & (measures["collected_from"] <= month_index(month))].copy()
    rows["month"] = pd.Timestamp(month)
    days = {lag: pd.Timestamp(month_end(add_months(month, lag))) for lag in rows["reporting_lag"].unique()}
    rows["due_on"] = pd.to_datetime(rows["reporting_lag"].map(days))
    return rows


def _days_late(rows: pd.DataFrame, as_at: dt.date) -> pd.Series:
    came = pd.to_datetime(rows["reported_at"], utc=True).dt.tz_convert(LONDON).dt.tz_localize(None).dt.normalize()
    late: pd.Series = (came.fillna(pd.Timestamp(as_at)) - rows["due_on"]).dt.days
    return late.clip(lower=0).astype("int64")
