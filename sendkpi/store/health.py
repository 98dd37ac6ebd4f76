"""Faults of a store, each with what to do about it: for the command `doctor`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text

from sendkpi.store.corrections import misdated
from sendkpi.store.database import reading
from sendkpi.store.dated import newest_moment
from sendkpi.values import moment_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


@dataclass(frozen=True)
class Finding:
    """A fault of the store: a short code, and what is wrong and what to do in words."""

    code: str
    message: str


@dataclass(frozen=True)
class Health:
    """The health of a store: its newest moment, the clock that it is held against (both UTC), and what is wrong."""

    newest: dt.datetime | None
    clock: dt.datetime
    findings: tuple[Finding, ...]


def check_health(engine: Engine, now: dt.datetime | None = None) -> Health:
    """Hold the store against the clock and the database's own checks; `now` stands in for the clock (tests only)."""
    clock = now or dt.datetime.now(tz=dt.UTC)
    with reading(engine) as connection:
        newest = newest_moment(connection)
        damage = tuple(_damage(connection))
    return Health(newest, clock, (*_clock(engine, newest, clock), *damage))


def _clock(engine: Engine, newest: dt.datetime | None, clock: dt.datetime) -> Iterator[Finding]:
    ahead = misdated(engine, clock)
    if newest is None or not ahead:
        return
    yield Finding(
        "clock",
        f"The newest entry was recorded on {moment_name(newest)}, but this machine's clock says {moment_name(clock)}; "
        f"entries ahead of the clock: {len(ahead)}. Nothing can be stored until then. If the clock is wrong, put it "
        "right. If it was wrong when these entries were recorded, say on which day that really was: "
        "`python -m sendkpi correct-moments --recorded-on DATE --by NAME --reason TEXT`.",
    )


def _damage(connection: Connection) -> Iterator[Finding]:
    """Faults that SQLite finds in its own file; a server's database is checked by whoever runs it."""
    if connection.dialect.name != "sqlite":
        return
    for (message,) in connection.execute(text("PRAGMA quick_check(5)")):
        if message != "ok":
            yield Finding("damaged", f"The database's file is damaged: {message}. Go back to a backup.")
    for table, row, *_ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Finding("damaged", f"Row {row} of {table} belongs to nothing that is kept: it was changed by hand.")
