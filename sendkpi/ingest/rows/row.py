"""One row of the table: what it names, what it gives, and every fault in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import NUMBERS, READ
from sendkpi.ingest.rows.figures import DAYS_KEY, Given, check_figures, is_fraction, settle
from sendkpi.ingest.spelling.cells import Cell, Figure, check_broken, is_not_known, read_figure, read_symbol
from sendkpi.ingest.spelling.marks import ends_raised
from sendkpi.ingest.spelling.measure_names import Names, check_title, describe, read_breakdown, read_measure
from sendkpi.ingest.spelling.months import QuarterEnd, read_month
from sendkpi.ingest.spelling.numbers import DAYS, DAYS_A_WEEK, PERCENT_SIGN, WEEKS
from sendkpi.ingest.spelling.symbols import is_plain, may_be_low
from sendkpi.ingest.spelling.texts import clean, decoded, listed, number, quoted
from sendkpi.layouts import Column
from sendkpi.plan.choices import Collected, Unit
from sendkpi.texts import LONGEST_WORDS, is_blank, visible
from sendkpi.values import Problem, Symbol, add_months, month_name

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Line
    from sendkpi.plan.records import Measure

Answer = TypeVar("Answer")


NO_ANSWERS: Mapping[str, str] = MappingProxyType({})
DIVIDED = "7"
"""The answer that a wait in days is divided by seven."""
RAISED, NOTES = "raised", "notes"
"""The key of what raised digits behind figures are, and the answer that they are notes."""


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


def read_line(names: Names, line: Line, today: dt.date, sheet: str, answers: Mapping[str, str] = NO_ANSWERS) -> Reading:
    """A row by the rules of its cells and its figures. One that gives no figure, symbol or words has no faults.

    `answers` are those to the choices that its cells leave open, by their keys.
    """
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
    parts, unread = _parts(line, broken, named.measure, answers)
    faults += unread
    if named.measure is None or empty:
        return Reading(named, tuple(faults), asked=asked)
    given, disagreeing = _given(named.measure, parts, line)
    faults += disagreeing + check_figures(given)
    return Reading(named, tuple(faults), None if faults else _row(named, given, line, sheet), asked)


_FIGURES = (*NUMBERS, Column.SYMBOL)


def is_to_come(line: Line) -> bool:
    """Whether a line has `#N/A` alone in place of figures, as a chart's source has in the months to come."""
    given = [cell for column in _FIGURES if not (cell := line.cells[column]).blank]
    return bool(given) and all(map(is_not_known, given)) and line.cells[Column.COMMENTARY].blank


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


def _parts(
    line: Line, broken: Mapping[Column, Fault], measure: Measure | None, answers: Mapping[str, str]
) -> tuple[dict[Column, Figure | Symbol | None], list[Fault]]:
    """The figures and symbols in the cells, None where a cell is blank or at fault; and the faults."""
    faults: list[Fault] = []
    parts: dict[Column, Figure | Symbol | None] = {}
    for column in _FIGURES:
        cell = line.cells[column]
        read = None if column in broken else read_symbol(cell) if column is Column.SYMBOL else read_figure(cell)
        if column is Column.VALUE and _may_be_low(read, cell, measure):
            read = Fault(codes.AMBIGUOUS_MARK, _may_mean(cell), cell.place, _SAY_WHICH)
        parts[column] = _keep(_left_open(read, answers), faults)
    return _parted(parts, measure), faults


def _left_open(read: Figure | Symbol | Fault | None, answers: Mapping[str, str]) -> Figure | Symbol | Fault | None:
    """What a cell gives by the answers to what it leaves open; the fault of one that nobody has answered yet."""
    if not isinstance(read, Figure):
        return read
    if read.unit == DAYS and answers.get(DAYS_KEY) == DIVIDED:
        return read._replace(value=read.value / DAYS_A_WEEK, half=read.half / DAYS_A_WEEK, unit=WEEKS)
    if ends_raised(read.cell.text) and answers.get(RAISED) != NOTES:
        what = f"{quoted(read.cell.text)} may be {number(read.value)} with a raised note, or have one digit more."
        return Fault(codes.RAISED_DIGIT, what, read.place)
    return read


def _may_be_low(read: object, cell: Cell, measure: Measure | None) -> bool:
    """Whether a text such as `<5` stands for a percentage: it may be a number of children, or of percent."""
    return (
        read is Symbol.CONFIDENTIAL and measure is not None and measure.unit is Unit.PERCENT and may_be_low(cell.text)
    )


def _may_mean(cell: Cell) -> str:
    return f"{quoted(cell.text)} may be a number of children too small to show, or a low percentage."


_SAY_WHICH = "Say once for the file which (on the Submit page, or `--mark`), or give the symbol c or low."


def _parted(
    parts: dict[Column, Figure | Symbol | None], measure: Measure | None
) -> dict[Column, Figure | Symbol | None]:
    """A percentage's value that is written with both its counts, `80% (16/20)`, as the three figures that it is.

    Counts in columns of their own stay as they are, beside a value that they must give.
    """
    value = parts[Column.VALUE]
    if not isinstance(value, Figure) or value.counts is None or measure is None or measure.unit is not Unit.PERCENT:
        return parts
    own = parts[Column.NUMERATOR], parts[Column.DENOMINATOR]
    if any(own):
        return parts if value.unit == PERCENT_SIGN else {**parts, Column.VALUE: value._replace(unit=PERCENT_SIGN)}
    top, bottom = (Figure(value.cell, count, 0.5) for count in value.counts)
    kept = value._replace(counts=None) if value.unit == PERCENT_SIGN else None
    return {**parts, Column.NUMERATOR: top._replace(note=value.note), Column.DENOMINATOR: bottom, Column.VALUE: kept}


def _given(measure: Measure, parts: dict[Column, Figure | Symbol | None], line: Line) -> tuple[Given, list[Fault]]:
    """The figures of a row, and its one symbol from whichever cell has it."""
    numbers = {column: part for column, part in parts.items() if isinstance(part, Figure)}
    symbols = {column: part.symbol for column, part in numbers.items() if part.symbol}
    symbols |= {column: part for column, part in parts.items() if isinstance(part, Symbol)}
    if not numbers.get(Column.VALUE) and any(_is_suppressed(symbols, column, line) for column in _COUNTS):
        numbers = {}  # a part too small to show takes the whole with it, or the value could be worked out
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


_COUNTS = (Column.NUMERATOR, Column.DENOMINATOR)


def _is_suppressed(symbols: Mapping[Column, Symbol], column: Column, line: Line) -> bool:
    return symbols.get(column) is Symbol.CONFIDENTIAL and not is_plain(line.cells[column].text)


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
        _commentary(line, figures),
        figures[0].place if figures else given.symbol_cell,
        value.place if value else "",
        value.half if value else 0.0,
        is_fraction(given),
        sheet,
    )


def _commentary(line: Line, figures: list[Figure]) -> str:
    """The commentary, and below it what the marks beside the figures say."""
    return "\n".join(dict.fromkeys(filter(None, (clean_words(line.cells[Column.COMMENTARY]), *_notes(figures)))))


def _notes(figures: list[Figure]) -> list[str]:
    return [visible(figure.note) for figure in figures]


def clean_words(cell: Cell) -> str:
    """Commentary as written, line by line, without stray blanks, as it may be kept and shown."""
    words = visible("\n".join(line for line in map(clean, decoded(str(cell.value or "")).splitlines()) if line))
    return "" if is_blank(words) else words
