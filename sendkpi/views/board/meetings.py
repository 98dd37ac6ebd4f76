"""The board's meetings: those to come, those held with what came of them, those cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis.board import business as boards
from sendkpi.analysis.wording import counted
from sendkpi.frames.board import MeetingRow
from sendkpi.record.board import history
from sendkpi.values import day_name, month_name
from sendkpi.views.board import meeting_form, pieces
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.access import Role
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    from sendkpi.record.board import Board
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Key, Source

HEADS = ("Meeting", "Quarter ending", "What came of it", "Note")
STATES = {"To come": boards.TO_COME, "Held": boards.HELD, "Cancelled": boards.CANCELLED}


def show_meetings(viewer: Viewer, shown: Source, of: Key) -> None:
    """The form for officers, and the meetings by what became of them."""
    board = positions.at(of).record.board
    table = boards.meetings(board, of.as_at)
    markup.show(html("<h2>Meetings</h2>"))
    if Role.OFFICER in viewer.roles:
        meeting_form.show_form(viewer, shown, of)
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
