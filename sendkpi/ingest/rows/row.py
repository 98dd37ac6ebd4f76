"""One row of the table: what it names, what it gives, and every fault in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import NUMBERS, READ
from sendkpi.ingest.rows.figures import Given, check_figures, is_fraction, settle
from sendkpi.ingest.spelling.cells import Cell, Figure, check_broken, read_figure, read_symbol
from sendkpi.ingest.spelling.measure_names import Names, check_title, describe, read_breakdown, read_measure
from sendkpi.ingest.spelling.months import QuarterEnd, read_month
from sendkpi.ingest.spelling.texts import clean, decoded, listed
from sendkpi.layouts import Column
from sendkpi.plan.choices import Collected
from sendkpi.texts import LONGEST_WORDS, is_blank, visible
from sendkpi.values import Problem, Symbol, add_months, month_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from sendkpi.ingest.opening.lines import Line
    from sendkpi.plan.records import Measure

Answer = TypeVar("Answer")


class Named(NamedTuple):
    """A row's measure, month and breakdown, as far as they could be read."""

    measure: Measure | None = None
    month: dt.date | None = None
    breakdown: str | None = None

    def problem(self, sheet: str, fault: Fault) -> Problem:
        """A fault in this row as a problem of the file."""
        month = month_name(self.month) if self.month else ""
        return Problem(
            fault.code.severity,
            fault.code.name,
            fault.message,
            sheet,
            fault.cell,
            self.measure.id if self.measure else "",
            self.month,
            describe(self.measure, month, self.breakdown or ""),
        )


class Row(NamedTuple):
    """A sound row with content; `value` is in the measure's unit, `cell` is its figure's.

    `value_cell` is "" where no value is written; `half` is half a unit of the value's last digit.
    """

    named: Named
    measure: Measure
    month: dt.date
    breakdown: str
    numerator: float | None
    denominator: float | None
    value: float | None
    symbol: str
    commentary: str
    cell: str
    value_cell: str
    half: float
    fraction: bool
    sheet: str

    @property
    def about(self) -> tuple[str, dt.date, str]:
        """Measure, month and breakdown, reported once a file."""
        return self.measure.id, self.month, self.breakdown

    def seen_from(self, other: Row) -> str:
        """Its cell, with its sheet where the other row is on another."""
        return self.cell if other.sheet == self.sheet else f"{self.sheet}!{self.cell}"

    @property
    def figures(self) -> tuple[float | None, float | None, float | None, str]:
        """The reported figures and symbol, without commentary."""
        return self.numerator, self.denominator, self.value, self.symbol


class Reading(NamedTuple):
    """A row as read: its names, its faults, and the sound row if it has content and no faults."""

    named: Named
    faults: tuple[Fault, ...] = ()
    row: Row | None = None
    asked: str = ""
    """Where its figure stands or would stand, if it names a measure, month and breakdown that may have one."""


def read_line(names: Names, line: Line, today: dt.date, sheet: str) -> Reading:
    """A row by the rules of its cells and its figures. One that gives no figure, symbol or words has no faults."""
    broken = {column: fault for column, cell in line.cells.items() if (fault := check_broken(cell))}
    named, misnamed = _names(names, line, broken, today)
    may_have_one = line.asks and named.measure is not None and not misnamed
    asked = line.cells[Column.VALUE].place if may_have_one else ""
    commentary = line.cells[Column.COMMENTARY]
    empty = all(line.cells[column].blank for column in _FIGURES)
    if empty and commentary.blank:
        return Reading(named, asked=asked)
    faults = [broken[column] for column in READ if column in broken] + misnamed
    if empty and Column.COMMENTARY not in broken:
        faults.append(Fault(codes.COMMENTARY_WITHOUT_FIGURE, "There are words and no figure.", commentary.place))
    length = len(clean_words(commentary))
    if length > LONGEST_WORDS:
        faults.append(Fault(codes.COMMENTARY_TOO_LONG, f"It has {length:,} characters.", commentary.place))
    parts, unread = _parts(line, broken)
    faults += unread
    if named.measure is None or empty:
        return Reading(named, tuple(faults), asked=asked)
    given, disagreeing = _given(named.measure, parts, line)
    faults += disagreeing + check_figures(given)
    return Reading(named, tuple(faults), None if faults else _row(named, given, line, sheet), asked)


_FIGURES = (*NUMBERS, Column.SYMBOL)


def _keep(answer: Answer | Fault, faults: list[Fault]) -> Answer | None:
    """The answer, or its fault put with the others."""
    if isinstance(answer, Fault):
        faults.append(answer)
        return None
    return answer


