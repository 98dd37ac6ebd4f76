"""The trend chart: what was reported, against baseline, trajectory, target and comparator.

Words stand at their lines, in place of a legend. Missing periods are gaps, and a year to date breaks where
its year begins. All charts of a page share one span of months and one height, so that eyes can compare them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt

from sendkpi.charts import colour
from sendkpi.charts.axes import HEIGHT, NARROW, Axes, Span, pointed_at
from sendkpi.charts.completed import LANE, completed_layers, completed_rows
from sendkpi.charts.drawing import RUN, WORDS, Layers, Spec, dressed, layer, layer_of
from sendkpi.charts.labels import arranged, label_layers
from sendkpi.charts.marks import annotation_marks, mark_layers, mark_names
from sendkpi.charts.names import drawn_points, names
from sendkpi.charts.rows import TOOLTIP, Row, chart_rows, fan_rows, milliseconds

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.analysis import Trend
    from sendkpi.analysis.delivery.completions import Completion
    from sendkpi.plan.agreed import Annotation
    from sendkpi.plan.records import Measure


def trend_chart(  # noqa: PLR0913, PLR0917 - what is drawn, and the room for it
    trend: Trend,
    months: Span,
    height: int = HEIGHT,
    annotations: Sequence[Annotation] = (),
    completed: Sequence[Completion] = (),
    room: tuple[float, float] = NARROW,
    fan: pd.DataFrame | None = None,
) -> Spec | None:
    """The chart of one measure over these months; None where it has no figure, baseline or target to draw.

    `height` is in pixels. In: `trend.frame` with the timeline's columns, percentages 0-100; `completed` is what was
    done to move it, marked below the months, as far as it lies within them; `room` the least drawing in which words
    must find their place (width and height in pixels); `fan` (columns FanRow) where it is heading.
    """
    rows = chart_rows(trend)
    measure = trend.measure
    levels = [row[name] for row in rows for name in ("figure", "trajectory", "alone") if row[name] is not None]
    levels += [level for level in (measure.baseline, measure.target) if level is not None]
    if not levels:
        return None
    first, last = milliseconds(months.first), milliseconds(months.last)
    ahead = [] if fan is None else fan_rows(trend, fan)
    levels += [row["high"] for row in ahead]
    done = completed_rows(completed, first, last)
    axes = Axes(measure.unit, max(levels), first, last, LANE if done else 0, room)
    rules = [] if measure.target is None else [measure.target]
    rules += [] if trend.comparator is None else [trend.comparator.value]
    marks = annotation_marks(annotations, axes)
    layers = [*mark_layers(marks, axes), *_fan(ahead, axes), *_levels(trend, axes), *_trajectory(rows, axes)]
    layers += _actual(rows, axes)
    layers += _baseline(measure, rows, axes)
    named = [*names(trend, rows, axes), *mark_names(marks, axes)]
    labels = list(arranged(named, axes, drawn_points(rows), rules))
    layers += [*label_layers(labels, axes), pointed_at(TOOLTIP, axes), *completed_layers(done, axes)]
    return dressed([layer_of(rows, *layers)], height + axes.lane)


def _levels(trend: Trend, axes: Axes) -> Layers:
    """The comparator and the target, as lines at their level."""
    drawn: list[Row] = []
    if trend.comparator is not None:
        drawn.append({"level": trend.comparator.value, "ink": colour.BENCHMARK, "width": 2})
    if trend.measure.target is not None:
        drawn.append({"level": trend.measure.target, "ink": colour.TARGET, "width": 1})
    lines = alt.Chart().mark_rule(color=alt.ExprRef("datum.ink"), strokeWidth=alt.ExprRef("datum.width"), aria=False)
    return [layer_of(drawn, lines.encode(y=axes.y("level")))] if drawn else []


def _fan(ahead: list[Row], axes: Axes) -> Layers:
    """Where it is heading: a faint band that holds 80 of 100 landings, and its middle."""
    band = alt.Chart().mark_area(color=colour.ACTUAL, opacity=0.15, aria=False)
    middle = alt.Chart().mark_line(color=colour.ACTUAL, strokeDash=[2, 3], strokeWidth=1.5, aria=False)
    x, detail = axes.x, "run:N"
    drawn = (
        band.encode(x=x, y=axes.y("low"), y2=alt.Y2("high"), detail=detail),
        middle.encode(x=x, y=axes.y("level"), detail=detail),
    )
    return [layer_of(ahead, *drawn)] if ahead else []


def _trajectory(rows: list[Row], axes: Axes) -> Layers:
    """The trajectory: a dashed line."""
    line = _drawn("trajectory").mark_line(color=colour.TRAJECTORY, strokeDash=[5, 4], strokeWidth=1.5, aria=False)
    return [layer(line.encode(x=axes.x, y=axes.y("trajectory")))] if _any(rows, "trajectory") else []


def _actual(rows: list[Row], axes: Axes) -> Layers:
    """The reported figures: a solid line, a point a period; beside a year to date, each month's own figure faintly.

    A year to date that lacks a month is a hollow point that no line joins.
    """
    x, y = axes.x, axes.y("figure")
    faint = _drawn("alone").mark_point(color=colour.ACTUAL, filled=True, opacity=0.3, size=28, aria=False)
    line = _drawn("figure").mark_line(color=colour.ACTUAL, strokeWidth=2.5, aria=False)
    points = _drawn("figure").mark_point(
        filled=True, opacity=1, size=45, stroke=colour.ACTUAL, strokeWidth=1.5, ariaRoleDescription="figure"
    )
    hollow = alt.FillValue(colour.ACTUAL, condition={"test": "datum.partial", "value": colour.GROUND})
    layers = [layer(faint.encode(x=x, y=axes.y("alone")))] if _any(rows, "alone") else []
    if _any(rows, "figure"):
        layers += [layer(line.encode(x=x, y=y, detail=RUN))]
        layers += [layer(points.encode(x=x, y=y, fill=hollow, description=WORDS))]
    return layers


def _baseline(measure: Measure, rows: list[Row], axes: Axes) -> Layers:
    """The level that the plan starts from, as a diamond at its month."""
    if measure.baseline is None or not rows:
        return []
    month = milliseconds(measure.baseline_month) if measure.baseline_month else rows[0]["month"]
    mark = alt.Chart().mark_point(
        shape="diamond", filled=True, fill=colour.GROUND, stroke=colour.TRAJECTORY, strokeWidth=1.5, size=70, aria=False
    )
    return [layer_of([{"month": month}], mark.encode(x=axes.x, y=axes.y_at(measure.baseline)))]


def _drawn(name: str) -> alt.Chart:
    """The rows that have this number."""
    with_number: alt.Chart = alt.Chart().transform_filter(f"isValid(datum.{name})")
    return with_number


def _any(rows: list[Row], name: str) -> bool:
    return any(row[name] is not None for row in rows)
