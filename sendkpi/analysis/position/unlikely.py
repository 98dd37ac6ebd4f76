"""Counts that are unlikely beside their own history: ten times as many, a tenth, or a total that runs on.

Held against the figures of the file and of the record together, so that a first file of many months is looked at too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.periods.grid import month_index
from sendkpi.analysis.position.doubts import doubt
from sendkpi.analysis.wording import counted, number
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ExtractRow
from sendkpi.plan.choices import Collected, Pooling, Unit
from sendkpi.values import Problem, month_name

if TYPE_CHECKING:
    from sendkpi.plan.whole import Plan
    from sendkpi.record.extract import Extract

FAR_FROM_HISTORY = "far_from_history"
"""The code of a count far above or below its usual level."""
RUNNING_TOTAL = "running_total"
"""The code of a month's count that looks like a total running on from the month before."""

TIMES = 10
"""How many times its usual level a count may be, or what part of it, before somebody is asked."""
HISTORY, FEWEST = 12, 3
"""How many figures make the usual level, and how many there must be."""
SLACK = 0.25
"""How far a step of a running total may be from its first figure, as a share of that."""
SMALLEST = 10
"""Below this a count doubles, or falls to nothing, by chance."""
JUMP = 1.5
"""How far above the highest figure before it a total that begins to run on must be, in times."""


def unlikely_counts(plan: Plan, extract: Extract, observations: pd.DataFrame) -> tuple[Problem, ...]:
    """The warnings on counts of an extract beside what stands (rows: ObservationRow)."""
    counts = {one.id for one in plan.measures if one.unit is Unit.COUNT}
    monthly = {one.id for one in plan.measures if one.collected is Collected.MONTH and one.pooling is Pooling.SUM}
    rows = extract.rows[extract.rows["measure"].isin(counts) & extract.rows["value"].notna()]
    found: list[Problem] = []
    for (measure, breakdown), sent in rows.groupby(["measure", "breakdown"], sort=False):
        series = _series(sent, observations, str(measure), str(breakdown))
        own = [*rows_of(sent.drop_duplicates("month", keep="last").sort_values("month"), ExtractRow)]
        running = [*_running_totals(own, series)] if measure in monthly else []
        found += running or _far_from_history(own, series)
    return tuple(found)


def _series(sent: pd.DataFrame, observations: pd.DataFrame, measure: str, breakdown: str) -> dict[int, float]:
    """The figures by month, as a number: those that stand, with the file's in their place."""
    own = observations["measure"].eq(measure) & observations["breakdown"].eq(breakdown)
    together = pd.concat([observations.loc[own & observations["value"].notna(), ["month", "value"]], sent])
    figures = zip(together["month"], together["value"], strict=True)
    return dict(sorted({month_index(month): float(value) for month, value in figures}.items()))


def _far_from_history(own: Sequence[ExtractRow], series: dict[int, float]) -> Iterator[Problem]:
    for row in own:
        before = [value for at, value in series.items() if at < month_index(row.month)][-HISTORY:]
        usual = median(before) if len(before) >= FEWEST else None
        if usual is None:
            continue
        many = row.value >= max(TIMES * usual, TIMES, SMALLEST)
        few = usual >= SMALLEST and row.value <= usual / TIMES
        if many or few:
            words = f"{number(row.value, 0)} is far {'above' if many else 'below'} the {number(usual, 0)} that is usual"
            message = f"{words} (the middle of {counted(len(before), 'figure')} before it). Check it, and confirm it."
            yield doubt(FAR_FROM_HISTORY, message, row)


def _running_totals(own: Sequence[ExtractRow], series: dict[int, float]) -> Iterator[Problem]:
    """One warning for months in a row that run on from another, at the first of them."""
    running = [row for row in own if _runs_on(series, month_index(row.month))]
    months = {month_index(row.month) for row in running}
    for row in running:
        at = month_index(row.month)
        if at - 1 in months:
            continue
        after = next(ahead for ahead in range(1, len(months) + 1) if at + ahead not in months) - 1
        yield doubt(RUNNING_TOTAL, _running_words(row, series[at - 1], after), row)


def _running_words(row: ExtractRow, before: float, after: int) -> str:
    alone, now, then = (number(value, 0) for value in (row.value - before, row.value, before))
    more = f" So may the {counted(after, 'month')} after it." if after else ""
    month = month_name(row.month - pd.DateOffset(months=1))
    return (
        f"{now} may be a running total: {alone} if {now} runs on from {then} in {month}.{more} "
        "Give each month’s own count, or confirm that these are."
    )


def _runs_on(series: dict[int, float], at: int) -> bool:
    """Whether a month's count looks like the month's before it and as many again."""
    if at - 1 not in series or series[at] < 2 * SMALLEST * (1 - SLACK):
        return False
    return _since_its_first(series, at) or _out_of_the_ordinary(series, at)


def _since_its_first(series: dict[int, float], at: int) -> bool:
    """Whether the counts rose each month by about the first of them, to far more than was reported before it.

    4,000, 8,037, 12,111 do. A month that is twice a low one before it is ordinary where as many were counted earlier.
    """
    start = at - 1
    while start in series:
        first = series[start]
        steps = [series[month] - series[month - 1] for month in range(start + 1, at + 1)]
        alike = first > 0 and all(abs(step - first) <= SLACK * first for step in steps)
        if alike and (first >= SMALLEST or len(steps) > 1):
            return all(value * (1 + SLACK) < series[at] for month, value in series.items() if month < start)
        if min(steps) <= 0:
            return False
        start -= 1
    return False


def _out_of_the_ordinary(series: dict[int, float], at: int) -> bool:
    """Whether a count beyond all before it would be an ordinary one without the month's before it."""
    before = [value for month, value in series.items() if month < at][-HISTORY:]
    if len(before) < FEWEST or series[at] < JUMP * max(before):
        return False
    return min(before) <= series[at] - series[at - 1] <= max(before)
