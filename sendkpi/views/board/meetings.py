"""The board's meetings: those to come, those held with what came of them, those cancelled; and their form."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.board import business as boards
from sendkpi.analysis.delivery.milestones import quarter_of
from sendkpi.analysis.wording import counted
from sendkpi.errors import RefusedError
from sendkpi.frames.board import MeetingRow
from sendkpi.record.board import Board, Meeting, history, latest
from sendkpi.values import add_months, day_name, month_name, today
from sendkpi.views.board import forms, pieces
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

HEADS = ("Meeting", "Quarter ending", "What came of it", "Note")
STATES = {"To come": boards.TO_COME, "Held": boards.HELD, "Cancelled": boards.CANCELLED}


def show_meetings(viewer: Viewer, shown: Source, of: Key) -> None:
    """The form for officers, and the meetings by what became of them."""
    board = positions.at(of).record.board
    table = boards.meetings(board, of.as_at)
    markup.show(html("<h2>Meetings</h2>"))
    FORM.show(viewer, shown, of)
    if table.empty:
        markup.show(html("<p>No meeting had been entered by {}.</p>", day_name(of.as_at)))
        return
    groups = {name: table[table["state"] == state] for name, state in STATES.items()}
    groups["To come"] = groups["To come"][::-1]
    groups = {name: rows for name, rows in groups.items() if len(rows) or name == "To come"}
    body = pieces.grouped(
        groups, len(HEADS), MeetingRow, lambda row: _row(row, board), "No further meeting is entered."
    )
    caption = f"Meetings as at {day_name(of.as_at)}: the next first, then the last first"
    markup.show(markup.grouped_table(caption, HEADS, body, "record board"))
    pieces.show_files(shown, of, "meetings", table)


def _row(row: MeetingRow, board: Board) -> Html:
    came = [counted(row.decisions, "decision")] * bool(row.decisions) + [counted(row.items, "item")] * bool(row.items)
    steps = pieces.history(f"meeting {row.number}", history(board.meetings, row.number), board)
    nothing = markup.quiet("Nothing entered") if row.state == boards.HELD else ""
    cells = (month_name(row.quarter_ending_month), " and ".join(came) or nothing, html("{}{}", row.note, steps))
    return markup.row(html("{}{}", day_name(row.held_on), markup.below(row.body)), cells)


def _show_fields(form: str, plan: Plan, board: Board, current: Meeting | None) -> None:
    _show_when(form, plan, board, current)
    entry_form.show_text(form, "note", "Note", current.note if current else "")
    if current:
        st.checkbox("It is cancelled", current.cancelled, key=entry_form.key(form, "cancelled"))


def _show_when(form: str, plan: Plan, board: Board, current: Meeting | None) -> None:
    first, second = st.columns([1, 2])
    held_on, key = current.held_on if current else None, entry_form.key(form, "held_on")
    first.date_input("Date", held_on, format="DD/MM/YYYY", key=key)
    with second:
        met = [one.body for one in reversed(latest(board.meetings))]
        known = [*met, *(one.name_published for one in plan.bodies), *(one.audience for one in plan.reports)]
        forms.show_choice(form, "body", "Body that meets", known, current.body if current else next(iter(known), None))
    quarters = [month for month in entry_form.months(plan) if month == quarter_of(month)][::-1]
    now = current.quarter_ending if current else add_months(quarter_of(today()), -3)
    label = "Last month of the quarter that it looks at"
    entry_form.show_choice(form, "quarter", label, quarters, now, words=month_name)


def _stated(form: str, current: Meeting | None) -> Meeting:
    held_on, quarter = (entry_form.value(form, name) for name in ("held_on", "quarter"))
    if held_on is None or quarter is None:
        raise RefusedError("Say the day of the meeting, and the quarter that it looks at.")
    return replace(
        current or Meeting("", held_on, quarter),
        body=entry_form.written(form, "body"),
        held_on=held_on,
        quarter_ending=quarter,
        note=entry_form.written(form, "note"),
        cancelled=bool(entry_form.value(form, "cancelled")),
    )


FORM = forms.EntryForm(
    "meeting",
    "meeting",
    "Add or amend a meeting",
    "Enter the meeting",
    attrgetter("meetings"),
    lambda one: f"{day_name(one.held_on)}, {one.body}",
    _show_fields,
    _stated,
)
