"""Every milestone as a table a page at a time, and the files of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi.analysis.delivery.lists import columns_in, listed
from sendkpi.analysis.wording import counted
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.report.tables import is_missing, is_month, joined_names
from sendkpi.values import day_name, month_name
from sendkpi.views.frame import links, markup, paging, position_bar, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.milestones import pieces
from sendkpi.views.parts.downloads import show_table_files

if TYPE_CHECKING:
    from sendkpi.views.frame.positions import Key, Source

A_PAGE = 50
"""Rows that one table shows: these are tall."""


def show_list(shown: Source, of: Key, rows: pd.DataFrame) -> None:
    """How many there are, their files, and their table."""
    if rows.empty:
        st.info("No milestones match these filters.")
        return
    markup.show(html("<h2>{}</h2>", counted(len(rows), "milestone")))
    _show_files(shown, of, rows)
    part = rows.iloc[paging.rows_of_page(len(rows), "page", A_PAGE)]
    query = position_bar.current_query()
    caption = f"Milestones as reported by {day_name(of.as_at)}, in the order of the plan"
    cells = (_row(row, query) for row in rows_of(part, MilestoneRow))
    markup.show(markup.table(caption, columns_in("page"), cells, "listed"))


def _show_files(shown: Source, of: Key, rows: pd.DataFrame) -> None:
    """All the rows, all pages of them, in more columns than a page has room for."""
    plan = positions.at(of).plan
    notes = [
        f"Milestones as reported by {day_name(of.as_at)}.",
        "Illustrative figures: everything that is reported here is made up." if shown.illustrative else "",
        "A milestone is overdue from the day after the last of the month in which it is due, by so many months.",
        "Recurring milestones have a count of the occurrences that have come and of those that are done.",
    ]
    name = f"milestones as at {of.as_at.isoformat()}"
    show_table_files(shown, name, lambda: listed(plan, rows), f"{plan.title}, {plan.place}", notes)


def _row(row: MilestoneRow, query: dict[str, str]) -> Html:
    action = markup.link(f"Action {row.action}", links.action_address(row.action, query))
    whose = html(' <span class="whose quiet small">{} · {}</span>', action, _led(row.lead))
    composed: dict[str, Html] = {
        "milestone": html("<b>{}</b> {}{}", row.milestone, row.title, whose),
        "brag": pieces.judged(row),
        "due_month": _due(row),
        "comment": pieces.newest_words(row) or markup.quiet("Not reported"),
    }
    first, *rest = (composed.get(name) or _words(row, name) for name in columns_in("page").values())
    return markup.row(first, rest)


def _words(row: MilestoneRow, name: str) -> str:
    """What a column holds, as people read it."""
    value = joined_names(getattr(row, name))
    if is_missing(value):
        return ""
    if isinstance(value, dt.date):
        return month_name(value) if is_month(name) else day_name(value)
    return str(value)


def _due(row: MilestoneRow) -> Html:
    """When it is due, with the month that it was published with, and how often it comes."""
    due = row.due_month if pd.notna(row.due_month) else row.start_month
    when = "No month" if pd.isna(due) else month_name(due) if pd.notna(row.due_month) else f"From {month_name(due)}"
    moved = pd.notna(row.published_month) and pd.notna(row.due_month) and row.published_month != row.due_month
    first = markup.below(f"first {month_name(row.published_month)}") if moved else ""
    repeats = f"{row.apart}, {row.done} of {row.asked} done" if pd.notna(row.asked) else row.apart
    return html("{}{}{}", when, first, markup.below(repeats) if row.apart else "")


def _led(leads: Sequence[str]) -> str:
    """`Head of SEND and 2 others`: the first of an action's leads; the action and the files name all of them."""
    if not leads:
        return ""
    first, *others = leads
    return f"{first} and {counted(len(others), 'other')}" if others else first
