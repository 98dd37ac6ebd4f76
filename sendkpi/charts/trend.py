"""The trend chart: what was reported, against baseline, trajectory, target and comparator.

Words stand at their lines, in place of a legend. Missing periods are gaps, and a year to date breaks where
its year begins. All charts of a page share one span of months and one height, so that eyes can compare them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import altair as alt

from sendkpi.analysis import wording
from sendkpi.charts import colour
from sendkpi.charts.axes import Axes
from sendkpi.charts.labels import SIZE, Align, Label, label_layers
from sendkpi.charts.rows import TOOLTIP, Row, chart_rows, milliseconds
from sendkpi.plan.records import Better
from sendkpi.values import month_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sendkpi.analysis import Trend

HEIGHT = 250
FONT = '"Source Sans", sans-serif'
ROOM_FOR_NAME = 4
"""A trajectory that moves over fewer periods has no room for its name."""
EARLY = 4
"""How many figures the words beside the baseline reach over."""
ROOM_BEYOND = 80 * 86_400_000
"""So many milliseconds of the axis after the newest figure leave room for it to be written there."""
CROWDED = 0.09
"""Two level lines closer than this share of the axis have their words on different sides."""

Layers = list[alt.Chart]


class Span(NamedTuple):
    """The months that an axis covers, as first days."""

    first: dt.date
    last: dt.date


def span(trends: Iterable[Trend]) -> Span | None:
    """The months that cover all these trends; None where there are none."""
    framed = [one.frame["month"] for one in trends if not one.frame.empty]
    if not framed:
        return None
    return Span(min(months.min() for months in framed).date(), max(months.max() for months in framed).date())


@dataclass(frozen=True)
class _Drawing:
    """What every layer of one chart draws from."""

    trend: Trend
    rows: list[Row]
    axes: Axes
    last: int
    """The axis's last month, in milliseconds."""

    @property
    def rises(self) -> bool:
        return self.trend.measure.better is Better.HIGHER

    def told(self, name: str) -> list[Row]:
        """The rows that have this number."""
        return [row for row in self.rows if row[name] is not None]


def trend_chart(trend: Trend, months: Span) -> alt.LayerChart | None:
    """The chart of one measure over these months; None where it has no figure, trajectory or target to draw.

    In: `trend.frame` with the timeline's columns, percentages 0-100.
    """
    rows = chart_rows(trend)
    levels = [row[name] for row in rows for name in ("figure", "trajectory", "alone") if row[name] is not None]
    levels += [level for level in (trend.measure.baseline, trend.measure.target) if level is not None]
    if not levels:
        return None
    ends = (milliseconds(months.first), milliseconds(months.last))
    drawing = _Drawing(trend, rows, Axes(trend.measure.unit, max(levels), *ends), ends[1])
    layers = [
        *_comparator(drawing),
        *_target(drawing),
        *_trajectory(drawing),
        *_actual(drawing),
        *_baseline(drawing),
        *_latest(drawing),
        *_pointed_at(drawing),
    ]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(height=HEIGHT, width="container")
        .configure(font=FONT, background=colour.GROUND, padding={"left": 2, "right": 10, "top": 10, "bottom": 2})
        .configure_view(stroke=None)
        .configure_axis(labelColor=colour.QUIET_TEXT, labelFontSize=SIZE)
    )
    return chart


def _comparator(drawing: _Drawing) -> Layers:
    """The published figure of others as a level line, its words at the right end."""
    if drawing.trend.comparator is None:
        return []
    level, target = drawing.trend.comparator.value, drawing.trend.measure.target
    crowded = target is not None and drawing.axes.share(abs(level - target)) < CROWDED
    above = not crowded or (target is not None and level > target)
    lines = tuple(drawing.trend.comparator_label.replace(" (", "\n(").split("\n"))
    label = Label(lines, drawing.last, level, above, ink=colour.BENCHMARK_TEXT)
    return [_level_line(drawing, level, colour.BENCHMARK, width=2), *label_layers(label, drawing.axes)]


def _target(drawing: _Drawing) -> Layers:
    """The target as a level line with its words, on the side that figures do not come from."""
    measure = drawing.trend.measure
    if measure.target is None:
        return []
    by = f" by {month_name(measure.target_month)}" if measure.target_month else ""
    label = Label((f"Target {_level(drawing, measure.target)}{by}",), drawing.last, measure.target, drawing.rises)
    return [_level_line(drawing, measure.target, colour.TARGET, width=1), *label_layers(label, drawing.axes)]


def _level_line(drawing: _Drawing, level: float, ink: str, width: float) -> alt.Chart:
    mark = alt.Chart(_one({})).mark_rule(color=ink, strokeWidth=width, aria=False)
    line: alt.Chart = mark.encode(y=drawing.axes.y_at(level))
    return line


