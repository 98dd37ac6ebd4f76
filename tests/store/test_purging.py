from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from sendkpi import store
from sendkpi.errors import DestroyedError, NotFoundError, RefusedError, SendKpiError
from sendkpi.store.base import database, tables
from tests.on_record import on_record
from tests.store.filed import april, at, extract

MARKER = b"Ada Lovelace, born 10 December 1815"


def marked(numerator=16, times=1):
    """An extract whose bytes hold the marker, and whose figures do not."""
    content = MARKER * times + str(numerator).encode()
    return replace(extract(april(numerator, 28)), content=content, sha256=hashlib.sha256(content).hexdigest())


def traces(folder):
    """The files of the database in which the marker can be read."""
    return [file.name for file in sorted(folder.iterdir()) if MARKER in file.read_bytes()]


@pytest.mark.parametrize("times", [1, 2_000], ids=["a small file", "a file of many pages"])
def test_no_file_of_the_database_holds_the_bytes_of_a_destroyed_original(engine, tmp_path, times):
    store.submit(engine, marked(times=times), by="Ada")
    store.submit(engine, extract(april(17, 28)), by="Ada")
    assert traces(tmp_path)
    store.purge(engine, 1, by="Bea", reason="It held names")
    assert traces(tmp_path) == []
    assert store.original(engine, 2)


def test_what_was_deleted_before_and_left_in_the_file_is_swept_up_too(engine, tmp_path):
    store.submit(engine, extract(april(16, 28)), by="Ada")
    with closing(sqlite3.connect(tmp_path / "sendkpi.db")) as other:
        other.execute("PRAGMA secure_delete = OFF")
        other.execute("INSERT INTO originals VALUES ('x', ?)", (MARKER * 100,))
        other.commit()
        other.execute("DELETE FROM originals WHERE sha256 = 'x'")
        other.commit()
    assert traces(tmp_path)
    store.purge(engine, 1, by="Bea", reason="It held names")
    assert traces(tmp_path) == []


def test_the_hash_the_figures_and_the_record_stay(engine):
    sent = store.submit(engine, marked(), by="Ada", now=at(3))
    before = on_record(engine).observations
    gone = store.purge(engine, 1, by=" Bea ", reason=" It held names. ", now=at(4))
    assert gone == replace(sent, destroyed_at=at(4), destroyed_by="Bea", destroyed_reason="It held names.")
    assert on_record(engine).submissions == (gone,)
    assert on_record(engine).observations.equals(before)
    assert store.destroyed(engine, sent.sha256) == store.Purge(1, sent.sha256, at(4), "Bea", "It held names.")


def test_asking_for_a_destroyed_original_says_who_destroyed_it_when_and_why(engine):
    store.submit(engine, marked(), by="Ada", now=at(3))
    store.purge(engine, 1, by="Bea", reason="It held names.", now=at(4))
    with pytest.raises(DestroyedError) as refused:
        store.original(engine, 1)
    assert str(refused.value) == "The original of submission 1 was destroyed on 4 May 2022 by Bea: It held names."


def test_an_earlier_day_did_not_know_of_it_and_shows_the_same_figures(engine):
    sent = store.submit(engine, marked(), by="Ada", now=at(3))
    store.purge(engine, 1, by="Bea", reason="It held names", now=at(5))
    assert on_record(engine, at(4)).submissions == (sent,)
    assert on_record(engine, at(4)).observations.equals(on_record(engine).observations)


def test_a_purge_gives_the_store_another_version(engine):
    store.submit(engine, marked(), by="Ada")
    before = store.version(engine)
    store.purge(engine, 1, by="Bea", reason="It held names")
    assert store.version(engine) != before


def test_every_submission_of_the_same_bytes_has_lost_its_original(engine):
    store.submit(engine, marked(), by="Ada")
    store.withdraw(engine, 1, by="Ada", reason="Wrong month")
    store.submit(engine, marked(), by="Ada")
    store.purge(engine, 1, by="Bea", reason="It held names")
    assert [one.destroyed_by for one in on_record(engine).submissions] == ["Bea", "Bea"]
    for number in (1, 2):
        with pytest.raises(DestroyedError, match=f"submission {number} was destroyed"):
            store.original(engine, number)


@pytest.mark.parametrize("withdrawn", [False, True])
def test_the_same_bytes_are_not_taken_back(engine, tmp_path, withdrawn):
    store.submit(engine, marked(), by="Ada", now=at(3))
    store.purge(engine, 1, by="Bea", reason="It held names", now=at(4))
    if withdrawn:
        store.withdraw(engine, 1, by="Ada", reason="Wrong month")
    with pytest.raises(RefusedError, match=r"This very file was destroyed on 4 May 2022 by Bea: It held names\."):
        store.submit(engine, marked(), by="Ada")
    assert len(on_record(engine).submissions) == 1
    assert traces(tmp_path) == []
    assert store.submit(engine, marked(numerator=17), by="Ada").id == 2


@pytest.mark.parametrize("number", [2, 0, -1, 10**12])
def test_nothing_is_destroyed_of_a_submission_that_is_none(engine, number):
    store.submit(engine, marked(), by="Ada")
    with pytest.raises(NotFoundError, match=f"There is no submission {number}"):
        store.purge(engine, number, by="Bea", reason="It held names")
    assert store.original(engine, 1)


@pytest.mark.parametrize(("by", "reason", "message"), [(" ", "Names", "who destroys"), ("Bea", "", "why the original")])
def test_nothing_is_destroyed_without_a_name_and_a_reason(engine, by, reason, message):
    store.submit(engine, marked(), by="Ada")
    with pytest.raises(RefusedError, match=message):
        store.purge(engine, 1, by=by, reason=reason)
    assert store.original(engine, 1)


def test_what_is_destroyed_is_not_destroyed_again(engine):
    store.submit(engine, marked(), by="Ada")
    store.purge(engine, 1, by="Bea", reason="It held names", now=at(4))
    with pytest.raises(RefusedError, match="was already destroyed on 4 May 2022 by Bea: It held names"):
        store.purge(engine, 1, by="Cy", reason="Again")
    assert store.destroyed(engine, marked().sha256).recorded_by == "Bea"


def test_traces_that_a_reader_holds_on_to_are_said_and_swept_up_at_the_next_time(url, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    engine = store.connect(url)
    store.submit(engine, marked(), by="Ada")
    with closing(sqlite3.connect(tmp_path / "sendkpi.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM originals").fetchone()
        with pytest.raises(SendKpiError, match="traces of it may be left"):
            store.purge(engine, 1, by="Bea", reason="It held names")
    with pytest.raises(DestroyedError):
        store.original(engine, 1)
    with pytest.raises(RefusedError, match="already destroyed"):
        store.purge(engine, 1, by="Bea", reason="It held names")
    assert traces(tmp_path) == []


def test_the_record_of_a_purge_cannot_be_changed_or_removed(engine):
    store.submit(engine, marked(), by="Ada")
    store.purge(engine, 1, by="Bea", reason="It held names")
    for statement in (update(tables.purges).values(reason="Other"), delete(tables.purges)):
        with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
            connection.execute(statement)
