"""Words inside a chart, at the line that they name, where they hide least.

Each label comes with the places it may take, best first; one is chosen that is clear of the lines and of the
labels placed before it, in the least drawing that the axes are for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import altair as alt
import numpy as np

from sendkpi.charts import colour
from sendkpi.charts.drawing import SIZE, Layers, layer_of

if TYPE_CHECKING:
    from sendkpi.charts.axes import Axes

LETTER, LINE = 6.3, 16.0
"""Pixels that a letter and a line of words take, on average."""
STEP = SIZE + 2
"""Pixels from line to line as Vega draws them, always downwards: words above a point begin that much higher."""
AWAY = 6
"""Pixels between the words and their point."""
STRUCK_THROUGH, ON_ANOTHER, OUTSIDE = 4.0, 80.0, 200.0
"""How bad it is, in points of a line hidden, to lie across a level line, on another label, over the edge."""


TOO_MUCH = 75.0
"""A label that would hide more than this is left out: the line it names stays plain to see."""


class Align(StrEnum):
    """Which part of the words stands at the point."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


_FROM_ROW = {"align": "align", "baseline": "baseline", "dx": "dx", "dy": "dy", "fontWeight": "weight"}
_BEFORE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
_BESIDE = {Align.LEFT: 7, Align.CENTRE: 0, Align.RIGHT: -4}


@dataclass(frozen=True)
class Label:
    """Words at a month (milliseconds) and a level, above or below it."""

    lines: tuple[str, ...]
    month: int
    level: float
    above: bool
    align: Align = Align.RIGHT
    ink: str = colour.TEXT
    weight: str = "normal"

    def or_at(self, *places: dict[str, Any]) -> tuple[Label, ...]:
        """The label, and the same words at other places."""
        return (self, *(replace(self, **place) for place in places))


class _Box(NamedTuple):
    left: float
    right: float
    low: float
    high: float


def arranged(labels: Iterable[tuple[Label, ...]], axes: Axes, drawn: np.ndarray, rules: list[float]) -> Iterator[Label]:
    """The labels in the order of importance, each at the one of its places where it hides least.

    `drawn`: the points of lines and figures, as rows of month (milliseconds) and level; `rules`: level lines.
    """
    points = np.column_stack([_across(axes, drawn[:, 0]), _up(axes, drawn[:, 1])])
    levels = _up(axes, np.array(rules, dtype=float))
    taken: list[_Box] = []
    for places in labels:
        boxes = [_box(label, axes) for label in places]
        costs = [_cost(box, axes.room, points, levels, taken) + 0.1 * rank for rank, box in enumerate(boxes)]
        if min(costs) > TOO_MUCH:
            continue
        chosen = places[int(np.argmin(costs))]
        taken.append(_box(chosen, axes))
        yield chosen


def _across(axes: Axes, months: np.ndarray) -> np.ndarray:
    return (months - axes.start) / (axes.end - axes.start) * axes.room[0]


def _up(axes: Axes, levels: np.ndarray) -> np.ndarray:
    return levels / axes.top * axes.room[1]


def _box(label: Label, axes: Axes) -> _Box:
    width, height = max(map(len, label.lines)) * LETTER, len(label.lines) * LINE
    left = float(_across(axes, np.array(label.month))) + _BESIDE[label.align] - _BEFORE[label.align] * width
    level = float(_up(axes, np.array(label.level)))
    low = level + AWAY if label.above else level - AWAY - height
    return _Box(left, left + width, low, low + height)


def _cost(box: _Box, room: tuple[float, float], points: np.ndarray, levels: np.ndarray, taken: list[_Box]) -> float:
    across = (points[:, 0] > box.left - 3) & (points[:, 0] < box.right + 3)
    hidden = (across & (points[:, 1] > box.low - 3) & (points[:, 1] < box.high + 3)).sum()
    struck = ((levels > box.low - 1) & (levels < box.high + 1)).sum()
    over = sum(
        box.left < other.right and other.left < box.right and box.low < other.high and other.low < box.high
        for other in taken
    )
    outside = box.left < 0 or box.right > room[0] + 5 or box.low < 0 or box.high > room[1] + 5
    return float(hidden + STRUCK_THROUGH * struck + ON_ANOTHER * over + OUTSIDE * outside)


def label_layers(labels: Sequence[Label], axes: Axes) -> Layers:
    """All the words, over a pale edge of their own so that no line behind strikes them through."""
    rows = [
        {
            "month": label.month,
            "level": label.level,
            "text": "\n".join(label.lines),
            "align": str(label.align),
            "baseline": "bottom" if label.above else "top",
            "dx": _BESIDE[label.align],
            "dy": -AWAY - (len(label.lines) - 1) * STEP if label.above else AWAY + 1,
            "ink": label.ink,
            "weight": label.weight,
        }
        for label in labels
    ]
    if not rows:
        return []
    look: dict[str, Any] = {
        "fontSize": SIZE,
        "lineBreak": "\n",
        "aria": False,
        **{mark: alt.ExprRef(f"datum.{name}") for mark, name in _FROM_ROW.items()},
    }
    text = alt.Text(field="text", type="nominal")
    placed = alt.Chart().encode(x=axes.x, y=axes.y("level"), text=text)
    edge = placed.mark_text(**look, color=colour.GROUND, stroke=colour.GROUND, strokeWidth=4, strokeJoin="round")
    return [layer_of(rows, edge, placed.mark_text(**look, color=alt.ExprRef("datum.ink")))]
