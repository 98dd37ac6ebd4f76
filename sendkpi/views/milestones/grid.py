"""The plan's own grid: a row for each action, a column for each of its quarters, milestones by their references.

A narrow screen has no room for the columns: there the quarters stand one under the other.
"""

from __future__ import annotations

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
from sendkpi.views.frame.markup import escape
from sendkpi.views.milestones import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    names = grid(plan)
    words = quarter_words(plan)
    heads = [("Action", False), *((words[name], False) for name in names)]
    body = "".join(_area(plan, area, rows[rows["area"] == area.id], names) for area in plan.areas)
    table = markup.table(CAPTION, heads, body, name="quarters")
    listed = "".join(_quarter(words[name], rows[rows["quarter"] == name]) for name in names)
    markup.show(
        f'<h2>Quarter by quarter</h2><div class="across">{table}{_key(rows)}</div><div class="down">{listed}</div>'
    )


def _quarter(name: str, rows: pd.DataFrame) -> str:
    """One quarter for a narrow screen: how many are how, and which these are one click away; "" where it has none."""
    if rows.empty:
        return ""
    counts = rows["brag"].value_counts()
    chips = "".join(markup.brag_chip(brag, int(counts[brag])) for brag in DeliveryRating if brag in counts.index)
    query, marked = position_bar.current_query(), pieces.marked(rows)
    steps = "".join(
        pieces.step_line(row, query, was_moved=row.milestone in marked) for row in rows_of(rows, MilestoneRow)
    )
    return (
        f'<h3>{escape(name)}</h3><ul class="counts close">{chips}</ul><details><summary>'
        f'{counted(len(rows), "milestone")}<span class="unseen"> of {escape(name)}</span></summary>'
        f'<ul class="steps">{steps}</ul></details>'
    )


def _area(plan: Plan, area: Area, rows: pd.DataFrame, names: Sequence[str]) -> str:
    """The rows of one area, under its heading; "" where none is within the filters."""
    if rows.empty:
        return ""
    words = escape(f"{area.id}: {area.title}")
    head = f'<tr><th scope="rowgroup" class="group" colspan="{len(names) + 1}"><span>{words}</span></th></tr>'
    marked = pieces.marked(rows)
    own = [action for action in plan.actions if action.id in set(rows["action"])]
    return f"<tbody>{head}{''.join(_row(one, rows[rows['action'] == one.id], names, marked) for one in own)}</tbody>"


def _row(action: Action, rows: pd.DataFrame, names: Sequence[str], marked: set[str]) -> str:
    link = markup.link(f"{action.id} {action.title}", links.action_address(action.id, position_bar.current_query()))
    cells = []
    for name in names:
        own = rows_of(rows[rows["quarter"] == name], MilestoneRow)
        steps = "".join(pieces.step(row, was_moved=row.milestone in marked) for row in own)
        cells.append((f"<ul>{steps}</ul>" if steps else "", False))
    return markup.row(link, cells)


def _key(rows: pd.DataFrame) -> str:
    """The marks that stand in the table; a shape of several reasons says them all."""
    shown = [brag for brag in DeliveryRating if brag in set(rows["brag"])]
    items = ""
    for look, own in groupby(shown, key=colour.BRAGS.__getitem__):
        words = ", ".join(
            DELIVERY_RATING_WORDS[brag].word if at == 0 else DELIVERY_RATING_WORDS[brag].word.lower()
            for at, brag in enumerate(own)
        )
        style = f"color:{look.ink};background:{look.tint}"
        items += f'<li><span class="mark" style="{style}" aria-hidden="true">{look.shape}</span> {escape(words)}</li>'
    return f'<ul class="key">{items}</ul>'
