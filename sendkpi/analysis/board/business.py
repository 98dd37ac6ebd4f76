"""The board's memory held against a day: who owes what and how late, what was decided, what may go wrong.

Every frame is of the entries recorded by that day, one row a number, as its newest row says it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from sendkpi.analysis.changes import agreed
from sendkpi.frames import columns_of, frame, rows_of
from sendkpi.frames.board import DecisionRow, LogRow, MeetingRow, RiskRow
from sendkpi.frames.changes import AgreedRow
from sendkpi.plan.choices import LogStatus, RiskKind, RiskStatus
from sendkpi.record.board import (
    ESCALATE_FROM,
    SCORES,
    Board,
    BoardDecision,
    LogItem,
    Meeting,
    Risk,
    history,
    latest,
    newest_entry,
)
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.plan import Plan

HELD, TO_COME, CANCELLED = "held", "to come", "cancelled"
"""The states of a meeting on a day: one of that very day is to come."""

Entry = dict[str, Any]
"""The columns of a row, or some of them, with their values."""


@dataclass(frozen=True)
class BoardSummary:
    """The board's business on a day, counted; `most_days` is by how many the item most overdue is late."""

    next_meeting: Meeting | None
    last_meeting: Meeting | None
    open_items: int
    overdue: int
    most_days: int
    open_risks: int
    high_or_escalated: int
    issues: int
    decisions_since: int


def board_summary(board: Board, day: dt.date) -> BoardSummary:
    """Counts of what is open; the decisions since are those of the last meeting's day and after it."""
    ahead, behind = next_meeting(board, day), last_meeting(board, day)
    log, register = actions_log(board, day), risks(board)
    late, stay = log["days_overdue"].fillna(0), register[register["status"] == RiskStatus.OPEN]
    danger = stay[stay["kind"] == RiskKind.RISK]
    decided = [one for one in latest(board.decisions) if not one.withdrawn]
    return BoardSummary(
        next_meeting=ahead,
        last_meeting=behind,
        open_items=int((log["status"] == LogStatus.OPEN).sum()),
        overdue=int((late > 0).sum()),
        most_days=int(late.max()) if len(late) else 0,
        open_risks=len(danger),
        high_or_escalated=int((danger["high"] | danger["escalated_to"].ne("")).sum()),
        issues=len(stay) - len(danger),
        decisions_since=sum(behind is None or one.decided_on >= behind.held_on for one in decided),
    )


def next_meeting(board: Board, day: dt.date) -> Meeting | None:
    """The first meeting to come, the day's own included; None where none is entered."""
    ahead = [one for one in latest(board.meetings) if _state(one, day) == TO_COME]
    return min(ahead, key=lambda one: one.held_on, default=None)


def last_meeting(board: Board, day: dt.date) -> Meeting | None:
    """The meeting held last before a day; None where none is entered."""
    behind = [one for one in latest(board.meetings) if _state(one, day) == HELD]
    return max(behind, key=lambda one: one.held_on, default=None)


def actions_log(board: Board, day: dt.date) -> pd.DataFrame:
    """The actions log: open items first, the most overdue on top, then by due day; settled ones last changed first.

    Columns LogRow. `days_overdue` is of open items with a due day, from the day after it on, else missing;
    `raised_on` the day of its meeting, else of its first row. The comment is the newest that was made.
    """
    table = frame([_log_row(board, one, day) for one in latest(board.log)], LogRow)
    settled = table["status"] != LogStatus.OPEN
    table = table.assign(
        settled=settled,
        late=table["days_overdue"].fillna(0).mask(settled, 0),
        due=table["due_on"].mask(settled),
        changed=table["updated_on"].where(settled),
    )
    ordered = table.sort_values(
        ["settled", "late", "due", "changed", "number"], ascending=[True, False, True, False, True], ignore_index=True
    )
    return ordered[columns_of(LogRow)]


def decisions(board: Board, words: Mapping[str, str]) -> pd.DataFrame:
    """The decisions, newest first, withdrawn ones too: columns DecisionRow.

    `words` says each agreed change (see `change_words`); `changes` holds the names of those that carry it out.
    """
    table = frame([_decision_row(board, one, words) for one in latest(board.decisions)], DecisionRow)
    return table.sort_values(["decided_on", "number"], ascending=False, ignore_index=True)


def risks(board: Board) -> pd.DataFrame:
    """Risks and issues: open ones first, the highest score on top: columns RiskRow.

    Likelihood and impact are 1 to 5, the first missing for an issue; `score` is 1 to 25, `high` from 15 on.
    """
    table = frame([_risk_row(board, one) for one in latest(board.risks)], RiskRow)
    table = table.assign(closed=table["status"] == RiskStatus.CLOSED)
    ordered = table.sort_values(["closed", "score", "number"], ascending=[True, False, True], ignore_index=True)
    return ordered[columns_of(RiskRow)]


