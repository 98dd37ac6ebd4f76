"""Opening the database, and the two ways of working in it: reading, and writing one transaction at a time.

SQLite is a file beside the product; any other SQLAlchemy URL is a server's database.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from sendkpi.errors import SendKpiError
from sendkpi.store.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Engine

BUSY_SECONDS = 30
"""How long a writer waits for another to finish before it gives up."""

_WRITES = "sendkpi_writes"
_POSTGRESQL_LOCK = 7_365_646  # any number of our own: names the lock that our writers share


class _Driver(Protocol):
    """As much of a sqlite3 connection as is set up here."""

    isolation_level: str | None

    def execute(self, statement: str, /) -> object: ...


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
        with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _POSTGRESQL_LOCK})
            yield connection
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
        if not set(metadata.tables) <= set(inspect(engine).get_table_names()):
            with writing(engine) as connection:
                metadata.create_all(connection)
    except (SQLAlchemyError, ImportError, OSError) as error:
        name = parsed.render_as_string(hide_password=True)
        raise SendKpiError(f"The database {name} cannot be opened: {_reason(error)}.") from error
    return engine


def _set_up_sqlite(engine: Engine) -> None:
    """Readers beside a writer (WAL), keys checked, and transactions that begin where we say.

    The driver would begin a transaction only at the first write; then two submissions could both
    look for the same bytes before either stores them. So a writer takes the write lock at once.
    """

    @event.listens_for(engine, "connect")
    def set_up(driver: _Driver, _record: object) -> None:
        driver.isolation_level = None
        driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        driver.execute("PRAGMA journal_mode = WAL")
        driver.execute("PRAGMA foreign_keys = ON")
        driver.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten with noughts: see purging.py

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
    """What the database, the driver or the system said, in one line without a full stop."""
    said = getattr(error, "orig", None) or error
    lines = str(said).strip().splitlines() or [type(said).__name__]
    return lines[0].rstrip(". ")
