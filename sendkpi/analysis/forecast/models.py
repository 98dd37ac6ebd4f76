"""The models of a series and how well each explains it: levels that follow the figures slowly or fast.

Simple exponential smoothing (R. G. Brown; R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, "Forecasting with
Exponential Smoothing", 2008) with eleven weights from slow to fast; the same with a yearly wave, from two years on;
and the same with a trend that fades. None is chosen: each counts by how likely it makes the figures seen, so that
the doubt about the model is in the width. No trend is carried on as a line: it loses a twentieth with every period.

All series are worked out at once. Each figure's error is linear in where the series began, how fast it rose and its
wave, so these are found by least squares along the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sendkpi.analysis.forecast.mixture import Mixture

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

FADING = 0.95
"""What is left of a trend from one period to the next."""
_TREND_SHARE = 0.1
"""How fast the trend follows, beside the level."""
_TREND_DOUBT = 4.0
"""Weight of the assumption that a series began without a trend, in figures."""
_UNUSED = 1e9
"""Weight that holds at 0 what a model does not have."""
_LEAST = 1e-9
"""Weight that keeps what the figures leave open from being divided by nothing."""
_WAVES = 2
"""Figures that a wave takes: how high, and when."""
_FEWEST_FOR_A_WAVE = 16
_PARTS = 4
"""What is found of each series: its beginning, its trend, and the two parts of its wave."""


@dataclass(frozen=True, eq=False)
class _Models:
    """The models' weights: of a figure on the level and on the trend; what holds each part; how likely beforehand."""

    follow: Floats
    turn: Floats
    held: Floats
    waves: Flags
    before: Floats


def _models() -> _Models:
    slow_to_fast = np.array([0.05, *np.arange(1, 11) / 10])
    few = np.array([0.1, 0.2, 0.4, 0.6, 0.8, 1.0])
    sizes = [len(slow_to_fast), len(slow_to_fast), len(few)]
    held = [(_LEAST, _UNUSED, _UNUSED, _UNUSED), (_LEAST, _UNUSED, _LEAST, _LEAST)]
    held.append((_LEAST, _TREND_DOUBT, _UNUSED, _UNUSED))
    return _Models(
        follow=np.concatenate([slow_to_fast, slow_to_fast, few]),
        turn=np.repeat([0.0, 0.0, _TREND_SHARE], sizes) * np.concatenate([slow_to_fast, slow_to_fast, few]),
        held=np.repeat(np.array(held), sizes, axis=0),
        waves=np.repeat([False, True, False], sizes),
        before=np.repeat(np.log(np.array([0.55, 0.3, 0.15]) / sizes), sizes),
    )


_MODELS = _models()


@dataclass(frozen=True, eq=False)
class Fit:
    """Series as the models explain them; `ahead` asks what comes.

    `level`, `trend` and `error` (a period's standard deviation) are series × models, `wave` series × models × 2.
    """

    weight: Floats
    level: Floats
    trend: Floats
    wave: Floats
    error: Floats
    freedom: NDArray[np.int64]
    season: NDArray[np.int64]
    centre: Floats
    scale: Floats

    def ahead(self, asked: Floats) -> Mixture:
        """What is expected of means over steps ahead, in the unit of the figures.

        `asked` is series × questions × steps: the weight of each step (the first is the period after the last
        figure); one step alone has weight 1. Errors of months that are averaged are counted together, as the level
        carries each into those after it.
        """
        steps = np.arange(1, asked.shape[2] + 1)
        faded = np.cumsum(FADING**steps)
        path = self.level[..., None] + self.trend[..., None] * faded
        path = path + np.einsum("smw,swh->smh", self.wave, _wave(steps, self.season))
        mean = np.einsum("smh,sqh->smq", path, asked)
        spread = self.error[..., None] * np.sqrt(_variances(asked))
        scale = self.scale[:, None, None]
        return Mixture(self.weight, self.centre[:, None, None] + scale * mean, scale * spread, self.freedom)


