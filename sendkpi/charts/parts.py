"""Small charts of a measure's parts: each provider on the scale of all, and what was counted month by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from sendkpi.analysis import wording
from sendkpi.charts import colour
from sendkpi.charts.axes import HALF_MONTH, Axes
from sendkpi.charts.drawing import RUN, WORDS, Layers, Spec, dressed, layer_of, tooltip
from sendkpi.charts.rows import Row, figure_rows, milliseconds
from sendkpi.frames import rows_of
from sendkpi.frames.figures import TimelineRow
from sendkpi.plan.choices import Unit
from sendkpi.values import month_name

PART_HEIGHT = 170
COUNTED_HEIGHT = 190
BAR_SHARE = 0.62
"""How much of its period's width a bar takes."""


def part_charts(parts: Mapping[str, pd.DataFrame], whole: pd.DataFrame, unit: Unit) -> dict[str, Spec]:
    """One chart a part, all on one scale and one span of months, the whole as a pale line behind each.

    In: timeline frames of one measure over the same months, percentages 0-100; `whole` may hold no figure.
    Out: a chart for each part that has any figure.
    """
    reported = {name: frame for name, frame in parts.items() if frame["figure"].notna().any()}
    if not reported:
        return {}
    everything = pd.concat([*reported.values(), whole])
    months = everything["month"]
    axes = Axes(unit, float(everything["figure"].max()), milliseconds(months.min()), milliseconds(months.max()))
    line = _line(axes, colour.HAIRLINE, 2)
    behind = [layer_of(figure_rows(whole), line)] if whole["figure"].notna().any() else []
    return {name: _part(figure_rows(frame), behind, axes) for name, frame in reported.items()}


def _part(rows: list[Row], behind: Layers, axes: Axes) -> Spec:
    points = alt.Chart().mark_point(filled=True, opacity=1, size=36, color=colour.ACTUAL, ariaRoleDescription="figure")
    shown = points.encode(x=axes.x, y=axes.y("figure"), description=WORDS, tooltip=tooltip(("Period", "Figure")))
    return dressed([*behind, layer_of(rows, _line(axes, colour.ACTUAL, 2.5), shown)], PART_HEIGHT)


def _line(axes: Axes, ink: str, width: float) -> alt.Chart:
    line: alt.Chart = alt.Chart().mark_line(color=ink, strokeWidth=width, aria=False)
    return line.encode(x=axes.x, y=axes.y("figure"), detail=RUN)


def counted_chart(frame: pd.DataFrame) -> Spec | None:
    """The bars of what was counted: a pale one a period for all, a dark one in it for those that count as done.

    In: one measure's timeline rows; None without a period that has numerator and denominator.
    """
    rows = _counted(frame)
    if not rows:
        return None
    aside = (int(frame["period"].iloc[0]) - 1) * HALF_MONTH  # room for half a bar at either end
    first, last = milliseconds(frame["month"].min()) - aside, milliseconds(frame["month"].max()) + aside
    axes = Axes(Unit.COUNT, max(row["denominator"] for row in rows), first, last)
    width = alt.ExprRef(f"width * {BAR_SHARE / max(len(frame), 1):.4f}")
    shown: dict[str, Any] = {"x": axes.x, "tooltip": tooltip(("Period", "Counted"))}
    pale = alt.Chart().mark_bar(color=colour.ALL_COUNTED, width=width, aria=False)
    dark = alt.Chart().mark_bar(color=colour.ACTUAL, width=width, ariaRoleDescription="counted")
    layers = [
        pale.encode(y=axes.y("denominator"), **shown),
        dark.encode(y=axes.y("numerator"), description=WORDS, **shown),
    ]
    return dressed([layer_of(rows, *layers)], COUNTED_HEIGHT)


def _counted(frame: pd.DataFrame) -> list[Row]:
    counted = frame[frame["numerator"].notna() & frame["denominator"].notna()]
    return [
        {
            "month": milliseconds(row.month),
            "numerator": float(row.numerator),
            "denominator": float(row.denominator),
            "Period": month_name(row.month),
            "Counted": (shown := f"{wording.number(row.numerator, 0)} of {wording.number(row.denominator, 0)}"),
            "Words": f"{month_name(row.month)}: {shown}",
        }
        for row in rows_of(counted, TimelineRow)
    ]
