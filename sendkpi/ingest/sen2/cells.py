"""A cell of the SEN2 file: read as published, or refused; never as a different figure."""

from __future__ import annotations

import re

from sendkpi.errors import RefusedError
from sendkpi.ingest.spelling.texts import clean, key, number, quoted
from sendkpi.published import Level
from sendkpi.values import YEARS, Symbol

LEVELS = {"localauthority": Level.AREA, "region": Level.REGION, "regional": Level.REGION, "national": Level.COUNTRY}

CLOSE = 1.0
"""Points that a share may differ from its own plans: more is no rounding, but another column or a fraction of 1."""

_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
_FULL = 100


def read_year(text: str) -> int | None:
    """A calendar year; None for any other period, such as 202324."""
    found = _YEAR.fullmatch(clean(text))
    return int(found[0]) if found and int(found[0]) in YEARS else None


def read_level(text: str) -> Level:
    """The level of a row's area: an authority, a region, England.

    Raises RefusedError.
    """
    level = LEVELS.get(key(text))
    if level is None:
        raise RefusedError(f"{quoted(text)} is not a known level of area.")
    return level


def read_count(text: str) -> float | None:
    """A number of plans; None where it was not published."""
    value, _ = _read(text)
    return value


def read_share(text: str, top: float | None, bottom: float | None) -> tuple[float | None, Symbol | str]:
    """A percentage 0-100 and "", or None and the symbol that says why it is missing; a blank is not available.

    Raises RefusedError where it is no percentage, or not the one that its plans make.
    """
    value, symbol = _read(text.strip().removesuffix("%"))
    if value is None:
        return None, symbol
    if value > _FULL:
        raise RefusedError(f"{number(value)} is above 100: it is no percentage.")
    if top is not None and bottom is not None:
        if top > bottom:
            raise RefusedError(f"{number(top)} plans in time are more than the {number(bottom)} issued.")
        if bottom and abs(value - _FULL * top / bottom) > CLOSE:
            raise RefusedError(f"{number(value)} is not the percentage that {number(top)} of {number(bottom)} makes.")
    return value, ""


def _read(text: str) -> tuple[float | None, Symbol | str]:
    """A number and "", or None and its symbol.

    Raises RefusedError for anything else: a bare dash means different things in different publications.
    """
    cleaned = clean(text)
    if not cleaned:
        return None, Symbol.NOT_AVAILABLE
    if _NUMBER.fullmatch(cleaned):
        return float(cleaned.replace(",", "")), ""
    try:
        return None, Symbol(cleaned.casefold())
    except ValueError:
        legal = ", ".join(Symbol)
        raise RefusedError(f"{quoted(cleaned)} is neither a number nor one of the symbols {legal}.") from None
