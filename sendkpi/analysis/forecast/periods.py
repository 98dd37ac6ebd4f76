"""Any series by date as periods of one length: months, quarters, weeks, whatever its own dates say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sendkpi.analysis.spc.rows import Rows, changes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]

OLDEST = 120
"""Periods of the past that count, at most: older ones say nothing of what comes."""
YEAR = 12
LAST_DAY = np.datetime64("9999-12-31")
"""The last day that has a date."""
_FEWEST_SEASONS = 4
"""Periods of a year that has a season, at least."""


@dataclass(frozen=True, eq=False)
class Periods:
    """Where each row is among the periods of its series.

    `begins` has the first row of each series. `months` is the length of its periods in months, 0 where they are
    counted in days; `step` that length in months or days (0: one row). `back` counts each row's periods back from
    the series' last figure, negative for rows after it. `last` is the date of that figure, NaT where it has none.
    """

    begins: Whole
    months: Whole
    step: Whole
    back: Whole
    last: NDArray[np.datetime64]
    month_ends: Flags

    @property
    def season(self) -> Whole:
        """The number of periods in a year, 0 where a series has no season."""
        fits = (self.months > 0) & (self.months <= YEAR // _FEWEST_SEASONS)
        fits &= YEAR % np.maximum(self.months, 1) == 0
        return np.where(fits, YEAR // np.maximum(self.months, 1), 0)

    def ahead(self, steps: int) -> NDArray[np.datetime64]:
        """The dates of so many periods after each series' last figure: series × steps; NaT where there is none."""
        count = np.arange(1, steps + 1)[None] * self.step[:, None]
        month = self.last.astype("datetime64[M]")[:, None] + count.astype("timedelta64[M]")
        days_in = (month + np.timedelta64(1, "M")).astype("datetime64[D]") - month.astype("datetime64[D]")
        day = (self.last.astype("datetime64[D]") - self.last.astype("datetime64[M]"))[:, None]
        longest = days_in - np.timedelta64(1, "D")
        day = np.where(self.month_ends[:, None], longest, np.minimum(day, longest))
        in_days = self.last.astype("datetime64[D]")[:, None] + count.astype("timedelta64[D]")
        dates = np.where(self.months[:, None] > 0, month.astype("datetime64[D]") + day, in_days)
        dates[(self.step == 0)[:, None] | (dates > LAST_DAY)] = np.datetime64("NaT")
        moments: NDArray[np.datetime64] = dates.astype("datetime64[us]")
        return moments


def in_periods(rows: Rows) -> Periods:
    """The periods of rows in date order (`spc.rows.in_order`).

    A series with no two dates in one month is counted in months, any other in days; the length of its periods is the
    largest that all its dates are whole numbers of apart.
    """
    begins = np.flatnonzero(changes(rows.code))
    day = rows.date.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    first = changes(rows.code)
    monthly = np.logical_and.reduceat(first | changes(month), begins)
    at = np.where(monthly[rows.code], month.astype("int64"), day.astype("int64"))
    apart = np.where(first, 0, np.diff(at, prepend=at[:1]))
    step = np.gcd.reduceat(apart, begins)
    row = np.where(np.isnan(rows.value), -1, np.arange(len(at)))
    last = np.maximum.reduceat(row, begins)
    seen = last >= 0
    back = np.where(seen[rows.code], (at[last][rows.code] - at) // np.maximum(step, 1)[rows.code], -1)
    month_end = day + np.timedelta64(1, "D") == (month + np.timedelta64(1, "M")).astype("datetime64[D]")
    return Periods(
        begins=begins,
        months=np.where(monthly, step, 0),
        step=np.where(seen, step, 0),
        back=back,
        last=np.where(seen, day[last], np.datetime64("NaT")),
        month_ends=np.logical_and.reduceat(month_end, begins),
    )


def table_of(code: Whole, back: Whole, column: Floats, series: int) -> Floats:
    """A column as series × periods, each series ending with its last figure; NaN where there is none.

    For each row the number of its series and `Periods.back`; what lies further back than OLDEST is left out.
    """
    used = (back >= 0) & (back < OLDEST)
    width = int(back[used].max(initial=0)) + 1
    table = np.full((series, width), np.nan)
    table[code[used], width - 1 - back[used]] = column[used]
    return table
