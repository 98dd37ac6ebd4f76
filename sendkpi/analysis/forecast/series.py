"""Forecasts of any series: level and 80 % interval at each step ahead, or why not. Many series in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sendkpi.analysis.forecast.models import fit
from sendkpi.analysis.forecast.periods import YEAR, Periods, in_periods, table_of
from sendkpi.analysis.forecast.silence import GAPS, WIDEST, Silence, fewest
from sendkpi.analysis.spc.rows import Rows, in_order
from sendkpi.frames import settle
from sendkpi.frames.figures import ForecastRow
from sendkpi.plan.choices import Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sendkpi.analysis.forecast.mixture import Mixture

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]

INTERVAL = 0.8
"""The share of landings that an interval should hold."""
TAIL = (1 - INTERVAL) / 2
TOP = 100.0
_NEAR = 1.0
"""Points by which a percentage may miss its own numerator and denominator: it is rounded."""
_AT_ONCE = 500
"""Series that are worked out together: more would need more memory, and no less time."""


@dataclass(frozen=True, eq=False)
class Histories:
    """Series as the models need them, one row each.

    `table` (series × periods) ends with each series' last figure; `season`, `months` as in `Periods`; `bottom` and
    `top` are what no figure can be beyond; `share` (0-1) and `volume` are what a percentage was counted from lately,
    missing where that is not known.
    """

    table: Floats
    season: Whole
    months: Whole
    bottom: Floats
    top: Floats
    share: Floats
    volume: Floats

    def silence(self) -> NDArray[np.object_]:
        """Why nothing can be said of a series at all: a Silence each."""
        seen = ~np.isnan(self.table)
        count, span = seen.sum(axis=1), self.span
        rules = [
            (self.months >= YEAR, Silence.KIND),
            (count < np.array([fewest(months) for months in self.months.tolist()]), Silence.TOO_FEW),
            (count < (1 - GAPS) * span, Silence.GAPS),
            (self.constant, Silence.CONSTANT),
        ]
        reasons = np.full(len(count), Silence.SPOKEN, dtype="object")
        for holds, reason in reversed(rules):
            reasons[holds] = reason
        return reasons

    @property
    def constant(self) -> Flags:
        """Whether all figures are the same, and nothing tells how many were counted."""
        highest = np.nanmax(self.table, axis=1, initial=-np.inf)
        lowest = np.nanmin(self.table, axis=1, initial=np.inf)
        same: Flags = (highest <= lowest) & np.isnan(self.volume)
        return same

    @property
    def span(self) -> Whole:
        """Periods from a series' first figure to its last."""
        seen = ~np.isnan(self.table)
        return np.where(seen.any(axis=1), seen.shape[1] - seen.argmax(axis=1), 0)

    def of(self, which: Flags | Whole) -> Histories:
        """Some of the series."""
        return Histories(**{name: column[which] for name, column in vars(self).items()})

    def expected(self, asked: Floats) -> Mixture:
        """What is expected at each question (`Fit.ahead`), no surer than chance allows with so few counted."""
        answer = fit(self.table, self.season).ahead(asked)
        by_chance = TOP**2 * self.share * (1 - self.share) / self.volume
        least = np.nan_to_num(by_chance)[:, None] * (asked**2).sum(axis=2)
        return answer.widened(np.zeros_like(least), least)

    def within(self, level: Floats) -> Floats:
        """Levels (series × questions) cut to what a figure can be."""
        cut: Floats = np.clip(level, self.bottom[:, None], self.top[:, None])
        return cut


@dataclass(frozen=True, eq=False)
class Outlook:
    """What is expected of each series at each step ahead: series × steps, NaN where `reason` (a Silence) says why.

    `dates` has the day of each step, NaT where a series' own dates do not say how far apart its periods are.
    """

    series: pd.Index
    dates: NDArray[np.datetime64]
    level: Floats
    lower: Floats
    upper: Floats
    reason: NDArray[np.object_]
    answers: tuple[tuple[Whole, Mixture], ...]

    def below(self, level: Floats) -> Floats:
        """The chance (0-1) of a figure below a level (series × steps); NaN where nothing is said."""
        chance = np.full(self.level.shape, np.nan)
        for which, answer in self.answers:
            chance[which] = answer.below(level[which])
        return np.where(np.isnan(self.level), np.nan, chance)


def forecast(figures: pd.DataFrame, horizon: int) -> pd.DataFrame:
    """A row for each series and step ahead of its last figure, 1 to `horizon`: columns ForecastRow.

    In: as of `outlook`.
    """
    found = outlook(figures, horizon)
    columns = {
        "series_id": found.series.repeat(horizon),
        "step": np.tile(np.arange(1, horizon + 1), len(found.series)),
        "date": found.dates.ravel(),
        "forecast": found.level.ravel(),
        "lower": found.lower.ravel(),
        "upper": found.upper.ravel(),
        "reason": pd.Series(map(str, found.reason.ravel()), dtype="str"),
    }
    return settle(pd.DataFrame(columns), ForecastRow)


