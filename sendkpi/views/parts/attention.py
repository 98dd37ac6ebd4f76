"""What needs attention: a row for each measure that is off track or worsens, a line for each other kind of trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ExceptionRow, FigureRow, ScorecardRow
from sendkpi.plan.choices import Basis
from sendkpi.values import month_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import escape
from sendkpi.views.parts import charts, icons

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key

SUMMARISED = (
    Rating.AMBER,
    Rating.NOT_REPORTED,
    Rating.INCOMPLETE,
    Rating.BASELINE_OVERDUE,
    Rating.TARGET_OVERDUE,
)
"""Ratings that need attention after those that are off track, a line each."""

ALL = 100
"""Only a percentage is ever needed of the remaining months, and no month reaches more than this."""

BY_TITLE = 3
"""Up to so many measures of a kind are named by their titles, more by their references."""


class Named(Protocol):
    """A row that is about a measure."""

    @property
    def measure(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """Its title."""


N = TypeVar("N", bound=Named)


def rows(of: Key, found: pd.DataFrame, address: Callable[[ScorecardRow], str]) -> str:
    """The rows of `analysis.exceptions`, off track first and early warnings below; `address` is where a name leads."""
    off = "".join(_row(of, row, address) for row in rows_of(found[~found["early"]], ExceptionRow))
    early = "".join(_row(of, row, address) for row in rows_of(found[found["early"]], ExceptionRow))
    needing = " needing" if found["needed"].notna().any() else ""
    body = f'<ul class="attention{needing}">{off}</ul>' if off else '<p class="rest">No measure is off track.</p>'
    if early:
        body += f'<h3 class="early">Early warnings</h3><ul class="attention{needing}">{early}</ul>'
    return body


def jumps(found: pd.DataFrame) -> str:
    """The same, a line each, that leads to the measure's chart further down the page."""
    lines = "".join(
        f"<li>{markup.chip(row.rating)} {markup.link(row.title, f'#{row.measure}')} {verdicts(row)} "
        f'<span class="quiet">{escape(row.why)}</span></li>'
        for row in rows_of(found, ExceptionRow)
    )
    return f'<ul class="rest">{lines}</ul>' if lines else ""


def lines(plan: Plan, scorecard: pd.DataFrame, found: pd.DataFrame, address: Callable[[ScorecardRow], str]) -> str:
    """What is behind, late, missing or without a target, a line for each kind; what is in `found` is not told twice."""
    rest = list(rows_of(scorecard[~scorecard["measure"].isin(found["measure"])], ScorecardRow))
    shown = "".join(
        _line(plan, rating, [row for row in rest if row.rating == rating], address) for rating in SUMMARISED
    )
    return f'<ul class="rest">{shown}</ul>' if shown else ""


def verdicts(row: ScorecardRow) -> str:
    """The icons of a scorecard's row: has it changed, and does it hit its target; nothing where neither is known."""
    if not row.variation and not row.assurance:
        return ""
    note = row.process_note, row.verdict_month
    pair = icons.variation_icon(row.variation, *note) + icons.assurance_icon(row.assurance, *note)
    return f'<span class="pair">{pair}</span>'


def _row(of: Key, row: ExceptionRow, address: Callable[[ScorecardRow], str]) -> str:
    name = markup.link(row.title, address(row))
    facts = _fact(wording.figure(row.value, row.unit), _when(row))
    if pd.notna(row.gap):
        facts += _fact(wording.gap(row.gap, row.unit), "from trajectory")
    if pd.notna(row.needed):
        most = "over 100%" if row.needed > ALL else wording.figure(row.needed, row.unit)
        facts += _fact(most, "needed in each remaining month")
    why = f"<strong>{escape(row.why)}</strong> " if row.why else ""
    return (
        f'<li><div class="name">{name} {markup.chip(row.rating)}</div>'
        f'<div class="line">{charts.spark(of, row.measure, trend_words(of, row))}</div>'
        f'{facts}<div class="both">{verdicts(row)}</div>'
        f'<p class="says">{why}{escape(row.sentence)}</p></li>'
    )


def _fact(figure: str, words: str) -> str:
    return f'<div class="fact"><b>{escape(figure)}</b> <span>{escape(words)}</span></div>'


def _when(row: ScorecardRow) -> str:
    return f"{wording.BASIS_WORDS[Basis(row.basis)]}, {month_name(row.month)}" if pd.notna(row.month) else ""


def _line(plan: Plan, rating: Rating, rows: Sequence[ScorecardRow], address: Callable[[ScorecardRow], str]) -> str:
    return f"<li>{markup.chip(rating)} {names(plan, rows, address, _late)}</li>" if rows else ""


def names(plan: Plan, rows: Sequence[N], address: Callable[[N], str], after: Callable[[N], str] = lambda _: "") -> str:
    """Measures as links: few by their titles, with what comes `after` each, many by their references."""
    if len(rows) <= BY_TITLE:
        return "; ".join(markup.link(row.title, address(row)) + after(row) for row in rows)
    refs = (markup.link(markup.ref(plan, plan.measure(row.measure)), address(row)) for row in rows)
    return f"{len(rows)} measures: {', '.join(refs)}"


def _late(row: ScorecardRow) -> str:
    if row.rating != Rating.NOT_REPORTED or not row.months_late:
        return ""
    return f" <span class='quiet'>({wording.counted(int(row.months_late), 'month')} late)</span>"


def trend_words(of: Key, row: ScorecardRow) -> str:
    """A sparkline's words: from where to where."""
    own = positions.at(of).timelines.get(row.measure)
    told = own[own["figure"].notna()] if own is not None else pd.DataFrame()
    if told.empty:
        return ""
    points = list(rows_of(told, FigureRow))
    first, last = (
        f"{wording.figure(one.figure, row.unit)} in {month_name(one.month)}" for one in (points[0], points[-1])
    )
    return f"From {first} to {last}" if len(points) > 1 else f"Only {last}"


def summary(scorecard: pd.DataFrame, counted: Sequence[Rating] = ()) -> str:
    """The headline, and the counts by rating: those `counted` even where they are none."""
    counts = analysis.counts(scorecard).items()
    shown = "".join(markup.chip(rating, count) for rating, count in counts if count or rating in counted)
    return (
        f'<p class="lead">{escape(analysis.headline(scorecard))}</p>'
        f'<ul class="counts" aria-label="Measures by rating">{shown}</ul>'
    )
