"""Figures and submissions as at any moment: `as_at` as in `stamps.cutoff`. With a connection: in its transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Label,
    RowMapping,
    Select,
    Table,
    and_,
    func,
    select,
)

from sendkpi.errors import DestroyedError, NotFoundError
from sendkpi.frames import columns_of, frame
from sendkpi.frames.figures import ObservationRow
from sendkpi.record.submissions import Confirmation, Purge, State, Submission
from sendkpi.store.base import dated, tables
from sendkpi.store.base.database import reading
from sendkpi.store.base.dated import by_then, newest_moment, read_as_at
from sendkpi.values import london_day

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.store.base.dated import Upto

_FIGURE = ["measure", "month", "breakdown"]
_COUNTS = select(
    *(
        select(func.count()).select_from(table).scalar_subquery()
        for table in (*tables.RECORDED, tables.moment_corrections)
    )
)
_BEGUN = select(select(tables.submissions.c.id).exists())
_LARGEST_ID = 2**31 - 1  # of the column's type in a server's database


def observations_in(connection: Connection, as_at: dt.date | dt.datetime | None) -> pd.DataFrame:
    """The figures that counted at that moment, one row per measure, month and breakdown, in that order.

    The newest figure of a submission that was not withdrawn by then. Rows: ObservationRow.
    """
    return _table(read_as_at(connection, _newest, as_at), _FIGURE)


def observed_months(connection: Connection, measure: str) -> frozenset[dt.date]:
    """The months for which a value of the measure counts now, its total's or a breakdown's, inside a transaction."""
    ranked = _ranked(None).where(tables.observations.c.measure == measure).subquery()
    months = select(ranked.c.month).where(ranked.c.rank == 1, ranked.c.value.is_not(None))
    return frozenset(connection.execute(months).scalars())


def history_in(connection: Connection, as_at: dt.date | dt.datetime | None) -> pd.DataFrame:
    """Every figure recorded by that moment, those since replaced or withdrawn too.

    Rows: ObservationRow, in the order of measure, month, breakdown and recording.
    """
    return _table(read_as_at(connection, _figures, as_at), [*_FIGURE, "recorded_at", "submission"])


def begun(engine: Engine) -> bool:
    """Whether anything was ever submitted."""
    with reading(engine) as connection:
        return bool(connection.execute(_BEGUN).scalar())


def submissions_in(connection: Connection, as_at: dt.date | dt.datetime | None) -> tuple[Submission, ...]:
    """Every submission recorded by that moment, in the state it then had, oldest first."""
    return tuple(_submission(row) for row in read_as_at(connection, _in_order, as_at))


def loaded(engine: Engine, sha256: str) -> Submission | None:
    """The submission of these bytes that counts now, if there is one."""
    with reading(engine) as connection:
        return find_loaded(connection, sha256)


def find_loaded(connection: Connection, sha256: str) -> Submission | None:
    """As `loaded`, inside a transaction."""
    same = dated.submissions.c.sha256 == sha256
    query = _submissions(None).where(same, dated.withdrawals.c.submission.is_(None))
    row = connection.execute(query).mappings().first()
    return None if row is None else _submission(row)


def find(connection: Connection, submission_id: int) -> Submission | None:
    """The submission of that number, inside a transaction."""
    row = connection.execute(_submissions(None).where(_id() == submission_id)).mappings().first()
    return None if row is None else _submission(row)


def require(connection: Connection, submission_id: int) -> Submission:
    """As `find`; raises NotFoundError for a number that no submission has."""
    known = find(connection, submission_id) if 0 < submission_id <= _LARGEST_ID else None
    if known is None:
        raise NotFoundError(f"There is no submission {submission_id}.")
    return known


def confirmations_in(connection: Connection, as_at: dt.date | dt.datetime | None) -> tuple[Confirmation, ...]:
    """The warnings confirmed by that moment, in the order of submissions, inside a transaction."""
    return tuple(Confirmation(**row) for row in read_as_at(connection, _confirmations, as_at))


@cache
def _confirmations(upto: Upto | None) -> Select[tuple[object, ...]]:
    table = tables.confirmations
    columns = [table.c[one.name] for one in fields(Confirmation)]
    source = table.join(dated.submissions, table.c.submission == _id())
    query = select(*columns).select_from(source).where(by_then(dated.submissions, upto))
    return query.order_by(table.c.submission, table.c.number)


def original(engine: Engine, submission_id: int) -> bytes:
    """The bytes that were sent.

    Raises NotFoundError; DestroyedError, saying by whom and why, where they were destroyed.
    """
    query = (
        select(tables.originals.c.content)
        .join(dated.submissions, dated.submissions.c.sha256 == tables.originals.c.sha256)
        .where(dated.submissions.c.id == submission_id)
    )
    with reading(engine) as connection:
        content: bytes | None = connection.execute(query).scalar()
        known = find(connection, submission_id) if content is None else None
        purge = find_purge(connection, known.sha256) if known else None
    if purge:
        raise DestroyedError(f"The original of submission {submission_id} was {purge.words}.")
    if content is None:
        raise NotFoundError(f"There is no original of a submission {submission_id}.")
    return content


def destroyed(engine: Engine, sha256: str) -> Purge | None:
    """Whether these bytes were destroyed, at any time up to now: bytes that are gone are gone as at every day."""
    with reading(engine) as connection:
        return find_purge(connection, sha256)


def find_purge(connection: Connection, sha256: str) -> Purge | None:
    """As `destroyed`, inside a transaction."""
    row = connection.execute(select(dated.purges).where(dated.purges.c.sha256 == sha256)).mappings().first()
    return None if row is None else Purge(**row)


def version(engine: Engine) -> str:
    """A text that changes with everything that is recorded: what caches are keyed by.

    Holds the newest moment beside the counts, so that another database gives another version.
    """
    with reading(engine) as connection:
        return version_of(connection)


def version_of(connection: Connection) -> str:
    """As `version`, inside a transaction."""
    counted = connection.execute(_COUNTS).one()
    newest = newest_moment(connection, tables.RECORDED)
    return "-".join([*map(str, counted), newest.isoformat() if newest else "empty"])


@cache
def _figures(upto: Upto | None) -> Select[Any]:
    """The rows recorded by that moment, each beside its withdrawal where there was one by then."""
    columns = [
        dated.submissions.c.recorded_at if name == "recorded_at" else tables.observations.c[name]
        for name in columns_of(ObservationRow)
    ]
    source = tables.observations.join(_with_withdrawals(upto), tables.observations.c.submission == _id())
    return select(*columns).select_from(source).where(by_then(dated.submissions, upto))


def _ranked(upto: Upto | None) -> Select[Any]:
    """The rows of submissions that counted at that moment, each figure's newest with `rank` 1."""
    figure = [tables.observations.c[name] for name in _FIGURE]
    newest_first = [dated.submissions.c.recorded_at.desc(), dated.submissions.c.id.desc()]
    rank = func.row_number().over(partition_by=figure, order_by=newest_first).label("rank")
    return _figures(upto).where(dated.withdrawals.c.submission.is_(None)).add_columns(rank)


