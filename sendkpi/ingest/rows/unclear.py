"""Marks in place of figures that mean different things to different people: asked once a file, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import NUMBERS
from sendkpi.ingest.opening.lines import Line
from sendkpi.ingest.rows.row import Named
from sendkpi.ingest.spelling.cells import AMBIGUOUS_MARKS
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.layouts import NONE_REPORTED, Column
from sendkpi.values import UnclearMark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendkpi.ingest.spelling.cells import Cell

_PLACES_SHOWN = 3


@dataclass
class _Met:
    """The cells of a mark, and the headings above them."""

    sheet: str
    cell: str
    places: list[str] = field(default_factory=list)
    fingerprints: set[str] = field(default_factory=set)


@dataclass
class Unclear:
    """A file's marks whose meaning is not known yet."""

    met: dict[str, _Met] = field(default_factory=dict)

    def add(self, line: Line, fault: Fault, sheet: str, fingerprint: str) -> None:
        """Remember the mark at the fault's cell."""
        mark = next(cell.text for cell in line.cells.values() if not cell.blank and cell.place == fault.cell).casefold()
        known = self.met.setdefault(mark, _Met(sheet, fault.cell))
        known.places.append(f"{sheet}!{fault.cell}")
        known.fingerprints.add(fingerprint)

    def faults(self) -> list[tuple[Named, str, Fault]]:
        """One fault a mark, at its first cell."""
        return [(Named(), met.sheet, _fault(mark, met)) for mark, met in self.met.items()]

    def marks(self) -> tuple[UnclearMark, ...]:
        """The marks to ask about."""
        return tuple(
            UnclearMark(mark, tuple(met.places[:_PLACES_SHOWN]), len(met.places), tuple(sorted(met.fingerprints)))
            for mark, met in self.met.items()
        )


def _fault(mark: str, met: _Met) -> Fault:
    often = f" It stands in {len(met.places)} cells." if len(met.places) > 1 else ""
    return Fault(codes.AMBIGUOUS_MARK, f"{quoted(mark)} can mean several things.{often}", met.cell)


def with_meanings(line: Line, marks: Mapping[str, str]) -> Line:
    """The line with each mark replaced by its meaning."""
    cells = {column: _meaning(cell, marks) for column, cell in line.cells.items() if column in _FIGURES}
    return Line({**line.cells, **cells}, line.asks)


_FIGURES = {*NUMBERS, Column.SYMBOL}


def _meaning(cell: Cell, marks: Mapping[str, str]) -> Cell:
    mark = cell.text.casefold() if isinstance(cell.value, str) else ""
    if mark not in AMBIGUOUS_MARKS or mark not in marks:
        return cell
    meaning = marks[mark]
    value: object = None if meaning == NONE_REPORTED else 0 if meaning == "0" else meaning
    return cell._replace(value=value)
