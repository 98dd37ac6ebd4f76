"""Words and looks of judgements in papers: the same shapes, words and colours as on the pages."""

from __future__ import annotations

from sendkpi.analysis import Rating, wording
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.charts import colour
from sendkpi.report.content import Cell, Look

_LOOKS = {
    colour.RATINGS[Rating.BLUE]: Look.BLUE,
    colour.RATINGS[Rating.GREEN]: Look.GREEN,
    colour.RATINGS[Rating.AMBER]: Look.AMBER,
    colour.RATINGS[Rating.RED]: Look.RED,
    colour.RATINGS[Rating.NOT_REPORTED]: Look.GREY,
}
COLOURS = {look: found for found, look in _LOOKS.items()}
"""The ink and the tint of each look."""


def rating_cell(rating: str) -> Cell:
    """`■ Off track`."""
    found = Rating(rating)
    return _cell(colour.RATINGS[found], wording.RATING_WORDS[found].word)


def brag_cell(brag: str) -> Cell:
    """`■ Overdue`."""
    found = DeliveryRating(brag)
    return _cell(colour.BRAGS[found], DELIVERY_RATING_WORDS[found].word)


def _cell(look: colour.RatingLook, word: str) -> Cell:
    return Cell(f"{look.shape} {word}", _LOOKS[look])
