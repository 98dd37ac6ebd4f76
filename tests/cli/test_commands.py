from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from sendkpi import analysis, plan, settings, store
from sendkpi.cli import main
from sendkpi.cli.frame.catalogue import CATALOGUE
from sendkpi.values import today
from tests.filled import Entry, fill

ROOT = Path(__file__).resolve().parents[2]
MONTHS = {"2022-01": (6, 19), "2022-02": (9, 22), "2022-03": (8, 20), "2022-04": (16, 28)}
CONFIRMED = ["--confirm", "all", "--reason", "Only this one is in"]


@pytest.fixture
def ask(run):
    """One command that succeeds: its answer from JSON."""

    def ask_(*arguments: object):
        code, out, err = run(*arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return ask_


@pytest.fixture
def workbook(run, tmp_path):
    """A month's template, filled: the file."""

    def workbook_(month: str, entries: dict[str, Entry], name: str = "") -> Path:
        path = tmp_path / (name or f"{month}.xlsx")
        assert run("template", "--month", month, "--output", path)[0] == 0
        path.write_bytes(fill(path.read_bytes(), entries))
        return path

    return workbook_


@pytest.fixture(scope="module")
def four_months(tmp_path_factory) -> Path:
    """A folder with EHCP1's files from January to April 2022, and the store into which they were loaded: to copy."""
    folder = tmp_path_factory.mktemp("four months")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SENDKPI_DATABASE_URL", f"sqlite:///{folder / 'own.db'}")
        files = [folder / f"{month}.xlsx" for month in MONTHS]
        for path, entry in zip(files, MONTHS.values(), strict=True):
            assert main(["template", "--month", path.stem, "--output", str(path)]) == 0
            path.write_bytes(fill(path.read_bytes(), {"EHCP1": entry}))
        assert main(["load", *map(str, files), "--by", "Ada", *CONFIRMED]) == 0
        store.connect(settings.database_url()).dispose()
    return folder


@pytest.fixture
def loaded(four_months, tmp_path):
    """EHCP1 from January to April 2022, loaded: the files."""
    shutil.copytree(four_months, tmp_path, dirs_exist_ok=True)
    return [tmp_path / f"{month}.xlsx" for month in MONTHS]


def position(scorecard: list[dict], measure: str) -> dict:
    return next(row for row in scorecard if row["measure"] == measure)


@pytest.mark.usefixtures("loaded")
def test_four_months_loaded_give_the_year_to_date_and_what_is_needed(ask):
    rows = ask("series", "EHCP1")
    assert [row["month"] for row in rows] == list(MONTHS)
    april = rows[-1]
    assert list(april) == analysis.SERIES
    assert (april["numerator"], april["denominator"]) == (16, 28)
    assert april["value"] == pytest.approx(100 * 16 / 28)
    assert april["year_to_date"] == pytest.approx(100 * 39 / 89)
    assert april["trajectory"] == pytest.approx(37 + 43 * 4 / 12)
    assert april["gap"] == pytest.approx(-7.513, abs=0.001)
    assert april["needed"] == pytest.approx(98.09, abs=0.01)
    assert april["rating"] == "red"
    assert (april["rolling_12"], april["symbol"], april["commentary"]) == (None, None, None)


@pytest.mark.usefixtures("loaded")
def test_the_scorecard_says_the_same_as_the_series(ask):
    april = position(ask("scorecard", "--month", "2022-04"), "EHCP1")
    assert list(april) == analysis.PRINTED
    assert april["value"] == pytest.approx(100 * 39 / 89)
    assert (april["month"], april["target_month"], april["rating"]) == ("2022-04", "2022-12", "red")
    assert (april["unit"], april["better"], april["basis"]) == ("percent", "higher", "year_to_date")
    assert (april["small_sample"], april["months_late"], april["last_month"]) == (False, 0, None)


def test_the_same_bytes_again_change_nothing(run, ask, loaded):
    before = ask("scorecard", "--month", "2022-04"), ask("submissions")
    code, out, err = run("load", *loaded, "--by", "Bea")
    assert (code, err) == (0, "")
    assert out.count("already loaded on") == 4
    assert "as submission 4" in out.splitlines()[-1]
    assert (ask("scorecard", "--month", "2022-04"), ask("submissions")) == before


def test_withdrawing_april_brings_the_earlier_scorecard_back(run, ask, workbook):
    files = [workbook(month, {"EHCP1": entry}) for month, entry in MONTHS.items()]
    assert run("load", *files[:3], "--by", "Ada", *CONFIRMED)[0] == 0
    earlier = ask("scorecard", "--month", "2022-04")
    assert run("load", files[3], "--by", "Ada", *CONFIRMED)[0] == 0
    assert ask("scorecard", "--month", "2022-04") != earlier
    code, out, _ = run("withdraw", "4", "--by", "Bea", "--reason", "Wrong month")
    assert (code, out) == (0, "Submission 4 (2022-04.xlsx) is withdrawn.\n")
    assert ask("scorecard", "--month", "2022-04") == earlier
    assert [one["state"] for one in ask("submissions")] == ["loaded", "loaded", "loaded", "withdrawn"]


@pytest.mark.usefixtures("loaded")
def test_yesterday_shows_none_of_it(ask):
    yesterday = today() - timedelta(days=1)
    assert ask("series", "EHCP1", "--as-at", yesterday) == []
    assert position(ask("scorecard", "--month", "2022-04", "--as-at", yesterday), "EHCP1")["value"] is None
    assert position(ask("scorecard", "--month", "2022-04", "--as-at", "2099-01-01"), "EHCP1")["value"] is not None
    assert ask("submissions", "--as-at", yesterday) == []
    assert len(ask("submissions", "--as-at", today())) == 4


@pytest.mark.usefixtures("loaded")
def test_submissions_are_listed_for_programs_and_for_people(run, ask):
    last = ask("submissions")[-1]
    fields = ["id", "filename", "sha256", "received_on", "recorded_at", "recorded_by", "state", "rows"]
    assert list(last)[: len(fields)] == fields
    assert (last["id"], last["filename"], last["recorded_by"]) == (4, "2022-04.xlsx", "Ada")
    assert (last["state"], last["rows"], last["received_on"]) == ("loaded", 1, str(today()))
    assert last["recorded_at"].endswith("+00:00")
    lines = run("submissions")[1].splitlines()
    assert len(lines) == 5
    assert last["sha256"][:12] in lines[-1]


def test_a_file_that_would_be_accepted_is_said_to_be(run, workbook):
    path = workbook("2022-04", {"EHCP1": (16, 28)})
    code, out, err = run("check", path)
    assert (code, err) == (0, "")
    assert out.startswith(f"{path}: accepted, 1 figure for April 2022 (1 new, 0 restated, 0 unchanged)\n")
    assert "warning: KPIs!" in out


def test_checking_does_not_make_a_database(run, workbook, own_database):
    path = workbook("2022-04", {"EHCP1": (16, 28)})
    for command in (["check", path], ["submissions"], ["scorecard"], ["series", "EHCP1"]):
        assert run(*command)[0] == 0
    assert not store.exists(own_database)


def test_a_refused_file_is_named_with_every_problem_by_cell(run, workbook, tmp_path):
    wrong, right = workbook("2022-03", {"EHCP1": (28, 16)}), workbook("2022-04", {"EHCP1": (16, 28)})
    code, out, err = run("check", wrong, right, tmp_path / "none.xlsx", "--format", "json")
    assert (code, err) == (1, "")
    answers = json.loads(out)
    read = ["figures", "question", "offers", "sheets_read", "sheets_passed_over", "layouts", "notes", "problems"]
    keys = ["file", "accepted", "rows", "milestones", "recommendations", *read]
    assert [list(answer) for answer in answers] == [keys] * 3
    assert [answer["accepted"] for answer in answers] == [False, True, False]
    problem = answers[0]["problems"][0]
    assert list(problem) == ["sheet", "cell", "measure", "month", "severity", "code", "message"]
    assert (problem["sheet"], problem["measure"], problem["month"]) == ("KPIs", "EHCP1", "2022-03")
    assert (problem["severity"], problem["code"]) == ("error", "numerator_above_denominator")
    assert answers[2]["problems"][0]["code"] == "unreadable"
    code, out, _ = run("check", wrong)
    assert code == 1
    assert out.startswith(f"{wrong}: refused, 1 error\n  error: KPIs!")


@pytest.mark.parametrize("name", ["none.xlsx", "", "folder"])
def test_a_file_that_cannot_be_opened_is_refused_in_one_line(run, tmp_path, name):
    (tmp_path / "folder").mkdir()
    path = str(tmp_path / name) if name else "\0"
    for command in (["check", path], ["load", path, "--by", "Ada"]):
        code, _, err = run(*command)
        assert code == 1
        assert len(err.splitlines()) == 1


def test_bytes_that_are_no_workbook_are_refused(run, tmp_path):
    path = tmp_path / "april.xlsx"
    path.write_text("Dear colleague")
    code, out, err = run("load", path, "--by", "Ada")
    assert (code, out) == (1, "")
    assert "april.xlsx is refused, nothing was stored: 1 error." in err
    assert run("check", path)[0] == 1


def test_unconfirmed_warnings_store_nothing(run, ask, workbook):
    path = workbook("2022-04", {"EHCP1": (16, 28)})
    code, out, err = run("load", path, "--by", "Ada")
    assert (code, out) == (1, "")
    assert "EHCP2, April 2022" in err
    assert "wait to be confirmed" in err.splitlines()[-1]
    assert ask("submissions") == []


def test_a_refused_file_does_not_keep_out_the_others(run, ask, workbook):
    wrong, right = workbook("2022-03", {"EHCP1": (28, 16)}), workbook("2022-04", {"EHCP1": (16, 28)})
    code, out, err = run("load", wrong, right, "--by", "Ada", "--note", "By mail", *CONFIRMED)
    assert code == 1
    assert "2022-04.xlsx: submission 1, 1 figure for April 2022 (1 new" in out
    assert "2022-03.xlsx is refused" in err
    assert [one["filename"] for one in ask("submissions")] == ["2022-04.xlsx"]


def test_a_later_file_is_held_against_the_one_before_it(run, workbook):
    first = workbook("2022-04", {"EHCP1": (16, 28)}, "first.xlsx")
    second = workbook("2022-04", {"EHCP1": (17, 28)}, "second.xlsx")
    out = run("load", first, second, "--by", "Ada", *CONFIRMED)[1]
    assert "submission 2, 1 figure for April 2022 (0 new, 1 restated, 0 unchanged)" in out


def test_a_template_holds_one_organisations_measures(run, tmp_path):
    path = tmp_path / "ccg.xlsx"
    assert run("template", "--month", "2022-04", "--owner", "NCL CCG", "--output", path)[0] == 0
    sheet = openpyxl.load_workbook(path)["KPIs"]
    measures = {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)}
    known = plan.read(settings.plan_folder())
    assert {known.measure(name).owner for name in measures} == {"NCL CCG"}


