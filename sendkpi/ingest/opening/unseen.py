"""What a sheet holds and a person does not see in it: rows that a filter hides, struck-out cells, what is hidden.

Filtered rows and struck-out figures are left out, with a note that names them. What is hidden otherwise may be meant
or forgotten, so it stays in the sheet, and is asked about where a figure would be read from it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.cells import Cell, check_broken, read_figure

if TYPE_CHECKING:
    from sendkpi.ingest.opening.workbook import Sheet

_NAMED = 12
"""Places that a note names; it counts the others."""


def seen_sheet(sheet: Sheet) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet without filtered rows and struck-out cells, and the notes that name them.

    Where a label left of the figures is struck out, or every figure, the whole row is.
    """
    if not (sheet.filtered_rows or sheet.struck):
        return sheet, ()
    rows = {row: cells for row, cells in sheet.rows.items() if row not in sheet.filtered_rows}
    struck = _struck(sheet, rows)
    kept = {row: {at: cell for at, cell in cells.items() if (row, at) not in struck} for row, cells in rows.items()}
    return replace(sheet, rows={row: cells for row, cells in kept.items() if cells}), tuple(_notes(sheet, struck))


def _notes(sheet: Sheet, struck: set[tuple[int, int]]) -> Iterable[str]:
    if sheet.filtered_rows:
        yield f"{sheet.title}: rows hidden by a filter were not read: {_listed(_runs(sheet.filtered_rows))}."
    if struck:
        places = [place for row, columns in sorted(_by_row(struck).items()) for place in _ranges(row, columns)]
        yield f"{sheet.title}: struck-out cells were not read: {_listed(places)}."


def _struck(sheet: Sheet, rows: Mapping[int, Mapping[int, Cell]]) -> set[tuple[int, int]]:
    """The cells that are struck out, by themselves or with their row."""
    found = {place for place in sheet.struck if place[0] in rows}
    whole = {row for row, columns in _by_row(found).items() if _is_struck_row(rows[row], columns)}
    for merge in sheet.merged:
        if (merge.top, merge.left) in found and merge.top in whole:
            whole |= {row for row in rows if merge.top <= row <= merge.bottom}
    return found | {(row, at) for row in whole for at in rows[row]}


def _by_row(places: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    rows: dict[int, set[int]] = defaultdict(set)
    for row, column in places:
        rows[row].add(column)
    return rows


def _is_struck_row(cells: Mapping[int, Cell], struck: set[int]) -> bool:
    figures = [at for at, cell in cells.items() if _is_figure(cell)]
    if not figures:
        return False
    labels = [at for at in struck if at < min(figures)]
    return bool(labels) or all(at in struck for at in figures)


def _is_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure or what stands in its place, and neither words nor a day."""
    if isinstance(cell.value, dt.date):
        return False
    return check_broken(cell) is not None or not isinstance(read_figure(cell), Fault)


def is_hidden(sheet: Sheet, cell: Cell) -> bool:
    """Whether a cell's row or column is hidden, or its format shows nothing."""
    return (
        cell.row in sheet.hidden_rows or cell.column in sheet.hidden_columns or (cell.row, cell.column) in sheet.unshown
    )


def hidden_part(sheet: Sheet, cell: Cell) -> str:
    """What hides a cell, in words: `Row 7 is hidden`."""
    if cell.row in sheet.hidden_rows:
        return f"Row {cell.row} is hidden"
    if cell.column in sheet.hidden_columns:
        return f"Column {get_column_letter(cell.column)} is hidden"
    return f"The format of {cell.place} shows nothing"


def hides_something(sheet: Sheet) -> bool:
    """Whether something in the sheet is hidden otherwise than by a filter."""
    return bool(sheet.hidden_rows or sheet.hidden_columns or sheet.unshown)


def _ranges(row: int, columns: set[int]) -> list[str]:
    """The cells of a row, neighbours together: `A2:D2`."""
    runs = [(get_column_letter(first), get_column_letter(last)) for first, last in _neighbours(columns)]
    return [f"{first}{row}" if first == last else f"{first}{row}:{last}{row}" for first, last in runs]


def _runs(numbers: Iterable[int]) -> list[str]:
    """Numbers, neighbours together: `5 to 7`."""
    return [str(first) if first == last else f"{first} to {last}" for first, last in _neighbours(numbers)]


def _neighbours(numbers: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _listed(places: list[str]) -> str:
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return ", ".join(places[:_NAMED]) + more
