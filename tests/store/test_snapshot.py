"""The record of a moment is read in one transaction: all of it is of the same moment, and none of it is newer."""

from __future__ import annotations

import datetime as dt

import pytest
from pandas.testing import assert_frame_equal
from sqlalchemy import event

from sendkpi import store
from sendkpi.record.submissions import State
from sendkpi.store.board import board_in
from sendkpi.store.delivery import reported_in
from sendkpi.store.papers import issued_in
from sendkpi.store.reading import history_in, observations_in, submissions_in
from sendkpi.store.releases import released_in
from tests.store.every_kind import PLAN, record_every_kind
from tests.store.filed import april, at, extract


@pytest.fixture
def filled(engine):
    record_every_kind(engine)
    return engine


@pytest.mark.parametrize("as_at", [None, dt.date(2022, 5, 3), dt.date(2022, 5, 16), at(20)])
def test_it_holds_what_each_reader_tells_of_the_same_moment(filled, as_at):
    record = store.record(filled, PLAN, as_at)
    assert record.plan == store.plan_as_at(filled, PLAN, as_at)
    with store.base.database.reading(filled) as connection:
        assert_frame_equal(record.observations, observations_in(connection, as_at))
        assert_frame_equal(record.history, history_in(connection, as_at))
        assert_frame_equal(record.released, released_in(connection, as_at))
        assert record.updates == reported_in(connection, as_at)
        assert record.board == board_in(connection, as_at)
        assert record.submissions == submissions_in(connection, as_at)
        assert record.papers == issued_in(connection, as_at)


def test_it_is_read_in_one_transaction(filled):
    begun: list[object] = []
    event.listen(filled, "begin", begun.append)
    store.record(filled, PLAN, dt.date(2022, 5, 31))
    assert len(begun) == 1


def test_a_transaction_that_reads_does_not_see_what_another_records_meanwhile(filled):
    with store.base.database.reading(filled) as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM submissions").scalar()
        store.submit(filled, extract(april(9, 9), name="late.xlsx"), by="Ben", now=at(30))
        assert connection.exec_driver_sql("SELECT count(*) FROM submissions").scalar() == before
    assert len(store.record(filled, PLAN).submissions) == before + 1


def test_its_day_is_the_moments_in_london_and_a_withdrawn_figure_is_only_in_its_history(filled):
    record = store.record(filled, PLAN, dt.datetime(2022, 5, 31, 23, 30, tzinfo=dt.UTC))
    assert record.day == dt.date(2022, 6, 1)
    withdrawn = {one.id for one in record.submissions if one.state is State.WITHDRAWN}
    assert withdrawn == {3}
    assert withdrawn & set(record.history["submission"])
    assert not withdrawn & set(record.counting_history["submission"])
    assert record.senders[1] == "Ada"
