"""What an extract does to a figure and to its measure's rating, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis.changes.submissions import Change
from sendkpi.analysis.periods.rating import Rating
from sendkpi.analysis.wording import RATING_WORDS, as_given
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.frames.changes import EffectRow
    from sendkpi.plan import Plan

ARROW = "→"


def figures_words(plan: Plan, row: EffectRow) -> tuple[str, str]:
    """The figure that stands ("" where none does), and the one that was sent."""
    unit = plan.measure(row.measure).unit
    before = as_given(unit, row.was_numerator, row.was_denominator, row.was_value, row.was_symbol)
    return before, as_given(unit, row.numerator, row.denominator, row.value, row.symbol)


def rating_words(row: EffectRow) -> str:
    """`Off track → Behind`, or the one rating that stays; "" where there is none."""
    words = [RATING_WORDS[Rating(rating)].word if rating else "" for rating in (row.rating_before, row.rating_after)]
    before, after = words
    return f"{before} {ARROW} {after}" if before and after and before != after else after or before


def effect_line(plan: Plan, row: EffectRow) -> str:
    """`EHCP1 EHC plans in time, April 2022: 5/19 (26.3%) → 6/19 (31.6%). Rating: Off track → Behind.`."""
    measure = plan.measure(row.measure)
    about = ", ".join(part for part in (f"{measure.id} {measure.title}", row.breakdown, month_name(row.month)) if part)
    before, after = figures_words(plan, row)
    moved = f"{before} {ARROW} {after}" if row.change == Change.RESTATED else f"{after}, new"
    rating = rating_words(row)
    return f"{about}: {moved}.{f' Rating: {rating}.' if rating else ''}"
