"""Milestones and recommendations from a terminal: how they stand on a day, and updates of either."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest

from sendkpi import settings, store
from sendkpi.values import day_name, today

COLUMNS = [
    "milestone",
    "action",
    "area",
    "lead",
    "title",
    "due",
    "start",
    "kind",
    "status",
    "completed_on",
    "months_overdue",
]
OF_RECOMMENDATIONS = [
    "recommendation",
    "theme",
    "title",
    "decision",
    "owners",
    "due",
    "status",
    "progress",
    "months_overdue",
]
FAR = ("--as-at", "2099-12-31")
"""A day by which everything that a test records is known."""


@pytest.fixture
def ask(run):
    """One command that succeeds: its rows from JSON, by their reference."""

    def ask_(*arguments: str):
        code, out, err = run(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return {next(iter(row.values())): row for row in json.loads(out)}

    return ask_


@pytest.fixture
def tell(run):
    """An update by Ada that is recorded: what is said of it."""

    def tell_(*arguments: str) -> str:
        code, out, err = run(*arguments, "--by", "Ada")
        assert (code, err) == (0, "")
        return out

    return tell_


def test_every_milestone_is_written_with_these_columns_months_and_days(ask, tell):
    tell("update-milestone", "1.2a", "--status", "complete", "--completed", "2021-11-26")
    rows = ask("milestones", *FAR)
    assert len(rows) == 119
    assert {tuple(row) for row in rows.values()} == {tuple(COLUMNS)}
    assert rows["1.2g"] == {
        "milestone": "1.2g",
        "action": "1.2",
        "area": "WSOA 1",
        "lead": "Head of SEND",
        "title": rows["1.2g"]["title"],
        "due": "2022-07",
        "start": "2022-04",
        "kind": "range",
        "status": "not reported",
        "completed_on": None,
        "months_overdue": 77 * 12 + 5,
    }
    assert [rows["1.2a"][name] for name in ("status", "completed_on", "months_overdue")] == [
        "complete",
        "2021-11-26",
        0,
    ]
    assert [rows["1.3f"][name] for name in ("due", "start", "kind", "months_overdue")] == [
        None,
        None,
        "conditional",
        None,
    ]


def test_with_nothing_reported_66_are_overdue_at_the_end_of_june_2022(ask):
    rows = ask("milestones", "--as-at", "2022-06-30")
    due = [row for row in rows.values() if row["due"] and row["due"] <= "2022-06"]
    assert len(due) == 77
    assert sum(row["due"] is None for row in rows.values()) == 20
    assert sum(row["due"] is None and row["start"] is None for row in rows.values()) == 7
    assert Counter(row["months_overdue"] for row in due)[0] == 11
    assert {row["status"] for row in rows.values()} == {"not reported"}
    assert not store.exists(settings.database_url())


def test_csv_says_the_same_and_leaves_what_is_missing_empty(run, ask):
    rows = ask("milestones", "--as-at", "2022-06-30")
    table = list(csv.DictReader(io.StringIO(run("milestones", "--as-at", "2022-06-30", "--format", "csv")[1])))
    assert list(table[0]) == COLUMNS
    assert [row["milestone"] for row in table] == list(rows)
    assert table[0]["months_overdue"] == "8"
    assert {row["completed_on"] for row in table} == {""}
    assert next(row for row in table if row["milestone"] == "2.4b")["due"] == ""


@pytest.mark.parametrize(("ending", "count"), [("2021-12", 13), ("2022-03", 38), ("2022-06", 37), ("2022-09", 15)])
def test_a_quarter_has_as_many_as_the_published_grid(run, ask, ending, count):
    assert len(ask("milestones", "--as-at", "2022-06-30", "--quarter-ending", ending)) == count
    first = run("milestones", "--as-at", "2022-06-30", "--quarter-ending", ending)[1].splitlines()[0]
    assert f": {count} milestones in the quarter that ends in " in first


@pytest.mark.parametrize("ending", ["2022-05", "2022-04", "2022-13", "June", "2022-06-30"])
def test_a_quarter_is_named_by_its_last_month_alone(run, ending):
    code, out, err = run("milestones", "--quarter-ending", ending)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_people_read_the_day_and_the_counts_first_and_see_what_recurs(run):
    lines = run("milestones", "--as-at", "2022-06-30")[1].splitlines()
    assert lines[0] == (
        "SEND improvement plan: 119 milestones, 27 of them recurring or ongoing, as at 30 June 2022: "
        "66 overdue, 9 of them recurring or ongoing; 34 not due yet, 12 not reported, 7 no date"
    )
    assert lines[1].split("  ")[0] == "milestone"
    words = {line.split()[0]: line for line in lines[2:]}
    assert len(words) == 119
    assert [word for word in ("monthly", "2021-10") if word in words["1.3c"]] == ["monthly", "2021-10"]
    marks = {"1.3e": "quarterly", "3.4b": "each meeting", "1.2c": "recurring", "1.1g": "ongoing", "3.8a": "annual"}
    at = lines[1].index("recurs")
    assert {name: words[name][at:].partition("  ")[0] for name in marks} == marks
    assert words["1.1a"][at : at + 6].strip() == ""
    assert len({line.index(" not reported ") for line in lines[2:]}) == 1


def test_a_recurring_milestone_is_due_in_the_oldest_month_that_was_missed(ask, tell, run):
    tell("update-milestone", "2.3b", "--occurrence", "2022-04", "--status", "complete", "--completed", "2022-05-03")
    tell("update-milestone", "1.3c", "--occurrence", "2022-04", "--status", "complete", "--completed", "2022-05-03")
    rows = ask("milestones", *FAR)
    assert [rows["2.3b"][name] for name in ("due", "months_overdue", "status")] == [
        "2022-05",
        77 * 12 + 7,
        "not reported",
    ]
    assert [rows[name]["due"] for name in ("1.3c", "3.4b", "1.3e")] == [None, "2022-02", "2022-01"]
    text = next(line for line in run("milestones", *FAR)[1].splitlines() if line.startswith("2.3b "))
    assert "2022-05" in text
    table = csv.DictReader(io.StringIO(run("milestones", *FAR, "--format", "csv")[1]))
    assert {row["milestone"]: row["due"] for row in table}["2.3b"] == "2022-05"
    assert {one for one, row in rows.items() if row["status"] == "complete"} == set()


def test_without_a_day_it_is_today(run, ask):
    assert f"as at {day_name(today())}: " in run("milestones")[1].splitlines()[0]
    assert f"as at {day_name(today())}: " in run("recommendations")[1].splitlines()[0]
    assert ask("milestones") == ask("milestones", "--as-at", today().isoformat())


def test_nothing_is_due_in_a_quarter_that_the_plan_does_not_reach(run):
    out = run("milestones", "--as-at", "2022-06-30", "--quarter-ending", "2031-03")[1]
    assert out == ("SEND improvement plan: 0 milestones in the quarter that ends in March 2031, as at 30 June 2022\n")


@pytest.mark.parametrize(
    "milestone", ["3.8b", "3.8c", "2.7a", "2.7b", *(f"2.8{letter}" for letter in "abcdef"), "1.3f"]
)
def test_any_milestone_is_updated_and_read_back(ask, tell, milestone):
    message = tell("update-milestone", milestone, "--status", "complete", "--completed", "2022-06-13")
    rows = ask("milestones", *FAR)
    assert message == f"{milestone}: complete on 13 June 2022, recorded by Ada.\n"
    assert [name for name, row in rows.items() if row["status"] != "not reported"] == [milestone]
    assert rows[milestone]["completed_on"] == "2022-06-13"
    assert ask("milestones", "--as-at", "2022-06-30")[milestone]["status"] == "not reported"


def test_a_milestone_moves_to_the_month_that_it_is_deferred_to(ask, tell):
    message = tell("update-milestone", "1.1e", "--status", "deferred", "--due", "2099-09", "--reason", "Nobody applied")
    assert message == "1.1e: deferred to September 2099, recorded by Ada.\n"
    row = ask("milestones", *FAR)["1.1e"]
    assert (row["due"], row["status"], row["months_overdue"]) == ("2099-09", "deferred", 3)
    assert "1.1e" in ask("milestones", *FAR, "--quarter-ending", "2099-09")
    assert "1.1e" not in ask("milestones", *FAR, "--quarter-ending", "2022-06")
    assert ask("milestones", "--as-at", "2022-06-30")["1.1e"]["due"] == "2022-04"


def test_one_occurrence_of_a_recurring_milestone_is_updated(own, ask, tell):
    message = tell(
        *("update-milestone", "1.3e", "--occurrence", "2022-04", "--status", "complete", "--completed", "2022-05-03"),
        *("--evidence", "https://example.org/minutes", "--comment", "Paper 4"),
    )
    assert message == "1.3e for April 2022: complete on 3 May 2022, recorded by Ada.\n"
    (kept,) = store.reported(store.connect(own)).milestones
    assert (kept.evidence, kept.comment, kept.recorded.by) == ("https://example.org/minutes", "Paper 4", "Ada")
    assert ask("milestones", *FAR)["1.3e"]["status"] == "not reported"


REFUSED = [
    (("9.9z", "--status", "on track"), "The plan has no milestone '9.9z'."),
    (("1.1e", "--status", "complete"), "Say on which day 1.1e was completed."),
    (("1.1e", "--status", "complete", "--completed", "2098-01-01"), "1.1e cannot have been completed on 1 January"),
    (("1.1e", "--status", "deferred", "--due", "2022-09"), "1.1e is deferred: say why."),
    (("1.1e", "--status", "deferred", "--reason", "Late"), "1.1e is deferred: say to which month."),
    (("1.1e", "--status", "on track", "--due", "2022-09"), "1.1e has a new month"),
    (("1.1e", "--status", "on track", "--occurrence", "2022-04"), "1.1e is not tracked month by month"),
    (("1.3e", "--status", "on track"), "1.3e recurs (quarterly): say which month’s it is."),
    (("1.1e", "--status", "on track", "--by", " "), "Say who records it."),
]


@pytest.mark.parametrize(("options", "words"), REFUSED, ids=[" ".join(options) for options, _ in REFUSED])
def test_an_invalid_update_is_refused_in_one_line(run, own, options, words):
    code, out, err = run("update-milestone", "--by", "Ada", *options)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(words)
    assert not store.reported(store.connect(own)).milestones


@pytest.mark.parametrize(
    "options",
    [
        ("update-milestone", "1.1e", "--status", "done", "--by", "Ada"),
        ("update-milestone", "1.1e", "--by", "Ada"),
        ("update-milestone", "1.1e", "--status", "on track"),
        ("update-milestone", "1.1e", "--status", "complete", "--completed", "30 April", "--by", "Ada"),
        ("update-recommendation", "2", "--status", "complete", "--progress", "Done", "--by", "Ada"),
        ("update-recommendation", "2", "--status", "addressed", "--by", "Ada"),
        ("milestones", "--as-at", "yesterday"),
        ("recommendations", "--as-at", "2022-02-30"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_exits_with_2(run, options):
    code, out, err = run(*options)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_the_same_update_is_refused_the_second_time(run, tell):
    for options, name in (
        (("update-milestone", "1.1e", "--status", "at risk"), "1.1e"),
        (("update-recommendation", "2", "--status", "in progress", "--progress", "Bought"), "recommendation 2"),
    ):
        tell(*options)
        assert run(*options, "--by", "Ben") == (1, "", f"That is what is known of {name} already.\n")


def test_every_recommendation_is_written_with_these_columns(ask):
    rows = ask("recommendations", "--as-at", "2022-06-30")
    assert list(rows) == [str(number) for number in range(1, 15)]
    assert {tuple(row) for row in rows.values()} == {tuple(OF_RECOMMENDATIONS)}
    assert {name: rows["2"][name] for name in ("decision", "owners", "due", "status", "months_overdue")} == {
        "decision": "investigation required",
        "owners": "AD for SEND",
        "due": "2021-01",
        "status": "not started",
        "months_overdue": 17,
    }
    assert [rows["4"][name] for name in ("decision", "due", "months_overdue")] == ["not accepted", None, None]


def test_a_recommendation_is_updated_and_read_back(run, ask, tell):
    message = tell("update-recommendation", "2", "--status", "addressed", "--progress", "Families see it, as +1 bought")
    assert message == "Recommendation 2: addressed, recorded by Ada.\n"
    row = ask("recommendations", *FAR)["2"]
    assert (row["status"], row["progress"], row["months_overdue"]) == ("addressed", "Families see it, as +1 bought", 0)
    assert ask("recommendations", "--as-at", "2022-06-30")["2"]["status"] == "not started"
    table = list(csv.DictReader(io.StringIO(run("recommendations", *FAR, "--format", "csv")[1])))
    assert list(table[0]) == OF_RECOMMENDATIONS
    assert table[1]["status"] == "addressed"


def test_people_read_the_recommendations_as_a_table_under_the_day(run):
    lines = run("recommendations", "--as-at", "2022-06-30")[1].splitlines()
    assert lines[0] == "SEND improvement plan: 14 recommendations, as at 30 June 2022: 12 overdue"
    assert len(lines) == 16
    assert len({line.index(" accepted ") for line in lines[2:] if "  accepted " in line}) == 1


def test_a_recommendation_that_is_not_there_is_refused(run):
    options = run("update-recommendation", "15", "--status", "addressed", "--progress", "Done", "--by", "Ada")
    assert options == (1, "", "The plan has no recommendation '15'.\n")
