"""The Board page: how the board's business stands, and its parts, one open at a time; the address says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis.board.business import board_summary
from sendkpi.analysis.board.words import describe_board
from sendkpi.analysis.wording import counted
from sendkpi.record.board import EMPTY_BOARD, Meeting
from sendkpi.values import day_name
from sendkpi.views.board import decisions, log, meetings, risks
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import entry_form
from sendkpi.views.parts.choices import show_parts

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.position_bar import Position
    from sendkpi.views.frame.positions import Key, Source

MEETINGS = "Meetings"


def show_board(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    """The position in a sentence, then the part that is open, with its form for officers."""
    entry_form.show_receipt(shown)
    of = positions.key(shown, plan, at.month, at.as_at)
    _show_position(viewer, of)
    show_parts(
        {
            "Actions log": lambda: log.show_log(viewer, shown, of),
            "Decisions": lambda: decisions.show_decisions(viewer, shown, of),
            "Risks and issues": lambda: risks.show_risks(viewer, shown, of),
            MEETINGS: lambda: meetings.show_meetings(viewer, shown, of),
        }
    )


def _show_position(viewer: Viewer, of: Key) -> None:
    board = positions.at(of).record.board
    if board == EMPTY_BOARD:
        markup.show(_how_to_begin(of, officer=Role.OFFICER in viewer.roles))
        return
    now = board_summary(board, of.as_at)
    meetings = [_meeting("Next meeting", now.next_meeting, of), _meeting("Last meeting", now.last_meeting, of)]
    markup.show(html('<p class="lead">{}</p><div class="met">{}</div>', describe_board(now), meetings))


def _how_to_begin(of: Key, *, officer: bool) -> Html:
    query = {links.PART: MEETINGS} | position_bar.current_query()
    meetings = markup.link("dates of the board’s meetings", links.address(links.BOARD, query))
    then = "; then enter what was decided, who owes what, and what may go wrong."
    begin = html("Begin with the {}{}", meetings, then)
    sentence = begin if officer else "Officers enter meetings, actions, decisions and risks here."
    return html('<p class="lead">Nothing had been entered by {}.</p><p>{}</p>', day_name(of.as_at), sentence)


def _meeting(label: str, meeting: Meeting | None, of: Key) -> Html:
    pattern = '<div class="fact"><p class="quiet small">{}</p><p><b>{}</b></p>{}</div>'
    if meeting is None:
        return html(pattern, label, "None entered", "")
    days = (meeting.held_on - of.as_at).days
    when = f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} before" if days else "today"
    whose = html('<p class="quiet small">{}, {}</p>', meeting.body, when)
    return html(pattern, label, day_name(meeting.held_on), whose)
