"""The board's business from a terminal."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace

import pytest

from sendkpi import store
from sendkpi.frames import columns_of
from sendkpi.frames.board import DecisionRow, LogRow, MeetingRow, RiskRow
from sendkpi.plan.choices import LogStatus, RiskKind
from sendkpi.record.board import BoardDecision, LogItem, Meeting, Risk

HELD = dt.date(2022, 5, 5)
COMMANDS = {
    "actions-log": columns_of(LogRow),
    "decisions": columns_of(DecisionRow),
    "risks": columns_of(RiskRow),
    "meetings": columns_of(MeetingRow),
}
TOLD = (
    "1 open action (overdue, by 29 days); 1 open risk (high or escalated); no open issue; "
    "1 decision at or since the last meeting."
)


@pytest.fixture
def entered(own):
    """A meeting, two items, a decision and a risk, as at 30 June 2022; one item is done on 1 July."""
    engine = store.connect(own)

    def enter(entry, day=6):
        return store.enter(engine, entry, by="Ada", now=dt.datetime(2022, 5, 1, 9, tzinfo=dt.UTC) + dt.timedelta(day))

    enter(Meeting("SEND Executive Board", HELD, dt.date(2022, 3, 1), "Held online"))
    item = enter(LogItem("Find\na venue", "Head of SEND", dt.date(2022, 6, 1), meeting=1, comment="Two asked"))
    enter(BoardDecision("Open a second clinic", HELD, 1))
    enter(Risk(RiskKind.RISK, "No locums", "Clinical lead", 4, 4, "A shared bank", "Start Well Board"))
    enter(replace(item, status=LogStatus.DONE, comment="The library"), day=61)


@pytest.mark.usefixtures("entered")
def test_each_command_says_how_the_board_stands_and_then_each_entry(run):
    reported = {name: run(name, "--as-at", "2022-06-30") for name in COMMANDS}
    assert {(code, err) for code, _, err in reported.values()} == {(0, "")}
    lines = {name: out.splitlines() for name, (_, out, _) in reported.items()}
    assert {one[0] for one in lines.values()} == {f"As at 30 June 2022: {TOLD}"}
    assert lines["actions-log"][1:] == [
        "1 · Find a venue · Head of SEND · due 1 June 2022 · overdue by 29 days",
        "  from SEND Executive Board, 5 May 2022",
        "  Two asked (Ada, 7 May 2022)",
    ]
    assert lines["decisions"][1:] == [
        "1 · Open a second clinic · decided 5 May 2022",
        "  from SEND Executive Board, 5 May 2022",
    ]
    assert lines["risks"][1:] == [
        "1 · risk: No locums · Clinical lead · score 16, high · open",
        "  mitigation: A shared bank",
        "  escalated to Start Well Board",
    ]
    assert lines["meetings"][1:] == [
        "1 · 5 May 2022 · SEND Executive Board · quarter ending March 2022 · held · 1 decision, 1 item",
        "  Held online",
    ]


@pytest.mark.usefixtures("entered")
def test_programs_get_every_column_as_json_and_csv(run):
    for name, columns in COMMANDS.items():
        rows = json.loads(run(name, "--as-at", "2022-06-30", "--format", "json")[1])
        table = list(csv.DictReader(io.StringIO(run(name, "--as-at", "2022-06-30", "--format", "csv")[1])))
        assert (list(rows[0]), list(table[0])) == (columns, columns)
    (row,) = json.loads(run("actions-log", "--as-at", "2022-06-30", "--format", "json")[1])
    assert (row["due_on"], row["days_overdue"], row["met_on"], row["raised_on"]) == (
        "2022-06-01",
        29,
        "2022-05-05",
        "2022-05-05",
    )
    (row,) = json.loads(run("meetings", "--as-at", "2022-06-30", "--format", "json")[1])
    assert row["quarter_ending_month"] == "2022-03"


@pytest.mark.usefixtures("entered")
def test_as_at_a_day_is_what_had_been_entered_by_then(run):
    (row,) = json.loads(run("actions-log", "--as-at", "2022-07-01", "--format", "json")[1])
    assert (row["status"], row["days_overdue"], row["comment"]) == ("done", None, "The library")
    assert run("risks", "--as-at", "2022-05-06") == (0, "Nothing had been entered by 6 May 2022.\n", "")


def test_without_a_store_nothing_is_entered_and_none_is_made(run, own):
    for name in COMMANDS:
        assert run(name, "--as-at", "2022-06-30") == (0, "Nothing had been entered by 30 June 2022.\n", "")
        assert run(name, "--format", "json")[1] == "[]\n"
    assert not store.exists(own)
