"""Where a measure is heading, in one sentence: the landing with its interval, and how likely the target is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.forecast.likelihood import likelihood
from sendkpi.analysis.forecast.silence import SILENCE_WORDS, Silence
from sendkpi.analysis.wording import figure, number, rounded
from sendkpi.plan.choices import Unit
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.frames.figures import ScorecardRow

_PLAIN = {Silence.NO_TARGET, Silence.TARGET_PASSED}
"""What the page says anyway, so that it needs no sentence."""


def describe_landing(row: ScorecardRow) -> str:
    """The sentence of a scorecard's row; "" where there is no target ahead.

    `At this pace 64% by December 2022, likely 55 to 72%; meeting 80% is very unlikely.`, or why nothing is said.
    """
    silence = Silence(row.landing_note)
    if silence in _PLAIN:
        return ""
    if silence:
        return f"Where it is heading cannot be said: {SILENCE_WORDS[silence]}."
    decimals = 1 if row.unit == Unit.WEEKS else 0
    level, high = (figure(one, row.unit, decimals) for one in (row.landing, row.landing_high))
    low = number(row.landing_low, decimals)
    arrives = f" The middle of it is there in {month_name(row.arrives)}." if pd.notna(row.arrives) else ""
    return (
        f"At this pace {level} by {month_name(row.target_month)}, likely {low} to {high}; "
        f"meeting {rounded(row.target, row.unit)} is {likelihood(row.chance)}.{arrives}"
    )
