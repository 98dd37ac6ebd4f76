"""How to read the paper: what each rating, verdict and basis means, with the rule, for the measures that are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis import Rating, wording
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.analysis.spc.labels import Assurance
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS
from sendkpi.plan.choices import Basis, PaperSection
from sendkpi.report.content import Paragraph, ParagraphKind, Section
from sendkpi.report.looks import rating_cell
from sendkpi.values import day_name

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject

_BASES = {
    Basis.YEAR_TO_DATE: "all cases since the year began, numerators over denominators",
    Basis.MONTH: "the month alone",
    Basis.QUARTER: "the quarter alone",
    Basis.YEAR: "the year alone",
    Basis.MONTH_END: "the level at the month's end",
}


def sections(of: Subject) -> tuple[Section, ...]:
    """One section of short paragraphs, on what is in the paper alone."""
    has = set(of.audience.sections)
    figures = f"As reported by the end of {day_name(of.position.day)}. A later correction does not change this paper."
    notes = [("Figures.", figures), ("Bases.", _bases(of)), ("Ratings.", _ratings(of))]
    if PaperSection.SCORECARD in has:
        notes += [("Change.", _CHANGE), ("Target hit?", _assurance(of))]
    if PaperSection.DELIVERY in has:
        notes.append(("Milestones.", _milestones(of)))
    lines = tuple(Paragraph(words, ParagraphKind.QUIET, begins) for begins, words in notes if words)
    return (Section("How to read this", lines),)


_CHANGE = (
    "From process charts of each measure's own periods: “improving” and “worsening” are more than chance explains; "
    "an asterisk marks trial limits, which rest on fewer than 12 points; “–” that there are too few points to tell."
)


def _assurance(of: Subject) -> str:
    """The meaning of each verdict on the target that the scorecard has."""
    met = [one for one in Assurance if (of.scorecard["assurance"] == one).any()]
    meanings = [f"{ASSURANCE_WORDS[one].word}: {ASSURANCE_WORDS[one].means}" for one in met]
    still = " It looks back over all points of the chart: where “Change” tells of a change, it may no longer hold."
    return " ".join(meanings) + still if meanings else ""


def _bases(of: Subject) -> str:
    met = [basis for basis in Basis if (of.scorecard["basis"] == basis).any()]
    return "; ".join(f"“{wording.BASIS_WORDS[basis]}” is {_BASES[basis]}" for basis in met) + "." if met else ""


def _ratings(of: Subject) -> str:
    met = [rating for rating in Rating if (of.scorecard["rating"] == rating).any()]
    return " ".join(f"{rating_cell(rating).words}: {wording.RATING_WORDS[rating].means}" for rating in met)


def _milestones(of: Subject) -> str:
    if of.milestones.empty:
        return ""
    return (
        f"Overdue: {DELIVERY_RATING_WORDS[DeliveryRating.OVERDUE].means} "
        "Those with a start only, a condition or no date are never "
        "overdue by the calendar; a recurring one is judged by its occurrences, an action by its worst milestone."
    )
