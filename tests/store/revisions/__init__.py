"""A small database of every revision, as text: what the program of that time had recorded (`every_kind`).

`python -m tests.store.revisions` keeps one of the present revision, before a step is added to it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sendkpi import store
from sendkpi.store.base.migrations import REVISION
from tests.store.every_kind import record_every_kind

FOLDER = Path(__file__).parent


def restore(name: str, path: Path) -> str:
    """Make the database that is kept under a name, in the file; its URL."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.executescript((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    return f"sqlite:///{path}"


def keep() -> Path:
    """Write a database of this revision down; where."""
    kept = FOLDER / f"{REVISION}.sql"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept.db"
        record_every_kind(store.connect(f"sqlite:///{path}"))
        with closing(sqlite3.connect(path)) as database:
            kept.write_text("\n".join(database.iterdump()) + "\n", encoding="utf-8")
    return kept
