"""Papers recorded as issued: kept with their words, read back as at any moment, never changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from sendkpi import store
from sendkpi.errors import NotFoundError, RefusedError
from sendkpi.store.base import tables
from tests.store.filed import at

PAPER = store.Issued(
    "sub-group", "EHC", "quarter", dt.date(2022, 3, 1), at(4), "Waits are long.\nStill.", "Agree the target"
)


def test_a_paper_is_read_back_as_it_was_issued_by_whom_and_when(engine):
    kept = store.issue(engine, PAPER, by=" Ada ", now=at(5))
    assert kept == replace(PAPER, id=1, recorded_at=at(5), recorded_by="Ada")
    assert store.issued(engine) == (kept,)
    assert store.issued_paper(engine, 1) == kept


def test_papers_are_listed_oldest_first_as_at_any_moment(engine):
    first = store.issue(engine, PAPER, by="Ada", now=at(5))
    second = store.issue(engine, replace(PAPER, audience="start-well", sub_group=""), by="Bea", now=at(7))
    assert store.issued(engine, dt.date(2022, 5, 4)) == ()
    assert store.issued(engine, dt.date(2022, 5, 5)) == store.issued(engine, at(5)) == (first,)
    assert store.issued(engine, at(7)) == (first, second)


def test_a_number_that_no_paper_has_is_not_found(engine):
    with pytest.raises(NotFoundError, match=r"There is no issued paper 1\."):
        store.issued_paper(engine, 1)


def test_nothing_is_issued_without_a_name_or_in_another_state_of_the_store_than_was_seen(engine):
    seen = store.version(engine)
    with pytest.raises(RefusedError, match=r"Say who issues the paper\."):
        store.issue(engine, PAPER, by=" ")
    store.issue(engine, PAPER, by="Ada", now=at(5), seen=seen)
    with pytest.raises(RefusedError, match="Something was recorded since you looked at this paper"):
        store.issue(engine, PAPER, by="Ada", now=at(6), seen=seen)
    assert len(store.issued(engine)) == 1


def test_a_paper_changes_the_stores_version_and_can_be_neither_changed_nor_deleted(engine):
    before = store.version(engine)
    store.issue(engine, PAPER, by="Ada", now=at(5))
    assert store.version(engine) != before
    for change in (delete(tables.issued_papers), update(tables.issued_papers).values(summary="Other")):
        with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
            connection.execute(change)
    assert store.issued(engine)[0].summary == PAPER.summary
