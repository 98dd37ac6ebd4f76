"""Which statistic words say that a figure is: an average, a median, the longest."""

from __future__ import annotations

import re
from enum import StrEnum

from sendkpi.ingest.spelling.texts import clean
from sendkpi.ingest.spelling.words.notes import is_sentence


class Statistic(StrEnum):
    """What a wait's figure is of all waits."""

    MEAN = "the average"
    MEDIAN = "the median"
    LONGEST = "the longest"
    SHORTEST = "the shortest"
    PERCENTILE = "a percentile"


_STATISTICS = {
    Statistic.PERCENTILE: re.compile(r"\b(?:\d\d(?:st|nd|rd|th)? ?(?:per)?centile|p9\d|\d\d(?:st|nd|rd|th) pct)\b"),
    Statistic.MEDIAN: re.compile(r"\bmedian\b"),
    Statistic.LONGEST: re.compile(r"\b(longest|maximum|max)\b"),
    Statistic.SHORTEST: re.compile(r"\b(shortest|minimum|min)\b"),
    Statistic.MEAN: re.compile(r"\b(average|mean|avg)\b"),
}


def statistic_in(text: str) -> Statistic | None:
    """The statistic that a title names; None where it names none, or several."""
    words = clean(text).casefold()
    found = [one for one, pattern in _STATISTICS.items() if pattern.search(words)]
    return found[0] if len(found) == 1 else None


def odd_statistic(text: str) -> Statistic | None:
    """The statistic that a heading over figures names, where no measure's may be meant: neither average nor longest."""
    found = None if is_sentence(text) else statistic_in(text)
    return None if found in {Statistic.MEAN, Statistic.LONGEST} else found
