"""What needs attention: a row for each measure that is off track or worsens, a line for each other kind of trouble."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ExceptionRow, ScorecardRow
from sendkpi.plan.choices import Basis
from sendkpi.values import month_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import charts, icons

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key

SUMMARISED = (Rating.AMBER, Rating.NOT_REPORTED, Rating.INCOMPLETE, Rating.BASELINE_OVERDUE, Rating.TARGET_OVERDUE)
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


def rows(of: Key, found: pd.DataFrame, address: Callable[[ScorecardRow], str]) -> Html:
    """The rows of `analysis.exceptions`, off track first and early warnings below; `address` is where a name leads."""
    look = "attention needing" if found["needed"].notna().any() else "attention"
    off, early = (
        markup.listed((_row(of, row, address) for row in rows_of(found[found["early"] == warning], ExceptionRow)), look)
        for warning in (False, True)
    )
    body = off or html('<p class="rest">No measure is off track.</p>')
    return body + html('<h3 class="early">Early warnings</h3>{}', early) if early else body


def jumps(found: pd.DataFrame) -> Html:
    """The same, a line each, that leads to the measure's chart further down the page."""
    return markup.listed(
        html(
            "{} {} {} {}",
            markup.chip(row.rating),
            markup.link(row.title, f"#{row.measure}"),
            verdicts(row),
            markup.quiet(row.why),
        )
        for row in rows_of(found, ExceptionRow)
    )


def lines(plan: Plan, scorecard: pd.DataFrame, found: pd.DataFrame, address: Callable[[ScorecardRow], str]) -> Html:
    """What is behind, late, missing or without a target, a line for each kind; what is in `found` is not told twice."""
    rest = list(rows_of(scorecard[~scorecard["measure"].isin(found["measure"])], ScorecardRow))
    alike = {rating: [row for row in rest if row.rating == rating] for rating in SUMMARISED}
    return markup.listed(
        html("{} {}", markup.chip(rating), names(plan, own, address, _late)) for rating, own in alike.items() if own
    )


def verdicts(row: ScorecardRow) -> Html:
    """The icons of a scorecard's row: has it changed, and does it hit its target; nothing where neither is known."""
    if not row.variation and not row.assurance:
        return Html()
    note = row.process_note, row.verdict_month
    pair = icons.variation_icon(row.variation, *note) + icons.assurance_icon(row.assurance, *note)
    return html('<span class="pair">{}</span>', pair)


def _row(of: Key, row: ExceptionRow, address: Callable[[ScorecardRow], str]) -> Html:
    name = html('<div class="name">{} {}</div>', markup.link(row.title, address(row)), markup.chip(row.rating))
    line = html('<div class="line">{}</div>', charts.spark(of, row.measure, trend_words(of, row)))
    facts = _fact(wording.figure(row.value, row.unit), _when(row))
    if pd.notna(row.gap):
        facts += _fact(wording.gap(row.gap, row.unit), "from trajectory")
    if pd.notna(row.needed):
        most = "over 100%" if row.needed > ALL else wording.figure(row.needed, row.unit)
        facts += _fact(most, "needed in each remaining month")
    why = html("<strong>{}</strong> ", row.why) if row.why else ""
    says = html('<p class="says">{}{}</p>', why, row.sentence)
    return html('{}{}{}<div class="both">{}</div>{}', name, line, facts, verdicts(row), says)


def _fact(figure: str, words: str) -> Html:
    return html('<div class="fact"><b>{}</b> <span>{}</span></div>', figure, words)


def _when(row: ScorecardRow) -> str:
    return f"{wording.BASIS_WORDS[Basis(row.basis)]}, {month_name(row.month)}" if pd.notna(row.month) else ""


def names(plan: Plan, rows: Sequence[N], address: Callable[[N], str], after: Callable[[N], str] = lambda _: "") -> Html:
    """Measures as links: few by their titles, with what comes `after` each, many by their references."""
    if len(rows) <= BY_TITLE:
        return Html("; ").join(markup.link(row.title, address(row)) + after(row) for row in rows)
    refs = (markup.link(plan.ref(plan.measure(row.measure)), address(row)) for row in rows)
    return html("{} measures: {}", len(rows), Html(", ").join(refs))


def _late(row: ScorecardRow) -> Html:
    if row.rating != Rating.NOT_REPORTED or not row.months_late:
        return Html()
    return html(" {}", markup.quiet(f"({wording.counted(int(row.months_late), 'month')} late)"))


def trend_words(of: Key, row: ScorecardRow) -> str:
    """A sparkline's words: from where to where."""
    own = positions.at(of).timelines.get(row.measure)
    words = "" if own is None else charts.first_to_last(own, row.unit, "only ")
    return words[:1].upper() + words[1:]


def summary(scorecard: pd.DataFrame, counted: Sequence[Rating] = ()) -> Html:
    """The headline, and the counts by rating: those `counted` even where they are none."""
    counts = analysis.counts(scorecard).items()
    shown = [markup.chip(rating, count) for rating, count in counts if count or rating in counted]
    pattern = '<p class="lead">{}</p><ul class="counts" aria-label="Measures by rating">{}</ul>'
    return html(pattern, analysis.headline(scorecard), shown)
