"""What must hold between the rows of one file: nothing twice, totals that add up, one unit in a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Code, Fault
from sendkpi.ingest.rows.figures import SLACK
from sendkpi.ingest.rows.row import Row
from sendkpi.ingest.spelling.texts import number
from sendkpi.plan.choices import Pooling, Unit
from sendkpi.values import Severity, Symbol

if TYPE_CHECKING:
    from sendkpi.plan.whole import Plan

Finding = tuple[Row, str, str]
"""The row at fault, the cell that shows it, and what is wrong."""


@dataclass(frozen=True)
class Rule:
    """Something that must hold between rows; `check` yields what breaks it."""

    code: Code
    check: Callable[[Plan, tuple[Row, ...]], Iterator[Finding]]


def check_rows(plan: Plan, rows: tuple[Row, ...]) -> list[tuple[Row, Fault]]:
    """Every finding of every rule, with the row it is about."""
    return [(row, Fault(rule.code, what, cell)) for rule in RULES for row, cell, what in rule.check(plan, rows)]


def sound_rows(rows: tuple[Row, ...], found: list[tuple[Row, Fault]]) -> tuple[Row, ...]:
    """Rows without findings, each measure, month and breakdown once, no commentary lost."""
    refused = {row.about for row, fault in found if fault.code.severity is Severity.ERROR}
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if row.about in refused:
            continue
        first = kept.setdefault(row.about, row)
        if row.commentary and row.commentary not in first.commentary:
            words = "\n".join(part for part in (first.commentary, row.commentary) if part)
            kept[row.about] = first._replace(commentary=words)
    return tuple(kept.values())


def _again(rows: tuple[Row, ...]) -> Iterator[tuple[Row, Row]]:
    """Each row whose measure, month and breakdown an earlier one has, with the earliest."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        first = seen.setdefault(row.about, row)
        if first is not row:
            yield first, row


def _contradicting(_plan: Plan, rows: tuple[Row, ...]) -> Iterator[Finding]:
    for first, row in _again(rows):
        if row.figures != first.figures:
            yield (
                row,
                row.cell,
                f"{first.seen_from(row)} gives another figure for the same measure, month and breakdown.",
            )


def _repeated(_plan: Plan, rows: tuple[Row, ...]) -> Iterator[Finding]:
    for first, row in _again(rows):
        if row.figures == first.figures:
            yield row, row.cell, f"The same figures stand in {first.seen_from(row)} already."


def _mixed_units(_plan: Plan, rows: tuple[Row, ...]) -> Iterator[Finding]:
    """A fraction of one among percentages: each may be clear on its own, and the column still is not."""
    percentages = [row for row in rows if row.measure.unit is Unit.PERCENT and row.value_cell]
    plain = [row for row in percentages if not row.fraction and row.value and row.value > 1]
    for row in percentages:
        if row.fraction and plain:
            what = f"The value is written as a fraction of one, while {plain[0].value_cell} is a percentage."
            yield row, row.value_cell, what


def _totals(plan: Plan, rows: tuple[Row, ...]) -> Iterator[Finding]:
    """A total beside all of its breakdowns must be what they give together, as far as they pool."""
    groups: dict[tuple[object, ...], dict[str, Row]] = defaultdict(dict)
    broken_down = {one.measure for one in plan.breakdowns}
    for row in rows:
        if row.measure.id in broken_down:
            groups[row.measure.id, row.month].setdefault(row.breakdown, row)
    for group in groups.values():
        total = group.get("")
        names = plan.breakdowns_of(total.measure.id) if total else ()
        if total and names and all(name in group for name in names):
            yield from _compare(total, tuple(group[name] for name in names))


def _compare(total: Row, parts: tuple[Row, ...]) -> Iterator[Finding]:
    counted = tuple(part for part in parts if not _nothing_to_count(part))
    if total.symbol or any(part.symbol for part in counted):
        return
    what = _counts_apart(total, counted) or _value_apart(total, counted)
    if what:
        yield total, total.cell, what


def _nothing_to_count(part: Row) -> bool:
    """Whether a breakdown has weight 0, and so no say: nobody was counted, or it does not apply."""
    return part.symbol == Symbol.NOT_APPLICABLE or (part.denominator == 0 and not part.symbol)


def _counts_apart(total: Row, counted: tuple[Row, ...]) -> str:
    """A numerator or denominator that is not the sum of the breakdowns', in words; "" where both are."""
    names = {Pooling.RATE: ("numerator", "denominator"), Pooling.MEAN: ("denominator",)}
    for name in names.get(total.measure.pooling, ()):
        together = _sum([getattr(part, name) for part in counted])
        given = getattr(total, name)
        if together is not None and given is not None and together != given:
            return f"The {name} is {number(given)}, and the breakdowns add up to {number(together)}."
    return ""


def _value_apart(total: Row, counted: tuple[Row, ...]) -> str:
    """A value that the breakdowns do not give together, in words; "" where they do, or do not pool."""
    if total.value is None:
        return ""
    if not counted:
        return f"The total is {number(total.value)}, and no breakdown has anything to count."
    pooled = _pooled(total.measure.pooling, counted)
    if pooled is None:
        return ""
    value, half = pooled
    if abs(total.value - value) <= total.half + half + SLACK * max(1.0, abs(value)):
        return ""
    return f"The total is {number(total.value)}, and the breakdowns give {number(round(value, 2))}."


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _pooled(pooling: Pooling, counted: tuple[Row, ...]) -> tuple[float, float] | None:
    """The value that breakdowns give together and how far their rounding may move it; None where they do not pool."""
    values = [part.value for part in counted if part.value is not None]
    if len(values) < len(counted):
        return None
    half = max(part.half for part in counted)
    if pooling is Pooling.MAXIMUM:
        return max(values), half
    if pooling in {Pooling.SUM, Pooling.STOCK}:
        return sum(values), 0.0
    weights = [part.denominator for part in counted if part.denominator is not None]
    if len(weights) < len(counted):
        return None
    mean = sum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)
    return mean, half


RULES = (
    Rule(codes.CONTRADICTING_ROWS, _contradicting),
    Rule(codes.REPEATED_ROW, _repeated),
    Rule(codes.TOTAL_DISAGREES, _totals),
    Rule(codes.MIXED_UNITS, _mixed_units),
)
"""All of them, each on its own: one that fails does not stop the rest."""
