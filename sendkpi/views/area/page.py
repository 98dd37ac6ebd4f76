"""An area's page: whether it is on course, what inspectors found, each measure's chart and what is behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import analysis
from sendkpi.analysis import Trend, wording
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ScorecardRow
from sendkpi.plan.choices import Basis
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import actions as parts_actions
from sendkpi.views.parts import attention, charts, completed, delivery_line, periods

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.records import Area, Measure
    from sendkpi.views.frame.positions import Key

A_ROW = 2
"""Charts side by side, where there is room."""


def show_summary(of: Key, area: Area) -> None:
    """Whether the area is on course: a sentence, the counts, delivery, and what needs attention, down to its chart."""
    markup.show(_summary(of, area.id, tuple(position_bar.current_query().items())))


@lru_cache(maxsize=256)
def _summary(of: Key, area: str, asked: tuple[tuple[str, str], ...]) -> Html:
    everything = positions.at(of).scorecard
    scorecard = everything[everything["area"] == area]
    found = analysis.exceptions(scorecard)
    plan = positions.at(of).plan
    listed = attention.jumps(found) + attention.lines(plan, scorecard, found, lambda row: f"#{row.measure}")
    needing = listed and html('<div class="rule"><h2>Needs attention</h2>{}</div>', listed)
    return attention.summary(scorecard) + delivery_line.delivery_line(of, dict(asked), area) + needing


def show_found(area: Area) -> None:
    """What inspectors found, and who answers for the area."""
    found = html('<p class="found">{}</p>', area.found) if area.found else Html()
    lead = html('<p class="quiet">Led by {}</p>', area.lead_published) if area.lead_published else Html()
    if found or lead:
        markup.show(html('<div class="rule"><h2>What inspectors found</h2>{}{}</div>', found, lead))


def show_measures(plan: Plan, of: Key, scorecard: pd.DataFrame, area: Area) -> None:
    """A card for each measure that has anything to draw, two a row; then the others, a line each."""
    rows = {row.measure: row for row in rows_of(scorecard, ScorecardRow)}
    trends = {trend.measure.id: trend for trend in positions.at(of).trends_in(area.id)}
    drawn = [name for name in rows if charts.drawable(of, area.id, name)]
    for start in range(0, len(drawn), A_ROW):
        for column, name in zip(st.columns(A_ROW, gap="large"), drawn[start : start + A_ROW], strict=False):
            with column:
                _show_card(plan, of, trends[name], rows[name])
    waiting = [_waiting(plan, row) for name, row in rows.items() if name not in drawn]
    if waiting:
        pattern = '<div class="rule"><h2>Nothing to draw yet</h2><ul class="rest">{}</ul></div>'
        markup.show(html(pattern, waiting))


def _waiting(plan: Plan, row: ScorecardRow) -> Html:
    measure = plan.measure(row.measure)
    head = html("{} <strong>{}</strong> {}", markup.chip(row.rating), _name(measure), markup.quiet(plan.ref(measure)))
    return html('<li id="{}">{}<br>{}</li>', row.measure, head, row.sentence)


def _show_card(plan: Plan, of: Key, trend: Trend, row: ScorecardRow) -> None:
    measure = trend.measure
    subtitle = html('<span class="quiet small">{}</span>', _subtitle(plan, measure))
    basis = html('<p class="basis">{} {} {}</p>', markup.chip(row.rating), attention.verdicts(row), subtitle)
    says = html('<p class="says">{}</p>', row.sentence)
    markup.show(html('<div class="card" id="{}"><h2>{}</h2>{}{}</div>', measure.id, _name(measure), basis, says))
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


def _name(measure: Measure) -> Html:
    return markup.link(measure.title, links.measure_address(measure.id, position_bar.current_query()))


def _subtitle(plan: Plan, measure: Measure) -> str:
    unit = wording.UNIT_WORDS[measure.unit]
    parts = [plan.ref(measure), f"{unit}, {wording.BASIS_WORDS[measure.basis]}"]
    if measure.basis is Basis.YEAR_TO_DATE:
        parts.append("faint dots: one month alone")
    return " · ".join(parts)
