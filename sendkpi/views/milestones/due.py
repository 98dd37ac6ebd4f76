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
from sendkpi.views.frame.markup import escape
from sendkpi.views.milestones import pieces

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key

AT_ONCE = 10
"""Up to how many of those that need attention stand open; the rest is one click away."""
FALLING = (("Milestone", False), ("Judged", False), ("Action", False), ("Lead", False))


def show_summary(of: Key, rows: pd.DataFrame) -> None:
    """One sentence, the counts, and what stands apart from them."""
    counts = rows["brag"].value_counts()
    chips = "".join(markup.brag_chip(brag, int(counts[brag])) for brag in DeliveryRating if brag in counts.index)
    apart = " ".join(filter(None, (describe_apart(rows, of.as_at), describe_undated(rows))))
    said = describe_delivery(rows, _falling(of, rows), of.as_at, quarter_of(of.month))
    listed = f'<ul class="counts close" aria-label="Milestones by how they are judged">{chips}</ul>' if chips else ""
    aside = f'<p class="quiet small apart">{escape(apart)}</p>' if apart else ""
    markup.show(f'<p class="lead">{escape(said)}</p>{listed}{aside}')


def show_due(of: Key, rows: pd.DataFrame) -> None:
    """What needs attention, worst first; and what falls due in the quarter of the month."""
    plan, query = positions.at(of).plan, position_bar.current_query()
    needing = list(rows_of(attention(rows), MilestoneRow))
    listed = '<p class="rest">Nothing is overdue, at risk or deferred.</p>'
    if needing:
        listed = f'<ul class="delivery">{pieces.lines(plan, needing[:AT_ONCE], query)}</ul>'
    if rest := needing[AT_ONCE:]:
        more = pieces.lines(plan, rest, query)
        listed += f'<details><summary>and {len(rest)} more</summary><ul class="delivery">{more}</ul></details>'
    markup.show(f"<h2>What needs attention</h2>{listed}")
    markup.show(f'<div class="rule">{_quarter(plan, of, rows, query)}</div>')


def _falling(of: Key, rows: pd.DataFrame) -> pd.DataFrame:
    quarter = quarter_of(of.month)
    return falling_due(rows, positions.at(of).occurrences(quarter), quarter)


def _quarter(plan: Plan, of: Key, rows: pd.DataFrame, query: dict[str, str]) -> str:
    falling = _falling(of, rows)
    name = quarter_name(quarter_of(of.month))
    head = f"<h2>Due in {name}</h2>"
    if falling.empty:
        return f'{head}<p class="rest">Nothing falls due in this quarter.</p>'
    titles = {one.id: one.title for one in plan.actions}
    months = {month_name(own["month"].iloc[0]): own for _, own in falling.groupby("month")}
    body = "".join(_month(month, own, titles, query) for month, own in months.items())
    caption = f"{counted(len(falling), 'milestone or occurrence', 'milestones and occurrences')}, by month"
    return head + markup.table(caption, FALLING, body, name="falling")


def _month(name: str, rows: pd.DataFrame, titles: dict[str, str], query: dict[str, str]) -> str:
    """The rows of one month, under its name and how many of them are complete."""
    complete = int((rows["brag"] == DeliveryRating.COMPLETE).sum())
    head = (
        f'<th scope="rowgroup" class="group" colspan="{len(FALLING)}">{name}: {complete} of {len(rows)} complete</th>'
    )
    return f"<tbody><tr>{head}</tr>{''.join(_falls(row, titles, query) for row in rows_of(rows, FallingRow))}</tbody>"


def _falls(row: FallingRow, titles: dict[str, str], query: dict[str, str]) -> str:
    kind = "begins" if row.begins else "recurring" if pd.notna(row.occurrence) else ""
    apart = f' <span class="quiet small">({kind})</span>' if kind else ""
    action = escape(links.action_address(row.action, query))
    name = f'<a href="{action}" title="{escape(titles[row.action])}">{escape(row.action)}</a>'
    cells = [markup.brag_chip(row.brag), name, escape("; ".join(row.lead))]
    return markup.row(f"<b>{escape(row.milestone)}</b> {escape(row.title)}{apart}", [(cell, False) for cell in cells])
