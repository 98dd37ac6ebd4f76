"""Commands about the board's entries: its actions log, decisions, risks and issues, and meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from sendkpi.analysis.board import business as boards
from sendkpi.analysis.board.words import describe_board
from sendkpi.analysis.wording import counted
from sendkpi.cli.frame.command import DONE, Command, listing
from sendkpi.cli.frame.output import say, say_rows
from sendkpi.cli.frame.sources import record
from sendkpi.frames import Row, columns_of, rows_of
from sendkpi.frames.board import DecisionRow, LogRow, MeetingRow, RiskRow
from sendkpi.values import day_name, month_name

if TYPE_CHECKING:
    from argparse import Namespace

    from sendkpi.record.board import Board


R = TypeVar("R", bound=Row)


def _known(arguments: Namespace) -> tuple[Board, dt.date]:
    """The board's entries by the day that is asked about, and the day."""
    return record(arguments.as_at).board, arguments.as_at


def show_log(arguments: Namespace) -> int:
    """`actions-log`: open items, the most overdue first, then those that are done or dropped."""
    board, as_at = _known(arguments)
    return _say(arguments, boards.actions_log(board, as_at), LogRow, board, as_at, _item)


def show_decisions(arguments: Namespace) -> int:
    """`decisions`: what the board decided, newest first, with the agreed changes that carry it out."""
    known = record(arguments.as_at)
    words = boards.change_words(known.published, known.plan)
    return _say(arguments, boards.decisions(known.board, words), DecisionRow, known.board, known.day, _decision)


def show_risks(arguments: Namespace) -> int:
    """`risks`: risks and issues, open ones first, the highest score on top."""
    board, as_at = _known(arguments)
    return _say(arguments, boards.risks(board), RiskRow, board, as_at, _risk)


def show_meetings(arguments: Namespace) -> int:
    """`meetings`: meetings to come and held, latest first."""
    board, as_at = _known(arguments)
    return _say(arguments, boards.meetings(board, as_at), MeetingRow, board, as_at, _meeting)


def _say(  # noqa: PLR0913, PLR0917 - one way to say each frame
    arguments: Namespace,
    table: pd.DataFrame,
    row: type[R],
    board: Board,
    as_at: dt.date,
    lines: Callable[[R], list[str]],
) -> int:
    if arguments.format != "text":
        say_rows(table, columns_of(row), arguments.format)
        return DONE
    if table.empty:
        say(f"Nothing had been entered by {day_name(as_at)}.")
        return DONE
    say(f"As at {day_name(as_at)}: {describe_board(boards.board_summary(board, as_at))}")
    for number, one in zip(table["number"], rows_of(table, row), strict=True):
        first, *rest = (" ".join(line.split()) for line in lines(one) if line)
        say(f"{number} · {first}")
        for line in rest:
            say(f"  {line}")
    return DONE


def _item(row: LogRow) -> list[str]:
    late = pd.notna(row.days_overdue) and row.days_overdue > 0
    status = f"overdue by {counted(row.days_overdue, 'day')}" if late else row.status
    due = f"due {day_name(row.due_on)}" if pd.notna(row.due_on) else "no day due"
    return [f"{row.item} · {row.owner} · {due} · {status}", _from(row), _comment(row)]


def _decision(row: DecisionRow) -> list[str]:
    withdrawn = " · withdrawn" if row.withdrawn else ""
    agreed = f"agreed: {row.agreed}" if row.agreed else ""
    return [f"{row.decision} · decided {day_name(row.decided_on)}{withdrawn}", _from(row), agreed, _comment(row)]


def _risk(row: RiskRow) -> list[str]:
    score = f"score {row.score}{', high' if row.high else ''}"
    escalated = f"escalated to {row.escalated_to}" if row.escalated_to else ""
    mitigation = f"mitigation: {row.mitigation}"
    return [f"{row.kind}: {row.title} · {row.owner} · {score} · {row.status}", mitigation, escalated, _comment(row)]


def _meeting(row: MeetingRow) -> list[str]:
    came = f"{counted(row.decisions, 'decision')}, {counted(row.items, 'item')}"
    quarter = f"quarter ending {month_name(row.quarter_ending_month)}"
    return [f"{day_name(row.held_on)} · {row.body} · {quarter} · {row.state} · {came}", row.note]


def _from(row: LogRow | DecisionRow) -> str:
    return f"from {row.meeting}, {day_name(row.met_on)}" if row.meeting else ""


def _comment(row: LogRow | DecisionRow | RiskRow) -> str:
    return f"{row.comment} ({row.commented_by}, {day_name(row.commented_on)})" if row.comment else ""


_OPTIONS = listing("text", "csv", "json")

COMMANDS = {
    "actions-log": Command(_OPTIONS, show_log),
    "decisions": Command(_OPTIONS, show_decisions),
    "risks": Command(_OPTIONS, show_risks),
    "meetings": Command(_OPTIONS, show_meetings),
}
