"""Figures that run on through the year: worked out month by month by subtraction where that can be done, else refused.

A figure of a year to date stands here for its own period (design: percentages and counts of one month), so a total
that runs on would be added up again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.rows.figures import WHOLE
from sendkpi.ingest.spelling.texts import number, quoted
from sendkpi.ingest.spelling.words.bases import covers_year
from sendkpi.plan.choices import Basis, Pooling, Unit
from sendkpi.values import add_months, month_name

if TYPE_CHECKING:
    from sendkpi.ingest.rows.row import Row
    from sendkpi.plan.records import Measure

KEY = "running"
SUBTRACT, OWN = "subtract", "own"


@dataclass
class Settled:
    """What becomes of rows that run on: each month's own rows, or what is wrong with them and what is asked."""

    rows: list[Row] = field(default_factory=list)
    faults: list[tuple[Row, Fault]] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    left_out: list[Row] = field(default_factory=list)


def runs_on(measure: Measure) -> bool:
    """Whether a total that runs on means anything else for a measure than its own figure: not for a level."""
    return not (measure.basis is Basis.MONTH_END and measure.pooling is Pooling.STOCK)


def settle(running: Iterable[tuple[Row, str]], own: Iterable[Row], answers: Mapping[str, str]) -> Settled:
    """The rows of each measure and breakdown whose basis is not their own period, by what an officer said of them.

    Where the same table gives a month's own figure beside it, the running one is left out.
    """
    settled, reported = Settled(), {row.about for row in own}
    groups = groupby(sorted(running, key=_series), key=_series)
    for _, members in groups:
        series = sorted(members, key=lambda one: one[0].month)
        if all(row.about in reported for row, _ in series):
            settled.left_out += [row for row, _ in series]
        elif answers.get(KEY) == OWN:
            settled.rows += [row for row, _ in series]
        else:
            _subtracted(series, answers, settled)
    return settled


def _series(one: tuple[Row, str]) -> tuple[str, str]:
    return one[0].measure.id, one[0].breakdown


def _subtracted(series: list[tuple[Row, str]], answers: Mapping[str, str], settled: Settled) -> None:
    rows, basis = [row for row, _ in series], series[0][1]
    why_not = _why_not(rows, basis)
    if why_not:
        what = f"{quoted(basis)} says that the figures are not each month's own, and {why_not}."
        settled.faults += [(rows[0], Fault(codes.NOT_OWN_PERIOD, what, rows[0].cell))]
    elif answers.get(KEY) == SUBTRACT:
        settled.rows += [rows[0], *(_less(row, before) for before, row in pairwise(rows))]
    else:
        settled.asks.append(_ask(rows, basis))


def _why_not(rows: list[Row], basis: str) -> str:
    """Why the months cannot be worked out from totals that run on, in words; "" where they can."""
    first, measure = rows[0], rows[0].measure
    if not covers_year(basis):
        return "months cannot be worked out from figures that cover several"
    if first.month.month != measure.year_start:
        return f"the year of {measure.id} begins before {month_name(first.month)}, so that month's own is not known"
    if any(row.month != add_months(before.month, 1) for before, row in pairwise(rows)):
        return "a month is missing between them"
    parts = [_parts(row) for row in rows]
    if any(part is None for own in parts for part in own):
        return "no numerator and denominator are given to work each month out"
    if any((now or 0) < (was or 0) for before, own in pairwise(parts) for was, now in zip(before, own, strict=True)):
        return "they fall from one month to the next, so they do not run on"
    return ""


def _parts(row: Row) -> tuple[float | None, ...]:
    return (row.value,) if row.measure.unit is Unit.COUNT else (row.numerator, row.denominator)


def _less(row: Row, before: Row) -> Row:
    """A month's own figures: those to its end less those to the end of the month before."""
    if row.measure.unit is Unit.COUNT:
        return row._replace(value=(row.value or 0) - (before.value or 0))
    top = (row.numerator or 0) - (before.numerator or 0)
    bottom = (row.denominator or 0) - (before.denominator or 0)
    scale = WHOLE if row.measure.unit is Unit.PERCENT else 1.0
    return row._replace(numerator=top, denominator=bottom, value=scale * top / bottom if bottom else None)


def _ask(rows: list[Row], basis: str) -> Ask:
    row, before = rows[min(1, len(rows) - 1)], rows[0]
    own = _less(row, before) if row is not before else row
    shown = (
        f"{_words(row)} less {_words(before)} is {_words(own)} in {month_name(row.month)}"
        if row is not before
        else _words(row)
    )
    what = f"{quoted(basis)} says that the figures of {row.measure.id} run on through the year: {shown}."
    fault = Fault(codes.NOT_OWN_PERIOD, what, row.cell, "Confirm the subtraction, or give each month's own figures.")
    options = ((SUBTRACT, f"they run on, work each month out: {shown}"), (OWN, "they are each month's own"))
    return Ask(KEY, "Do the figures in this file run on through the year?", options, fault, offer=True)


def _words(row: Row) -> str:
    return " of ".join(number(part or 0) for part in _parts(row))