def meetings(board: Board, day: dt.date) -> pd.DataFrame:
    """The meetings, latest first, with their state on a day and what came of them: columns MeetingRow."""
    table = frame([_meeting_row(board, one, day) for one in latest(board.meetings)], MeetingRow)
    return table.sort_values(["held_on", "number"], ascending=False, ignore_index=True)


def matrix(register: pd.DataFrame) -> pd.DataFrame:
    """The number of open risks at each likelihood (rows, 5 first) and impact (columns, 1 first)."""
    watched = register[(register["status"] == RiskStatus.OPEN) & (register["kind"] == RiskKind.RISK)]
    counted = pd.crosstab(watched["likelihood"], watched["impact"])
    return counted.reindex(index=SCORES[::-1], columns=SCORES, fill_value=0).astype("int64")


def change_words(published: Plan, plan: Plan) -> dict[str, str]:
    """Each agreed change by its name (`plan.board.change_names`): `EHCP2, target: none → 80.0% by December 2022`.

    `plan` is `published` with what had been agreed.
    """
    words: dict[str, list[str]] = {}
    for row in rows_of(agreed.agreed(published, plan), AgreedRow):
        since = f", from {month_name(row.effective_month)}" if pd.notna(row.effective_month) else ""
        words.setdefault(row.change, []).append(f"{row.about}, {row.part.lower()}: {row.before} → {row.after}{since}")
    return {name: "; ".join(parts) for name, parts in words.items()}


def change_subjects(published: Plan, plan: Plan) -> dict[str, tuple[str, ...]]:
    """The subjects of each agreed change, by its name: `EHCP2`, `WSOA 1`, `Q015`. `plan` as for `change_words`."""
    about: dict[str, dict[str, None]] = {}
    for row in rows_of(agreed.agreed(published, plan), AgreedRow):
        about.setdefault(row.change, {})[row.about] = None
    return {name: tuple(subjects) for name, subjects in about.items()}


def unnamed(board: Board, names: Sequence[str]) -> tuple[str, ...]:
    """The agreed changes, of these, that no decision names which stands."""
    named = {name for one in latest(board.decisions) if not one.withdrawn for name in one.changes}
    return tuple(name for name in names if name not in named)


def _log_row(board: Board, one: LogItem, day: dt.date) -> Entry:
    rows, meeting = history(board.log, one.number), newest_entry(board.meetings, one.meeting)
    return {
        **vars(one),
        **_met(meeting),
        **_kept(rows),
        "due_on": one.due,
        "days_overdue": max((day - one.due).days, 0) if one.status is LogStatus.OPEN and one.due else None,
        "raised_on": meeting.held_on if meeting else rows[0].recorded.day,
    }


def _decision_row(board: Board, one: BoardDecision, words: Mapping[str, str]) -> Entry:
    return {
        **vars(one),
        **_met(newest_entry(board.meetings, one.meeting)),
        **_kept(history(board.decisions, one.number)),
        "agreed": "; ".join(words.get(name, name) for name in one.changes),
    }


def _risk_row(board: Board, one: Risk) -> Entry:
    rows = history(board.risks, one.number)
    return {
        **vars(one),
        **_kept(rows),
        "likelihood": None if one.kind is RiskKind.ISSUE else one.likelihood,
        "score": one.score,
        "high": one.score >= ESCALATE_FROM,
        "escalated_to": one.escalated,
        "raised_on": rows[0].recorded.day,
    }


def _meeting_row(board: Board, one: Meeting, day: dt.date) -> Entry:
    return {
        **vars(one),
        "quarter_ending_month": one.quarter_ending,
        "state": _state(one, day),
        "decisions": sum(row.meeting == one.number and not row.withdrawn for row in latest(board.decisions)),
        "items": sum(row.meeting == one.number for row in latest(board.log)),
        "updated_on": one.recorded.day,
        "updated_by": one.recorded.by,
    }


def _state(one: Meeting, day: dt.date) -> str:
    return CANCELLED if one.cancelled else HELD if one.held_on < day else TO_COME


def _met(meeting: Meeting | None) -> Entry:
    return {"meeting": meeting.body if meeting else "", "met_on": meeting.held_on if meeting else None}


def _kept(rows: Sequence[LogItem] | Sequence[BoardDecision] | Sequence[Risk]) -> Entry:
    """The columns of an entry's last change, and of its newest comment."""
    newest = rows[-1].recorded
    commented: LogItem | BoardDecision | Risk | None = None
    for row in rows:
        if row.comment and (commented is None or row.comment != commented.comment):
            commented = row
    return {
        "updated_on": newest.day,
        "updated_by": newest.by,
        "comment": commented.comment if commented else "",
        "commented_on": commented.recorded.day if commented else None,
        "commented_by": commented.recorded.by if commented else "",
    }
