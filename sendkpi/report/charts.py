"""Charts of measures as a paper shows them: the pages' own trend charts, each with its sentence as words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sendkpi import charts
from sendkpi.analysis.wording import titled
from sendkpi.plan.agreed import current_annotations
from sendkpi.report.content import Picture

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject

HEIGHT = 48.0
"""Millimetres of a chart: three measures with their words stand on a page."""
ROOM = (560.0, 118.0)
"""Pixels of the drawing itself, in a chart of that height across a page."""


def pictures(of: Subject, measures: Iterable[str], height: float = HEIGHT) -> dict[str, Picture]:
    """The trend chart of each of these measures that has anything to draw, over one span of months."""
    chosen = set(measures)
    own = [one for one in of.measures if one.id in chosen]
    trends = [of.position.trend(one.id) for one in own]
    months = charts.span(trends)
    sentences = dict(zip(of.scorecard["measure"], of.scorecard["sentence"], strict=True))
    drawn = {}
    for trend in trends:
        measure = trend.measure
        marks = current_annotations(of.plan.changes, measure.id, measure.area)
        chart = charts.trend_chart(trend, months, annotations=marks, room=ROOM) if months else None
        if chart is not None:
            words = titled(measure.title, sentences[measure.id])
            drawn[measure.id] = Picture(json.dumps(chart), words, measure.title, height)
    return drawn


def ref(of: Subject, measure: str) -> str:
    """The reference by which people know a measure (`Plan.ref`)."""
    return of.plan.ref(of.plan.measure(measure))


def refs(of: Subject, measures: Sequence[str]) -> str:
    """Several measures by what people call them: `EHC P 1, EHC P 7`."""
    return ", ".join(ref(of, name) for name in measures)
