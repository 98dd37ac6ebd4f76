"""Milestones and recommendations in workbooks, at a terminal: templates out, changes listed, and stored."""

from __future__ import annotations

import datetime as dt
import json

import openpyxl
import pytest


@pytest.fixture
def workbook(run, tmp_path):
    """June's template with these cells typed in, by sheet and place: the file."""

    def workbook_(**sheets: dict[str, object]):
        path = tmp_path / "june.xlsx"
        assert run("template", "--month", "2022-06", "--output", path)[0] == 0
        book = openpyxl.load_workbook(path)
        for sheet, cells in sheets.items():
            for place, value in cells.items():
                book[sheet][place].value = value
        book.save(path)
        return path

    return workbook_


COMPLETE = {"D2": "complete", "E2": dt.date(2021, 11, 26), "F2": "Minute 7"}
BEGUN = {"C3": "in progress", "D3": "A tracker is\nbeing bought"}


def test_check_says_what_changes_and_stores_nothing(run, workbook):
    path = workbook(Milestones=COMPLETE, Recommendations=BEGUN)
    code, out, err = run("check", path)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{path}: accepted, changes of 1 milestone and 1 recommendation",
        "  1.1a: not reported -> complete on 26 November 2021 (Evidence: Minute 7)",
        "  Recommendation 2: not started -> in progress (A tracker is being bought)",
    ]
    assert run("submissions")[1] == "Nothing was submitted yet.\n"


def test_check_gives_the_changes_as_json(run, workbook):
    (answer,) = json.loads(run("check", workbook(Milestones=COMPLETE, Recommendations=BEGUN), "--format", "json")[1])
    assert (answer["accepted"], answer["rows"]) == (True, 0)
    assert answer["milestones"] == [
        {
            "milestone": "1.1a",
            "occurrence": None,
            "was": None,
            "status": "complete",
            "completed_on": "2021-11-26",
            "due": None,
            "place": "Milestones!D2",
        }
    ]
    assert answer["recommendations"] == [
        {
            "recommendation": "2",
            "was": "not started",
            "status": "in progress",
            "progress": "A tracker is\nbeing bought",
            "place": "Recommendations!C3",
        }
    ]


def test_load_stores_them_and_the_next_template_and_milestones_show_it(run, workbook):
    path = workbook(Milestones=COMPLETE)
    code, out, err = run("load", path, "--by", "Ada")
    assert (code, out, err) == (0, f"{path}: submission 1, changes of 1 milestone\n", "")
    (submission,) = json.loads(run("submissions", "--format", "json")[1])
    assert (submission["rows"], submission["milestones"], submission["recommendations"]) == (0, 1, 0)
    statuses = {row["milestone"]: row["status"] for row in json.loads(run("milestones", "--format", "json")[1])}
    assert statuses["1.1a"] == "complete"
    assert openpyxl.load_workbook(workbook())["Milestones"]["D2"].value == "complete"


def test_a_template_sent_back_as_it_came_is_refused_in_plain_words(run, workbook):
    code, out, _ = run("check", workbook())
    assert code == 1
    assert "all that is said of milestones and recommendations is known already" in out


def test_an_error_is_told_at_its_cell(run, workbook):
    code, _, err = run("load", workbook(Milestones={"D2": "complete"}), "--by", "Ada")
    assert code == 1
    assert "Milestones!D2 · 1.1a · Say on which day 1.1a was completed." in err


def test_a_withdrawal_takes_them_back(run, workbook):
    run("load", workbook(Milestones=COMPLETE), "--by", "Ada")
    assert run("withdraw", 1, "--by", "Ada", "--reason", "Wrong one")[0] == 0
    statuses = {row["milestone"]: row["status"] for row in json.loads(run("milestones", "--format", "json")[1])}
    assert statuses["1.1a"] == "not reported"
