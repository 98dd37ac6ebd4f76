from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from sendkpi import settings, store
from sendkpi.plan import read
from sendkpi.views import sample

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_database", "short_sample")

PLAN = read(settings.plan_folder())
SHARE = 3


@pytest.fixture
def short_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first few workbooks of the sample, as if they were all."""
    lines = (settings.SAMPLE_FOLDER / "received.csv").read_text(encoding="utf-8").splitlines()[: SHARE + 1]
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "received.csv").write_text("\n".join(lines), encoding="utf-8")
    names = [line.split(",")[0] for line in lines[1:]]
    for name in names:
        shutil.copy(settings.SAMPLE_FOLDER / name, folder / name)
    monkeypatch.setattr(settings, "SAMPLE_FOLDER", folder)
    return names


def test_two_first_visitors_at_once_fill_the_illustrative_store_once(short_sample: list[str]):
    url = settings.illustrative_url()
    with ThreadPoolExecutor(2) as visitors:
        list(visitors.map(lambda _: sample.fill(PLAN, url), range(2)))
    kept = store.submissions(store.connect(url))
    assert sorted(one.filename for one in kept) == sorted(short_sample)


def test_a_filling_cut_short_is_finished_by_the_next(monkeypatch: pytest.MonkeyPatch):
    url = settings.illustrative_url()
    listed = settings.SAMPLE_FOLDER / "received.csv"
    whole = listed.read_text(encoding="utf-8")
    listed.write_text("\n".join(whole.splitlines()[:2]), encoding="utf-8")
    sample.fill(PLAN, url)
    listed.write_text(whole, encoding="utf-8")
    monkeypatch.setattr(sample, "_filled", set())  # as another process, which has filled nothing yet
    sample.fill(PLAN, url)
    assert len(store.submissions(store.connect(url))) == SHARE


def test_illustrative_workbooks_are_recorded_when_they_were_received():
    sample.fill(PLAN, settings.illustrative_url())
    kept = store.submissions(store.connect(settings.illustrative_url()))
    assert all(one.recorded_at.date() == one.received_on for one in kept)
