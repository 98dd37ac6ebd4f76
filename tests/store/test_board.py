"""The board's entries recorded, amended by further rows, and read as at any moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from sendkpi import store
from sendkpi.errors import RefusedError
from sendkpi.plan.agreed import Annotation, Decision
from sendkpi.plan.choices import LogStatus, RiskKind, RiskStatus
from sendkpi.record.board import BoardDecision, LogItem, Meeting, Risk, history, latest
from sendkpi.store.base import tables
from tests.build import measure, month, plan
from tests.on_record import on_record

HELD = dt.date(2022, 5, 5)
MEETING = Meeting("SEND Executive Board", HELD, dt.date(2022, 3, 1))
ITEM = LogItem("Find a venue", "Head of SEND", dt.date(2022, 6, 1))
DECISION = BoardDecision("Open a second clinic", HELD)
RISK = Risk(RiskKind.RISK, "No locums", "Clinical lead", 4, 4, "A shared bank")


def at(day, hour=12):
    """A moment in June 2022, UTC."""
    return dt.datetime(2022, 6, day, hour, tzinfo=dt.UTC)


def enter(engine, entry, day=1, by="Ada"):
    return store.enter(engine, entry, by=by, now=at(day))


def test_entries_of_each_kind_are_numbered_apart_and_read_back_as_recorded(engine):
    kept = [enter(engine, one) for one in (MEETING, ITEM, DECISION, RISK, replace(ITEM, item="Book the hall"))]

    board = on_record(engine).board

    assert (board.meetings, board.log) == ((kept[0],), (kept[1], kept[4]))
    assert (board.decisions, board.risks) == ((kept[2],), (kept[3],))
    assert [one.number for one in kept] == [1, 1, 1, 1, 2]
    assert {(one.recorded.by, one.recorded.at) for one in kept} == {("Ada", at(1))}
    assert isinstance(board.log[0].status, LogStatus)
    assert isinstance(board.risks[0].kind, RiskKind)


def test_what_is_answered_is_what_is_kept_without_blanks_around_it(engine):
    kept = enter(engine, replace(ITEM, item="  Find a venue ", owner=" Head of SEND", comment="Soon "))
    assert (kept.item, kept.owner, kept.comment) == ("Find a venue", "Head of SEND", "Soon")
    assert on_record(engine).board.log == (kept,)


def test_an_amendment_stands_from_its_day_on_and_what_was_before_it_is_kept(engine):
    first = enter(engine, ITEM, day=1)
    enter(engine, replace(first, status=LogStatus.DONE, comment="The library"), day=9, by="Bea")

    days = {
        day: [one.status for one in latest(on_record(engine, dt.date(2022, 6, day)).board.log)] for day in (1, 8, 9)
    }

    assert days == {1: ["open"], 8: ["open"], 9: ["done"]}
    assert on_record(engine, dt.date(2022, 5, 31)).board.log == ()
    assert [(one.recorded.by, one.comment) for one in history(on_record(engine).board.log, 1)] == [
        ("Ada", ""),
        ("Bea", "The library"),
    ]


def test_a_decision_names_what_was_agreed_and_keeps_why_it_is_withdrawn(engine):
    world = plan(measure("EHCP2"))
    decided = Decision(HELD, "SEND Executive Board", "Everyone asked")
    store.annotate(engine, world, Annotation(month("2022-05"), "Second clinic", decided), by="Ada", now=at(1))
    named = enter(engine, replace(DECISION, changes=("annotation 1",)), day=2)
    enter(engine, replace(named, withdrawn=True, comment="No room was found"), day=3)

    (current,) = latest(on_record(engine).board.decisions)

    assert (current.changes, current.withdrawn, current.comment) == (("annotation 1",), True, "No room was found")
    assert on_record(engine, dt.date(2022, 6, 2)).board.decisions == (named,)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (replace(ITEM, owner=" "), "Say the owner."),
        (replace(ITEM, meeting=4), "There is no meeting 4."),
        (replace(RISK, number=3), "There is no risk 3."),
        (replace(RISK, status=RiskStatus.CLOSED), "Say in the comment why the risk is closed."),
        (replace(DECISION, changes=("agreement 1",)), "No agreement 1 was agreed"),
        (replace(DECISION, decided_on=dt.date(2022, 6, 2)), "that day is in the future"),
    ],
)
def test_an_invalid_entry_is_refused_and_nothing_is_recorded(engine, entry, message):
    before = store.version(engine)
    with pytest.raises(RefusedError, match=message):
        enter(engine, entry)
    with pytest.raises(RefusedError, match="Say who records it"):
        store.enter(engine, ITEM, by=" ")
    assert store.version(engine) == before


def test_nothing_is_recorded_twice_and_nobodys_amendment_is_overwritten_unseen(engine):
    first = enter(engine, ITEM)
    with pytest.raises(RefusedError, match="That is what is known of item 1 already"):
        enter(engine, replace(first, owner="Head of SEND "))
    enter(engine, replace(first, owner="Head of Service"), day=2, by="Bea")
    with pytest.raises(RefusedError, match="Item 1 was amended by Bea on 2 June 2022 meanwhile"):
        enter(engine, replace(first, status=LogStatus.DONE), day=3)
    assert [one.owner for one in on_record(engine).board.log] == ["Head of SEND", "Head of Service"]


def test_each_entry_changes_the_stores_version_and_none_can_be_changed_or_deleted(engine):
    versions = [store.version(engine)]
    for entry in (MEETING, ITEM, DECISION, RISK):
        enter(engine, entry)
        versions.append(store.version(engine))
    assert len(set(versions)) == 5

    for table in tables.ENTRIES:
        for change in (delete(table), update(table).values(number=7)):
            with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
                connection.execute(change)