def _names(names: Names, line: Line, broken: Mapping[Column, Fault], today: dt.date) -> tuple[Named, list[Fault]]:
    """A row's measure, month and breakdown, with the faults of its names; error cells are reported elsewhere."""
    faults: list[Fault] = []
    cells = line.cells
    measure = month = breakdown = None
    if Column.MEASURE not in broken:
        measure = _keep(read_measure(names, cells[Column.MEASURE]), faults)
        if measure and (fault := check_title(names, measure, cells[Column.TITLE])):
            faults.append(fault)
    if Column.MONTH not in broken:
        month = _keep(read_month(cells[Column.MONTH]), faults)
        if month and (fault := _check_period(measure, month, cells[Column.MONTH], today)):
            faults.append(fault)
    if measure and Column.BREAKDOWN not in broken:
        breakdown = _keep(read_breakdown(names.plan, measure, cells[Column.BREAKDOWN]), faults)
    return Named(measure, month, breakdown), faults


def _check_period(measure: Measure | None, month: dt.date, cell: Cell, today: dt.date) -> Fault | None:
    """A month that has not begun, or in which no period of the measure ends."""
    if month > today.replace(day=1):
        return Fault(codes.MONTH_IN_FUTURE, f"{month_name(month)} is in the future.", cell.place)
    if measure is None:
        return None
    if isinstance(month, QuarterEnd) and measure.collected is not Collected.QUARTER:
        quarter = f"{add_months(month, -2):%B} to {month_name(month)}"
        what = f"The figure is of a quarter, {quarter}, and {measure.id} is reported once a {measure.collected}."
        return Fault(codes.WRONG_PERIOD, what, cell.place, f"Give the {measure.collected} and its own figure.")
    if measure.ends_period(month):
        return None
    right = next(later for ahead in range(12) if measure.ends_period(later := add_months(month, ahead)))
    what = (
        f"{measure.id} is reported once a {measure.collected}, and no {measure.collected} ends in {month_name(month)}."
    )
    advice = f"Give {month_name(right)}, the last month of that {measure.collected}."
    return Fault(codes.WRONG_PERIOD, what, cell.place, advice)


def _parts(line: Line, broken: Mapping[Column, Fault]) -> tuple[dict[Column, Figure | Symbol | None], list[Fault]]:
    """The figures and symbols in the cells, None where a cell is blank or at fault; and the faults."""
    faults: list[Fault] = []
    parts: dict[Column, Figure | Symbol | None] = {}
    for column in _FIGURES:
        cell = line.cells[column]
        read = None if column in broken else read_symbol(cell) if column is Column.SYMBOL else read_figure(cell)
        parts[column] = _keep(read, faults)
    return parts, faults


def _given(measure: Measure, parts: dict[Column, Figure | Symbol | None], line: Line) -> tuple[Given, list[Fault]]:
    """The figures of a row, and its one symbol from whichever cell has it."""
    symbols = {column: part for column, part in parts.items() if isinstance(part, Symbol)}
    numbers = {column: part for column, part in parts.items() if isinstance(part, Figure)}
    faults = []
    if len(set(symbols.values())) > 1:
        where = line.cells[list(symbols)[-1]].place
        what = f"The row has the symbols {listed(list(dict.fromkeys(symbols.values())))}."
        faults.append(Fault(codes.SYMBOLS_DISAGREE, what, where))
    place = next((line.cells[column].place for column in reversed(symbols)), "")
    given = Given(
        measure,
        numbers.get(Column.NUMERATOR),
        numbers.get(Column.DENOMINATOR),
        numbers.get(Column.VALUE),
        None if faults else next(iter(symbols.values()), None),
        place,
        unread=bool(faults) or any(parts[column] is None and not line.cells[column].blank for column in parts),
    )
    return given, faults


def _row(named: Named, given: Given, line: Line, sheet: str) -> Row | None:
    if named.month is None or named.breakdown is None:
        return None
    value = given.value
    figures = [figure for figure in (value, given.numerator, given.denominator) if figure]
    return Row(
        named,
        given.measure,
        named.month,
        named.breakdown,
        given.numerator.value if given.numerator else None,
        given.denominator.value if given.denominator else None,
        settle(given),
        given.symbol or "",
        clean_words(line.cells[Column.COMMENTARY]),
        figures[0].place if figures else given.symbol_cell,
        value.place if value else "",
        value.half if value else 0.0,
        is_fraction(given),
        sheet,
    )


def clean_words(cell: Cell) -> str:
    """Commentary as written, line by line, without stray blanks, as it may be kept and shown."""
    words = visible("\n".join(line for line in map(clean, decoded(str(cell.value or "")).splitlines()) if line))
    return "" if is_blank(words) else words
