"""The board's business in words: how it stands on a day, and what each row of an entry's history changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from sendkpi.analysis.board.business import day_of
from sendkpi.analysis.wording import counted
from sendkpi.record.board import Board, BoardDecision, LogItem, Meeting, Risk, latest
from sendkpi.values import day_name, month_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sendkpi.analysis.board.business import Standing

LABELS = {
    "item": "Item",
    "owner": "Owner",
    "due": "Due",
    "status": "Status",
    "meeting": "Meeting",
    "comment": "Comment",
    "decision": "Decision",
    "decided_on": "Decided on",
    "changes": "Agreed changes",
    "withdrawn": "Withdrawn",
    "kind": "Kind",
    "title": "What it is",
    "likelihood": "Likelihood",
    "impact": "Impact",
    "mitigation": "Mitigation",
    "escalated": "Escalated to",
    "body": "Body",
    "held_on": "Date",
    "quarter_ending": "Quarter ending",
    "note": "Note",
    "cancelled": "Cancelled",
}
"""What each field of an entry is called."""

NONE = "none"


@dataclass(frozen=True)
class Said:
    """What a row said of one field; `before` is "" in an entry's first row."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One row of an entry's history: who recorded it when, and what it said or changed."""

    on: dt.date | None
    by: str
    said: tuple[Said, ...]


def describe_board(now: Standing) -> str:
    """The board's business in one sentence."""
    late = f"overdue, by {'up to ' if now.overdue > 1 else ''}{counted(now.most_days, 'day')}"
    danger = _of_them(now.high_or_escalated, now.open_risks, "high or escalated")
    since = "the last meeting" if now.last_meeting else ""
    parts = [
        _open(now.open_items, "action") + _of_them(now.overdue, now.open_items, late, none=" (none overdue)"),
        _open(now.open_risks, "risk") + danger,
        _open(now.issues, "issue"),
        f"{counted(now.decisions_since, 'decision')} {'at or since ' + since if since else 'so far'}",
    ]
    sentence = f"{'; '.join(parts)}."
    return sentence[0].upper() + sentence[1:]


def _of_them(part: int, whole: int, words: str, none: str = "") -> str:
    if not part:
        return none if whole else ""
    return f" ({words})" if whole == 1 else f" ({part} of them {words})"


def _open(count: int, what: str) -> str:
    return f"{counted(count, f'open {what}')}" if count else f"no open {what}"


def meeting_names(board: Board) -> dict[int, str]:
    """Each meeting by its number: `5 May 2022, SEND Executive Board`."""
    return {one.number: f"{day_name(one.held_on)}, {one.body}" for one in latest(board.meetings)}


def told(
    rows: Sequence[Meeting] | Sequence[LogItem] | Sequence[BoardDecision] | Sequence[Risk], names: Mapping[int, str]
) -> tuple[Step, ...]:
    """What each row of an entry's history said first or changed, oldest first; `names` as of `meeting_names`.

    A comment is told where it is made, and not again where a later row only carries it along or has none.
    """
    steps: list[Step] = []
    before: dict[str, str] = {}
    for row in rows:
        now = {one.name: _words(one.name, getattr(row, one.name), names) for one in fields(row) if one.name in LABELS}
        if not before:
            said = [Said(LABELS[name], "", words) for name, words in now.items() if words not in {"", NONE, "no"}]
        else:
            said = [
                Said(LABELS[name], "" if name == "comment" else before[name] or NONE, words or NONE)
                for name, words in now.items()
                if words != before[name] and (words or name != "comment")
            ]
        steps.append(Step(day_of(row.recorded), row.recorded.by, tuple(said)))
        before = now | {"comment": now["comment"] or before.get("comment", "")} if "comment" in now else now
    return tuple(steps)


def _words(name: str, value: object, names: Mapping[int, str]) -> str:
    if name == "meeting":
        return names.get(value, "") if isinstance(value, int) else NONE
    if name == "quarter_ending" and isinstance(value, dt.date):
        return month_name(value)
    if isinstance(value, dt.date):
        return day_name(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value) or NONE
    return NONE if value is None else str(value)
