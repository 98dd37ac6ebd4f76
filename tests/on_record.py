"""What a store holds, as pages, papers and commands read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi import store
from tests.real_plan import PLAN

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Engine

    from sendkpi.record.record import Record


def on_record(engine: Engine, as_at: dt.date | dt.datetime | None = None) -> Record:
    """All that was on record at a moment, under the published plan."""
    return store.record(engine, PLAN, as_at)
