"""Any part of the figures: filters in, one frame out, for the table, the chart and the files alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.periods.timeline import parts_timeline, timeline
from sendkpi.analysis.wording import RATING_WORDS
from sendkpi.frames import columns_of
from sendkpi.frames.figures import ExploredRow
from sendkpi.plan.choices import Basis

if TYPE_CHECKING:
    from sendkpi.analysis.periods.rating import Rating
    from sendkpi.plan import Plan

EXPLORED = columns_of(ExploredRow)
"""The columns that are shown and sent, in their order."""

DRAWN = ["figure", "at", "period", "basis", "year", "complete"]
"""The columns beside them that a chart needs: the figure on the measure's basis, and which ones a line may join."""

TOTAL = "Total"
"""The choice, among providers, of all of them together."""


@dataclass(frozen=True)
class Filters:
    """The filters; an empty choice leaves everything in, but for `providers`: none chosen means the totals alone.

    `first` and `last` are months, both included; `ratings` are Rating values, which only totals have.
    """

    last: dt.date
    first: dt.date | None = None
    areas: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    sub_groups: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    ratings: tuple[Rating, ...] = ()


def explore(plan: Plan, observations: pd.DataFrame, filters: Filters, as_at: dt.date) -> pd.DataFrame:
    """One row for each measure, period and chosen provider that is reported or due: columns EXPLORED + DRAWN.

    In the order of the plan's measures, then month, then provider as chosen. `value` is the period's own; `gap` is
    from the trajectory, on the measure's basis; `rating` and `sub_group` are words; `provider` is TOTAL or a name;
    percentages are 0-100, what is missing is missing or "".
    """
    chosen = filters.providers or (TOTAL,)
    parts = [_rows(plan, observations, provider, filters.last, as_at) for provider in chosen]
    rows = pd.concat([part.assign(place=place) for place, part in enumerate(parts)], ignore_index=True)
    rows = rows[_within(rows, filters)].sort_values(["position", "at", "place"], kind="stable")
    return _worded(plan, rows)[EXPLORED + DRAWN].reset_index(drop=True)


def _rows(plan: Plan, observations: pd.DataFrame, provider: str, last: dt.date, as_at: dt.date) -> pd.DataFrame:
    if provider == TOTAL:
        rows = timeline(plan, observations, last, as_at)
    else:
        own = {one.measure for one in plan.breakdowns if one.breakdown == provider}
        rows = parts_timeline(plan, observations, provider, last, as_at)
        rows = rows[rows["measure"].isin(own)]
    return rows[rows["reported"] | rows["due"]].assign(provider=provider)


def _within(rows: pd.DataFrame, filters: Filters) -> pd.Series:
    within = rows["month"] <= pd.Timestamp(filters.last)
    if filters.first:
        within &= rows["month"] >= pd.Timestamp(filters.first)
    choices = {
        "area": filters.areas,
        "measure": filters.measures,
        "owner": filters.owners,
        "sub_group": filters.sub_groups,
        "rating": tuple(str(rating) for rating in filters.ratings),
    }
    for name, chosen in choices.items():
        if chosen:
            within &= rows[name].isin(chosen)
    return within


def _worded(plan: Plan, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with words for ratings and sub-groups, and a year to date only where the measure has one."""
    words = {str(rating): shown.word for rating, shown in RATING_WORDS.items()}
    groups = {group.id: group.title for group in plan.sub_groups}
    on_year = rows["basis"].eq(Basis.YEAR_TO_DATE)
    return rows.assign(
        rating=rows["rating"].map(words).fillna("").astype("str"),
        sub_group=rows["sub_group"].map(groups).fillna("").astype("str"),
        year_to_date=rows["year_to_date"].where(on_year),
    )
