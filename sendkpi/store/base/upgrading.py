"""Bringing a database to this program's revision when it is opened: new ones are made, older ones upgraded.

A database carries its revision (in Alembic's table); one from before revisions is recognised by the tables that every
sendkpi database has had. An upgrade is one transaction, alone: of two programs that start at once one does it, and one
that fails or is killed leaves the database as it was. A SQLite file is copied beside itself before.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    String,
    Table,
    create_mock_engine,
    insert,
    inspect,
    make_url,
    select,
)

from sendkpi.errors import SendKpiError
from sendkpi.store.base.migrations import REVISION
from sendkpi.store.base.tables import metadata

_ALWAYS = {"submissions", "observations", "originals", "withdrawals"}
"""The tables of the first sendkpi database, and of every one since."""
_revisions = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


class UnusableError(SendKpiError):
    """A database that is not ours, lost its tables or is too new; its message is the end of a sentence."""


def revision(connection: Connection) -> str | None:
    """The revision of the tables; "" of a sendkpi database from before revisions, None where there are no tables.

    Raises UnusableError where the tables are something else's.
    """
    names = set(inspect(connection).get_table_names())
    if _revisions.name in names and (found := connection.execute(select(_revisions.c.version_num)).scalar()):
        return str(found)
    if names >= _ALWAYS:
        return ""
    if names:
        raise UnusableError("it holds other tables than a sendkpi database does")
    return None


def bring_up_to_date(connection: Connection, path: Path | None) -> None:
    """Make the tables of an empty database, or upgrade an older one, in a writing transaction.

    `path` is a SQLite database's file. Raises UnusableError where it holds something else, lost what it held, or was
    made by a newer program; OSError or sqlite3.Error where it cannot be copied.
    """
    found = revision(connection)
    if found is None:
        _check_empty(path)
        for statement in _statements(connection.dialect.name):
            connection.exec_driver_sql(statement)
        _revisions.create(connection)
        connection.execute(insert(_revisions).values(version_num=REVISION))
    elif found != REVISION:
        steps = import_module("sendkpi.store.base.migrations.steps")  # only now: it is slow to import
        if found and found not in steps.known():
            raise UnusableError(
                f"it was made by a newer version of this program (revision {found}, this one knows {REVISION}): "
                "update the program"
            )
        if path is not None:
            _copy_beside(path)
        steps.upgrade(connection)


@lru_cache(maxsize=2)
def _statements(dialect: str) -> tuple[str, ...]:
    """What makes the tables, their indexes and their guards in a database of this kind: written once, run often."""
    written: list[str] = []
    kind = make_url(f"{dialect}://").get_dialect()()
    writer = create_mock_engine(f"{dialect}://", lambda one, *_: written.append(str(one.compile(dialect=kind))))
    metadata.create_all(writer, checkfirst=False)
    return tuple(written)


def _check_empty(path: Path | None) -> None:
    """A file with bytes but no tables has had some: they lie in a log that was left behind."""
    if path is not None and path.stat().st_size:
        raise UnusableError(
            f"it holds no tables. If it is a copy, what is missing lies in {path.name}-wal beside the original: "
            "copy both. If it never held anything, delete it"
        )


def _copy_beside(path: Path) -> None:
    """A whole copy of the file as it was, its log included, under a name that no earlier copy has."""
    copy = _free_name(path.with_name(f"{path.stem}.before-{REVISION}{path.suffix}"))
    partial = copy.with_name(f"{copy.name}-partial")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target)
        partial.replace(copy)
    finally:
        partial.unlink(missing_ok=True)


def _free_name(wanted: Path) -> Path:
    number, free = 1, wanted
    while free.exists():
        number += 1
        free = wanted.with_stem(f"{wanted.stem}-{number}")
    return free
