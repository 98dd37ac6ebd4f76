"""The figures of an upload beside those that stand, and the ratings that move with them: before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sendkpi import analysis
from sendkpi.analysis import Change
from sendkpi.analysis.delivery.news import counted_delivery
from sendkpi.analysis.wording import counted
from sendkpi.values import month_name
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import Html, html, number

if TYPE_CHECKING:
    from sendkpi.frames.changes import EffectRow
    from sendkpi.intake import Examined
    from sendkpi.plan import Plan

BEFORE = number("Now")
COLUMNS = ("Measure", "Month", BEFORE, number("In this file"), "Rating")
MOST = 12
"""As many figures stand open; the others are folded away."""


def lead_words(examined: Examined) -> Html:
    """How many figures are new, restated, unchanged, and what else changes: `3 figures for April 2022: 1 new, …`."""
    news = examined.news
    delivery = counted_delivery(len(news.milestones), len(news.recommendations))
    changes = f"{delivery} {'changes' if len(news.changes) == 1 else 'change'}." if delivery else ""
    return Html(" ").join(filter(None, (_figures_words(examined), changes)))


def _figures_words(examined: Examined) -> Html:
    does, count = examined.preview, len(examined.extract.rows)
    if not count and examined.news.changes:
        return Html()
    rest = f", {does.restated:,} restated, {does.unchanged:,} unchanged."
    counts = html("<strong>{} new</strong>{}", f"{does.new:,}", rest)
    return html("{} for {}: {}", counted(count, "figure"), examined.months, counts)


def show_effects(plan: Plan, examined: Examined) -> None:
    """What is restated, then what is new, each with its measure's rating in that month before and after."""
    rows = analysis.rows_that_change(examined.effects)
    for kind, caption in ((Change.RESTATED, "Figures that change"), (Change.NEW, "New figures")):
        _show(plan, [row for row in rows if row.change == kind], caption)


def _show(plan: Plan, rows: Sequence[EffectRow], caption: str) -> None:
    if not rows:
        return
    stood = any(row.change == Change.RESTATED for row in rows)
    heads = [head for head in COLUMNS if stood or head is not BEFORE]
    lines = _lines(plan, rows, stood=stood)
    markup.show(markup.table(caption, heads, lines[:MOST], "effects"))
    if more := lines[MOST:]:
        table = markup.table(f"{caption}, continued", heads, more, "effects")
        markup.show(markup.folded(f"{len(more):,} more", table))


def _lines(plan: Plan, rows: Sequence[EffectRow], *, stood: bool) -> list[Html]:
    """A line for each figure; a rating is said once for a measure and month, at the first of its figures."""
    seen: set[tuple[str, object]] = set()
    lines = []
    for row in rows:
        rating = "" if (row.measure, row.month) in seen else analysis.rating_words(row)
        seen.add((row.measure, row.month))
        before, after = analysis.figures_words(plan, row)
        name = html("{}{}", plan.measure(row.measure).title, markup.below(row.breakdown) if row.breakdown else "")
        cells = (month_name(row.month), *([number(before)] if stood else []), number(after), rating)
        lines.append(markup.row(name, cells))
    return lines
