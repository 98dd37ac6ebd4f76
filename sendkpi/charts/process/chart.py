"""The process chart: is it signal or noise? A measure's figures against its own average and process limits.

A point's colour and shape are its verdict, with the NHS's meaning. Lines break at a missing period and from phase to
phase; each phase has its own average, limits, and faint near limits. Words stand at their lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt
import numpy as np

from sendkpi.analysis import wording
from sendkpi.analysis.spc.labels import PointType
from sendkpi.charts import colour
from sendkpi.charts.axes import HALF_MONTH, HEIGHT, Axes, Span, pointed_at
from sendkpi.charts.drawing import RUN, WORDS, Layers, Spec, dressed, layer, layer_of
from sendkpi.charts.labels import Align, Label, arranged, label_layers
from sendkpi.charts.marks import Mark, annotation_marks, mark_layers, mark_names
from sendkpi.charts.process.rows import TOOLTIP, Process, phase_rows, point_rows
from sendkpi.charts.rows import Row, milliseconds
from sendkpi.plan.choices import Basis

LOOKS = {
    PointType.COMMON_CAUSE: (colour.COMMON_CAUSE, "circle", "circle"),
    PointType.IMPROVEMENT: (colour.IMPROVEMENT, "triangle-up", "triangle-down"),
    PointType.CONCERN: (colour.CONCERN, "square", "square"),
    PointType.NEUTRAL_HIGH: (colour.NEUTRAL, "diamond", "diamond"),
    PointType.NEUTRAL_LOW: (colour.NEUTRAL, "diamond", "diamond"),
}
"""The colour of each kind of point, its shape where the signal is one upwards, and otherwise."""

LINES = (
    (("nlpl", "nupl"), colour.HAIRLINE, 1.0, [2, 3]),
    (("lpl", "upl"), colour.COMMON_CAUSE, 1.5, [6, 4]),
    (("mean",), colour.COMMON_CAUSE, 1.5, [1, 0]),
)
"""The lines of a phase: their colour, width in pixels and dashes."""

ALONG = 14
"""Points taken of a line as long as the chart is wide, to see what a label would hide."""
FIGURE = 20
"""How many points of a line a figure counts for: no words may hide it."""


def process_chart(process: Process, months: Span, height: int = HEIGHT) -> Spec | None:
    """The process chart over these months, `height` in pixels; None where there is no figure."""
    rows = [row | point_look(row) for row in point_rows(process)]
    phases = phase_rows(process)
    figures = [row["figure"] for row in rows if row["figure"] is not None]
    if not figures:
        return None
    levels = [*figures, *(level for row in phases for level in (row["upl"], row["mean"]) if level is not None)]
    levels += [process.target] if process.target is not None else []
    axes = Axes(process.measure.unit, max(levels), milliseconds(months.first), milliseconds(months.last))
    phases = [row | {"month": max(row["month"], axes.start), "end": min(row["end"], axes.end)} for row in phases]
    marks = [*_phase_marks(process), *annotation_marks(process.annotations, axes)]
    layers = [*mark_layers(marks, axes), *_phase_lines(phases, axes), *_target(process, axes), *_points(axes)]
    names = [*_names(process, rows, phases, axes), *mark_names(marks, axes)]
    target = [] if process.target is None else [process.target]
    labels = list(arranged(names, axes, _drawn(rows, phases, marks, axes), target))
    layers += [*label_layers(labels, axes), pointed_at(TOOLTIP, axes)]
    return dressed([layer_of(rows, *layers)], height)


def _phase_marks(process: Process) -> list[Mark]:
    """The beginnings of phases, halfway between its first point and the one before, with the reason."""
    half = process.measure.collected.months * HALF_MONTH
    return [
        Mark(milliseconds(one.month) - half, f"New limits: {one.decision.reason}", dashed=True)
        for one in process.rebases
    ]


def _phase_lines(phases: list[Row], axes: Axes) -> Layers:
    """Each line from the first to the last of its phase."""
    layers = []
    for names, ink, width, dashes in LINES:
        levels = [(row, name) for row in phases for name in names if row[name] is not None]
        rows = [
            {"month": row[end], "level": row[name], "line": count}
            for count, (row, name) in enumerate(levels)
            for end in ("month", "end")
        ]
        line = alt.Chart().mark_line(color=ink, strokeWidth=width, strokeDash=dashes, aria=False)
        each = alt.Detail(field="line", type="nominal")
        layers += [layer_of(rows, line.encode(x=axes.x, y=axes.y("level"), detail=each))] if rows else []
    return layers


def _target(process: Process, axes: Axes) -> Layers:
    if process.target is None:
        return []
    line = alt.Chart().mark_rule(color=colour.TARGET, strokeWidth=1, aria=False)
    return [layer_of([{"level": process.target}], line.encode(y=axes.y("level")))]


def _points(axes: Axes) -> Layers:
    """The figures: a thin line through each stretch, and a point a period in the look of its verdict."""
    figures = alt.Chart().transform_filter("isValid(datum.figure)")
    line = figures.mark_line(color=colour.ACTUAL, strokeWidth=1.5, aria=False)
    points = figures.mark_point(
        filled=True,
        opacity=1,
        stroke=colour.GROUND,
        strokeWidth=1,
        fill=alt.ExprRef("datum.ink"),
        size=alt.ExprRef("datum.size"),
        ariaRoleDescription="figure",
    )
    x, y = axes.x, axes.y("figure")
    shape = alt.Shape(field="shape", type="nominal", scale=None, legend=None)
    return [layer(line.encode(x=x, y=y, detail=RUN)), layer(points.encode(x=x, y=y, shape=shape, description=WORDS))]


def point_look(row: Row) -> Row:
    """The ink, shape and size in square pixels of a point."""
    kind = PointType(row["kind"])
    ink, high, low = LOOKS[kind]
    size = 70 if kind is PointType.COMMON_CAUSE else 125
    return {"ink": ink, "shape": high if row["high"] else low, "size": size}


def _names(process: Process, rows: list[Row], phases: list[Row], axes: Axes) -> Iterator[tuple[Label, ...]]:
    """The newest figure, the target, and the average and limits of the last phase, in the order of importance."""
    unit = process.measure.unit
    last = [row for row in rows if row["figure"] is not None][-1]
    mean = phases[-1]["mean"]
    above = mean is None or last["figure"] >= mean
    words = (wording.rounded(last["figure"], unit),)
    label = Label(words, last["month"], last["figure"], above, Align.LEFT, colour.ACTUAL, "bold")
    yield label.or_at({"align": Align.CENTRE}, {"above": not above}, {"align": Align.RIGHT})
    if process.target is not None:
        yield _at_target(process, axes)
    final = process.points.iloc[-1]
    lines = (("Upper limit", "upl", True), ("Lower limit", "lpl", False), ("Average", "mean", mean != last["figure"]))
    for name, line, over in lines:
        if phases[-1][line] is not None and phases[-1][line] == final[line]:
            words = (f"{name} {wording.rounded(phases[-1][line], unit)}",)
            yield _along(Label(words, phases[-1]["end"], phases[-1][line], over, Align.LEFT), phases[-1], last["month"])


def _at_target(process: Process, axes: Axes) -> tuple[Label, ...]:
    level = process.target or 0.0
    on_year = process.measure.basis is Basis.YEAR_TO_DATE
    words = f"{'The year’s target' if on_year else 'Target'} {wording.rounded(level, process.measure.unit)}"
    label = Label((words,), axes.last, level, above=True)
    left = {"month": axes.first, "align": Align.LEFT}
    return label.or_at(left, {"above": False}, {**left, "above": False})


def _along(label: Label, phase: Row, last: int) -> tuple[Label, ...]:
    """A line's words after its end, or on its last (up to the `last` figure), first or middle part, on either side."""
    middle = (phase["month"] + phase["end"]) // 2
    places: tuple[dict[str, Any], ...] = (
        {},
        {"month": last, "align": Align.RIGHT},
        {"month": phase["month"], "align": Align.LEFT},
        {"month": middle, "align": Align.CENTRE},
    )
    return label.or_at(*places[1:], *({**place, "above": not label.above} for place in places))


