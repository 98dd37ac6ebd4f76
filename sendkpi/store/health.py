"""The health of a store: its faults, and rows that a wrong clock dated ahead of their time.

No row is changed in place: a correction is a further row, with who made it and why, and readers take its moment for
that of the row (`dated`). What is corrected is so for every as-at day, since no reader could see it on the right one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Select, insert, literal, select, text, union_all

from sendkpi.errors import RefusedError
from sendkpi.store.base import tables
from sendkpi.store.base.database import reading, writing
from sendkpi.store.base.dated import dated, newest_moment
from sendkpi.store.base.stamps import TICK, cutoff, in_utc, is_ahead, stated, stated_reason
from sendkpi.values import day_name, london_day, moment_name


@dataclass(frozen=True)
class Misdated:
    """A row with a moment (UTC) ahead of the clock: of which table, and what names it there."""

    table: str
    row: int
    moment: dt.datetime


def correct_moments(
    engine: Engine, recorded_on: dt.date, *, by: str, reason: str, now: dt.datetime | None = None
) -> tuple[Misdated, ...]:
    """Record that every row ahead of the clock was recorded on a day (London), in the order they have; answers them.

    `now` stands in for the clock (tests only). Raises RefusedError without a name or a reason, where no row is ahead,
    for a day in the future, and for one before the newest row that is dated rightly: the order must stay.
    """
    who = stated(by, "Say who corrects the moments.")
    why = stated_reason(reason, "Say why the moments are corrected.")
    clock = _clock(now)
    with writing(engine) as connection:
        rows = _misdated(connection, clock)
        if not rows:
            raise RefusedError("No entry is ahead of this machine's clock: there is nothing to correct.")
        first = _first_moment(recorded_on, _newest_sound(connection, clock), clock, len(rows))
        corrected = [
            {"table": one.table, "row": one.row, "moment": first + number * TICK, "recorded_at": clock}
            for number, one in enumerate(rows)
        ]
        connection.execute(
            insert(tables.moment_corrections), [one | {"recorded_by": who, "reason": why} for one in corrected]
        )
    return rows


def _clock(now: dt.datetime | None) -> dt.datetime:
    return in_utc(now) if now else dt.datetime.now(tz=dt.UTC)


def _misdated(connection: Connection, clock: dt.datetime) -> tuple[Misdated, ...]:
    """The rows ahead of the clock, in their order, where the newest keeps anything more from being recorded."""
    if not is_ahead(newest_moment(connection), clock):
        return ()
    every = _moments().subquery()
    ahead = select(every).where(every.c.moment > clock).order_by(every.c.moment, every.c.place, every.c.row)
    return tuple(Misdated(row["table"], row["row"], row["moment"]) for row in connection.execute(ahead).mappings())


def _newest_sound(connection: Connection, clock: dt.datetime) -> dt.datetime | None:
    """The newest moment that is not ahead of the clock."""
    every = _moments().subquery()
    sound = select(every.c.moment).where(every.c.moment <= clock).order_by(every.c.moment.desc()).limit(1)
    moment: dt.datetime | None = connection.execute(sound).scalar()
    return moment


def _moments() -> Select[tuple[str, int, dt.datetime, int]]:
    """Every row's `table`, `row`, `moment` and the `place` of its table among the others."""
    parts = [
        select(
            literal(table.name).label("table"),
            dated(table).c[tables.row_key(table).name].label("row"),
            dated(table).c.recorded_at.label("moment"),
            literal(place).label("place"),
        )
        for place, table in enumerate(tables.DATED)
    ]
    every = union_all(*parts).subquery()
    return select(every)


def _first_moment(day: dt.date, newest: dt.datetime | None, clock: dt.datetime, count: int) -> dt.datetime:
    """The moment of the first of `count` rows: on that day, after the newest before them, before the clock."""
    if day > london_day(clock):
        raise RefusedError(f"{day_name(day)} is in the future: give the day on which the entries were recorded.")
    last = min(cutoff(day) or clock, clock)
    if newest is not None and newest + count * TICK > last:
        raise RefusedError(
            f"Other entries were recorded on {day_name(london_day(newest))}, before these: give that day or a later."
        )
    begin = (cutoff(day - dt.timedelta(days=1)) or last) + TICK
    return max(begin, newest + TICK) if newest else begin


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
        ahead = len(_misdated(connection, clock))
        return Health(newest, clock, (*_ahead(ahead, newest, clock), *_damage(connection)))


def _ahead(ahead: int, newest: dt.datetime | None, clock: dt.datetime) -> Iterator[Finding]:
    if newest is None or not ahead:
        return
    yield Finding(
        "clock",
        f"The newest entry was recorded on {moment_name(newest)}, but this machine's clock says {moment_name(clock)}; "
        f"entries ahead of the clock: {ahead}. Nothing can be stored until then. If the clock is wrong, put it "
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