def test_an_organisation_that_the_plan_does_not_hold_is_refused_with_those_it_does(run, tmp_path):
    code, _, err = run("template", "--month", "2022-04", "--owner", "Nobody", "--output", tmp_path / "x.xlsx")
    assert code == 1
    assert "Haringey Council" in err
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_template_is_not_written_into_a_folder_that_does_not_exist(run, tmp_path):
    code, _, err = run("template", "--month", "2022-04", "--output", tmp_path / "none" / "x.xlsx")
    assert (code, err) == (1, f"The folder {tmp_path / 'none'} does not exist.\n")


def test_an_output_that_cannot_be_written_is_one_line(run, tmp_path):
    code, _, err = run("template", "--month", "2022-04", "--output", tmp_path)
    assert code == 1
    assert len(err.splitlines()) == 1


@pytest.mark.usefixtures("loaded")
def test_csv_holds_the_numbers_of_json_unrounded_and_nothing_for_what_is_missing(run, ask):
    for command in (["scorecard", "--month", "2022-04"], ["series", "EHCP1"]):
        rows = ask(*command)
        table = list(csv.DictReader(io.StringIO(run(*command, "--format", "csv")[1])))
        assert list(table[0]) == list(rows[0])
        written = {None: "", True: "true", False: "false"}
        for line, row in zip(table, rows, strict=True):
            for name, value in row.items():
                known = written.get(value) if value is None or isinstance(value, bool) else str(value)
                assert line[name] == known


