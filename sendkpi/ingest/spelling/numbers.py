"""A number as people type it, in its unit: `1,234`, `43.8%`, `61w 3d`, `37½`, `16 of 20`, `80% (16/20)`.

What could be two numbers, or one of two, is none: a comma before one or two digits is a decimal one, before three it
parts thousands, and a plain blank parts them only where nobody would take the parts for two figures.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sendkpi.ingest.spelling.marks import has_arrow, without_marks
from sendkpi.ingest.spelling.texts import INVISIBLE, clean
from sendkpi.ingest.spelling.words.units import SPELLINGS, NamedUnit
from sendkpi.values import Symbol

PERCENT_SIGN = "%"
WEEKS, DAYS, MONTHS, YEARS, HOURS, RATE = "weeks", "days", "months", "years", "hours", "per 1,000"
SHARE = "share"
"""The unit of a part of a whole that is written with both: `16/20`."""
DAYS_A_WEEK = 7

_NARROW_BLANK = re.compile("(?<=[0-9])[\u00a0\u2007\u2008\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_PLAIN_BLANK = re.compile(r"(?<![0-9.,/])(?<![0-9] )[1-9][0-9]?(?: [0-9]{3})+(?![0-9,.]*[0-9]| [0-9])")
_UNITS = (
    (PERCENT_SIGN, r"%|per ?cent|pct"),
    (WEEKS, rf"{SPELLINGS[NamedUnit.WEEKS]}|w"),
    (DAYS, rf"{SPELLINGS[NamedUnit.DAYS]}|d"),
    (MONTHS, SPELLINGS[NamedUnit.MONTHS]),
    (YEARS, SPELLINGS[NamedUnit.YEARS]),
    (HOURS, rf"{SPELLINGS[NamedUnit.HOURS]}|minutes?|mins?"),
    (RATE, r"(?:per|/) ?(?:1,?0{3}|10,?0{3}|100,?0{3}|thousand)"),
)
_UNIT = "|".join(f"(?P<unit{at}>{pattern})" for at, (_, pattern) in enumerate(_UNITS))
_COUNT = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+"
_NUMBER = re.compile(
    rf"(?P<sign>[+-])?(?:(?P<whole>{_COUNT})?(?:\.(?P<places>[0-9]+))?|(?P<left>[0-9]+),(?P<right>[0-9]{{1,2}})"
    rf"|(?P<integer>[0-9]+)(?: ?(?P<vulgar>[½¼¾])| (?P<fraction>1/2|1/4|3/4))) ?(?:{_UNIT})?",
    re.IGNORECASE,
)
_WEEKS_AND_DAYS = re.compile(
    r"(?P<weeks>[0-9]{1,4}) ?(?:weeks?|wks?|w),? ?(?:and |& ?)?(?P<days>[0-6]) ?(?:days?|d)", re.IGNORECASE
)
_SHARE = rf"(?P<top>{_COUNT})(?: ?/ ?| of | out of )(?P<bottom>{_COUNT})"
_PERCENT = r"(?P<percent>[0-9]{1,3}(?:[.,][0-9]+)?) ?(?:%|per ?cent)"
_SHARES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _SHARE,
        rf"{_PERCENT}(?: ?[,;:=–-] ?| )?[(\[]? ?(?:n ?= ?)?{_SHARE} ?[)\]]?",
        rf"{_SHARE}(?: ?[,;:=–-] ?| )?[(\[]? ?{_PERCENT} ?[)\]]?",
    )
)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
_LONGEST_NUMBER = 30  # characters; no figure of a plan needs more
_UNRELIABLE = re.compile(r" *(?:\[u\]|\(u\))$", re.IGNORECASE)


class Written(NamedTuple):
    """A number as written: `value` in its `unit`, `half` half a unit of its last digit.

    `note` is what the marks beside it say. `counts` are numerator and denominator where both are written: then the
    unit is SHARE where no percentage stands beside them, and `value` what they give. `symbol` stands beside it.
    """

    value: float
    half: float
    unit: str = ""
    note: str = ""
    counts: tuple[float, float] | None = None
    symbol: Symbol | None = None


@lru_cache(maxsize=4096)
def read_written(written: str) -> Written | None:
    """A text as the number that it surely is, with the marks beside it; None for any other text."""
    text = INVISIBLE.sub("", written)
    text = _PLAIN_BLANK.sub(lambda found: found[0].replace(" ", ","), _NARROW_BLANK.sub(",", text))
    text, count = _UNRELIABLE.subn("", clean(text).removeprefix("'").strip())
    bare, note = without_marks(text)
    found = _share(bare) or _weeks_and_days(bare) or _number(bare)
    if found is None or (has_arrow(text) and bare[:1] in {"+", "-", "−", "("}):
        return None
    return found._replace(note=note, symbol=Symbol.UNRELIABLE if count else None)


def _share(text: str) -> Written | None:
    for pattern in _SHARES if len(text) <= 2 * _LONGEST_NUMBER else ():
        if found := pattern.fullmatch(text):
            top, bottom = (float(found[name].replace(",", "")) for name in ("top", "bottom"))
            percent = found.groupdict().get("percent")
            if percent:
                plain = percent.replace(",", ".")
                return Written(float(plain), _half(plain.partition(".")[2]), PERCENT_SIGN, counts=(top, bottom))
            return Written(100 * top / bottom if bottom else 0.0, 0.0, SHARE, counts=(top, bottom))
    return None


def _weeks_and_days(text: str) -> Written | None:
    found = _WEEKS_AND_DAYS.fullmatch(text)
    if found is None:
        return None
    return Written(int(found["weeks"]) + int(found["days"]) / DAYS_A_WEEK, 0.5 / DAYS_A_WEEK, WEEKS)


def _number(text: str) -> Written | None:
    text = text.replace("−", "-")
    bracketed = text.startswith("(") and text.endswith(")")
    found = _NUMBER.fullmatch(text[1:-1].strip() if bracketed else text)
    if found is None or len(text) > _LONGEST_NUMBER or (bracketed and found["sign"]):
        return None
    size, half = _size(found)
    if size is None:
        return None
    negative = bracketed or found["sign"] == "-"
    return Written((-size if negative else size) + 0.0, half, _unit(found))


def _size(found: re.Match[str]) -> tuple[float | None, float]:
    """A number without its sign, and half a unit of its last digit; None where there is no digit."""
    if found["integer"]:
        part = _FRACTIONS[found["vulgar"] or found["fraction"]]
        return int(found["integer"]) + part, 0.25 if part == 0.5 else 0.125  # noqa: PLR2004 - a half
    whole, places = (found["left"], found["right"]) if found["left"] else (found["whole"], found["places"])
    if not (whole or places):
        return None, 0.0
    return float(f"{(whole or '0').replace(',', '')}.{places or '0'}"), _half(places or "")


def _half(places: str) -> float:
    return 0.5 * 10.0 ** -len(places)


def _unit(found: re.Match[str]) -> str:
    return next((unit for at, (unit, _) in enumerate(_UNITS) if found[f"unit{at}"]), "")
