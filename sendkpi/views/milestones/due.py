"""What was due, and is it done: the summary, what needs attention, what falls due in the quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.delivery.lists import attention, falling_due
from sendkpi.analysis.delivery.milestones import quarter_of
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.delivery.words import describe_apart, describe_delivery, describe_undated, quarter_name
from sendkpi.analysis.wording import counted
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import FallingRow, MilestoneRow
from sendkpi.values import month_name
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.milestones import pieces

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key

AT_ONCE = 10
"""Up to how many of those that need attention stand open; the rest is one click away."""
FALLING = ("Milestone", "Judged", "Action", "Lead")


def show_summary(of: Key, rows: pd.DataFrame) -> None:
    """One sentence, the counts, and what stands apart from them."""
    apart = " ".join(filter(None, (describe_apart(rows, of.as_at), describe_undated(rows))))
    sentence = describe_delivery(rows, _falling(of, rows), of.as_at, quarter_of(of.month))
    counts = '<ul class="counts close" aria-label="Milestones by how they are judged">{}</ul>'
    listed = html(counts, markup.brag_counts(rows["brag"])) if len(rows) else ""
    aside = html('<p class="quiet small apart">{}</p>', apart) if apart else ""
    markup.show(html('<p class="lead">{}</p>{}{}', sentence, listed, aside))


def show_due(of: Key, rows: pd.DataFrame) -> None:
    """What needs attention, worst first; and what falls due in the quarter of the month."""
    plan, query = positions.at(of).plan, position_bar.current_query()
    needing = list(rows_of(attention(rows), MilestoneRow))
    listed = pieces.lines(plan, needing[:AT_ONCE], query)
    if rest := needing[AT_ONCE:]:
        listed += markup.folded(f"and {len(rest)} more", pieces.lines(plan, rest, query))
    nothing = html('<p class="rest">Nothing is overdue, at risk or deferred.</p>')
    markup.show(html("<h2>What needs attention</h2>{}", listed or nothing))
    markup.show(html('<div class="rule">{}</div>', _quarter(plan, of, rows, query)))


def _falling(of: Key, rows: pd.DataFrame) -> pd.DataFrame:
    quarter = quarter_of(of.month)
    return falling_due(rows, positions.at(of).occurrences(quarter), quarter)


def _quarter(plan: Plan, of: Key, rows: pd.DataFrame, query: dict[str, str]) -> Html:
    falling = _falling(of, rows)
    head = html("<h2>Due in {}</h2>", quarter_name(quarter_of(of.month)))
    if falling.empty:
        return html('{}<p class="rest">Nothing falls due in this quarter.</p>', head)
    titles = {one.id: one.title for one in plan.actions}
    months = (_month(own, titles, query) for _, own in falling.groupby("month"))
    caption = f"{counted(len(falling), 'milestone or occurrence', 'milestones and occurrences')}, by month"
    return head + markup.grouped_table(caption, FALLING, months, "falling")


def _month(rows: pd.DataFrame, titles: dict[str, str], query: dict[str, str]) -> Html:
    """The rows of one month, under its name and how many of them are complete."""
    complete = int((rows["brag"] == DeliveryRating.COMPLETE).sum())
    head = f"{month_name(rows['month'].iloc[0])}: {complete} of {len(rows)} complete"
    return markup.group(head, len(FALLING), (_falls(row, titles, query) for row in rows_of(rows, FallingRow)))


def _falls(row: FallingRow, titles: dict[str, str], query: dict[str, str]) -> Html:
    kind = "begins" if row.begins else "recurring" if pd.notna(row.occurrence) else ""
    apart = html(' <span class="quiet small">({})</span>', kind) if kind else ""
    address = links.action_address(row.action, query)
    name = html('<a href="{}" title="{}">{}</a>', address, titles[row.action], row.action)
    first = html("<b>{}</b> {}{}", row.milestone, row.title, apart)
    return markup.row(first, (markup.brag_chip(row.brag), name, "; ".join(row.lead)))
