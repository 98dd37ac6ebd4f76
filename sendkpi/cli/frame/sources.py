"""The sources of commands: the plan, and the store that the settings name."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sendkpi import plan, settings, store
from sendkpi.analysis.periods.timeline import default_month
from sendkpi.analysis.position.position import Position
from sendkpi.errors import NotFoundError
from sendkpi.record.record import Record, empty_record

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from sendkpi.plan import Plan


def published_plan() -> Plan:
    """The plan that `SENDKPI_PLAN` names, or the product's own, as it was published."""
    return plan.read_current(settings.plan_folder())


def open_store() -> Engine:
    """The store, made where there is none."""
    return store.connect(settings.database_url())


def existing_store() -> Engine | None:
    """The store where there is one: reading never makes it."""
    return open_store() if store.exists(settings.database_url()) else None


def required_store(otherwise: str) -> Engine:
    """The store where there is one.

    Raises NotFoundError with the message `otherwise`.
    """
    engine = existing_store()
    if engine is None:
        raise NotFoundError(otherwise)
    return engine


def record(as_at: dt.date) -> Record:
    """All that was on record at the end of a day; nothing but the plan where there is no store."""
    engine = existing_store()
    return empty_record(published_plan(), as_at) if engine is None else store.record(engine, published_plan(), as_at)


def position(as_at: dt.date, month: dt.date | None = None) -> Position:
    """A month as known at the end of a day: the latest of which figures were due, unless it is named."""
    known = record(as_at)
    return Position(known, month or default_month(known.plan, as_at))
