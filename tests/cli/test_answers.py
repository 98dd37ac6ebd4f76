"""Files that do not explain themselves, from a terminal."""

from __future__ import annotations

import json

import pytest

from sendkpi import store
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.tables.fingerprints import fingerprint
from sendkpi.layouts import Column, Layout, as_record
from tests.ingest.sheets import sheet
from tests.unexplained import HEADINGS, team_return

TEAM = Layout(
    "Team return",
    fingerprint([Cell(4, at, heading) for at, heading in enumerate(HEADINGS, start=1)]),
    (
        (Column.MEASURE, "line"),
        (Column.MONTH, "when"),
        (Column.NUMERATOR, "hits"),
        (Column.DENOMINATOR, "outof"),
        (Column.VALUE, "rateornumber"),
    ),
)
CONFIRMED = ["--by", "Ada", "--confirm", "all", "--reason", "Only this team"]


@pytest.fixture
def file(tmp_path):
    """A team's return as a file."""

    def file_(month: str = "April 2022", name: str = "return.xlsx", **cells):
        path = tmp_path / name
        path.write_bytes(team_return(month, **cells))
        return path

    return file_


@pytest.fixture
def keep(own_database):
    """Layouts, kept."""

    def keep_(*layouts: Layout):
        for layout in layouts:
            store.keep_layout(store.connect(own_database), layout, by="Ada")

    return keep_


def test_a_file_that_does_not_explain_itself_is_refused_with_what_to_do(run, file):
    code, out, _ = run("check", file())
    assert code == 1
    assert "error: Return · No table of figures could be made out" in out
    assert "Submit page" in out
    assert "--layout" in out


def test_a_kept_layout_reads_it_and_json_says_by_which(run, file, keep):
    keep(TEAM)
    code, out, _ = run("check", file(sheets=("Notes",)), "--format", "json")
    (answer,) = json.loads(out)
    assert (code, answer["accepted"], answer["rows"], answer["layouts"]) == (0, True, 3, ["Team return"])
    assert answer["notes"][0] == "Sheets read: Return. Sheets passed over: Notes."
    assert "\n  note: Sheets read: Return. Sheets passed over: Notes.\n" in run("check", file(sheets=("Notes",)))[1]


def test_a_layout_can_be_forced_on_a_file_with_other_headings_beside_its_own(run, file, keep):
    keep(Layout(TEAM.name, "of other headings", TEAM.columns))
    assert run("check", file())[0] == 1
    assert run("load", file(), *CONFIRMED, "--layout", "team return")[0] == 0
    assert [row["value"] for row in json.loads(run("series", "COM4", "--format", "json")[1])] == [870]
    answers = json.loads(run("layouts", "list", "--format", "json")[1])
    assert [one["fingerprint"] for one in answers] == ["of other headings"]


def test_a_layout_that_is_not_kept_is_refused_and_no_database_is_made(run, file, own_database):
    code, out, err = run("check", file(), "--layout", "Team return")
    assert (code, out) == (1, "")
    assert err == "There is no layout “Team return”. None is kept yet.\n"
    assert not store.exists(own_database)


def test_a_mark_is_said_once_and_kept_with_the_layout_of_its_headings(run, file, keep, own_database):
    keep(TEAM)
    april = file(wait="N/A")
    code, out, _ = run("check", april)
    assert (code, out.count("can mean several things")) == (1, 1)
    assert run("check", april, "--mark", "n/a=x")[0] == 0
    assert store.layouts(store.connect(own_database)) == (TEAM,)
    assert run("load", april, *CONFIRMED, "--mark", "n/a=x")[0] == 0
    assert [layout.marks for layout in store.layouts(store.connect(own_database))] == [{"n/a": "x"}]
    (row,) = json.loads(run("series", "ASC1-UNDER18", "--format", "json")[1])
    assert (row["value"], row["symbol"]) == (None, "x")
    assert run("check", file("May 2022", wait="n/a"))[0] == 0


