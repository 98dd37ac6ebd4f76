"""The month of a row or a heading: a date, or text in the ways that people write a month, days before months."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.texts import clean, quoted
from sendkpi.values import YEARS, add_months

_APRIL, _SEPTEMBER, _MONTHS = 4, 9, 12

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
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]?)?(?P<name>[a-z]+)\.?,?[ /-]?['’]?(?P<year>\d{4}|\d{2})", re.ASCII
)
_FINANCIAL = r"(?:fy ?)?(\d{4}) ?[/–-] ?(\d{4}|\d{2})"
_NUMBER = r"(?:month|period|m|p) ?(\d{1,2})"
_FINANCIAL_YEAR = re.compile(_FINANCIAL, re.ASCII)
_NUMBERED = re.compile(_NUMBER, re.ASCII)
_YEAR_THEN_NUMBER = re.compile(rf"{_FINANCIAL} ?-? ?{_NUMBER}", re.ASCII)
_NUMBER_THEN_YEAR = re.compile(rf"{_NUMBER} ?-? ?{_FINANCIAL}", re.ASCII)
_QUARTER = r"(?:quarter|qtr|q) ?([1-4])"
_QUARTER_ALONE = re.compile(_QUARTER, re.ASCII)
_YEAR_THEN_QUARTER = re.compile(rf"{_FINANCIAL} ?-? ?{_QUARTER}", re.ASCII)
_QUARTER_THEN_YEAR = re.compile(rf"{_QUARTER} ?-? ?{_FINANCIAL}", re.ASCII)
_WITHIN = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)? )?\b[a-z]{3,9}\.?,?[ /-]?['’]?(?:\d{4}|\d{2})\b|\b\d{4}-\d{2}(?:-\d{2})?\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b",
    re.ASCII,
)
_STATUS = re.compile(
    r"\s*(?:[\(\[](?:prov(?:isional)?|rev(?:ised)?|final|est(?:imated?)?|unvalidated|validated|draft|p|r|e|f)\.?[\)\]]"
    r"|[-–,]?\s*\b(?:prov(?:isional)?|rev(?:ised)?|unvalidated)\.?)$"
)
"""What may stand behind a month: its figures are its own, not final."""
_HAS_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [a-z]|\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]", re.ASCII)
_CALENDAR_YEAR = re.compile(r"(?:year |cy ?)?(20\d{2})", re.ASCII)


class QuarterEnd(dt.date):
    """The last month of a quarter that was written as one: its figure covers three months."""


@dataclass(frozen=True)
class Year:
    """A heading over months: a calendar year, or one that begins in `first`: in April, or the month `begins`."""

    first: int
    financial: bool
    begins: int = _APRIL

    def month(self, label: MonthName) -> dt.date | None:
        """The month of that name in this year; None where it is not clear."""
        if label.quarter is not None:
            return _quarter_end(self.first, label.quarter) if self._numbered else None
        if label.number is not None:
            return _financial_month(self.first, label.number) if self._numbered else None
        if label.calendar is None:
            return None
        later = self.financial and label.calendar < self.begins
        return dt.date(self.first + later, label.calendar, 1)

    @property
    def _numbered(self) -> bool:
        """Whether its months and quarters are counted from April."""
        return self.financial and self.begins == _APRIL

    def holds(self, month: dt.date) -> bool:
        """Whether a month is in this year."""
        if not self.financial:
            return month.year == self.first
        return dt.date(self.first, self.begins, 1) <= month < dt.date(self.first + 1, self.begins, 1)

    @property
    def words(self) -> str:
        """`2022/23`, or `2022`."""
        return f"{self.first}/{(self.first + 1) % 100:02d}" if self.financial else str(self.first)


@dataclass(frozen=True)
class MonthName:
    """A month without its year: April, or the first month (M1) or quarter (Q1) of a financial year."""

    calendar: int | None = None
    number: int | None = None
    quarter: int | None = None


def read_heading(cell: Cell) -> dt.date | Year | MonthName | None:
    """The time in a heading: a month, a year over months, a month without its year; None where there is none."""
    if isinstance(cell.value, dt.date):
        return _of_date(cell.value)
    if (found := serial_month(cell.value)) is not None:
        return found
    text = cell.text.casefold()
    if status := month_status(text):
        return read_heading(Cell(cell.row, cell.column, text.removesuffix(status)))
    return _financial(text) or _of_text(cell) or _year(text) or _month_name(text) or _month_first(text)


def _month_first(text: str) -> dt.date | None:
    """The month of `4/30/2022`, which is a day only with the month first: whether it is meant so is asked."""
    written = _DAY_FIRST.fullmatch(_MIDNIGHT.sub("", text))
    if written is None or int(written["month"]) <= _MONTHS:
        return None
    return _of_parts({"day": "1", "month": written["day"], "year": written["year"]})


def month_status(text: str) -> str:
    """What stands behind a month in small letters and says that its figures may change: ` (prov.)`; "" for nothing."""
    found = _STATUS.search(text.casefold())
    return found[0] if found and found.start() else ""


_SERIALS = range(36_526, 73_050)  # 2000 to 2099
_EPOCH = dt.date(1899, 12, 30)


def serial_month(value: object) -> dt.date | None:
    """The month of a number that is a date's, of a month's first or last day, and lost its format."""
    number = int(value) if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) < 6 else value  # noqa: PLR2004
    if type(number) is float and number.is_integer():
        number = int(number)
    if type(number) is not int or number not in _SERIALS:
        return None
    day = _EPOCH + dt.timedelta(days=number)
    ends = day.day == 1 or (day + dt.timedelta(days=1)).day == 1
    return first_day(day.year, day.month) if ends else None


_YEARS_WITHIN = re.compile(
    r"(?<![\d/-])(?:fy ?)?(20\d{2}) ?[/–-] ?(20\d{2}|\d{2})(?![\d/-])|\bfy ?(\d{2}) ?[/–-] ?(\d{2})\b"
)


_SHORT_YEAR = re.compile(r"\d{2} ?[/–-] ?\d{2}")


_ACADEMIC = re.compile(r"\b(?:academic|school|ay)\b(?: year)?")


def find_years(text: str) -> set[Year]:
    """Every financial or academic year that a sentence, a tab or a file's name mentions: `SEND scorecard 2022/23`."""
    found = set()
    begins = _SEPTEMBER if _ACADEMIC.search(text.casefold()) else _APRIL
    if alone := _SHORT_YEAR.fullmatch(clean(text)):
        text = f"fy{alone[0]}"
    for first, following, short, shorter in _YEARS_WITHIN.findall(clean(text).casefold().replace("_", " ")):
        start, end = (int(first), int(following)) if first else (2000 + int(short), int(shorter))
        if _follows(start, end) and start in YEARS:
            found.add(Year(start, financial=True, begins=begins))
    return found