def test_a_commentary_that_a_spreadsheet_would_run_is_written_to_csv_as_text(run, workbook):
    path = workbook("2022-04", {"EHCP1": (16, 28)})
    book = openpyxl.load_workbook(path)
    book["KPIs"]["I2"].value = "-1+2 staff left"
    book.save(path)
    assert run("load", path, "--by", "Ada", *CONFIRMED)[0] == 0
    out = run("series", "EHCP1", "--format", "csv")[1]
    assert ",'-1+2 staff left,1,KPIs," in out.splitlines()[-1]
    assert json.loads(run("series", "EHCP1", "--format", "json")[1])[0]["commentary"] == "-1+2 staff left"


@pytest.mark.usefixtures("loaded")
def test_people_read_rounded_figures_and_rating_words(run):
    scorecard = run("scorecard", "--month", "2022-04")[1].splitlines()
    line = next(line for line in scorecard if line.startswith("EHCP1 "))
    assert line.split()[-5:] == ["43.8%", "51.3%", "80.0%", "Off", "track"]
    april = run("series", "EHCP1")[1].splitlines()[-1]
    assert april.split() == [
        "2022-04",
        "16",
        "28",
        "57.1%",
        "43.8%",
        "51.3%",
        "−7.5",
        "points",
        "98.1%",
        "Off",
        "track",
    ]


