"""What the pages show: which plan and store, and the one cache of records and positions, shared by every visitor.

A position is kept under the database, the state of the plan, the version of the store, the month and the as-at date:
a submission, here or at another replica, gives another version. What is worked out from it is kept in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from threading import RLock
from typing import TYPE_CHECKING

from sendkpi import analysis, settings, store
from sendkpi import plan as plans
from sendkpi.analysis.position.position import Position
from sendkpi.sample import story
from sendkpi.values import today
from sendkpi.views.frame.access import sign_in_configured

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from sendkpi.plan import Plan
    from sendkpi.record.record import Record


_reading = RLock()
"""One thread at a time looks for a record, so that two visitors who ask at once share the same."""


@dataclass(frozen=True)
class Source:
    """A store to show, at one state: its URL, its version, and whether its figures are illustrative."""

    url: str
    version: str
    illustrative: bool

    @property
    def engine(self) -> Engine:
        """The store, opened."""
        return store.connect(self.url)


@dataclass(frozen=True)
class Key:
    """All that a worked-out answer depends on, short enough to look it up by."""

    url: str
    version: str
    plan: str
    month: dt.date
    as_at: dt.date


def current_plan() -> Plan:
    """The plan of the folder that the settings name.

    Raises PlanError.
    """
    return plans.read_current(settings.plan_folder())


def source() -> Source:
    """The configured store; until it first holds a submission, and without sign-in, the illustrative one."""
    url = settings.database_url()
    if sign_in_configured() or begun(url):
        return Source(url, store.version(store.connect(url)), illustrative=False)
    url = settings.illustrative_url()
    story.fill(current_plan(), url)
    return Source(url, store.version(store.connect(url)), illustrative=True)


def own_source() -> Source:
    """The configured store, whether or not it holds anything yet."""
    url = settings.database_url()
    return Source(url, store.version(store.connect(url)), illustrative=False)


def file_name(url: str, name: str) -> str:
    """The name of a file of figures from that store: made-up ones say so wherever the file goes."""
    return f"illustrative {name}" if url == settings.illustrative_url() else name


def own_position() -> tuple[Plan, Source]:
    """The configured store, and the plan as agreed in it by today."""
    own = own_source()
    return record(own, today()).plan, own


def begun(url: str) -> bool:
    """Whether a store has ever held a submission."""
    return store.exists(url) and store.begun(store.connect(url))


def newest(shown: Source) -> dt.datetime | None:
    """The newest moment (UTC) of anything in the store."""
    return _newest(shown.url, shown.version)


def default_as_at(shown: Source) -> dt.date:
    """Today in London; for illustrative figures the day on which the newest of them were due."""
    months = record(shown, today()).months if shown.illustrative else ()
    return analysis.due_day(max(months)) if months else today()


def key(shown: Source, plan: Plan, month: dt.date, as_at: dt.date) -> Key:
    """The key of the position at a month, as at a day."""
    return Key(shown.url, shown.version, plan.fingerprint, month, as_at)


def record(shown: Source, as_at: dt.date) -> Record:
    """All that was on record at the end of a day."""
    with _reading:
        return _record(shown.url, shown.version, current_plan().fingerprint, as_at)


def at(of: Key) -> Position:
    """The position of a key: the one that every visitor shares."""
    with _reading:
        return _position(of)


@lru_cache(maxsize=32)
def _newest(url: str, version: str) -> dt.datetime | None:  # noqa: ARG001 - a part of the key
    return store.newest(store.connect(url))


@lru_cache(maxsize=24)
def _record(url: str, version: str, published: str, as_at: dt.date) -> Record:  # noqa: ARG001 - parts of the key
    illustrative = url == settings.illustrative_url()
    return store.record(store.connect(url), current_plan(), as_at, illustrative=illustrative)


@lru_cache(maxsize=64)
def _position(of: Key) -> Position:
    return Position(_record(of.url, of.version, of.plan, of.as_at), of.month)
