"""Year to date and rolling 12 months: sums of numerators over sums of denominators, never a mean of percentages.

Rows are those of `grid.grid`: neighbouring rows of a measure are neighbouring periods.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sendkpi.analysis.periods.grid import nothing_to_count
from sendkpi.plan.choices import Basis, Pooling
from sendkpi.values import Symbol


def with_bases(rows: pd.DataFrame) -> pd.DataFrame:
    """The grid with its figures on each basis.

    Adds: `year` (which of the measure's years), `year_end` (its last month as a number), `months_expected`
    and `months_reported` (periods of the year so far, and those of them that can be summed), `numerator_to_date`,
    `denominator_to_date`, `year_to_date`, `rolling_12` (0-100, missing where it cannot be computed) and
    `figure`, the value on the basis that the measure is rated on. A period with nothing to count is summed as 0 of 0;
    one that does not apply has no year to date of its own.
    """
    rows = rows.copy()
    into_year = (rows["at"] - (rows["year_start"] - 1)) % 12
    rows["year"] = (rows["at"] - into_year) // 12
    rows["year_end"] = rows["at"] + 11 - into_year
    rows["months_expected"] = (into_year + 1) // rows["period"]
    nothing = nothing_to_count(rows)
    counted = rows["numerator"].notna() & rows["denominator"].notna() & ~nothing
    summable = rows["pooling"].eq(Pooling.RATE) & (counted | nothing)
    parts = pd.DataFrame(
        {
            "months_reported": summable.astype("int64"),
            "numerator_to_date": rows["numerator"].where(summable & counted, 0.0),
            "denominator_to_date": rows["denominator"].where(summable & counted, 0.0),
        }
    )
    to_date = parts.groupby([rows["measure"], rows["year"]]).cumsum()
    rows[to_date.columns] = to_date
    shown = summable & rows["symbol"].ne(Symbol.NOT_APPLICABLE)
    rows["year_to_date"] = _rate(rows["numerator_to_date"], rows["denominator_to_date"]).where(shown)
    rows["rolling_12"] = _rolling(rows, parts)
    on_year = rows["basis"].eq(Basis.YEAR_TO_DATE)
    rows["figure"] = rows["value"].where(~on_year, rows["year_to_date"])
    rows["complete"] = ~on_year | (rows["months_reported"] == rows["months_expected"])
    return rows


def _rate(numerator: pd.Series, denominator: pd.Series) -> pd.Series:
    return 100 * numerator / denominator.where(denominator > 0)


def _rolling(rows: pd.DataFrame, parts: pd.DataFrame) -> pd.Series:
    """A year's worth of whole periods ending with each row; missing where one of them cannot be summed."""
    window = 12 // rows["period"]
    running = parts.groupby(rows["measure"]).cumsum()
    place = rows.groupby("measure").cumcount()
    before = running.to_numpy()[np.maximum(np.arange(len(rows)) - window.to_numpy(), 0)]
    sums = running - np.where((place >= window).to_numpy()[:, None], before, 0.0)
    whole = (sums["months_reported"] == window) & (place + 1 >= window)
    return _rate(sums["numerator_to_date"], sums["denominator_to_date"]).where(whole)
