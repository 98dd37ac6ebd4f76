"""The illustrative figures: workbooks of `data/sample/`, loaded as any submission is, into a store of their own."""

from __future__ import annotations

import csv
import datetime as dt
from threading import Lock
from typing import TYPE_CHECKING

from sendkpi import intake, settings, store
from sendkpi.errors import AlreadyLoadedError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from sendkpi.plan import Plan

RECEIVED = "received.csv"
REASON = "Illustrative figures"
_filling = Lock()
_filled: set[str] = set()


def fill(plan: Plan, url: str) -> None:
    """Make sure that the illustrative store holds the sample, each workbook as if received when its list says.

    Two sessions never fill it at once, and a filling that was cut short is finished by the next.
    """
    if url in _filled and store.exists(url):
        return
    with _filling:
        engine = store.connect(url)
        for row in _received():
            _load(plan, engine, row)
        _filled.add(url)


def _received() -> list[dict[str, str]]:
    listed = settings.SAMPLE_FOLDER / RECEIVED
    if not listed.exists():
        return []
    with listed.open(encoding="utf-8", newline="") as lines:
        return sorted(csv.DictReader(lines), key=lambda row: row["recorded_at"])


def _load(plan: Plan, engine: Engine, row: dict[str, str]) -> None:
    content = (settings.SAMPLE_FOLDER / row["file"]).read_bytes()
    received = dt.date.fromisoformat(row["received_on"])
    examined = intake.examine(plan, engine, content, row["file"], received)
    if examined.already or examined.errors:
        return  # a plan of another area has no use for this sample
    try:
        intake.accept(
            engine,
            examined,
            by=row["by"],
            reason=REASON,
            confirmed=True,
            received_on=received,
            now=dt.datetime.fromisoformat(row["recorded_at"]),
        )
    except AlreadyLoadedError:
        return  # another process came first
