"""What storing an extract would do to each figure, and to its measure's rating: worked out, never by storing it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sendkpi.analysis.changes.submissions import Change
from sendkpi.analysis.periods.timeline import timeline
from sendkpi.frames import columns_of, frame, rows_of, settle
from sendkpi.frames.changes import EffectRow
from sendkpi.record.same_figures import COMPARED, same_figures

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.record.record import Record

FIGURE = ["measure", "month", "breakdown"]
EFFECTS = columns_of(EffectRow)
"""The columns of `effects`."""
_ORDER = (Change.RESTATED, Change.NEW, Change.UNCHANGED)
NO_EFFECTS = frame([], EffectRow)


def effects(record: Record, rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each figure of an extract (rows: ExtractRow): columns EFFECTS, restatements first, in the plan's order.

    A figure that the extract gives twice counts once.
    """
    if rows.empty:
        return NO_EFFECTS
    once = rows.drop_duplicates(FIGURE, keep="last")
    standing = record.observations[FIGURE + COMPARED].rename(columns={name: f"was_{name}" for name in COMPARED})
    beside = once.merge(standing, "left", FIGURE, indicator="found")
    stood = beside["found"].eq("both").to_numpy()
    beside["was_symbol"] = beside["was_symbol"].astype("object").fillna("").astype("str")
    beside["change"] = np.select(
        [~stood, ~same_figures(beside, "was_{}").to_numpy("bool")], [str(Change.NEW), str(Change.RESTATED)], "unchanged"
    )
    day, last = record.day, once["month"].max().date()
    for name, known in (("before", record), ("after", record.with_figures(once))):
        plan, figures = _touched(known, once["measure"])
        ratings = _ratings(plan, figures, last, day).rename(columns={"rating": f"rating_{name}"})
        beside = beside.merge(ratings, "left", ["measure", "month"])
    return settle(_in_order(record.plan, beside), EffectRow)


def _touched(record: Record, measures: pd.Series) -> tuple[Plan, pd.DataFrame]:
    """The plan of these measures alone, and their figures."""
    own = set(measures)
    plan = replace(record.plan, measures=tuple(one for one in record.plan.measures if one.id in own))
    return plan, record.observations[record.observations["measure"].isin(own)]


def _ratings(plan: Plan, figures: pd.DataFrame, last: dt.date, day: dt.date) -> pd.DataFrame:
    return timeline(plan, figures, last, day)[["measure", "month", "rating"]]


def _in_order(plan: Plan, rows: pd.DataFrame) -> pd.DataFrame:
    places = {one.id: place for place, one in enumerate(plan.measures)}
    keys = rows.assign(kind=rows["change"].map({str(one): at for at, one in enumerate(_ORDER)}))
    keys["place"] = rows["measure"].map(places)
    return keys.sort_values(["kind", "place", "month", "breakdown"], kind="stable", ignore_index=True)


def rows_that_change(table: pd.DataFrame) -> list[EffectRow]:
    """The figures that are new or restated."""
    return [*rows_of(table[table["change"].ne(str(Change.UNCHANGED))], EffectRow)]
