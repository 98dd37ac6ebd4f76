"""What an upload changes of milestones and recommendations, as an officer looks it over before it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis import DeliveryNews, MilestoneChange, ProgressChange
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    from sendkpi.plan import Plan

COLUMNS = ("What", "Was", "Becomes", "What is said")


def show_delivery(plan: Plan, news: DeliveryNews) -> None:
    """Each change in a row, what stood beside what would stand; nothing where there is none."""
    if not news.changes:
        return
    titles = {("milestone", one.id): one.title for one in plan.milestones}
    titles |= {("recommendation", one.id): one.title for one in plan.recommendations}
    rows = (_row(change, titles[_key(change)]) for change in news.changes)
    markup.show(markup.table("Milestones and recommendations that change", COLUMNS, rows))


def _key(change: MilestoneChange | ProgressChange) -> tuple[str, str]:
    if isinstance(change, MilestoneChange):
        return "milestone", change.update.milestone
    return "recommendation", change.update.recommendation


def _row(change: MilestoneChange | ProgressChange, title: str) -> Html:
    cells = (Html("<br>").join(words.split("\n")) for words in (change.was, change.becomes, change.beside))
    return markup.row(html("{}{}", change.about, markup.below(title)), cells)
