"""Everything that can be said of every measure in every one of its periods, as one frame.

The scorecard, a measure's series, its trend and the warnings on an upload are all cut from it, so that
they cannot disagree.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.analysis.periods.grid import grid, month_index, month_of, totals
from sendkpi.analysis.periods.rating import with_ratings
from sendkpi.analysis.periods.trajectory import expected, needed
from sendkpi.analysis.periods.year_to_date import with_bases
from sendkpi.frames import beside
from sendkpi.plan.choices import Basis, Better, Unit
from sendkpi.values import add_months, month_end

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sendkpi.plan.whole import Plan

    Floats = NDArray[np.float64]

_DIRECTIONS = pd.array(["unknown", "same", "better", "worse"], dtype="str")


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
    at, figure, complete = (rows[name].to_numpy() for name in ("at", "figure", "complete"))
    trajectory = expected(plan, rows["terms"], rows["at"])
    year_end_level = expected(plan, rows["terms"], rows["year_end"])
    due = (at + rows["reporting_lag"].to_numpy() <= closed(as_at)) & (at >= rows["collected_from"].to_numpy())
    columns = {
        "trajectory": trajectory,
        "year_end_level": year_end_level,
        "gap": np.where(complete, figure - trajectory.to_numpy(), np.nan),
        "needed": needed(rows, year_end_level),
        "due": due,
        **_directions(rows, np.where(complete, figure, np.nan)),
        "small_sample": rows["denominator"].to_numpy() < rows["minimum_sample"].to_numpy(),
        "judged_at": at,
        "rate_undue": np.zeros(len(rows), dtype=bool),
    }
    return with_ratings(beside(rows, columns))


def _directions(rows: pd.DataFrame, figure: Floats) -> dict[str, object]:
    """`previous`, `year_before` (comparable figures, else missing), `direction` and `direction_year`.

    A year to date is compared only with the same month of the year before. Within half of the last
    shown digit is the same.
    """
    place, period = rows["position"].to_numpy(), rows["period"].to_numpy()
    on_year = rows["basis"].to_numpy() == Basis.YEAR_TO_DATE
    before = np.where(on_year, np.nan, _back(figure, place, np.ones(len(rows), dtype="int64")))
    year_before = _back(figure, place, 12 // period)
    return {
        "previous": before,
        "year_before": year_before,
        "direction": _direction(rows, figure, before),
        "direction_year": _direction(rows, figure, year_before),
    }


def _back(figure: Floats, place: NDArray[np.int64], periods: NDArray[np.int64]) -> Floats:
    """The figure that so many periods earlier was the same measure's; missing where there was none."""
    row = np.arange(len(figure)) - periods
    there = np.maximum(row, 0)
    return np.where((row >= 0) & (place[there] == place), figure[there], np.nan)


def _direction(rows: pd.DataFrame, figure: Floats, other: Floats) -> pd.api.extensions.ExtensionArray:
    ahead = np.where(rows["better"].to_numpy() == Better.HIGHER, figure - other, other - figure)
    half_digit = np.where(rows["unit"].to_numpy() == Unit.COUNT, 0.5, 0.05) + 1e-9
    chosen = np.select([np.isnan(ahead), np.abs(ahead) <= half_digit, ahead > 0], [0, 1, 2], default=3)
    return _DIRECTIONS.take(chosen)
