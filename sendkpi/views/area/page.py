"""An area's page: whether it is on course, what inspectors found, each measure's chart and what is behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import analysis
from sendkpi.analysis import wording
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ScorecardRow
from sendkpi.plan.choices import Basis
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.markup import escape
from sendkpi.views.parts import actions as parts_actions
from sendkpi.views.parts import attention, charts, completed, delivery_line, periods

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.analysis import Trend
    from sendkpi.plan import Plan
    from sendkpi.plan.records import Area, Measure
    from sendkpi.views.frame.positions import Key

A_ROW = 2
"""Charts side by side, where there is room."""


def show_summary(of: Key, area: Area) -> None:
    """Whether the area is on course: a sentence, the counts, delivery, and what needs attention, down to its chart."""
    markup.show(_summary(of, area.id, tuple(position_bar.current_query().items())))


@lru_cache(maxsize=256)
def _summary(of: Key, area: str, asked: tuple[tuple[str, str], ...]) -> str:
    everything = positions.at(of).scorecard
    scorecard = everything[everything["area"] == area]
    found = analysis.exceptions(scorecard)
    listed = attention.jumps(found) + attention.lines(
        positions.at(of).plan, scorecard, found, lambda row: f"#{row.measure}"
    )
    needing = f'<div class="rule"><h2>Needs attention</h2>{listed}</div>' if listed else ""
    return attention.summary(scorecard) + delivery_line.delivery_line(of, dict(asked), area) + needing


def show_found(area: Area) -> None:
    """What inspectors found, and who answers for the area."""
    found = f'<p class="found">{escape(area.found)}</p>' if area.found else ""
    lead = f'<p class="quiet">Led by {escape(area.lead_published)}</p>' if area.lead_published else ""
    if found or lead:
        markup.show(f'<div class="rule"><h2>What inspectors found</h2>{found}{lead}</div>')


def show_measures(plan: Plan, of: Key, scorecard: pd.DataFrame, area: Area) -> None:
    """A card for each measure that has anything to draw, two a row; then the others, a line each."""
    rows = {row.measure: row for row in rows_of(scorecard, ScorecardRow)}
    trends = {trend.measure.id: trend for trend in positions.at(of).trends_in(area.id)}
    drawn = [name for name in rows if charts.drawable(of, area.id, name)]
    for start in range(0, len(drawn), A_ROW):
        for column, name in zip(st.columns(A_ROW, gap="large"), drawn[start : start + A_ROW], strict=False):
            with column:
                _show_card(plan, of, trends[name], rows[name])
    waiting = [row for name, row in rows.items() if name not in drawn]
    if waiting:
        lines = "".join(_waiting(plan, row) for row in waiting)
        markup.show(f'<div class="rule"><h2>Nothing to draw yet</h2><ul class="rest">{lines}</ul></div>')


def _waiting(plan: Plan, row: ScorecardRow) -> str:
    measure = plan.measure(row.measure)
    return (
        f'<li id="{escape(row.measure)}">{markup.chip(row.rating)} <strong>{_name(measure)}</strong> '
        f'<span class="quiet">{escape(markup.ref(plan, measure))}</span><br>'
        f"{escape(row.sentence)}</li>"
    )


def _show_card(plan: Plan, of: Key, trend: Trend, row: ScorecardRow) -> None:
    measure = trend.measure
    subtitle = f'<span class="quiet small">{escape(_subtitle(plan, measure))}</span>'
    markup.show(
        f'<div class="card" id="{escape(measure.id)}"><h2>{_name(measure)}</h2>'
        f'<p class="basis">{markup.chip(row.rating)} {attention.verdicts(row)} {subtitle}</p>'
        f'<p class="says">{escape(row.sentence)}</p></div>'
    )
    charts.show_trend(of, measure.area, measure.id, wording.titled(row.title, row.sentence))
    if done := completed.completed_line(of, measure.id, measure.area):
        markup.show(done)
    with st.container(gap=None):
        _show_behind(of, trend)


def _show_behind(of: Key, trend: Trend) -> None:
    """What stands behind a chart, one click away: its table with a download, and the actions that should move it.

    Both are sent when they are opened: a page of charts is light until somebody asks for more.
    """
    measure = trend.measure
    table = st.expander("Table", on_change="rerun", key=f"table-{measure.id}")
    if table.open:
        with table:
            periods.show_periods(of, measure.id)
    if moving := parts_actions.in_short(of, measure):
        actions = st.expander(f"What should move it: {moving}", on_change="rerun", key=f"actions-{measure.id}")
        if actions.open:
            with actions:
                markup.show(parts_actions.listing(of, measure))


def _name(measure: Measure) -> str:
    return markup.link(measure.title, links.measure_address(measure.id, position_bar.current_query()))


def _subtitle(plan: Plan, measure: Measure) -> str:
    unit = wording.UNIT_WORDS[measure.unit]
    parts = [markup.ref(plan, measure), f"{unit}, {wording.BASIS_WORDS[measure.basis]}"]
    if measure.basis is Basis.YEAR_TO_DATE:
        parts.append("faint dots: one month alone")
    return " · ".join(parts)
