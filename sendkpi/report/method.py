"""How to read the paper: what each rating, verdict and basis means, with the rule, for the measures that are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis import Rating, wording
from sendkpi.analysis.delivery import Brag
from sendkpi.plan.choices import Basis
from sendkpi.report.content import Kind, Paragraph, Section
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
    """One section of short paragraphs."""
    figures = f"As reported by the end of {day_name(of.known.day)}. A later correction does not change this paper."
    told = (
        ("Figures.", figures),
        ("Bases.", _bases(of)),
        ("Ratings.", _ratings(of)),
        ("Change.", _CHANGE),
        ("Milestones.", _milestones(of)),
        ("Comparators.", "Published figures for other areas, shown only where they count as the measure does."),
    )
    lines = tuple(Paragraph(words, Kind.QUIET, begins) for begins, words in told if words)
    return (Section("How to read this", lines),)


_CHANGE = (
    "From process charts of each measure's own periods: “improving” and “worsening” are more than chance explains; "
    "an asterisk marks trial limits, which rest on fewer than 12 points. “Target hit?” tells whether the target lies "
    "beyond what the process now gives."
)


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
        f"{wording.BRAG_WORDS[Brag.OVERDUE].means} Those with a start only, a condition or no date are never overdue "
        "by the calendar; a recurring one is judged by its occurrences; an action by the worst of its milestones."
    )
