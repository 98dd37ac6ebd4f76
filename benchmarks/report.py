"""Times the paper for the board on the illustrative figures: content, charts, Word; and each chart of the plan.

Run with `PYTHONPATH=. .venv/bin/python benchmarks/report.py`. The limit: every chart of the plan within 20 seconds.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sendkpi import papers, report, settings, store
from sendkpi.plan import read
from sendkpi.plan.choices import PaperPeriod
from sendkpi.report.charts import pictures
from sendkpi.report.word import png
from sendkpi.sample import story

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")

LIMIT = 20.0
"""Seconds for every chart of the plan."""
WANTED = papers.PaperChoice("send-executive", PaperPeriod.QUARTER, dt.date(2022, 6, 1))
DAY = dt.date(2022, 7, 31)


def timed(name: str, work: Callable[[], Answer]) -> tuple[Answer, float]:
    """The work's answer, and how many seconds it took."""
    begun = time.perf_counter()
    answer = work()
    took = time.perf_counter() - begun
    print(f"{name:<52} {took:6.2f} s")
    return answer, took


def main() -> None:
    """Print every time, and whether the charts keep the limit."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'story.db'}"
        plan = read(settings.plan_folder())
        story.fill(plan, url)
        subject, _ = timed(
            "what was on record, read from the store", lambda: papers.subject(store.connect(url), plan, WANTED, DAY)
        )
        names = [one.id for one in subject.measures]
        drawn, specified = timed("every chart of the plan, as a specification", lambda: pictures(subject, names))
        _, painted = timed(
            f"the same {len(drawn)} charts as pictures",
            lambda: [png(one.spec, 172.0, one.height) for one in drawn.values()],
        )
        paper, _ = timed("the paper's content", lambda: report.paper(subject))
        timed("the paper as Word", lambda: report.as_word(paper, dt.datetime.now(tz=dt.UTC)))
        whole = specified + painted
        print(f"All charts: {whole:.2f} s of {LIMIT:.0f} s: {'kept' if whole < LIMIT else 'NOT KEPT'}")


if __name__ == "__main__":
    main()
