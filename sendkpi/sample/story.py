"""The illustrative figures: the story of `data/sample/`, recorded as it would have been, in a store of its own.

That store is made whole or not at all, and anew where it was made by another revision of the program, from another
plan or of another story: nothing in it is anyone's.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Engine, make_url

from sendkpi import settings, store
from sendkpi.errors import SendKpiError
from sendkpi.sample.delivery import read_delivery
from sendkpi.sample.events import Event, read_events

if TYPE_CHECKING:
    from sendkpi.plan import Plan

PATIENCE_SECONDS = 120
"""How long one process waits for another to finish filling."""

_filling = Lock()
_filled: set[tuple[str, int]] = set()


def fill(plan: Plan, url: str) -> None:
    """Make sure that the illustrative store holds the whole story, each event as if recorded at its moment.

    Two sessions or processes never fill it at once. A store that has it all costs no more than a look.
    Raises SendKpiError where it is no SQLite file.
    """
    path, origin = _path(url), _origin(plan.fingerprint, settings.SAMPLE_FOLDER)
    if (url, origin) in _filled and path.exists():
        return
    with _filling, _alone(path):
        if _made_of(path) != origin:
            _make(plan, path, origin)
        _filled.add((url, origin))


def _path(url: str) -> Path:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise SendKpiError("The illustrative figures are kept in a SQLite file: name one, as sqlite:///folder/file.db.")
    return Path(parsed.database)


@lru_cache(maxsize=4)
def _origin(fingerprint: str, folder: Path) -> int:
    """A number that changes with the store's revision, the plan and the story; never 0, which a new file has."""
    digest = hashlib.sha256(f"{store.REVISION} {fingerprint}".encode())
    for file in sorted(folder.iterdir()):
        if file.suffix in {".csv", ".xlsx"}:
            digest.update(file.read_bytes())
    return int.from_bytes(digest.digest()[:4]) >> 1 or 1


def _made_of(path: Path) -> int:
    """The number that was written into the file when it was made; 0 where there is none, or none that can be read."""
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(path)) as database:
            (origin,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError:
        return 0
    return int(origin)


def _make(plan: Plan, path: Path, origin: int) -> None:
    """Record the story in a file elsewhere, then take it over in one go, whoever reads the one before it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "illustrative.db"
        engine = store.connect(f"sqlite:///{made}")
        _record(engine, plan, read_events(settings.SAMPLE_FOLDER))
        _record(engine, plan, read_delivery(settings.SAMPLE_FOLDER, plan))
        engine.dispose()
        _take_over(made, path, origin)


def _take_over(made: Path, path: Path, origin: int) -> None:
    try:
        with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(path)) as target:
            source.execute(f"PRAGMA user_version = {origin}")
            source.backup(target)
    except sqlite3.Error as error:
        raise SendKpiError(f"The illustrative figures cannot be written to {path}: {error}.") from error


def _record(engine: Engine, plan: Plan, events: Iterable[Event]) -> None:
    for event in events:
        try:
            event.record(engine, plan)
        except SendKpiError:
            break  # a plan of another area has no use for this story


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time: a lock that the system lets go of, should the process end early."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(f"{path}-filling", timeout=PATIENCE_SECONDS, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
