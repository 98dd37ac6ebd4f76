"""Whatever people wrote, no command gives a terminal anything that it obeys, and no file a control."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

import pytest

from sendkpi import store
from sendkpi.ingest import template_workbook
from sendkpi.values import parse_month
from tests.filled import filled
from tests.hostile_texts import HOSTILE, RAW
from tests.real_plan import PLAN
from tests.store.before import as_they_were_before
from tests.store.writers import LAYOUT, WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LISTINGS = (
    *("layouts list", "submissions", "scorecard", "series EHCP1", "changes --month 2022-03", "due --month 2022-03"),
    *("milestones", "recommendations", "benchmarks list", "papers", "agreements", "actions-log", "decisions", "risks"),
    *("meetings", "plan"),
)
CSV = {"scorecard", "series", "changes", "due", "milestones", "recommendations", "benchmarks", "actions-log"}
CSV |= {"decisions", "risks", "meetings"}
WRITTEN = [
    one
    for one in WRITERS
    if one not in {"withdrawal", "purge", "forgetting", "submission name", "submission reason", "submission file"}
    and one not in {"commentary", "measure owner", "measure definition", "release reason", "release file", "rebase"}
]

SHORT = {"annotation", "measure title", "paper name", "layout", "release", "agreement body"}


@pytest.fixture
def recorded(own: str) -> str:
    """A store in which every text that can be written is hostile."""
    engine = store.connect(own)
    for where in WRITTEN:
        WRITERS[where](engine, HOSTILE[:10] if where in SHORT else HOSTILE)
    store.keep_layout(engine, LAYOUT.__class__("Marks", "f2", answers=(("mark:\x1b[2J-", "x"),)), by=HOSTILE[:10])
    return own


def listed(name: str) -> list[str]:
    forms = ["text", "json", *(["csv"] if name.split(maxsplit=1)[0] in CSV else [])]
    return [f"{name} --format {form}" for form in forms]


@pytest.mark.parametrize("before", [False, True], ids=["written now", "written before"])
def test_no_listing_gives_a_terminal_what_it_obeys(run: Callable, recorded: str, before: bool):  # noqa: FBT001 - a case
    if before:
        as_they_were_before(recorded)
    marked = set()
    for call in (one for name in LISTINGS for one in listed(name)):
        code, out, err = run(*call.split())
        assert (code, err) == (0, ""), call
        assert not RAW.search(out), call
        if "⟨U+001B⟩" in out:
            marked.add(call)
        if call.endswith("json"):
            json.loads(out)
        if call.endswith("csv"):
            assert all(cells for cells in csv.reader(io.StringIO(out, newline=""), strict=True))
    expected = {f"{name} --format text" for name in ("submissions", "agreements", "actions-log", "risks", "papers")}
    assert expected - {"submissions --format text"} <= marked


def test_a_text_of_several_lines_makes_no_line_of_its_own(run: Callable, own: str):
    forged = "As agreed\n5 May 2022 · EHCP1 · target: 60 → 10"
    WRITERS["agreement reason"](store.connect(own), forged)
    code, out, _ = run("agreements")
    assert code == 0
    assert "As agreed\n    5 May 2022 · EHCP1" in out


def test_json_gives_a_program_the_very_text(run: Callable, own: str):
    store.keep_layout(
        store.connect(own), LAYOUT.__class__("Marks", "f2", answers=(("mark:\u202e-\x9b", "x"),)), by="Ada"
    )
    _, out, _ = run("layouts", "list", "--format", "json")
    assert not RAW.search(out)
    assert json.loads(out)[0]["marks"] == {"\u202e-\x9b": "x"}


def test_files_that_are_written_hold_no_control(run: Callable, recorded: str, tmp_path: Path):
    as_they_were_before(recorded)
    book, paper = tmp_path / "all.xlsx", tmp_path / "paper.docx"
    assert run("export", "--output", book)[0] == 0
    assert run("report", "--issued", 1, "--output", paper)[::2] == (0, "")
    layout = tmp_path / "layout.json"
    assert run("layouts", "export", "Marks", "--output", layout)[0] == 0
    assert not RAW.search(layout.read_text(encoding="utf-8"))
    for path in (book, paper):
        with zipfile.ZipFile(path) as package:
            parts = [
                unescape(package.read(name).decode()) for name in package.namelist() if name.endswith((".xml", ".rels"))
            ]
        assert not any(RAW.search(part.replace("\r\n", "\n")) for part in parts)
        assert any("⟨U+001B⟩" in part for part in parts)
        assert not any(re.search(r"_x[0-9A-Fa-f]{4}_", part.replace("_x005F_x", "")) for part in parts)


@pytest.mark.parametrize("name", ["\x1b[2J\u202e.xlsx", "no\udcffutf.xlsx", "two\nlines.xlsx"])
def test_a_files_own_name_is_shown_as_marks(run: Callable, tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(filled(PLAN, "2022-01", {"EHCP1": (20, 19)}))
    for call in (["check", path], ["check", path, "--format", "json"], ["load", path, "--by", "Ada"]):
        code, out, err = run(*map(str, call))
        assert code == 1
        assert not RAW.search(out + err)
        assert "EHCP1" in out + err
    code, out, err = run("check", path, "--marked", tmp_path / f"marked {os.fsencode(name).hex()}.xlsx")
    assert code == 1
    assert not RAW.search(out + err)


def test_what_the_terminal_is_told_of_a_wrong_call_is_shown_as_marks(run: Callable, tmp_path: Path):
    for call in (
        ["\x1b[2J"],
        ["plan", "\x1b[2J"],
        ["series", "\x1b[2J\u202e"],
        ["withdraw", "\x1b[2J", "--by", "A", "--reason", "B"],
        ["layouts", "export", "\x1b[2J", "--output", tmp_path / "a.json"],
        ["due", "--month", "\x1b[2J"],
    ):
        code, out, err = run(*call)
        assert code in {1, 2}
        assert "⟨U+001B⟩" in err or r"\x1b" in err
        assert not RAW.search(out + err)


@pytest.mark.parametrize("unkept", ["A\x00", "\udcffda"])
@pytest.mark.parametrize(
    "call",
    [
        ["withdraw", "1", "--by", "{}", "--reason", "B"],
        ["purge", "1", "--by", "A", "--reason", "{}"],
        ["update-recommendation", "2", "--status", "addressed", "--progress", "{}", "--by", "A"],
        ["load", "a.xlsx", "--by", "A", "--note", "{}"],
        ["layouts", "forget", "{}", "--by", "A"],
    ],
    ids=lambda call: call[0],
)
def test_an_argument_that_cannot_be_kept_is_a_wrong_call(run: Callable, call: list[str], unkept: str):
    code, out, err = run(*(word.format(unkept) for word in call))
    assert (code, out) == (2, "")
    assert "holds a sign that cannot be kept (U+" in err
    assert len(err.splitlines()) == 1
    assert not RAW.search(err.rstrip("\n"))


def test_a_reason_of_which_nothing_is_seen_confirms_no_warning(run: Callable, tmp_path: Path):
    path = tmp_path / "april.xlsx"
    path.write_bytes(template_workbook(PLAN, parse_month("2022-04")))
    code, _, err = run("load", path, "--by", "Ada", "--confirm", "all", "--reason", "\u200b \u2060")
    assert code == 2
    assert "--confirm needs --reason" in err
