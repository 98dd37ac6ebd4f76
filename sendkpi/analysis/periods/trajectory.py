"""Where the plan expects a measure to be in each month, and what is still needed to get there this year."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.analysis.periods.grid import month_index, terms_of
from sendkpi.plan.choices import Basis

if TYPE_CHECKING:
    from sendkpi.plan.agreed import Agreement
    from sendkpi.plan.changes import Terms
    from sendkpi.plan.records import Measure, TrajectoryPoint
    from sendkpi.plan.whole import Plan


def knots(plan: Plan) -> pd.DataFrame:
    """The points that each version of a measure's terms goes through: baseline, points given, target.

    Columns `terms` (see `grid.terms_frame`), `at`, `expected`, sorted by `at`. A baseline counts only with
    something after it to go to; a point that is given stands before a baseline or target of the same month.
    """
    return _knots(plan.measures, plan.trajectory, plan.changes.agreements)


@lru_cache(maxsize=8)
def _knots(
    measures: tuple[Measure, ...], trajectory: tuple[TrajectoryPoint, ...], agreements: tuple[Agreement, ...]
) -> pd.DataFrame:
    _, held = terms_of(measures, trajectory, agreements)
    rows = [(name, at, level) for name, one in held.items() for at, level in _line(one).items()]
    table = pd.DataFrame(rows, columns=["terms", "at", "expected"])
    table = table.astype({"terms": "str", "at": "int64", "expected": "float64"})
    return table.sort_values("at", ignore_index=True)


def _line(held: Terms) -> dict[int, float]:
    """One version's points by month as a number."""
    line = {month_index(month): level for month, level in held.points}
    if held.target is not None and held.target_month:
        line.setdefault(month_index(held.target_month), held.target)
    if held.baseline is not None and held.baseline_month and line and month_index(held.baseline_month) < max(line):
        line.setdefault(month_index(held.baseline_month), held.baseline)
    return line


def expected(plan: Plan, terms: pd.Series, at: pd.Series) -> pd.Series:
    """The trajectory at each (version of terms, month as a number): a straight line between knots, held after the last.

    Missing before the first knot, and where the plan gives none.
    """
    wanted = pd.DataFrame({"terms": terms.astype("str").array, "at": at.to_numpy("int64"), "row": np.arange(len(at))})
    wanted = wanted.sort_values("at")
    known = knots(plan)
    before = pd.merge_asof(wanted, known.assign(start=known["at"]), on="at", by="terms")
    after = pd.merge_asof(wanted, known.assign(end=known["at"]), on="at", by="terms", direction="forward")
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
