"""The board's entries as recorded: meetings, actions log, decisions, risks and issues; amended by further rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Table, func, select

from sendkpi.plan.choices import LogStatus, RiskKind, RiskStatus
from sendkpi.record.board import Board, BoardDecision, Entry, LogItem, Meeting, Risk, check_entry
from sendkpi.record.updates import Recorded
from sendkpi.store.agreed_changes import changes_in
from sendkpi.store.base import tables
from sendkpi.store.base.database import writing
from sendkpi.store.base.dated import insert_row, recorded, recording_moment
from sendkpi.store.base.stamps import stated
from sendkpi.texts import kept_fields
from sendkpi.values import london_day

_TABLES: dict[type[object], Table] = {
    Meeting: tables.meetings,
    LogItem: tables.log_items,
    BoardDecision: tables.board_decisions,
    Risk: tables.risks,
}


def enter(engine: Engine, entry: Entry, *, by: str, now: dt.datetime | None = None) -> Entry:
    """Record an entry: a new one where its number is 0, else an amendment of that number; answers it as recorded.

    Raises RefusedError by the rules of `record.board.check_entry`; `now` stands in for the clock (tests and
    illustrative figures only).
    """
    who = stated(by, "Say who records it.")
    table = _TABLES[type(entry)]
    tidy = kept_fields(entry)
    with writing(engine) as connection:
        recorded_at = recording_moment(connection, now)
        today = london_day(recorded_at)
        check_entry(tidy, board_in(connection, None), changes_in(connection), today)
        number = tidy.number or 1 + (connection.execute(select(func.max(table.c.number))).scalar() or 0)
        row = {name: _kept(getattr(tidy, name)) for name in _fields(table)}
        key = insert_row(connection, table, row | {"number": number}, who, recorded_at)
    return replace(tidy, number=number, recorded=Recorded(who, recorded_at, None, key))


def board_in(connection: Connection, as_at: dt.date | dt.datetime | None) -> Board:
    """Every row recorded by that moment (`stamps.cutoff`), oldest first, inside a transaction."""
    return Board(
        tuple(Meeting(**_entry(Meeting, row)) for row in recorded(connection, tables.meetings, as_at)),
        tuple(
            LogItem(**_entry(LogItem, row, status=LogStatus)) for row in recorded(connection, tables.log_items, as_at)
        ),
        tuple(
            BoardDecision(**_entry(BoardDecision, row, changes=tuple))
            for row in recorded(connection, tables.board_decisions, as_at)
        ),
        tuple(
            Risk(**_entry(Risk, row, kind=RiskKind, status=RiskStatus))
            for row in recorded(connection, tables.risks, as_at)
        ),
    )


def _entry(of: type[Any], row: RowMapping, **read: type[Any]) -> dict[str, Any]:
    """The row as the record's fields, those of another type than the column's read anew."""
    values = {one.name: row[one.name] for one in fields(of) if one.name != "recorded"}
    typed = {name: make(values[name]) for name, make in read.items()}
    return values | typed | {"recorded": Recorded(row["recorded_by"], row["recorded_at"], None, row["id"])}


def _fields(table: Table) -> list[str]:
    return [column.name for column in table.c if column.name not in {"id", "number", "recorded_at", "recorded_by"}]


def _kept(value: object) -> object:
    """A value as its column holds it: plain text of a choice, a list of several names."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value
