"""Measures over the whole of the plan's time: what trend charts draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.grid import month_index
from sendkpi.analysis.timeline import due_day, timeline
from sendkpi.analysis.wording import figure
from sendkpi.plan.changes import standing
from sendkpi.values import month_end

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sendkpi.plan.records import Comparator, Measure, Plan


@dataclass(frozen=True)
class Trend:
    """A measure's periods from its baseline to its last figure or target, and what to hold them against.

    `frame` has the timeline's columns and `year` (which year a year to date belongs to), one row a period
    without a hole; `comparator_label` says whose figure it is, of when, and where its basis differs.
    """

    measure: Measure
    frame: pd.DataFrame
    comparator: Comparator | None
    comparator_label: str


def trends(
    plan: Plan,
    observations: pd.DataFrame,
    measures: Sequence[Measure],
    month: dt.date,
    as_at: dt.date | None = None,
) -> tuple[Trend, ...]:
    """The trend of each measure: figures up to `month`, trajectory and target beyond it.

    Each is drawn with the terms that count for `month`; `as_at` also decides which comparators had been published.
    """
    if not measures:
        return ()
    as_at = as_at or due_day(month)
    known = observations[observations["month"] <= pd.Timestamp(month)]
    held = [standing(plan, one.id, month) for one in measures]
    last = max([month, *(one.target_month for one in held if one.target_month)])
    rows = timeline(replace(plan, measures=tuple(measures)), known, last, as_at)
    by_measure = dict(list(rows.groupby("measure")))
    return tuple(_trend(plan, one, by_measure[one.id], month, as_at) for one in held)


def _trend(plan: Plan, measure: Measure, rows: pd.DataFrame, month: dt.date, as_at: dt.date) -> Trend:
    told = rows.loc[rows["reported"], "at"].tolist()
    start = min([*told, month_index(measure.baseline_month or measure.collected_from)])
    end = month_index(max(month, measure.target_month or month))
    chosen = _comparator(plan, measure, month, as_at)
    cut = rows[rows["at"].between(start, end)].reset_index(drop=True)
    return Trend(measure, cut, chosen, _label(measure, chosen) if chosen else "")


def _comparator(plan: Plan, measure: Measure, month: dt.date, as_at: dt.date) -> Comparator | None:
    """The statistical neighbours' newest figure known by then, up to the month's own year.

    One of the same basis stands before any other.
    """
    known = [
        one
        for one in plan.comparators
        if one.measure == measure.id
        and one.kind == "statistical neighbours"
        and one.year <= month.year
        and month_end(one.published) <= as_at
    ]
    return max(known, key=lambda one: (one.basis == measure.comparator, one.year, one.published), default=None)


def _label(measure: Measure, comparator: Comparator) -> str:
    """`Statistical neighbours 2022: 51.4%`, with the basis where it is not the measure's own."""
    label = f"{comparator.place} {comparator.year}: {figure(comparator.value, measure.unit)}"
    return label if comparator.basis == measure.comparator else f"{label} ({comparator.basis})"
