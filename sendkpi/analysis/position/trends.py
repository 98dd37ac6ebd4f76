"""Measures over the whole of the plan's time: what trend charts draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sendkpi.analysis.periods.grid import month_index
from sendkpi.analysis.position.benchmarks import Benchmark, drawn
from sendkpi.plan.changes import measure_in

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan


@dataclass(frozen=True)
class Trend:
    """A measure's periods from its baseline to its last figure or target, and what to hold them against.

    `frame` has the timeline's columns and `year` (which year a year to date belongs to), one row a period
    without a hole; `comparator` is a published figure of the measure's own basis, None where there is none.
    """

    measure: Measure
    frame: pd.DataFrame
    comparator: Benchmark | None


def last_month(plan: Plan, month: dt.date) -> dt.date:
    """The last month that the trend of any measure is drawn to: the month itself, or the latest target's."""
    current = [measure_in(plan, one.id, month) for one in plan.measures]
    return max([month, *(one.target_month for one in current if one.target_month)])


def trends_of(
    plan: Plan, rows: pd.DataFrame, measures: Sequence[Measure], month: dt.date, benchmarks: pd.DataFrame
) -> tuple[Trend, ...]:
    """The trends cut from the timeline's rows up to `last_month`, of figures up to the month."""
    current = [measure_in(plan, one.id, month) for one in measures]
    return tuple(_trend(one, own_rows(rows, one.id), month, drawn(benchmarks, one, month)) for one in current)


def own_rows(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """One measure's rows of the timeline, in which they stand together."""
    own = np.flatnonzero(rows["measure"].to_numpy() == measure)
    return rows.iloc[own[0] : own[-1] + 1] if len(own) else rows.iloc[:0]


def _trend(measure: Measure, rows: pd.DataFrame, month: dt.date, comparator: Benchmark | None) -> Trend:
    at = rows["at"].to_numpy()
    reported = at[rows["reported"].to_numpy()].tolist()
    start = min([*reported, month_index(measure.baseline_month or measure.collected_from)])
    end = month_index(max(month, measure.target_month or month))
    first, after = np.searchsorted(at, start), np.searchsorted(at, end, side="right")
    return Trend(measure, rows.iloc[first:after].reset_index(drop=True), comparator)
