"""A clock that was wrong: nothing more is recorded out of order, and the true order can be put on record."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.exc import DatabaseError

from sendkpi import store
from sendkpi.errors import ClockError, RefusedError
from sendkpi.plan.agreed import Annotation
from sendkpi.record.board import LogItem
from sendkpi.record.updates import Progress, RecommendationUpdate
from sendkpi.store.base import tables
from sendkpi.values import day_name, london_day
from tests.build import month
from tests.on_record import on_record
from tests.store.every_kind import AGREED, PLAN, record_every_kind
from tests.store.filed import april, at, extract

CLOCK = dt.datetime.now(tz=dt.UTC)
AHEAD = CLOCK + dt.timedelta(days=400)
TODAY = london_day(CLOCK)


def submit(engine, number, now=None, **more):
    return store.submit(engine, extract(april(number, 9), name=f"{number}.xlsx"), by="Ada", now=now, **more)


def correct(engine, day=TODAY, **more):
    return store.correct_moments(engine, day, by="Ada", reason="The clock was a year ahead", **more)


def shown(engine, as_at=None):
    return on_record(engine, as_at).observations["numerator"].tolist()


WRITES = {
    "a submission": lambda engine: submit(engine, 2),
    "a withdrawal": lambda engine: store.withdraw(engine, 1, by="Ada", reason="Wrong"),
    "a purge": lambda engine: store.purge(engine, 1, by="Ada", reason="Names"),
    "an agreed change": lambda engine: store.annotate(
        engine, PLAN, Annotation(month("2022-05"), "Live", AGREED), by="Ada"
    ),
    "an update": lambda engine: store.update_recommendation(
        engine, PLAN, RecommendationUpdate("2", Progress.IN_PROGRESS, "Begun"), by="Ada"
    ),
    "an entry of the board": lambda engine: store.enter(engine, LogItem("Find a venue", "Head", None), by="Ada"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nothing_is_recorded_while_the_newest_entry_is_more_than_a_day_ahead(engine, write):
    submit(engine, 1, now=AHEAD)
    before = store.version(engine)
    with pytest.raises(ClockError, match="Nothing was stored: the newest entry was recorded on") as refused:
        write(engine)
    for moment in (AHEAD, CLOCK):
        assert day_name(london_day(moment)) in str(refused.value)
    assert store.version(engine) == before


def test_a_clock_set_back_by_less_than_a_day_keeps_the_order(engine):
    submit(engine, 1, now=CLOCK + dt.timedelta(hours=20))
    second = submit(engine, 2)
    assert second.recorded_at == CLOCK + dt.timedelta(hours=20, microseconds=1)


def test_entries_ahead_of_the_clock_are_found_with_advice(engine):
    submit(engine, 1, now=at(1))
    assert store.check_health(engine).findings == ()
    submit(engine, 2, now=AHEAD)
    (finding,) = store.check_health(engine).findings
    assert finding.code == "clock"
    assert "entries ahead of the clock: 1" in finding.message
    assert "correct-moments --recorded-on DATE" in finding.message


def test_corrected_entries_count_on_their_day_in_their_order_and_more_can_be_recorded(engine):
    submit(engine, 1, now=at(1))
    for number in (2, 3):
        submit(engine, number, now=AHEAD + dt.timedelta(hours=number))
    day = TODAY - dt.timedelta(days=3)

    corrected = correct(engine, day)

    assert [(one.table, one.row) for one in corrected] == [("submissions", 2), ("submissions", 3)]
    assert shown(engine, day - dt.timedelta(days=1)) == [1]
    assert shown(engine, day) == shown(engine) == [3]
    recorded = [one.recorded_at for one in on_record(engine).submissions]
    assert recorded == sorted(recorded)
    assert [one.received_on for one in on_record(engine).submissions][1:] == [day, day]
    assert store.check_health(engine).findings == ()
    assert submit(engine, 4).id == 4
    assert shown(engine) == [4]


def test_a_stated_day_of_receipt_stays(engine):
    submit(engine, 1, now=AHEAD, received_on=dt.date(2022, 5, 3))
    correct(engine)
    assert on_record(engine).submissions[0].received_on == dt.date(2022, 5, 3)


def test_every_kind_of_row_is_corrected_in_the_order_of_recording(engine, tmp_path):
    sound = store.connect(f"sqlite:///{tmp_path / 'sound.db'}")
    for into, years in ((sound, 0), (engine, 100)):
        _record_every_kind_later(into, years)
    clock = dt.datetime(2022, 6, 30, 12, tzinfo=dt.UTC)

    store.correct_moments(engine, dt.date(2022, 6, 2), by="Ada", reason="A century ahead", now=clock)

    corrected, other = on_record(engine, clock), on_record(sound)
    assert [one.filename for one in corrected.submissions] == [one.filename for one in other.submissions]
    assert corrected.observations["numerator"].equals(other.observations["numerator"])
    assert [row.id for row in corrected.plan.changes.decisions] == [row.id for row in other.plan.changes.decisions]
    assert corrected.board.log[0].item == other.board.log[0].item
    assert len(store.reported(engine, clock).milestones) == 1
    assert store.issued(engine, clock)[0].as_at <= clock
    assert {london_day(row.recorded_at) for row in store.kept_layouts(engine)} == {dt.date(2022, 6, 2)}
    assert on_record(engine, clock).released["area"].tolist() == ["Haringey"]


def _record_every_kind_later(engine, years):
    """As `record_every_kind`, with every moment so many years later."""
    record_every_kind(engine)
    if not years:
        return
    with engine.begin() as connection:  # as a clock set wrong would have written them
        for table in tables.DATED:
            for verb in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(f"DROP TRIGGER {table.name}_no_{verb}")
            connection.exec_driver_sql(
                f"UPDATE {table.name} SET recorded_at = replace(recorded_at, '2022-', '2122-')"  # noqa: S608 (ours)
            )
        connection.exec_driver_sql("UPDATE issued_papers SET as_at = replace(as_at, '2022-', '2122-')")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (TODAY + dt.timedelta(days=2), "is in the future"),
        (dt.date(2022, 4, 30), "Other entries were recorded on 1 May 2022"),
    ],
)
def test_a_day_that_cannot_be_is_refused(engine, day, why):
    submit(engine, 1, now=at(1))
    submit(engine, 2, now=AHEAD)
    with pytest.raises(RefusedError, match=why):
        correct(engine, day)
    assert shown(engine, TODAY) == [1]


def test_a_correction_needs_a_name_a_reason_and_something_to_correct(engine):
    submit(engine, 1, now=at(1))
    with pytest.raises(RefusedError, match="there is nothing to correct"):
        correct(engine)
    for words in ({"by": " ", "reason": "Why"}, {"by": "Ada", "reason": ""}):
        with pytest.raises(RefusedError, match=r"Say (who|why)"):
            store.correct_moments(engine, TODAY, **words)


def test_a_correction_stays_on_record_and_can_be_corrected_by_another(engine):
    submit(engine, 1, now=AHEAD)
    first = CLOCK + dt.timedelta(days=300)
    store.correct_moments(engine, london_day(first), by="Ada", reason="Still wrong", now=first)
    version = store.version(engine)
    correct(engine)
    assert store.version(engine) != version
    assert london_day(on_record(engine).submissions[0].recorded_at) == TODAY
    with engine.connect() as connection, closing(connection.execute(tables.moment_corrections.select())) as rows:
        assert [row.reason for row in rows] == ["Still wrong", "The clock was a year ahead"]
    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(delete(tables.moment_corrections))


def test_a_damaged_row_is_found(engine):
    submit(engine, 1, now=at(1))
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("DROP TRIGGER withdrawals_no_UPDATE")
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        connection.execute(
            insert(tables.withdrawals).values(submission=9, recorded_at=at(2), recorded_by="x", reason="x")
        )
        connection.commit()
        driver.execute("PRAGMA foreign_keys = ON")
    (finding,) = store.check_health(engine).findings
    assert finding.code == "damaged"
    assert "of withdrawals belongs to nothing" in finding.message
