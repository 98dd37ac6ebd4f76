from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest

from sendkpi import analysis, store
from sendkpi.cli import main
from tests.store.filed import april, extract


@pytest.fixture
def run(own_database, capsys):  # noqa: ARG001 - no command writes where another test reads
    """`due` for April 2022 as at 15 June 2022: its exit code and what it wrote."""

    def run_(*arguments: str) -> tuple[int, str]:
        code = main(["due", "--month", "2022-04", "--as-at", "2022-06-15", *arguments])
        return code, capsys.readouterr().out

    return run_


@pytest.fixture
def april_sent(own_database):
    """EHCP1 for April, six days late."""
    moment = dt.datetime(2022, 6, 6, 12, tzinfo=dt.UTC)
    return store.submit(store.connect(own_database), extract(april(16, 28)), by="Ada", now=moment)


def test_who_owes_what_is_said_organisation_by_organisation(run):
    code, out = run()
    assert code == 0
    assert "due for April 2022, as at 15 June 2022" in out
    assert "Haringey Council: 7 of 7 figures still to come" in out
    assert "NCL CCG: 16 of 16 figures still to come" in out


@pytest.mark.usefixtures("april_sent")
def test_programs_get_every_column_and_the_days(run):
    rows = json.loads(run("--format", "json")[1])
    assert list(rows[0]) == analysis.DUE
    assert rows[0] == {
        "measure": "EHCP1",
        "area": "WSOA 1",
        "title": rows[0]["title"],
        "owner": "Haringey Council",
        "month": "2022-04",
        "due_on": "2022-05-31",
        "reported": True,
        "reported_at": "2022-06-06T12:00:00+00:00",
        "days_late": 6,
        "asked": 1,
        "to_come": 0,
        "missing": None,
    }
    table = list(csv.DictReader(io.StringIO(run("--format", "csv")[1])))
    assert [row["measure"] for row in table] == [row["measure"] for row in rows]
    assert (table[1]["reported"], table[1]["days_late"]) == ("false", "15")


def test_a_withdrawn_file_is_owed_again(run, april_sent, own_database):
    moment = dt.datetime(2022, 6, 7, 12, tzinfo=dt.UTC)
    store.withdraw(store.connect(own_database), april_sent.id, by="Ada", reason="Wrong month", now=moment)
    assert "Haringey Council: 7 of 7 figures still to come" in run()[1]
