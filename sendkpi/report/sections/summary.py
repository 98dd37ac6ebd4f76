"""The first section: what is to be read if nothing else is, in a sentence and in counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.analysis.delivery.lists import falling_due
from sendkpi.analysis.delivery.milestones import quarter_of
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.delivery.words import describe_apart, describe_delivery
from sendkpi.plan.choices import PaperSection
from sendkpi.report.content import SUMMARY, Block, Bullets, Head, Paragraph, ParagraphKind, Section, Table, cells
from sendkpi.report.looks import brag_cell, rating_cell
from sendkpi.report.sections.attention import MOST, in_short
from sendkpi.values import day_name

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject


LONG_AFTER = 4
"""Months after its period beyond which a paper says that it is late."""


def sections(of: Subject) -> tuple[Section, ...]:
    """The summary, to which the officer's own words are added."""
    blocks: list[Block] = [Paragraph(analysis.headline(of.scorecard), ParagraphKind.LEAD)]
    blocks += [Paragraph(words) for words in (_delivery(of), _missing(of), _late(of)) if words]
    blocks += _counts(of) if len(of.scorecard) > 1 else ()
    if PaperSection.ATTENTION in of.audience.sections and (short := in_short(of)):
        which = "each" if len(short) <= MOST else f"the first {MOST}"
        blocks += [Paragraph(f"Needs attention, {which} with a chart on the pages that follow:"), Bullets(short)]
    return (Section(SUMMARY, tuple(blocks)),)


def _delivery(of: Subject) -> str:
    """The sentence that the page of milestones begins with, looking ahead to the quarter after the period."""
    rows, day = of.milestones, of.position.day
    if rows.empty or PaperSection.DELIVERY not in of.audience.sections:
        return ""
    ahead = quarter_of(of.period.following.first)
    recurring = of.position.occurrences(ahead)
    falling = falling_due(rows, recurring[recurring["milestone"].isin(rows["milestone"])], ahead)
    sentences = (describe_delivery(rows, falling, day, ahead), describe_apart(rows, day))
    return " ".join(filter(None, sentences))


def _late(of: Subject) -> str:
    """The sentence on a paper as at a day long after its period: what is not figures is as at that day."""
    day = of.position.day
    months = (day.year - of.period.last.year) * 12 + day.month - of.period.last.month
    if months <= LONG_AFTER:
        return ""
    return (
        f"This paper is as at {day_name(day)}, {months} months after its period: delivery, recommendations, "
        "risks and decisions are told as at that day."
    )


def _missing(of: Subject) -> str:
    late = int((of.scorecard["rating"] == Rating.NOT_REPORTED).sum())
    if not late:
        return ""
    return f"{wording.counted(late, 'measure has', 'measures have')} a figure due that has not come."


def _counts(of: Subject) -> tuple[Table, ...]:
    """The counts of measures and of milestones by rating: a table of one row each."""
    ratings = {rating_cell(rating).words: count for rating, count in analysis.counts(of.scorecard).items() if count}
    brags = of.milestones["brag"].value_counts()
    judged = {brag_cell(brag).words: int(brags[brag]) for brag in DeliveryRating if brags.get(brag, 0)}
    kinds = (("Measures", "by rating", ratings), ("Milestones", "by how they stand", judged))
    return tuple(
        Table(
            f"{name} {grouping}",
            (Head("What is counted", 1.4), *(Head(word, 1, number=True) for word in counted)),
            (cells(name, *map(str, counted.values())),),
        )
        for name, grouping, counted in kinds
        if counted
    )
