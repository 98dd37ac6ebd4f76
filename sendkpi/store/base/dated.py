"""The tables as they are read: each row's `recorded_at` is the moment that counts.

That is the moment which the row itself holds, unless a wrong clock wrote it and `health.correct_moments` has said
since when the row was truly recorded. Readers take their columns from here, writers from `tables`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    Subquery,
    Table,
    bindparam,
    exists,
    func,
    insert,
    select,
    true,
)

from sendkpi.store.base import tables
from sendkpi.store.base.database import reading
from sendkpi.store.base.stamps import cutoff, next_moment

if TYPE_CHECKING:
    from sqlalchemy.engine import MappingResult, RowMapping

    Upto: TypeAlias = BindParameter[dt.datetime]

_UPTO: Upto = bindparam("upto", type_=tables.Moment())
_ANY_CORRECTED = select(exists().where(tables.moment_corrections.c.id.is_not(None)))


def moment(table: Table) -> ColumnElement[dt.datetime]:
    """The moment at which a row of a DATED table was recorded, as far as is known now."""
    corrections = tables.moment_corrections
    newest = (
        select(corrections.c.moment)
        .where(corrections.c.table == table.name, corrections.c.row == tables.row_key(table))
        .order_by(corrections.c.id.desc())
        .limit(1)
        .correlate(table)
        .scalar_subquery()
    )
    return func.coalesce(newest, table.c.recorded_at, type_=tables.Moment())


def _dated(table: Table) -> Subquery:
    """All columns of the table, with the moment that counts as `recorded_at`; a submission's own as `stamped_at`."""
    columns = [moment(table).label(one.name) if one.name == "recorded_at" else one for one in table.c]
    stamped = [table.c.recorded_at.label("stamped_at")] if table is tables.submissions else []
    return select(*columns, *stamped).subquery(table.name)


_BY_NAME = {table.name: _dated(table) for table in tables.DATED}


def dated(table: Table) -> Subquery:
    """One of the DATED tables, to read from."""
    return _BY_NAME[table.name]


submissions = dated(tables.submissions)
withdrawals = dated(tables.withdrawals)
purges = dated(tables.purges)


def read_as_at(
    connection: Connection, written: Callable[[Upto | None], Select[Any]], as_at: dt.date | dt.datetime | None
) -> MappingResult:
    """What a statement finds as at a moment (`stamps.cutoff`).

    `written` writes it for rows `by_then`, and is best remembered: SQLAlchemy takes longer over a new statement than
    SQLite over its answer.
    """
    moment = cutoff(as_at)
    if moment is None:
        return connection.execute(written(None)).mappings()
    return connection.execute(written(_UPTO), {_UPTO.key: moment}).mappings()


def by_then(source: FromClause, upto: Upto | None) -> ColumnElement[bool]:
    """Whether a row of a dated table was recorded by the moment that the statement is run with; without one, always."""
    return true() if upto is None else source.c.recorded_at <= upto


def recorded(connection: Connection, table: Table, as_at: dt.date | dt.datetime | None) -> list[RowMapping]:
    """The rows of a table with an `id` that were recorded by that moment (`stamps.cutoff`), oldest first."""
    return list(read_as_at(connection, partial(oldest_first, table), as_at))


@cache
def oldest_first(table: Table, upto: Upto | None) -> Select[Any]:
    """The statement of `recorded`."""
    source = dated(table)
    return select(source).where(by_then(source, upto)).order_by(source.c.recorded_at, source.c.id)


def newest_moment(connection: Connection, among: tuple[Table, ...] = tables.DATED) -> dt.datetime | None:
    """The newest moment that counts in these tables; None while they are empty."""
    corrected = bool(connection.execute(_ANY_CORRECTED).scalar())
    newest = connection.execute(_newest(among, corrected=corrected)).one()
    return max((moment for moment in newest if moment is not None), default=None)


@cache
def _newest(among: tuple[Table, ...], *, corrected: bool) -> Select[Any]:
    sources: list[FromClause] = [dated(table) if corrected else table for table in among]
    return select(*(select(func.max(source.c.recorded_at)).scalar_subquery() for source in sources))


def newest(engine: Engine) -> dt.datetime | None:
    """The newest moment (UTC) of anything in the store; None while it is empty."""
    with reading(engine) as connection:
        return newest_moment(connection)


def recording_moment(connection: Connection, now: dt.datetime | None) -> dt.datetime:
    """The moment of what is recorded in this transaction (`stamps.next_moment`)."""
    return next_moment(newest_moment(connection), now)


def insert_row(connection: Connection, table: Table, row: Mapping[str, object], who: str, at: dt.datetime) -> int:
    """Add a row to a table with an `id`, recorded then and by them; its number."""
    values = {**row, "recorded_at": at, "recorded_by": who}
    number: int = connection.execute(insert(table).values(values).returning(table.c.id)).scalar_one()
    return number
