"""The figures of one row by its measure's unit: what must hold, and what is stored.

Percentages are 0-100. Where numerator and denominator are there, the stored value is what they give,
unrounded; a value beside them must be that value, as far as its last written digit can tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Code, Fault
from sendkpi.ingest.layout import SYMBOL_MEANINGS
from sendkpi.ingest.spelling.numbers import DAYS, DAYS_A_WEEK, PERCENT_SIGN, WEEKS
from sendkpi.ingest.spelling.texts import number, quoted
from sendkpi.plan.choices import Pooling, Unit
from sendkpi.values import Symbol

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.cells import Figure
    from sendkpi.plan.records import Measure

DAYS_KEY = "unit:days"
"""The key of the answer how waits written in days are read."""
WHOLE = 100.0
"""All of something, as a percentage."""

LONGEST_WAIT = 520
"""Weeks: ten years. A longer wait is in another unit, or mistyped."""

SLACK = 1e-9
"""What arithmetic in floating point may add to a difference, relative to the figures."""

_UNIT_NAMES = {Unit.PERCENT: "a percentage", Unit.WEEKS: "a number of weeks", Unit.COUNT: "a count"}
_UNIT_SIGNS = {Unit.PERCENT: PERCENT_SIGN, Unit.WEEKS: WEEKS, Unit.COUNT: None}


@dataclass(frozen=True, slots=True)
class Given:
    """A row's figures for its measure, each None where its cell is blank or could not be read.

    `unread` tells that some part could not: then nothing is called missing.
    """

    measure: Measure
    numerator: Figure | None
    denominator: Figure | None
    value: Figure | None
    symbol: Symbol | None
    symbol_cell: str
    unread: bool = False

    @property
    def ratio(self) -> float | None:
        """Numerator over denominator, where both are sound; in the measure's unit."""
        top, bottom = self.numerator, self.denominator
        if (
            top is None
            or bottom is None
            or top.value < 0
            or bottom.value <= 0
            or top.unit not in {"", WEEKS}
            or bottom.unit
        ):
            return None
        if self.measure.unit is Unit.WEEKS:
            return top.value / bottom.value if self.measure.pooling is Pooling.MEAN else None
        if self.measure.unit is Unit.COUNT or top.value > bottom.value:
            return None
        return WHOLE * top.value / bottom.value

    @property
    def percentage(self) -> Figure | None:
        """The value, where it is one that could be a percentage."""
        fits = self.measure.unit is Unit.PERCENT and self.value and self.value.unit in {"", PERCENT_SIGN}
        return self.value if fits else None


@dataclass(frozen=True)
class Rule:
    """Something that must hold of a row's figures; `check` yields cell, what is wrong, and its own advice if any."""

    code: Code
    check: Callable[[Given], Iterator[tuple[str, str, str | None]]]


def check_figures(given: Given) -> list[Fault]:
    """Every rule that the figures break."""
    return [Fault(rule.code, what, cell, advice) for rule in RULES for cell, what, advice in rule.check(given)]


def settle(given: Given) -> float | None:
    """The value to store, in the measure's unit, of figures that break no rule; None where there is none."""
    if given.ratio is not None:
        return given.ratio
    return given.value.value if given.value else None


def is_fraction(given: Given) -> bool:
    """Whether a percentage's value is written as a bare fraction of one, as its numerator and denominator show."""
    value, ratio = given.percentage, given.ratio
    return value is not None and ratio is not None and _bare_fraction(value) and not agrees(value, 1, ratio)


def _parts(given: Given) -> tuple[tuple[str, Figure], ...]:
    named = (("Numerator", given.numerator), ("Denominator", given.denominator))
    return tuple((name, figure) for name, figure in named if figure is not None)


def _bare_fraction(value: Figure) -> bool:
    return value.unit == "" and 0 < value.value <= 1


def agrees(value: Figure, scale: float, ratio: float) -> bool:
    """Whether the value times `scale` is the ratio, to half a unit of its last digit, at most half of one."""
    half = min(value.half * scale, 0.5)
    return abs(value.value * scale - ratio) <= half + SLACK * max(1.0, abs(ratio))


