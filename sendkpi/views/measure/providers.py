"""A measure's parts on its page: each provider's figure and chart on one scale, and what was counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import analysis
from sendkpi import charts as drawings
from sendkpi.analysis import wording
from sendkpi.charts import Spec, colour
from sendkpi.frames import rows_of
from sendkpi.frames.figures import TimelineRow
from sendkpi.values import month_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import charts

if TYPE_CHECKING:
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.positions import Key

A_ROW = 3
"""Providers side by side, where there is room."""


@dataclass(frozen=True)
class Latest:
    """A provider's newest figure on the measure's basis, and whether it is of the period that is judged.

    `figure` is None where the provider had nothing to count.
    """

    figure: float | None
    month: dt.date
    counted: float
    now: bool


def show_providers(of: Key, measure: Measure) -> None:
    """Each provider's newest figure over its chart, on one scale; nothing for a measure that no provider reports."""
    newest = latest(of, measure.id)
    if not any(newest.values()):
        return
    scale = "One scale for all. Grey line: all providers together."
    markup.show(html('<h2 class="rule">By provider</h2><p class="quiet">{}</p>', scale))
    drawn = _part_specs(of, measure.id)
    names = list(newest)
    for start in range(0, len(names), A_ROW):
        # charts stand on one line, however long the names above them
        columns = st.columns(A_ROW, gap="medium", vertical_alignment="bottom")
        for column, name in zip(columns, names[start : start + A_ROW], strict=False):
            with column:
                markup.show(html('<div class="fact"><h3>{}</h3>{}</div>', name, _says(newest[name], measure)))
                charts.show_spec(drawn.get(name, {}), _words(of, measure, name), f"part-{measure.id}-{name}")


def _says(newest: Latest | None, measure: Measure) -> Html:
    if newest is None:
        return html("<p>Not reported</p>")
    known = newest.figure is not None and pd.notna(newest.counted)
    counted = f", {wording.number(newest.counted, 0)} {measure.denominator_name}" if known else ""
    when = f"{month_name(newest.month)}{counted}"
    late = "" if newest.now else "not reported since: "
    level = "Nothing to count" if newest.figure is None else wording.figure(newest.figure, measure.unit)
    return html("<b>{}</b> <span>{}</span>", level, late + when)


def _words(of: Key, measure: Measure, name: str) -> str:
    """A provider's chart in words: from where to where."""
    words = charts.first_to_last(positions.at(of).providers(measure.id)[name], measure.unit)
    return words and f"{name}: {words}"


def latest(of: Key, measure: str) -> dict[str, Latest | None]:
    """What each provider reported last, in the plan's order; None for one that reported nothing."""
    table = positions.at(of).scorecard
    judged = table.loc[table["measure"] == measure, "month"].iloc[0]
    return {name: _latest(frame, judged) for name, frame in positions.at(of).providers(measure).items()}


def _latest(frame: pd.DataFrame, judged: pd.Timestamp) -> Latest | None:
    rows = frame[frame["figure"].notna() | analysis.nothing_to_count(frame)]
    if rows.empty:
        return None
    last = rows.iloc[-1]
    figure = None if pd.isna(last["figure"]) else float(last["figure"])
    return Latest(figure, last["month"].date(), float(last["denominator"]), bool(last["month"] == judged))


@lru_cache(maxsize=256)
def _part_specs(of: Key, measure: str) -> dict[str, Spec]:
    frames = positions.at(of).providers(measure)
    months = pd.concat([frame["month"] for frame in frames.values()])
    trend = positions.at(of).trend(measure)
    whole = trend.frame[trend.frame["month"].isin(months)]
    return drawings.part_charts(frames, whole, trend.measure.unit)


def show_counted(of: Key, measure: Measure) -> None:
    """Numerators in denominators, month by month; nothing for a measure without both."""
    spec, words = _counted(of, measure.id)
    if not spec:
        return
    swatch = '<span class="swatch" style="background:{}"></span>'
    dark, pale = (html(swatch, ink) for ink in (colour.ACTUAL, colour.ALL_COUNTED))
    all_counted = f"all {measure.denominator_name}, in each {wording.PERIOD_WORDS[measure.collected]}"
    legend = html("{} {} of {} {}", dark, measure.numerator_name, pale, all_counted)
    markup.show(html('<h2 class="rule">How many were counted</h2><p class="quiet">{}</p>', legend))
    charts.show_spec(spec, words, f"counted-{measure.id}")


@lru_cache(maxsize=256)
def _counted(of: Key, measure: str) -> tuple[Spec, str]:
    """The chart and its words; both empty where there is nothing to draw."""
    trend = positions.at(of).trend(measure)
    past = trend.frame[trend.frame["month"] <= pd.Timestamp(of.month)]
    whole = past[past["numerator"].notna() & past["denominator"].notna()]
    chart = drawings.counted_chart(past[past["month"] >= whole["month"].min()]) if len(whole) else None
    if chart is None:
        return {}, ""
    rows = list(rows_of(whole, TimelineRow))
    ends = [
        f"{wording.number(row.numerator, 0)} of {wording.number(row.denominator, 0)} in {month_name(row.month)}"
        for row in (rows[0], rows[-1])
    ]
    names = f"{trend.measure.numerator_name} of {trend.measure.denominator_name}"
    return chart, f"{names}: from {ends[0]} to {ends[1]}" if len(rows) > 1 else f"{names}: {ends[0]}"
