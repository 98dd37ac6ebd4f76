"""Where the plan expects a measure to be in each month, and what is still needed to get there this year."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from sendkpi.analysis.grid import measures_table, month_index
from sendkpi.plan.records import Basis, Measure, Plan, TrajectoryPoint


def knots(plan: Plan) -> pd.DataFrame:
    """The points that a trajectory goes through: baseline, points that the plan gives, target.

    Columns `measure`, `at`, `expected`. A baseline counts only with something after it to go to; a point
    that the plan gives stands before a baseline or target of the same month.
    """
    return _knots(plan.measures, plan.trajectory)


@lru_cache(maxsize=8)
def _knots(promised: tuple[Measure, ...], trajectory: tuple[TrajectoryPoint, ...]) -> pd.DataFrame:
    measures = measures_table(promised)
    points = pd.DataFrame(
        [(one.measure, month_index(one.month), one.value) for one in trajectory],
        columns=["measure", "at", "expected"],
    )
    targets = measures[["measure", "target_month", "target"]].dropna().set_axis(points.columns, axis=1)
    ends = pd.concat([points, targets]).groupby("measure")["at"].max()
    baselines = measures[["measure", "baseline_month", "baseline"]].dropna().set_axis(points.columns, axis=1)
    baselines = baselines[baselines["at"] < baselines["measure"].map(ends).astype("float64")]
    every = pd.concat([points, targets, baselines], ignore_index=True)
    every = every.astype({"measure": "str", "at": "int64", "expected": "float64"})
    return every.drop_duplicates(["measure", "at"], keep="first").sort_values("at", ignore_index=True)


def expected(plan: Plan, measures: pd.Series, at: pd.Series) -> pd.Series:
    """The trajectory at each (measure, month as a number): a straight line between knots, held after the last.

    Missing before the first knot, and where the plan gives none.
    """
    wanted = pd.DataFrame(
        {"measure": measures.astype("str").array, "at": at.to_numpy("int64"), "row": np.arange(len(at))}
    )
    wanted = wanted.sort_values("at")
    known = knots(plan)
    before = pd.merge_asof(wanted, known.assign(start=known["at"]), on="at", by="measure")
    after = pd.merge_asof(wanted, known.assign(end=known["at"]), on="at", by="measure", direction="forward")
    span = (after["end"] - before["start"]).replace(0, np.nan)
    share = ((before["at"] - before["start"]) / span).fillna(0.0)
    rise = (after["expected"] - before["expected"]).fillna(0.0)
    line = before["expected"] + share * rise
    return pd.Series(line.to_numpy()[np.argsort(before["row"].to_numpy())], index=at.index)


def needed(rows: pd.DataFrame, year_end: pd.Series) -> pd.Series:
    """The rate (0-100 and beyond) that each remaining month of the year must reach, for year-to-date measures.

    `year_end` is where the plan expects the year to end: the target in the target's year, the trajectory's
    last month of the year before it. The remaining months are taken at the mean monthly volume so far.
    Missing in the year's last month, with a month missing, and where nothing has been counted yet. Never
    below 0: then the year is already won.
    """
    months = rows["months_expected"]
    whole = rows["basis"].eq(Basis.YEAR_TO_DATE) & rows["complete"] & (rows["at"] < rows["year_end"])
    so_far = rows["denominator_to_date"].where(whole & (rows["denominator_to_date"] > 0))
    year = so_far / months * 12 / rows["period"]
    return (100 * (year_end / 100 * year - rows["numerator_to_date"]) / (year - so_far)).clip(lower=0.0)
