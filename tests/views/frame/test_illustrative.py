from __future__ import annotations

import csv
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from sendkpi import settings, store
from sendkpi.errors import SendKpiError
from sendkpi.ingest import read as read_module
from sendkpi.sample import story
from sendkpi.sample.events import read_rows
from tests import build
from tests.on_record import on_record
from tests.real_plan import PLAN

pytestmark = pytest.mark.usefixtures("empty_illustrative", "short_sample")

SHORT = ("2022-06 Haringey Council.xlsx", "2022-12 Haringey Council draft.xlsx", "2022-12 Haringey Council.xlsx")


@pytest.fixture
def short_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few workbooks of the sample, one of them withdrawn, and what needs no more of them, as if they were all."""
    folder = tmp_path / "sample"
    folder.mkdir()
    for name in (*SHORT, "agreed.csv", "answered.csv", "added.csv", "annotated.csv"):
        shutil.copy(settings.SAMPLE_FOLDER / name, folder / name)
    with (settings.SAMPLE_FOLDER / "received.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["file"] in SHORT]
    list_received(folder, rows)
    monkeypatch.setattr(settings, "SAMPLE_FOLDER", folder)
    return folder


def list_received(folder: Path, rows: list[dict[str, str]]) -> None:
    with (folder / "received.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on as another process, which has filled nothing yet."""
    monkeypatch.setattr(story, "_filled", set())


def assert_complete(url: str) -> None:
    engine = store.connect(url)
    assert [one.filename for one in on_record(engine).submissions] == list(SHORT)
    assert [one.filename for one in on_record(engine).submissions if one.withdrawn_at] == [SHORT[1]]
    agreed = on_record(engine).plan.changes
    assert (len(agreed.agreements), len(agreed.answers), len(agreed.additions)) == (15, 1, 1)
    assert len(agreed.annotations) == 1


def test_two_first_visitors_at_once_fill_the_illustrative_store_once():
    url = settings.illustrative_url()
    with ThreadPoolExecutor(2) as visitors:
        list(visitors.map(lambda _: story.fill(PLAN, url), range(2)))
    assert_complete(url)


def test_two_processes_that_know_nothing_of_each_other_fill_it_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(story, "_filling", nullcontext())
    url = settings.illustrative_url()
    with ThreadPoolExecutor(3) as processes:
        list(processes.map(lambda _: story.fill(PLAN, url), range(3)))
    assert_complete(url)


def test_a_filling_cut_short_leaves_nothing_and_the_next_makes_it_whole(monkeypatch: pytest.MonkeyPatch):
    url = settings.illustrative_url()
    with monkeypatch.context() as patch:
        patch.setattr(story, "read_delivery", interrupted)
        with pytest.raises(KeyboardInterrupt):
            story.fill(PLAN, url)
    assert not store.exists(url)
    story.fill(PLAN, url)
    assert_complete(url)


def interrupted(*_: object) -> NoReturn:
    raise KeyboardInterrupt


@pytest.mark.parametrize("change", ["plan", "revision", "story"])
def test_it_is_made_anew_when_what_it_was_made_of_differs(
    monkeypatch: pytest.MonkeyPatch, short_sample: Path, change: str
):
    url, plan = settings.illustrative_url(), PLAN
    story.fill(plan, url)
    reader = store.connect(url)
    before = on_record(reader).submissions
    another_process(monkeypatch)
    if change == "plan":
        plan = replace(PLAN, fingerprint="another")
    elif change == "revision":
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as made, made:
            made.execute("PRAGMA user_version = 1")
            made.execute("UPDATE alembic_version SET version_num = '9000'")
    else:
        rows = read_rows(short_sample / "received.csv")
        list_received(short_sample, [row | {"note": f"Another: {row['note']}"} for row in rows])
    story._origin.cache_clear()  # noqa: SLF001 - likewise
    story.fill(plan, url)
    assert_complete(url)
    notes = [one.note for one in on_record(reader).submissions]
    assert notes == [f"Another: {one.note}".strip() if change == "story" else one.note for one in before]


def test_a_file_that_is_no_database_is_not_written_over():
    path = Path(settings.illustrative_url().removeprefix("sqlite:///"))
    path.write_text("Not a database. " * 100)
    with pytest.raises(SendKpiError, match="not a database"):
        story.fill(PLAN, settings.illustrative_url())
    assert path.read_text() == "Not a database. " * 100


def test_a_later_start_reads_no_workbook_and_loads_nothing_again(monkeypatch: pytest.MonkeyPatch):
    url = settings.illustrative_url()
    story.fill(PLAN, url)
    before = store.version(store.connect(url))
    another_process(monkeypatch)
    monkeypatch.delattr(read_module, "read_workbook")
    story.fill(PLAN, url)
    assert store.version(store.connect(url)) == before
    assert_complete(url)


def test_illustrative_workbooks_are_recorded_when_they_were_received():
    story.fill(PLAN, settings.illustrative_url())
    kept = on_record(store.connect(settings.illustrative_url())).submissions
    assert all(one.recorded_at.date() == one.received_on for one in kept)


def test_a_plan_of_another_place_has_no_use_for_the_story():
    url = settings.illustrative_url()
    story.fill(build.plan(build.measure("ELSEWHERE")), url)
    assert not on_record(store.connect(url)).submissions
