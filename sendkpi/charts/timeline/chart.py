"""Milestones on a line of time: a row each under its action, when it was due, where it moved to, when it was done.

On a wide page the names stand left of the time; on a narrow one above each row, on a ground of their own that keeps
lines out of them. Names are cut to the whole words that there is room for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import altair as alt

from sendkpi.analysis.delivery.lists import moved
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.wording import counted, joined
from sendkpi.charts import colour
from sendkpi.charts.axes import MONTH_NAMES, chart_time, quarter_ticks
from sendkpi.charts.drawing import WORDS, Layers, Spec, dressed, layer_of, tooltip
from sendkpi.charts.rows import Row, milliseconds
from sendkpi.charts.timeline.rows import ROW, TOOLTIP, TOP, Span, lines_of, marks_of, placed, span_of, tick_of
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow, OccurrenceRow
from sendkpi.values import day_name

if TYPE_CHECKING:
    import pandas as pd


AXES = 88
"""Pixels of the months above and below the rows."""
WIDE, NAMES = 640, 430
"""From how many pixels on the names stand beside the time, and how many they take there."""
BELOW = f"width > {WIDE} ? 0 : 7.5"
"""Where the name stands above its row, the marks stand lower."""
ABOVE, BAND = -9, 17
"""On a narrow page: how far above its marks' middle a name stands, and the pixels of the ground behind it."""
HEAD, NAME = 6.1, 5.3
"""Pixels that a letter takes of an action's name, in bold, and of a milestone's."""
NAMED = 4
"""Up to how many milestones are named in the words."""


def timeline_chart(
    rows: pd.DataFrame, occurrences: pd.DataFrame, actions: Mapping[str, str], day: dt.date
) -> Spec | None:
    """A row for each milestone, under a heading for each action; None where no milestone has any month.

    In: rows of `milestones`, their `occurrences_frame`, the title of each action, the as-at day. Out: 32 pixels a row.
    """
    span = span_of(rows, occurrences, day)
    if span is None:
        return None
    names, places = placed(rows, actions)
    height = TOP + ROW * len(names)
    drawn = _Drawing(span, height)
    marks = [mark for row in rows_of(rows, MilestoneRow) for mark in marks_of(row, places[row.milestone])]
    marks += [
        tick_of(row, places[row.milestone]) for row in rows_of(occurrences, OccurrenceRow) if row.milestone in places
    ]
    lines = [line for row in rows_of(rows, MilestoneRow) for line in lines_of(row, places[row.milestone], day)]
    ground = [*drawn.frame(), *drawn.as_at(day), *drawn.grounds(names)]
    layers = [*ground, *drawn.lines(lines), *drawn.marks(marks), *drawn.names(names)]
    return dressed(layers, height + AXES, resolve={"axis": {"x": "independent"}})


def describe_timeline(rows: pd.DataFrame, day: dt.date) -> str:
    """The timeline in words: how many are complete, which are overdue and which moved, to when."""
    if rows.empty:
        return "No milestone."
    late, put_off = rows[rows["brag"] == DeliveryRating.OVERDUE], rows[moved(rows)]
    counts = [f"{counted(len(rows), 'milestone')} as at {day_name(day)}"]
    counts.append(f"{int((rows['brag'] == DeliveryRating.COMPLETE).sum())} complete")
    counts.append(f"{len(late)} overdue{_some(late)}")
    counts.append(f"{len(put_off)} moved to another month{_some(put_off)}")
    return f"{', '.join(counts[:-1])} and {counts[-1]}."


def _some(rows: pd.DataFrame) -> str:
    names = list(rows["milestone"])
    if not names:
        return ""
    rest = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return f" ({joined(names[:NAMED] + rest)})"