def outlook(figures: pd.DataFrame, horizon: int) -> Outlook:
    """What is expected of each series, as they first appear, at the steps 1 to `horizon` after its last figure.

    In: columns `series`, `date`, `value` (NaN where missing) and, where wanted, `numerator`, `denominator` and `unit`
    (a Unit or ""), rows in any order. A percentage with its counts and no value is worked out from them. Raises
    SendKpiError where a series has a date twice (`spc.rows.in_order`).
    """
    given = with_values(figures)
    rows = in_order(given)
    periods = in_periods(rows)
    histories = _histories(given, rows, periods)
    whole = histories.silence()
    asked, steps, spans = np.eye(horizon), np.arange(1, horizon + 1), histories.span
    numbers = np.full((3, len(whole), horizon), np.nan)
    answered = np.flatnonzero(whole == Silence.SPOKEN)
    answers = []
    for start in range(0, len(answered), _AT_ONCE):
        which = answered[start : start + _AT_ONCE]
        own = histories.of(which)
        answer = own.expected(np.broadcast_to(asked, (len(which), horizon, horizon)))
        ends = (answer.centre(), answer.quantile(TAIL), answer.quantile(1 - TAIL))
        numbers[:, which] = [own.within(one) for one in ends]
        answers.append((which, answer))
    too_far = steps[None] > spans[:, None]
    too_wide = numbers[2] - numbers[1] > WIDEST * (histories.top - histories.bottom)[:, None]
    ahead = np.select([too_far, too_wide], [Silence.TOO_FAR, Silence.TOO_WIDE], default=Silence.SPOKEN)
    reason = np.where((whole == Silence.SPOKEN)[:, None], ahead, whole[:, None])
    level, lower, upper = np.where(reason == Silence.SPOKEN, numbers, np.nan)
    return Outlook(rows.series, periods.ahead(horizon), level, lower, upper, reason, tuple(answers))


def with_values(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with all columns, and with a value where only its counts are given."""
    given = figures.reset_index(drop=True).reindex(
        columns=["series", "date", "value", "numerator", "denominator", "unit"]
    )
    counted = given["denominator"].gt(0) & given["numerator"].notna()
    rate = TOP * given["numerator"] / given["denominator"].where(counted)
    bare = given["value"].isna() & ~given["unit"].isin([str(Unit.WEEKS), str(Unit.COUNT)])
    return given.assign(value=given["value"].where(~bare, rate), rate=rate)


def _histories(given: pd.DataFrame, rows: Rows, periods: Periods) -> Histories:
    """The series as the models need them, from rows that are not yet in order."""
    order = np.lexsort((pd.to_datetime(given["date"]).to_numpy("datetime64[us]"), pd.factorize(given["series"])[0]))
    ordered = given.iloc[order]
    numbers = {name: ordered[name].to_numpy("float64") for name in ("rate", "numerator", "denominator")}
    count = len(periods.begins)
    table, rate, numerator, denominator = (
        table_of(rows.code, periods.back, column, count) for column in (rows.value, *numbers.values())
    )
    unit = ordered["unit"].astype("object").fillna("").to_numpy()[periods.begins]
    exact = _all_seen(np.abs(rate - table) <= _NEAR, ~np.isnan(rate) & ~np.isnan(table))
    percent = np.where(unit == "", exact | _looks_percent(table), unit == Unit.PERCENT)
    share, volume = counted_lately(numerator, denominator)
    known = percent & exact
    return Histories(
        table=table,
        season=periods.season,
        months=periods.months,
        bottom=np.where(np.nanmin(table, axis=1, initial=np.inf) >= 0, 0.0, -np.inf),
        top=np.where(percent, TOP, np.inf),
        share=np.where(known, share, np.nan),
        volume=np.where(known, volume, np.nan),
    )


def counted_lately(numerator: Floats, denominator: Floats) -> tuple[Floats, Floats]:
    """The share of the last year's periods (0-1, with one more met and one more not), and the mean counted in each."""
    counted = ~np.isnan(numerator) & (denominator > 0)
    lately = counted & (np.arange(counted.shape[1]) >= counted.shape[1] - YEAR)
    met, all_of = (np.where(lately, part, 0.0).sum(axis=1) for part in (numerator, denominator))
    periods = lately.sum(axis=1)
    share = np.clip((met + 1) / (all_of + 2), 0.0, 1.0)
    return np.where(periods > 0, share, np.nan), all_of / np.where(periods > 0, periods, np.nan)


def _all_seen(holds: Flags, seen: Flags) -> Flags:
    """Whether something holds of all that is seen, and something is."""
    every: Flags = np.all(holds | ~seen, axis=1) & np.any(seen, axis=1)
    return every


def _looks_percent(table: Floats) -> Flags:
    """Whether a series without a unit is one of percentages: within 0-100, and broken numbers or at 100 more than once.

    Counts are whole, and pass 100 without stopping there.
    """
    seen = ~np.isnan(table)
    inside = _all_seen((table >= 0) & (table <= TOP), seen)
    broken = (seen & (table != np.round(table))).any(axis=1)
    stops = (table == TOP).sum(axis=1) > 1
    looks: Flags = inside & (broken | stops)
    return looks
