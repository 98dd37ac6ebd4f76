"""Recording a submission, a withdrawal or the destruction of an original: one transaction each, all or none of it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, delete, exists, insert, select

from sendkpi.errors import AlreadyLoadedError, RefusedError, SendKpiError
from sendkpi.frames import plain_records, settle
from sendkpi.frames.figures import ExtractRow
from sendkpi.record.submissions import Purge, State, Submission, already_loaded, sent_again
from sendkpi.store.base import tables
from sendkpi.store.base.database import writing
from sendkpi.store.base.dated import insert_row, recording_moment
from sendkpi.store.base.stamps import stated, stated_reason
from sendkpi.store.delivery import keep_reported
from sendkpi.store.layouts import keep_in
from sendkpi.store.reading import find_loaded, find_purge, require, version_of
from sendkpi.texts import LONGEST_FILENAME, LONGEST_NOTE, kept_text
from sendkpi.values import Problem, london_day

if TYPE_CHECKING:
    from sendkpi.layouts import Layout
    from sendkpi.record.extract import Extract

_FIGURE = ["measure", "month", "breakdown"]
_NUMBERS = ["numerator", "denominator", "value"]


def submit(  # noqa: PLR0913 - what is stated of a submission, by name
    engine: Engine,
    extract: Extract,
    *,
    by: str,
    note: str = "",
    reason: str = "",
    received_on: dt.date | None = None,
    now: dt.datetime | None = None,
    seen: str | None = None,
    layouts: Iterable[Layout] = (),
    confirmed: Iterable[tuple[Problem, str]] = (),
) -> Submission:
    """Record an extract: its bytes, its figures, who sent it and when.

    `reason` is why its warnings were confirmed, `confirmed` is each of them with its reason.
    `received_on` is the day in London unless stated;
    `now` stands in for the clock (tests and illustrative figures only).
    `seen` is the version of the store that the extract was held against: another one refuses it.
    `layouts` are the answers that it was read by, kept in the same transaction.
    Raises RefusedError for that, for an extract with errors or without a name of who records it, and for bytes that
    were destroyed here (what was not to be kept once is not taken back); AlreadyLoadedError where the same bytes count.
    """
    who = stated(by, "Say who records the submission.")
    if not extract.accepted:
        raise RefusedError(f"{extract.filename} has errors, so nothing of it was stored.")
    rows = _rows(extract)
    with writing(engine) as connection:
        if purge := find_purge(connection, extract.sha256):
            raise RefusedError(f"{extract.filename} is refused, nothing was stored. {sent_again(purge)}")
        same = find_loaded(connection, extract.sha256)
        if same is not None:
            raise AlreadyLoadedError(already_loaded(same))
        if seen is not None and seen != version_of(connection):
            raise RefusedError(
                f"Other figures were recorded since {extract.filename} was examined. Nothing of it was stored: "
                "look at what it would do now, and store it then."
            )
        recorded_at = recording_moment(connection, now)
        draft = Submission(
            id=0,  # the database numbers it
            filename=kept_text("The name of the file", extract.filename, LONGEST_FILENAME),
            sha256=extract.sha256,
            received_on=received_on or london_day(recorded_at),
            recorded_at=recorded_at,
            recorded_by=who,
            note=kept_text("The note", note, LONGEST_NOTE),
            reason=kept_text("The reason", reason, LONGEST_NOTE),
            rows=len(rows),
            milestones=len(extract.milestones),
            recommendations=len(extract.recommendations),
        )
        keep_in(connection, layouts, who, recorded_at)
        _keep_original(connection, extract)
        number = _insert(connection, draft, rows)
        _keep_confirmations(connection, confirmed, number)
        keep_reported(connection, extract.milestones, extract.recommendations, number, who, recorded_at)
        return replace(draft, id=number)


def withdraw(engine: Engine, submission_id: int, *, by: str, reason: str, now: dt.datetime | None = None) -> Submission:
    """Record that a submission no longer counts: the figures before it count again from now on.

    `now` as in `submit`. Raises NotFoundError for a number that no submission has,
    RefusedError without a name or a reason, or where it was withdrawn before.
    """
    who = stated(by, "Say who withdraws the submission.")
    why = stated_reason(reason, "Say why the submission is withdrawn.")
    with writing(engine) as connection:
        known = require(connection, submission_id)
        if known.state is State.WITHDRAWN:
            raise RefusedError(f"Submission {submission_id} is withdrawn already.")
        recorded_at = recording_moment(connection, now)
        row = {"submission": known.id, "recorded_at": recorded_at, "recorded_by": who, "reason": why}
        connection.execute(insert(tables.withdrawals), row)
    return replace(known, state=State.WITHDRAWN, withdrawn_at=recorded_at, withdrawn_by=who, withdrawn_reason=why)


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
            destroyed = _destroy(connection, known, who, why, now)
    _sweep(engine, submission_id)
    if before is not None:
        raise RefusedError(f"The original of submission {submission_id} was already {before.words}.")
    return replace(known, destroyed_at=destroyed.recorded_at, destroyed_by=who, destroyed_reason=why)


def _destroy(connection: Connection, known: Submission, who: str, why: str, now: dt.datetime | None) -> Purge:
    """Delete the bytes and say so, in one transaction."""
    made = Purge(known.id, known.sha256, recording_moment(connection, now), who, why)
    connection.execute(insert(tables.purges).values(vars(made)))
    connection.execute(delete(tables.originals).where(tables.originals.c.sha256 == known.sha256))
    return made


def _sweep(engine: Engine, submission_id: int) -> None:
    """Leave no trace of deleted bytes in SQLite's file and its log.

    The bytes are overwritten where they stood (`secure_delete`, set on every connection), the file is written anew
    without what older copies of a page may have kept (VACUUM), and the write-ahead log, which holds them from the day
    they came, is emptied. A server's database only deletes the row: PostgreSQL keeps its bytes until it vacuums the
    table and recycles its log, and that is for whoever runs it. Backups and downloads are out of reach of either.
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


