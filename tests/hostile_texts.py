"""Texts that would harm or mislead where they are shown, and what is never shown as it is."""

from __future__ import annotations

import re

RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal obeys or what turns or breaks a line, written out anew from Unicode's Bidi_Control and Cc."""

CLEARS = "\x1b[2J\x1b]0;owned\x07"
HOSTILE = f"Late {CLEARS}\u202egnp.exe\u202c one\u0085two\u2028three\rfour \x9b31m"
"""An escape sequence, a name turned round, line breaks of four kinds, and the one-byte escape."""
SHOWN = "Late ⟨U+001B⟩[2J⟨U+001B⟩]0;owned⟨U+0007⟩⟨U+202E⟩gnp.exe⟨U+202C⟩ one⟨U+0085⟩two⟨U+2028⟩three\nfour ⟨U+009B⟩31m"
NOTHING = (
    *("", " ", "\t\n", "\u00a0", "\u200b", "\u2060\ufeff", " \u00ad \u200d"),
    *("\u3164", "\u2800", "\ufe0f", "\u202e", "\x1b"),
)
"""What says nothing: blanks, and signs of which nothing is seen."""
UNKEPT = ("A\x00da", "Ada \ud800", "\udc41da")
"""What no database keeps: a NUL, and half a letter."""
