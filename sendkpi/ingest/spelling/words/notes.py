"""Lines that are no headings: sentences, the paper's source and date, what filters a report tool set."""

from __future__ import annotations

import re

from sendkpi.ingest.spelling.texts import clean

_LONGEST_HEADING = 80
"""Letters in the longest line that heads a table; longer ones are notes."""


FEWEST_WORDS = 4
"""Words up to which a line with a full stop may still be a heading."""


_SHORTENED = re.compile(r"\b(?:no|yrs?|mths?|wks?|hrs?|cum|prov|rev|est|(?:\w\.)+\w)\.$", re.IGNORECASE)


def is_sentence(text: str) -> bool:
    """Whether a line is a note, and no heading: a long one, or a whole sentence."""
    words = clean(text)
    ended = words.endswith(".") and not _SHORTENED.search(words)
    return len(words) > _LONGEST_HEADING or (ended and len(words.split()) > FEWEST_WORDS)


_OF_PAPER = re.compile(
    r"(?:data )?(?:sources?|prepared|produced|contacts?|authors?|compiled|created|owners?|notes?|printed|published"
    r"|updated|last updated|as at|version|extracted|date)\b"
)


def is_of_paper(text: str) -> bool:
    """Whether a line speaks of the paper and its making, and not of the figures: `Source: DfE`, `Updated June 2022`."""
    return bool(_OF_PAPER.match(clean(text).casefold()))


DENIES = re.compile(r"\b(not|no longer|never|until|other than|except|excluding|column|columns|tab|sheet)\b")


_NOTABLE = re.compile(
    r"\b(cumulative|year to date|ytd|provisional|unvalidated|estimated|definition|defined|redefined|methodology"
    r"|includes|excludes|including|excluding|revised|restated"
    r"|from (?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|applied filters|filters? applied)\b",
    re.IGNORECASE,
)


def is_notable(text: str) -> bool:
    """Whether a sentence beside a table says how its figures are to be understood, so that it is shown with them."""
    words = clean(text)
    return len(words.split()) > FEWEST_WORDS and bool(_NOTABLE.search(words))


_FILTER = re.compile(r"(?P<of>[A-Za-z][A-Za-z ]*?) ?(?: is |=|: )(?P<value>[^,;=:]+)")


def filters_in(text: str) -> list[tuple[str, str]]:
    """What a line says that a table was filtered to, name and value: `Applied filters: Gender is Female`."""
    words = clean(text)
    start = _FILTERED.match(words)
    return (
        [(one["of"].strip(), one["value"].strip()) for one in _FILTER.finditer(words[start.end() :])] if start else []
    )


_FILTERED = re.compile(r"(?:applied )?filters?(?: applied)?:? ?", re.IGNORECASE)
