"""One measure over the whole of the plan's time: what a trend chart draws."""

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


def trend(
    plan: Plan, observations: pd.DataFrame, measure_id: str, month: dt.date, as_at: dt.date | None = None
) -> Trend:
    """The trend of one measure: figures up to `month`, trajectory and target beyond it.

    `as_at` also decides which comparators had been published. Raises UnknownNameError.
    """
    measure = standing(plan, measure_id, month)
    own = observations[(observations["measure"] == measure_id) & (observations["month"] <= pd.Timestamp(month))]
    ends = [month, *([measure.target_month] if measure.target_month else [])]
    rows = timeline(replace(plan, measures=(measure,)), own, max(ends), as_at or due_day(month))
    told = rows.loc[rows["reported"], "at"].tolist()
    start = min([*told, month_index(measure.baseline_month or measure.collected_from)])
    chosen = _comparator(plan, measure, as_at or due_day(month))
    return Trend(
        measure,
        rows[rows["at"] >= start].reset_index(drop=True),
        chosen,
        _label(measure, chosen) if chosen else "",
    )


def _comparator(plan: Plan, measure: Measure, as_at: dt.date) -> Comparator | None:
    """The newest published figure of the statistical neighbours; one of the same basis stands before any other."""
    known = [
        one
        for one in plan.comparators
        if one.measure == measure.id and one.kind == "statistical neighbours" and month_end(one.published) <= as_at
    ]
    return max(known, key=lambda one: (one.basis == measure.comparator, one.year, one.published), default=None)


def _label(measure: Measure, comparator: Comparator) -> str:
    """`Statistical neighbours 2022: 51.4%`, with the basis where it is not the measure's own."""
    label = f"{comparator.place} {comparator.year}: {figure(comparator.value, measure.unit)}"
    return label if comparator.basis == measure.comparator else f"{label} ({comparator.basis})"
