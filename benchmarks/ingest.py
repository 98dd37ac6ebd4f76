"""Times a whole check of an uploaded workbook against `pandas.read_excel(engine="openpyxl")` alone, in one run.

The check is what the Submit page waits for: read in the worker process, every cell and row by its rules, held
against an empty store. The worker is warm, as it is from a page's second upload on. Each side is run in turn and
the median of its runs counts, so that what else the machine does meets both. Memory is the most that any worker
process held, as the system saw it.

    PYTHONPATH=. .venv/bin/python benchmarks/ingest.py --runs 9
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import random
import resource
import time
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd

from sendkpi import intake
from sendkpi.ingest.opening import worker
from sendkpi.plan import read
from sendkpi.settings import plan_folder
from sendkpi.values import add_months

if TYPE_CHECKING:
    from collections.abc import Callable

    from sendkpi.plan import Plan

HEADINGS = ["Measure", "Title", "Month", "Breakdown", "Numerator", "Denominator", "Value", "Symbol", "Commentary"]
FIRST = dt.date(2005, 1, 1)
TODAY = dt.date(2026, 11, 22)
MEGABYTE = 2**20


@dataclass(frozen=True)
class Case:
    """A workbook, and how many times as long as pandas its check may take, where that is laid down."""

    name: str
    plan: Plan
    content: bytes
    figures: int
    limit: float | None


def plan_of(count: int) -> Plan:
    """The published plan with so many monthly percentages in place of its own measures."""
    published = read(plan_folder())
    pattern = published.measure("EHCP1")
    measures = tuple(
        replace(pattern, id=f"M{at:03d}", ref_published="", title=f"Share of plans of kind {at}")
        for at in range(1, count + 1)
    )
    return replace(published, measures=measures, breakdowns=(), trajectory=(), comparators=(), fingerprint=str(count))


def long_workbook(plan: Plan, months: int) -> bytes:
    """A row for each measure and month, as our own template has them."""
    chance = random.Random(1)  # noqa: S311 - the same figures every time
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("KPIs")
    sheet.append(HEADINGS)
    for month in (add_months(FIRST, at) for at in range(months)):
        for measure in plan.measures:
            whole = chance.randint(20, 99)
            part = chance.randint(0, whole)
            words = "As in the month before." if part % 10 == 0 else None
            value = round(100 * part / whole, 1)
            sheet.append([measure.id, measure.title, month, None, part, whole, value, None, words])
    return saved(book)


def wide_workbook(plan: Plan, months: int) -> bytes:
    """A row for each measure, a column for each month."""
    chance = random.Random(2)  # noqa: S311 - the same figures every time
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Scorecard")
    sheet.append(["Measure", "Title", *(add_months(FIRST, at) for at in range(months))])
    for measure in plan.measures:
        sheet.append([measure.id, measure.title, *(chance.randint(200, 990) / 10 for _ in range(months))])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cases() -> list[Case]:
    """What officers send, and far more than any of them will."""
    few, many = plan_of(40), plan_of(400)
    return [
        Case("40 measures x 60 months, long", few, long_workbook(few, 60), 2_400, 1.5),
        Case("400 measures x 250 months, long", many, long_workbook(many, 250), 100_000, 1.2),
        Case("40 measures x 60 months, wide", few, wide_workbook(few, 60), 2_400, None),
    ]


def check(case: Case) -> None:
    """Our whole check; a workbook that is not read as it should be is no time at all."""
    examined = intake.examine(case.plan, None, case.content, "figures.xlsx", TODAY)
    if len(examined.extract.rows) != case.figures:
        raise SystemExit(f"{case.name}: {[problem.line for problem in examined.errors][:3]}")


def pandas_alone(case: Case) -> None:
    """Every cell of every sheet as pandas reads it."""
    pd.read_excel(io.BytesIO(case.content), engine="openpyxl", sheet_name=None)


def seconds(work: Callable[[Case], None], case: Case) -> float:
    """How long it takes once."""
    start = time.perf_counter()
    work(case)
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each workbook, and the most memory that reading took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how often each side is run (%(default)s)")
    runs = parser.parse_args().runs
    print(f"{'workbook':34}{'figures':>9}{'ours, s':>10}{'pandas, s':>11}{'ratio':>8}{'at most':>9}")
    for case in cases():
        check(case)  # the worker is warm from here on
        times = [(seconds(check, case), seconds(pandas_alone, case)) for _ in range(runs)]
        ours, theirs = (median(side) for side in zip(*times, strict=True))
        shown = f"{ours:>10.3f}{theirs:>11.3f}{ours / theirs:>8.2f}{case.limit or '-':>9}"
        print(f"{case.name:34}{case.figures:>9,}{shown}")
    held = max(worker.run(resource.getrusage, resource.RUSAGE_SELF).ru_maxrss for _ in range(4)) * 1024 / MEGABYTE
    print(f"The most that a reading process held: {held:.0f} MB (at most 300)")


if __name__ == "__main__":
    main()
