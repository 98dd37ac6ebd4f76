"""What our own workbook looks like: its sheets, its columns, and what its symbols mean."""

from __future__ import annotations

from sendkpi.layouts import Column
from sendkpi.values import Symbol

SHEET = "KPIs"
GUIDE_SHEET = "Read me"
LISTS_SHEET = "Lists"
WITHOUT_FIGURES = frozenset({GUIDE_SHEET, LISTS_SHEET})
"""The sheets of the template that nobody need be told are not read."""

PROBLEMS_SHEET = "Problems"
PROBLEMS_TITLE = "Problems that sendkpi found in this workbook"
"""What A1 of a marked workbook's own sheet says: whatever that sheet is called by now, it is not read."""
TOTAL = "Total"
"""How a total may be named in the Breakdown column, where it may also be blank."""


NUMBERS = (Column.NUMERATOR, Column.DENOMINATOR, Column.VALUE)
"""The columns that hold figures."""

READ = tuple(column for column in Column if column is not Column.TITLE)
"""The columns that are read."""

SYMBOL_MEANINGS = {
    Symbol.CONFIDENTIAL: "confidential",
    Symbol.NOT_AVAILABLE: "not available",
    Symbol.NOT_APPLICABLE: "not applicable",
    Symbol.LOW: "rounds to zero but is not zero",
    Symbol.UNRELIABLE: "low reliability",
}
