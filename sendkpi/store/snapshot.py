"""Everything on record at a moment, read in one transaction, so that all of it is of the same moment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sendkpi.plan.changes import amend
from sendkpi.record.record import Record
from sendkpi.store.agreed_changes import changes_in
from sendkpi.store.base.database import reading
from sendkpi.store.board import board_in
from sendkpi.store.delivery import reported_in
from sendkpi.store.papers import issued_in
from sendkpi.store.reading import confirmations_in, history_in, observations_in, submissions_in
from sendkpi.store.releases import released_in
from sendkpi.values import london_day, today

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from sendkpi.plan import Plan


def record(
    engine: Engine, published: Plan, as_at: dt.date | dt.datetime | None = None, *, illustrative: bool = False
) -> Record:
    """What was on record at a moment, or at the end of a day in London; without either all there is, as at today.

    `published` is the plan; `illustrative` says that the store holds made-up figures. Raises SendKpiError where it
    cannot be read.
    """
    with reading(engine) as connection:
        return Record(
            day=_day(as_at),
            published=published,
            plan=amend(published, changes_in(connection, as_at)),
            observations=observations_in(connection, as_at),
            history=history_in(connection, as_at),
            released=released_in(connection, as_at),
            updates=reported_in(connection, as_at),
            board=board_in(connection, as_at),
            submissions=submissions_in(connection, as_at),
            confirmations=confirmations_in(connection, as_at),
            papers=issued_in(connection, as_at),
            illustrative=illustrative,
        )


def _day(as_at: dt.date | dt.datetime | None) -> dt.date:
    if as_at is None:
        return today()
    return london_day(as_at) if isinstance(as_at, dt.datetime) else as_at
