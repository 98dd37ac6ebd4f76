"""How a file's columns are to be read where the file itself does not say: asked once, and kept for the next month.

A layout is known by the fingerprint of its headings (`ingest.fingerprint`), so that the same file next month
needs no question. What people did not say is never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sendkpi.errors import SendKpiError
from sendkpi.values import Symbol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Column(StrEnum):
    """What a column of a table can say of a figure: the headings of our own workbook, in its order."""

    MEASURE = "Measure"
    TITLE = "Title"
    MONTH = "Month"
    BREAKDOWN = "Breakdown"
    NUMERATOR = "Numerator"
    DENOMINATOR = "Denominator"
    VALUE = "Value"
    SYMBOL = "Symbol"
    COMMENTARY = "Commentary"


class Months(StrEnum):
    """Where a table says which month its figures are of."""

    COLUMN = "column"
    ACROSS = "across"
    ABOVE = "above"
    SHEET = "sheet"


MONTHS_MEANINGS = {
    Months.COLUMN: "in a column, row by row",
    Months.ACROSS: "across the top, a column a month",
    Months.ABOVE: "once, in a cell above the table",
    Months.SHEET: "in the name of the sheet",
}

NONE_REPORTED = ""
"""What a mark may mean beside a symbol or 0: nothing was reported, as in a blank cell."""

MARK_MEANINGS = ("0", NONE_REPORTED, *Symbol)
"""All that a mark in a figure's cell may stand for."""


@dataclass(frozen=True)
class Layout:
    """An officer's answer for files with one fingerprint.

    `columns` names the heading of each column that is read, as `texts.key` makes it, or `#3` for the third column
    of the table where it has none; without any the table explains itself, and only `marks` are remembered.
    `marks` is each mark with its meaning, one of MARK_MEANINGS.
    """

    name: str
    fingerprint: str
    columns: tuple[tuple[Column, str], ...] = ()
    months: Months = Months.COLUMN
    marks: tuple[tuple[str, str], ...] = ()


def as_record(layout: Layout) -> dict[str, object]:
    """The layout as plain values for JSON."""
    return {
        "name": layout.name,
        "fingerprint": layout.fingerprint,
        "months": str(layout.months),
        "columns": {str(column): heading for column, heading in layout.columns},
        "marks": dict(layout.marks),
    }


def from_record(record: Mapping[str, object]) -> Layout:
    """A layout from plain values.

    Raises SendKpiError with one sentence where they are not a layout's.
    """
    columns, marks = record.get("columns", {}), record.get("marks", {})
    texts = [record.get("name"), record.get("fingerprint")]
    if not all(isinstance(text, str) and text for text in texts):
        raise SendKpiError("A layout needs a name and a fingerprint.")
    if not isinstance(columns, dict) or not isinstance(marks, dict):
        raise SendKpiError("A layout's columns and marks are each a list of names with their meaning.")
    if wrong := [name for name in columns if name not in set(Column)]:
        raise SendKpiError(f"A layout has no column {wrong[0]!r}: use {', '.join(Column)}.")
    if wrong := [meaning for meaning in marks.values() if meaning not in MARK_MEANINGS]:
        raise SendKpiError(f"A mark cannot mean {wrong[0]!r}: use 0, c, x, z, low, u, or nothing.")
    months = record.get("months", Months.COLUMN)
    if months not in set(Months):
        raise SendKpiError(f"A layout's months cannot stand {months!r}: use {', '.join(Months)}.")
    return Layout(
        name=str(texts[0]),
        fingerprint=str(texts[1]),
        columns=tuple((Column(name), str(heading)) for name, heading in columns.items()),
        months=Months(str(months)),
        marks=tuple((str(mark), str(meaning)) for mark, meaning in marks.items()),
    )
