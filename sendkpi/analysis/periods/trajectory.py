"""Where the plan expects a measure to be in each month, and what is still needed to get there this year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.analysis.periods.grid import month_index, ordered, terms_of
from sendkpi.plan.choices import Basis

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sendkpi.plan.changes import Terms
    from sendkpi.plan.whole import Plan, Promises

    Floats = NDArray[np.float64]


_NOBODY = -2
"""The place of no version of any terms; -1 is that of a version without knots."""


def _line(terms: Terms) -> dict[int, float]:
    """One version's points by month as a number."""
    line = {month_index(month): level for month, level in terms.points}
    if terms.target is not None and terms.target_month:
        line.setdefault(month_index(terms.target_month), terms.target)
    if terms.baseline is not None and terms.baseline_month and line and month_index(terms.baseline_month) < max(line):
        line.setdefault(month_index(terms.baseline_month), terms.baseline)
    return line


def expected(plan: Plan, terms: pd.Series, at: pd.Series) -> pd.Series:
    """The trajectory at each (version of terms, month as a number): a straight line between knots, held after the last.

    Missing before the first knot, and where the plan gives none.
    """
    points = _knots(plan.promises)
    place, month = points.names.get_indexer(pd.Index(terms)), at.to_numpy("int64")
    key = ordered(place, month)
    start, low = points.levels(np.searchsorted(points.keys, key, side="right") - 1, place)
    end, high = points.levels(np.searchsorted(points.keys, key, side="left"), place)
    span = np.where(end == start, np.nan, end - start)
    line = low + np.nan_to_num((month - start) / span) * np.nan_to_num(high - low)
    return pd.Series(line, index=at.index)


@dataclass(frozen=True, eq=False)
class _Knots:
    """The knots as arrays, version by version of the terms, in date order; the last is nobody's and holds nothing.

    `keys` are `grid.ordered` of all but that one.
    """

    names: pd.Index
    place: NDArray[np.intp]
    at: Floats
    level: Floats
    keys: NDArray[np.int64]

    def levels(self, which: NDArray[np.intp], place: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """The month and the level of these knots, missing where one is not of its row's version."""
        own = self.place[which] == place
        return np.where(own, self.at[which], np.nan), np.where(own, self.level[which], np.nan)


@lru_cache(maxsize=8)
def _knots(promises: Promises) -> _Knots:
    """The points that each version of a measure's terms goes through: baseline, points given, target.

    A baseline counts only with something after it to go to; a point that is given stands before a baseline or target
    of the same month.
    """
    rows = [(name, at, level) for name, one in terms_of(promises)[1].items() for at, level in _line(one).items()]
    table = pd.DataFrame(rows, columns=["terms", "at", "expected"])
    table = table.astype({"terms": "str", "at": "int64", "expected": "float64"}).sort_values("at", ignore_index=True)
    place, names = pd.factorize(table["terms"])
    keys = ordered(place, table["at"].to_numpy())
    order = np.argsort(keys)
    at, level = (np.append(table[name].to_numpy("float64")[order], np.nan) for name in ("at", "expected"))
    return _Knots(pd.Index(names), np.append(place[order], _NOBODY), at, level, keys[order])


def needed(rows: pd.DataFrame, year_end: pd.Series) -> pd.Series:
    """The rate (0-100 and beyond) that each remaining month of the year must reach, for year-to-date measures.

    `year_end` is where the plan expects the year to end: the target in the target's year, the trajectory's
    last month of the year before it. The remaining months are taken at the mean monthly volume so far.
    Missing in the year's last month, with a month missing, and where nothing has been counted yet. Never
    below 0: then the year is already won.
    """
    names = ("months_expected", "denominator_to_date", "numerator_to_date", "period")
    months, denominator, numerator, period = (rows[name].to_numpy() for name in names)
    whole = (rows["basis"].to_numpy() == Basis.YEAR_TO_DATE) & rows["complete"].to_numpy()
    whole &= rows["at"].to_numpy() < rows["year_end"].to_numpy()
    so_far = np.where(whole & (denominator > 0), denominator, np.nan)
    year = so_far / months * 12 / period
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = (100 * (year_end.to_numpy() / 100 * year - numerator)) / (year - so_far)
    return pd.Series(rate, index=rows.index).clip(lower=0.0)