def _financial(text: str) -> dt.date | None:
    """The month of `2022/23 M1`, either way round."""
    if written := _YEAR_THEN_NUMBER.fullmatch(text):
        first, following, number = map(int, written.groups())
    elif written := _NUMBER_THEN_YEAR.fullmatch(text):
        number, first, following = map(int, written.groups())
    else:
        return _quarter(text)
    return _financial_month(first, number) if _follows(first, following) and first in YEARS else None


def _quarter(text: str) -> dt.date | None:
    """The last month of `Q1 2022/23`, either way round; a calendar year's quarter could be either's."""
    if written := _YEAR_THEN_QUARTER.fullmatch(text):
        first, following, number = map(int, written.groups())
    elif written := _QUARTER_THEN_YEAR.fullmatch(text):
        number, first, following = map(int, written.groups())
    else:
        return None
    return _quarter_end(first, number) if _follows(first, following) and first in YEARS else None


def _quarter_end(first: int, number: int) -> QuarterEnd:
    """Quarter 1 is April to June."""
    month = add_months(dt.date(first, _APRIL, 1), 3 * number - 1)
    return QuarterEnd(month.year, month.month, 1)


def _year(text: str) -> Year | None:
    if written := _CALENDAR_YEAR.fullmatch(text):
        return Year(int(written[1]), financial=False)
    written = _FINANCIAL_YEAR.fullmatch(text)
    if written is None:
        return None
    first, following = map(int, written.groups())
    return Year(first, financial=True) if _follows(first, following) and first in YEARS else None


def _month_name(text: str) -> MonthName | None:
    if written := _NUMBERED.fullmatch(text):
        number = int(written[1])
        return MonthName(number=number) if 1 <= number <= _MONTHS else None
    if written := _QUARTER_ALONE.fullmatch(text):
        return MonthName(quarter=int(written[1]))
    named = _named(text.rstrip("."))
    return MonthName(calendar=named) if named else None