def _variances(asked: Floats) -> Floats:
    """The variance of each answer, in those of one period's error: series × models × questions."""
    steps = asked.shape[2]
    carried = _MODELS.follow[:, None] + _MODELS.turn[:, None] * np.cumsum(FADING ** np.arange(1, steps))
    carried = np.concatenate([np.ones((len(_MODELS.follow), 1)), carried], axis=1)[:, :steps]
    total = np.zeros((asked.shape[0], len(carried), asked.shape[1]))
    for step in range(steps):  # the error of this step is in all later ones
        total += np.einsum("sqh,mh->smq", asked[:, :, step:], carried[:, : steps - step]) ** 2
    return total


def _wave(at: NDArray[np.int64], season: NDArray[np.int64]) -> Floats:
    """The two parts of a yearly wave, series × 2 × periods; 0 where a series has no season (0)."""
    angle = 2 * np.pi * at[None] / np.maximum(season, 1)[:, None]
    both = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return np.where(season[:, None, None] > 0, both, 0.0)


def fit(values: Floats, season: NDArray[np.int64]) -> Fit:
    """The models fitted to each series.

    `values` is series × periods, ending with each series' last figure, NaN where there is none; every series has two
    figures or more. `season` is the number of periods in a year, 0 where a series has no season.
    """
    seen = ~np.isnan(values)
    count = seen.sum(axis=1)
    centre = np.nansum(values, axis=1) / count
    around = np.where(seen, values - centre[:, None], 0.0)
    scale = np.sqrt((around**2).sum(axis=1) / count)
    scale = np.where(scale > 0, scale, 1.0)
    # a wave needs two whole years to be told from a rise, and some figures beside those that it takes
    long = (count >= 2 * season) & (count >= _FEWEST_FOR_A_WAVE)
    season = np.where(long, season, 0)
    squares, level, trend, wave = _filtered(around / scale[:, None], seen, season)
    waves = _MODELS.waves[None]
    found = np.log(np.maximum(squares, _LEAST)) * -(count - 1)[:, None] / 2 + _MODELS.before
    found = np.where(waves, np.where(season[:, None] > 0, found - np.log(count)[:, None], -np.inf), found)
    likely = np.exp(found - found.max(axis=1, keepdims=True))
    freedom = np.maximum(count[:, None] - 1 - _WAVES * waves, 1)
    return Fit(
        weight=likely / likely.sum(axis=1, keepdims=True),
        level=level,
        trend=trend,
        wave=wave,
        error=np.sqrt(np.maximum(squares, 0.0) / freedom),
        freedom=np.maximum(count - 1, 1),
        season=season,
        centre=centre,
        scale=scale,
    )


def _filtered(values: Floats, seen: Flags, season: NDArray[np.int64]) -> tuple[Floats, Floats, Floats, Floats]:
    """The squared errors of each model, and its level, trend and wave after the last figure.

    The first column of `level` and `trend` is what they are if the series began at 0 without trend or wave; the others
    are how they change with each of these.
    """
    series, periods = values.shape
    shape = (series, len(_MODELS.follow), 1 + _PARTS)
    level, trend = np.zeros(shape), np.zeros(shape)
    level[..., 1], trend[..., 2] = 1.0, 1.0
    products = np.zeros((*shape[:2], 1 + _PARTS, 1 + _PARTS))
    wave = _wave(np.arange(periods) - periods + 1, season)
    begun = np.zeros(series, dtype=bool)
    follow, turn = _MODELS.follow[None, :, None], _MODELS.turn[None, :, None]
    for period in range(periods):
        expected = level + FADING * trend
        error = -expected
        error[..., 0] += values[:, period, None]
        error[..., 3:] -= wave[:, None, :, period]
        error *= seen[:, period, None, None]
        begun |= seen[:, period]
        level = np.where(begun[:, None, None], expected + follow * error, level)
        trend = np.where(begun[:, None, None], FADING * trend + turn * error, trend)
        products += error[..., :, None] * error[..., None, :]
    held = np.eye(_PARTS) * _MODELS.held[:, None, :]
    parts = np.linalg.solve(products[..., 1:, 1:] + held, -products[..., 1:, :1])[..., 0]
    squares = products[..., 0, 0] + (products[..., 0, 1:] * parts).sum(axis=-1)
    level, trend = (part[..., 0] + (part[..., 1:] * parts).sum(axis=-1) for part in (level, trend))
    return squares, level, trend, np.where(_MODELS.waves[None, :, None], parts[..., 2:], 0.0)
