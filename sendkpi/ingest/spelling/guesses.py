"""Which of the plan's names an unknown one most likely means: offered beside a question, never taken as given."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

from sendkpi.ingest.spelling.texts import clean, key

_WORD = re.compile(r"[a-z]+|\d+")
_IDLE = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "been",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "is",
        "it",
        "its",
        "nhs",
        "no",
        "of",
        "on",
        "or",
        "per",
        "than",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "were",
        "who",
        "with",
        "within",
    ]
)
_ALIKE = {
    "ehcp": ("ehc", "plan"),
    "ehcps": ("ehc", "plan"),
    "asd": ("autism",),
    "asc": ("autism",),
    "autistic": ("autism",),
    "avg": ("average",),
    "mean": ("average",),
    "max": ("longest",),
    "maximum": ("longest",),
    "wks": ("week",),
    "wk": ("week",),
    "yp": ("young", "people"),
    "cyp": ("children", "young", "people"),
    "timely": ("within",),
    "timeliness": ("within",),
    "waiting": ("wait",),
    "website": ("website",),
}
"""Words of the field that mean the same, as they stand after `_stem`."""

OFFERED = 5
_PLAUSIBLE = 0.25
"""The least part of a name's words, weighed by how few names have them, that a guess must share."""


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004


def _words(text: str) -> set[str]:
    found = set()
    for word in _WORD.findall(clean(text).casefold()):
        found |= {_stem(one) for one in _ALIKE.get(word, (word,)) if one not in _IDLE}
    return found


def guesses(text: str, names: Mapping[str, str]) -> list[str]:
    """The codes of up to five `names` (in words, by code) that share rare words with a text, best first."""
    wanted = _words(text)
    words = {code: _words(name) for code, name in names.items()}
    often = Counter(word for own in words.values() for word in own)
    weight = {word: math.log(1 + len(names) / often[word]) if often[word] else 1.0 for word in wanted}
    whole = sum(weight.values())
    scored = []
    for code, own in words.items():
        shared = wanted & own
        rare = any(3 * often[word] <= len(names) or len(names) <= OFFERED for word in shared)
        score = sum(weight[word] for word in shared) / whole if whole else 0.0
        if rare and score >= _PLAUSIBLE:
            scored.append((-score, len(own - wanted), code))
    return [code for _, _, code in sorted(scored)[:OFFERED]]


def abbreviates(text: str, name: str) -> bool:
    """Whether a text is a name's initials, or its first words: `T&P` or `Tavistock` of `Tavistock and Portman`."""
    short = key(text)
    words = [word for word in re.findall(r"[a-z0-9]+", clean(name).casefold()) if word not in _IDLE]
    initials = "".join(word[0] for word in words)
    return len(short) > 1 and (initials.startswith(short) or key(name).startswith(short))


_LEGAL = re.compile(r"\b(nhs|foundation|trust|ft|hospitals?|limited|ltd|cic)\b")


def provider_key(text: str) -> str:
    """The form that spellings of one provider share: `Whittington Health NHS Trust` and `Whittington Health`."""
    words = clean(text).casefold().replace("&", " and ")
    return key(_LEGAL.sub(" ", words)) or key(words)
