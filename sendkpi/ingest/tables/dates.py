"""How the dates of a table are meant, where they can be read in two ways: asked once, and then remembered.

Days come before months here. A column of dates that all fall on the first of a month only when read the other way
round, that all stand an hour before midnight on a month's last day, or that all are the 22nd is of another kind.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.spelling.months import first_day
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.values import YEARS, add_months, day_name, month_end, month_name

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.ingest.tables.context import Context

KEY = "dates"
DAY, MONTH, NEXT, YEAR = "day", "month", "next", "year"
_LATE = 12
"""The hour from which a time on a month's last day may be the next month's first, moved by a zone."""
_MONTHS = 12
_YEARS_NEAR = 5
_TEXT = re.compile(r"'?(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]00:00(?::00)?)?")


def swapped(cell: Cell) -> dt.date | None:
    """The month of a date read month first: `4/1/2022` is April; None for anything that cannot be read so."""
    if isinstance(cell.value, dt.date):
        return first_day(cell.value.year, cell.value.day) if cell.value.day <= _MONTHS else None
    written = _TEXT.fullmatch(cell.text)
    if not written or int(written[1]) > _MONTHS or not int(written[1]):
        return None
    year = int(written[4])
    return first_day(year + 2000 if year < 100 else year, int(written[1]))  # noqa: PLR2004 - two digits


def _day(cell: Cell) -> dt.date | None:
    """The day of a date read day first; None for a text that is none, or no such day."""
    if isinstance(cell.value, dt.datetime):
        return cell.value.date()
    if isinstance(cell.value, dt.date):
        return cell.value
    written = _TEXT.fullmatch(cell.text)
    if not written:
        return None
    year = int(written[4])
    try:
        return dt.date(year + 2000 if year < 100 else year, int(written[3]), int(written[1]))  # noqa: PLR2004
    except ValueError:
        return None


def _next_month(cell: Cell) -> dt.date | None:
    value = cell.value
    return add_months(first_day(value.year, value.month), 1) if isinstance(value, dt.date) else None


def _year_for_day(cell: Cell) -> dt.date | None:
    """`Apr 22` that a program took for the 22nd of April: the month of that year."""
    value = cell.value
    return first_day(2000 + value.day, value.month) if isinstance(value, dt.date) else None


_READINGS: dict[str, Callable[[Cell], dt.date | None]] = {MONTH: swapped, NEXT: _next_month, YEAR: _year_for_day}


def reading_of(answer: str | None) -> Callable[[Cell], Cell] | None:
    """How an answer turns a month's cell into one of that month; None where dates are read as they are written."""
    read = _READINGS.get(answer or "")
    if read is None:
        return None

    def turned(cell: Cell) -> Cell:
        month = read(cell)
        return cell if month is None else cell._replace(value=month)

    return turned


def ask_dates(cells: Sequence[Cell], context: Context, today: dt.date) -> Ask | None:
    """The question how the dates of a table are meant; None where they can be read in one way only."""
    dated = {(cell.value if isinstance(cell.value, dt.date) else cell.text): cell for cell in cells if _is_date(cell)}
    distinct = list(dated.values())
    if not distinct:
        return None
    if all(map(_is_late, distinct)):
        return _ask(distinct, NEXT, _next_month, "stand late on the last day of a month")
    if _month_first(distinct, context):
        return _ask(distinct, MONTH, swapped, "can be read days first or months first")
    if len(distinct) == len(cells) and _is_year(distinct, today):
        return _ask(distinct, YEAR, _year_for_day, "are all the same day of a month, which may be a year's two digits")
    return None


def _is_date(cell: Cell) -> bool:
    return isinstance(cell.value, dt.date) or (isinstance(cell.value, str) and bool(_TEXT.fullmatch(cell.text)))


def _is_late(cell: Cell) -> bool:
    value = cell.value
    return (
        isinstance(value, dt.datetime)
        and value.hour >= _LATE
        and value.date() == month_end(first_day(value.year, value.month))
    )


def _month_first(distinct: list[Cell], context: Context) -> bool:
    """Whether dates fall on the first or last of a month only if the month comes first, or on the title's month."""
    days, months = [_day(cell) for cell in distinct], [swapped(cell) for cell in distinct]
    if not all(months):
        return _ends(distinct)
    if not all(days):
        return True
    known = [day for day in days if day]
    firsts = all(day.month == 1 for day in known) and any(day.day > 1 for day in known)
    if firsts and len({day.replace(day=1) for day in known}) < len(set(months)):
        return True
    named = context.title_months | ({context.tab_month} if context.tab_month else set())
    read = {day.replace(day=1) for day in known}
    alone = firsts and len(known) == 1 and isinstance(distinct[0].value, str)
    return alone or bool(named & {month for month in months if month} and not named & read and read != set(months))


def _ends(distinct: list[Cell]) -> bool:
    """Whether texts such as `4/30/2022` are days of a month only if the month comes first."""
    written = [_TEXT.fullmatch(cell.text) for cell in distinct if isinstance(cell.value, str)]
    return bool(written) and all(
        found and int(found[3]) > _MONTHS and 0 < int(found[1]) <= _MONTHS for found in written
    )


def _is_year(distinct: list[Cell], today: dt.date) -> bool:
    days = {(cell.value.day, cell.value.year) for cell in distinct if isinstance(cell.value, dt.date)}
    if len(days) != 1 or any(not isinstance(cell.value, dt.date) for cell in distinct):
        return False
    day, year = days.pop()
    written = 2000 + day
    ends = all(isinstance(cell.value, dt.date) and _is_end(cell.value) for cell in distinct)
    return (
        day > _MONTHS and written != year and abs(written - today.year) <= _YEARS_NEAR and written in YEARS and not ends
    )


def _is_end(value: dt.date) -> bool:
    return value.day == month_end(first_day(value.year, value.month)).day


def _ask(distinct: list[Cell], other: str, read: Callable[[Cell], dt.date | None], why: str) -> Ask:
    plain = _span([day for cell in distinct if (day := _day(cell))])
    turned = _span([month for cell in distinct if (month := read(cell))])
    shown = _shown(distinct[0])
    what = f"Dates such as {quoted(shown)} {why}: {' or '.join(filter(None, (plain, turned)))}."
    ways = {MONTH: "months first", NEXT: "the month after", YEAR: "month and year"}
    options = [(DAY, f"as written: {plain}")] if plain else []
    options += [(other, f"{ways[other]}: {turned}")]
    question = f"Which months are dates such as {quoted(shown)} in this file?"
    return Ask(KEY, question, tuple(options), Fault(codes.DATES_IN_DOUBT, what, distinct[0].place))


def _shown(cell: Cell) -> str:
    """A date as a person reads it; with its time where it has one."""
    value = cell.value
    if not isinstance(value, dt.date):
        return cell.text
    late = isinstance(value, dt.datetime) and (value.hour or value.minute)
    return f"{day_name(value)} {value:%H:%M}" if late else day_name(value)


def _span(days: Iterable[dt.date]) -> str:
    months = sorted({day.replace(day=1) for day in days})
    if not months:
        return ""
    return month_name(months[0]) if len(months) == 1 else f"{month_name(months[0])} to {month_name(months[-1])}"
