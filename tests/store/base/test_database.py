from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_mock_engine

from sendkpi import store
from sendkpi.errors import SendKpiError
from sendkpi.store.base import tables
from tests.on_record import on_record
from tests.store.filed import april, extract


def test_the_folder_of_a_database_file_is_made(tmp_path):
    path = tmp_path / "new" / "folder" / "sendkpi.db"
    store.connect(f"sqlite:///{path}")
    assert path.is_file()


def test_asking_whether_a_database_exists_does_not_make_one(tmp_path, url):
    assert not store.exists(url)
    assert list(tmp_path.iterdir()) == []
    store.connect(url)
    assert store.exists(url)


def test_opening_twice_gives_the_same_engine(url):
    assert store.connect(url) is store.connect(url)


def test_figures_outlive_the_engine(url):
    store.submit(store.connect(url), extract(april(1, 2)), by="Ada")
    store.connect(url).dispose()
    assert len(on_record(store.connect(url)).observations) == 1


def test_a_database_file_that_was_removed_is_made_anew(url, tmp_path):
    store.submit(store.connect(url), extract(april(1, 2)), by="Ada")
    for file in tmp_path.iterdir():
        file.unlink()
    assert on_record(store.connect(url)).observations.empty
    assert store.submit(store.connect(url), extract(april(1, 2)), by="Ada").id == 1


@pytest.mark.parametrize("address", ["", "nonsense", "oracle9://x", "sqlite://", "sqlite:///:memory:", "http://[::1"])
def test_an_address_that_is_none_is_refused_in_one_sentence(address):
    for ask in (store.connect, store.exists):
        with pytest.raises(SendKpiError, match="write it as") as refused:
            ask(address)
        assert "\n" not in str(refused.value)


def test_a_missing_driver_is_named_and_a_password_is_not_shown():
    with pytest.raises(SendKpiError, match="No module named 'pymssql'") as refused:
        store.connect("mssql+pymssql://ada:secret@host/name")
    assert "secret" not in str(refused.value)


def test_a_folder_in_place_of_the_file_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(SendKpiError, match="cannot be opened") as refused:
        store.connect(f"sqlite:///{tmp_path}")
    assert "\n" not in str(refused.value)


def test_a_file_in_place_of_the_folder_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "notes.txt").write_text("Not a folder.")
    with pytest.raises(SendKpiError, match="cannot be opened"):
        store.connect(f"sqlite:///{tmp_path / 'notes.txt' / 'sendkpi.db'}")


def test_a_file_that_is_no_database_is_refused_in_one_sentence_and_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Not a database. " * 100)
    with pytest.raises(SendKpiError, match="not a database"):
        store.connect(f"sqlite:///{path}")
    assert path.read_text() == "Not a database. " * 100


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE submissions (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(SendKpiError, match="it holds other tables than a sendkpi database does"):
        store.connect(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("submissions",)]
    assert len(path.read_bytes()) == len(before)


def test_a_server_database_refuses_changes_too():
    statements: list[str] = []
    mock = create_mock_engine(
        "postgresql://", lambda statement, *_, **__: statements.append(str(statement.compile(dialect=mock.dialect)))
    )
    tables.metadata.create_all(mock, checkfirst=False)
    written = "\n".join(statements)
    for name in ("submissions", "observations", "withdrawals"):
        assert f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name}" in written
    assert "RAISE(ABORT" not in written
