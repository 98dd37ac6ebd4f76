from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pandas as pd
import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DatabaseError

from sendkpi import store
from sendkpi.errors import AlreadyLoadedError, NotFoundError, RefusedError, SendKpiError
from sendkpi.store.base import tables
from sendkpi.values import Problem, Severity
from tests.build import figure
from tests.on_record import on_record
from tests.store.filed import april, at, extract


def test_a_submission_keeps_its_bytes_and_who_sent_them_when_and_why(engine):
    sent = extract(april(16, 28), name="april.xlsx")
    submission = store.submit(engine, sent, by="Ada", note="By mail", reason="Checked", now=at(3))
    assert submission == store.Submission(
        id=1,
        filename="april.xlsx",
        sha256=sent.sha256,
        received_on=dt.date(2022, 5, 3),
        recorded_at=at(3),
        recorded_by="Ada",
        note="By mail",
        reason="Checked",
        rows=1,
    )
    assert on_record(engine).submissions == (submission,)
    assert store.original(engine, 1) == sent.content


def test_the_day_of_receipt_is_the_day_in_london_unless_it_is_stated(engine):
    late = store.submit(engine, extract(april(1, 2)), by="Ada", now=at(3, 23, 30))
    stated = store.submit(engine, extract(april(1, 3)), by="Ada", received_on=dt.date(2022, 4, 29), now=at(4))
    assert late.received_on == dt.date(2022, 5, 4)
    assert stated.received_on == dt.date(2022, 4, 29)


def test_a_symbol_without_a_figure_is_kept_as_a_missing_value_with_its_symbol(engine):
    store.submit(engine, extract(figure("EHCP1", "2022-04", symbol="c", commentary="Few")), by="Ada")
    row = on_record(engine).observations.iloc[0]
    assert pd.isna(row["value"])
    assert (row["symbol"], row["commentary"], row["breakdown"]) == ("c", "Few", "")


def test_figures_come_back_to_the_digit(engine):
    store.submit(engine, extract(figure("COM4", "2022-04", value=0.1 + 0.2)), by="Ada")
    assert on_record(engine).observations["value"].tolist() == [0.1 + 0.2]


def test_an_extract_with_errors_is_refused_and_nothing_is_stored(engine):
    wrong = Problem(Severity.ERROR, "above_100", "137% is above 100.")
    with pytest.raises(RefusedError, match=r"april.xlsx has errors"):
        store.submit(engine, extract(april(1, 2), problems=(wrong,)), by="Ada")
    assert on_record(engine).submissions == ()


def test_an_extract_with_warnings_alone_is_stored(engine):
    doubt = Problem(Severity.WARNING, "restated", "Was 50%, now 57%.")
    assert store.submit(engine, extract(april(1, 2), problems=(doubt,)), by="Ada").id == 1


def test_nobody_records_without_a_name(engine):
    with pytest.raises(RefusedError, match="who records"):
        store.submit(engine, extract(april(1, 2)), by="  ")
    store.submit(engine, extract(april(1, 2)), by="Ada")
    with pytest.raises(RefusedError, match="who withdraws"):
        store.withdraw(engine, 1, by="", reason="Wrong month")


def test_a_failure_half_way_leaves_nothing(engine):
    broken = extract(april(1, 2), figure("EHCP2", "2022-04", value=5.0))
    broken.rows.loc[1, "month"] = pd.NaT
    with pytest.raises(SendKpiError, match="Nothing was stored"):
        store.submit(engine, broken, by="Ada")
    assert on_record(engine).submissions == ()
    assert on_record(engine).history.empty
    with engine.connect() as connection:
        assert connection.execute(tables.originals.select()).all() == []


def test_a_row_that_stands_twice_is_stored_once(engine):
    assert store.submit(engine, extract(april(1, 2), april(1, 2)), by="Ada").rows == 1


def test_two_figures_for_one_month_in_one_file_are_refused(engine):
    with pytest.raises(RefusedError, match="two figures for one measure"):
        store.submit(engine, extract(april(1, 2), april(1, 3)), by="Ada")
    assert on_record(engine).submissions == ()


def test_the_same_bytes_are_not_stored_twice(engine):
    store.submit(engine, extract(april(1, 2)), by="Ada", now=at(3))
    with pytest.raises(AlreadyLoadedError, match=r"^already loaded on 3 May 2022 as submission 1$"):
        store.submit(engine, extract(april(1, 2), name="copy.xlsx"), by="Bea", now=at(4))
    assert len(on_record(engine).submissions) == 1


