"""`check --marked`: the workbook written again with its problems shown."""

import datetime as dt
import json

import openpyxl
import pytest

from sendkpi.ingest.template.workbook import wanted
from tests.filled import filled
from tests.real_plan import PLAN


@pytest.fixture
def faulty(tmp_path):
    """A workbook with two faults: the file."""
    path = tmp_path / "january.xlsx"
    path.write_bytes(filled(PLAN, "2022-01", {"EHCP1": (20, 19), "COM4": -5.0}))
    return path


def test_the_workbook_is_written_with_its_problems_marked(run, faulty, tmp_path):
    marked = tmp_path / "january - marked.xlsx"
    code, out, err = run("check", faulty, "--marked", marked)
    assert (code, err) == (1, "")
    assert out.splitlines()[-1] == f"{marked}: the workbook with its problems marked"
    book = openpyxl.load_workbook(marked)
    assert book.sheetnames == ["Problems", "Read me", "KPIs", "Lists"]
    comments = [cell.comment.text for line in book["KPIs"] for cell in line if cell.comment]
    assert len(comments) == 2
    assert all(text.startswith("Found by sendkpi:\nError: ") for text in comments)


def test_json_stays_json_beside_it(run, faulty, tmp_path):
    code, out, err = run("check", faulty, "--marked", tmp_path / "marked.xlsx", "--format", "json")
    assert code == 1
    assert len(json.loads(out)[0]["problems"]) == 2
    assert err == f"{tmp_path / 'marked.xlsx'}: the workbook with its problems marked\n"


def test_without_problems_no_workbook_is_written_and_the_command_says_so(run, tmp_path):
    due = {measure.id: "x" for measure, breakdown in wanted(PLAN, dt.date(2022, 1, 1), None) if not breakdown}
    path = tmp_path / "whole.xlsx"
    path.write_bytes(filled(PLAN, "2022-01", due))
    code, out, _ = run("check", path, "--marked", tmp_path / "marked.xlsx")
    assert code == 0
    assert out.splitlines()[-1] == f"{tmp_path / 'marked.xlsx'}: not written, there is nothing to mark."
    assert not (tmp_path / "marked.xlsx").exists()


def test_what_cannot_be_marked_is_said_after_the_verdict(run, tmp_path):
    path = tmp_path / "page.xlsx"
    path.write_bytes(b"<html></html>")
    code, out, err = run("check", path, "--marked", tmp_path / "marked.xlsx")
    assert code == 1
    assert "refused, 1 error" in out
    assert err == "None of the problems is in a cell, so there is nothing to mark.\n"
    assert not (tmp_path / "marked.xlsx").exists()


def test_a_file_is_never_written_over_by_its_own_marks(run, faulty):
    before = faulty.read_bytes()
    code, out, err = run("check", faulty, "--marked", faulty.parent / "." / faulty.name)
    assert (code, out) == (2, "")
    assert err == "--marked would overwrite the file that is checked: name another.\n"
    assert faulty.read_bytes() == before


def test_only_one_file_can_be_marked_at_a_time(run, faulty, tmp_path):
    code, out, err = run("check", faulty, faulty, "--marked", tmp_path / "marked.xlsx")
    assert (code, out, err) == (2, "", "--marked goes with one FILE.\n")


def test_a_folder_that_does_not_exist_is_said_before_any_work(run, faulty, tmp_path):
    code, out, err = run("check", faulty, "--marked", tmp_path / "nowhere" / "marked.xlsx")
    assert (code, out, err) == (1, "", f"The folder {tmp_path / 'nowhere'} does not exist.\n")
