"""Every measure in every month at a glance: its rating, and what its process chart says of that month's figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.grid import month_index
from sendkpi.analysis.process import FEWEST, Processes
from sendkpi.analysis.spc import Note

if TYPE_CHECKING:
    import datetime as dt

HEAT = ["measure", "month", "rating", "verdict", "told"]

MONTHS = 15
"""The months that are shown at most: a year, and the quarter before it."""


def heat_map(rows: pd.DataFrame, processes: Processes, month: dt.date, count: int = MONTHS) -> pd.DataFrame:
    """One row for each measure and each of the last `count` months up to `month`: columns HEAT.

    In: the timeline's rows. `rating` as it was in that month, "" where no period of the measure ends then or
    nothing was due or reported; `verdict` (`spc.PointType`) is that month's figure held against the limits of the
    chart as it is now, "" without a figure or where the chart gives no verdict; `told` is whether the month has a
    figure of its own. Months before the first that has anything to show are left out.
    """
    last = month_index(month)
    own = rows[(rows["reported"] | rows["due"]) & rows["at"].between(last - count + 1, last)]
    shown = own[["measure", "month", "rating"]].merge(_verdicts(processes), on=["measure", "month"], how="left")
    shown["told"] = own["value"].notna().to_numpy()
    shown["verdict"] = shown["verdict"].where(shown["told"])
    first = own["month"].min() if len(own) else pd.Timestamp(month)
    months = pd.date_range(first, pd.Timestamp(month), freq="MS", name="month")
    every = pd.MultiIndex.from_product([rows["measure"].unique(), months], names=["measure", "month"])
    grid = shown.set_index(["measure", "month"]).reindex(every).reset_index()
    grid["told"] = grid["told"].eq(other=True)
    return grid.fillna({"rating": "", "verdict": ""})[HEAT]


def _verdicts(processes: Processes) -> pd.DataFrame:
    """Each charted month's `verdict`; left out where its phase is too short or too even to give one."""
    phases = processes.phases
    held = (phases["based_on"] < FEWEST) | phases["note"].isin([Note.TOO_FEW, Note.TOO_LITTLE_VARIATION])
    keys = ["series_id", "rebase_group"]
    points = processes.points.merge(phases.loc[~held, keys], on=keys)
    named = {"series_id": "measure", "date": "month", "point_type": "verdict"}
    return points.rename(columns=named)[["measure", "month", "verdict"]]
