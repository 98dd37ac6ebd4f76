"""The overview: the whole scorecard in a sentence, in counts, what needs attention, and as a table by area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.analysis.spc.labels import CONCERNS, IMPROVEMENTS, Note, Variation
from sendkpi.analysis.spc.process import firm
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS, VARIATION_WORDS, VerdictWords, verdict_of
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ScorecardRow
from sendkpi.plan.choices import Basis
from sendkpi.values import month_name
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import Html, html, number
from sendkpi.views.parts import attention, charts, delivery_line, icons

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key

    Icon = Callable[[str, str, pd.Timestamp], Html]


COLUMNS = (
    "Measure", number("Latest"), number("Trajectory"), number("Target"), "Rating", "Variation", "Assurance", "Trend",
)  # fmt: skip


@markup.shown_once_made
def show_summary(of: Key, query: dict[str, str]) -> Html:
    """The headline, the counts by rating, what really changes, and how delivery stands."""
    plan, scorecard = positions.at(of).plan, positions.at(of).scorecard
    sure = scorecard[firm(scorecard)]
    signals = []
    for way in (CONCERNS, IMPROVEMENTS):
        own = list(rows_of(sure[sure["variation"].isin(way)], ScorecardRow))
        if own:
            word = VARIATION_WORDS[Variation(own[0].variation)].word
            icon = icons.variation_icon(own[0].variation, Note.FIRM, beside_words=True)
            named = attention.names(plan, own, lambda row: links.measure_address(row.measure, query))
            signals.append(html("{} <strong>{}:</strong> {}", icon, word, named))
    summary = attention.summary(scorecard, analysis.JUDGED)
    return summary + markup.listed(signals) + delivery_line.delivery_line(of, query)


@markup.shown_once_made
def show_attention(of: Key, query: dict[str, str]) -> Html:
    """What is off track or worsens, a row each; what is late, missing or without a target, a line for each kind."""
    scorecard = positions.at(of).scorecard
    found = analysis.exceptions(scorecard)

    def address(row: ScorecardRow) -> str:
        return links.measure_address(row.measure, query)

    rows = attention.rows(of, found, address)
    lines = attention.lines(positions.at(of).plan, scorecard, found, address)
    return html('<div class="rule"><h2>Needs attention</h2>{}{}</div>', rows, lines)


@markup.shown_once_made
def show_measures(of: Key, query: dict[str, str]) -> Html:
    """Every measure, by area, as a table."""
    plan, scorecard = positions.at(of).plan, positions.at(of).scorecard
    groups = []
    for area in plan.areas:
        own = [_measure(plan, of, row, query) for row in rows_of(scorecard, ScorecardRow) if row.area == area.id]
        way = markup.link(area.id, links.address(links.area_path(area), query))
        groups += [markup.group(html("{}: {}", way, area.title), len(COLUMNS), own)] if own else []
    caption = f"Every measure at {month_name(of.month)}, on the basis that it is rated on"
    table = markup.grouped_table(caption, COLUMNS, groups, "measures")
    return html('<div class="rule" id="all-measures"><h2>All measures</h2>{}</div>', table)


def _measure(plan: Plan, of: Key, row: ScorecardRow, query: dict[str, str]) -> Html:
    name = markup.link(row.title, links.measure_address(row.measure, query))
    cells = (
        number(_latest(of, row)),
        number(_trajectory(row)),
        number(_target(row)),
        markup.chip(row.rating),
        _verdict(icons.variation_icon, VARIATION_WORDS, row.variation, row),
        _verdict(icons.assurance_icon, ASSURANCE_WORDS, row.assurance, row),
        charts.spark(of, row.measure, attention.trend_words(of, row)),
    )
    return markup.row(name + markup.below(plan.ref(plan.measure(row.measure))), cells)


def _verdict(icon: Icon, words: Mapping[Any, VerdictWords], verdict: str, row: ScorecardRow) -> Html:
    """An icon over its word, for the eye alone: none where nothing has changed, but the month of an old verdict."""
    word = "" if verdict in {"", Variation.COMMON_CAUSE} else words[verdict].word
    word = f"{word} {verdict_of(row.verdict_month)}".strip() if verdict else ""
    beneath = html('<span class="quiet small word" aria-hidden="true">{}</span>', word) if word else Html()
    return icon(verdict, row.process_note, row.verdict_month) + beneath


def _latest(of: Key, row: ScorecardRow) -> Html:
    if pd.notna(row.value):
        basis = wording.BASIS_WORDS[Basis(row.basis)]
        when = basis if row.month.date() == of.month else f"{basis}, {month_name(row.month)}"
        return html("{}{}", wording.figure(row.value, row.unit), markup.below(when))
    last = (
        f"last {wording.figure(row.last_value, row.unit)}, {month_name(row.last_month)}"
        if pd.notna(row.last_value)
        else ""
    )
    return html('<span class="quiet">{}<br><span class="small">{}</span></span>', _absent(row), last)


def _absent(row: ScorecardRow) -> str:
    """Why there is no figure, in a word or two."""
    if pd.isna(row.month):
        return "Not due yet"
    rating = Rating(row.rating)
    if rating in {Rating.SUPPRESSED, Rating.NOT_APPLICABLE}:
        return wording.RATING_WORDS[rating].word
    return "Not reported"


def _trajectory(row: ScorecardRow) -> Html:
    if pd.isna(row.trajectory):
        return Html()
    off = markup.below(wording.gap(row.gap, row.unit)) if pd.notna(row.gap) else ""
    return html("{}{}", wording.figure(row.trajectory, row.unit), off)


def _target(row: ScorecardRow) -> Html:
    if pd.isna(row.target):
        return markup.quiet("to be agreed")
    by = f"by {month_name(row.target_month)}" if pd.notna(row.target_month) else ""
    return html("{}{}", wording.figure(row.target, row.unit), markup.below(by))
