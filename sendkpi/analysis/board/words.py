"""The board's business in words: how it stands on a day, and what each row of an entry's history changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendkpi.analysis.wording import counted
from sendkpi.record.board import Board, BoardDecision, LogItem, Meeting, Risk, latest
from sendkpi.values import day_name, month_name

if TYPE_CHECKING:
    from sendkpi.analysis.board.business import BoardSummary

LABELS = {"held_on": "Date", "title": "What it is", "changes": "Agreed changes", "escalated": "Escalated to"}
"""What a field of an entry is called, where it is not by its name."""

ATTRIBUTION = {"number", "recorded"}
"""The fields of a row that are not said by whoever entered it."""

NONE = "none"


@dataclass(frozen=True)
class FieldChange:
    """A field that a row changes; `before` is "" in an entry's first row."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One row of an entry's history: who recorded it when, and what it said first or changed."""

    on: dt.date | None
    by: str
    changes: tuple[FieldChange, ...]


def describe_board(now: BoardSummary) -> str:
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


def entry_steps(
    rows: Sequence[Meeting] | Sequence[LogItem] | Sequence[BoardDecision] | Sequence[Risk], names: Mapping[int, str]
) -> tuple[Step, ...]:
    """The history of an entry, a step for each row, oldest first; `names` as of `meeting_names`.

    A comment is told where it is made, and not again where a later row only carries it along or has none.
    """
    steps: list[Step] = []
    before: dict[str, str] = {}
    for row in rows:
        now = {name: _words(name, value, names) for name, value in vars(row).items() if name not in ATTRIBUTION}
        changes = tuple(_changes(before, now) if before else _first(now))
        steps.append(Step(row.recorded.day, row.recorded.by, changes))
        before = now | {"comment": now["comment"] or before.get("comment", "")} if "comment" in now else now
    return tuple(steps)


def _first(now: dict[str, str]) -> Iterator[FieldChange]:
    """The fields of an entry's first row that are not blank."""
    for name, words in now.items():
        if words not in {"", NONE, "no"}:
            yield FieldChange(_label(name), "", words)


def _changes(before: dict[str, str], now: dict[str, str]) -> Iterator[FieldChange]:
    for name, words in now.items():
        if words != before[name] and (words or name != "comment"):
            yield FieldChange(_label(name), "" if name == "comment" else before[name] or NONE, words or NONE)


def _label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " ").capitalize())


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
