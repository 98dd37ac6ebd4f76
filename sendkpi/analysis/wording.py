"""Figures, months and verdicts as people read them: every number format and rating word of the product.

Sentences show percentages without decimals, tables with one; a missing figure is "not reported", never 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sendkpi.analysis.periods.rating import Rating, Reason
from sendkpi.plan.choices import Basis, Collected, Unit
from sendkpi.values import Symbol


@dataclass(frozen=True)
class RatingWords:
    """A rating as it is shown: a word, and what it says in a sentence."""

    word: str
    means: str


RATING_WORDS = {
    Rating.BLUE: RatingWords("Target met", "At or better than the final target."),
    Rating.GREEN: RatingWords("On trajectory", "At or better than where the plan expects it to be by now."),
    Rating.AMBER: RatingWords("Behind", "Worse than the trajectory, but within the tolerance."),
    Rating.RED: RatingWords(
        "Off track",
        "Behind by more than the tolerance, worse than the baseline, target missed, or out of reach this year.",
    ),
    Rating.SUPPRESSED: RatingWords("Hidden", "Too few children to publish the figure."),
    Rating.NOT_APPLICABLE: RatingWords("Not applicable", "There is nothing to judge in this period."),
    Rating.NOT_REPORTED: RatingWords("Not reported", "A figure is due and has not come."),
    Rating.INCOMPLETE: RatingWords("Incomplete", "A month of the year to date is missing."),
    Rating.BASELINE_OVERDUE: RatingWords(
        "Baseline overdue", "The month promised for the baseline has passed without one."
    ),
    Rating.AWAITING_BASELINE: RatingWords("Awaiting baseline", "No baseline has been agreed yet."),
    Rating.TARGET_OVERDUE: RatingWords("Target overdue", "The month promised for the target has passed without one."),
    Rating.AWAITING_TARGET: RatingWords("Awaiting target", "No target has been agreed yet."),
    Rating.NO_TRAJECTORY: RatingWords(
        "No trajectory", "There is a target, and nothing yet to hold the figure against."
    ),
}


REASON_WORDS = {
    Reason.CONFIDENTIAL: "confidential: the figure is hidden at its source",
    Reason.INAPPLICABLE: "reported as not applicable",
    Reason.BEFORE_BASELINE: "before the baseline month",
    Reason.UNAVAILABLE: "reported as not available",
    Reason.ROUNDED_AWAY: "reported as too small to show after rounding",
    Reason.UNRELIABLE: "reported as too unreliable to show",
    Reason.WITHOUT_COUNTS: "the year to date cannot be computed without numerators and denominators",
    Reason.MONTH_MISSING: "a month of the year to date is missing",
    Reason.NOTHING_TO_COUNT: "nothing to count: the denominator is 0",
    Reason.DUE_AND_MISSING: "due and not reported",
    Reason.NOT_DUE: "no figure is due yet",
    Reason.NO_BASELINE: "no baseline has been agreed",
    Reason.NOTHING_BEFORE: "no figure for the period before to compare with",
    Reason.NO_TARGET: "no target has been agreed",
    Reason.TARGET_MET: "at or better than the target",
    Reason.BETTER_THAN_BEFORE: "better than the period before",
    Reason.WORSE_THAN_BEFORE: "worse than the period before",
    Reason.SAME_AS_BEFORE: "the same as the period before",
    Reason.WORSE_THAN_BASELINE: "worse than the baseline",
    Reason.TARGET_MISSED: "target missed",
    Reason.OUT_OF_REACH: "target out of reach this year",
    Reason.WORSE_THAN_FLOOR: "worse than the floor",
    Reason.BEYOND_TOLERANCE: "behind the trajectory by more than the tolerance",
    Reason.ON_TRAJECTORY: "at or better than the trajectory",
    Reason.WITHIN_TOLERANCE: "behind the trajectory, within the tolerance",
    Reason.NO_TRAJECTORY: "a target, and no trajectory yet",
}
"""Why a measure has its rating, as the end of a sentence."""

BASIS_WORDS = {
    Basis.YEAR_TO_DATE: "year to date",
    Basis.MONTH: "in the month",
    Basis.QUARTER: "in the quarter",
    Basis.YEAR: "in the year",
    Basis.MONTH_END: "at month end",
}

UNIT_WORDS = {Unit.PERCENT: "%", Unit.WEEKS: "weeks", Unit.COUNT: "number"}
"""What a figure is in, as a label says it."""

UNIT_PLURALS = {Unit.PERCENT: "percentages", Unit.WEEKS: "weeks", Unit.COUNT: "numbers"}
"""What figures are in, in a sentence."""

PERIOD_WORDS = {Collected.MONTH: "month", Collected.QUARTER: "quarter", Collected.YEAR: "year"}

NOT_REPORTED = "not reported"

SYMBOL_WORDS = {
    Symbol.CONFIDENTIAL: "too few to publish",
    Symbol.NOT_AVAILABLE: "not available",
    Symbol.NOT_APPLICABLE: "not applicable",
    Symbol.LOW: "near 0",
    Symbol.UNRELIABLE: "unreliable",
}
"""Why a figure is missing or not to be leant on, as a table says it."""


def shown_digits(unit: Unit | str) -> int:
    """Decimals of a figure in a table."""
    return 0 if unit == Unit.COUNT else 1


def number(value: float, decimals: int) -> str:
    """A number with thousands separators; a minus sign, not a hyphen; never "-0"."""
    text = f"{value:,.{decimals}f}"
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text.replace("-", "−")


def figure(value: float | None, unit: Unit | str, decimals: int | None = None) -> str:
    """A figure as a table shows it: `43.8%`, `39.0 weeks`, `1,000`, or "not reported"."""
    if value is None or math.isnan(value):
        return NOT_REPORTED
    digits = shown_digits(unit) if decimals is None else decimals
    return number(value, digits) + _unit_mark(unit, number(value, digits))


def rounded(value: float, unit: Unit | str) -> str:
    """A figure as a sentence says it: `44%`, `39 weeks`, `38.5 weeks`, `1,000`."""
    decimals = 1 if unit == Unit.WEEKS and round(value, 1) != round(value) else 0
    return figure(value, unit, decimals)


def gap(value: float | None, unit: Unit | str) -> str:
    """A difference as a table shows it: `−7.5 points`, `+2.0 weeks`, "" where there is none."""
    if value is None or math.isnan(value):
        return ""
    text = number(value, shown_digits(unit))
    sign = "+" if value > 0 and text.strip("0.,") else ""
    mark = " points" if unit == Unit.PERCENT else _unit_mark(unit, text)
    return sign + text + mark


def as_given(unit: Unit | str, numerator: float, denominator: float, value: float, symbol: str) -> str:
    """A figure as it was given: `8/20 (40.0%)`, `68.0 weeks`, `not available`; "" where nothing was."""
    shown = "" if math.isnan(value) else figure(value, unit)
    if unit == Unit.PERCENT and not math.isnan(numerator) and not math.isnan(denominator):
        shown = f"{number(numerator, 0)}/{number(denominator, 0)}" + (f" ({shown})" if shown else "")
    words = SYMBOL_WORDS.get(Symbol(symbol), symbol) if symbol else ""
    return ", ".join(part for part in (shown, words) if part)


def _unit_mark(unit: Unit | str, shown: str) -> str:
    if unit == Unit.PERCENT:
        return "%"
    if unit == Unit.WEEKS:
        return " week" if shown == "1" else " weeks"
    return ""


def titled(title: str, sentence: str) -> str:
    """A sentence for a place where it stands alone: with the title of what it is about."""
    return f"{title}: {sentence}"


def joined(names: list[str]) -> str:
    """`one, two and three`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """`1 measure`, `2 measures`."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"
