"""A figure in the unit that words beside it name: the measure's own, one that can be converted, or a contradiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.rows.figures import DAYS_KEY
from sendkpi.ingest.spelling.cells import Cell, Figure, read_figure
from sendkpi.ingest.spelling.numbers import DAYS_A_WEEK
from sendkpi.ingest.spelling.texts import number, quoted
from sendkpi.ingest.spelling.words.averages import Statistic, statistic_in
from sendkpi.ingest.spelling.words.units import NamedUnit, noted_unit
from sendkpi.layouts import Column
from sendkpi.plan.choices import Pooling, Unit

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Line
    from sendkpi.plan.records import Measure

FRACTIONS_KEY = "fractions"
DIVIDED, AS_WEEKS = "7", "weeks"
FRACTION, PERCENTAGE = "fraction", "percent"

_OWN = {Unit.PERCENT: NamedUnit.PERCENT, Unit.WEEKS: NamedUnit.WEEKS, Unit.COUNT: NamedUnit.COUNT}
_NAMES = {Unit.PERCENT: "a percentage", Unit.WEEKS: "a number of weeks", Unit.COUNT: "a count"}


def in_unit(line: Line, measure: Measure, answers: Mapping[str, str]) -> tuple[Line, Fault | Ask | None]:
    """The line in the measure's own unit, as far as words beside it give another and an answer converts it."""
    value = line.cells[Column.VALUE]
    if other := _other_statistic(line, measure):
        return line, other
    if line.unit is None or value.blank:
        return line, None
    unit, where = line.unit
    if noted_unit(where.text) and measure.unit is not Unit.WEEKS:
        return line, None  # a note on waits, and this is none
    if unit is _OWN[measure.unit] or _own_sign(value, measure):
        return line, None
    if unit is NamedUnit.DAYS and measure.unit is Unit.WEEKS:
        return _from_days(line, measure, where, answers)
    what = f"{measure.id} is {_NAMES[measure.unit]}, and {quoted(where.text)} at {where.place} gives {unit}."
    return line, Fault(codes.WRONG_UNIT, what, value.place, f"Give {_NAMES[measure.unit]}, or correct the unit.")


_STATISTICS = {Pooling.MEAN: Statistic.MEAN, Pooling.MAXIMUM: Statistic.LONGEST}


def _other_statistic(line: Line, measure: Measure) -> Fault | None:
    """The fault of a title that names another statistic than the measure's: a median is no average."""
    own, title = _STATISTICS.get(measure.pooling), line.cells[Column.TITLE]
    named = statistic_in(title.text) if own and title.text else None
    where = title
    if line.statistic is not None and (named is None or named is own):
        named, where = line.statistic
    if own is None or named is None or named is own:
        return None
    what = f"{measure.id} is {own} wait, and {quoted(where.text)} is {named}."
    return Fault(codes.TITLE_DISAGREES, what, where.place)


def _own_sign(value: Cell, measure: Measure) -> bool:
    """Whether the cell itself says that it holds the measure's unit, whatever the words beside it say."""
    return measure.unit is Unit.PERCENT and (value.percent or "%" in value.text)


def _from_days(line: Line, measure: Measure, where: Cell, answers: Mapping[str, str]) -> tuple[Line, Ask | None]:
    answer = answers.get(DAYS_KEY)
    if answer == AS_WEEKS:
        return line, None
    if answer == DIVIDED:
        both = {column: _divided(line.cells[column]) for column in (Column.VALUE, Column.NUMERATOR)}
        return replace(line, cells={**line.cells, **both}), None
    return line, ask_days(line.cells[Column.VALUE], measure, where)


def ask_days(value: Cell, measure: Measure, where: Cell) -> Ask:
    """The question whether figures in days are to be divided by seven."""
    figure = read_figure(value)
    days = figure.value if isinstance(figure, Figure) else 0.0
    example = f"{number(days)} days are {number(round(days / DAYS_A_WEEK, 1))} weeks"
    what = f"{measure.id} is a number of weeks, and {quoted(where.text)} at {where.place} gives days: {example}."
    fault = Fault(codes.WRONG_UNIT, what, value.place, "Confirm that days are divided by 7, or give weeks.")
    options = ((DIVIDED, f"days, to be divided by 7: {example}"), (AS_WEEKS, f"weeks already: {number(days)} weeks"))
    return Ask(DAYS_KEY, "Are the waits in this file in days?", options, fault, offer=True)


def _divided(cell: Cell) -> Cell:
    if isinstance(cell.value, bool) or not isinstance(cell.value, (int, float, str)):
        return cell
    figure = read_figure(cell)
    if not isinstance(figure, Figure) or figure.unit:
        return cell
    return cell._replace(value=float(Decimal(repr(figure.value)) / DAYS_A_WEEK))


def with_fractions(line: Line, measure: Measure, answers: Mapping[str, str]) -> Line:
    """The line with a bare figure up to one as an officer said that it is meant: a fraction of one, or a percentage."""
    answer = answers.get(FRACTIONS_KEY)
    value = line.cells[Column.VALUE]
    if answer is None or measure.unit is not Unit.PERCENT or value.blank:
        return line
    figure = read_figure(value)
    if not isinstance(figure, Figure) or figure.unit or not 0 < figure.value <= 1:
        return line
    meant = (
        value._replace(value=figure.value, percent=True)
        if answer == FRACTION
        else value._replace(value=f"{figure.value:.10g}%")
    )
    return replace(line, cells={**line.cells, Column.VALUE: meant})


def ask_fractions(value: Cell, fault: Fault) -> Ask:
    """The question whether bare figures up to one are fractions: one for a table, not one for each cell."""
    figure = read_figure(value)
    size = figure.value if isinstance(figure, Figure) else 0.0
    options = (
        (FRACTION, f"fractions of one: {number(size)} is {number(size * 100)}%"),
        (PERCENTAGE, f"percentages: {number(size)} is {number(size)}%"),
    )
    return Ask(FRACTIONS_KEY, f"Are figures such as {number(size)} fractions of one?", options, fault)