def test_a_breakdown_has_a_series_of_its_own(ask):
    assert ask("series", "ASC1-UNDER18", "--breakdown", "Whittington Health") == []


@pytest.mark.parametrize(
    ("arguments", "offered"),
    [
        (["series", "EHCP10"], "EHCP1"),
        (["series", "ehcp1"], "EHCP1"),
        (["series", "nothing like it"], "COM7"),
        (["series", "ASC1-UNDER18", "--breakdown", "Whittingtom"], "Whittington Health"),
        (["series", "EHCP1", "--breakdown", "Whittington Health"], "EHCP1"),
    ],
)
def test_an_unknown_measure_or_breakdown_is_answered_with_the_nearest(run, arguments, offered):
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert offered in err


def test_the_plan_is_counted_and_its_queries_are_listed(run, ask):
    answer = ask("plan")
    counts = {"areas": 3, "measures": 21, "series": 23, "actions": 26, "milestones": 119, "recommendations": 14}
    assert {name: answer[name] for name in counts} == counts
    assert answer["queries"] == len(answer["query_list"]) > 0
    assert {"id", "about", "field", "published", "doubt", "working", "document", "line"} <= set(answer["query_list"][0])
    out = run("plan")[1]
    assert "119 milestones" in out
    assert answer["query_list"][-1]["doubt"] in out


def test_a_broken_plan_is_refused_with_a_line_for_every_fault(run, tmp_path, monkeypatch):
    for table in settings.plan_folder().glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    (tmp_path / "areas.csv").write_text("id\n")
    (tmp_path / "actions.csv").unlink()
    monkeypatch.setenv("SENDKPI_PLAN", str(tmp_path))
    code, out, err = run("plan")
    assert (code, out) == (1, "")
    assert {"areas.csv", "actions.csv"} <= {line.partition(" ")[0].rstrip(":,") for line in err.splitlines()}


@pytest.mark.usefixtures("loaded")
def test_withdrawing_what_is_not_there_is_refused(run):
    assert run("withdraw", "9", "--by", "Ada", "--reason", "Wrong")[::2] == (1, "There is no submission 9.\n")
    assert run("withdraw", "1", "--by", "Ada", "--reason", " ")[0] == 1


def test_withdrawing_from_no_database_does_not_make_one(run, own_database):
    code, _, err = run("withdraw", "9", "--by", "Ada", "--reason", "Wrong")
    assert (code, len(err.splitlines())) == (1, 1)
    assert not store.exists(own_database)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unknown"],
        ["template", "--month", "April", "--output", "x.xlsx"],
        ["template", "--month", "2022-13", "--output", "x.xlsx"],
        ["template", "--output", "x.xlsx"],
        ["check"],
        ["check", "x.xlsx", "--format", "csv"],
        ["load", "x.xlsx"],
        ["load", "x.xlsx", "--by", "Ada", "--confirm", "some", "--reason", "Late"],
        ["load", "x.xlsx", "--by", "Ada", "--confirm", "all"],
        ["load", "x.xlsx", "--by", "Ada", "--reason", "Late"],
        ["withdraw", "one", "--by", "Ada", "--reason", "Late"],
        ["scorecard", "--as-at", "yesterday"],
        ["scorecard", "--mon", "2022-04"],
        ["series"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_exits_with_2_and_says_why(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err


def test_help_is_no_failure(run):
    code, out, _ = run("--help")
    assert code == 0
    assert all(entry.help in " ".join(out.split()) for entry in CATALOGUE)


def test_a_database_that_cannot_be_opened_is_one_line(run, tmp_path, monkeypatch):
    monkeypatch.setenv("SENDKPI_DATABASE_URL", f"sqlite:///{tmp_path}")
    for command in (["scorecard"], ["submissions"]):
        code, out, err = run(*command)
        assert (code, out, len(err.splitlines())) == (1, "", 1)


@pytest.mark.parametrize("failure", [BrokenPipeError(), KeyboardInterrupt(), OSError(28, "No space left"), TypeError()])
def test_whatever_goes_wrong_with_the_output_is_one_line(run, monkeypatch, failure):
    class Broken(io.StringIO):
        def write(self, _text: str) -> int:
            raise failure

    monkeypatch.setattr(sys, "stdout", Broken())
    code, _, err = run("submissions")
    assert (code, len(err.splitlines())) == (1, 1)


def test_the_product_runs_as_a_module_and_its_exit_code_is_the_commands():
    command = [sys.executable, "-m", "sendkpi", "series", "EHCP10"]
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("The plan has no measure 'EHCP10'. Did you mean EHCP1")
