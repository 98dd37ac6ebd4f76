"""The limits of process charts (XmR): mean, process limits and near limits of each phase.

As the NHS's Making Data Count draws them, with the constants of its published method: the moving range's
2.66 for limits, and 3.267 above which a moving range is screened out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]

LIMIT = 2.66
"""Average moving ranges from the mean to a limit: 3 / 1.128, as the method rounds it."""
NEAR_LIMIT = 2 * LIMIT / 3
SCREEN = 3.267
"""Average moving ranges from which on a range is an outlier."""


@dataclass(frozen=True, eq=False)
class Limits:
    """One number a phase each; missing where there is nothing to go by."""

    mean: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats


def process_limits(value: Floats, phase: Whole, base: Flags, screened: Flags) -> Limits:
    """The limits of each phase, from the rows of it that are its base.

    In: rows in date order, phase by phase: the value (missing is NaN), the number of its phase from 0 on, whether
    it is in the base; and for each phase whether outlying moving ranges are screened out. Screening never changes
    the mean. No limits where no range is left, nor where screening leaves only ranges of 0: they would put every
    point outside.
    """
    phases = len(screened)
    moved = moving_ranges(value, phase)
    mean = phase_means(value, phase, phases, base)
    average = phase_means(moved, phase, phases, base)
    kept = base & (~screened[phase] | (moved < SCREEN * average[phase]))
    average = phase_means(moved, phase, phases, kept)
    average[screened & (average == 0)] = np.nan
    return Limits(
        mean, mean - LIMIT * average, mean + LIMIT * average, mean - NEAR_LIMIT * average, mean + NEAR_LIMIT * average
    )


def moving_ranges(value: Floats, phase: Whole) -> Floats:
    """The distance of each row from the one before it in its phase; missing where either is."""
    moved = np.full(len(value), np.nan)
    moved[1:] = np.where(phase[1:] == phase[:-1], np.abs(value[1:] - value[:-1]), np.nan)
    return moved


def phase_means(value: Floats, phase: Whole, phases: int, kept: Flags) -> Floats:
    """The mean of each phase's values that are kept and not missing, NaN where there is none.

    A plain mean can miss by one unit in the last place, which would put a point that is on the mean beside it. So
    a first mean is corrected by the mean distance from it, and these distances are summed without rounding: each
    is split in two where the upper parts of a phase add up exactly, as in S. M. Rump, T. Ogita and S. Oishi,
    "Accurate floating-point summation", SIAM Journal on Scientific Computing 31 (2008).
    """
    kept = kept & ~np.isnan(value)
    phase, value = phase[kept], value[kept]

    def total(part: Floats) -> Floats:
        return np.bincount(phase, weights=part, minlength=phases).astype("float64")

    rows = np.bincount(phase, minlength=phases)
    count = np.where(rows > 0, rows, np.nan)
    first = total(value) / count
    centre = first[phase]
    distance = value - centre
    back = distance - value
    lost = (value - (distance - back)) - (centre + back)  # what rounding took from the distance
    largest = np.zeros(phases)
    np.maximum.at(largest, phase, np.abs(distance))
    _, exponent = np.frexp(largest * rows)
    unit = np.ldexp(1.0, exponent + 1)[phase]
    upper = (unit + distance) - unit
    lower = (distance - upper) + lost
    means: Floats = first + (total(upper) + total(lower)) / count
    return means
