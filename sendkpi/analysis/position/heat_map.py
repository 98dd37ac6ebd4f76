"""Every measure in every month at a glance: its rating, and what its process chart says of that month's figure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.periods.grid import month_index, month_of
from sendkpi.analysis.spc.process import verdicts_in
from sendkpi.frames import settle
from sendkpi.frames.figures import HeatRow

if TYPE_CHECKING:
    from sendkpi.plan.whole import Plan

MONTHS = 15
"""The months that are shown at most: a year, and the quarter before it."""


def heat_map(plan: Plan, rows: pd.DataFrame, month: dt.date, count: int = MONTHS) -> pd.DataFrame:
    """One row for each measure and each of the last `count` months up to `month`: columns HeatRow.

    In: the timeline's rows. `rating` as it was in that month, "" where no period of the measure ends then or
    nothing was due or reported; `verdict` (`spc.PointType`) is what the process chart said when that month's figure
    was its last, "" without a figure or where the chart gave no verdict; `reported` is whether the month has a
    figure of its own. Months before the first that has anything to show are left out.
    """
    last = month_index(month)
    own = rows[(rows["reported"] | rows["due"]) & rows["at"].between(last - count + 1, last)]
    verdicts = verdicts_in(plan, rows, [month_of(at) for at in sorted(own["at"].unique())])
    shown = own[["measure", "month", "rating"]].merge(verdicts, on=["measure", "month"], how="left")
    shown["reported"] = own["value"].notna().to_numpy()
    shown["verdict"] = shown["verdict"].where(shown["reported"])
    first = own["month"].min() if len(own) else pd.Timestamp(month)
    months = pd.date_range(first, pd.Timestamp(month), freq="MS", name="month")
    every = pd.MultiIndex.from_product([rows["measure"].unique(), months], names=["measure", "month"])
    grid = shown.set_index(["measure", "month"]).reindex(every).reset_index()
    grid["reported"] = grid["reported"].eq(other=True)
    return settle(grid, HeatRow)
