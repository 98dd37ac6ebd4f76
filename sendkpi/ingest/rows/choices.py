"""What a file leaves open, asked once a file and never guessed: marks in place of figures, unknown names, units."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sendkpi.ingest.codes import Ask
from sendkpi.ingest.layout import NUMBERS, SYMBOL_MEANINGS
from sendkpi.ingest.rows.row import Named
from sendkpi.ingest.spelling.cells import AMBIGUOUS_MARKS
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.layouts import MARK, NONE_REPORTED, Column
from sendkpi.values import Choice, Symbol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sendkpi.ingest.codes import Fault
    from sendkpi.ingest.opening.lines import Line
    from sendkpi.ingest.spelling.cells import Cell

_PLACES_SHOWN = 3

MARK_OPTIONS = (
    ("0", "0"),
    (NONE_REPORTED, "nothing reported (left out)"),
    *(
        (str(symbol), f"{symbol}, {meaning}")
        for symbol, meaning in SYMBOL_MEANINGS.items()
        if symbol is not Symbol.UNRELIABLE
    ),
)
"""What a mark may mean, by code. Unreliable is none of them: it stands beside a figure."""


NOBODY = Named()


@dataclass
class _Met:
    """What was asked first, the cells that leave it open, and the headings above them."""

    ask: Ask
    sheet: str
    named: Named
    places: list[str] = field(default_factory=list)
    fingerprints: set[str] = field(default_factory=set)


@dataclass
class Asked:
    """A file's questions, each met in one cell or in many."""

    met: dict[str, _Met] = field(default_factory=dict)

    def add(self, ask: Ask, sheet: str, fingerprint: str, named: Named = NOBODY) -> None:
        """Remember the question at its fault's cell, in a row that names so much."""
        known = self.met.setdefault(ask.key, _Met(ask, sheet, named))
        place = f"{sheet}!{ask.fault.cell}" if ask.fault.cell else sheet
        if place not in known.places[-1:]:  # a label is read again in every month
            known.places.append(place)
        known.fingerprints.add(fingerprint)

    def faults(self) -> list[tuple[Named, str, Fault]]:
        """One fault a question, at its first cell."""
        return [(met.named if len(met.places) == 1 else NOBODY, met.sheet, _fault(met)) for met in self.met.values()]

    def choices(self) -> tuple[Choice, ...]:
        """The questions as they are put to an officer."""
        return tuple(
            Choice(
                key,
                met.ask.question,
                met.ask.options,
                tuple(met.places[:_PLACES_SHOWN]),
                len(met.places),
                tuple(sorted(met.fingerprints)),
                met.ask.fault.code.name,
                met.ask.likely,
            )
            for key, met in self.met.items()
        )


def _fault(met: _Met) -> Fault:
    often = f" It stands in {len(met.places)} cells." if len(met.places) > 1 else ""
    fault = met.ask.fault
    return replace(fault, what=f"{fault.what}{often}")


def ask_mark(line: Line, fault: Fault) -> Ask:
    """The question what the mark at the fault's cell means."""
    mark = next(cell.text for cell in line.cells.values() if not cell.blank and cell.place == fault.cell)
    question = f"What does {quoted(mark)} mean in this file?"
    return Ask(f"{MARK}{mark.casefold()}", question, MARK_OPTIONS, fault)


def with_meanings(line: Line, marks: Mapping[str, str]) -> Line:
    """The line with each mark replaced by its meaning."""
    cells = {column: _meaning(cell, marks) for column, cell in line.cells.items() if column in _FIGURES}
    return replace(line, cells={**line.cells, **cells})


_FIGURES = {*NUMBERS, Column.SYMBOL}


def _meaning(cell: Cell, marks: Mapping[str, str]) -> Cell:
    mark = cell.text.casefold() if isinstance(cell.value, str) else ""
    if mark not in AMBIGUOUS_MARKS or mark not in marks:
        return cell
    meaning = marks[mark]
    value: object = None if meaning == NONE_REPORTED else 0 if meaning == "0" else meaning
    return cell._replace(value=value)
