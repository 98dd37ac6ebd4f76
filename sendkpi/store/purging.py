"""Destroying an original that should never have come. Its hash, its figures and a record of who did it and why stay.

In SQLite nothing of it is left in the database's own files: the bytes are overwritten where they stood
(`secure_delete`, set on every connection), the file is written anew without what older copies of a page may have kept
(VACUUM), and the write-ahead log, which holds them from the day they came, is emptied. A server's database only deletes
the row: PostgreSQL keeps its bytes until it vacuums the table and recycles its log, and that is for whoever runs it.
Backups, copies and what somebody downloaded are out of reach of either.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from sendkpi.errors import RefusedError, SendKpiError
from sendkpi.record.submissions import Purge, Submission
from sendkpi.store import tables
from sendkpi.store.attribution import stated, stated_reason
from sendkpi.store.database import writing
from sendkpi.store.dated import recording_moment
from sendkpi.store.reading import find_purge, require

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Connection, Engine


def purge(engine: Engine, submission_id: int, *, by: str, reason: str, now: dt.datetime | None = None) -> Submission:
    """Destroy the bytes that were sent; every submission of the same bytes has lost its original with them.

    `now` as in `submit`. Raises NotFoundError for a number that no submission has, RefusedError without a name or a
    reason, or where they were destroyed before (then their traces are only swept up once more), SendKpiError where
    the record stands but traces may be left in the files, because something else holds the database.
    """
    who = stated(by, "Say who destroys the original.")
    why = stated_reason(reason, "Say why the original is destroyed.")
    with writing(engine) as connection:
        known = require(connection, submission_id)
        before = find_purge(connection, known.sha256)
        if before is None:
            destroyed = _record(connection, known, who, why, now)
    _sweep(engine, submission_id)
    if before is not None:
        raise RefusedError(f"The original of submission {submission_id} was already {before.words}.")
    return replace(known, destroyed_at=destroyed.recorded_at, destroyed_by=who, destroyed_reason=why)


def _record(connection: Connection, known: Submission, who: str, why: str, now: dt.datetime | None) -> Purge:
    """Delete the bytes and say so, in one transaction."""
    made = Purge(known.id, known.sha256, recording_moment(connection, now), who, why)
    connection.execute(insert(tables.purges).values(vars(made)))
    connection.execute(delete(tables.originals).where(tables.originals.c.sha256 == known.sha256))
    return made


def _sweep(engine: Engine, submission_id: int) -> None:
    """Leave no trace of deleted bytes in SQLite's file and its log.

    Raises SendKpiError where another reader or writer would not let go of them.
    """
    if engine.dialect.name != "sqlite":
        return
    try:
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_) = cursor.fetchone() or (0,)
            obstacle = "it is in use" if busy else ""
    except sqlite3.Error as error:
        obstacle = str(error)
    if obstacle:
        raise SendKpiError(
            f"The original of submission {submission_id} is destroyed and can no longer be opened, but traces of it "
            f"may be left in the database's files: {obstacle}. Destroy it once more when nobody else uses the database."
        )
