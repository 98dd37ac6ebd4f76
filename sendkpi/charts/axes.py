"""The two axes of a trend chart: months across, the measure's unit up, from 0."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import altair as alt
import pandas as pd

from sendkpi.charts import colour
from sendkpi.charts.rows import milliseconds
from sendkpi.plan.choices import Unit

HEADROOM = 1.18
"""How far the axis of a count or a wait goes beyond its largest value, for the words above it."""

QUARTERS = 30
"""Up to how many months there is a tick for each quarter; beyond, for each year."""

LABEL_PADDING = 2
"""Pixels between a tick and its month, Vega's own."""

HALF_MONTH = 15 * 86_400_000

NARROW = (285.0, 200.0)
"""Width and height in pixels of the drawing on a phone: what is clear there is clear on a wide one."""


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
        """Where the upward axis ends."""
        return 100 if self.unit is Unit.PERCENT else max(self.highest * HEADROOM, 1)

    @property
    def start(self) -> int:
        """Where the axis of months begins: a little before its first, so that no point stands on the edge."""
        return self.first - HALF_MONTH

    @property
    def end(self) -> int:
        """Where the axis of months ends."""
        return self.last + HALF_MONTH

    @cached_property
    def x(self) -> alt.X:
        """The rows' `month`."""
        axis = alt.Axis(
            values=self._ticks(),
            labelExpr="(datum.index == 0 || utcFormat(datum.value, '%m') == '01')"
            " ? [utcFormat(datum.value, '%b'), utcFormat(datum.value, '%Y')] : utcFormat(datum.value, '%b')",
            labelOverlap=False,
            grid=False,
            tickColor=colour.HAIRLINE,
            domainColor=colour.HAIRLINE,
            title=None,
            labelPadding=LABEL_PADDING + self.lane if self.lane else alt.Undefined,
        )
        return alt.X("month", type="temporal", axis=axis, scale=self._months())

    def y(self, name: str) -> alt.Y:
        """A number of the rows, in the unit."""
        return alt.Y(name, type="quantitative", axis=self._levels(), scale=self._height())

    def y_at(self, level: float) -> alt.YDatum:
        """One level, in the unit."""
        return alt.YDatum(level, type="quantitative", axis=self._levels(), scale=self._height())

    def _months(self) -> alt.Scale:
        ends = [_moment(self.start), _moment(self.end)]
        return alt.Scale(type="utc", domain=ends, nice=False)

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

    def _ticks(self) -> list[alt.DateTime]:
        first, last = pd.to_datetime(self.first, unit="ms"), pd.to_datetime(self.last, unit="ms")
        months = pd.date_range(first, last, freq="MS")
        wanted = {1, 4, 7, 10} if len(months) <= QUARTERS else {1, 7}
        return [_moment(milliseconds(month)) for month in months if month.month in wanted]


def _moment(time: int) -> alt.DateTime:
    """A time in milliseconds as a chart's own: it would read a bare number as a year."""
    day = dt.datetime.fromtimestamp(time / 1000, dt.UTC)
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
