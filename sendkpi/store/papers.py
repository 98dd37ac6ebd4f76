"""Papers as they were issued: enough to write each of them again, to the digit, from what was then on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sendkpi.errors import NotFoundError, RefusedError
from sendkpi.record.papers import Issued
from sendkpi.store.base import tables
from sendkpi.store.base.database import reading, writing
from sendkpi.store.base.dated import insert_row, recorded, recording_moment
from sendkpi.store.base.stamps import stated
from sendkpi.store.reading import version_of
from sendkpi.texts import LONGEST_PAPER_WORDS, kept_fields

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, RowMapping


_FIELDS = ("audience", "sub_group", "period", "last_month", "as_at", "summary", "decisions_sought")


def issue(engine: Engine, paper: Issued, *, by: str, now: dt.datetime | None = None, seen: str | None = None) -> Issued:
    """Record that a paper was issued; answers it with its number and moment. `now` as in `submit`.

    `seen` is the version of the store that the paper was looked at in: another one refuses it. Raises RefusedError
    for that, and without a name of who issues it.
    """
    who = stated(by, "Say who issues the paper.")
    tidy = kept_fields(paper, summary=LONGEST_PAPER_WORDS, decisions_sought=LONGEST_PAPER_WORDS)
    with writing(engine) as connection:
        if seen is not None and seen != version_of(connection):
            raise RefusedError(
                "Something was recorded since you looked at this paper, and it would take that in: look at it again, "
                "then issue it."
            )
        recorded_at = recording_moment(connection, now)
        row = {name: getattr(tidy, name) for name in _FIELDS}
        number = insert_row(connection, tables.issued_papers, row, who, recorded_at)
    return replace(tidy, id=number, recorded_at=recorded_at, recorded_by=who)


def issued(engine: Engine, as_at: dt.date | dt.datetime | None = None) -> tuple[Issued, ...]:
    """Every paper issued by that moment, oldest first (`as_at` as in `stamps.cutoff`)."""
    with reading(engine) as connection:
        return issued_in(connection, as_at)


def issued_in(connection: Connection, as_at: dt.date | dt.datetime | None) -> tuple[Issued, ...]:
    """As `issued`, inside a transaction."""
    return tuple(_issued(row) for row in recorded(connection, tables.issued_papers, as_at))


def _issued(row: RowMapping) -> Issued:
    """The paper of a row; its moment is at most that of its issue, whatever a wrong clock showed."""
    return Issued(**{**row, "as_at": min(row["as_at"], row["recorded_at"])})


def issued_paper(engine: Engine, number: int) -> Issued:
    """The paper of that number.

    Raises NotFoundError.
    """
    found = next((one for one in issued(engine) if one.id == number), None)
    if found is None:
        raise NotFoundError(f"There is no issued paper {number}.")
    return found
