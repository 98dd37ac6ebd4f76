"""Every milestone as a table a page at a time, and the files of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi.analysis.delivery.lists import listed
from sendkpi.analysis.wording import counted
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.report import as_csv, as_workbook
from sendkpi.values import day_name, month_name
from sendkpi.views.frame import links, markup, paging, position_bar, positions
from sendkpi.views.frame.markup import escape
from sendkpi.views.milestones import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key, Source

A_PAGE = 50
"""Rows that one table shows: these are tall."""
HEADS = (
    ("Milestone", False),
    ("Judged", False),
    ("Due", False),
    ("Done", False),
    ("What was said", False),
)


def show_list(shown: Source, of: Key, rows: pd.DataFrame) -> None:
    """How many there are, their files, and their table."""
    if rows.empty:
        st.info("No milestones match these filters.")
        return
    plan = positions.at(of).plan
    markup.show(f"<h2>{counted(len(rows), 'milestone')}</h2>")
    _show_files(shown, plan, of, rows)
    part = rows.iloc[paging.rows_of_page(len(rows), "page", A_PAGE)]
    query = position_bar.current_query()
    body = "".join(_row(row, query) for row in rows_of(part, MilestoneRow))
    caption = f"Milestones as reported by {day_name(of.as_at)}, in the order of the plan"
    markup.show(markup.table(caption, HEADS, f"<tbody>{body}</tbody>", name="listed"))


def _show_files(shown: Source, plan: Plan, of: Key, rows: pd.DataFrame) -> None:
    """All the rows, all pages of them, in more columns than a page has room for."""
    name = positions.file_name(shown.url, f"milestones as at {of.as_at.isoformat()}")
    with st.container(horizontal=True):
        st.download_button(
            "Download as CSV",
            data=lambda: as_csv(listed(plan, rows)),
            file_name=f"{name}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.download_button(
            "Download as Excel",
            data=lambda: _workbook(shown, plan, of, rows),
            file_name=f"{name}.xlsx",
            mime=markup.WORKBOOK,
            on_click="ignore",
        )


def _workbook(shown: Source, plan: Plan, of: Key, rows: pd.DataFrame) -> bytes:
    notes = [
        f"Milestones as reported by {day_name(of.as_at)}.",
        "Illustrative figures: everything that is reported here is made up." if shown.illustrative else "",
        "A milestone is overdue from the day after the last of the month in which it is due, by so many months.",
        "Recurring milestones have a count of the occurrences that have come and of those that are done.",
    ]
    return as_workbook(listed(plan, rows), f"{plan.title}, {plan.place}", [note for note in notes if note])


def _row(row: MilestoneRow, query: dict[str, str]) -> str:
    due = row.due_month if pd.notna(row.due_month) else row.start_month
    when = "No month" if pd.isna(due) else month_name(due) if pd.notna(row.due_month) else f"From {month_name(due)}"
    moved = pd.notna(row.published_month) and pd.notna(row.due_month) and row.published_month != row.due_month
    if moved:
        when += f'<br><span class="quiet small">first {month_name(row.published_month)}</span>'
    if row.apart:
        repeats = f"{row.apart}, {row.done} of {row.asked} done" if pd.notna(row.asked) else row.apart
        when += f'<br><span class="quiet small">{escape(repeats)}</span>'
    cells = [
        (pieces.judged(row), False),
        (when, False),
        (day_name(row.completed_on) if pd.notna(row.completed_on) else "", False),
        (pieces.said(row) or '<span class="quiet">Not reported</span>', False),
    ]
    action = markup.link(f"Action {row.action}", links.action_address(row.action, query))
    whose = f' <span class="whose quiet small">{action} · {escape(_led(row.lead))}</span>'
    return markup.row(f"<b>{escape(row.milestone)}</b> {escape(row.title)}{whose}", cells)


def _led(leads: Sequence[str]) -> str:
    """`Head of SEND and 2 others`: the first of an action's leads; the action and the files name all of them."""
    if not leads:
        return ""
    first, *others = leads
    return f"{first} and {counted(len(others), 'other')}" if others else first
