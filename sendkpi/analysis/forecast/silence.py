"""When nothing is said of where a series is heading, and why: "this swings too much to say" is an answer."""

from __future__ import annotations

from enum import StrEnum

FEWEST = 12
"""Figures that a forecast needs."""
FEWEST_QUARTERS = 8
"""Figures that it needs of periods of three months or longer."""
NEW_PHASE = 8
"""Periods that a new phase has to have."""
GAPS = 1 / 3
"""The share of periods without a figure beyond which there is no forecast."""
WIDEST = 2 / 3
"""The share of its unit's range, or of thrice the way from baseline to target, that an interval may span."""
WAYS = 3
"""How many times the way from baseline to target is taken, where a unit has no range."""


class Silence(StrEnum):
    """Why there is no forecast; SPOKEN where there is one."""

    SPOKEN = ""
    NO_TARGET = "no_target"
    TARGET_PASSED = "target_passed"
    KIND = "kind"
    NO_COUNTS = "no_counts"
    TOO_FEW = "too_few"
    GAPS = "gaps"
    NEW_PHASE = "new_phase"
    CONSTANT = "constant"
    TOO_FAR = "too_far"
    TOO_WIDE = "too_wide"


SILENCE_WORDS = {
    Silence.SPOKEN: "",
    Silence.NO_TARGET: "no target has been set",
    Silence.TARGET_PASSED: "the target month is not ahead",
    Silence.KIND: "yearly figures and longest waits are not forecast",
    Silence.NO_COUNTS: "a year to date is forecast from numerators and denominators, and a month of it has none",
    Silence.TOO_FEW: f"too few figures: {FEWEST} are needed, or {FEWEST_QUARTERS} quarters",
    Silence.GAPS: "more than a third of the periods have no figure",
    Silence.NEW_PHASE: f"a new phase began fewer than {NEW_PHASE} periods ago",
    Silence.CONSTANT: "it has not changed, so nothing says how far it may move",
    Silence.TOO_FAR: "further ahead than the history is long",
    Silence.TOO_WIDE: "it swings too much to say",
}
"""Each reason as people read it."""


def fewest(months: int) -> int:
    """The figures that a forecast needs of periods of so many months (0: shorter ones)."""
    return FEWEST_QUARTERS if months >= 3 else FEWEST  # noqa: PLR2004 - months of a quarter
