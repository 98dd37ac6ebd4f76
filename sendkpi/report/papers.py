"""A paper put together: its title, whom it is for, and the sections that its audience needs, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sendkpi.plan.choices import PaperSection
from sendkpi.report.content import SUMMARY, Bullets, Paper, Paragraph, ParagraphKind, Section
from sendkpi.report.sections import (
    attention,
    board,
    changes,
    charts,
    delivery,
    method,
    quality,
    recommendations,
    scorecards,
    summary,
)
from sendkpi.values import day_name

if TYPE_CHECKING:
    from sendkpi.report.subject import Narrative, Subject

SECTIONS: dict[PaperSection, Callable[[Subject], tuple[Section, ...]]] = {
    PaperSection.SUMMARY: summary.sections,
    PaperSection.ATTENTION: attention.sections,
    PaperSection.CHARTS: charts.sections,
    PaperSection.SCORECARD: scorecards.sections,
    PaperSection.DELIVERY: delivery.sections,
    PaperSection.RECOMMENDATIONS: recommendations.sections,
    PaperSection.BOARD: board.sections,
    PaperSection.CHANGES: changes.sections,
    PaperSection.QUALITY: quality.sections,
    PaperSection.METHOD: method.sections,
}

SOUGHT = "Decisions sought"
"""The heading of what is to be decided."""

_DASH = re.compile(r"^[-–•*](\s+|$)")
"""How people begin the lines of a list; a minus sign stands close to its number."""

ILLUSTRATIVE = "Illustrative figures: made up to show what the paper holds."


def paper(of: Subject) -> Paper:
    """The paper's content. A section that has nothing to say says so or is left out, as each decides."""
    found = tuple(section for name in of.audience.sections for section in SECTIONS[name](of))
    group = f": {of.sub_group.title}" if of.sub_group else ""
    content = Paper(
        title=f"{of.plan.title} · {of.plan.place}",
        subtitle=f"Highlight report for {of.period.name}{group}",
        about=(
            f"For: {of.audience.title if not of.sub_group else of.sub_group.name_published}",
            f"As at {day_name(of.position.day)}",
            *((ILLUSTRATIVE,) if of.position.record.illustrative else ()),
        ),
        sections=found,
        author=of.plan.place,
        illustrative=of.position.record.illustrative,
        notes=(f"{of.plan.place} · {of.plan.title} · {of.period.name}, as at {day_name(of.position.day)}",),
    )
    return with_words(content, of.narrative)


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
