"""Figures in hidden rows and columns: asked about once a file, read or left out as an officer answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.layout import NUMBERS
from sendkpi.ingest.opening.unseen import hidden_part, is_hidden
from sendkpi.layouts import Column

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Line
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.spelling.cells import Cell

HIDDEN = "hidden"
"""The key of the answer whether hidden figures are read."""
LEAVE = "leave"
_OPTIONS = (("read", "they are read too"), (LEAVE, "they are left out"))
_READ = (*NUMBERS, Column.SYMBOL, Column.COMMENTARY)


def hidden_cells(line: Line, sheet: Sheet) -> list[Cell]:
    """The cells of a line that give something and that nobody sees."""
    return [cell for column in _READ if not (cell := line.cells[column]).blank and is_hidden(sheet, cell)]


def ask_hidden(sheet: Sheet, cell: Cell) -> Ask:
    """The question whether what is hidden is read."""
    what = f"{hidden_part(sheet, cell)}, and a figure or words stand there."
    fault = Fault(codes.HIDDEN_FIGURES, what, cell.place)
    return Ask(HIDDEN, "Hidden rows or columns hold figures. What about them?", _OPTIONS, fault)


def without_hidden(line: Line, sheet: Sheet) -> Line:
    """The line with a blank in place of each such cell."""
    blank = {
        column: cell._replace(value=None, unresolved=False)
        for column in _READ
        if is_hidden(sheet, cell := line.cells[column])
    }
    return replace(line, cells={**line.cells, **blank})
