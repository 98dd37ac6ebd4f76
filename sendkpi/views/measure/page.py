"""One measure's page: which one, how it stands, and its parts in the order of a reader who asks why it is red."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import analysis
from sendkpi.analysis import wording
from sendkpi.analysis.forecast.sentence import describe_landing
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ScorecardRow, TimelineRow
from sendkpi.plan.choices import Basis, Better, Unit
from sendkpi.values import day_name
from sendkpi.views.frame import headings, links, markup, position_bar, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.measure import about, benchmarks, history, process, providers
from sendkpi.views.parts import actions, charts, completed, periods
from sendkpi.views.parts.choices import choose_by_id, measure_titles

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.position_bar import Position
    from sendkpi.views.frame.positions import Key, Source

CHOICE = "measure_choice"
TALL = 340
"""Pixels of the trend chart, the only one of its kind on this page."""


def require_measure(plan: Plan, shown: Source, at: Position) -> Measure:
    """The measure that the address names by its id, the plan's first where it names none.

    One that the plan did not hold by the as-at date ends the page: another's figures must not stand in its place.
    """
    asked = st.query_params.get(links.MEASURE, "")
    if not asked:
        return plan.measures[0]
    found = next((one for one in plan.measures if one.id == asked), None)
    if found is None:
        headings.show_head("Measure", shown, at)
        st.warning(f"There is no measure “{markup.plain(asked)}” as at {day_name(at.as_at)}. Choose another.")
        _show_choice(plan, None)
        st.stop()
    return found


def _show_choice(plan: Plan, measure: Measure | None) -> None:
    """The way to another measure."""
    usual = measure.id if measure else None
    choose_by_id("Measure", links.MEASURE, measure_titles(plan), CHOICE, usual=usual)


def show_summary(of: Key, measure: Measure) -> None:
    """The rating and its sentence, where it is heading, how sure that is, best and worst; beside the way to another."""
    plan = positions.at(of).plan
    row = _position(of, measure)
    says, choice = st.columns([2, 1], gap="large")
    with choice:
        _show_choice(plan, measure)
    query = position_bar.current_query()
    area = markup.link(measure.area, links.address(links.area_path(plan.area(measure.area)), query))
    ref = plan.ref(measure) + (", supplementary" if measure.id in plan.supplementary else "")
    about = html("{} · {} · {}", ref, f"{wording.UNIT_WORDS[measure.unit]}, {wording.BASIS_WORDS[measure.basis]}", area)
    more = " ".join(part for part in (_sure(of, measure, row), _apart(of, measure)) if part)
    with says:
        markup.show(
            html('<p class="basis">{} {}</p>', markup.chip(row.rating), markup.quiet(about))
            + html('<p class="lead">{}</p>', row.sentence)
            + Html().join(html("<p>{}</p>", part) for part in (describe_landing(row), more) if part)
        )


def _position(of: Key, measure: Measure) -> ScorecardRow:
    table = positions.at(of).scorecard
    return next(rows_of(table[table["measure"] == measure.id], ScorecardRow))


def _sure(of: Key, measure: Measure, row: ScorecardRow) -> str:
    """How far chance alone could move the share that is judged; "" where there is none."""
    frame = positions.at(of).trend(measure.id).frame
    judged = next(rows_of(frame[frame["month"] == row.month], TimelineRow), None) if pd.notna(row.value) else None
    if judged is None or measure.unit is not Unit.PERCENT:
        return ""
    on_year = row.basis == Basis.YEAR_TO_DATE
    top, bottom = (
        (judged.numerator_to_date, judged.denominator_to_date) if on_year else (judged.numerator, judged.denominator)
    )
    words = analysis.describe_interval(top, bottom)
    return f"{words} by chance alone (95% interval)." if words else ""


def _apart(of: Key, measure: Measure) -> str:
    """Which provider is best and which worst in the month; "" without two of them."""
    newest = providers.latest(of, measure.id).items()
    levels = [(row.figure, name) for name, row in newest if row is not None and row.now and row.figure is not None]
    if len(levels) < 2:  # noqa: PLR2004 - a best and a worst
        return ""
    levels.sort(key=itemgetter(0), reverse=measure.better is Better.HIGHER)
    best, worst = (f"{name} ({wording.figure(level, measure.unit)})" for level, name in (levels[0], levels[-1]))
    return f"Best at {best}, worst at {worst}."


def show_why(of: Key, measure: Measure) -> None:
    """The newest comment, the trend, its process chart, each provider, every comment, and the actions to move it."""
    row = _position(of, measure)
    comments = history.comments(of, measure)
    markup.show(history.newest(comments, row))
    trend = charts.large_spec(of, measure.id, TALL)
    charts.show_spec(trend, wording.titled(row.title, row.sentence), f"trend-{measure.id}")
    markup.show(_legend(of, measure), completed.completed_line(of, measure.id))
    process.show_process(of, measure, TALL)
    providers.show_providers(of, measure)
    markup.show(history.earlier(comments), actions.section(of, measure))
    providers.show_counted(of, measure)


def _legend(of: Key, measure: Measure) -> Html:
    """What the chart may have no room to name: the comparator's line, and the dots beside a year to date."""
    trend = positions.at(of).trend(measure.id)
    notes = [f"Purple line: {trend.comparator.label} ({trend.comparator.note})."] if trend.comparator else []
    notes += ["Faint dots: each month alone."] if measure.basis is Basis.YEAR_TO_DATE else []
    notes += ["Shaded: where it is heading, 80 of 100 times."] if len(positions.at(of).fan(measure.id)) else []
    return html('<p class="quiet small">{}</p>', " ".join(notes)) if notes else Html()


def show_record(of: Key, measure: Measure) -> None:
    """What it is, what was agreed for it, what was restated, and the queries on it."""
    markup.show(about.facts(of, measure))
    _show_others(of, measure)
    markup.show(history.agreed(of, measure), history.restated(of, measure))
    count, queries = about.queries(of, measure)
    if count:
        markup.show(html('<h2 class="rule">Where the published plan is in doubt</h2>'))
        with st.expander(f"{wording.counted(count, 'query', 'queries')} on this measure"):
            markup.show(queries)


def _show_others(of: Key, measure: Measure) -> None:
    """Published figures of the measure's own basis as a table, those of another basis one click away."""
    published = benchmarks.tables(of, measure)
    if not published:
        return
    own = published.pop(measure.comparator, Html())
    markup.show(html('<h2 class="rule">How others do</h2>'), benchmarks.summary(of, measure), own)
    for basis, table in published.items():
        with st.expander(f"Published on another basis, so not held against this measure: {basis}"):
            markup.show(table)


def show_series(of: Key, measure: Measure) -> None:
    """Every period as a table, with its file."""
    markup.show(html('<h2 class="rule">Every period</h2>'))
    periods.show_periods(of, measure.id)
