"""What a file leaves open, asked once a file and never guessed: marks in place of figures, unknown names, units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.layout import NUMBERS, SYMBOL_MEANINGS
from sendkpi.ingest.rows.figures import DAYS_KEY
from sendkpi.ingest.rows.row import DIVIDED, NOTES, RAISED, Named
from sendkpi.ingest.rows.units import ask_fractions
from sendkpi.ingest.spelling.cells import AMBIGUOUS_MARKS, Cell
from sendkpi.ingest.spelling.symbols import may_be_low
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.layouts import MARK, NONE_REPORTED, Column
from sendkpi.values import Choice, Symbol

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Line

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


_BELOW = (str(Symbol.CONFIDENTIAL), str(Symbol.LOW))
"""What `<5` may mean where a percentage is asked for."""
_REFUSE = ("refuse", "a slip: the file is corrected first")
_DAYS_OPTIONS = ((DIVIDED, "days: divide them by 7"), _REFUSE)
_RAISED_OPTIONS = ((NOTES, "notes: the figure is what stands before them"), _REFUSE)

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
                met.ask.offer,
            )
            for key, met in self.met.items()
        )


def _fault(met: _Met) -> Fault:
    often = f" It stands in {len(met.places)} cells." if len(met.places) > 1 else ""
    fault = met.ask.fault
    return replace(fault, what=f"{fault.what}{often}")


def ask_of(line: Line, fault: Fault) -> Ask | None:
    """The question that a line's fault waits for; None for a fault that no answer mends."""
    if fault.code is codes.AMBIGUOUS_MARK:
        return _ask_mark(line, fault)
    if fault.code is codes.FRACTION_OR_PERCENTAGE:
        return ask_fractions(line.cells[Column.VALUE], fault)
    if fault.code is codes.DAYS_FOR_WEEKS:
        return Ask(DAYS_KEY, "Waits are written in days. How are they read?", _DAYS_OPTIONS, fault, offer=True)
    if fault.code is codes.RAISED_DIGIT:
        return Ask(RAISED, "What are raised digits behind figures?", _RAISED_OPTIONS, fault, offer=True)
    return None


def _ask_mark(line: Line, fault: Fault) -> Ask:
    """The question what the mark at the fault's cell means."""
    mark = next(cell.text for cell in line.cells.values() if not cell.blank and cell.place == fault.cell)
    question = f"What does {quoted(mark)} mean in this file?"
    low = may_be_low(mark)
    options = tuple(one for one in MARK_OPTIONS if one[0] in _BELOW) if low else MARK_OPTIONS
    return Ask(f"{MARK}{mark.casefold()}", question, options, fault, str(Symbol.CONFIDENTIAL) if low else None)


def with_meanings(line: Line, marks: Mapping[str, str]) -> Line:
    """The line with each mark replaced by its meaning."""
    cells = {column: _meaning(cell, marks) for column, cell in line.cells.items() if column in _FIGURES}
    return replace(line, cells={**line.cells, **cells})


_FIGURES = {*NUMBERS, Column.SYMBOL}


def _meaning(cell: Cell, marks: Mapping[str, str]) -> Cell:
    mark = cell.text.casefold() if isinstance(cell.value, str) else ""
    meaning = marks.get(mark)
    if meaning is None or not (mark in AMBIGUOUS_MARKS or (may_be_low(mark) and meaning in _BELOW)):
        return cell
    value: object = None if meaning == NONE_REPORTED else 0 if meaning == "0" else meaning
    return cell._replace(value=value)
