"""The rules of process charts once more, in plain Python: one series at a time, one window at a time.

Tests hold the product's arrays against it, and the benchmark its time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

NAN = math.nan


@dataclass(frozen=True)
class Asked:
    """What one series is asked for."""

    improvement: str = "increase"
    target: float = NAN
    rebases: tuple[dt.date, ...] = ()
    fix_after: float = NAN
    screen_outliers: bool = True


@dataclass(frozen=True)
class Point:
    """One point as judged, in the order of the reference's columns."""

    date: dt.date
    value: float
    rebase_group: int
    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    outside: bool
    trend: bool
    two_in_three: bool
    run: bool
    label: str
    signal: bool
    kind: str


def plain_points(rows: Sequence[tuple[dt.date, float]], asked: Asked) -> list[Point]:
    """Every point of one series, in date order."""
    return [point for group, phase in _phases(sorted(rows), asked) for point in _judged(group, phase, asked)]


def plain_verdicts(points: Sequence[Point], asked: Asked) -> tuple[str, str]:
    """Variation and assurance of one series."""
    observed = [point for point in points if not math.isnan(point.value)]
    last = points[-1]
    assurance = ""
    if asked.improvement != "neutral" and not math.isnan(asked.target) and not math.isnan(last.upper):
        assurance = "inconsistent"
        if asked.target > last.upper:
            assurance = "fail" if asked.improvement == "increase" else "pass"
        if asked.target < last.lower:
            assurance = "pass" if asked.improvement == "increase" else "fail"
    return _variation(observed[-1]) if observed else "", assurance


def _variation(point: Point) -> str:
    kind = point.kind.replace("special_cause_", "")
    if kind in {"improvement", "concern"}:
        return kind + ("_high" if "Above" in point.label or "Increasing" in point.label else "_low")
    return kind


def _phases(rows: list[tuple[dt.date, float]], asked: Asked) -> Iterator[tuple[int, list[tuple[dt.date, float]]]]:
    group = 0
    phase: list[tuple[dt.date, float]] = []
    for date, value in rows:
        if date in asked.rebases:
            if phase:
                yield group, phase
            group += 1
            phase = []
        phase.append((date, value))
    if phase:
        yield group, phase


def _mean(values: Sequence[float]) -> float:
    if not values:
        return NAN
    first = math.fsum(values) / len(values)
    return first + math.fsum([*values, *[-first] * len(values)]) / len(values)


def _limits(values: list[float], asked: Asked) -> tuple[float, float]:
    """The mean, and the average moving range; NaN where there are no limits."""
    base = values if math.isnan(asked.fix_after) else values[: int(asked.fix_after)]
    ranges = [abs(now - before) for before, now in pairwise(base) if not math.isnan(now - before)]
    if asked.screen_outliers:
        most = 3.267 * _mean(ranges)
        ranges = [one for one in ranges if one < most]
        if not any(ranges):  # none left, or nothing but zeros
            ranges = []
    return _mean([value for value in base if not math.isnan(value)]), _mean(ranges)


def _judged(group: int, rows: list[tuple[dt.date, float]], asked: Asked) -> Iterator[Point]:
    values = [value for _, value in rows]
    mean, average = _limits(values, asked)
    lower, upper = mean - 2.66 * average, mean + 2.66 * average
    near_lower, near_upper = mean - 2 * 2.66 / 3 * average, mean + 2 * 2.66 / 3 * average
    outside = [value > upper or value < lower for value in values]
    close = [not out and (value > near_upper or value < near_lower) for out, value in zip(outside, values, strict=True)]
    side = [(value > mean) - (value < mean) for value in values]
    way, near, run = _trends(values), _two_in_three(side, close), _runs(side)
    for at, (date, value) in enumerate(rows):
        label = _label(side[at], out=outside[at], way=way[at], near=near[at], run=run[at])
        yield Point(
            date, value, group, mean, lower, upper, near_lower, near_upper,
            outside[at], way[at] != 0, near[at], run[at],
            label, label != "Common Cause", _kind(label, asked.improvement),
        )  # fmt: skip


def _trends(values: list[float]) -> list[int]:
    """1 for a point of a rise, -1 of a fall; a later trend writes over the last point of an earlier one."""
    way = [0] * len(values)
    for start in range(len(values) - 6):
        steps = [values[at + 1] - values[at] for at in range(start, start + 6)]
        if all(step > 0 for step in steps):
            way[start : start + 7] = [1] * 7
        if all(step < 0 for step in steps):
            way[start : start + 7] = [-1] * 7
    return way


def _two_in_three(side: list[int], close: list[bool]) -> list[bool]:
    flags = [False] * len(side)
    for start in range(len(side) - 2):
        window = range(start, start + 3)
        if abs(sum(side[at] for at in window)) == 3 and sum(close[at] for at in window) >= 2:
            for at in window:
                flags[at] |= close[at]
    return flags


def _runs(side: list[int]) -> list[bool]:
    flags = [False] * len(side)
    for start in range(len(side) - 6):
        if abs(sum(side[start : start + 7])) == 7:
            flags[start : start + 7] = [True] * 7
    return flags


def _label(side: int, *, out: bool, way: int, near: bool, run: bool) -> str:
    where = "Above" if side > 0 else "Below"
    if out:
        return "Above UCL" if side > 0 else "Below LCL"
    if way:
        return f"7 Point Trend ({'In' if way > 0 else 'De'}creasing)"
    if near:
        return f"2 in 3 {where} CL"
    return f"7 Points {where} CL" if run else "Common Cause"


def _kind(label: str, improvement: str) -> str:
    if label == "Common Cause":
        return "common_cause"
    high = "Above" in label or "Increasing" in label
    if improvement == "neutral":
        return f"special_cause_neutral_{'high' if high else 'low'}"
    return f"special_cause_{'improvement' if high == (improvement == 'increase') else 'concern'}"