def _keep_original(connection: Connection, extract: Extract) -> None:
    """Keep the bytes, once: those of a withdrawn submission may be there already."""
    same = tables.originals.c.sha256 == extract.sha256
    if not connection.execute(select(exists().where(same))).scalar():
        connection.execute(insert(tables.originals).values(sha256=extract.sha256, content=extract.content))


def _insert(connection: Connection, submission: Submission, rows: list[dict[str, object]]) -> int:
    """Add the submission and its figures; its number."""
    row = {column.name: getattr(submission, column.name) for column in tables.submissions.c if column.name != "id"}
    number = insert_row(connection, tables.submissions, row, submission.recorded_by, submission.recorded_at)
    if rows:
        connection.execute(insert(tables.observations), [{**row, "submission": number} for row in rows])
    return number


def _keep_confirmations(connection: Connection, confirmed: Iterable[tuple[Problem, str]], submission: int) -> None:
    rows = [
        {name: getattr(problem, name) for name in ("code", "measure", "month", "about", "message", "sheet", "cell")}
        | {"submission": submission, "number": number, "reason": kept_text("The reason", why, LONGEST_NOTE)}
        for number, (problem, why) in enumerate(confirmed, start=1)
    ]
    if rows:
        connection.execute(insert(tables.confirmations), rows)


def _rows(extract: Extract) -> list[dict[str, object]]:
    """The extract's figures as rows of the table, a repeated figure once.

    Raises RefusedError where it has two figures for one measure, month and breakdown.
    """
    settled = settle(extract.rows, ExtractRow)
    once = settled.drop_duplicates([*_FIGURE, *_NUMBERS, "symbol"])
    if once.duplicated(_FIGURE).any():
        raise RefusedError(f"{extract.filename} has two figures for one measure, month and breakdown.")
    return plain_records(once.assign(month=once["month"].dt.date))
