"""Opening the database, and the two ways of working in it: reading, and writing one transaction at a time.

SQLite is a file beside the product; any other SQLAlchemy URL is a server's database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from sendkpi.errors import SendKpiError
from sendkpi.store.base import upgrading
from sendkpi.store.base.migrations import REVISION
from sendkpi.store.base.upgrading import UnusableError

BUSY_SECONDS = 30
"""How long a writer waits for another to finish before it gives up."""

_READER_SECONDS = 2
"""How long a writer that has finished waits for readers, to empty SQLite's log."""

_WRITES = "sendkpi_writes"
_POSTGRESQL_LOCK = 7_365_646  # any number of our own: names the lock that our writers share


class _Driver(Protocol):
    """As much of a sqlite3 connection as is set up here."""

    isolation_level: str | None

    def execute(self, statement: str, /) -> sqlite3.Cursor: ...


def connect(url: str) -> Engine:
    """The engine of this database, its tables made where they are missing.

    Remembered, so that a page and the next do not open it twice. Creates the folder of a SQLite file.
    Raises SendKpiError where the address is not one, or the database cannot be opened or written.
    """
    path = _path(_parsed(url))
    if path is not None and not path.exists():
        _open.cache_clear()  # a remembered engine would go on with the file that is no longer there
    return _open(url)


def exists(url: str) -> bool:
    """Whether there is a database to read, without making one. A server's is taken to be there."""
    path = _path(_parsed(url))
    return path is None or path.exists()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to read with.

    Raises SendKpiError where the database cannot be read.
    """
    try:
        with engine.connect() as connection:
            yield connection
    except (DBAPIError, PoolTimeoutError) as error:
        raise SendKpiError(f"The database cannot be read: {_reason(error)}.") from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, alone: no other writer is let in until it ends; an error undoes all of it.

    Raises SendKpiError where the database cannot be written.
    """
    try:
        with engine.connect().execution_options(**{_WRITES: True}) as connection:
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _POSTGRESQL_LOCK})
                yield connection
            _checkpoint(connection)
    except (DBAPIError, PoolTimeoutError) as error:
        raise SendKpiError(f"Nothing was stored: the database cannot be written: {_reason(error)}.") from error


@lru_cache(maxsize=16)
def _open(url: str) -> Engine:
    parsed = _parsed(url)
    path = _path(parsed)
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed)
        if engine.dialect.name == "sqlite":
            _set_up_sqlite(engine)
        _bring_up_to_date(engine, path)
    except (SQLAlchemyError, ImportError, OSError, sqlite3.Error, UnusableError) as error:
        name = parsed.render_as_string(hide_password=True)
        raise SendKpiError(f"The database {name} cannot be opened: {_reason(error)}.") from error
    return engine


def _bring_up_to_date(engine: Engine, path: Path | None) -> None:
    with engine.connect() as connection:
        current = upgrading.revision(connection) == REVISION
    if not current:
        with writing(engine) as connection:
            upgrading.bring_up_to_date(connection, path)
        engine.dispose()  # a file that was empty is opened again, now with a write-ahead log
    elif engine.dialect.name == "sqlite":
        _empty_log(engine)  # one that was killed after its last write may have left some of it there


def _empty_log(engine: Engine) -> None:
    with engine.connect() as connection:
        _checkpoint(connection)


def _checkpoint(connection: Connection) -> None:
    """Bring what lies in SQLite's write-ahead log into the file, so that a copy of the file alone has everything.

    Where somebody goes on reading what was there before, the next write does it: what is written is safe in the log.
    """
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        return
    with suppress(sqlite3.Error):
        driver.execute(f"PRAGMA busy_timeout = {_READER_SECONDS * 1000}")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def _set_up_sqlite(engine: Engine) -> None:
    """Readers beside a writer (WAL), keys checked, and transactions that begin where we say.

    A new file gets its tables before its log: one that was cut short in between is then an empty file, and one with
    bytes but no tables is known to have lost them.

    The driver would begin a transaction only at the first write; then two submissions could both
    look for the same bytes before either stores them. So a writer takes the write lock at once.
    """

    @event.listens_for(engine, "connect")
    def set_up(driver: _Driver, _record: object) -> None:
        driver.isolation_level = None
        driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        if driver.execute("PRAGMA page_count").fetchone() != (0,):
            driver.execute("PRAGMA journal_mode = WAL")
        driver.execute("PRAGMA foreign_keys = ON")
        driver.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten with noughts: see `writing.purge`

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _parsed(url: str) -> URL:
    """The address taken apart.

    Raises SendKpiError where it is none, or is a database in memory, which would be gone at once.
    """
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        message = (
            "The database address cannot be read: write it as sqlite:///folder/file.db or postgresql://user@host/name."
        )
        raise SendKpiError(message) from error
    if parsed.get_backend_name() == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise SendKpiError("The database address names no file: write it as sqlite:///folder/file.db.")
    return parsed


def _path(url: URL) -> Path | None:
    """The file of a SQLite database; None for a server's, or one given in SQLite's own address form."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith("file:"):
        return None
    return Path(url.database)


def _reason(error: BaseException) -> str:
    """The message of the database, the driver or the system, in one line without a full stop."""
    cause = getattr(error, "orig", None) or error
    lines = str(cause).strip().splitlines() or [type(cause).__name__]
    return lines[0].rstrip(". ")