def _financial_month(first: int, number: int) -> dt.date | None:
    """Month 1 is April."""
    return add_months(dt.date(first, _APRIL, 1), number - 1) if 1 <= number <= _MONTHS else None


def _follows(first: int, following: int) -> bool:
    return following in {first + 1, (first + 1) % 100}


def read_month(cell: Cell) -> dt.date | Fault:
    """The first day of the month that a cell names, from 2000 to 2099."""
    if cell.blank:
        return Fault(codes.MONTH_UNREADABLE, "The row has no month.", cell.place)
    found = _of_date(cell.value) if isinstance(cell.value, dt.date) else _of_text(cell) or _of_digits(cell)
    if found is None:
        shown = cell.value.date() if isinstance(cell.value, dt.datetime) else cell.text
        return Fault(codes.MONTH_UNREADABLE, f"{quoted(shown)} cannot be read as a month.", cell.place)
    return found


def _of_date(value: dt.date) -> dt.date | None:
    if isinstance(value, QuarterEnd):
        return value
    return first_day(value.year, value.month) if value.year in YEARS else None


@lru_cache(maxsize=len(YEARS) * _MONTHS)
def first_day(year: int, month: int) -> dt.date:
    """The first day of a month; the same object each time, since a column holds few."""
    return dt.date(year, month, 1)


def _of_text(cell: Cell) -> dt.date | None:
    if not isinstance(cell.value, str):
        return None
    text = _STATUS.sub("", _MIDNIGHT.sub("", cell.text.casefold()))
    if quarter := _quarter(text):
        return quarter
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST, _NAMED):
        if written := pattern.fullmatch(text):
            return _of_parts(written.groupdict())
    return None


_DIGITS = re.compile(r"(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])", re.ASCII)


def _of_digits(cell: Cell) -> dt.date | None:
    """The month of a day in digits alone, `20220401`, as databases write it; only where a month is expected."""
    written = _DIGITS.fullmatch(cell.text) if isinstance(cell.value, (str, int)) else None
    return _of_parts(written.groupdict()) if written else None


def day_of_text(text: str) -> dt.date | None:
    """The day of a text that names one, days before months; None for a month alone and for anything else."""
    plain = _MIDNIGHT.sub("", text.casefold())
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _NAMED):
        written = pattern.fullmatch(plain)
        if written and written["day"]:
            return _day(written.groupdict())
    return None


def _of_parts(parts: dict[str, str | None]) -> dt.date | None:
    """The month of the parts found, where they make a day that exists."""
    day = _day(parts)
    return None if day is None else _of_date(day)


def _day(parts: dict[str, str | None]) -> dt.date | None:
    """The day of the parts found, the first of a month alone; None where there is no such day."""
    name = parts.get("name")
    month = _named(name) if name else int(parts.get("month") or 0)
    year = int(parts["year"] or 0)
    try:
        return dt.date(year + 2000 if year < 100 else year, month, int(parts.get("day") or 1))  # noqa: PLR2004 - two digits
    except ValueError:
        return None


def _named(name: str) -> int:
    """The number of a month by its name, whole or in its usual short forms; 0 for no month."""
    if name in _FULL_NAMES:
        return _FULL_NAMES.index(name) + 1
    short = "sep" if name == "sept" else name
    return _NAMES.index(short) + 1 if short in _NAMES else 0


def find_month(value: object) -> dt.date | None:
    """The one month that a date or a sentence names (`Figures for June 2022`); None where it names none, or two."""
    months = find_months(value)
    return next(iter(months)) if len(months) == 1 else None


def find_months(value: object) -> set[dt.date]:
    """Every month that a date or a sentence names; days (`printed on 3 June 2022`) only where it names no month."""
    if isinstance(value, dt.date):
        return {found} if (found := _of_date(value)) else set()
    if not isinstance(value, str):
        return set()
    written = _WITHIN.findall(clean(value).casefold())
    months: list[dt.date] = []
    days: list[dt.date] = []
    for text in written:
        if found := _of_text(Cell(1, 1, text)):
            (days if _HAS_DAY.match(text) else months).append(found)
    return set(months or days)


def has_only_days(value: object) -> bool:
    """Whether the months that a cell names are all those of days."""
    if isinstance(value, dt.date):
        return value.day != 1
    texts = _WITHIN.findall(clean(value).casefold()) if isinstance(value, str) else []
    return all(_HAS_DAY.match(text) for text in texts)
