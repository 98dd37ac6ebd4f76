"""An area's page: what inspectors found, each measure's chart, its table, and the actions that should move it."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.plan.records import Basis
from sendkpi.values import month_code, month_name
from sendkpi.views import charts, figures, markup

if TYPE_CHECKING:
    from sendkpi.analysis import Trend
    from sendkpi.plan import Plan
    from sendkpi.plan.records import Action, Area, Measure
    from sendkpi.views.figures import Key, Source

A_ROW = 2
"""Charts side by side, where there is room."""

Row = Any
"""A frame's row, as `itertuples` gives it."""


def show_found(area: Area, scorecard: pd.DataFrame) -> None:
    """What inspectors found, who answers for the area, and its measures counted by rating."""
    found = f'<p class="lead">{escape(area.found)}</p>' if area.found else ""
    lead = f'<p class="quiet">Led by {escape(area.lead_published)}</p>' if area.lead_published else ""
    counts = "".join(markup.chip(rating, count) for rating, count in analysis.counts(scorecard).items() if count)
    markup.show(f'{found}{lead}<ul class="counts" aria-label="Measures by rating">{counts}</ul>')


def show_measures(plan: Plan, shown: Source, of: Key, scorecard: pd.DataFrame, area: Area) -> None:
    """A card for each measure that has anything to draw, two a row; then the others, a line each."""
    rows = {str(row.measure): row for row in scorecard.itertuples()}
    trends = {trend.measure.id: trend for trend in figures.trends(of, area.id)}
    drawn = [name for name in rows if charts.drawable(of, area.id, name)]
    for start in range(0, len(drawn), A_ROW):
        for column, name in zip(st.columns(A_ROW, gap="large"), drawn[start : start + A_ROW], strict=False):
            with column:
                _show_card(plan, shown, of, trends[name], rows[name])
    waiting = [row for name, row in rows.items() if name not in drawn]
    if waiting:
        lines = "".join(_waiting(plan, row) for row in waiting)
        markup.show(f'<div class="rule"><h2>Nothing to draw yet</h2><ul class="rest">{lines}</ul></div>')


def _waiting(plan: Plan, row: Row) -> str:
    return (
        f"<li>{markup.chip(row.rating)} <strong>{escape(row.title)}</strong> "
        f'<span class="quiet">{escape(markup.ref(plan, plan.measure(row.measure)))}</span><br>{escape(_says(row))}</li>'
    )


def _show_card(plan: Plan, shown: Source, of: Key, trend: Trend, row: Row) -> None:
    measure = trend.measure
    subtitle = f'<span class="quiet small">{escape(_subtitle(plan, measure))}</span>'
    markup.show(
        f'<div class="card"><h2>{escape(measure.title)}</h2><p class="basis">{markup.chip(row.rating)} {subtitle}</p>'
        f'<p class="says">{escape(_says(row))}</p></div>'
    )
    charts.show_trend(of, measure.area, measure.id, row.sentence)
    with st.container(gap=None):
        _show_behind(plan, shown, of, trend)


def _show_behind(plan: Plan, shown: Source, of: Key, trend: Trend) -> None:
    """What stands behind a chart, one click away: its table with a download, and the actions that should move it.

    Both are sent when they are opened: a page of charts is light until somebody asks for more.
    """
    measure = trend.measure
    table = st.expander("Table", on_change="rerun", key=f"table-{measure.id}")
    if table.open:
        with table:
            markup.show(_table(of, measure.area, measure.id))
            st.download_button(
                "Download as CSV",
                data=lambda: _csv(plan, shown, of, measure),
                file_name=f"{measure.id} {month_code(of.month)}.csv",
                mime="text/csv",
                key=f"csv-{measure.id}",
                on_click="ignore",
            )
    linked = {link.action for link in plan.impact_links if link.measure == measure.id}
    actions = [action for action in plan.actions if action.id in linked]
    if actions:
        counted = wording.counted(len(actions), "action")
        moving = st.expander(f"What should move it: {counted}", on_change="rerun", key=f"actions-{measure.id}")
        if moving.open:
            with moving:
                markup.show("".join(_action(plan, action) for action in actions))


def _subtitle(plan: Plan, measure: Measure) -> str:
    unit = {"percent": "%", "weeks": "weeks", "count": "number"}[measure.unit]
    parts = [markup.ref(plan, measure), f"{unit}, {wording.BASIS_WORDS[measure.basis]}"]
    if measure.basis is Basis.YEAR_TO_DATE:
        parts.append("faint dots: one month alone")
    return " · ".join(parts)


def _says(row: Row) -> str:
    return str(row.sentence).removeprefix(f"{row.title}: ")


@lru_cache(maxsize=512)
def _table(of: Key, area: str, name: str) -> str:
    trend = next(trend for trend in figures.trends(of, area) if trend.measure.id == name)
    measure = trend.measure
    on_year = measure.basis is Basis.YEAR_TO_DATE
    period = wording.PERIOD_WORDS[measure.collected].capitalize()
    heads = [(period, False), ("Counted", True), (f"{period} alone" if on_year else "Figure", True)]
    heads += [("Year to date", True)] if on_year else []
    heads += [("Trajectory", True), ("Gap", True), ("Rating", False), ("Comment", False)]
    past = trend.frame[trend.frame["month"] <= pd.Timestamp(of.month)]
    body = "".join(_period(row, on_year=on_year) for row in past.itertuples() if row.reported or row.due)
    if not body:
        return '<p class="quiet">Nothing has been due or reported yet.</p>'
    return markup.table(
        f"{measure.title}, {wording.BASIS_WORDS[measure.basis]}", heads, f"<tbody>{body}</tbody>", name="periods"
    )


def _period(row: Row, *, on_year: bool) -> str:
    counted = (
        f"{wording.number(row.numerator, 0)} of {wording.number(row.denominator, 0)}"
        if pd.notna(row.numerator) and pd.notna(row.denominator)
        else ""
    )
    cells = [(counted, True), (_figure(row.value, row.unit), True)]
    cells += [(_figure(row.figure, row.unit), True)] if on_year else []
    trajectory = wording.figure(row.trajectory, row.unit) if pd.notna(row.trajectory) else ""
    word = wording.RATING_WORDS[Rating(row.rating)].word if row.rating else ""
    cells += [(trajectory, True), (wording.gap(row.gap, row.unit), True), (word, False), (row.commentary, False)]
    return markup.row(month_name(row.month), [(escape(words), numbers) for words, numbers in cells])


def _figure(value: float, unit: str) -> str:
    return wording.figure(value, unit)


def _csv(plan: Plan, shown: Source, of: Key, measure: Measure) -> bytes:
    series = analysis.series(plan, figures.standing(shown, of.as_at), measure.id, as_at=of.as_at)
    text: str = series.to_csv(index=False, date_format="%Y-%m")
    return text.encode("utf-8-sig")


def _action(plan: Plan, action: Action) -> str:
    steps = [one for one in plan.milestones if one.action == action.id]
    listed = "".join(
        f'<li><span class="quiet">{month_name(one.due) if one.due else escape(one.date_published) or "No date"}</span>'
        f"<span>{escape(one.title)}</span></li>"
        for one in steps
    )
    leads = f'<span class="quiet">{escape(", ".join(action.leads))}</span>' if action.leads else ""
    return (
        f'<div class="action"><p><strong>{escape(action.id)} {escape(action.title)}</strong><br>{leads}</p>'
        f'<ul class="steps">{listed}</ul></div>'
    )
