"""The two verdicts of a process chart as pictures the size of a word, of our own drawing, with the NHS's meaning.

Has it changed: a ring with points that go up and down, or the letter H or L with points that leave upwards or
downwards. Will it hit its target: P above the target's line, F below it, ? on it. Blue is for the better, orange
for the worse, purple for neither, grey for neither way. What is worse is filled, so that nothing rests on colour.
Drawn on 24 by 24 and to be read at 20 pixels.
"""

from __future__ import annotations

from html import escape

from sendkpi.analysis.spc.labels import Assurance, Variation
from sendkpi.charts import colour

SIDE = 24
"""The side of the square that a picture is drawn on, and its size in pixels where nothing else is said."""

_HIGH = ("M6.5 9.5V17M11.7 9.5V17M6.5 13.2H11.7", ((14.8, 9.8), (17.8, 7.3)))
_LOW = ("M7.2 7V14.5H11.6", ((14.8, 14.2), (17.8, 16.8)))
_AS_USUAL = ((5.8, 13.6), (9.9, 10.2), (14.1, 13.8), (18.2, 10.4))
_LETTERS = {
    Assurance.PASS: ("M9.6 13.8V5.4H12.3A2.5 2.5 0 0 1 12.3 10.4H9.6", "M5 17.3H19"),
    Assurance.FAIL: ("M9.8 18.6V10.2H14.6M9.8 14.2H13.8", "M5 6.8H19"),
    Assurance.INCONSISTENT: ("M9.3 8.3A2.8 2.8 0 1 1 12 11.4V13.4M12 16.7V16.8", "M3.6 12H7.4M16.6 12H20.4"),
}
"""The letter of each verdict on the target, and the target's line."""


def variation_drawing(variation: str, alternative: str, side: int = SIDE) -> str:
    """Has it changed, as SVG named `alternative`, `side` pixels wide and high; a quiet dash for "", no verdict."""
    if not variation:
        return _whole(_none(), alternative, side)
    found = Variation(variation)
    ink, ground = _inks(colour.VARIATIONS[found])
    if found is Variation.COMMON_CAUSE:
        inside = _line("M" + "L".join(f"{x} {y}" for x, y in _AS_USUAL), ink, 1.1) + _dots(_AS_USUAL, ink)
    else:
        letter, points = _HIGH if found.endswith("high") else _LOW
        inside = _line(letter, ink, 2.2) + _dots(points, ink)
    return _whole(_ring(colour.VARIATIONS[found], ground) + inside, alternative, side)


def assurance_drawing(assurance: str, alternative: str, side: int = SIDE) -> str:
    """Will it hit its target, as SVG named `alternative`; a quiet dash for "", no verdict."""
    if not assurance:
        return _whole(_none(), alternative, side)
    found = Assurance(assurance)
    ink, ground = _inks(colour.ASSURANCES[found])
    letter, target = _LETTERS[found]
    inside = (
        _line(letter, ink, 2.2) + f'<path d="{target}" stroke="{ink}" stroke-width="1.8" stroke-dasharray="2.2 1.6"/>'
    )
    return _whole(_ring(colour.ASSURANCES[found], ground) + inside, alternative, side)


def _inks(own: str) -> tuple[str, str]:
    """The colours of what stands in the ring, and of its ground."""
    return (colour.GROUND, own) if own == colour.CONCERN else (own, colour.GROUND)


def _whole(inside: str, alternative: str, side: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alternative)}" '
        f'width="{side}" height="{side}" viewBox="0 0 {SIDE} {SIDE}">{inside}</svg>'
    )


def _none() -> str:
    return _line("M8 12H16", colour.COMMON_CAUSE, 1.6)


def _ring(ink: str, ground: str) -> str:
    return f'<circle cx="12" cy="12" r="10.7" fill="{ground}" stroke="{ink}" stroke-width="2"/>'


def _line(path: str, ink: str, width: float) -> str:
    look = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" stroke="{ink}" stroke-width="{width}" {look}/>'


def _dots(places: tuple[tuple[float, float], ...], ink: str) -> str:
    return "".join(f'<circle cx="{x}" cy="{y}" r="1.7" fill="{ink}"/>' for x, y in places)
