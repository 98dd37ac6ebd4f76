"""Marks beside a figure: taken off it, and kept as words where they say something of it.

`45% [note 1]`, `46 (n=12)`, `45.0 (p)` and `45%*` are 45, 46, 45 and 45 with a comment. Arrows and ratings in colours
are worked out anew here, so they are dropped. A mark that may change what the figure is (`(f)`, a forecast) is none.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ARROWS = "▲▼△▽▴▾▵▿↑↓→←↔↕↗↘↖↙⇧⇩⇨⇦⇑⇓⇒⇔⬆⬇➡⬅⬈⬊⮝⮟►◄▶◀▸◂"
_LIGHTS = "●○◉◯■□◆◇⬤🔴🟠🟡🟢🔵⚪⚫🟥🟧🟨🟩🟦"
_DROPPED = re.compile(
    rf"^(?:[{_ARROWS}{_LIGHTS}\uFE0F] *)+|(?: *[{_ARROWS}{_LIGHTS}\uFE0F])+$"
    rf"| *[(\[] *[{_ARROWS}{_LIGHTS}\uFE0F]+ *[)\]]$"
)
_RATING = r"(?:[RAGB]|[RAG]/?[RAG]|(?i:red|amber|green|blue|yellow)(?:[/-](?i:red|amber|green))?)"
_RATED = re.compile(rf" *[(\[] *(?:RAG:? *)?{_RATING} *[)\]]$|(?: *[-–,;/:])? *(?<![A-Za-z])(?:RAG:? *)?{_RATING}$")
"""Red, amber, green in letters or words: capitals, since a small r is a revision's."""

_WORDS = {"p": "provisional", "r": "revised", "e": "estimated"}
_RAISED = {**dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)), "ᵖ": "p", "ʳ": "r", "ᵉ": "e", "ᵃ": "a", "ᵇ": "b"}
_NOTES = re.compile(
    r" *(?P<whole>[(\[] *(?:"
    r"(?P<letter>[pre])"
    r"|(?:see +)?(?:foot)?notes? *[0-9a-z]{1,2}(?: *(?:,|and|&) *(?:notes? *)?[0-9a-z]{1,2})*"
    r"|[nN] *= *[0-9,]{1,9}|base *[:=]? *[0-9,]{1,9}"
    r"|prov(?:isional)?\.?|rev(?:ised)?\.?|est(?:imated?)?\.?|unvalidated|validated"
    r") *[)\]]"
    r"|\[ *[0-9]{1,2} *\]|\[ *[abd] *\]"
    r"|(?<=[0-9% ])(?:prov(?:isional)?|rev(?:ised)?|est(?:imated)?)\.?"
    r"|(?<=[0-9% ])(?P<bare>[pre])"
    r"|[,;]? *[nN] *= *[0-9,]{1,9}"
    r"|[*†‡§¶^#]{1,3}"
    rf"|[{''.join(_RAISED)}]{{1,3}}(?:[,;] ?[{''.join(_RAISED)}]{{1,2}})*)$"
)
_RAISED_DIGIT = re.compile("[0-9][⁰¹²³⁴⁵⁶⁷⁸⁹]")
_LONGEST = 100


@lru_cache(maxsize=4096)
def without_marks(text: str) -> tuple[str, str]:
    """A figure's text without the marks around it, and what they say; "" where they say nothing.

    Nothing is taken off where no digit would be left: `(r)` alone is no figure.
    """
    if len(text) > _LONGEST:
        return text, ""
    bare, comments = text, list[str]()
    while True:
        shorter, comment = _off(bare)
        if shorter == bare or not any("0" <= sign <= "9" for sign in shorter):
            return bare, "; ".join(reversed(comments))
        bare = shorter
        comments += [comment] if comment else []


def _off(text: str) -> tuple[str, str]:
    """The text without one mark, and what that says."""
    for pattern in (_DROPPED, _RATED):
        shorter = pattern.sub("", text, count=1)
        if shorter != text:
            return shorter.strip(), ""
    found = _NOTES.search(text)
    return (text[: found.start()].rstrip(), _comment(found)) if found else (text, "")


def _comment(found: re.Match[str]) -> str:
    written = found["whole"].strip(" ,;")
    if written[0] in _RAISED:
        return raised_note("".join(_RAISED.get(sign, sign) for sign in written))
    letter = found["letter"] or found["bare"]
    return f"{_WORDS[letter]} ({letter})" if letter else written


def raised_note(raised: str) -> str:
    """What a raised sign says: `note 2`, `provisional (p)`."""
    return f"{_WORDS[raised]} ({raised})" if raised in _WORDS else f"note {raised}"


def ends_raised(text: str) -> bool:
    """Whether a raised digit stands right behind a figure's last one, which another program shows as one more digit."""
    return _RAISED_DIGIT.search(text) is not None


def has_arrow(text: str) -> bool:
    """Whether an arrow stands beside it, so that a sign before the number tells of a change."""
    return any(sign in _ARROWS for sign in text)
