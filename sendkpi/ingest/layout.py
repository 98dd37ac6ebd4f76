"""The layout of our own workbook: its sheets, its columns, and the meaning of its symbols."""

from __future__ import annotations

from enum import StrEnum

from sendkpi.layouts import Column
from sendkpi.values import Symbol

SHEET = "KPIs"
MILESTONES_SHEET = "Milestones"
RECOMMENDATIONS_SHEET = "Recommendations"
GUIDE_SHEET = "Read me"
LISTS_SHEET = "Lists"
KNOWN_AT = "Known as at"
"""Over the moment of the newest update that a template was filled with, in its sheet of lists."""
WITHOUT_FIGURES = frozenset({GUIDE_SHEET, LISTS_SHEET})
"""The template's sheets that go unread without a note."""

PROBLEMS_SHEET = "Problems"
PROBLEMS_TITLE = "Problems that sendkpi found in this workbook"
"""The text in A1 of a marked workbook's list: that sheet is not read, whatever it is called by now."""
TOTAL = "Total"
"""How a total may be named in the Breakdown column, where it may also be blank."""


NUMBERS = (Column.NUMERATOR, Column.DENOMINATOR, Column.VALUE)
"""The columns that hold figures."""

READ = tuple(column for column in Column if column is not Column.TITLE)
"""The columns that are read."""


class Part(StrEnum):
    """A column of a table of milestones or recommendations, by its heading in our own workbook."""

    REF = "Ref"
    NUMBER = "Number"
    TITLE = "Title"
    DUE = "Due"
    STATUS = "Status"
    COMPLETED = "Completed"
    EVIDENCE = "Evidence"
    COMMENT = "Comment"
    PROGRESS = "Progress"


MILESTONE_PARTS = (Part.REF, Part.TITLE, Part.DUE, Part.STATUS, Part.COMPLETED, Part.EVIDENCE, Part.COMMENT)
RECOMMENDATION_PARTS = (Part.NUMBER, Part.TITLE, Part.STATUS, Part.PROGRESS)

SYMBOL_MEANINGS = {
    Symbol.CONFIDENTIAL: "confidential",
    Symbol.NOT_AVAILABLE: "not available",
    Symbol.NOT_APPLICABLE: "not applicable",
    Symbol.LOW: "rounds to zero but is not zero",
    Symbol.UNRELIABLE: "low reliability",
}