def _wrong_unit(given: Given) -> Iterator[tuple[str, str, str | None]]:
    for name, figure in () if given.measure.unit is Unit.COUNT else _parts(given):
        weeks_in_all = name == "Numerator" and given.measure.unit is Unit.WEEKS and figure.unit == WEEKS
        if figure.unit and not weeks_in_all:
            yield figure.place, f"{_written(figure)} stands in {name}, which is a count.", "Give the count itself."
    value = given.value
    if value and value.unit not in {"", _UNIT_SIGNS[given.measure.unit]} and not _waited_days(given):
        name = _UNIT_NAMES[given.measure.unit]
        yield value.place, f"{given.measure.id} is {name}, and {_written(value)} is not.", f"Give {name}."


def _waited_days(given: Given) -> bool:
    return given.measure.unit is Unit.WEEKS and given.value is not None and given.value.unit == DAYS


def _in_days(given: Given) -> Iterator[tuple[str, str, str | None]]:
    """A wait in days, from which weeks may be worked out."""
    if given.value and _waited_days(given):
        weeks = number(round(given.value.value / DAYS_A_WEEK, 1))
        what = f"{given.measure.id} is a number of weeks, and {_written(given.value)} would be {weeks} weeks."
        yield given.value.place, what, None


def _written(figure: Figure) -> str:
    """A figure with its unit, as a message shows it; as it is written where it is more than one number."""
    if figure.counts is not None:
        return quoted(figure.cell.text)
    return f"{number(figure.value)}{'' if figure.unit in {'', PERCENT_SIGN} else ' '}{figure.unit}"


def _negative(given: Given) -> Iterator[tuple[str, str, str | None]]:
    value = given.value if given.measure.unit is not Unit.PERCENT else None
    for figure in (given.numerator, given.denominator, value):
        if figure and figure.value < 0:
            yield figure.place, f"{number(figure.value)} is below zero.", None


_POINT_FOR_THOUSANDS = re.compile(r"'?[1-9][0-9]{0,2}\.000")
"""A count as some write thousands: typed so as text, it could be either."""

_DECIMAL_COMMA = re.compile(r"'?[0-9]+,[0-9]{1,2}")
"""A comma that parts no thousands: a count has no decimals, so a digit may be missing."""


def _not_whole(given: Given) -> Iterator[tuple[str, str, str | None]]:
    total_weeks = given.measure.unit is Unit.WEEKS
    value = given.value if given.measure.unit is Unit.COUNT else None
    for figure in (None if total_weeks else given.numerator, given.denominator, value):
        if figure and not figure.unit and figure.value % 1:
            yield figure.place, f"{number(figure.value)} is not a whole number.", None
        elif figure and _DECIMAL_COMMA.fullmatch(figure.cell.text):
            yield figure.place, f"{quoted(figure.cell.text)} is not a whole number.", None
        elif figure and _POINT_FOR_THOUSANDS.fullmatch(figure.cell.text):
            whole = number(figure.value * 1000)
            yield figure.place, f"{quoted(figure.cell.text)} may mean {number(figure.value)} or {whole}.", None


def _longest(given: Given) -> Iterator[tuple[str, str, str | None]]:
    """A wait longer than any child has been alive to wait: days or months without their name."""
    value = given.value
    if given.measure.unit is Unit.WEEKS and value and value.unit in {"", WEEKS} and value.value > LONGEST_WAIT:
        yield value.place, f"{number(value.value)} weeks are more than {LONGEST_WAIT // 52} years.", None


def _not_used(given: Given) -> Iterator[tuple[str, str, str | None]]:
    count = given.measure.unit is Unit.COUNT
    longest = given.measure.unit is Unit.WEEKS and given.measure.pooling is Pooling.MAXIMUM
    for name, figure in _parts(given):
        if count:
            yield figure.place, f"{given.measure.id} is a count and has no {name.lower()}.", "Give it in Value alone."
        elif longest and name == "Numerator" and not _nobody_counted(given):
            yield figure.place, f"{given.measure.id} is the longest wait and has no numerator.", None


def _nobody_counted(given: Given) -> bool:
    """Whether a row says 0 of 0, as a template is filled in where there was nobody to count."""
    return all(part is not None and part.value == 0 and not part.unit for part in (given.numerator, given.denominator))


def _incomplete(given: Given) -> Iterator[tuple[str, str, str | None]]:
    top, bottom, value = given.numerator, given.denominator, given.value
    if given.unread or given.symbol not in {None, Symbol.UNRELIABLE} or given.measure.unit is Unit.COUNT:
        return
    percent = given.measure.unit is Unit.PERCENT
    has_numerator = percent or given.measure.pooling is Pooling.MEAN
    if top and not bottom and has_numerator:
        yield top.place, "The numerator stands without its denominator.", "Fill in the denominator."
    elif bottom and bottom.value > 0 and not value and not (top and has_numerator):
        needed = "numerator" if percent else "number of weeks in Value"
        yield bottom.place, "The denominator stands alone.", f"Fill in the {needed}."


