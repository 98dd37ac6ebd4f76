"""Every measure with its chart and its sentence, for a paper about few of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.frames import rows_of
from sendkpi.frames.figures import ScorecardRow
from sendkpi.report.charts import pictures
from sendkpi.report.content import Paragraph, ParagraphKind, Section
from sendkpi.report.looks import rating_cell
from sendkpi.report.sections.attention import commentary

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject

HEIGHT = 62.0


def sections(of: Subject) -> tuple[Section, ...]:
    """A section a measure, in the plan's order."""
    drawn = pictures(of, [one.id for one in of.measures], HEIGHT)
    found = []
    for row in rows_of(of.scorecard, ScorecardRow):
        sentence = Paragraph(row.sentence, begins=f"{rating_cell(row.rating).words}.")
        picture = drawn.get(row.measure)
        chart = (picture,) if picture else (Paragraph("There is nothing to draw yet.", ParagraphKind.QUIET),)
        typed = commentary(of, row)
        own = (Paragraph(typed, ParagraphKind.OWN),) if typed else ()
        found.append(Section(row.title, (sentence, *chart, *own)))
    return tuple(found)
