"""The plan's own grid: a row for each action, a column for each of its quarters, milestones by their references.

A narrow screen has no room for the columns: there the quarters stand one under the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.delivery.lists import quarter_words
from sendkpi.analysis.delivery.milestones import grid
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.analysis.wording import counted
from sendkpi.charts import colour
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.milestones import pieces

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Action
    from sendkpi.plan.records import Area
    from sendkpi.views.frame.positions import Key

CAPTION = "Milestones in the quarters of the published plan; → marks one that was moved, in its new quarter"


def show_grid(of: Key, rows: pd.DataFrame) -> None:
    """The table with the key to its marks; on a narrow screen a list of the quarters in its place."""
    if rows.empty:
        st.info("No milestones match these filters.")
        return
    plan = positions.at(of).plan
    names, words = grid(plan), quarter_words(plan)
    areas = (_area(plan, area, rows[rows["area"] == area.id], names) for area in plan.areas)
    table = markup.grouped_table(CAPTION, ["Action", *(words[name] for name in names)], areas, "quarters")
    quarters = [_quarter(words[name], rows[rows["quarter"] == name]) for name in names]
    both = '<div class="across">{}{}</div><div class="down">{}</div>'
    markup.show(html("<h2>Quarter by quarter</h2>") + html(both, table, _key(rows), quarters))


def _quarter(name: str, rows: pd.DataFrame) -> Html:
    """One quarter for a narrow screen: how many are how, and which these are one click away; "" where it has none."""
    if rows.empty:
        return Html()
    query, marked = position_bar.current_query(), pieces.marked(rows)
    head = html('<h3>{}</h3><ul class="counts close">{}</ul>', name, markup.brag_counts(rows["brag"]))
    count = html('{}<span class="unseen"> of {}</span>', counted(len(rows), "milestone"), name)
    steps = (pieces.step_line(row, query, was_moved=row.milestone in marked) for row in rows_of(rows, MilestoneRow))
    return head + markup.folded(count, markup.listed(steps, "steps"))


def _area(plan: Plan, area: Area, rows: pd.DataFrame, names: Sequence[str]) -> Html:
    """The rows of one area, under its heading; "" where none is within the filters."""
    if rows.empty:
        return Html()
    head = html("<span>{}</span>", f"{area.id}: {area.title}")
    marked = pieces.marked(rows)
    own = [action for action in plan.actions if action.id in set(rows["action"])]
    shown = (_row(one, rows[rows["action"] == one.id], names, marked) for one in own)
    return markup.group(head, len(names) + 1, shown)


def _row(action: Action, rows: pd.DataFrame, names: Sequence[str], marked: set[str]) -> Html:
    link = markup.link(f"{action.id} {action.title}", links.action_address(action.id, position_bar.current_query()))
    cells = []
    for name in names:
        steps = [
            pieces.step(row, was_moved=row.milestone in marked)
            for row in rows_of(rows[rows["quarter"] == name], MilestoneRow)
        ]
        cells.append(html("<ul>{}</ul>", steps) if steps else "")
    return markup.row(link, cells)


def _key(rows: pd.DataFrame) -> Html:
    """The marks that stand in the table; a shape of several reasons says them all."""
    shown = [brag for brag in DeliveryRating if brag in set(rows["brag"])]
    alike = groupby(shown, key=colour.BRAGS.__getitem__)
    return markup.marks(
        (look.shape, markup.tinted(look), [DELIVERY_RATING_WORDS[brag].word for brag in own]) for look, own in alike
    )
