"""The actions log: who owes the board what, the most overdue on top; filters kept in the address."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi.analysis import board as boards
from sendkpi.analysis.delivery import Brag
from sendkpi.analysis.wording import counted
from sendkpi.charts import colour
from sendkpi.plan.board import history, latest
from sendkpi.plan.choices import LogStatus
from sendkpi.values import day_name
from sendkpi.views import board_item_form, board_pieces, figures, markup, paging
from sendkpi.views.who import Role

if TYPE_CHECKING:
    from sendkpi.plan.board import Board
    from sendkpi.views.board_pieces import Row
    from sendkpi.views.figures import Key, Source
    from sendkpi.views.who import Viewer

HEADS = ("Item", "Owner", "Due", "Status", "Newest comment")
STATUS, OWNER, PAGE = "log_status", "log_owner", "log_page"
"""The names of the filters in the address."""

OVERDUE = "overdue"
LOOKS = {
    LogStatus.OPEN: colour.BRAGS[Brag.NOT_DUE],
    LogStatus.DONE: colour.BRAGS[Brag.COMPLETE],
    LogStatus.DROPPED: colour.BRAGS[Brag.NO_DATE],
}


def show_log(viewer: Viewer, shown: Source, of: Key) -> None:
    """The form for officers, the filters and the items that they leave, with their files."""
    board = figures.board(of)
    table = boards.actions_log(board, of.as_at)
    markup.show("<h2>Actions log</h2>")
    if Role.OFFICER in viewer.roles:
        board_item_form.show_form(viewer, shown, of)
    if table.empty:
        markup.show(f"<p>No item had been entered by {day_name(of.as_at)}.</p>")
        return
    found = _filtered(table)
    if found.empty:
        st.info("No item is within these filters. Take one of them away to see more.")
        return
    part = found.iloc[paging.rows_of_page(len(found), PAGE)]
    settled = part["status"] != LogStatus.OPEN
    groups = {"Open": part[~settled], "Done or dropped": part[settled]}
    body = board_pieces.grouped(
        {name: rows for name, rows in groups.items() if len(rows)}, len(HEADS), lambda row: _row(row, board)
    )
    caption = f"The actions log as at {day_name(of.as_at)}, the most overdue first"
    markup.show(markup.table(caption, [(one, False) for one in HEADS], body, "record board log"))
    board_pieces.show_files(shown, of, "actions log", found)


def _filtered(table: pd.DataFrame) -> pd.DataFrame:
    late = table["days_overdue"].fillna(0) > 0
    first, second = st.columns(2)
    status = first.multiselect(
        "Status",
        [OVERDUE, *map(str, LogStatus)],
        format_func=str.capitalize,
        placeholder="All",
        key=STATUS,
        bind="query-params",
    )
    owner = second.multiselect(
        "Owner", sorted(table["owner"].unique()), placeholder="All", key=OWNER, bind="query-params"
    )
    kept = pd.Series(data=True, index=table.index)
    if status:
        kept &= table["status"].isin(status) | (late if OVERDUE in status else False)
    if owner:
        kept &= table["owner"].isin(owner)
    return table[kept]


def _row(row: Row, board: Board) -> str:
    cells = (
        escape(row.owner),
        board_pieces.day(row.due_on, "No day"),
        _status(row),
        board_pieces.comment_and_history(row, "item", history(board.log, row.number), board),
    )
    return markup.row(
        f'{escape(row.item)}<br><span class="quiet small">Item {row.number}, {escape(_source(row, board))}</span>',
        [(html, False) for html in cells],
    )


def _source(row: Row, board: Board) -> str:
    """Which meeting it comes from; whose, where several bodies meet."""
    if not row.meeting:
        return f"raised {day_name(row.raised_on)}"
    several = len({one.body for one in latest(board.meetings)}) > 1
    return f"meeting of {day_name(row.met_on)}{f', {row.meeting}' if several else ''}"


def _status(row: Row) -> str:
    if pd.notna(row.days_overdue) and row.days_overdue > 0:
        return markup.look_chip(colour.BRAGS[Brag.OVERDUE], f"{counted(row.days_overdue, 'day')} overdue")
    return markup.look_chip(LOOKS[LogStatus(row.status)], row.status.capitalize())
