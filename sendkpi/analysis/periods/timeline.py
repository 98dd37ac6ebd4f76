"""Everything that can be said of every measure in every one of its periods, as one frame.

The scorecard, a measure's series, its trend and the warnings on an upload are all cut from it, so that
they cannot disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sendkpi.analysis.periods.grid import grid, month_index, month_of, totals
from sendkpi.analysis.periods.rating import with_ratings
from sendkpi.analysis.periods.trajectory import expected, needed
from sendkpi.analysis.periods.year_to_date import with_bases
from sendkpi.plan.choices import Basis, Better, Unit
from sendkpi.values import add_months, month_end

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from sendkpi.plan.whole import Plan


def closed(as_at: dt.date) -> int:
    """The last month, as a number, that has ended by the end of the as-at day."""
    return month_index(as_at) - (as_at != month_end(as_at))


def default_month(plan: Plan, as_at: dt.date) -> dt.date:
    """The latest month for which figures are due at the as-at date."""
    return month_of(closed(as_at) - min(measure.reporting_lag for measure in plan.measures))


def due_day(month: dt.date) -> dt.date:
    """The day by which a month's figures are due at the usual lag of one month: when a scorecard is whole."""
    return month_end(add_months(month, 1))


def timeline(plan: Plan, observations: pd.DataFrame, last: dt.date, as_at: dt.date | None = None) -> pd.DataFrame:
    """One row for each measure and period up to the month `last`, with everything computed.

    In: the observations frame (`frames.figures.ObservationRow`); `as_at` decides what is due (default: the day on
    which the last month's figures are due). Out: the measure's columns and `month`, `at`, `reported`, `due`,
    `numerator`, `denominator`, `value` (the period's own), `symbol`, `commentary`, `year_to_date`,
    `rolling_12`, `figure` (on the measure's basis), `complete`, `months_reported`, `months_expected`,
    `trajectory`, `year_end_level`, `gap` (figure − trajectory), `needed`, `previous`, `year_before`,
    `direction`, `direction_year`, `small_sample`, `rating`, `rating_reason`. Percentages 0-100.
    """
    return _timeline(plan, totals(plan, observations), last, as_at or due_day(last))


def parts_timeline(
    plan: Plan, observations: pd.DataFrame, breakdown: str, last: dt.date, as_at: dt.date | None = None
) -> pd.DataFrame:
    """The timeline of one breakdown: the same columns, unrated, since the plan sets targets for the total."""
    rows = _timeline(plan, observations[observations["breakdown"] == breakdown], last, as_at or due_day(last))
    return rows.assign(trajectory=np.nan, gap=np.nan, needed=np.nan, rating="", rating_reason="")


def _timeline(plan: Plan, figures: pd.DataFrame, last: dt.date, as_at: dt.date) -> pd.DataFrame:
    rows = with_bases(grid(plan, figures, last))
    rows["trajectory"] = expected(plan, rows["terms"], rows["at"])
    rows["year_end_level"] = expected(plan, rows["terms"], rows["year_end"])
    rows["gap"] = (rows["figure"] - rows["trajectory"]).where(rows["complete"])
    rows["needed"] = needed(rows, rows["year_end_level"])
    rows["due"] = (rows["at"] + rows["reporting_lag"] <= closed(as_at)) & (rows["at"] >= rows["collected_from"])
    rows = _with_directions(rows)
    rows["small_sample"] = rows["denominator"] < rows["minimum_sample"]
    return with_ratings(rows.assign(judged_at=rows["at"], rate_undue=False))


def _with_directions(rows: pd.DataFrame) -> pd.DataFrame:
    """Adds `previous`, `year_before` (comparable figures, else missing), `direction` and `direction_year`.

    A year to date is compared only with the same month of the year before. Within half of the last
    shown digit is the same.
    """
    rows = rows.copy()
    whole = rows["figure"].where(rows["complete"])
    figures = whole.groupby(rows["measure"])
    on_year = rows["basis"].eq(Basis.YEAR_TO_DATE)
    rows["previous"] = figures.shift(1).where(~on_year)
    rows["year_before"] = np.nan
    for period, group in rows.groupby("period"):
        years = whole.loc[group.index].groupby(group["measure"])
        rows.loc[group.index, "year_before"] = years.shift(12 // int(str(period)))
    rows["direction"] = _direction(rows, whole, rows["previous"])
    rows["direction_year"] = _direction(rows, whole, rows["year_before"])
    return rows


def _direction(rows: pd.DataFrame, figure: pd.Series, other: pd.Series) -> np.ndarray:
    ahead = (figure - other).where(rows["better"].eq(Better.HIGHER), other - figure)
    half_digit = np.where(rows["unit"].eq(Unit.COUNT), 0.5, 0.05) + 1e-9
    conditions = [ahead.isna(), ahead.abs() <= half_digit, ahead > 0]
    return np.select([one.to_numpy() for one in conditions], ["unknown", "same", "better"], default="worse")
