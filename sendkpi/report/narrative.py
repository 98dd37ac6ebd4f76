"""The officer's own words in a paper: a summary before what the figures say, and what is to be decided after it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sendkpi.report.content import Bullets, Paragraph, ParagraphKind, Section

if TYPE_CHECKING:
    from sendkpi.report.content import Paper
    from sendkpi.report.subject import Narrative

SUMMARY, SOUGHT = "Summary", "Decisions sought"
"""The headings that the words stand under."""

_DASH = re.compile(r"^[-–•*](\s+|$)")
"""How people begin the lines of a list; a minus sign stands close to its number."""


def with_words(paper: Paper, narrative: Narrative) -> Paper:
    """The paper with these words, a paragraph or an item a line; unchanged where there are none."""
    own = tuple(Paragraph(line, ParagraphKind.OWN) for line in _lines(narrative.summary))
    sought = _lines(narrative.decisions_sought)
    decisions = (Section(SOUGHT, (Bullets(sought),)),) if sought else ()
    at = next((place for place, one in enumerate(paper.sections) if one.heading == SUMMARY), None)
    if at is None:
        first = (Section(SUMMARY, own),) if own else ()
        return replace(paper, sections=(*first, *decisions, *paper.sections))
    before, summary, after = paper.sections[:at], paper.sections[at], paper.sections[at + 1 :]
    summary = replace(summary, blocks=(*own, *summary.blocks))
    return replace(paper, sections=(*before, summary, *decisions, *after))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(words for line in text.splitlines() if (words := _DASH.sub("", line.strip()).strip()))