@dataclass(frozen=True)
class _Drawing:
    """The layers of one timeline, all on the same two scales."""

    span: Span
    height: int

    def frame(self) -> Layers:
        """The months, above and below, and a faint upright line at each quarter."""
        nothing = alt.Chart().mark_rule(opacity=0, aria=False)
        ends = [{"at": self.span.first}, {"at": self.span.last}]
        axes = (self._axis("top", grid=True), self._axis("bottom"))
        return [layer_of(ends, nothing.encode(x=self._x(axis))) for axis in axes]

    def lines(self, rows: list[Row]) -> Layers:
        """Level lines, each of its own width and ink."""
        drawn = alt.Chart().mark_rule(
            color=alt.ExprRef("datum.ink"),
            strokeWidth=alt.ExprRef("datum.width"),
            yOffset=alt.ExprRef(BELOW),
            aria=False,
        )
        shown = drawn.encode(x=self._x(), x2=alt.X2(field="end"), y=self._y())
        return [layer_of(rows, shown)] if rows else []

    def marks(self, rows: list[Row]) -> Layers:
        """Shapes, hollow or full; those with words are told to a screen reader."""
        layers = []
        for described in (False, True):
            own = [row for row in rows if bool(row["Words"]) is described]
            points = alt.Chart().mark_point(
                shape=alt.ExprRef("datum.shape"),
                stroke=alt.ExprRef("datum.ink"),
                fill=alt.ExprRef("datum.fill"),
                size=alt.ExprRef("datum.size"),
                strokeWidth=2,
                opacity=1,
                yOffset=alt.ExprRef(BELOW),
                **({"ariaRoleDescription": "milestone"} if described else {"aria": False}),
            )
            words = {"description": WORDS} if described else {}
            shown = points.encode(x=self._x(), y=self._y(), tooltip=tooltip(TOOLTIP), **words)
            layers += [layer_of(own, shown)] if own else []
        return layers

    def grounds(self, rows: list[Row]) -> Layers:
        """On a narrow page, what keeps the months and the as-at day out of the names."""
        bands = alt.Chart().mark_rule(
            color=colour.GROUND,
            strokeWidth=alt.ExprRef(f"width > {WIDE} ? 0 : {BAND}"),
            yOffset=alt.ExprRef(f"datum.head ? 0 : {ABOVE}"),
            aria=False,
        )
        return [layer_of([{"y": row["y"], "head": row["head"]} for row in rows], bands.encode(y=self._y()))]

    def names(self, rows: list[Row]) -> Layers:
        """The names of actions and milestones, cut to their room."""
        layers: Layers = []
        for head in (True, False):
            own = [row for row in rows if row["head"] is head]
            room = "width" if head else f"(width > {WIDE} ? {NAMES - 14} : width)"
            text = alt.Chart().mark_text(
                text=alt.ExprRef(_cut(room, HEAD if head else NAME)),
                align="left",
                baseline="middle",
                x=0,
                fontSize=13 if head else 12,
                fontWeight="bold" if head else "normal",
                color=colour.TEXT,
                limit=alt.ExprRef(room),
                yOffset=alt.ExprRef("0" if head else f"width > {WIDE} ? 0 : {ABOVE}"),
                aria=False,
            )
            layers.append(layer_of(own, text.encode(y=self._y())))
        return layers

    def as_at(self, day: dt.date) -> Layers:
        """The as-at day: an upright line, named at its top."""
        line = alt.Chart().mark_rule(color=colour.TRAJECTORY, strokeDash=[3, 3], strokeWidth=1.5, aria=False)
        late = milliseconds(day) - self.span.first > (self.span.last - self.span.first) / 2
        words = alt.Chart().mark_text(
            align="right" if late else "left", dx=-5 if late else 5, y=9, fontSize=12, color=colour.TEXT, aria=False
        )
        text = alt.Text(field="text", type="nominal")
        rows = [{"at": milliseconds(day), "text": f"as at {day_name(day)}"}]
        return [layer_of(rows, line.encode(x=self._x()), words.encode(x=self._x(), text=text))]

    def _x(self, axis: alt.Axis | None = None) -> alt.X:
        start = alt.ExprRef(f"width > {WIDE} ? {NAMES} : 6")
        domain = [chart_time(self.span.first), chart_time(self.span.last)]
        scale = alt.Scale(type="utc", domain=domain, nice=False, range=[start, alt.ExprRef("width")])
        return alt.X("at", type="temporal", axis=axis, scale=scale)

    def _y(self) -> alt.Y:
        scale = alt.Scale(domain=[self.height, 0], nice=False)
        return alt.Y("y", type="quantitative", axis=None, scale=scale)

    def _axis(self, orient: Literal["top", "bottom"], *, grid: bool = False) -> alt.Axis:
        return alt.Axis(
            orient=orient,
            values=quarter_ticks(self.span.first, self.span.last - 1),  # it ends where a month begins
            labelExpr=MONTH_NAMES,
            labelOverlap=False,
            labelAlign="left",
            labelPadding=20 if orient == "top" else 2,  # the year, on a second line, grows downwards
            grid=grid,
            gridColor=colour.GRID,
            tickColor=colour.HAIRLINE,
            domain=False,
            title=None,
        )


def _cut(room: str, letter: float) -> str:
    """The name as a chart reads it: whole, or as many of its words as fit into so many pixels."""
    letters = f"floor({room} / {letter})"
    words = f"replace(substring(datum.text, 0, {letters} - 1), regexp('[ ,;]+[^ ]*$'), '')"
    return f"length(datum.text) > {letters} ? {words} + '…' : datum.text"
