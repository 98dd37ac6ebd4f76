"""Charts as the pages show them: built once, kept as specifications under short keys, sent ready.

Their rows stay inline in the layers: rows in `datasets` or at the top would be turned into Arrow on every run.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import charts
from sendkpi.analysis import Trend, wording
from sendkpi.analysis.delivery.completions import Completion, completions
from sendkpi.frames import rows_of
from sendkpi.frames.figures import FigureRow
from sendkpi.plan.agreed import Annotation, current_annotations
from sendkpi.values import month_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.charts import Span, Spec
    from sendkpi.views.frame.positions import Key


def show_trend(of: Key, area: str, measure: str, alternative: str) -> bool:
    """Draw a measure's trend chart, with its sentence as text alternative; False where there is nothing to draw."""
    spec = _trend_spec(of, area, measure)
    if not spec:
        return False
    show_spec(spec, alternative, f"trend-{measure}")
    return True


def show_spec(spec: Spec, alternative: str, key: str) -> None:
    """Draw a chart that was built before, which Streamlit does not write to; nothing for an empty one."""
    if spec:
        st.vega_lite_chart(spec, theme=None, width="stretch", alt=alternative, key=key)


@lru_cache(maxsize=2048)
def spark(of: Key, measure: str, alternative: str) -> Html:
    """A measure's sparkline as a picture in HTML; "" where it has no figure."""
    rows = positions.at(of).timelines.get(measure)
    return Html() if rows is None else markup.picture(charts.sparkline(rows, alternative), alternative)


def first_to_last(table: pd.DataFrame, unit: str, alone: str = "") -> str:
    """A line in words: `from 20.0% in April 2022 to 45.0% in May 2022`, or `alone` its only figure; "" for none."""
    points = [
        f"{wording.figure(row.figure, unit)} in {month_name(row.month)}"
        for row in rows_of(table[table["figure"].notna()], FigureRow)
    ]
    return f"from {points[0]} to {points[-1]}" if len(points) > 1 else f"{alone}{points[0]}" if points else ""


def drawable(of: Key, area: str, measure: str) -> bool:
    """Whether a measure has anything to draw."""
    return bool(_trend_spec(of, area, measure))


def months(of: Key, measure: str, area: str = "") -> Span | None:
    """The months that a measure's chart covers, with the others of its area if named; None where it has no chart."""
    own = positions.at(of).trend(measure)
    if not drawable(of, own.measure.area, measure):
        return None
    return charts.span(positions.at(of).trends_in(area) if area else [own])


def completed(of: Key, measure: str) -> tuple[Completion, ...]:
    """The milestones done to move a measure, as its chart marks them."""
    return completions(positions.at(of).plan, positions.at(of).milestones, measure)


@lru_cache(maxsize=1024)
def _trend_spec(of: Key, area: str, measure: str) -> Spec:
    trends = positions.at(of).trends_in(area)
    trend = next(one for one in trends if one.measure.id == measure)
    return _spec(of, trend, charts.span(trends), charts.HEIGHT)


@lru_cache(maxsize=256)
def large_spec(of: Key, measure: str, height: int) -> Spec:
    """A measure's trend chart over its own months, `height` in pixels; empty where there is nothing to draw."""
    trend = positions.at(of).trend(measure)
    return _spec(of, trend, charts.span([trend]), height, positions.at(of).fan(measure))


def _spec(of: Key, trend: Trend, span: Span | None, height: int, fan: pd.DataFrame | None = None) -> Spec:
    if span is None:
        return {}
    done = completed(of, trend.measure.id)
    chart = charts.trend_chart(trend, span, height, _annotations(of, trend), done, fan=fan)
    return chart or {}


def _annotations(of: Key, trend: Trend) -> tuple[Annotation, ...]:
    return current_annotations(positions.at(of).plan.changes, trend.measure.id, trend.measure.area)
