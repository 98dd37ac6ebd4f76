from __future__ import annotations

import csv
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from sendkpi import settings, store
from sendkpi.ingest import read as read_module
from sendkpi.plan import read
from sendkpi.views import sample
from tests import build

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("empty_illustrative", "short_sample")

PLAN = read(settings.plan_folder())
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
    monkeypatch.setattr(sample, "_filled", set())


def assert_complete(url: str) -> None:
    engine = store.connect(url)
    assert [one.filename for one in store.submissions(engine)] == list(SHORT)
    assert [one.filename for one in store.submissions(engine) if one.withdrawn_at] == [SHORT[1]]
    agreed = store.changes(engine)
    assert (len(agreed.agreements), len(agreed.answers), len(agreed.additions)) == (15, 1, 1)
    assert len(agreed.annotations) == 1


def test_two_first_visitors_at_once_fill_the_illustrative_store_once():
    url = settings.illustrative_url()
    with ThreadPoolExecutor(2) as visitors:
        list(visitors.map(lambda _: sample.fill(PLAN, url), range(2)))
    assert_complete(url)


def test_two_processes_that_know_nothing_of_each_other_fill_it_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sample, "_filling", nullcontext())
    url = settings.illustrative_url()
    with ThreadPoolExecutor(3) as processes:
        list(processes.map(lambda _: sample.fill(PLAN, url), range(3)))
    assert_complete(url)


@pytest.mark.parametrize("events", [1, 5, 18, 19], ids=lambda count: f"after {count}")
def test_a_filling_cut_short_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch, events: int):
    url = settings.illustrative_url()
    with monkeypatch.context() as patch:
        patch.setattr(sample, "read_events", lambda folder, read=sample.read_events: read(folder)[:events])
        sample.fill(PLAN, url)
    another_process(monkeypatch)
    sample.fill(PLAN, url)
    assert_complete(url)


def test_a_later_start_reads_no_workbook_and_loads_nothing_again(monkeypatch: pytest.MonkeyPatch):
    url = settings.illustrative_url()
    sample.fill(PLAN, url)
    before = store.version(store.connect(url))
    another_process(monkeypatch)
    monkeypatch.delattr(read_module, "read_workbook")
    sample.fill(PLAN, url)
    assert store.version(store.connect(url)) == before
    assert_complete(url)


def test_illustrative_workbooks_are_recorded_when_they_were_received():
    sample.fill(PLAN, settings.illustrative_url())
    kept = store.submissions(store.connect(settings.illustrative_url()))
    assert all(one.recorded_at.date() == one.received_on for one in kept)


def test_a_plan_of_another_place_has_no_use_for_the_story():
    url = settings.illustrative_url()
    sample.fill(build.plan(build.measure("ELSEWHERE")), url)
    assert not store.submissions(store.connect(url))