@cache
def _newest(upto: Upto | None) -> Select[Any]:
    """Of each figure the newest."""
    ranked = _ranked(upto).subquery()
    return select(ranked).where(ranked.c.rank == 1)


def _with_withdrawals(upto: Upto | None) -> FromClause:
    """Submissions, each beside its withdrawal of that moment or before."""
    matching = dated.withdrawals.c.submission == _id()
    return dated.submissions.outerjoin(dated.withdrawals, and_(matching, by_then(dated.withdrawals, upto)))


def _id() -> ColumnElement[int]:
    return dated.submissions.c.id


@cache
def _submissions(upto: Upto | None) -> Select[Any]:
    """The submissions recorded by that moment, each with what was then known of its withdrawal and its original.

    Beside its figures it counts the updates of milestones and of recommendations that it brought.
    """
    withdrawal = [
        dated.withdrawals.c.recorded_at.label("withdrawn_at"),
        dated.withdrawals.c.recorded_by.label("withdrawn_by"),
        dated.withdrawals.c.reason.label("withdrawn_reason"),
    ]
    purge = [
        dated.purges.c.recorded_at.label("destroyed_at"),
        dated.purges.c.recorded_by.label("destroyed_by"),
        dated.purges.c.reason.label("destroyed_reason"),
    ]
    same = dated.purges.c.sha256 == dated.submissions.c.sha256
    source = _with_withdrawals(upto).outerjoin(dated.purges, and_(same, by_then(dated.purges, upto)))
    brought = [
        _brought(tables.milestone_updates, "milestones"),
        _brought(tables.recommendation_updates, "recommendations"),
    ]
    columns = (*dated.submissions.c, *withdrawal, *purge, *brought)
    return select(*columns).select_from(source).where(by_then(dated.submissions, upto))


@cache
def _in_order(upto: Upto | None) -> Select[Any]:
    return _submissions(upto).order_by(dated.submissions.c.recorded_at, dated.submissions.c.id)


def _brought(table: Table, name: str) -> Label[int]:
    """How many rows of a table came in the submission."""
    return (
        select(func.count())
        .where(table.c.submission == _id())
        .correlate(dated.submissions)
        .scalar_subquery()
        .label(name)
    )


def _submission(row: RowMapping) -> Submission:
    known = {name: row[name] for name in row if row[name] is not None}
    state = State.WITHDRAWN if "withdrawn_at" in known else State.LOADED
    clock = known.pop("stamped_at")
    if known["received_on"] == london_day(clock):  # nobody stated another day than the clock's
        known["received_on"] = london_day(known["recorded_at"])
    return Submission(**known, state=state)


def _table(rows: Iterable[RowMapping], order: list[str]) -> pd.DataFrame:
    """The observations frame, sorted here since databases sort texts differently."""
    return frame(({**row} for row in sorted(rows, key=itemgetter(*order))), ObservationRow)
