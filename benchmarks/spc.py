"""The time of process charts and verdicts, in one run: arrays against a plain Python loop, many series against few.

1,000 series of 36 points by `sendkpi.analysis.spc` against the same rules in plain Python, one series at a time, after
seeing that both say the same: at least 5 times faster is wanted. 5,000 series against 1,000: under 6 times the time.
Each is the best of several turns, taken in turn, so that a busy machine slows both alike.

Run from the project's folder: `.venv/bin/python benchmarks/spc.py`.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sendkpi.analysis.spc import xmr
from tests.analysis.spc.plain import Asked, Point, plain_points, plain_verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

FEW, MANY, POINTS = 1_000, 5_000, 36
TURNS = 7
FASTER, SLOWER = 5, 6
MISSING = 0.02
"""The share of values that are missing."""
DATES = [dt.date(2022 + month // 12, month % 12 + 1, 1) for month in range(POINTS)]


@dataclass(frozen=True)
class Work:
    """The same series twice: as frames, and as plain lists."""

    points: pd.DataFrame
    settings: pd.DataFrame
    plain: list[tuple[list[tuple[dt.date, float]], Asked]]


def work(series: int) -> Work:
    """Percentages to one decimal, some missing, some that step or drift; some series rebased, fixed, with a target."""
    chance = random.Random(20220401)  # noqa: S311 - figures to time, the same in every run
    plain = []
    for number in range(series):
        step, drift = chance.choice([0, 0, 8]), chance.choice([0, 0, 0.4])
        values = [
            float("nan")
            if chance.random() < MISSING
            else round(chance.gauss(55, 4) + (step if at >= POINTS // 2 else 0) + drift * at, 1)
            for at in range(POINTS)
        ]
        asked = Asked(
            improvement=("increase", "decrease", "neutral")[number % 3],
            target=60.0 if number % 2 else float("nan"),
            rebases=(DATES[POINTS // 2],) if number % 4 == 0 else (),
            fix_after=12.0 if number % 5 == 0 else float("nan"),
        )
        plain.append((list(zip(DATES, values, strict=True)), asked))
    names = [f"series {number}" for number in range(series)]
    rows = [(name, *row) for name, (values, _) in zip(names, plain, strict=True) for row in values]
    points = pd.DataFrame(rows, columns=["series", "date", "value"])
    points["date"] = pd.to_datetime(points["date"])
    settings = pd.DataFrame([vars(asked) for _, asked in plain]).assign(series=names)
    return Work(points, settings, plain)


def arrays(given: Work) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every point judged, and the verdicts of every series, by the product."""
    points = xmr.process(given.points, given.settings)
    return points, xmr.verdicts(points, given.settings)


def loop(given: Work) -> tuple[list[Point], list[tuple[str, str]]]:
    """The same by a plain loop."""
    points: list[Point] = []
    verdicts: list[tuple[str, str]] = []
    for rows, asked in given.plain:
        judged = plain_points(rows, asked)
        points += judged
        verdicts.append(plain_verdicts(judged, asked))
    return points, verdicts


def agree(given: Work) -> bool:
    """Whether both say the same of every point and every series."""
    (points, verdicts), (plain, wanted) = arrays(given), loop(given)
    labels = points["special_cause_type"].tolist() == [point.label for point in plain]
    icons = list(zip(verdicts["variation_icon"], verdicts["assurance_icon"], strict=True))
    return labels and icons == wanted


def best(*jobs: Callable[[], object]) -> list[float]:
    """The shortest time of each job, in seconds."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(TURNS):
        for job, taken in zip(jobs, times, strict=True):
            start = time.perf_counter()
            job()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


def main() -> int:
    """Print the times and both comparisons; 0 where both are as wanted."""
    few, many = work(FEW), work(MANY)
    if not agree(few):
        print("The arrays and the plain loop disagree, so their times say nothing.")
        return 1
    by_arrays, by_loop, by_many = best(lambda: arrays(few), lambda: loop(few), lambda: arrays(many))
    faster, slower = by_loop / by_arrays, by_many / by_arrays
    print(f"{FEW:,} series × {POINTS} points, arrays:     {by_arrays * 1000:7.1f} ms")
    print(f"{FEW:,} series × {POINTS} points, plain loop: {by_loop * 1000:7.1f} ms")
    print(f"{MANY:,} series × {POINTS} points, arrays:     {by_many * 1000:7.1f} ms")
    print(f"faster than the plain loop: {faster:.1f} times (wanted: at least {FASTER})")
    print(f"{MANY:,} series against {FEW:,}:  {slower:.1f} times (wanted: under {SLOWER})")
    return 0 if faster >= FASTER and slower < SLOWER else 1


if __name__ == "__main__":
    sys.exit(main())
