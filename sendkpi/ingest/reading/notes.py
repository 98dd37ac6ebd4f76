"""What is said of a file beside its figures: the sheets read and passed over, and what they say of themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sendkpi.ingest.layout import PROBLEMS_TITLE, WITHOUT_FIGURES
from sendkpi.ingest.spelling.texts import listed
from sendkpi.ingest.spelling.words.notes import is_notable
from sendkpi.texts import visible

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import DeliveryTable, Table
    from sendkpi.ingest.opening.workbook import Sheet


_MOST_NOTES = 5


_FEW = 2
"""Cells in a row that may be a note below or above a table."""


_LONGEST = 300


def written_notes(sheets: list[Sheet], tables: list[Table]) -> list[str]:
    """What sentences in the sheets say of their figures: provisional, cumulative from a month, differently defined."""
    read = {table.sheet for table in tables}
    notes: list[str] = []
    for sheet in sheets:
        rows = (
            [list(cells.values()) for cells in sheet.rows.values() if len(cells) <= _FEW] if sheet.title in read else []
        )
        said = [cell for cells in rows for cell in cells if isinstance(cell.value, str) and is_notable(cell.text)]
        notes += [f"{sheet.title}!{cell.place} says: {visible(cell.text[:_LONGEST])}" for cell in said[:_MOST_NOTES]]
    return notes


def passed_over(sheets: tuple[Sheet, ...], read: Sequence[str]) -> tuple[str, ...]:
    """The titles of the sheets that hold something and were not read, but for the list of problems that we add."""
    over = [sheet for sheet in sheets if sheet.rows and sheet.title not in read and not is_ours(sheet)]
    return tuple(f"{sheet.title} (hidden)" if sheet.hidden else sheet.title for sheet in over)


def is_ours(sheet: Sheet) -> bool:
    """Whether it is the list of problems of a workbook that we marked, whatever it is called by now."""
    first = sheet.rows.get(1, {}).get(1)
    return first is not None and first.text == PROBLEMS_TITLE


def sheet_notes(read: tuple[str, ...], over: tuple[str, ...]) -> tuple[str, ...]:
    """Which sheets were read and which were not, unless it is our own workbook as it should be."""
    if {title.removesuffix(" (hidden)") for title in over} <= WITHOUT_FIGURES:
        return ()
    return (f"Sheets read: {listed(read)}. Sheets passed over: {listed(over)}.",)


def column_notes(tables: Sequence[Table | DeliveryTable]) -> tuple[str, ...]:
    """A note for each sheet on the columns that were passed over."""
    over: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        over[table.sheet] += [name for name in table.passed_over if name not in over[table.sheet]]
    return tuple(f"{sheet}: columns passed over: {listed(names)}." for sheet, names in over.items() if names)
