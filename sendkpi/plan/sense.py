"""Whether a measure's settings make sense together.

What the published plan says is not judged here: a target worse than its baseline, or two promises
that contradict each other, are for its queries. This refuses only what no figure could be worked
out from (the measures' bases and pooling as explained where ratings are explained).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.plan.records import Basis, Collected, Measure, Pooling, Unit
from sendkpi.values import month_code

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS_A_YEAR = 12

BASES: dict[Collected, tuple[Basis, ...]] = {
    Collected.MONTH: (Basis.MONTH, Basis.MONTH_END, Basis.YEAR_TO_DATE),
    Collected.QUARTER: (Basis.QUARTER, Basis.YEAR_TO_DATE),
    Collected.YEAR: (Basis.YEAR,),
}
"""What the rated figure can cover, by how often the measure is collected."""

UNITS: dict[Pooling, tuple[Unit, ...]] = {
    Pooling.RATE: (Unit.PERCENT,),
    Pooling.MEAN: tuple(Unit),
    Pooling.MAXIMUM: tuple(Unit),
    Pooling.SUM: (Unit.COUNT,),
    Pooling.STOCK: (Unit.COUNT,),
}
"""What a pooled figure can count: a rate is 100 times its numerators over its denominators, only counts add up."""


def check_measure(measure: Measure) -> Iterator[tuple[str, str]]:
    """The column and the words of everything that makes no sense in a measure."""
    yield from _numbers(measure)
    yield from _periods(measure)
    yield from _promises(measure)


def _numbers(measure: Measure) -> Iterator[tuple[str, str]]:
    if measure.reporting_lag < 0:
        yield "reporting_lag", f"{measure.reporting_lag} is below 0: a figure cannot be due before its period ends."
    if measure.tolerance < 0:
        yield "tolerance", f"{measure.tolerance:g} is below 0."
    if measure.minimum_sample is not None and measure.minimum_sample < 1:
        yield "minimum_sample", f"{measure.minimum_sample} is below 1: leave it empty where there is none."


def _periods(measure: Measure) -> Iterator[tuple[str, str]]:
    if not 1 <= measure.year_start <= MONTHS_A_YEAR:
        yield "year_start", f"{measure.year_start} is not a month from 1 to 12."
    elif not measure.ends_period(measure.collected_from):
        month = month_code(measure.collected_from)
        yield (
            "collected_from",
            f"{month} is not the last month of a {measure.collected} that begins as year_start says.",
        )
    legal = BASES[measure.collected]
    if measure.basis not in legal:
        yield "basis", f"{measure.basis} does not go with collected {measure.collected}: {_or(legal)}."
    if measure.basis is Basis.YEAR_TO_DATE and measure.pooling is not Pooling.RATE:
        yield "pooling", f"{measure.pooling} does not go with basis year_to_date, which needs rate."
    units = UNITS[measure.pooling]
    if measure.unit not in units:
        yield "pooling", f"{measure.pooling} does not go with unit {measure.unit}: it needs unit {_or(units)}."


def _promises(measure: Measure) -> Iterator[tuple[str, str]]:
    if measure.baseline is not None and measure.baseline_month is None:
        yield "baseline_month", f"is empty, though the baseline is {measure.baseline:g}: say which month it is of."
    if measure.baseline is None and measure.baseline_month is not None:
        yield "baseline", f"is empty, though baseline_month is {month_code(measure.baseline_month)}."
    if measure.target is not None and measure.target_month is None:
        yield "target_month", f"is empty, though the target is {measure.target:g}: say which month it is for."
    if measure.target is None and measure.target_month is not None and measure.target_promised is None:
        month = month_code(measure.target_month)
        yield "target", f"is empty, though target_month is {month}: give it, or in target_promised its month."


def _or(legal: tuple[str, ...]) -> str:
    return " or ".join(legal)