def test_the_same_bytes_sent_twice_at_the_same_moment_are_stored_once(engine):
    together = Barrier(4)

    def send(name: str) -> str:
        together.wait()
        try:
            return str(store.submit(engine, extract(april(1, 2)), by=name).id)
        except AlreadyLoadedError:
            return "already loaded"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(send, ["Ada", "Bea", "Cy", "Di"]))
    assert answers == ["1", "already loaded", "already loaded", "already loaded"]
    assert len(on_record(engine).history) == 1


def test_different_files_sent_at_the_same_moment_are_all_stored_one_after_the_other(engine):
    together = Barrier(4)

    def send(numerator: int) -> dt.datetime:
        together.wait()
        return store.submit(engine, extract(april(numerator, 9)), by="Ada").recorded_at

    with ThreadPoolExecutor(4) as pool:
        moments = list(pool.map(send, range(4)))
    assert len(set(moments)) == 4
    assert [one.recorded_at for one in on_record(engine).submissions] == sorted(moments)


def test_after_a_withdrawal_the_same_bytes_load_again(engine):
    sent = extract(april(1, 2))
    store.submit(engine, sent, by="Ada")
    store.withdraw(engine, 1, by="Bea", reason="Wrong month")
    assert store.loaded(engine, sent.sha256) is None
    assert store.submit(engine, sent, by="Ada").id == 2
    assert [one.state for one in on_record(engine).submissions] == ["withdrawn", "loaded"]
    assert store.original(engine, 2) == sent.content


def test_a_withdrawal_says_who_when_and_why(engine):
    store.submit(engine, extract(april(1, 2)), by="Ada", now=at(3))
    answer = store.withdraw(engine, 1, by="Bea", reason=" Wrong month ", now=at(4))
    assert (answer.state, answer.withdrawn_at, answer.withdrawn_by) == (store.State.WITHDRAWN, at(4), "Bea")
    assert answer.withdrawn_reason == "Wrong month"
    assert on_record(engine).submissions == (answer,)


def test_a_withdrawal_needs_a_reason(engine):
    store.submit(engine, extract(april(1, 2)), by="Ada")
    with pytest.raises(RefusedError, match="Say why"):
        store.withdraw(engine, 1, by="Bea", reason=" ")


@pytest.mark.parametrize("number", [2, 0, -1, 10**30])
def test_a_number_that_no_submission_has_cannot_be_withdrawn(engine, number):
    store.submit(engine, extract(april(1, 2)), by="Ada")
    with pytest.raises(NotFoundError, match=f"There is no submission {number}"):
        store.withdraw(engine, number, by="Bea", reason="Wrong month")


def test_a_submission_is_withdrawn_once(engine):
    store.submit(engine, extract(april(1, 2)), by="Ada")
    store.withdraw(engine, 1, by="Bea", reason="Wrong month")
    with pytest.raises(RefusedError, match="withdrawn already"):
        store.withdraw(engine, 1, by="Bea", reason="Wrong month")


def test_the_clock_never_goes_back(engine):
    ahead = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)
    store.submit(engine, extract(april(1, 2)), by="Ada", now=ahead)
    later = store.submit(engine, extract(april(1, 3)), by="Ada")
    gone = store.withdraw(engine, 1, by="Ada", reason="Wrong month")
    assert ahead < later.recorded_at < gone.withdrawn_at


def test_a_moment_without_a_time_zone_is_refused(engine):
    with pytest.raises(SendKpiError, match="no time zone"):
        store.submit(engine, extract(april(1, 2)), by="Ada", now=dt.datetime(2022, 5, 3))  # noqa: DTZ001


@pytest.mark.parametrize("table", [tables.submissions, tables.observations, tables.withdrawals], ids=str)
def test_the_database_itself_refuses_to_change_or_delete_what_was_reported(engine, table):
    store.submit(engine, extract(april(1, 2)), by="Ada")
    store.withdraw(engine, 1, by="Bea", reason="Wrong month")
    column = table.c.rows if table is tables.submissions else table.c.submission
    for change in (update(table).values({column: 7}), delete(table)):
        with pytest.raises(DatabaseError, match=f"{table.name} is append-only"), engine.begin() as connection:
            connection.execute(change)


def test_a_figure_of_no_submission_cannot_be_stored(engine):
    row = april(1, 2) | {"sheet": "", "cell": "", "submission": 9}
    row.pop("recorded_at")
    with pytest.raises(DatabaseError, match="FOREIGN KEY"), engine.begin() as connection:
        connection.execute(insert(tables.observations), row)


def test_readers_go_on_while_somebody_writes(engine):
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
