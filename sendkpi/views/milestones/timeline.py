"""Milestones over time: the timeline of an area or of all, and how far they moved from their months."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi.analysis.delivery.lists import DeliveryFilters, within
from sendkpi.analysis.delivery.slippage import describe_slippage, slippage
from sendkpi.charts.timeline.chart import describe_timeline, timeline_chart
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import SlippageRow
from sendkpi.views.frame import markup, positions, unknown
from sendkpi.views.frame.markup import Html, html, number
from sendkpi.views.parts import charts

if TYPE_CHECKING:
    from sendkpi.charts import Spec
    from sendkpi.views.frame.positions import Key

TIMELINE, EVERY_AREA = "timeline", "All areas"
"""The choice of an area as the address names it, and the choice of all of them."""

SLIPPED = ("Area", *map(number, ("Dated", "Done in time", "Done late", "Put off", "Median months", "Most months")))
READ = (
    "A hollow shape is where a milestone is due, in the look of how it is judged; a full circle is the day it was "
    "done. A pale bar runs from its start, a dark line from the month it was published with to the one it was put "
    "off to, a thin red line for as long as it is overdue. Small shapes are the times of a recurring one, full when "
    "done."
)


def show_time(of: Key, filters: DeliveryFilters) -> None:
    """Slippage in a sentence and by area; then the timeline of the area that is chosen, or of all."""
    plan = positions.at(of).plan
    rows = within(plan, positions.at(of).milestones, filters)
    markup.show(html('<h2>Moved or done late</h2><p class="found">{}</p>{}', describe_slippage(rows), _slipped(rows)))
    markup.show(html('<h2 class="rule">Timeline</h2>'))
    areas = [one.id for one in plan.areas]
    lacking = unknown.not_offered({TIMELINE: ("area", [*areas, EVERY_AREA])})
    area = st.radio("Timeline of", [*areas, EVERY_AREA], horizontal=True, key=TIMELINE, bind="query-params")
    unknown.show_not_offered(lacking)
    own = rows if area == EVERY_AREA else rows[rows["area"] == area]
    if own.empty:
        st.info(f"No milestones of {'any area' if area == EVERY_AREA else area} match these filters.")
        return
    show_chart(of, tuple(own["milestone"]), "timeline-area")


def show_chart(of: Key, names: tuple[str, ...], key: str) -> None:
    """The timeline of these milestones, with how to read it; nothing where none of them has any month."""
    spec, words = _drawn(of, names)
    if spec:
        markup.show(html('<p class="quiet small found">{}</p>', READ))
        charts.show_spec(spec, words, key)


@lru_cache(maxsize=128)
def _drawn(of: Key, names: tuple[str, ...]) -> tuple[Spec, str]:
    """The chart and its words; both empty where there is nothing to draw."""
    plan, everything = positions.at(of).plan, positions.at(of).milestones
    rows = everything[everything["milestone"].isin(names)]
    occurrences = positions.at(of).occurrences(_last(everything, of.as_at))
    chart = timeline_chart(
        rows, occurrences[occurrences["milestone"].isin(names)], {one.id: one.title for one in plan.actions}, of.as_at
    )
    return ({}, "") if chart is None else (chart, describe_timeline(rows, of.as_at))


def _last(rows: pd.DataFrame, day: dt.date) -> dt.date:
    """The month up to which recurring milestones are drawn: the last that any has, or the as-at day's."""
    last: pd.Timestamp = rows["due_month"].max()
    return max(day.replace(day=1), day.replace(day=1) if pd.isna(last) else last.date())


def _slipped(rows: pd.DataFrame) -> Html:
    table = slippage(rows, "area")
    if table.empty:
        return Html()
    caption = "Milestones that are done once and were published with a month, against that month"
    return markup.table(caption, SLIPPED, map(_slip, rows_of(table, SlippageRow)), "slipped")


def _slip(row: SlippageRow) -> Html:
    counts = [f"{count:,}" for count in (row.dated, row.on_time, row.late, row.put_off)]
    months = ["" if pd.isna(value) else f"{value:g}" for value in (row.median, row.most)]
    return markup.row(row.name, map(number, (*counts, *months)))
