from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest

from sendkpi import store
from sendkpi.analysis.changes.moves import PRINTED
from tests.build import figure
from tests.store.filed import extract


@pytest.fixture
def sent(own):
    """EHCP1 for January to March 2022, each month's file in time, and in May a file that restates February."""
    engine = store.connect(own)
    reported = [
        (dt.datetime(2022, 2, 20, tzinfo=dt.UTC), figure("EHCP1", "2022-01", of=(10, 20))),
        (dt.datetime(2022, 3, 20, tzinfo=dt.UTC), figure("EHCP1", "2022-02", of=(10, 20))),
        (dt.datetime(2022, 4, 20, tzinfo=dt.UTC), figure("EHCP1", "2022-03", of=(1, 20))),
        (dt.datetime(2022, 5, 10, tzinfo=dt.UTC), figure("EHCP1", "2022-02", of=(11, 20))),
    ]
    for moment, row in reported:
        store.submit(engine, extract(row), by="Ada", reason="Checked", now=moment)


def moves_of(run, *options):
    """The rows about EHCP1."""
    code, out, err = run("changes", *options, "--format", "json")
    assert (code, err) == (0, "")
    return [row for row in json.loads(out) if row["measure"] == "EHCP1"]


@pytest.mark.usefixtures("sent")
def test_the_latest_month_is_held_against_the_one_before(run):
    (row,) = moves_of(run, "--as-at", "2022-05-05")
    assert list(row) == PRINTED
    assert (row["kind"], row["way"], row["month"]) == ("rating", "worse", "2022-03")
    assert (row["before"], row["after"]) == ("green", "red")


@pytest.mark.usefixtures("sent")
def test_what_was_recorded_while_a_month_is_the_newest_is_its_news(run):
    kinds = [row["kind"] for row in moves_of(run, "--as-at", "2022-05-15")]
    assert kinds == ["rating", "restated"]
    assert [row["kind"] for row in moves_of(run, "--month", "2022-03", "--as-at", "2022-08-31")] == ["rating"]


@pytest.mark.usefixtures("sent")
def test_since_a_day_tells_what_has_been_learnt_of_the_same_month(run):
    (row,) = moves_of(run, "--month", "2022-03", "--since", "2022-04-30", "--as-at", "2022-05-15")
    assert (row["kind"], row["month"], row["before"], row["after"]) == (
        "restated",
        "2022-02",
        "10/20 (50.0%)",
        "11/20 (55.0%)",
    )
    assert (row["recorded_by"], row["recorded_at"]) == ("Ada", "2022-05-10T00:00:00+00:00")


@pytest.mark.usefixtures("sent")
def test_people_read_sentences(run):
    code, out, _ = run("changes", "--month", "2022-03", "--from-month", "2022-01", "--as-at", "2022-05-05")
    assert code == 0
    first, *lines = out.splitlines()
    assert first == "SEND improvement plan: what changed from January 2022 to March 2022, as at 5 May 2022"
    assert any(line.startswith("EHCP1 · EHC plans issued within 20 weeks: Moved from ") for line in lines)


@pytest.mark.usefixtures("sent")
def test_csv_holds_the_same_rows(run):
    options = ("changes", "--as-at", "2022-05-15", "--format")
    rows, table = json.loads(run(*options, "json")[1]), list(csv.DictReader(io.StringIO(run(*options, "csv")[1])))
    assert [row["sentence"] for row in table] == [row["sentence"] for row in rows]
    assert list(table[0]) == PRINTED


def test_where_nothing_moved_it_says_so(run):
    code, out, _ = run("changes", "--month", "2022-02", "--since", "2022-04-01", "--as-at", "2022-04-02")
    assert (code, out.splitlines()[-1]) == (0, "Nothing moved.")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--from-month", "2022-03"), "--from-month has to be a month before March 2022"),
        (("--since", "2022-05-05"), "--since has to be a day before 5 May 2022"),
        (("--since", "2022-05-01", "--from-month", "2022-01"), "not allowed with"),
    ],
)
def test_what_is_not_earlier_is_a_wrong_call(run, options, words):
    code, _, err = run("changes", "--month", "2022-03", "--as-at", "2022-05-05", *options)
    assert code == 2
    assert words in err


def test_asking_makes_no_store(run, tmp_path):
    assert run("changes", "--as-at", "2022-05-05")[0] == 0
    assert list(tmp_path.glob("*.db")) == []
