"""What the lines of a trend chart are called, and the places where each name may stand, best first."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np

from sendkpi.analysis import Trend, wording
from sendkpi.charts import colour
from sendkpi.charts.labels import Align, Label
from sendkpi.charts.rows import Row, milliseconds
from sendkpi.plan.choices import Better

if TYPE_CHECKING:
    from sendkpi.charts.axes import Axes

Places = tuple[Label, ...]

LETTERS = 24
"""Letters in a line of the comparator's name, which says much."""

RECENT = 5
"""How many figures the words of the newest reach back over, where they cannot stand after it."""

FURTHER = 0.08
"""A line of words, as a share of the upward axis."""

STEPS = 8
"""Points taken of a line between two periods, to see what a label would hide."""


def names(trend: Trend, rows: list[Row], axes: Axes) -> Iterator[Places]:
    """The newest figure, target, comparator, baseline and trajectory, in the order of importance."""
    measure = trend.measure
    rises = measure.better is Better.HIGHER
    yield from _latest(trend, rows, rises=rises)
    if measure.target is not None:
        by = f" by {measure.target_month:%b %Y}" if measure.target_month else ""
        yield _at_an_end(
            f"Target {wording.rounded(measure.target, measure.unit)}{by}", measure.target, axes, above=rises
        )
    if trend.comparator is not None:
        words, level = "\n".join(wrap(trend.comparator.label, LETTERS)), trend.comparator.value
        yield _at_an_end(words, level, axes, above=True, ink=colour.BENCHMARK_TEXT)
    if measure.baseline is not None and rows:
        yield _baseline(trend, rows, axes, rises=rises)
    yield from _trajectory(rows, rises=rises)


def drawn_points(rows: list[Row]) -> np.ndarray:
    """The points of all that is drawn, lines as many points: rows of month (milliseconds) and level."""
    parts = [_line([(row["month"], row["trajectory"]) for row in rows if row["trajectory"] is not None])]
    stretches = {row["run"] for row in rows if row["run"] is not None}
    parts += [_line([(row["month"], row["figure"]) for row in rows if row["run"] == run]) for run in stretches]
    parts.append(np.array([(row["month"], row["alone"]) for row in rows if row["alone"] is not None]).reshape(-1, 2))
    return np.concatenate(parts)


def _line(points: list[tuple[int, float]]) -> np.ndarray:
    if not points:
        return np.empty((0, 2))
    places = np.linspace(0, len(points) - 1, STEPS * (len(points) - 1) + 1)
    given = np.array(points, dtype=float)
    count = np.arange(len(points))
    return np.column_stack([np.interp(places, count, given[:, 0]), np.interp(places, count, given[:, 1])])


def _latest(trend: Trend, rows: list[Row], *, rises: bool) -> Iterator[Places]:
    figures = [row for row in rows if row["figure"] is not None]
    if not figures:
        return
    last = figures[-1]
    above = last["figure"] >= last["trajectory"] if last["trajectory"] is not None else rises
    recent = [row["figure"] for row in figures[-RECENT:]]
    clear = max(recent) if above else min(recent)
    words = (wording.rounded(last["figure"], trend.measure.unit),)
    label = Label(words, last["month"], last["figure"], above, Align.LEFT, colour.ACTUAL, "bold")
    yield label.or_at(
        {"align": Align.CENTRE},
        {"above": not above},
        {"above": not above, "align": Align.CENTRE},
        {"align": Align.RIGHT, "level": clear},
        {"align": Align.RIGHT},
        {"above": not above, "align": Align.RIGHT},
    )


def _at_an_end(words: str, level: float, axes: Axes, *, above: bool, ink: str = colour.TEXT) -> Places:
    label = Label(tuple(words.split("\n")), axes.last, level, above, Align.RIGHT, ink)
    left: dict[str, Any] = {"month": axes.first, "align": Align.LEFT}
    middle: dict[str, Any] = {"month": (axes.first + axes.last) // 2, "align": Align.CENTRE}
    return label.or_at(left, middle, *({**place, "above": not above} for place in ({}, left, middle)))


def _baseline(trend: Trend, rows: list[Row], axes: Axes, *, rises: bool) -> Places:
    measure = trend.measure
    level = measure.baseline or 0.0
    month = milliseconds(measure.baseline_month) if measure.baseline_month else rows[0]["month"]
    early = [row["figure"] for row in rows[:5] if row["figure"] is not None]
    beyond = min([level, *early]) if rises else max([level, *early])
    further = beyond - FURTHER * axes.top if rises else beyond + FURTHER * axes.top
    label = Label((f"Baseline {wording.rounded(level, measure.unit)}",), month, level, not rises, Align.LEFT)
    return label.or_at({"level": beyond}, {"above": rises}, {"align": Align.CENTRE}, {"level": further})


def _trajectory(rows: list[Row], *, rises: bool) -> Iterator[Places]:
    expected = [row for row in rows if row["trajectory"] is not None]
    moving = [row for row in expected if row["trajectory"] != expected[-1]["trajectory"]]
    if not moving:
        return
    places = [
        {"month": at["month"], "level": at["trajectory"], "above": above, "align": align}
        for at in (moving[len(moving) * share // 10] for share in (6, 4, 8, 2))
        for above in (True, False)
        for align in ((Align.RIGHT, Align.LEFT) if above == rises else (Align.LEFT, Align.RIGHT))
    ]
    yield Label(("Trajectory",), 0, 0, above=True, ink=colour.TRAJECTORY).or_at(*places)[1:]
