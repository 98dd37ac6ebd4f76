from __future__ import annotations

import pytest

from sendkpi.analysis import Rating
from sendkpi.charts import colour


def luminance(ink: str) -> float:
    """Relative luminance by WCAG 2."""
    shares = [int(ink[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("rating", Rating)
def test_a_rating_can_be_read_on_its_tint(rating: Rating):
    assert contrast(colour.RATINGS[rating].ink, colour.RATINGS[rating].tint) >= 4.5


@pytest.mark.parametrize(
    "ink",
    [
        colour.TEXT,
        colour.QUIET_TEXT,
        colour.ACCENT,
        colour.ACTUAL,
        colour.TRAJECTORY,
        colour.BENCHMARK_TEXT,
        colour.COMMON_CAUSE,
        colour.IMPROVEMENT,
        colour.CONCERN,
        colour.NEUTRAL,
    ],
)
def test_words_can_be_read_on_the_page(ink: str):
    assert contrast(ink, colour.GROUND) >= 4.5


def test_judgements_differ_in_shape_and_not_only_in_colour():
    judgements = (Rating.BLUE, Rating.GREEN, Rating.AMBER, Rating.RED, Rating.NOT_REPORTED)
    assert len({colour.RATINGS[rating].shape for rating in judgements}) == len(judgements)