def test_a_mark_that_begins_with_a_dash_can_be_said_and_said_otherwise_later(run, file, keep, own_database):
    keep(TEAM)
    assert run("load", file(wait="-"), *CONFIRMED, "--mark", "-=x")[0] == 0
    may = file("May 2022", wait="-")
    assert run("load", may, *CONFIRMED, "--mark", "-=blank")[0] == 0
    assert [layout.marks for layout in store.layouts(store.connect(own_database))] == [{"-": ""}]
    assert [row["month"] for row in json.loads(run("series", "ASC1-UNDER18", "--format", "json")[1])] == ["2022-04"]


def test_marks_join_a_layout_that_is_forced(run, file, keep, own_database):
    keep(Layout(TEAM.name, "of other headings", TEAM.columns))
    path = file(wait="-")
    assert run("load", path, *CONFIRMED, "--layout", TEAM.name, "--mark", "-=z")[0] == 0
    (kept,) = store.layouts(store.connect(own_database))
    assert (kept.fingerprint, kept.marks) == ("of other headings", {"-": "z"})
    assert run("check", file("May 2022", wait="-"), "--layout", TEAM.name)[0] == 0


def test_a_refused_file_keeps_no_answer(run, file, keep, own_database):
    keep(TEAM)
    assert run("load", file(wait="-", timely=20), *CONFIRMED, "--mark", "-=x")[0] == 1
    assert store.layouts(store.connect(own_database)) == (TEAM,)


@pytest.mark.parametrize("mark", ["-", "=x", "-=u", "-=none", ""])
def test_a_meaning_that_cannot_be_is_a_wrong_call(run, file, mark):
    code, out, err = run("check", file(), "--mark", mark)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "write it as" in err


def test_a_mark_without_its_meaning_is_a_wrong_call(run, file):
    assert run("check", file(), "--mark")[0] == 2


def test_the_file_of_a_layout_can_be_taken_to_another_dashboard(run, file, tmp_path):
    path = tmp_path / "team.json"
    path.write_text(json.dumps(as_record(TEAM)), encoding="utf-8")
    assert run("check", file())[0] == 1
    assert run("layouts", "import", path, "--by", "Ada")[0] == 0
    assert run("check", file())[0] == 0
    assert run("layouts", "forget", "Team return", "--by", "Ada")[0] == 0
    assert run("check", file())[0] == 1


def test_own_names_are_asked_about_once_answered_on_the_terminal_and_remembered(run, tmp_path, own_database):
    def sent(month: str, *rows: list[object]) -> str:
        path = tmp_path / f"{month}.xlsx"
        path.write_bytes(sheet(["Indicator", month, "Comment"], *rows))
        return str(path)

    april = sent("Apr-22", ["EHCP1", 31.6, None], ["Newsletter subscribers", 812, None])
    code, out, _ = run("check", april)
    assert (code, out.splitlines()[0]) == (1, f"{april}: waits for 1 answer")
    assert (
        "question: Which measure is “Newsletter subscribers”? (--answer 'measure:newsletter subscribers=CODE')" in out
    )
    assert "    COM4: People signed up to the SEND newsletter\n" in out
    answer = ("--answer", "measure:newsletter subscribers=COM4")
    assert run("load", april, *CONFIRMED, *answer)[0] == 0
    (kept,) = store.layouts(store.connect(own_database))
    assert dict(kept.answers) == {"measure:newsletter subscribers": "COM4"}
    code, out, _ = run(
        "check", sent("May-22", ["EHCP1", 35, None], ["Newsletter subscribers", 840, None]), "--format", "json"
    )
    (found,) = json.loads(out)
    assert (code, found["question"]) == (0, None)
    assert [(one["measure"], one["value"], one["cell"]) for one in found["figures"]] == [
        ("EHCP1", 35, "B2"),
        ("COM4", 840, "B3"),
    ]


def test_an_answer_that_no_file_asks_for_is_said_and_refused(run, tmp_path):
    path = tmp_path / "april.xlsx"
    path.write_bytes(sheet(["Measure", "Apr-22"], ["EHCP1", 31.6]))
    code, _, err = run("check", path, "--answer", "measure:newsleter=COM4")
    assert (code, err) == (1, "--answer measure:newsleter: no file asks this. Take the key from the question.\n")
