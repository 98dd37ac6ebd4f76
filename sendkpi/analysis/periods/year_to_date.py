"""Year to date and rolling 12 months: sums of numerators over sums of denominators, never a mean of percentages.

Rows are those of `grid.grid`: neighbouring rows of a measure are neighbouring periods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.analysis.periods.grid import nothing_to_count, ordered
from sendkpi.frames import beside
from sendkpi.plan.choices import Basis, Pooling
from sendkpi.values import Symbol

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_NUMBERS = ["at", "year_start", "period", "numerator", "denominator", "value"]


def with_bases(rows: pd.DataFrame) -> pd.DataFrame:
    """The grid with its figures on each basis.

    Adds: `year` (which of the measure's years), `year_end` (its last month as a number), `months_expected`
    and `months_reported` (periods of the year so far, and those of them that can be summed), `numerator_to_date`,
    `denominator_to_date`, `year_to_date`, `rolling_12` (0-100, missing where it cannot be computed) and
    `figure`, the value on the basis that the measure is rated on. A period with nothing to count is summed as 0 of 0;
    one that does not apply has no year to date of its own.
    """
    at, year_start, period, numerator, denominator, value = (rows[name].to_numpy() for name in _NUMBERS)
    on_year = rows["basis"].to_numpy() == Basis.YEAR_TO_DATE
    into_year = (at - (year_start - 1)) % 12
    expected, year = (into_year + 1) // period, (at - into_year) // 12
    nothing = nothing_to_count(rows).to_numpy(dtype=bool)
    counted = ~np.isnan(numerator) & ~np.isnan(denominator) & ~nothing
    summable = (rows["pooling"].to_numpy() == Pooling.RATE) & (counted | nothing)
    parts = pd.DataFrame(
        {
            "months_reported": summable.astype("int64"),
            "numerator_to_date": np.where(summable & counted, numerator, 0.0),
            "denominator_to_date": np.where(summable & counted, denominator, 0.0),
        }
    )
    place = rows["position"].to_numpy()
    to_date = parts.groupby(ordered(place, year), sort=False).cumsum()
    shown = summable & (rows["symbol"].to_numpy() != Symbol.NOT_APPLICABLE)
    year_to_date = _rate(to_date["numerator_to_date"].to_numpy(), to_date["denominator_to_date"].to_numpy(), shown)
    columns = {
        "year": year,
        "year_end": at + 11 - into_year,
        "months_expected": expected,
        **to_date,
        "year_to_date": year_to_date,
        "rolling_12": _rolling(parts, place, 12 // period),
        "figure": np.where(on_year, year_to_date, value),
        "complete": ~on_year | (to_date["months_reported"].to_numpy() == expected),
    }
    return beside(rows, columns)


def _rate(numerator: Floats, denominator: Floats, where: NDArray[np.bool_]) -> Floats:
    """The rate (0-100) where it is wanted and there is anything to count; missing elsewhere."""
    return 100 * numerator / np.where(where & (denominator > 0), denominator, np.nan)


def _rolling(parts: pd.DataFrame, place: NDArray[np.int64], window: NDArray[np.int64]) -> Floats:
    """A year's worth of whole periods ending with each row; missing where one of them cannot be summed."""
    running = parts.groupby(place, sort=False).cumsum().to_numpy()
    row = np.arange(len(parts))
    passed = row - np.searchsorted(place, place)  # rows of the measure before this one
    sums = running - np.where((passed >= window)[:, None], running[np.maximum(row - window, 0)], 0.0)
    reported, numerator, denominator = sums.T
    return _rate(numerator, denominator, (reported == window) & (passed + 1 >= window))
