"""The rules by which a point of a process chart is a signal, and the one label that each point gets.

The NHS's Making Data Count rules. Each rule takes rows in date order, phase by phase, and answers with a flag a row;
`place` counts the rows of a phase from 0. A missing value (NaN) is on no side of anything, so it breaks every window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sendkpi.analysis.spc.labels import LABELS, Label

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sendkpi.analysis.spc.limits import Limits

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]

RUN = 7
"""Points of a run on one side of the mean, and of a trend."""
NEAR_WINDOW, NEAR_ENOUGH = 3, 2
"""Two in three: so many of so many neighbours close to a limit."""


@dataclass(frozen=True, eq=False)
class Judged:
    """The four rules as flags, and `label`, a position in LABELS: one a row each."""

    outside: Flags
    trend: Flags
    two_in_three: Flags
    run: Flags
    label: NDArray[np.intp]


def judge(value: Floats, phase: Whole, place: Whole, limits: Limits) -> Judged:
    """Every rule, and the first label that holds."""
    above, below = value > limits.mean[phase], value < limits.mean[phase]
    over, under = value > limits.upper[phase], value < limits.lower[phase]
    close = ~(over | under) & ((value > limits.near_upper[phase]) | (value < limits.near_lower[phase]))
    rising, falling = trends(value, place)
    two_above, two_below = (two_in_three(side, close, place) for side in (above, below))
    run_above, run_below = (run(side, place) for side in (above, below))
    flags = [over, under, rising, falling, two_above, two_below, run_above, run_below]
    label = np.select(flags, range(len(flags)), default=LABELS.index(Label.COMMON_CAUSE))
    return Judged(over | under, rising | falling, two_above | two_below, run_above | run_below, label)


def trends(value: Floats, place: Whole) -> tuple[Flags, Flags]:
    """The points of 7 or more that rise step by step, and of those that fall; one in both belongs to the later."""
    up, down = np.zeros(len(value), dtype=bool), np.zeros(len(value), dtype=bool)
    up[1:] = (value[1:] > value[:-1]) & (place[1:] > 0)
    down[1:] = (value[1:] < value[:-1]) & (place[1:] > 0)
    rising, falling = (_within(_ends(steps, RUN - 1), RUN) for steps in (up, down))
    both = rising & falling  # a peak or a trough: the step away from it says which is later
    falls_next = np.append(down[1:], [False])[: len(value)]
    return rising & ~(both & falls_next), falling & ~(both & ~falls_next)


def two_in_three(side: Flags, close: Flags, place: Whole) -> Flags:
    """The close points of 3 neighbours all on this side of the mean, at least 2 of them close to the limit."""
    near = close.astype(np.int8)
    near[1:] += close[:-1]
    near[2:] += close[:-2]
    ends = _ends(side, NEAR_WINDOW) & (place >= NEAR_WINDOW - 1) & (near >= NEAR_ENOUGH)
    return _within(ends, NEAR_WINDOW) & close


def run(side: Flags, place: Whole) -> Flags:
    """The points of 7 or more neighbours all on this side of the mean."""
    return _within(_ends(side, RUN) & (place >= RUN - 1), RUN)


def _ends(holds: Flags, length: int) -> Flags:
    """The rows that end a window of so many rows which all hold."""
    ends = holds.copy()
    ends[: length - 1] = False
    for back in range(1, length):
        ends[back:] &= holds[:-back]
    return ends


def _within(ends: Flags, length: int) -> Flags:
    """The rows of all windows of this length that end where `ends` says."""
    rows = ends.copy()
    for ahead in range(1, length):
        rows[:-ahead] |= ends[ahead:]
    return rows
