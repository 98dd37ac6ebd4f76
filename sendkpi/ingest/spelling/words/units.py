"""Which unit words give to figures, in a column of its own, in a title, in a heading or in a note."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from sendkpi.ingest.spelling.texts import clean, key
from sendkpi.ingest.spelling.words.bases import OWN_PERIOD
from sendkpi.ingest.spelling.words.notes import DENIES, is_sentence


class NamedUnit(StrEnum):
    """A unit that words name."""

    PERCENT = "percentages"
    WEEKS = "weeks"
    DAYS = "days"
    MONTHS = "months"
    HOURS = "hours"
    YEARS = "years"
    COUNT = "counts"
    RATE = "rates per so many"


SPELLINGS = {
    NamedUnit.PERCENT: "%|per ?cent(?:age)?s?|pct|proportion|share",
    NamedUnit.WEEKS: "weeks?|wks?",
    NamedUnit.DAYS: "(?:calendar |working |school )?days?",
    NamedUnit.MONTHS: "months?|mn?ths?",
    NamedUnit.HOURS: "hours?|hrs?",
    NamedUnit.YEARS: "years?|yrs?",
    NamedUnit.COUNT: "numbers?|total(?: numbers?)?|counts?|nos?\\.?|#|n|volume|headcount|children|pupils|plans|people",
    NamedUnit.RATE: "(?:rate )?per (?:1,?000|10,?000|100,?000|thousand)(?: .*)?|rate",
}


_UNITS = {unit: re.compile(rf"(?:in |as |measured in |unit:? )?(?:{words})") for unit, words in SPELLINGS.items()}


@lru_cache(maxsize=1024)
def unit_word(text: str) -> NamedUnit | None:
    """The unit that a text names and nothing else, as the cell of a unit column does: `Days`, `Number`, `%`."""
    words = clean(text).casefold().strip("()[] :")
    return next((unit for unit, pattern in _UNITS.items() if pattern.fullmatch(words)), None) if words else None


_AT_END = re.compile(
    r"(?:\(|\[|,|:|\bin|\bas|\s[-–—])\s*(?P<unit>(?:calendar |working |school )?days?|weeks?|wks?|months?|mn?ths?"
    r"|hours?|hrs?|years?|yrs?|%|per ?cent(?:age)?|no\.?|numbers?|counts?"
    r"|(?:rate )?per (?:1,?000|10,?000|100,?000)[^)\]]*)\s*[)\]]?$"
)


_NUMBER_OF = re.compile(
    r"\b(?:number of|average|mean|avg\.?) (?P<unit>(?:calendar |working |school )?(?:days|weeks|months|hours|years))\b"
)


_PEOPLE = re.compile(
    r"\bwaiting list\b(?! time)|^how many (?!days|weeks|wks|months)"
    r"|^(?:children|pupils|young people|people|patients|cyp) (?:still )?(?:waiting|on)\b"
)


_AT_START = re.compile(
    r"^(?P<unit>number|total number|no\.|no(?= of\b)|#|count|volume|total(?! %)|%|per ?cent(?:age)?|proportion|share"
    r"|rate per [\d,]+)\s*(?:of\b|\s)"
)


_WAITED = re.compile(
    r"\b(?P<unit>days|months|hours) (?:waited|waiting|to wait)\b"
    r"|\bwait(?:s|ing)?(?: times?)? in (?P<unit2>days|months|hours)\b"
)


@lru_cache(maxsize=4096)
def unit_in(text: str) -> NamedUnit | None:
    """The unit that a title or a heading gives its figures, at its end or its beginning; None where it gives none.

    `EHC plans issued within 20 weeks` gives none, `Average wait (days)` and `Number of plans` do.
    """
    words = clean(text).casefold()
    if is_sentence(words) or OWN_PERIOD.search(words):
        return None
    if _PEOPLE.search(words) and (words.startswith("how many") or not _WAITED_FOR.search(words)):
        return NamedUnit.COUNT
    found = _AT_END.search(words) or _WAITED.search(words) or _NUMBER_OF.search(words) or _AT_START.search(words)
    if not found:
        return None
    groups = found.groupdict()
    return unit_word(groups.get("unit") or groups.get("unit2") or "")


_WAITED_FOR = re.compile(r"\b(?:average|mean|median|longest|weeks|wks|days|months|%|per ?cent|share|proportion)")


_NOTED_UNIT = re.compile(r"\b(?:in|as) (?P<unit>(?:calendar |working |school )?days|months|hours)\s*(?:[.;,)]|$)")


_NOT_DAYS = re.compile(rf"{DENIES.pattern}|\b(?:in|as) weeks\b")


_OF_WAITS = re.compile(r"\b(?:wait(?:s|ing)?|times?)\b")


def noted_unit(text: str) -> NamedUnit | None:
    """The unit that a note gives to waits: `Waits are shown in days.`; None for a note of other things."""
    words = clean(text).casefold()
    found = _NOTED_UNIT.search(words) if _OF_WAITS.search(words) and not _NOT_DAYS.search(words) else None
    return unit_word(found["unit"]) if found else None


_OVER_ROWS = frozenset(map(key, ("numbers", "number", "counts", "percentages", "days", "volumes")))


def section_unit(text: str) -> NamedUnit | None:
    """The unit that a heading between rows gives to those below it: `Waits (days)`, `Numbers`."""
    if key(text) in _OVER_ROWS:
        return unit_word(text)
    return None if clean(text).casefold().startswith("total") else unit_in(text)


_UNIT_BEHIND = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]+)[)\]]$")


def without_unit(text: str) -> str:
    """A heading without the unit in brackets behind it: `Value` of `Value (days)`."""
    found = _UNIT_BEHIND.search(text)
    return text[: found.start()] if found and found.start() and unit_word(found["unit"]) else text


_UNIT_HEADINGS = frozenset(
    map(
        key, ("unit", "units", "unit of measure", "unit of measurement", "uom", "measured in", "measure type", "format")
    )
)


def heads_units(text: str) -> bool:
    """Whether a heading says that units stand under it, or behind it."""
    return key(text) in _UNIT_HEADINGS
