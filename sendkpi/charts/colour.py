"""Every colour and shape of charts and pages, by what it means.

Lines are of the Government Analysis Function's palette, which colour-blind readers can tell apart. A rating
is a word and a shape on a tint, so that nothing rests on colour; words reach 4.5:1 on their tint.
"""

from __future__ import annotations

from dataclasses import dataclass

from sendkpi.analysis import Rating
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.spc.labels import CONCERNS, IMPROVEMENTS, NEUTRALS, Assurance, Variation

TEXT = "#0b0c0c"
QUIET_TEXT = "#505a5f"
ACCENT = "#1d5a9e"
GROUND = "#ffffff"
HAIRLINE = "#b1b4b6"
GRID = "#e8eaec"
CHOSEN = "#e7eff8"
"""The ground of what a person has picked out."""

ACTUAL = "#12436D"
ALL_COUNTED = "#c3d3e2"
"""A denominator, behind the part of it that is ACTUAL."""
TRAJECTORY = "#3D3D3D"
TARGET = "#3D3D3D"
BENCHMARK = "#A285D1"
BENCHMARK_TEXT = "#5b3f8f"
"""Words beside the benchmark line: the line's own colour is too pale to read."""
SERIES = (ACTUAL, "#F46A25", "#28A197", "#801650")
"""Series beside each other, in the palette's order."""

COMMON_CAUSE = "#6f777b"
"""A figure that goes up and down as it usually does."""
IMPROVEMENT = "#1d70b8"
CONCERN = "#c85208"
"""The NHS's orange, darker, so that words in it or on it reach 4.5:1."""
NEUTRAL = "#6b3fa0"
"""A change where neither way is better."""

VARIATIONS = {
    Variation.COMMON_CAUSE: COMMON_CAUSE,
    **dict.fromkeys(IMPROVEMENTS, IMPROVEMENT),
    **dict.fromkeys(CONCERNS, CONCERN),
    **dict.fromkeys(NEUTRALS, NEUTRAL),
}
ASSURANCES = {Assurance.PASS: IMPROVEMENT, Assurance.FAIL: CONCERN, Assurance.INCONSISTENT: COMMON_CAUSE}
"""The colours in which readers of NHS process charts know the verdicts."""


@dataclass(frozen=True)
class RatingLook:
    """The look of a rating: a shape, the colour of its words, and the tint behind them."""

    shape: str
    ink: str
    tint: str


_BLUE = RatingLook("●", ACCENT, "#e7eff8")
_GREEN = RatingLook("▲", "#00703c", "#e3f1e8")
_AMBER = RatingLook("◆", "#7a4a00", "#fdf0d3")
_RED = RatingLook("■", "#aa2a16", "#fbe8e4")
_GREY = RatingLook("○", QUIET_TEXT, "#f0f2f3")

RATINGS = {
    **dict.fromkeys(Rating, _GREY),
    Rating.BLUE: _BLUE,
    Rating.GREEN: _GREEN,
    Rating.AMBER: _AMBER,
    Rating.RED: _RED,
}
"""The look of each rating: the four judgements by colour, every reason for having none in grey."""

BRAGS = {
    **dict.fromkeys(DeliveryRating, _GREY),
    DeliveryRating.COMPLETE: _BLUE,
    DeliveryRating.ON_TRACK: _GREEN,
    DeliveryRating.AT_RISK: _AMBER,
    DeliveryRating.DEFERRED: _AMBER,
    DeliveryRating.OVERDUE: _RED,
}
"""The look of how delivery is judged: the same shapes and colours, so that nobody has to learn others."""
