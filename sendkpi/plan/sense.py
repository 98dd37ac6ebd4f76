"""Whether a measure's settings make sense together, and the areas that the plan's own is held against.

What the published plan says is not judged here: a target worse than its baseline, or two promises
that contradict each other, are for its queries. This refuses only what no figure could be worked
out from (the measures' bases and pooling as explained where ratings are explained).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import signature

from sendkpi.plan.choices import Basis, Collected, Pooling, Unit
from sendkpi.published import Indicator, PlansBasis
from sendkpi.values import month_code

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


def check_measure(cells: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The column and the words of everything that makes no sense in a measure.

    `cells` holds the values of the columns that could be read: what needs another is not checked.
    """
    for column, rule in RULES:
        needed = signature(rule).parameters
        if cells.keys() >= needed.keys() and (words := rule(*(cells[name] for name in needed))):
            yield column, words


AREA_CODE = re.compile(r"[0-9]{3}")
"""How national statistics number a local authority."""


def check_area_code(code: str) -> str:
    """The fault of a local authority's number, in words; "" where there is none."""
    return "" if AREA_CODE.fullmatch(code) else f"{code!r} is not a local authority's three-digit number, such as 309."


def check_neighbours(rows: Iterable[tuple[int, Mapping[str, str]]], own: str) -> Iterator[tuple[int, str, str]]:
    """The row, the column and the words of what makes no sense in the lists of neighbours.

    `rows`: each row's number and its cells as written; `own` is the plan's own area, none of its neighbours.
    """
    ranks: dict[tuple[str, str], int] = {}
    for number, cells in rows:
        code, rank = cells.get("area_code", ""), (cells.get("neighbour_list", ""), cells.get("rank", ""))
        if code and (words := check_area_code(code)):
            yield number, "area_code", words
        if code and code == own:
            yield number, "area_code", f"{code!r} is the plan's own area: it is none of its neighbours."
        if rank in ranks and all(rank):
            yield number, "rank", f"{rank[1]} is in row {ranks[rank]} of the list of {rank[0]} already."
        ranks.setdefault(rank, number)


def _reporting_lag(reporting_lag: int) -> str:
    return f"{reporting_lag} is below 0: a figure cannot be due before its period ends." if reporting_lag < 0 else ""


def _tolerance(tolerance: float) -> str:
    return f"{tolerance:g} is below 0." if tolerance < 0 else ""


def _minimum_sample(minimum_sample: int | None) -> str:
    few = minimum_sample is not None and minimum_sample < 1
    return f"{minimum_sample} is below 1: leave it empty where there is none." if few else ""


def _year_start(year_start: int) -> str:
    return "" if 1 <= year_start <= MONTHS_A_YEAR else f"{year_start} is not a month from 1 to 12."


def _collected_from(collected_from: dt.date, collected: Collected, year_start: int) -> str:
    if collected.ends(collected_from, year_start) or _year_start(year_start):
        return ""
    return f"{month_code(collected_from)} is not the last month of a {collected} that begins as year_start says."


def _basis(basis: Basis, collected: Collected) -> str:
    legal = BASES[collected]
    return "" if basis in legal else f"{basis} does not go with collected {collected}: {_or(legal)}."


def _pooling_for_basis(pooling: Pooling, basis: Basis) -> str:
    if basis is not Basis.YEAR_TO_DATE or pooling is Pooling.RATE:
        return ""
    return f"{pooling} does not go with basis year_to_date, which needs rate."


def _pooling_for_unit(pooling: Pooling, unit: Unit) -> str:
    units = UNITS[pooling]
    return "" if unit in units else f"{pooling} does not go with unit {unit}: it needs unit {_or(units)}."


def _baseline_month(baseline_month: dt.date | None, baseline: float | None) -> str:
    if baseline_month or baseline is None:
        return ""
    return f"is empty, though the baseline is {baseline:g}: say which month it is of."


def _baseline(baseline: float | None, baseline_month: dt.date | None) -> str:
    if baseline is not None or not baseline_month:
        return ""
    return f"is empty, though baseline_month is {month_code(baseline_month)}."


def _target_month(target_month: dt.date | None, target: float | None) -> str:
    if target_month or target is None:
        return ""
    return f"is empty, though the target is {target:g}: say which month it is for."


def _target(target: float | None, target_month: dt.date | None, target_promised: dt.date | None) -> str:
    if target is not None or target_month is None or target_promised:
        return ""
    return f"is empty, though target_month is {month_code(target_month)}: give it, or in target_promised its month."


def _comparator(comparator: str, indicator: Indicator | None) -> str:
    legal = tuple(PlansBasis)
    if indicator is None or comparator in legal:
        return ""
    return f"{comparator!r} is not a basis of {indicator}: say which one counts as the measure does, {_or(legal)}."


def _or(legal: tuple[str, ...]) -> str:
    return " or ".join(legal)


RULES: tuple[tuple[str, Callable[..., str]], ...] = (
    ("reporting_lag", _reporting_lag),
    ("tolerance", _tolerance),
    ("minimum_sample", _minimum_sample),
    ("year_start", _year_start),
    ("collected_from", _collected_from),
    ("basis", _basis),
    ("pooling", _pooling_for_basis),
    ("pooling", _pooling_for_unit),
    ("baseline_month", _baseline_month),
    ("baseline", _baseline),
    ("target_month", _target_month),
    ("target", _target),
    ("comparator", _comparator),
)
"""The column to fix, and its rule: named for the columns that it needs, it answers in words, "" where it holds."""
