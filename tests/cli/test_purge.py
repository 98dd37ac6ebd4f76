"""Destroying an original from a terminal; files about single persons at a terminal."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from sendkpi import ingest, store
from sendkpi.errors import DestroyedError
from sendkpi.values import parse_month, today
from tests.filled import fill, filled
from tests.on_record import on_record
from tests.real_plan import PLAN

CONFIRMED = ["--by", "Ada", "--confirm", "all", "--reason", "Only this one is in"]


@pytest.fixture
def april(run, tmp_path):
    """A file of one figure, loaded as submission 1."""
    path = tmp_path / "april.xlsx"
    path.write_bytes(filled(PLAN, "2022-04", {"EHCP1": (16, 28)}))
    assert run("load", path, *CONFIRMED)[0] == 0
    return path


def purged(run):
    return run("purge", "1", "--by", "Bea", "--reason", "It held names")


@pytest.mark.usefixtures("april")
def test_an_original_is_destroyed_and_its_figures_stay(run, own_database):
    before = run("series", "EHCP1", "--format", "json")
    code, out, err = purged(run)
    assert (code, err) == (0, "")
    assert out.startswith("The original of submission 1 (april.xlsx) is destroyed; its figures stay.")
    assert run("series", "EHCP1", "--format", "json") == before
    with pytest.raises(DestroyedError):
        store.original(store.connect(own_database), 1)


@pytest.mark.usefixtures("april")
def test_submissions_say_by_whom_and_why_an_original_was_destroyed(run):
    assert run("submissions")[1].splitlines()[-1].endswith("  kept")
    assert json.loads(run("submissions", "--format", "json")[1])[0]["destroyed_by"] is None
    purged(run)
    assert run("submissions")[1].splitlines()[-1].endswith("by Bea: It held names")
    (fields,) = json.loads(run("submissions", "--format", "json")[1])
    assert (fields["destroyed_by"], fields["destroyed_reason"]) == ("Bea", "It held names")
    assert fields["destroyed_at"].startswith(f"{today().year}-")
    assert len(fields["sha256"]) == 64


def test_the_same_file_again_is_refused_with_the_reason(run, april):
    purged(run)
    code, out, err = run("load", april, *CONFIRMED)
    assert (code, out) == (1, "")
    assert "by Bea: It held names. Take out what should not be in it" in err
    code, out, _ = run("check", april, "--format", "json")
    assert code == 1
    assert json.loads(out)[0]["problems"][0]["code"] == "destroyed"


@pytest.mark.usefixtures("april")
def test_what_cannot_be_destroyed_is_said_in_one_line(run):
    for arguments, message in [
        (["9", "--by", "Bea", "--reason", "Names"], "There is no submission 9.\n"),
        (["1", "--by", " ", "--reason", "Names"], "Say who destroys the original.\n"),
        (["1", "--by", "Bea", "--reason", ""], "Say why the original is destroyed.\n"),
    ]:
        assert run("purge", *arguments) == (1, "", message)
    purged(run)
    code, out, err = purged(run)
    assert (code, out) == (1, "")
    assert "was already destroyed on" in err


def test_destroying_in_no_database_does_not_make_one(run, own_database):
    assert run("purge", "1", "--by", "Bea", "--reason", "Names")[::2] == (
        1,
        "There is no submission 1: nothing was submitted yet.\n",
    )
    assert not store.exists(own_database)


@pytest.mark.parametrize(
    "missing", [["1", "--by", "Bea"], ["1", "--reason", "Names"], ["one", "--by", "B", "--reason", "N"]]
)
def test_a_wrong_call_destroys_nothing(run, missing):
    assert run("purge", *missing)[0] == 2


def test_a_file_about_single_persons_is_refused_without_a_word_of_it(run, tmp_path, own_database):
    book = openpyxl.load_workbook(
        io.BytesIO(fill(ingest.template_workbook(PLAN, parse_month("2022-04")), {"EHCP1": (16, 28)}))
    )
    for cells in (["Forename", "Surname", "DOB"], ["Ada", "Lovelace", "10/12/2012"]):
        (book["Cases"] if "Cases" in book.sheetnames else book.create_sheet("Cases")).append(cells)
    path = tmp_path / "april.xlsx"
    book.save(path)
    for command in (["check", path], ["check", path, "--format", "json"], ["load", path, *CONFIRMED]):
        code, out, err = run(*command)
        assert code == 1
        assert "looks like names of persons" in out + err
        assert "Lovelace" not in out + err
    assert on_record(store.connect(own_database)).submissions == ()
