"""The actions log: who owes the board what, the most overdue on top; filters kept in the address; and its form."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
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
from sendkpi.record.board import Board, LogItem, history, latest
from sendkpi.values import day_name
from sendkpi.views.board import forms, pieces
from sendkpi.views.frame import markup, paging, positions, unknown
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import entry_form
from sendkpi.views.parts.choices import choose_several

if TYPE_CHECKING:
    from sendkpi.plan import Plan
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
    markup.show(html("<h2>Actions log</h2>"))
    FORM.show(viewer, shown, of)
    if table.empty:
        markup.show(html("<p>No item had been entered by {}.</p>", day_name(of.as_at)))
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


def _tables(rows: pd.DataFrame, board: Board, day: str) -> Html:
    """The open items, and behind a summary those that are done or dropped; these in sight where there are no others."""
    settled = rows["status"] != LogStatus.OPEN
    still, behind = rows[~settled], rows[settled]
    usual, many = pieces.usual_body(board), len({one.body for one in latest(board.meetings)}) > 1
    whose = f"; meetings are of the {usual} unless another body is named" if many else ""
    shown = Html()
    if len(still):
        shown = _table(still, board, f"{counted(len(still), 'open item')} as at {day}, the most overdue first{whose}")
    if len(behind):
        inner = _table(behind, board, f"Items done or dropped by {day}, the last changed first{whose}")
        pattern = '<details class="settled"{}><summary>{} done or dropped</summary>{}</details>'
        shown += html(pattern, " open" if still.empty else "", len(behind), inner)
    return shown


def _table(rows: pd.DataFrame, board: Board, caption: str) -> Html:
    return markup.table(caption, HEADS, (_row(row, board) for row in rows_of(rows, LogRow)), "record board log")


def _offered(table: pd.DataFrame) -> dict[str, tuple[str, list[str]]]:
    """What each filter is called in a sentence, and its options as it words them."""
    statuses = [str(one).capitalize() for one in (OVERDUE, *LogStatus)]
    return {STATUS: ("status", statuses), OWNER: ("owner", list(table["owner"]))}


def _filtered(table: pd.DataFrame) -> pd.DataFrame:
    late = table["days_overdue"].fillna(0) > 0
    first, second = st.columns(2)
    status = choose_several(first, "Status", STATUS, [OVERDUE, *map(str, LogStatus)], str.capitalize)
    owner = choose_several(second, "Owner", OWNER, sorted(table["owner"].unique()))
    kept = pd.Series(data=True, index=table.index)
    if status:
        kept &= table["status"].isin(status) | (late if OVERDUE in status else False)
    if owner:
        kept &= table["owner"].isin(owner)
    return table[kept]


def _row(row: LogRow, board: Board) -> Html:
    cells = (
        _status(row),
        pieces.day(row.due_on, "No day"),
        row.owner,
        pieces.comment_and_history(row, "item", history(board.log, row.number), board),
    )
    return markup.row(html("{}{}", row.item, markup.below(f"Item {row.number}, {_source(row, board)}")), cells)


def _source(row: LogRow, board: Board) -> str:
    """Which meeting it comes from; whose, where it is not the body that meets most."""
    if not row.meeting:
        return f"raised {day_name(row.raised_on)}"
    return f"{'meeting of' if row.meeting == pieces.usual_body(board) else row.meeting} {day_name(row.met_on)}"


def _status(row: LogRow) -> Html:
    if pd.notna(row.days_overdue) and row.days_overdue > 0:
        return markup.look_chip(colour.BRAGS[DeliveryRating.OVERDUE], f"{counted(row.days_overdue, 'day')} overdue")
    return markup.look_chip(LOOKS[LogStatus(row.status)], row.status.capitalize())


def _show_fields(form: str, plan: Plan, board: Board, current: LogItem | None) -> None:
    entry_form.show_text(form, "item", "What is owed", current.item if current else "")
    first, second = st.columns(2)
    with first:
        forms.show_owner(form, plan, board, current)
        forms.show_meeting(form, board, current)
    with second:
        due, key = current.due if current else None, entry_form.key(form, "due")
        st.date_input("Due (blank: no day)", due, format="DD/MM/YYYY", key=key)
        now = current.status if current else LogStatus.OPEN
        entry_form.show_choice(form, "status", "Status", list(LogStatus), now, words=str.capitalize)
    entry_form.show_text(form, "comment", "Comment: what is new, or why it is dropped")


def _stated(form: str, current: LogItem | None) -> LogItem:
    return replace(
        current or LogItem("", "", None),
        item=entry_form.written(form, "item"),
        owner=entry_form.written(form, "owner"),
        due=entry_form.value(form, "due"),
        status=LogStatus(entry_form.value(form, "status")),
        meeting=entry_form.value(form, "meeting"),
        comment=entry_form.written(form, "comment"),
    )


FORM = forms.EntryForm(
    "item",
    "item",
    "Add or amend an item",
    "Enter the item",
    attrgetter("log"),
    attrgetter("item"),
    _show_fields,
    _stated,
)
