"""What a title beside a measure's reference says of its definition: other weeks, other ages, the contrary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sendkpi.ingest.spelling.texts import clean
from sendkpi.plan.choices import Better

if TYPE_CHECKING:
    from sendkpi.plan.records import Measure

_WEEKS = re.compile(r"\b(\d{1,3})[ -]?(?:weeks?|wks?)\b")
_CONTRARY = re.compile(
    r"\bnot (?:issued|completed|finished|met|made|sent|within|in|on|being|meeting|compliant)\b"
    r"|(?<!not )\b(?:late|overdue|longer than|more than|outside|beyond|missed"
    r"|exceed(?:s|ed|ing)?|breach(?:es|ed|ing)?)\b"
)
_COMPARED = re.compile(r"\b(?:change|difference|variance|gap|rank(?:ing)?|quartile|decile)\b")
_AGES = re.compile(r"\b(?:ages?d? )?(\d{1,2}) ?(?:-|–|to) ?(\d{1,2})\b")
_UNDER = re.compile(r"\bunder[ -](\d{1,2})s?\b")
_ADULTS = re.compile(r"\badults?\b")
_CONDITIONS = {"adhd": re.compile(r"\badhd\b"), "autism": re.compile(r"\b(?:autism|autistic|asd|asc)\b")}


def other_definition(measure: Measure, title: str) -> str:
    """The words of a title that contradict a measure's own title and definition; "" where none do."""
    words = clean(title).casefold()
    own = clean(f"{measure.title} {measure.definition}").casefold()
    return (
        _other_weeks(words, own)
        or _compared(words, own)
        or _contrary(measure, words, own)
        or _other_ages(words, own)
        or _other_condition(words, own)
    )


def _other_weeks(words: str, own: str) -> str:
    named, ours = _WEEKS.search(words), set(_WEEKS.findall(own))
    return named[0] if named and ours and not ours & set(_WEEKS.findall(words)) else ""


def _compared(words: str, own: str) -> str:
    """What is held against something else, and is no figure of its own."""
    found = _COMPARED.search(words)
    return found[0] if found and found[0] not in own else ""


def _contrary(measure: Measure, words: str, own: str) -> str:
    found = _CONTRARY.search(words)
    return found[0] if found and measure.better is Better.HIGHER and not _CONTRARY.search(own) else ""


def _other_ages(words: str, own: str) -> str:
    """Ages that are not the measure's, give or take a year: 0 to 17 is under 18."""
    ours, named = _ages(own), _ages(words)
    if named and ours and not any(abs(low - at) <= 1 and abs(high - to) <= 1 for low, high in ours for at, to in named):
        return f"{named[0][0]} to {named[0][1]}"
    return "adults" if _ADULTS.search(words) and ours and not _ADULTS.search(own) else ""


def _ages(words: str) -> list[tuple[int, int]]:
    between = [(int(low), int(high)) for low, high in _AGES.findall(words)]
    return [*between, *((0, int(high)) for high in _UNDER.findall(words))]


def _other_condition(words: str, own: str) -> str:
    named = [name for name, pattern in _CONDITIONS.items() if pattern.search(words)]
    ours = [name for name, pattern in _CONDITIONS.items() if pattern.search(own)]
    return named[0] if named and ours and not set(named) & set(ours) else ""
