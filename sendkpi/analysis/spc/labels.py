"""The words of process charts, as the reference implementation writes them: labels, kinds of point, verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Improvement(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Label(StrEnum):
    """The labels of points, in the order in which they are tried."""

    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_ABOVE = "2 in 3 Above CL"
    TWO_BELOW = "2 in 3 Below CL"
    RUN_ABOVE = "7 Points Above CL"
    RUN_BELOW = "7 Points Below CL"
    COMMON_CAUSE = "Common Cause"


HIGH = frozenset({Label.ABOVE_LIMIT, Label.RISING, Label.TWO_ABOVE, Label.RUN_ABOVE})
"""The signals that are high: by the label, so a rise below the mean is one. The other signals are low."""


class Variation(StrEnum):
    """Has it changed? The verdict of a point, and of a series by its last observed point."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


CONCERNS = (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)
IMPROVEMENTS = (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW)
NEUTRALS = (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)


class PointType(StrEnum):
    """The verdict of a point in the reference's words for points, which name the side only where neither is better."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Assurance(StrEnum):
    """Will it hit the target? The target against the limits of the last phase; on or between them is hit or miss."""

    PASS = "pass"  # noqa: S105 - the verdict's word
    FAIL = "fail"
    INCONSISTENT = "inconsistent"


FEWEST = 5
"""Points under which a chart shows no verdict."""


class Note(StrEnum):
    """The note on a verdict that is held back or weakened, "" for none; of a phase's limits the first four."""

    FIRM = ""
    TRIAL = "trial limits"
    TOO_LITTLE_VARIATION = "too little variation for limits"
    TOO_FEW = "too few points for limits"
    FEWER = f"fewer than {FEWEST} points"
    UNCHARTED = "no process chart for a level on a day or a longest wait"


HELD_BACK = (Note.TOO_LITTLE_VARIATION, Note.TOO_FEW, Note.FEWER, Note.UNCHARTED)
"""The notes that are reasons for having no verdict; the others are on the limits of one that there is."""


POINT_TYPE = {
    Variation.COMMON_CAUSE: PointType.COMMON_CAUSE,
    **dict.fromkeys(IMPROVEMENTS, PointType.IMPROVEMENT),
    **dict.fromkeys(CONCERNS, PointType.CONCERN),
    Variation.NEUTRAL_HIGH: PointType.NEUTRAL_HIGH,
    Variation.NEUTRAL_LOW: PointType.NEUTRAL_LOW,
}


def variation(better: Improvement, label: Label) -> Variation:
    """The verdict of a point with this label."""
    high = label in HIGH
    if label is Label.COMMON_CAUSE:
        return Variation.COMMON_CAUSE
    if better is Improvement.NEUTRAL:
        return Variation.NEUTRAL_HIGH if high else Variation.NEUTRAL_LOW
    if high == (better is Improvement.INCREASE):
        return Variation.IMPROVEMENT_HIGH if high else Variation.IMPROVEMENT_LOW
    return Variation.CONCERN_HIGH if high else Variation.CONCERN_LOW


LABELS = list(Label)
WAYS = list(Improvement)
VARIATIONS = [variation(better, label) for better in WAYS for label in LABELS]
"""The verdict for each way and label: at the way's position times the number of labels, plus the label's."""


def words(choices: Iterable[StrEnum], at: NDArray[np.intp]) -> pd.api.extensions.ExtensionArray:
    """The word at each position, as texts."""
    return pd.array([str(choice) for choice in choices], dtype="str").take(at)


def positions(choices: Iterable[StrEnum], texts: pd.Series) -> NDArray[np.intp]:
    """The position of each text among the choices; -1 for one that is none of them."""
    return pd.Index([str(choice) for choice in choices]).get_indexer(pd.Index(texts))
