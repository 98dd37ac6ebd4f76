"""The two axes of a trend chart: months across, the measure's unit up, from 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import altair as alt
import pandas as pd

from sendkpi.charts import colour
from sendkpi.charts.drawing import Spec, layer, tooltip
from sendkpi.charts.rows import milliseconds
from sendkpi.plan.choices import Unit

if TYPE_CHECKING:
    from sendkpi.analysis import Trend

HEADROOM = 1.18
"""How far the axis of a count or a wait goes beyond its largest value, for the words above it."""

QUARTERS = 30
"""Up to how many months there is a tick for each quarter; beyond, for each half year."""

MONTH_NAMES = (
    "(datum.index == 0 || utcFormat(datum.value, '%m') == '01')"
    " ? [utcFormat(datum.value, '%b'), utcFormat(datum.value, '%Y')] : utcFormat(datum.value, '%b')"
)
"""The names of an axis's months, as Vega reads them: the first, and each January, with its year below."""

LABEL_PADDING = 2
"""Pixels between a tick and its month, Vega's own."""

HALF_MONTH = 15 * 86_400_000

HEIGHT = 250
"""Pixels of a chart where nothing else is said."""

NARROW = (285.0, 200.0)
"""Width and height in pixels of the drawing on a phone: what is clear there is clear on a wide one."""


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
class Axes:
    """Axes over these months (milliseconds, first days), for figures of a unit up to `highest`."""

    unit: Unit
    highest: float
    first: int
    last: int
    lane: int = 0
    """Pixels left free between the axis and the names of its months."""
    room: tuple[float, float] = NARROW
    """Width and height in pixels of the least drawing in which words must find their place."""

    @cached_property
    def top(self) -> float:
        """The end of the upward axis."""
        return 100 if self.unit is Unit.PERCENT else max(self.highest * HEADROOM, 1)

    @property
    def start(self) -> int:
        """The beginning of the axis of months: a little before its first, so that no point is on the edge."""
        return self.first - HALF_MONTH

    @property
    def end(self) -> int:
        """The end of the axis of months."""
        return self.last + HALF_MONTH

    @cached_property
    def x(self) -> alt.X:
        """The rows' `month`."""
        axis = alt.Axis(
            values=quarter_ticks(self.first, self.last),
            labelExpr=MONTH_NAMES,
            labelOverlap=False,
            grid=False,
            tickColor=colour.HAIRLINE,
            domainColor=colour.HAIRLINE,
            title=None,
            labelPadding=LABEL_PADDING + self.lane if self.lane else alt.Undefined,
        )
        scale = alt.Scale(type="utc", domain=[chart_time(self.start), chart_time(self.end)], nice=False)
        return alt.X("month", type="temporal", axis=axis, scale=scale)

    def y(self, name: str) -> alt.Y:
        """A number of the rows, in the unit."""
        return alt.Y(name, type="quantitative", axis=self._levels(), scale=self._height())

    def y_at(self, level: float) -> alt.YDatum:
        """One level, in the unit."""
        return alt.YDatum(level, type="quantitative", axis=self._levels(), scale=self._height())

    def _height(self) -> alt.Scale:
        return alt.Scale(domain=[0, self.top], nice=False)

    def _levels(self) -> alt.Axis:
        ending = " + '%'" if self.unit is Unit.PERCENT else ""
        return alt.Axis(
            tickCount=5,
            labelExpr=f"datum.label{ending}",
            grid=True,
            gridColor=colour.GRID,
            domain=False,
            ticks=False,
            labelPadding=6,
            title=None,
        )


def pointed_at(names: Iterable[str], axes: Axes) -> Spec:
    """A broad unseen stripe a period, so that pointing anywhere near it shows the row of the table."""
    stripe = alt.Chart().mark_rule(strokeWidth=16, opacity=0, aria=False)
    return layer(stripe.encode(x=axes.x, tooltip=tooltip(names)))


def quarter_ticks(first: int, last: int) -> list[alt.DateTime]:
    """The quarters between two times (milliseconds), the half years of a long span."""
    months = pd.date_range(pd.to_datetime(first, unit="ms"), pd.to_datetime(last, unit="ms"), freq="MS")
    ticked = {1, 4, 7, 10} if len(months) <= QUARTERS else {1, 7}
    return [chart_time(milliseconds(month)) for month in months if month.month in ticked]


def chart_time(time: int) -> alt.DateTime:
    """A time in milliseconds as a chart's own: it would read a bare number as a year."""
    day = dt.datetime.fromtimestamp(time / 1000, dt.UTC)
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
