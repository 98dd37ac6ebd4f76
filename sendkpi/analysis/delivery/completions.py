"""The milestones done of the actions that should move a measure, by the month in which each was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.wording import joined
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.values import month_name

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan


class Completion(NamedTuple):
    """A milestone that was done in a month, named by its first day."""

    month: dt.date
    milestone: str
    title: str


def completions(plan: Plan, rows: pd.DataFrame, measure: str) -> tuple[Completion, ...]:
    """The completed milestones of the actions that the plan links to a measure, by month, then in the plan's order.

    In: the frame `milestones.milestones`. A recurring milestone is never done with, so none of its occurrences counts.
    """
    linked = {link.action for link in plan.impact_links if link.measure == measure}
    done = rows[rows["action"].isin(linked) & rows["brag"].eq(DeliveryRating.COMPLETE) & rows["completed_on"].notna()]
    completed = [
        Completion(one.completed_on.date().replace(day=1), one.milestone, one.title)
        for one in rows_of(done, MilestoneRow)
    ]
    return tuple(sorted(completed, key=lambda one: one.month))


def by_month(done: Iterable[Completion]) -> dict[dt.date, list[Completion]]:
    """The completions of each month, in the order of time."""
    months: dict[dt.date, list[Completion]] = {}
    for one in sorted(done, key=lambda one: one.month):
        months.setdefault(one.month, []).append(one)
    return months


def describe_completions(done: Sequence[Completion], first: dt.date, last: dt.date) -> str:
    """`1.1a and 1.1b (January 2022), 1.1d (March 2022)`; "" for none.

    `first` and `last` are the months of the chart: it can mark nothing outside them, so such are told apart.
    """
    parts = (
        ("", [one for one in done if first <= one.month <= last]),
        ("before the chart begins, ", [one for one in done if one.month < first]),
        ("after it ends, ", [one for one in done if one.month > last]),
    )
    return "; ".join(where + _named(own) for where, own in parts if own)


def _named(done: Sequence[Completion]) -> str:
    return ", ".join(
        f"{joined([one.milestone for one in own])} ({month_name(month)})" for month, own in by_month(done).items()
    )
