"""Words inside a chart, at the line that they name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import altair as alt

from sendkpi.charts import colour

if TYPE_CHECKING:
    from sendkpi.charts.axes import Axes

SIZE = 13
_BESIDE = {"left": 7, "center": 0, "right": -4}
"""How many pixels the words keep from their point, by how they are aligned."""


class Align(StrEnum):
    """Which part of the words stands at the point."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


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


def label_layers(label: Label, axes: Axes) -> list[alt.Chart]:
    """The words, over a pale edge of their own so that no line behind strikes them through."""
    look: dict[str, Any] = {
        "align": str(label.align),
        "baseline": "bottom" if label.above else "top",
        "dx": _BESIDE[label.align],
        "dy": -6 if label.above else 7,
        "fontSize": SIZE,
        "fontWeight": label.weight,
        "text": list(label.lines),
        "aria": False,
    }
    place = alt.Chart(alt.InlineData(values=[{"month": label.month}])).encode(x=axes.x(), y=axes.y_at(label.level))
    edge = place.mark_text(**look, color=colour.GROUND, stroke=colour.GROUND, strokeWidth=4, strokeJoin="round")
    return [edge, place.mark_text(**look, color=label.ink)]
