"""Columns that name places, and the spellings of one."""

from __future__ import annotations

import re

from sendkpi.ingest.spelling.texts import clean, key

_PLACE_WORDS = re.compile(
    r"\b(london borough of|royal borough of|lb|rb|metropolitan borough of|city of|county of|the|borough|council|county"
    r"|city|metropolitan|district|unitary|authority|local authority|la|area|partnership)\b"
)


_PLACE_HEADINGS = frozenset(
    map(
        key,
        (
            "local authority",
            "local authority name",
            "la",
            "la name",
            "lad",
            "lad name",
            "authority",
            "council",
            "borough",
            "region",
            "region name",
            "geography",
            "geographic area",
            "geographic level",
            "place",
            "locality",
            "country",
            "country name",
            "area name",
            "icb",
            "ics",
        ),
    )
)


def heads_places(text: str) -> bool:
    """Whether a heading says that its column names places."""
    return key(text) in _PLACE_HEADINGS


def place_key(text: str) -> str:
    """The form that spellings of one place share: `LB Anywhere` and `Anywhere Council` are one."""
    return key(_PLACE_WORDS.sub(" ", clean(text).casefold()))
