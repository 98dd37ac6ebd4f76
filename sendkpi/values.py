"""The values that pass between rooms: a month, a day, a problem."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from sendkpi.errors import SendKpiError

LONDON = ZoneInfo("Europe/London")

YEARS = range(2000, 2100)
"""The years that a plan and its figures can be about: another is a slip of the keyboard."""


class Symbol(StrEnum):
    """The reason why a figure is missing or unreliable (Government Analysis Function shorthand)."""

    CONFIDENTIAL = "c"
    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"
    LOW = "low"
    UNRELIABLE = "u"


class Severity(StrEnum):
    """An error keeps the whole file out; a warning waits for an officer to confirm it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One thing wrong in an upload: where, about what, what is wrong and what to do, in one line."""

    severity: Severity
    code: str
    message: str
    sheet: str = ""
    cell: str = ""
    measure: str = ""
    month: dt.date | None = None
    about: str = ""
    """What the line is about, in words: "EHCP1, April 2022"."""

    @property
    def line(self) -> str:
        """`KPIs!G7 · EHCP1, April 2022 · 137% is above 100. Did you mean 37%?`."""
        place = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet
        return " · ".join(part for part in (place, self.about, self.message) if part)


@dataclass(frozen=True)
class UnknownTable:
    """A sheet in which no table explains itself: its first rows as texts, by row number, from column A on.

    `heading_row` is the number of the row that most looks like headings.
    """

    sheet: str
    heading_row: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Choice:
    """One thing that a file leaves open, and the answers to choose from; asked once for files with the same headings.

    `key` is what an answer is remembered by, `options` are the answers by their codes, each in words. `places` are
    the first of the `count` cells that leave it open, `code` is the problem's that waits for the answer.
    """

    key: str
    question: str
    options: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    count: int
    fingerprints: tuple[str, ...]
    code: str
    likely: str | None = None
    offer: bool = False
    """Whether it is no question, but a correction that is offered for an error."""


@dataclass(frozen=True)
class Question:
    """The questions to an officer about a file that cannot be read yet."""

    tables: tuple[UnknownTable, ...] = ()
    choices: tuple[Choice, ...] = ()


def parse_month(text: str) -> dt.date:
    """The first day of a month written `2022-04`.

    Raises SendKpiError for anything else.
    """
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text.strip())
    if not found or int(found[1]) not in YEARS:
        message = f"{text!r} is not a month: write it as 2022-04."
        raise SendKpiError(message)
    return dt.date(int(found[1]), int(found[2]), 1)


def parse_day(text: str) -> dt.date:
    """A day written `2022-04-30`.

    Raises SendKpiError for anything else.
    """
    found = re.fullmatch(r"(\d{4})-\d\d-\d\d", text.strip())
    try:
        if found and int(found[1]) in YEARS:
            return dt.date.fromisoformat(found[0])
    except ValueError:
        pass
    message = f"{text!r} is not a date: write it as 2022-04-30."
    raise SendKpiError(message)


def month_code(month: dt.date) -> str:
    """`2022-04`: how a month is written in files, addresses and commands."""
    return f"{month.year:04d}-{month.month:02d}"


def month_name(month: dt.date) -> str:
    """`April 2022`: how a month is written for people."""
    return f"{month:%B} {month.year}"


def day_name(day: dt.date) -> str:
    """`11 January 2022`: how a day is written for people."""
    return f"{day.day} {day:%B} {day.year}"


def add_months(month: dt.date, count: int) -> dt.date:
    """The first day of the month `count` months later (earlier where negative)."""
    index = month.year * 12 + month.month - 1 + count
    return dt.date(index // 12, index % 12 + 1, 1)


def month_end(month: dt.date) -> dt.date:
    """The last day of a month."""
    return add_months(month, 1) - dt.timedelta(days=1)


def today() -> dt.date:
    """The day it is in London."""
    return dt.datetime.now(tz=LONDON).date()


def london_day(moment: dt.datetime) -> dt.date:
    """The day in London of a moment with a time zone."""
    return moment.astimezone(LONDON).date()


def moment_name(moment: dt.datetime) -> str:
    """`11 January 2022 at 09:30`, in London: how a moment is written for people."""
    local = moment.astimezone(LONDON)
    return f"{day_name(local.date())} at {local:%H:%M}"