def _above(given: Given) -> Iterator[tuple[str, str, str | None]]:
    top, bottom = given.numerator, given.denominator
    if given.measure.unit is not Unit.PERCENT or not top or not bottom or bottom.value < 0 or top.unit:
        return
    if top.value > bottom.value:
        what = f"The numerator, {number(top.value)}, is above the denominator, {number(bottom.value)}."
        yield top.place, what, None


def _out_of_range(given: Given) -> Iterator[tuple[str, str, str | None]]:
    value = given.percentage
    if value is None or 0 <= value.value <= WHOLE:
        return
    likely = _likely(value.value) if given.ratio is None else given.ratio
    advice = f"Did you mean {number(likely)}%?" if likely is not None else None
    side = "below 0" if value.value < 0 else "above 100"
    yield value.place, f"{number(value.value)}% is {side}.", advice


def _likely(written: float) -> float | None:
    """What a percentage out of range may have meant: a 1 or a minus too many, a point or a % sign amiss."""
    if -WHOLE <= written < 0:
        return -written
    if WHOLE + 1 <= written < 2 * WHOLE:
        return written - WHOLE
    for scale in (10, 100):
        if 2 * WHOLE <= written <= WHOLE * scale:
            return written / scale
    return None


def _ambiguous(given: Given) -> Iterator[tuple[str, str, str | None]]:
    value = given.percentage
    counted = given.numerator is not None and given.denominator is not None
    if value is None or not _bare_fraction(value) or counted or given.unread:
        return
    low, high = number(value.value), number(value.value * WHOLE)
    advice = f"Type {high} for {high}%; for {low}% give numerator and denominator, or type '{low}% with the apostrophe."
    yield value.place, f"{low} may mean {low}% or {high}%.", advice


def _contradicts(given: Given) -> Iterator[tuple[str, str, str | None]]:
    value, ratio, bottom = given.value, given.ratio, given.denominator
    sign = _UNIT_SIGNS[given.measure.unit]
    if value is None or sign is None or value.unit not in {"", sign} or value.value < 0:
        return
    if bottom and bottom.value == 0 and not (given.numerator and given.numerator.value):
        yield (
            value.place,
            f"{number(value.value)} cannot come from a denominator of 0.",
            "Clear Value: there is no rate.",
        )
        return
    if ratio is None or (sign == PERCENT_SIGN and value.value > WHOLE):
        return
    scales = (1.0, WHOLE) if sign == PERCENT_SIGN and _bare_fraction(value) else (1.0,)
    if not any(agrees(value, scale, ratio) for scale in scales):
        top = given.numerator.value if given.numerator else 0.0
        of = f"{number(top)} ÷ {number(bottom.value if bottom else 0.0)}"
        unit = "%" if sign == PERCENT_SIGN else " weeks"
        yield value.place, f"{number(value.value)} is not {of} = {number(round(ratio, 2))}{unit}.", None


def _with_symbol(given: Given) -> Iterator[tuple[str, str, str | None]]:
    figures = [figure for figure in (given.value, given.numerator, given.denominator) if figure]
    if given.symbol and figures and given.symbol is not Symbol.UNRELIABLE:
        meaning = SYMBOL_MEANINGS[given.symbol]
        yield given.symbol_cell, f"{given.symbol} ({meaning}) stands beside a figure in {figures[0].place}.", None


RULES = (
    Rule(codes.WRONG_UNIT, _wrong_unit),
    Rule(codes.DAYS_FOR_WEEKS, _in_days),
    Rule(codes.TOO_LONG_A_WAIT, _longest),
    Rule(codes.NEGATIVE, _negative),
    Rule(codes.NOT_WHOLE, _not_whole),
    Rule(codes.FIGURE_NOT_USED, _not_used),
    Rule(codes.FIGURE_INCOMPLETE, _incomplete),
    Rule(codes.NUMERATOR_ABOVE_DENOMINATOR, _above),
    Rule(codes.PERCENTAGE_OUT_OF_RANGE, _out_of_range),
    Rule(codes.FRACTION_OR_PERCENTAGE, _ambiguous),
    Rule(codes.VALUE_CONTRADICTS, _contradicts),
    Rule(codes.SYMBOL_WITH_FIGURE, _with_symbol),
)
"""All of them, each on its own: one that fails does not stop the rest."""
