"""The plan that moves, from a terminal."""

from __future__ import annotations

import json

import pytest

DECIDED = ["--agreed-on", "2022-07-05", "--body", "SEND Executive Board", "--by", "Ada", "--reason", "Two quarters in"]
TERMS = [
    "--baseline",
    40,
    "--baseline-month",
    "2022-04",
    "--target",
    60,
    "--target-month",
    "2023-01",
    "--effective",
    "2022-04",
]


def position(run, measure, *options):
    code, out, _ = run("scorecard", "--month", "2022-06", "--format", "json", *options)
    assert code == 0
    return next((row for row in json.loads(out) if row["measure"] == measure), None)


def test_an_agreed_target_is_in_todays_scorecard_and_not_in_yesterdays(run):
    code, out, err = run("agree", "EHCP2", *TERMS, *DECIDED)

    assert (code, err) == (0, "")
    assert out == "EHCP2: agreed, as change 1, for April 2022 on.\n"
    assert position(run, "EHCP2")["target"] == 60.0
    assert position(run, "EHCP2", "--as-at", "2022-07-31")["target"] is None


def test_a_target_worse_than_its_baseline_is_refused_and_nothing_is_recorded(run):
    code, out, err = run("agree", "EHCP1", "--target", 30, "--effective", "2022-04", *DECIDED)

    assert (code, out) == (1, "")
    assert err == "The target of 30 is worse than the baseline of 37: for EHCP1 higher is better.\n"
    assert run("agreements")[1] == "Nothing has been agreed since the plan was published.\n"


def test_a_trajectory_is_read_from_a_file(run, tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("month,value\n2022-04,41\n2022-06,45\n", encoding="utf-8")
    assert run("agree", "EHCP2", *TERMS, "--trajectory", path, *DECIDED)[0] == 0

    assert position(run, "EHCP2")["trajectory"] == 45.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "needs the columns month and value"),
        ("month,level\n2022-04,1\n", "needs the columns month and value"),
        ("month,value\nApril,1\n", "line 2: write a month as 2022-04"),
        ("month,value\n2022-04,\n", "line 2: write a month as 2022-04"),
        ("month,value\n2022-04,1\n2022-04,2\n", "line 3: April 2022 stands there already"),
    ],
)
def test_a_trajectory_that_cannot_be_read_is_refused_by_its_line(run, tmp_path, text, words):
    path = tmp_path / "points.csv"
    path.write_text(text, encoding="utf-8")
    code, _, err = run("agree", "EHCP2", "--trajectory", path, "--effective", "2022-04", *DECIDED)

    assert code == 1
    assert words in err
    assert err.count("\n") == 1


def test_a_trajectory_file_that_is_not_there_is_named(run):
    code, _, err = run("agree", "EHCP2", "--trajectory", "nowhere.csv", "--effective", "2022-04", *DECIDED)
    assert (code, err.count("\n")) == (1, 1)
    assert "nowhere.csv" in err


def test_a_supplementary_measure_is_asked_for_and_judged_like_the_others(run, tmp_path):
    code, out, _ = run(
        "supplement", "WAITING-5TO18", "--title", "Children waiting", "--area", "WSOA 2", "--unit", "count",
        "--better", "lower", "--owner", "NCL CCG", "--first", "2022-04", "--at-a-point", *DECIDED,
    )  # fmt: skip

    assert (code, out) == (0, "WAITING-5TO18: added, supplementary, to WSOA 2 from April 2022.\n")
    assert position(run, "WAITING-5TO18")["rating"] == "not_reported"
    assert position(run, "WAITING-5TO18", "--as-at", "2022-07-31") is None
    assert run("template", "--month", "2022-06", "--output", tmp_path / "june.xlsx")[0] == 0
    assert b"series" in run("plan")[1].encode()


def test_an_answered_query_shows_its_new_working_value(run):
    code, out, _ = run("answer", "Q001", "--answer", "Yes", "--working", "the whole year", *DECIDED)

    assert (code, out) == (0, "Q001: answered; we now work with the whole year.\n")
    queries = json.loads(run("plan", "--format", "json")[1])["query_list"]
    assert queries[0]["working"] == "the whole year"
    then = json.loads(run("plan", "--format", "json", "--as-at", "2022-07-31")[1])["query_list"]
    assert then[0]["working"] != "the whole year"
    listed = json.loads(run("agreements", "--format", "json")[1])
    assert [(one["kind"], one["about"], one["body"]) for one in listed] == [("answer", "Q001", "SEND Executive Board")]


def test_an_answer_may_set_only_fields_that_hold_working_values(run):
    code, _, err = run("answer", "Q001", "--answer", "Yes", "--working", "x", "--set", "title=Mine", *DECIDED)
    assert code == 1
    assert "cannot be set" in err or "about no measure" in err


def test_what_was_agreed_is_listed_in_words(run):
    run("agree", "EHCP2", *TERMS, *DECIDED)
    out = run("agreements")[1]

    assert "5 July 2022 · EHCP2 · Baseline: none → 40.0% in April 2022, from April 2022" in out
    assert "5 July 2022 · EHCP2 · Target: none → 60.0% by January 2023, from April 2022" in out
    assert "SEND Executive Board: Two quarters in (recorded by Ada on " in out
    assert "Nothing has been agreed" in run("agreements", "--as-at", "2022-07-31")[1]
