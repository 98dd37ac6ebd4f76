"""What a row of the scorecard says, in one or two plain sentences.

The same sentence is a chart's text alternative, a paper's headline and a page's heading.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from sendkpi.analysis.periods.grid import month_of
from sendkpi.analysis.periods.rating import Rating, Reason
from sendkpi.analysis.spc.verdicts import TRIAL_UNDER
from sendkpi.analysis.spc.wording import describe_signal
from sendkpi.analysis.wording import REASON_WORDS, counted, number, rounded
from sendkpi.frames import Day, Row
from sendkpi.plan.choices import Basis, Collected
from sendkpi.values import add_months, day_name, month_end, month_name


@dataclass(frozen=True, slots=True)
class PositionRow(Row):
    """A row of the scorecard in the making, with what its sentence needs; months without a day are numbers."""

    unit: str
    basis: str
    collected: str
    period: int
    year_start: int
    collected_from: float
    reporting_lag: int
    minimum_sample: float
    month: Day
    reported: bool
    numerator: float
    denominator: float
    numerator_to_date: float
    denominator_to_date: float
    months_reported: float
    months_expected: float
    complete: bool
    figure: float
    value: float
    last_value: float
    last_month: Day
    baseline: float
    baseline_promised: float
    target: float
    target_month: Day
    target_promised: float
    trajectory: float
    year_end_level: float
    needed: float
    rating: str
    rating_reason: str
    small_sample: bool
    direction: str
    direction_year: str
    variation: str
    signal: str
    process_points: int


_COMPARED = {
    Collected.MONTH: "the month before",
    Collected.QUARTER: "the quarter before",
    Collected.YEAR: "the year before",
}

_STEPS = {
    Reason.BETTER_THAN_BEFORE: "better than",
    Reason.WORSE_THAN_BEFORE: "worse than",
    Reason.SAME_AS_BEFORE: "the same as",
}
_PROMISES = {
    Rating.BASELINE_OVERDUE: "baseline_promised",
    Rating.AWAITING_BASELINE: "baseline_promised",
    Rating.TARGET_OVERDUE: "target_promised",
    Rating.AWAITING_TARGET: "target_promised",
}
_ON_TRAJECTORY = {Reason.BEYOND_TOLERANCE, Reason.ON_TRAJECTORY, Reason.WITHIN_TOLERANCE}


def describe_position(row: PositionRow) -> str:
    """One or two sentences on a measure at a month: figure and basis, verdict, movement, what is missing.

    They do not name the measure: its title is a column of its own.
    """
    rating = Rating(row.rating)
    if pd.notna(row.figure):
        first = f"{rounded(row.figure, row.unit)} {_period(row)}{_counted(row)}{_verdict(row, rating)}."
    elif pd.notna(row.value):
        first = f"{rounded(row.value, row.unit)} in {month_name(row.month)}: {_reason(row)}."
    else:
        first = f"{_absence(row, rating)}."
    more = [first, _movement(row), _sample(row)]
    return " ".join(part for part in more if part)


def _reason(row: PositionRow) -> str:
    return REASON_WORDS[Reason(row.rating_reason)]


def _period(row: PositionRow) -> str:
    """`so far this year, January to April 2022`, `in April 2022`, `at the end of April 2022`."""
    month = row.month.date()
    name = month_name(month)
    if row.basis == Basis.YEAR_TO_DATE:
        return f"so far this year, {_span(add_months(month, 1 - int(row.months_expected)), month)}"
    if row.collected == Collected.MONTH:
        return f"at the end of {name}" if row.basis == Basis.MONTH_END else f"in {name}"
    if row.collected == Collected.QUARTER:
        return f"in {_span(add_months(month, -2), month)}"
    return f"in the year to {name}"


def _span(first: dt.date, last: dt.date) -> str:
    if first == last:
        return month_name(last)
    start = f"{first:%B}" if first.year == last.year else month_name(first)
    return f"{start} to {month_name(last)}"


def _counted(row: PositionRow) -> str:
    """` (39 of 89)`, with the months that are there when one is missing."""
    on_year = row.basis == Basis.YEAR_TO_DATE
    top, bottom = (row.numerator_to_date, row.denominator_to_date) if on_year else (row.numerator, row.denominator)
    if not (pd.notna(top) and pd.notna(bottom)):
        return ""
    missing = "" if row.complete else f" in {int(row.months_reported)} of {counted(int(row.months_expected), 'month')}"
    return f" ({number(top, 0)} of {number(bottom, 0)}{missing})"


def _verdict(row: PositionRow, rating: Rating) -> str:
    """The words of the rating, as the rest of the first sentence."""
    unit, reason = row.unit, Reason(row.rating_reason)
    target = f"the target of {rounded(row.target, unit)}{_for(row.target_month)}" if pd.notna(row.target) else ""
    expected = f"the {rounded(row.trajectory, unit)} that the plan expects by now" if pd.notna(row.trajectory) else ""
    if rating is Rating.BLUE:
        words = f", which meets {target}"
    elif reason is Reason.TARGET_MISSED:
        words = f": {target} was missed"
    elif reason is Reason.OUT_OF_REACH:
        words = f", against {expected}: {rounded(row.year_end_level, unit)} is out of reach this year"
    elif reason is Reason.WORSE_THAN_BASELINE:
        words = f", worse than the baseline of {rounded(row.baseline, unit)}{_needed(row)}"
    elif reason in _STEPS:
        words = f", {_STEPS[reason]} {_COMPARED[Collected(row.collected)]}"
    elif rating is Rating.NO_TRAJECTORY and target:
        words = f": {target} stands, and the plan gives no trajectory before then"
    elif not expected or reason not in _ON_TRAJECTORY:
        words = f": {REASON_WORDS[reason]}{_promise(row, rating)}"
    elif rating is Rating.GREEN:
        words = f", at or better than {expected}{_needed(row)}"
    else:
        behind = "behind" if rating is Rating.AMBER else "well behind"
        words = f", {behind} {expected}{_needed(row)}"
    return words


def _for(month: pd.Timestamp) -> str:
    return f" for {month_name(month)}" if pd.notna(month) else ""


def _promise(row: PositionRow, rating: Rating) -> str:
    """For a baseline or target still to come: when it was promised for."""
    promised = getattr(row, _PROMISES[rating]) if rating in _PROMISES else math.nan
    if math.isnan(promised):
        return ""
    is_late = rating in {Rating.BASELINE_OVERDUE, Rating.TARGET_OVERDUE}
    return f", {'though it was' if is_late else 'and is'} promised for {month_name(month_of(int(promised)))}"


def _needed(row: PositionRow) -> str:
    if not pd.notna(row.needed):
        return ""
    end = rounded(row.year_end_level, row.unit)
    return f"; each remaining month needs {rounded(row.needed, row.unit)} for the year to end at {end}"


def _absence(row: PositionRow, rating: Rating) -> str:
    """The sentence on a missing figure: since when, and the last one there was."""
    if not pd.notna(row.month):
        return f"The first figure is for {month_name(_first_period(row))}; nothing is due yet"
    name = month_name(row.month)
    if rating is not Rating.NOT_REPORTED or row.reported:
        return f"No figure for {name}: {_reason(row)}"
    due = day_name(month_end(add_months(row.month.date(), int(row.reporting_lag))))
    if pd.notna(row.last_value):
        last = f"the last was {rounded(row.last_value, row.unit)} for {month_name(row.last_month)}"
        return f"No figure for {name}, which was due by {due}; {last}"
    return f"No figure for {name}, which was due by {due}, and none ever reported"


def _first_period(row: PositionRow) -> dt.date:
    """The first period that figures are expected for."""
    month = month_of(int(row.collected_from))
    while (month.month - row.year_start + 1) % row.period:
        month = add_months(month, 1)
    return month


def _movement(row: PositionRow) -> str:
    """Signal or noise where the process chart is firm enough to tell, else the step from the period before."""
    if row.process_points >= TRIAL_UNDER and row.variation and pd.notna(row.figure):
        return describe_signal(row.variation, row.signal)
    if not pd.notna(row.figure) or row.rating_reason in _STEPS:
        return ""
    if row.direction != "unknown":
        return _moved(row.direction, _COMPARED[Collected(row.collected)])
    if row.direction_year != "unknown":
        return _moved(row.direction_year, month_name(add_months(row.month.date(), -12)))
    return ""


def _moved(direction: str, other: str) -> str:
    return f"The same as {other}." if direction == "same" else f"{direction.capitalize()} than {other}."


def _sample(row: PositionRow) -> str:
    if not row.small_sample:
        return ""
    return (
        f"Only {number(row.denominator, 0)} counted, under the {number(row.minimum_sample, 0)} that the plan asks for."
    )
