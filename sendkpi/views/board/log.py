"""The actions log: who owes the board what, the most overdue on top; filters kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi.analysis.board import business as boards
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.wording import counted
from sendkpi.charts import colour
from sendkpi.frames import rows_of
from sendkpi.frames.board import LogRow
from sendkpi.plan.choices import LogStatus
from sendkpi.record.board import history, latest
from sendkpi.values import day_name
from sendkpi.views.board import item_form, pieces
from sendkpi.views.frame import markup, paging, positions, unknown
from sendkpi.views.frame.access import Role
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    from sendkpi.record.board import Board
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

HEADS = ("Item", "Status", "Due", "Owner", "Newest comment")
STATUS, OWNER, PAGE = "log_status", "log_owner", "log_page"
"""The names of the filters in the address."""

OVERDUE = "overdue"
LOOKS = {
    LogStatus.OPEN: colour.BRAGS[DeliveryRating.NOT_DUE],
    LogStatus.DONE: colour.BRAGS[DeliveryRating.COMPLETE],
    LogStatus.DROPPED: colour.BRAGS[DeliveryRating.NO_DATE],
}


def show_log(viewer: Viewer, shown: Source, of: Key) -> None:
    """The form for officers, the filters and the items that they leave, with their files."""
    board = positions.at(of).record.board
    table = boards.actions_log(board, of.as_at)
    markup.show("<h2>Actions log</h2>")
    if Role.OFFICER in viewer.roles:
        item_form.show_form(viewer, shown, of)
    if table.empty:
        markup.show(f"<p>No item had been entered by {day_name(of.as_at)}.</p>")
        return
    lacking = unknown.not_offered(_offered(table))
    found = _filtered(table)
    unknown.show_not_offered(lacking)
    if found.empty:
        st.info("No items match these filters.")
        return
    part = found.iloc[paging.rows_of_page(len(found), PAGE)]
    markup.show(_tables(part, board, day_name(of.as_at)))
    pieces.show_files(shown, of, "actions log", found)


def _tables(rows: pd.DataFrame, board: Board, day: str) -> str:
    """The open items, and behind a summary those that are done or dropped; these in sight where there are no others."""
    settled = rows["status"] != LogStatus.OPEN
    still, behind = rows[~settled], rows[settled]
    usual = pieces.usual_body(board)
    whose = f"; meetings are of the {usual} unless another body is named" if len(_bodies(board)) > 1 else ""
    html = ""
    if len(still):
        html = _table(still, board, f"{counted(len(still), 'open item')} as at {day}, the most overdue first{whose}")
    if len(behind):
        inner = _table(behind, board, f"Items done or dropped by {day}, the last changed first{whose}")
        shut = " open" if still.empty else ""
        html += f'<details class="settled"{shut}><summary>{len(behind)} done or dropped</summary>{inner}</details>'
    return html


def _table(rows: pd.DataFrame, board: Board, caption: str) -> str:
    body = "".join(_row(row, board) for row in rows_of(rows, LogRow))
    return markup.table(caption, [(one, False) for one in HEADS], f"<tbody>{body}</tbody>", "record board log")


def _bodies(board: Board) -> set[str]:
    return {one.body for one in latest(board.meetings)}


def _offered(table: pd.DataFrame) -> dict[str, tuple[str, list[str]]]:
    """What each filter is called in a sentence, and its options as it words them."""
    statuses = [str(one).capitalize() for one in (OVERDUE, *LogStatus)]
    return {STATUS: ("status", statuses), OWNER: ("owner", list(table["owner"]))}


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


def _row(row: LogRow, board: Board) -> str:
    cells = (
        _status(row),
        pieces.day(row.due_on, "No day"),
        escape(row.owner),
        pieces.comment_and_history(row, "item", history(board.log, row.number), board),
    )
    return markup.row(
        f'{escape(row.item)}<br><span class="quiet small">Item {row.number}, {escape(_source(row, board))}</span>',
        [(html, False) for html in cells],
    )


def _source(row: LogRow, board: Board) -> str:
    """Which meeting it comes from; whose, where it is not the body that meets most."""
    if not row.meeting:
        return f"raised {day_name(row.raised_on)}"
    return f"{'meeting of' if row.meeting == pieces.usual_body(board) else row.meeting} {day_name(row.met_on)}"


def _status(row: LogRow) -> str:
    if pd.notna(row.days_overdue) and row.days_overdue > 0:
        return markup.look_chip(colour.BRAGS[DeliveryRating.OVERDUE], f"{counted(row.days_overdue, 'day')} overdue")
    return markup.look_chip(LOOKS[LogStatus(row.status)], row.status.capitalize())
