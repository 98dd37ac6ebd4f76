"""A line the size of a word: where a measure has been, without axes, as SVG text.

Missing periods, and the turn of the year of a year to date, are gaps; the trajectory is a faint dashed line.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sendkpi.charts import colour
from sendkpi.charts.rows import runs

if TYPE_CHECKING:
    import pandas as pd

WIDTH, HEIGHT, MARGIN = 132, 34, 5
LINE = f'stroke="{colour.ACTUAL}" stroke-width="2" stroke-linejoin="round"'
FAINT = f'stroke="{colour.TRAJECTORY}" stroke-opacity="0.45" stroke-width="1.2" stroke-dasharray="4 3"'


def sparkline(frame: pd.DataFrame, alternative: str) -> str:
    """One measure's timeline rows as an SVG picture named `alternative`; "" where there is no figure.

    In: the timeline's columns `at` (month number), `figure`, `trajectory` and those of `runs`.
    """
    reported = frame["figure"].notna()
    if not reported.any():
        return ""
    levels = frame[["figure", "trajectory"]]
    placed = frame.assign(
        x=_placed(frame["at"], frame["at"].min(), frame["at"].max(), MARGIN, WIDTH - MARGIN),
        y=_placed(frame["figure"], levels.min().min(), levels.max().max(), HEIGHT - MARGIN, MARGIN),
        expected_y=_placed(frame["trajectory"], levels.min().min(), levels.max().max(), HEIGHT - MARGIN, MARGIN),
    )
    expected = placed[placed["expected_y"].notna()]
    figures = placed[reported]
    stretches = [run for _, run in figures.groupby(runs(figures))]
    parts = [_line(expected["x"], expected["expected_y"], FAINT)]
    parts += [_line(run["x"], run["y"], LINE) for run in stretches if len(run) > 1]
    parts += [_dot(run.iloc[0], 1.8) for run in stretches if len(run) == 1]
    parts.append(_dot(figures.iloc[-1], 3.2))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alternative)}" '
        f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def _placed(values: pd.Series, low: float, high: float, start: float, end: float) -> pd.Series:
    """Values between low and high as pixels between start and end; in the middle where all are the same."""
    share = (values - low) / (high - low) if high > low else values * 0 + 0.5
    return (start + share * (end - start)).round(1)


def _line(xs: pd.Series, ys: pd.Series, look: str) -> str:
    if len(xs) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    points = " ".join(f"{x:g},{y:g}" for x, y in zip(xs, ys, strict=True))
    return f'<polyline points="{points}" fill="none" {look}/>'


def _dot(row: pd.Series, radius: float) -> str:
    return f'<circle cx="{row["x"]:g}" cy="{row["y"]:g}" r="{radius:g}" fill="{colour.ACTUAL}"/>'
