"""Charts as the pages show them: built once, kept as text under short keys, sent ready."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from sendkpi import charts
from sendkpi.views import figures, markup

if TYPE_CHECKING:
    from sendkpi.views.figures import Key


def show_trend(of: Key, area: str, measure: str, alternative: str) -> bool:
    """Draw a measure's trend chart, with its sentence as text alternative; False where there is nothing to draw."""
    spec = _trend_spec(of, area, measure)
    if not spec:
        return False
    st.vega_lite_chart(json.loads(spec), theme=None, width="stretch", alt=alternative, key=f"trend-{measure}")
    return True


def spark(of: Key, measure: str, alternative: str) -> str:
    """A measure's sparkline as a picture in HTML; "" where it has no figure."""
    return _spark(of, measure, alternative)


def drawable(of: Key, area: str, measure: str) -> bool:
    """Whether a measure has anything to draw."""
    return bool(_trend_spec(of, area, measure))


@lru_cache(maxsize=1024)
def _trend_spec(of: Key, area: str, measure: str) -> str:
    trends = figures.trends(of, area)
    months = charts.span(trends)
    trend = next(one for one in trends if one.measure.id == measure)
    chart = charts.trend_chart(trend, months) if months else None
    if chart is None:
        return ""
    spec: dict[str, Any] = chart.to_dict()
    return json.dumps(spec)


@lru_cache(maxsize=2048)
def _spark(of: Key, measure: str, alternative: str) -> str:
    rows = figures.timelines(of).get(measure)
    return "" if rows is None else markup.picture(charts.sparkline(rows, alternative), alternative)
