"""The board's entries: meetings, its actions log, decisions, risks and issues; each entry numbered, never edited.

An entry is amended by a further row with its number; all rows of a number, oldest first, are its history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

from sendkpi.errors import RefusedError
from sendkpi.plan.choices import LogStatus, RiskKind, RiskStatus
from sendkpi.record.updates import NOT_RECORDED, Recorded
from sendkpi.texts import check_length, is_blank
from sendkpi.values import day_name, london_day, month_name

if TYPE_CHECKING:
    from sendkpi.plan.agreed import Changes

SCORES = range(1, 6)
"""Likelihood and impact: 1 is least, 5 is most."""

ESCALATE_FROM = 15
"""Likelihood times impact from which a risk is high."""

LONGEST_TEXT = 1_000
"""How many characters each text of an entry may have."""


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held or is to be held; `quarter_ending` is the last month of the quarter that it looks at."""

    body: str
    held_on: dt.date
    quarter_ending: dt.date
    note: str = ""
    cancelled: bool = False
    number: int = 0
    recorded: Recorded = NOT_RECORDED


@dataclass(frozen=True)
class LogItem:
    """An item of the actions log: what somebody owes the board, by when. `meeting` is the number of its meeting."""

    item: str
    owner: str
    due: dt.date | None
    status: LogStatus = LogStatus.OPEN
    meeting: int | None = None
    comment: str = ""
    number: int = 0
    recorded: Recorded = NOT_RECORDED


@dataclass(frozen=True)
class BoardDecision:
    """A decision of the board; `changes` names the agreed changes that carry it out, as `agreement 3`.

    `comment` is what came of it, or why it is withdrawn.
    """

    decision: str
    decided_on: dt.date
    meeting: int | None = None
    changes: tuple[str, ...] = ()
    withdrawn: bool = False
    comment: str = ""
    number: int = 0
    recorded: Recorded = NOT_RECORDED


@dataclass(frozen=True)
class Risk:
    """A risk or an issue. `likelihood` is None for an issue; `escalated` is to whom, "" where it is not."""

    kind: RiskKind
    title: str
    owner: str
    likelihood: int | None
    impact: int
    mitigation: str
    escalated: str = ""
    status: RiskStatus = RiskStatus.OPEN
    comment: str = ""
    number: int = 0
    recorded: Recorded = NOT_RECORDED

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25; an issue has happened, so its likelihood is 5."""
        likelihood = None if self.kind is RiskKind.ISSUE else self.likelihood
        return (max(SCORES) if likelihood is None else likelihood) * self.impact


@dataclass(frozen=True)
class Board:
    """Every row recorded by a moment, oldest first."""

    meetings: tuple[Meeting, ...] = ()
    log: tuple[LogItem, ...] = ()
    decisions: tuple[BoardDecision, ...] = ()
    risks: tuple[Risk, ...] = ()


EMPTY_BOARD = Board()

Entry = TypeVar("Entry", Meeting, LogItem, BoardDecision, Risk)


def latest(rows: Iterable[Entry]) -> tuple[Entry, ...]:
    """The newest row of each number, in the order of numbers."""
    newest = {row.number: row for row in rows}
    return tuple(newest[number] for number in sorted(newest))


def history(rows: Iterable[Entry], number: int) -> tuple[Entry, ...]:
    """All rows of a number, oldest first."""
    return tuple(row for row in rows if row.number == number)


def newest_entry(rows: Iterable[Entry], number: int | None) -> Entry | None:
    """The newest row of a number; None where there is none."""
    return next((row for row in latest(rows) if row.number == number), None)


def change_names(changes: Changes) -> tuple[str, ...]:
    """The names by which a decision refers to agreed changes: kind and number."""
    return tuple(f"{kind} {one.decision.id}" for kind, made in changes.by_kind.items() for one in made)


def check_entry(
    entry: Meeting | LogItem | BoardDecision | Risk, board: Board, changes: Changes, today: dt.date
) -> None:
    """Refuse an entry that is incomplete, nothing new, or amends or names what is not there.

    An amendment of a row carries it as `recorded`, and is refused where another row is the newest by now.
    Raises RefusedError in one sentence.
    """
    for name, words in vars(entry).items():
        if type(words) is str:
            check_length(f"The {_called(entry, name)}", words, LONGEST_TEXT)
    if isinstance(entry, Meeting):
        _check_amendment("meeting", entry, board.meetings)
        _check_meeting(entry, board)
    elif isinstance(entry, LogItem):
        _check_amendment("item", entry, board.log)
        _check_log(entry, board)
    elif isinstance(entry, BoardDecision):
        _check_amendment("decision", entry, board.decisions)
        _check_decision(entry, board, changes, today)
    else:
        _check_amendment(entry.kind, entry, board.risks)
        _check_risk(entry)


def _called(entry: object, name: str) -> str:
    """The word for a text of an entry: mostly its field's name."""
    if isinstance(entry, Risk) and name == "title":
        return str(entry.kind)
    return {"body": "body that meets", "escalated": "escalation"}.get(name, name)


