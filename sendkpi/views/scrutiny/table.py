"""The recommendations as a table: each in a line, with the way to where it stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.frames import rows_of
from sendkpi.frames.delivery import RecommendationRow
from sendkpi.values import day_name, month_name
from sendkpi.views.frame import links, markup
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.scrutiny.recommendation import status_chip

if TYPE_CHECKING:
    from sendkpi.views.frame.positions import Key

HEADS = ("Recommendation", "How it stands", "Decision", "Due")


def table(of: Key, rows: pd.DataFrame, query: dict[str, str]) -> Html:
    """A row for each: number and title, how it stands on the key's as-at day, what was decided, when it was due.

    In: rows of `recommendations`.
    """
    caption = f"Recommendations as at {day_name(of.as_at)}; each title leads to what was said of it"
    return markup.table(
        caption, HEADS, (_row(row, query) for row in rows_of(rows, RecommendationRow)), "recommendations"
    )


def _row(row: RecommendationRow, query: dict[str, str]) -> Html:
    title = markup.link(row.title, links.recommendation_address(row.recommendation, query))
    decision = row.decision[:1].upper() + row.decision[1:]
    due = "No month" if pd.isna(row.due_month) else month_name(row.due_month)
    return markup.row(html("<b>{}</b> {}", row.recommendation, title), (status_chip(row), decision, due))
