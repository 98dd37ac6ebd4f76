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
from sendkpi.views.frame.markup import escape

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
    markup.show("<h2>Meetings</h2>")
    if Role.OFFICER in viewer.roles:
        meeting_form.show_form(viewer, shown, of)
    if table.empty:
        markup.show(f"<p>No meeting had been entered by {day_name(of.as_at)}.</p>")
        return
    groups = {name: table[table["state"] == state] for name, state in STATES.items()}
    groups["To come"] = groups["To come"][::-1]
    groups = {name: rows for name, rows in groups.items() if len(rows) or name == "To come"}
    body = pieces.grouped(
        groups, len(HEADS), MeetingRow, lambda row: _row(row, board), "No further meeting is entered."
    )
    caption = f"Meetings as at {day_name(of.as_at)}: the next first, then the last first"
    markup.show(markup.table(caption, [(one, False) for one in HEADS], body, "record board"))
    pieces.show_files(shown, of, "meetings", table)


def _row(row: MeetingRow, board: Board) -> str:
    came = [counted(row.decisions, "decision")] * bool(row.decisions) + [counted(row.items, "item")] * bool(row.items)
    cells = (
        month_name(row.quarter_ending_month),
        " and ".join(came) or '<span class="quiet">Nothing entered</span>' * (row.state == boards.HELD),
        escape(row.note) + pieces.history(f"meeting {row.number}", history(board.meetings, row.number), board),
    )
    first = f'{day_name(row.held_on)}<br><span class="quiet small">{escape(row.body)}</span>'
    return markup.row(first, [(html, False) for html in cells])
