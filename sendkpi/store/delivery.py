"""Updates of milestones and recommendations, from a workbook or by hand: rows added, never changed.

What came in a workbook stops counting when its submission is withdrawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, RowMapping, Select, Table, select

from sendkpi.record.update_rules import check_progress, check_seen, check_update, newest_updates
from sendkpi.record.updates import MilestoneUpdate, Progress, RecommendationUpdate, Recorded, Reported, Status
from sendkpi.store.base import tables
from sendkpi.store.base.database import reading, writing
from sendkpi.store.base.dated import by_then, dated, insert_row, oldest_first, read_as_at, recording_moment, withdrawals
from sendkpi.store.base.stamps import stated
from sendkpi.texts import kept_fields
from sendkpi.values import london_day, month_name

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.store.base.dated import Upto

_MILESTONE = ("milestone", "status", "occurrence", "completed_on", "due", "reason", "evidence", "comment")
_RECOMMENDATION = ("recommendation", "status", "progress")


def reported(engine: Engine, as_at: dt.date | dt.datetime | None = None) -> Reported:
    """The updates that counted at that moment, in the order of recording (`as_at` as in `stamps.cutoff`)."""
    with reading(engine) as connection:
        return reported_in(connection, as_at)


def reported_in(connection: Connection, as_at: dt.date | dt.datetime | None = None) -> Reported:
    """As `reported`, inside a transaction."""
    return Reported(
        tuple(_update(row) for row in _counting(connection, tables.milestone_updates, as_at)),
        tuple(_progress(row) for row in _counting(connection, tables.recommendation_updates, as_at)),
    )


def update_milestone(  # noqa: PLR0913 - the last three by name, and mostly left out
    engine: Engine,
    plan: Plan,
    update: MilestoneUpdate,
    *,
    by: str,
    seen: int | None = None,
    now: dt.datetime | None = None,
) -> MilestoneUpdate:
    """Record an update of a milestone; answers it with its number and moment.

    `seen` is the number of the newest update of the milestone and occurrence that whoever records it saw, 0 for none:
    where there is another by now, it is refused; None does not ask.
    Raises RefusedError or UnknownNameError by the rules of `record.update_rules.check_update`; `now` stands in for
    the clock (tests and illustrative figures only).
    """
    with writing(engine) as connection:
        moment, known = recording_moment(connection, now), reported_in(connection)
        newest = newest_updates(known.milestones).get((update.milestone, update.occurrence))
        which = f" for {month_name(update.occurrence)}" if update.occurrence else ""
        check_seen(f"{update.milestone}{which}", newest.recorded if newest else None, seen)
        return _update_in(connection, plan, update, known, by, moment)


def replay_milestones(engine: Engine, plan: Plan, updates: Iterable[MilestoneUpdate]) -> None:
    """Record updates that carry by whom and when, each as by `update_milestone`, in one transaction.

    For illustrative figures only, of which there are hundreds. Raises as `update_milestone`; then nothing is kept.
    """
    with writing(engine) as connection:
        known = reported_in(connection)
        for update in updates:
            by, moment = update.recorded.by, update.recorded.at
            if moment is not None:
                kept = _update_in(connection, plan, update, known, by, moment)
                known = replace(known, milestones=(*known.milestones, kept))


def update_recommendation(  # noqa: PLR0913 - likewise
    engine: Engine,
    plan: Plan,
    update: RecommendationUpdate,
    *,
    by: str,
    seen: int | None = None,
    now: dt.datetime | None = None,
) -> RecommendationUpdate:
    """Record an update of a recommendation, as `update_milestone`."""
    who = stated(by, "Say who records it.")
    tidy = kept_fields(update)
    with writing(engine) as connection:
        recorded_at, known = recording_moment(connection, now), reported_in(connection)
        newest = {one.recommendation: one.recorded for one in known.recommendations}.get(tidy.recommendation)
        check_seen(f"Recommendation {tidy.recommendation}", newest, seen)
        check_progress(plan, tidy, known)
        row = {name: getattr(tidy, name) for name in _RECOMMENDATION}
        return replace(tidy, recorded=_keep(connection, tables.recommendation_updates, row, who, recorded_at))


def keep_reported(  # noqa: PLR0913, PLR0917 - one transaction with the submission that they came in
    connection: Connection,
    milestones: Iterable[MilestoneUpdate],
    recommendations: Iterable[RecommendationUpdate],
    submission: int,
    who: str,
    recorded_at: dt.datetime,
) -> None:
    """Record the updates of a workbook, inside the transaction of its submission; checked when it was examined."""
    for update in milestones:
        row = {name: getattr(update, name) for name in _MILESTONE} | {"submission": submission}
        _keep(connection, tables.milestone_updates, row, who, recorded_at)
    for one in recommendations:
        row = {name: getattr(one, name) for name in _RECOMMENDATION} | {"submission": submission}
        _keep(connection, tables.recommendation_updates, row, who, recorded_at)


def _update_in(  # noqa: PLR0913, PLR0917 - what one update and many have in common
    connection: Connection, plan: Plan, update: MilestoneUpdate, known: Reported, by: str, moment: dt.datetime
) -> MilestoneUpdate:
    who = stated(by, "Say who records it.")
    tidy = kept_fields(update)
    check_update(plan, tidy, known, london_day(moment))
    row = {name: getattr(tidy, name) for name in _MILESTONE}
    return replace(tidy, recorded=_keep(connection, tables.milestone_updates, row, who, moment))


def _keep(connection: Connection, table: Table, row: dict[str, Any], who: str, at: dt.datetime) -> Recorded:
    return Recorded(who, at, row.get("submission"), insert_row(connection, table, row, who, at))


def _counting(connection: Connection, table: Table, as_at: dt.date | dt.datetime | None) -> list[RowMapping]:
    """The rows recorded by that moment, without those of submissions withdrawn by then."""
    return list(read_as_at(connection, partial(_counting_rows, table), as_at))


@cache
def _counting_rows(table: Table, upto: Upto | None) -> Select[Any]:
    withdrawn = select(withdrawals.c.submission).where(by_then(withdrawals, upto))
    submission = dated(table).c.submission
    return oldest_first(table, upto).where(submission.is_(None) | submission.not_in(withdrawn))


def _recorded(row: RowMapping) -> Recorded:
    return Recorded(row["recorded_by"], row["recorded_at"], row["submission"], row["id"])


def _update(row: RowMapping) -> MilestoneUpdate:
    values = {name: row[name] for name in _MILESTONE} | {"status": Status(row["status"])}
    return MilestoneUpdate(**values, recorded=_recorded(row))


def _progress(row: RowMapping) -> RecommendationUpdate:
    return RecommendationUpdate(row["recommendation"], Progress(row["status"]), row["progress"], _recorded(row))
