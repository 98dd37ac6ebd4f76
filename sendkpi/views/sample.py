"""The illustrative figures: the story of `data/sample/`, recorded as it would have been, in a store of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from sendkpi import settings, store
from sendkpi.errors import AlreadyLoadedError, SendKpiError
from sendkpi.views.sample_delivery import read_delivery
from sendkpi.views.sample_events import known, read_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Engine

    from sendkpi.plan import Plan
    from sendkpi.views.sample_events import Event, Known

PATIENCE_SECONDS = 120
"""How long one process waits for another to finish filling."""

_filling = Lock()
_filled: set[str] = set()


def fill(plan: Plan, url: str) -> None:
    """Make sure that the illustrative store holds the whole story, each event as if recorded at its moment.

    Two sessions or processes never fill it at once, and a filling that was cut short is finished by the next.
    One that was filled before a part of the story was written gains that part, at its moments, though later ones
    stand already. A store that has it all costs no more than a look.
    """
    if url in _filled and store.exists(url):
        return
    with _filling, _alone(url):
        engine = store.connect(url)
        held = known(engine)
        _record(engine, plan, held, read_events(settings.SAMPLE_FOLDER))
        _record(engine, plan, held, read_delivery(settings.SAMPLE_FOLDER, plan))
        _filled.add(url)


def _record(engine: Engine, plan: Plan, held: Known, events: Iterable[Event]) -> None:
    for event in events:
        if event.stands(held):
            continue
        try:
            event.record(engine, plan)
        except AlreadyLoadedError:
            continue
        except SendKpiError:
            break  # a plan of another area has no use for this story


@contextmanager
def _alone(url: str) -> Iterator[None]:
    """One process at a time: a lock that the system lets go of, should the process end early."""
    path = make_url(url).database
    if make_url(url).get_backend_name() != "sqlite" or not path:
        yield  # a server's database is not for illustrative figures: only tests come here
        return
    store.connect(url)  # makes the folder
    with closing(sqlite3.connect(f"{path}-filling", timeout=PATIENCE_SECONDS, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
