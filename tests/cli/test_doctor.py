from __future__ import annotations

import datetime as dt
import json

import pytest

from sendkpi import store
from sendkpi.values import day_name, today
from tests.on_record import on_record
from tests.store.filed import april, extract

AHEAD = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=400)


@pytest.fixture
def ahead(own):
    """A store with an entry that a clock more than a year ahead dated."""
    engine = store.connect(own)
    store.submit(engine, extract(april(4, 9)), by="Ada", now=AHEAD)
    return engine


def test_without_a_database_there_is_nothing_to_examine(run):
    code, _, err = run("doctor")
    assert (code, err) == (1, "There is no database yet: nothing was recorded.\n")


def test_a_sound_store_is_said_to_be(run, own):
    store.submit(store.connect(own), extract(april(4, 9)), by="Ada", now=dt.datetime(2022, 5, 3, 9, tzinfo=dt.UTC))
    code, out, err = run("doctor")
    assert (code, err) == (0, "")
    assert out.startswith("Newest entry: 3 May 2022 at 10:00\nClock: ")
    assert out.endswith("\nNothing is wrong.\n")


def test_an_entry_ahead_of_the_clock_is_found_and_corrected_by_what_is_said(run, ahead):
    code, out, _ = run("doctor")
    assert code == 1
    assert "python -m sendkpi correct-moments --recorded-on DATE --by NAME --reason TEXT" in out

    code, out, _ = run("correct-moments", "--recorded-on", today(), "--by", "Ada", "--reason", "A year ahead")
    assert (code, out) == (
        0,
        f"Now counted as recorded on {day_name(today())}, in the order that they had: 1 submission.\n",
    )
    assert run("doctor")[0] == 0
    assert '"value": 44' in run("series", "EHCP1", "--format", "json")[1]
    assert ahead.url


def test_findings_come_as_json_for_programs(run, ahead):
    code, out, _ = run("doctor", "--format", "json")
    answer = json.loads(out)
    assert code == 1
    assert dt.datetime.fromisoformat(answer["newest"]) == AHEAD
    assert [one["code"] for one in answer["findings"]] == ["clock"]
    assert ahead.url


def test_commands_show_what_pages_show_while_an_entry_is_ahead_of_the_clock(run, ahead):
    assert on_record(ahead).observations.shape[0] == 1
    assert on_record(ahead, today()).observations.empty
    (row,) = [one for one in json.loads(run("series", "EHCP1", "--format", "json")[1]) if one["value"]] or [None]
    assert row is None