def _trajectory(drawing: _Drawing) -> Layers:
    """Where the plan expects the measure to be: a dashed line, named where it is steep and others are not."""
    expected = drawing.told("trajectory")
    if not expected:
        return []
    line = _drawn(drawing, "trajectory").mark_line(
        color=colour.TRAJECTORY, strokeDash=[5, 4], strokeWidth=1.5, aria=False
    )
    layers = [line.encode(x=drawing.axes.x(), y=drawing.axes.y("trajectory"))]
    moving = [row for row in expected if row["trajectory"] != expected[-1]["trajectory"]]
    if len(moving) < ROOM_FOR_NAME:
        return layers
    at = moving[len(moving) * 2 // 3]
    beside = [row for row in drawing.told("figure") if row["trajectory"] is not None and row["month"] <= at["month"]]
    above = beside[-1]["figure"] <= beside[-1]["trajectory"] if beside else drawing.rises
    align = Align.RIGHT if above == drawing.rises else Align.LEFT
    label = Label(("Trajectory",), at["month"], at["trajectory"], above, align, colour.TRAJECTORY)
    return [*layers, *label_layers(label, drawing.axes)]


def _actual(drawing: _Drawing) -> Layers:
    """What was reported: a solid line, a point a period; beside a year to date, each month's own figure faintly."""
    line = _drawn(drawing, "figure").mark_line(color=colour.ACTUAL, strokeWidth=2.5, aria=False)
    points = _drawn(drawing, "figure").mark_point(
        color=colour.ACTUAL, filled=True, opacity=1, size=45, stroke=colour.ACTUAL, strokeWidth=1.5
    )
    faint = _drawn(drawing, "alone").mark_point(color=colour.ACTUAL, filled=True, opacity=0.3, size=28, aria=False)
    hollow = alt.condition("datum.partial", alt.value(colour.GROUND), alt.value(colour.ACTUAL))
    x, y = drawing.axes.x(), drawing.axes.y("figure")
    layers = [faint.encode(x=x, y=drawing.axes.y("alone"))] if drawing.told("alone") else []
    if drawing.told("figure"):
        layers += [
            line.encode(x=x, y=y, detail="run:N"),
            points.encode(x=x, y=y, fill=hollow, description="Figure:N"),
        ]
    return layers


def _baseline(drawing: _Drawing) -> Layers:
    """The level that the plan starts from, as a ring with its word."""
    measure = drawing.trend.measure
    if measure.baseline is None or not drawing.rows:
        return []
    month = milliseconds(measure.baseline_month) if measure.baseline_month else drawing.rows[0]["month"]
    ring = alt.Chart(_one({"month": month})).mark_point(
        shape="diamond", filled=True, fill=colour.GROUND, stroke=colour.TRAJECTORY, strokeWidth=1.5, size=70, aria=False
    )
    early = [row["figure"] for row in drawing.told("figure")[:EARLY]]
    clear = min([measure.baseline, *early]) if drawing.rises else max([measure.baseline, *early])
    label = Label((f"Baseline {_level(drawing, measure.baseline)}",), month, clear, not drawing.rises, Align.LEFT)
    return [
        ring.encode(x=drawing.axes.x(), y=drawing.axes.y_at(measure.baseline)),
        *label_layers(label, drawing.axes),
    ]


def _latest(drawing: _Drawing) -> Layers:
    """The newest figure in words, away from the trajectory."""
    figures = drawing.told("figure")
    if not figures:
        return []
    last = figures[-1]
    below = last["trajectory"] is not None and last["figure"] < last["trajectory"]
    align = Align.LEFT if drawing.last - last["month"] > ROOM_BEYOND else Align.CENTRE
    words, place = (_level(drawing, last["figure"]),), (last["month"], last["figure"])
    return label_layers(Label(words, *place, not below, align, colour.ACTUAL, "bold"), drawing.axes)


def _pointed_at(drawing: _Drawing) -> Layers:
    """A broad unseen stripe a period, so that pointing anywhere near it shows the row of the table."""
    stripe = alt.Chart(alt.InlineData(values=drawing.rows)).mark_rule(strokeWidth=18, opacity=0, aria=False)
    return [stripe.encode(x=drawing.axes.x(), tooltip=[alt.Tooltip(f"{name}:N") for name in TOOLTIP])]


def _level(drawing: _Drawing, value: float) -> str:
    return wording.spoken(value, drawing.trend.measure.unit)


def _drawn(drawing: _Drawing, name: str) -> alt.Chart:
    """The rows that have this number, shared with the other layers so that they are sent once."""
    rows = alt.Chart(alt.InlineData(values=drawing.rows))
    told: alt.Chart = rows.transform_filter(f"isValid(datum.{name})")
    return told


def _one(row: Row) -> alt.InlineData:
    return alt.InlineData(values=[row])
