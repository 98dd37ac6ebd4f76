"""The words of process charts as people read them: has it changed, will it hit the target, and why we say so.

The meanings are those of NHS England's Making Data Count.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sendkpi.analysis.spc.labels import CONCERNS, IMPROVEMENTS, NEUTRALS, Assurance, Label, Note, Variation
from sendkpi.values import month_name


@dataclass(frozen=True)
class VerdictWords:
    """A verdict as it is shown: a word or two, and what it says in a sentence."""

    word: str
    means: str


_HIGHER = "The figures are higher than chance explains"
_LOWER = "The figures are lower than chance explains"

VARIATION_WORDS = {
    Variation.COMMON_CAUSE: VerdictWords(
        "No change", "The figures go up and down as they usually do: nothing shows a change."
    ),
    Variation.IMPROVEMENT_HIGH: VerdictWords("Improving", f"{_HIGHER}, which is better."),
    Variation.IMPROVEMENT_LOW: VerdictWords("Improving", f"{_LOWER}, which is better."),
    Variation.CONCERN_HIGH: VerdictWords("Worsening", f"{_HIGHER}, which is worse."),
    Variation.CONCERN_LOW: VerdictWords("Worsening", f"{_LOWER}, which is worse."),
    Variation.NEUTRAL_HIGH: VerdictWords("Higher", f"{_HIGHER}; neither way is better."),
    Variation.NEUTRAL_LOW: VerdictWords("Lower", f"{_LOWER}; neither way is better."),
}

SIGN_WORDS = {
    **dict.fromkeys(IMPROVEMENTS, "improvement"),
    **dict.fromkeys(CONCERNS, "worsening"),
    **dict.fromkeys(NEUTRALS, "change"),
}
"""What a variation is a sign of."""

ASSURANCE_WORDS = {
    Assurance.PASS: VerdictWords(
        "Reliably hits", "The target lies on the worse side of the limits: unless something changes, it is met."
    ),
    Assurance.FAIL: VerdictWords(
        "Reliably misses", "The target lies on the better side of the limits: unless something changes, it is missed."
    ),
    Assurance.INCONSISTENT: VerdictWords(
        "Hit or miss", "The target lies within the limits: unless something changes, it is met at times, by chance."
    ),
}

SIGNAL_WORDS = {
    Label.ABOVE_LIMIT: "above the upper process limit",
    Label.BELOW_LIMIT: "below the lower process limit",
    Label.RISING: "one of seven points in a row that rise",
    Label.FALLING: "one of seven points in a row that fall",
    Label.TWO_ABOVE: "one of two points in three that are close to the upper limit",
    Label.TWO_BELOW: "one of two points in three that are close to the lower limit",
    Label.RUN_ABOVE: "one of seven points in a row above the average",
    Label.RUN_BELOW: "one of seven points in a row below the average",
    Label.COMMON_CAUSE: "within what is usual",
}

NOTE_WORDS = {
    Note.FIRM: "",
    Note.TRIAL: "Trial limits: they rest on fewer than 12 points and may still move.",
    Note.TOO_LITTLE_VARIATION: "The figures vary too little for limits.",
    Note.TOO_FEW: "There are too few points for limits.",
}


def note_words(note: str, verdict_month: pd.Timestamp) -> str:
    """`trial limits, of January 2023, the last figure`: a verdict's note, and of which month it is, missing for now."""
    of = f"{verdict_of(verdict_month)}, the last figure" if verdict_of(verdict_month) else ""
    return ", ".join(part for part in (note, of) if part)


def verdict_of(verdict_month: pd.Timestamp) -> str:
    """`of January 2023`, where a verdict is an earlier figure's; "" where it is the newest one's."""
    return "" if pd.isna(verdict_month) else f"of {month_name(verdict_month)}"


def describe_signal(variation: str, signal: str, *, trial: bool = False) -> str:
    """A sentence on the last figure: whether it is signal or noise, and by which rule; "" without a verdict.

    On `trial` limits it is a first sign.
    """
    if not variation:
        return ""
    found = Variation(variation)
    if found is Variation.COMMON_CAUSE:
        return "No sign of a real change: it goes up and down as it usually does."
    words = SIGN_WORDS[found]
    sign = f"A first sign of {words}, on trial limits" if trial else f"A real sign of {words}"
    return f"{sign}: the last figure is {SIGNAL_WORDS[Label(signal)]}."
