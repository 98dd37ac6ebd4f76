"""Remembered layouts, from a terminal."""

from __future__ import annotations

import json

import pytest

from sendkpi import store
from sendkpi.layouts import Column, Layout, as_record

CLINIC = Layout(
    "Clinic return",
    "f1",
    ((Column.MEASURE, "indicator"), (Column.MONTH, "period"), (Column.VALUE, "#3")),
    answers=(("mark:-", "x"), ("mark:..", "")),
)


@pytest.fixture
def kept(run, tmp_path):
    """A layout, imported: its file."""
    path = tmp_path / "clinic.json"
    path.write_text(json.dumps(as_record(CLINIC)), encoding="utf-8")
    assert run("layouts", "import", path, "--by", "Ada")[0] == 0
    return path


@pytest.mark.usefixtures("kept")
def test_layouts_are_listed_for_people_and_for_programs(run):
    lines = run("layouts", "list")[1].splitlines()
    assert lines[0].split() == ["name", "columns", "months", "marks", "answers", "kept", "by"]
    assert lines[1].startswith("Clinic return  Measure: indicator, Month: period, Value: #3  column  -=x, ..=blank")
    (answer,) = json.loads(run("layouts", "list", "--format", "json")[1])
    assert (answer["name"], answer["recorded_by"]) == ("Clinic return", "Ada")
    assert answer["marks"] == {"-": "x", "..": ""}
    assert answer["recorded_at"].endswith("+00:00")


def test_where_there_is_none_listing_says_so_and_makes_no_database(run, own_database):
    assert run("layouts", "list") == (0, "No layout is kept yet.\n", "")
    assert run("layouts", "list", "--format", "json")[1] == "[]\n"
    assert not store.exists(own_database)


def test_an_exported_layout_is_the_same_when_it_is_imported_elsewhere(run, kept, tmp_path, own_database):
    path = tmp_path / "copy.json"
    code, out, err = run("layouts", "export", "clinic return", "--output", path)
    assert (code, out, err) == (0, f"{path}: layout “Clinic return”\n", "")
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(kept.read_text(encoding="utf-8"))
    assert run("layouts", "forget", "Clinic return", "--by", "Ada")[0] == 0
    code, out, _ = run("layouts", "import", path, "--by", "Bea")
    assert (code, out) == (0, "Layout “Clinic return” is kept: files with its headings are read by it.\n")
    assert store.layouts(store.connect(own_database)) == (CLINIC,)


@pytest.mark.usefixtures("kept")
def test_a_forgotten_layout_is_listed_no_more(run):
    code, out, _ = run("layouts", "forget", "Clinic return", "--by", "Bea")
    assert code == 0
    assert "is forgotten" in out
    assert run("layouts", "list")[1] == "No layout is kept yet.\n"


@pytest.mark.parametrize("command", [["forget", "Clinic", "--by", "Ada"], ["export", "Clinic", "--output", "a.json"]])
def test_a_layout_that_is_not_kept_is_refused_and_no_database_is_made(run, own_database, command):
    assert run("layouts", *command) == (1, "", "There is no layout “Clinic”. None is kept yet.\n")
    assert not store.exists(own_database)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Dear colleague", "holds no layout"),
        ("[]", "holds no layout"),
        ("[" * 100_000, "holds no layout"),
        (b"\xff\xfe\x00", "holds no layout"),
        ('{"name": "Clinic"}', "needs a name and a fingerprint"),
        (json.dumps(as_record(CLINIC) | {"marks": {"-": "y"}}), "A mark cannot mean 'y'"),
    ],
    ids=["words", "a list", "deep", "no text", "half", "a mark's meaning"],
)
def test_a_file_that_holds_no_layout_is_refused_in_one_line(run, tmp_path, content, message):
    path = tmp_path / "clinic.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    code, out, err = run("layouts", "import", path, "--by", "Ada")
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert message in err
    assert run("layouts", "list")[1] == "No layout is kept yet.\n"


def test_a_file_that_is_not_there_or_cannot_be_written_is_refused_in_one_line(run, kept, tmp_path):
    code, _, err = run("layouts", "import", tmp_path / "none.json", "--by", "Ada")
    assert (code, len(err.splitlines())) == (1, 1)
    code, _, err = run("layouts", "export", "Clinic return", "--output", tmp_path / "none" / "a.json")
    assert (code, err) == (1, f"The folder {tmp_path / 'none'} does not exist.\n")
    assert kept.is_file()


@pytest.mark.parametrize("command", [[], ["list", "more"], ["forget", "Clinic"], ["remember", "Clinic"]])
def test_a_wrong_call_exits_with_2(run, command):
    assert run("layouts", *command)[0] == 2
