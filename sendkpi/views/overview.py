"""The overview: the whole scorecard in a sentence, in counts, what needs attention, and as a table by area."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.values import month_name
from sendkpi.views import charts, figures, links, markup

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.figures import Key

ALWAYS_COUNTED = (Rating.BLUE, Rating.GREEN, Rating.AMBER, Rating.RED)
SUMMARISED = (
    Rating.AMBER,
    Rating.NOT_REPORTED,
    Rating.INCOMPLETE,
    Rating.BASELINE_OVERDUE,
    Rating.TARGET_OVERDUE,
)
"""Ratings that need attention after those that are off track, a line each."""

BY_TITLE = 3
"""Up to so many measures of a kind are named by their titles, more by their references."""

COLUMNS = (
    ("Measure", False),
    ("Latest", True),
    ("Trajectory", True),
    ("Target", True),
    ("Rating", False),
    ("Trend", False),
)

Row = Any
"""A scorecard row, as `itertuples` gives it."""


def show_summary(of: Key) -> None:
    """The headline and the counts by rating."""
    markup.show(_summary(of))


@lru_cache(maxsize=128)
def _summary(of: Key) -> str:
    scorecard = figures.scorecard(of)
    counts = analysis.counts(scorecard)
    shown = [markup.chip(rating, count) for rating, count in counts.items() if count or rating in ALWAYS_COUNTED]
    return (
        f'<p class="lead">{escape(analysis.headline(scorecard))}</p>'
        f'<ul class="counts" aria-label="Measures by rating">{"".join(shown)}</ul>'
    )


def show_attention(of: Key, query: dict[str, str]) -> None:
    """What is off track, a row each; what is late, missing or without a target, a line for each kind."""
    markup.show(_attentions(of, tuple(query.items())))


def show_measures(of: Key, query: dict[str, str]) -> None:
    """Every measure, by area, as a table."""
    markup.show(_measures(of, tuple(query.items())))


@lru_cache(maxsize=128)
def _attentions(of: Key, asked: tuple[tuple[str, str], ...]) -> str:
    plan, scorecard, query = figures.plan_of(of), figures.scorecard(of), dict(asked)
    rows = list(scorecard.itertuples())
    red = "".join(_attention(of, row, query) for row in rows if row.rating == Rating.RED)
    rest = "".join(_line(plan, rating, [row for row in rows if row.rating == rating], query) for rating in SUMMARISED)
    needing = scorecard.loc[scorecard["rating"] == Rating.RED, "needed"].notna().any()
    body = (
        f'<ul class="attention{" needing" if needing else ""}">{red}</ul>'
        if red
        else '<p class="rest">No measure is off track.</p>'
    )
    return f'<div class="rule"><h2>Needs attention</h2>{body}<ul class="rest">{rest}</ul></div>'


def _attention(of: Key, row: Row, query: dict[str, str]) -> str:
    line = charts.spark(of, row.measure, _trend_words(of, row))
    needed = (
        _fact(wording.figure(row.needed, row.unit), "needed in each remaining month") if pd.notna(row.needed) else ""
    )
    off = _fact(wording.gap(row.gap, row.unit), "from trajectory") if pd.notna(row.gap) else ""
    return (
        f'<li><div class="name">{_name(row, query)} {markup.chip(row.rating)}</div>'
        f'<div class="line">{line}</div>'
        f"{_fact(wording.figure(row.value, row.unit), _when(row))}{off}{needed}"
        f'<p class="says">{escape(_without_title(row))}</p></li>'
    )


def _fact(figure: str, words: str) -> str:
    return f'<div class="fact"><b>{escape(figure)}</b><span>{escape(words)}</span></div>'


def _line(plan: Plan, rating: Rating, rows: list[Row], query: dict[str, str]) -> str:
    if not rows:
        return ""
    if len(rows) <= BY_TITLE:
        names = "; ".join(_name(row, query) + _late(row) for row in rows)
    else:
        names = f"{len(rows)} measures: " + ", ".join(_short(plan, row, query) for row in rows)
    return f"<li>{markup.chip(rating)} {names}</li>"


def _short(plan: Plan, row: Row, query: dict[str, str]) -> str:
    words = markup.ref(plan, plan.measure(row.measure))
    return markup.link(words, links.measure_address(row.measure, query))


def _late(row: Row) -> str:
    if row.rating != Rating.NOT_REPORTED or not row.months_late:
        return ""
    return f" <span class='quiet'>({wording.counted(int(row.months_late), 'month')} late)</span>"


@lru_cache(maxsize=128)
def _measures(of: Key, asked: tuple[tuple[str, str], ...]) -> str:
    plan, scorecard, query = figures.plan_of(of), figures.scorecard(of), dict(asked)
    body = ""
    for area in plan.areas:
        own = [row for row in scorecard.itertuples() if row.area == area.id]
        if own:
            head = f'<tr><th scope="rowgroup" colspan="{len(COLUMNS)}" class="group">{_area(area, query)}</th></tr>'
            body += f"<tbody>{head}{''.join(_measure(plan, of, row, query) for row in own)}</tbody>"
    caption = f"Every measure at {month_name(of.month)}, on the basis that it is rated on"
    return f'<div class="rule"><h2>All measures</h2>{markup.table(caption, COLUMNS, body, name="measures")}</div>'


def _area(area: Any, query: dict[str, str]) -> str:  # noqa: ANN401
    return f"{markup.link(area.id, links.address(links.area_path(area), query))}: {escape(area.title)}"


def _measure(plan: Plan, of: Key, row: Row, query: dict[str, str]) -> str:
    ref = escape(markup.ref(plan, plan.measure(row.measure)))
    return markup.row(
        f'{_name(row, query)}<br><span class="quiet small">{ref}</span>',
        [
            (_latest(of, row), True),
            (_trajectory(row), True),
            (_target(row), True),
            (markup.chip(row.rating), False),
            (charts.spark(of, row.measure, _trend_words(of, row)), False),
        ],
    )


def _name(row: Row, query: dict[str, str]) -> str:
    return markup.link(row.title, links.measure_address(row.measure, query))


def _latest(of: Key, row: Row) -> str:
    if pd.notna(row.value):
        when = wording.BASIS_WORDS[row.basis] if row.month.date() == of.month else _when(row)
        return f'{escape(wording.figure(row.value, row.unit))}<br><span class="quiet small">{escape(when)}</span>'
    last = (
        f"last {wording.figure(row.last_value, row.unit)}, {month_name(row.last_month)}"
        if pd.notna(row.last_value)
        else ""
    )
    return f'<span class="quiet">{_absent(row)}<br><span class="small">{escape(last)}</span></span>'


def _absent(row: Row) -> str:
    """Why there is no figure, in a word or two."""
    if pd.isna(row.month):
        return "Not due yet"
    rating = Rating(row.rating)
    if rating in {Rating.SUPPRESSED, Rating.NOT_APPLICABLE}:
        return wording.RATING_WORDS[rating].word
    return "Not reported"


def _when(row: Row) -> str:
    return f"{wording.BASIS_WORDS[row.basis]}, {month_name(row.month)}"


def _trajectory(row: Row) -> str:
    if pd.isna(row.trajectory):
        return ""
    off = f'<br><span class="quiet small">{escape(wording.gap(row.gap, row.unit))}</span>' if pd.notna(row.gap) else ""
    return escape(wording.figure(row.trajectory, row.unit)) + off


def _target(row: Row) -> str:
    if pd.isna(row.target):
        return '<span class="quiet">to be agreed</span>'
    by = f"by {month_name(row.target_month)}" if pd.notna(row.target_month) else ""
    return f'{escape(wording.figure(row.target, row.unit))}<br><span class="quiet small">{by}</span>'


def _without_title(row: Row) -> str:
    return str(row.sentence).removeprefix(f"{row.title}: ")


def _trend_words(of: Key, row: Row) -> str:
    """A sparkline's words: from where to where."""
    rows = figures.timelines(of).get(row.measure)
    told = rows[rows["figure"].notna()] if rows is not None else pd.DataFrame()
    if told.empty:
        return ""
    points: list[Row] = list(told.itertuples())
    first, last = (
        f"{wording.figure(one.figure, row.unit)} in {month_name(one.month)}" for one in (points[0], points[-1])
    )
    return f"From {first} to {last}" if len(points) > 1 else f"Only {last}"
