"""Text as people type it: blanks evened out, quoted in a message, compared by what it says."""

from __future__ import annotations

import re
from functools import lru_cache

from sendkpi.texts import visible

INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202d\u2060-\u2064\u2066-\u2069\ufeff]")
"""Signs of no width that copying leaves behind. What turns a line round (U+202E) is none: it shows another figure."""
_IN_NAME = re.compile(r"[^\W_]+(?:[&%+/.'’-]*[^\W_]+)*|[&%+]")
_NOT_A_NAME = re.compile("[^a-z0-9]")
_NUMBERED = re.compile("_x([0-9A-Fa-f]{4})_")
_QUOTED_LENGTH = 40


def clean(value: object) -> str:
    """The text with invisible signs gone and every run of blanks, non-breaking ones too, made one blank."""
    return "" if value is None else " ".join(INVISIBLE.sub("", str(value)).split())


def key(value: object) -> str:
    """The form that spellings of one name share: `EHC P 1`, `ehcp1 ` and `EHCP1` are `ehcp1`.

    Only plain letters and digits count, so the raised digit of a footnote is no part of a name.
    """
    return _key(clean(value))


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return _NOT_A_NAME.sub("", text.casefold())


def plain_name(text: str) -> str:
    """A name by which an answer is remembered: in small letters, without footnotes' signs, one blank between words."""
    return " ".join(_IN_NAME.findall(clean(text).casefold()))


def decoded(text: str) -> str:
    """A cell's text with the signs that a workbook writes as their numbers, such as `_x000D_` for a line break.

    A text that only looks so is written `_x005F_x000D_` by Excel, and comes out as it was typed.
    """
    found = _NUMBERED.sub(lambda sign: chr(int(sign[1], 16)), text)
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")  # two halves are one letter


def quoted(value: object) -> str:
    """A cell's content on one line, as it may be shown and not too long, in quotation marks."""
    text = visible(clean(value))
    return f"“{text if len(text) <= _QUOTED_LENGTH else text[: _QUOTED_LENGTH - 1] + '…'}”"


def number(value: float) -> str:
    """`1,234`, `43.8`: a number for a message, with no more digits than anyone would read."""
    shown = f"{value:,.4f}".rstrip("0").rstrip(".")
    return shown if shown not in {"0", "-0"} or not value else f"{value:.4g}"


def listed(names: tuple[str, ...] | list[str]) -> str:
    """`A; B; C`: semicolons, since a name may hold a comma."""
    return "; ".join(names)
