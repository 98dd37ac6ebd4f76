"""Text that people typed or pasted, made safe to keep and to show: one door in, one door out.

A NUL and half a letter (an unpaired surrogate) cannot be kept by every database, so they are refused. Controls and
signs that turn the direction of a line (Unicode's C0, C1 and Bidi_Control, and its separators of lines) are shown as
marks, such as ⟨U+001B⟩: a terminal would obey them, and a reader would see another text than was written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from sendkpi.errors import RefusedError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)

LONGEST_NAME = 100
"""How many characters the name of a person, a layout or a release may have."""
LONGEST_BODY = 200
"""How many characters the name of a body may have: two boards may agree something together."""
LONGEST_FILENAME = 255
"""How many characters the name of a file may have, as on most computers."""
LONGEST_NOTE = 1_000
"""How many characters a reason or a note may have."""
LONGEST_WORDS = 2_000
"""How many characters an answer, a definition or the commentary on a figure may have."""
LONGEST_PAPER_WORDS = 5_000
"""How many characters an officer's own part of a paper may have: two pages."""
LONGEST_TEXT = 32_767
"""How many characters any text may have: a workbook's cell, in which all of them are exported, holds no more."""

_LINE_END = re.compile(r"\r\n?")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029"  # directions, separators of lines
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # what is no letter, and no XML holds
)
"""What is shown as a mark. A tab and a line feed are none: they are blanks that people mean."""
_UNKEPT = re.compile(r"[\x00\ud800-\udfff]")
_AROUND = re.compile(r"\A[\s\u00ad\u200b-\u200d\u2060-\u2064\ufeff]+|[\s\u00ad\u200b-\u200d\u2060-\u2064\ufeff]+\Z")
"""Blanks and signs of no width at either end, which say nothing there."""
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs of which nothing is seen, beside those whose category says so."""
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x180B, 0x1810))


def visible(text: str) -> str:
    """The text as it may be shown anywhere: controls as marks, each line end a line feed. Twice is as once."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", _LINE_END.sub("\n", text))


def escape_unseen(text: str) -> str:
    """A JSON text whose strings hold by its number what `visible` would show as a mark: for programs."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """As `visible`, on one line: every run of blanks and line breaks is one blank."""
    return visible(" ".join(text.split()))


def is_seen(sign: str) -> bool:
    """Whether anything is seen of a sign: it is no blank, no control and of no width by itself."""
    if sign in _FILLERS or any(ord(sign) in run for run in _SELECTORS):
        return False
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}


def is_blank(text: str) -> bool:
    """Whether nothing of the text would be seen."""
    return not any(map(is_seen, text))


def check_length(what: str, words: str, longest: int) -> None:
    """Refuse words of more characters than there is room for.

    Raises RefusedError in one sentence that begins with `what`.
    """
    if len(words) > longest:
        raise RefusedError(f"{what} is {len(words):,} characters long: keep it within {longest:,}.")


def check_signs(what: str, words: str) -> None:
    """Refuse a NUL or half a letter.

    Raises RefusedError in one sentence that begins with `what`.
    """
    if found := _UNKEPT.search(words):
        raise RefusedError(f"{what} holds a sign that cannot be kept (U+{ord(found[0]):04X}): write it without.")


def kept_text(what: str, words: str, longest: int = LONGEST_TEXT) -> str:
    """Words as they are kept: as `visible`, without blanks around them, "" where nothing would be seen.

    Raises RefusedError for a sign that cannot be kept, and for more than `longest` characters.
    """
    check_signs(what, words)
    tidy = "" if is_blank(words) else _AROUND.sub("", visible(words))
    check_length(what, tidy, longest)
    return tidy


def kept_fields(record: Record, **longest: int) -> Record:
    """The record with each of its texts as `kept_text`; `longest` by a field's name.

    Raises RefusedError, which calls a text by its field's name.
    """
    texts: dict[str, Any] = {
        one.name: kept_text(f"The {one.name.replace('_', ' ')}", words, longest.get(one.name, LONGEST_TEXT))
        for one in fields(record)
        if type(words := getattr(record, one.name)) is str
    }
    return replace(record, **texts)
