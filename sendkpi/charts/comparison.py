"""Up to four series of one unit on one chart, told apart by colour and by the shape of their points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from sendkpi.charts import colour
from sendkpi.charts.axes import Axes
from sendkpi.charts.drawing import RUN, WORDS, Spec, dressed, layer_of, tooltip
from sendkpi.charts.rows import figure_rows, milliseconds

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan.choices import Unit

MOST = len(colour.SERIES)
"""How many series one chart can show so that they can be told apart."""

HEIGHT = 300
SHAPES = ("circle", "square", "triangle-up", "diamond")
"""The points of the first series, the second and so on, beside `colour.SERIES`; what they mean stands by the chart."""


def comparison_chart(series: Mapping[str, pd.DataFrame], unit: Unit) -> Spec | None:
    """The figures of each series over time, all on one scale; None where there is none to draw.

    In: by name, at most MOST frames with the columns month, figure, unit, at, period, basis, year and complete;
    percentages 0-100.
    """
    drawn_series = {name: frame for name, frame in series.items() if frame["figure"].notna().any()}
    if not drawn_series or len(drawn_series) > MOST:
        return None
    rows = [{**row, "Series": name} for name, frame in drawn_series.items() for row in figure_rows(frame)]
    months = [
        milliseconds(month) for frame in drawn_series.values() for month in (frame["month"].min(), frame["month"].max())
    ]
    axes = Axes(unit, max(row["figure"] for row in rows), min(months), max(months))
    names, count = list(drawn_series), len(drawn_series)
    series_of: dict[str, Any] = {"field": "Series", "type": "nominal", "legend": None}
    ink = alt.Color(**series_of, scale=alt.Scale(domain=names, range=list(colour.SERIES[:count])))
    shape = alt.Shape(**series_of, scale=alt.Scale(domain=names, range=list(SHAPES[:count])))
    drawn = alt.Chart().encode(x=axes.x, y=axes.y("figure"), color=ink)
    line = drawn.mark_line(strokeWidth=2.5, aria=False).encode(detail=RUN)
    points = drawn.mark_point(filled=True, opacity=1, size=50, ariaRoleDescription="figure").encode(
        shape=shape, description=WORDS, tooltip=tooltip(("Series", "Period", "Figure"))
    )
    return dressed([layer_of(rows, line, points)], HEIGHT)
