"""Milestones done, as quiet marks in a lane of their own below the axis of months, where no line or label is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import pi
from typing import TYPE_CHECKING, Any

import altair as alt

from sendkpi.analysis.delivery.completions import Completion, by_month
from sendkpi.charts import colour
from sendkpi.charts.drawing import Layers, layer_of, tooltip
from sendkpi.charts.rows import Row, milliseconds
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.charts.axes import Axes

LANE = 13
"""Pixels between the axis and the names of its months, where there are marks."""
BELOW = 9
"""Pixels from the axis down to the middle of a mark."""
TOOLTIP = ("Completed in", "Milestones")
"""What pointing at a mark shows: the month, and each milestone by its number and title."""
ONE, SEVERAL = 3.0, 6.5
"""The radius in pixels of a mark for one milestone, and of one that holds a number."""


def completed_rows(completed: Iterable[Completion], first: int, last: int) -> list[Row]:
    """One row a month from `first` to `last` (milliseconds): `month`, `count`, `size`, and TOOLTIP."""
    rows = []
    for month, own in by_month(completed).items():
        at = milliseconds(month)
        if first <= at <= last:
            radius = ONE if len(own) == 1 else SEVERAL
            named = "; ".join(f"{one.milestone} {one.title}" for one in own)
            words = dict(zip(TOOLTIP, (month_name(month), named), strict=True))
            rows.append({"month": at, "count": len(own), "size": round(pi * radius**2), **words})
    return rows


def completed_layers(rows: Sequence[Row], axes: Axes) -> Layers:
    """A dot a month, with its number where several were done."""
    if not rows:
        return []
    look: dict[str, Any] = {"aria": False, "yOffset": BELOW}
    dots = alt.Chart().mark_point(
        filled=True, opacity=1, color=colour.QUIET_TEXT, size=alt.ExprRef("datum.size"), **look
    )
    numbers = (
        alt.Chart()
        .transform_filter("datum.count > 1")
        .mark_text(color=colour.GROUND, fontSize=10, fontWeight="bold", baseline="middle", **look)
    )
    where = {"x": axes.x, "y": alt.value("height"), "tooltip": tooltip(TOOLTIP)}
    text = alt.Text(field="count", type="nominal")
    several = [numbers.encode(**where, text=text)] if any(row["count"] != 1 for row in rows) else []
    return [layer_of(rows, dots.encode(**where), *several)]