def _drawn(rows: list[Row], phases: list[Row], marks: list[Mark], axes: Axes) -> np.ndarray:
    """The points of all that is drawn, lines as many points: rows of month (milliseconds) and level."""
    figures = [(row["month"], row["figure"]) for row in rows if row["figure"] is not None]
    parts = [np.array(figures * FIGURE, dtype=float)]
    for run in {row["run"] for row in rows}:
        figures_of_run = [row for row in rows if row["run"] == run and row["figure"] is not None]
        for one, other in zip(figures_of_run, figures_of_run[1:] or figures_of_run, strict=False):
            parts.append(_between((one["month"], one["figure"]), (other["month"], other["figure"]), 6))
    for row in phases:
        count = 2 + int(ALONG * (row["end"] - row["month"]) / (axes.end - axes.start))
        levels = [row[name] for names, *_ in LINES[1:] for name in names if row[name] is not None]
        parts += [_between((row["month"], level), (row["end"], level), count) for level in levels]
    parts += [_between((one.at, 0.0), (one.at, axes.top), ALONG) for one in marks]
    return np.concatenate(parts)


def _between(one: tuple[float, float], other: tuple[float, float], count: int) -> np.ndarray:
    return np.linspace(np.array(one, dtype=float), np.array(other, dtype=float), count)
