"""The rows that most of a large file consists of, read in a quarter of the time: a percentage with both its parts.

Nothing is decided here that `row.read_line` does not decide: a row is taken only where it is plainly sound, and a
test holds the two against each other.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sendkpi.ingest.rows.figures import WHOLE, agrees
from sendkpi.ingest.rows.row import Named, Reading, Row, clean_words
from sendkpi.ingest.spelling.cells import Figure, read_figure
from sendkpi.ingest.spelling.months import first_day
from sendkpi.ingest.spelling.numbers import PERCENT_SIGN
from sendkpi.layouts import Column
from sendkpi.plan.choices import Unit
from sendkpi.texts import LONGEST_WORDS
from sendkpi.values import YEARS

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Line
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.plan.records import Measure

_BARE = {("", "", None, None), (PERCENT_SIGN, "", None, None)}
"""The unit, note, counts and symbol of a percentage beside which nothing else is written."""
_LARGE = 10**15
"""Below it every whole number is itself as a float."""


def read_plain(names: Names, line: Line, today: dt.date, sheet: str) -> Reading | None:
    """The reading of a row that names its measure and month plainly and gives sound counts; None for any other."""
    about, figures = _about(names, line, today), _figures(line)
    words = clean_words(line.cells[Column.COMMENTARY])
    if about is None or figures is None or len(words) > LONGEST_WORDS:
        return None
    measure, month = about
    top, bottom, half = figures
    value = line.cells[Column.VALUE]
    given = value.value is not None
    place = value.place if given else line.cells[Column.NUMERATOR].place
    row = Row(
        Named(measure, month, ""),
        measure,
        month,
        "",
        float(top),
        float(bottom),
        WHOLE * top / bottom,
        "",
        words,
        place,
        place if given else "",
        half,
        fraction=False,
        sheet=sheet,
    )
    return Reading(row.named, (), row, value.place if line.asks else "")


def _about(names: Names, line: Line, today: dt.date) -> tuple[Measure, dt.date] | None:
    """A row's measure and month, where it is the total of a percentage in a period that has begun."""
    cells = line.cells
    month = cells[Column.MONTH].value
    measure = names.plainly(cells[Column.MEASURE].value, cells[Column.TITLE].value)
    if measure is None or measure.unit is not Unit.PERCENT or cells[Column.BREAKDOWN].value is not None:
        return None
    if type(month) is not dt.datetime or month.year not in YEARS:
        return None
    day = first_day(month.year, month.month)
    return (measure, day) if day <= today and measure.ends_period(day) else None


def _figures(line: Line) -> tuple[int, int, float] | None:
    """Numerator, denominator and half a unit of the value's last digit (0 without one), where all agree."""
    cells = line.cells
    top, bottom, value = (cells[name] for name in (Column.NUMERATOR, Column.DENOMINATOR, Column.VALUE))
    words = cells[Column.COMMENTARY].value
    if cells[Column.SYMBOL].value is not None or (words is not None and (type(words) is not str or "#" in words)):
        return None
    if type(top.value) is not int or type(bottom.value) is not int or top.percent or bottom.percent:
        return None
    if not 0 <= top.value <= bottom.value < _LARGE or not bottom.value:
        return None
    if value.value is None:
        return None if value.unresolved else (top.value, bottom.value, 0.0)
    figure = read_figure(value)
    if type(figure) is not Figure or not 1 < figure.value <= WHOLE or figure[3:] not in _BARE:
        return None
    return (top.value, bottom.value, figure.half) if agrees(figure, 1.0, WHOLE * top.value / bottom.value) else None
