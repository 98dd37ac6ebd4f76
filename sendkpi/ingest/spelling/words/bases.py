"""Which span of time words give to figures: their own period, a year to date, a rolling year, a week."""

from __future__ import annotations

import re
from functools import lru_cache

from sendkpi.ingest.spelling.texts import clean, key
from sendkpi.ingest.spelling.words.notes import DENIES, FEWEST_WORDS, is_sentence

_SEVERAL = r"(?:\d+|three|six|nine|twelve)[ -]months?"


_BASIS = re.compile(
    r"\b(cumulative(?:ly)?|cum|year[ -]to[ -]date|ytd|y\.t\.d|running totals?|rolling|r12m?|moving (?:annual|average)"
    rf"|(?:last|previous|past) 12 months|{_SEVERAL} (?:to|ending|ended|average|mean|total)|(?:year|months?) so far"
    r"|issued since|completed since|to date|weekly|fortnightly|daily)\b"
)


_NOTED_BASIS = re.compile(r"\b(cumulative|year[ -]to[ -]date|ytd|running totals?|rolling)\b")


_OF_FIGURES = re.compile(r"\b(figures?|data|numbers?|all|percentages?|values?|totals?|counts?)\b")


def noted_basis(text: str) -> str | None:
    """The words by which a sentence says that figures run on; None where it says so of others, or denies it."""
    words = clean(text).casefold()
    found = _NOTED_BASIS.search(words) if is_sentence(text) or len(words.split()) > FEWEST_WORDS else None
    return found[0] if found and _OF_FIGURES.search(words) and not DENIES.search(words) else None


OWN_PERIOD = re.compile(r"\b(in month|in the month|monthly|month only|(?<!ending )(?<!to )each month)\b")


@lru_cache(maxsize=4096)
def basis_of(text: str) -> str | None:
    """The words by which a heading says that figures cover more than their own period: `cumulative`, `rolling`."""
    words = clean(text).casefold()
    found = None if is_sentence(words) else _BASIS.search(words)
    return found[0] if found and not OWN_PERIOD.search(words) else None


_YES = frozenset(map(key, ("yes", "y", "true", "x")))


_NO = frozenset(map(key, ("no", "n", "false")))


def basis_under(heading: str, text: str) -> str | None:
    """The basis that the cell of a column gives, `YTD`, or `Yes` under `Cumulative?`; None for a month's own."""
    return basis_of(heading) if key(text) in _YES else basis_of(text)


def says_basis(text: str) -> bool:
    """Whether the cell of a column says on which basis figures stand: each month's own, or running on."""
    return bool(
        basis_of(text)
        or key(text) in _YES | _NO
        or OWN_PERIOD.search(clean(text).casefold())
        or key(text) in {"month", "quarter", "year"}
    )


def covers_year(basis: str) -> bool:
    """Whether a basis is a total that runs on, which months can be worked out from; a rolling one is none."""
    return not re.match(
        r"rolling|moving|r12|last|previous|past|\d|three|six|nine|twelve|weekly|fortnightly|daily", basis
    )


_WEEK = re.compile(
    r"\b(?:w/?c|w/?e|wk|week)\b\.?:?\s*(?:commencing|ending|beginning|starting|no\.?|number)?:?\s*\d", re.IGNORECASE
)


_WEEK_COLUMN = re.compile(r"w/?[ce]|week(?: no\.?| number| ending| commencing| beginning| starting)?", re.IGNORECASE)


def names_week(text: str) -> bool:
    """Whether a heading names a week: `w/c 04/04/2022`, `Week 14`, `Week ending 8 April`."""
    words = clean(text)
    return bool(_WEEK.match(words) or _WEEK_COLUMN.fullmatch(words))
