"""The month of a row: a date, or text in the ways that people write a month, days before months."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.texts import quoted

if TYPE_CHECKING:
    from sendkpi.ingest.cells import Cell

EARLIEST = 2000
"""No figure of a plan is older: a year before it is a slip or another date system's."""

LATEST = 2099

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MIDNIGHT = re.compile(r"[ t]00:00(:00(\.0+)?)?z?$")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})", re.ASCII)
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII)
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]?)?(?P<name>[a-z]+)\.?,?[ /-]?['’]?(?P<year>\d{4}|\d{2})",
    re.ASCII,
)


def read_month(cell: Cell) -> dt.date | Fault:
    """The first day of the month that a cell names, from 2000 to 2099."""
    if cell.blank:
        return Fault(codes.MONTH_UNREADABLE, "The row has no month.", cell.place)
    found = _of_date(cell.value) if isinstance(cell.value, dt.date) else _of_text(cell)
    if found is None:
        shown = cell.value.date() if isinstance(cell.value, dt.datetime) else cell.text
        return Fault(codes.MONTH_UNREADABLE, f"{quoted(shown)} cannot be read as a month.", cell.place)
    return found


def _of_date(value: dt.date) -> dt.date | None:
    return dt.date(value.year, value.month, 1) if EARLIEST <= value.year <= LATEST else None


def _of_text(cell: Cell) -> dt.date | None:
    if not isinstance(cell.value, str):
        return None
    text = _MIDNIGHT.sub("", cell.text.casefold())
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST, _NAMED):
        if written := pattern.fullmatch(text):
            return _of_parts(written.groupdict())
    return None


def _of_parts(parts: dict[str, str | None]) -> dt.date | None:
    """The month of the parts found, where they make a day that exists."""
    name = parts.get("name")
    month = _named(name) if name else int(parts.get("month") or 0)
    year = int(parts["year"] or 0)
    try:
        day = dt.date(year + 2000 if year < 100 else year, month, int(parts.get("day") or 1))  # noqa: PLR2004 - two digits
    except ValueError:
        return None
    return _of_date(day)


def _named(name: str) -> int:
    """The number of a month by its name, whole or in its usual short forms; 0 for no month."""
    if name in _FULL_NAMES:
        return _FULL_NAMES.index(name) + 1
    short = "sep" if name == "sept" else name
    return _NAMES.index(short) + 1 if short in _NAMES else 0
