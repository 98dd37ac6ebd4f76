"""What each submission changed: figures that were new, that replaced another, or that said what stood already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from sendkpi.frames import settle
from sendkpi.frames.changes import ChangedRow
from sendkpi.record.same_figures import COMPARED, same_figures

FIGURE = ["measure", "month", "breakdown"]
_KEPT = [*COMPARED, "commentary"]


class Change(StrEnum):
    """The effect of a reported figure on the one before it."""

    NEW = "new"
    RESTATED = "restated"
    UNCHANGED = "unchanged"


def changed(history: pd.DataFrame, withdrawals: Mapping[int, dt.datetime]) -> pd.DataFrame:
    """One row for each figure of each submission, beside what stood in the moment before: columns ChangedRow.

    In: every figure recorded (`frames.figures.ObservationRow`); `withdrawals` the moment (UTC) from which each
    withdrawn submission no longer counted. Out: `was_…` what stood, missing where nothing did; RESTATED where its
    numbers or symbol differ (another comment alone changes no figure). In the order of submission, month, measure,
    breakdown.
    """
    gone = history["submission"].map(dict(withdrawals))  # when each row ceased to count
    rows = history.assign(row=np.arange(len(history)), gone=pd.to_datetime(gone, utc=True))
    pairs = rows.merge(rows[[*FIGURE, *_KEPT, "submission", "recorded_at", "gone"]], on=FIGURE, suffixes=("", "_was"))
    at, before = pairs["recorded_at"], pairs["recorded_at_was"]
    earlier = (before < at) | ((before == at) & (pairs["submission_was"] < pairs["submission"]))
    counting = pairs[earlier & ~(pairs["gone_was"] <= at)].sort_values(["recorded_at_was", "submission_was"])
    previous = counting.groupby("row").tail(1).set_index("row")[[f"{name}_was" for name in _KEPT]]
    previous = previous.set_axis([f"was_{name}" for name in _KEPT], axis=1).assign(previous=True)
    rows = rows.join(previous, on="row")
    rows["previous"] = rows["previous"].notna()
    rows[["was_symbol", "was_commentary"]] = rows[["was_symbol", "was_commentary"]].fillna("").astype("str")
    conditions = [~rows["previous"].to_numpy("bool"), (~same_figures(rows, "was_{}")).to_numpy("bool")]
    rows["change"] = np.select(conditions, [str(Change.NEW), str(Change.RESTATED)], str(Change.UNCHANGED))
    return settle(rows.sort_values(["submission", "month", "measure", "breakdown"], ignore_index=True), ChangedRow)


def counts_of_changes(rows: pd.DataFrame) -> dict[int, dict[Change, int]]:
    """The numbers of new, restated and unchanged figures of each submission; none left out."""
    counted = rows.groupby(["submission", "change"]).size()
    numbers = rows["submission"].unique()
    return {int(one): {change: int(counted.get((one, str(change)), 0)) for change in Change} for one in numbers}
