"""Symbols in place of a figure: the shorthand itself, and what people write where a number is too small to show.

A suppressed number is never asked for again: `<5`, `1-4`, `fewer than 5` and `suppressed` are confidential, `c`.
(Government Analysis Function, symbols in tables; NHS England suppresses below 5 to 10, DfE below 3 to 10.)
"""

from __future__ import annotations

import re
from functools import lru_cache

from sendkpi.values import Symbol

_BRACKETED = re.compile(r"\[(.*)\]|\((.*)\)")
_BY_WORD = {symbol.value: symbol for symbol in Symbol} | {
    "supp": Symbol.CONFIDENTIAL,
    "redacted": Symbol.CONFIDENTIAL,
    "withheld": Symbol.CONFIDENTIAL,
    "disclosive": Symbol.CONFIDENTIAL,
    "confidential": Symbol.CONFIDENTIAL,
    "small number": Symbol.CONFIDENTIAL,
    "small numbers": Symbol.CONFIDENTIAL,
    "low number": Symbol.CONFIDENTIAL,
    "low numbers": Symbol.CONFIDENTIAL,
    "not available": Symbol.NOT_AVAILABLE,
    "not applicable": Symbol.NOT_APPLICABLE,
}
_SUPPRESSED = ("suppr", "supress")
"""How a text begins that says so, however it is spelt and whatever follows: `suppressed (small numbers)`."""
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11}
_COUNTED = r"(?: +(?:children|child|cases?|people|pupils?|plans?|young people|cyp|patients?))?[*†]?"
_SIZE = rf"(?P<size>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})"
_BELOW = re.compile(rf"(?:<|＜|under|below|less +than|lt) *{_SIZE}[*†]?")
_FEWER = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:<|＜|fewer +than|less +than|under|below|<=|≤|=<|up +to) *{_SIZE}{_COUNTED}",
        rf"{_SIZE} +or +(?:fewer|less){_COUNTED}",
    )
)
_RANGE = re.compile(r"(?P<from>[0-9]) *(?:-|‐|‑|–|—|−|to) *(?P<to>[0-9]{1,2})[*†]?")
_LOW = re.compile(r"(?:<|＜|under|below|less +than) *(?:0?\.[0-9]+ *(?:%|per ?cent)?|[1-5] *(?:%|per ?cent)|1)")
_SMALL = 20
"""The largest number below which figures are suppressed anywhere; beyond it such words are of something else."""
_MOST = 10
"""The end of the largest range of small numbers."""


@lru_cache(maxsize=4096)
def symbol_in(text: str) -> Symbol | None:
    """The symbol that a whole cell's text is; None for any other text."""
    plain = _inside(text.casefold())
    if found := _BY_WORD.get(plain.rstrip(".")):
        return found
    if plain.startswith(_SUPPRESSED):
        return Symbol.CONFIDENTIAL
    if _LOW.fullmatch(plain):
        return Symbol.LOW
    return Symbol.CONFIDENTIAL if _is_small(plain) else None


def is_plain(text: str) -> bool:
    """Whether a text is the shorthand itself, `c` or `[c]`, and not a number too small to show."""
    return _inside(text.casefold()) in set(Symbol)


def may_be_low(text: str) -> bool:
    """Whether a text that is confidential for a count, `<5`, may be a low percentage where one is asked for."""
    found = _BELOW.fullmatch(_inside(text.casefold()))
    return found is not None and symbol_in(text) is Symbol.CONFIDENTIAL


def _inside(text: str) -> str:
    found = _BRACKETED.fullmatch(text)
    return (found[1] or found[2] or "").strip() if found else text


def _is_small(text: str) -> bool:
    if found := next((found for pattern in _FEWER if (found := pattern.fullmatch(text))), None):
        return (_NUMBERS.get(found["size"]) or int(found["size"])) <= _SMALL
    if found := _RANGE.fullmatch(text):
        return int(found["from"]) < int(found["to"]) <= _MOST
    return False
