"""Whether a measure's settings make sense together, and the areas that the plan's own is held against.

What the published plan says is not judged here: a target worse than its baseline, or two promises
that contradict each other, are for its queries. This refuses only what no figure could be worked
out from (the measures' bases and pooling as explained where ratings are explained).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendkpi.plan.choices import Basis, Collected, Pooling, Unit
from sendkpi.published import Indicator, PlansBasis
from sendkpi.values import month_code

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

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
    for sense in SENSES:
        if all(name in cells for name in sense.needs):
            words = sense.words(*(cells[name] for name in sense.needs))
            if words:
                yield sense.column, words


AREA_CODE = re.compile(r"[0-9]{3}")
"""How national statistics number a local authority."""


def check_area_code(code: str) -> str:
    """What is wrong with a local authority's number, in words; "" where nothing is."""
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


@dataclass(frozen=True)
class Sense:
    """A rule of a measure's settings: the column to fix, the columns it needs, and its words, "" where it holds."""

    column: str
    needs: tuple[str, ...]
    words: Callable[..., str]


def _reporting_lag(lag: int) -> str:
    return f"{lag} is below 0: a figure cannot be due before its period ends." if lag < 0 else ""


def _tolerance(tolerance: float) -> str:
    return f"{tolerance:g} is below 0." if tolerance < 0 else ""


def _minimum_sample(sample: int | None) -> str:
    return f"{sample} is below 1: leave it empty where there is none." if sample is not None and sample < 1 else ""


def _year_start(month: int) -> str:
    return "" if 1 <= month <= MONTHS_A_YEAR else f"{month} is not a month from 1 to 12."


def _collected_from(month: dt.date, collected: Collected, year_start: int) -> str:
    if collected.ends(month, year_start) or _year_start(year_start):
        return ""
    return f"{month_code(month)} is not the last month of a {collected} that begins as year_start says."


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


def _baseline_month(month: dt.date | None, baseline: float | None) -> str:
    if month or baseline is None:
        return ""
    return f"is empty, though the baseline is {baseline:g}: say which month it is of."


def _baseline(baseline: float | None, month: dt.date | None) -> str:
    return f"is empty, though baseline_month is {month_code(month)}." if month and baseline is None else ""


def _target_month(month: dt.date | None, target: float | None) -> str:
    return "" if month or target is None else f"is empty, though the target is {target:g}: say which month it is for."


def _target(target: float | None, month: dt.date | None, promised: dt.date | None) -> str:
    if target is not None or month is None or promised:
        return ""
    return f"is empty, though target_month is {month_code(month)}: give it, or in target_promised its month."


def _comparator(comparator: str, indicator: Indicator | None) -> str:
    legal = tuple(PlansBasis)
    if indicator is None or comparator in legal:
        return ""
    return f"{comparator!r} is not a basis of {indicator}: say which one counts as the measure does, {_or(legal)}."


def _or(legal: tuple[str, ...]) -> str:
    return " or ".join(legal)


SENSES = (
    Sense("reporting_lag", ("reporting_lag",), _reporting_lag),
    Sense("tolerance", ("tolerance",), _tolerance),
    Sense("minimum_sample", ("minimum_sample",), _minimum_sample),
    Sense("year_start", ("year_start",), _year_start),
    Sense("collected_from", ("collected_from", "collected", "year_start"), _collected_from),
    Sense("basis", ("basis", "collected"), _basis),
    Sense("pooling", ("pooling", "basis"), _pooling_for_basis),
    Sense("pooling", ("pooling", "unit"), _pooling_for_unit),
    Sense("baseline_month", ("baseline_month", "baseline"), _baseline_month),
    Sense("baseline", ("baseline", "baseline_month"), _baseline),
    Sense("target_month", ("target_month", "target"), _target_month),
    Sense("target", ("target", "target_month", "target_promised"), _target),
    Sense("comparator", ("comparator", "indicator"), _comparator),
)
