"""The milestones that a trend chart marks, named beneath it: for a screen reader, and for whoever cannot point."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from sendkpi.analysis.delivery.completions import by_month, describe_completions
from sendkpi.charts import Span
from sendkpi.values import month_name
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import charts

if TYPE_CHECKING:
    from sendkpi.views.frame.positions import Key

NAMED = 4
"""Milestones that are named in the line; more are opened."""
_ALL = Span(dt.date.min, dt.date.max)


@lru_cache(maxsize=1024)
def completed_line(of: Key, measure: str, area: str = "") -> Html:
    """The line beneath a measure's chart, which may share its months with its area's; "" where none is done."""
    done = charts.completed(of, measure)
    if not done:
        return Html()
    months = charts.months(of, measure, area)
    drawn = months is not None and any(months.first <= one.month <= months.last for one in done)
    where = " (grey dots under the chart)" if drawn else ""
    if len(done) <= NAMED:
        words = describe_completions(done, *(months or _ALL))
        return html('<p class="quiet done">Milestones completed{}: {}.</p>', where, words)
    listed = [
        html("<li>{}: {}</li>", month_name(month), "; ".join(f"{one.milestone} {one.title}" for one in own))
        for month, own in by_month(done).items()
    ]
    summary = f"{len(done)} milestones completed{where}"
    return html('<details class="quiet done"><summary>{}</summary><ul>{}</ul></details>', summary, listed)
