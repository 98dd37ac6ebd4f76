"""Answers of several models at once: a mixture of t distributions, its quantiles, and the share beyond a level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sendkpi.analysis.forecast.student import t_below

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_HALVINGS = 34
"""Halvings of the bracket of a quantile: a billionth of its width is left."""
_BRACKET = 40.0
"""Standard deviations on either side of the mean in which a quantile is looked for."""


@dataclass(frozen=True, eq=False)
class Mixture:
    """What is expected of each series at each question.

    `weight` (series × models) adds up to 1 for each series; `mean` and `spread` are series × models × questions, in
    the unit of the figures; `freedom` (series) has the degrees of freedom.
    """

    weight: Floats
    mean: Floats
    spread: Floats
    freedom: NDArray[np.int64]

    def centre(self) -> Floats:
        """The mean: series × questions."""
        return self._weighted(self.mean)

    def variance(self) -> Floats:
        """The variance of all models together: series × questions."""
        return self._weighted(self.spread**2 + (self.mean - self.centre()[:, None]) ** 2)

    def quantile(self, share: float) -> Floats:
        """The level that so large a share (0-1) is below: series × questions."""
        centre = self.centre()
        around = np.sqrt(self.variance())
        low, high = centre - _BRACKET * around, centre + _BRACKET * around
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            under = self.below(middle) < share
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        return (low + high) / 2

    def below(self, level: Floats) -> Floats:
        """The share (0-1) below a level (series × questions); half of what has no spread and is on it."""
        distance = level[:, None] - self.mean
        with np.errstate(divide="ignore", invalid="ignore"):
            score = np.where(distance == 0, 0.0, distance / self.spread)
        share = np.empty_like(score)
        for freedom in np.unique(self.freedom):
            own = self.freedom == freedom
            share[own] = t_below(score[own], int(freedom))
        return self._weighted(share)

    def only(self, questions: slice) -> Mixture:
        """The answers to some of the questions."""
        return Mixture(self.weight, self.mean[..., questions], self.spread[..., questions], self.freedom)

    def moved(self, by: Floats, times: Floats) -> Mixture:
        """Each level taken so many times, and moved by so much (both series × questions)."""
        return Mixture(
            self.weight, self.mean * times[:, None] + by[:, None], self.spread * times[:, None], self.freedom
        )

    def widened(self, more: Floats, least: Floats) -> Mixture:
        """The same with a variance that has `more` added and is `least` at least (both series × questions)."""
        variance = np.maximum(self.spread**2, least[:, None]) + more[:, None]
        return Mixture(self.weight, self.mean, np.sqrt(variance), self.freedom)

    def _weighted(self, part: Floats) -> Floats:
        mixed: Floats = np.einsum("sm,smq->sq", self.weight, part)
        return mixed