def _check_amendment(name: str, entry: Entry, rows: tuple[Entry, ...]) -> None:
    """Refuse to amend what is not there, what somebody else amended meanwhile, and to say the same again."""
    if not entry.number:
        return
    newest = newest_entry(rows, entry.number)
    if newest is None:
        raise RefusedError(f"There is no {name} {entry.number}.")
    if entry.recorded.id not in {0, newest.recorded.id} and newest.recorded.at:
        when = day_name(london_day(newest.recorded.at))
        raise RefusedError(
            f"{name.capitalize()} {entry.number} was amended by {newest.recorded.by} on {when} meanwhile: "
            "look at the newest entry, and amend that."
        )
    if _same_entry(entry, newest):
        raise RefusedError(f"That is what is known of {name} {entry.number} already.")


def _same_entry(entry: Entry, newest: Entry) -> bool:
    """Whether an amendment changes nothing; no comment, or the same one, is none."""

    def values_of(row: Entry) -> dict[str, object]:
        values = {one.name: getattr(row, one.name) for one in fields(row) if one.name != "recorded"}
        return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}

    new, old = values_of(entry), values_of(newest)
    return new in (old, old | {"comment": ""} if "comment" in old else old)


def _check_meeting(entry: Meeting, board: Board) -> None:
    _check_stated(("body that meets", entry.body))
    for other in latest(board.meetings):
        same = other.body.casefold() == entry.body.strip().casefold() and other.held_on == entry.held_on
        if same and other.number != entry.number and not other.cancelled and not entry.cancelled:
            raise RefusedError(f"The meeting of {other.body} on {day_name(other.held_on)} is there already.")
    if entry.quarter_ending.month % 3:
        raise RefusedError(f"No quarter ends in {month_name(entry.quarter_ending)}.")


def _check_log(entry: LogItem, board: Board) -> None:
    _check_stated(("item", entry.item), ("owner", entry.owner))
    _check_meeting_named(entry.meeting, board)
    if entry.status is LogStatus.DROPPED and is_blank(entry.comment):
        raise RefusedError("Say in the comment why the item is dropped.")


def _check_decision(entry: BoardDecision, board: Board, changes: Changes, today: dt.date) -> None:
    _check_stated(("decision", entry.decision))
    _check_meeting_named(entry.meeting, board)
    if entry.decided_on > today:
        raise RefusedError(f"It cannot have been decided on {day_name(entry.decided_on)}: that day is in the future.")
    before = newest_entry(board.decisions, entry.number)
    if before is None or before.meeting != entry.meeting:
        _check_held(newest_entry(board.meetings, entry.meeting), today)
    missing = [name for name in entry.changes if name not in change_names(changes)]
    if missing:
        raise RefusedError(f"No {missing[0]} was agreed, so a decision cannot name it.")
    if entry.withdrawn and is_blank(entry.comment):
        raise RefusedError("Say in the comment why the decision is withdrawn.")


def _check_held(meeting: Meeting | None, today: dt.date) -> None:
    """Refuse a decision of a meeting that did not take place."""
    if meeting and (meeting.cancelled or meeting.held_on > today):
        why = "was cancelled" if meeting.cancelled else "has not been held"
        raise RefusedError(f"The meeting on {day_name(meeting.held_on)} {why}, so it has decided nothing.")


def _check_risk(entry: Risk) -> None:
    _check_stated((f"{entry.kind}", entry.title), ("owner", entry.owner), ("mitigation", entry.mitigation))
    if entry.kind is RiskKind.RISK and entry.likelihood is None:
        raise RefusedError("Say how likely the risk is, from 1 to 5.")
    if entry.kind is RiskKind.ISSUE and entry.likelihood is not None:
        raise RefusedError("An issue has happened: it takes no likelihood.")
    for name, score in (("likelihood", entry.likelihood), ("impact", entry.impact)):
        if score is not None and score not in SCORES:
            raise RefusedError(f"The {name} is {score}: it goes from 1 to 5.")
    if entry.status is RiskStatus.CLOSED and is_blank(entry.comment):
        raise RefusedError(f"Say in the comment why the {entry.kind} is closed.")


def _check_stated(*texts: tuple[str, str]) -> None:
    for name, words in texts:
        if is_blank(words):
            raise RefusedError(f"Say the {name}.")


def _check_meeting_named(number: int | None, board: Board) -> None:
    if number is not None and all(one.number != number for one in board.meetings):
        raise RefusedError(f"There is no meeting {number}.")
