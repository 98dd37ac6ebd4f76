"""Headings of people's tables: those of columns that are read, and those known and passed over."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass
from functools import lru_cache

from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.months import MonthName, Year, find_months, month_status, read_heading
from sendkpi.ingest.spelling.texts import clean, key
from sendkpi.ingest.spelling.words.bases import basis_of
from sendkpi.ingest.spelling.words.units import without_unit
from sendkpi.layouts import Column

_NAMES: dict[Column, tuple[str, ...]] = {
    Column.MEASURE: (
        "measure ref",
        "measure reference",
        "kpi ref",
        "kpi reference",
        "indicator ref",
        "ref",
        "ref no",
        "reference",
        "id",
        "measure id",
        "code",
        "measure",
        "kpi",
        "indicator",
        "performance indicator",
        "key performance indicator",
        "performance measure",
        "metric",
    ),
    Column.TITLE: (
        "title",
        "measure title",
        "measure name",
        "indicator name",
        "kpi name",
        "description",
        "measure description",
        "indicator description",
        "kpi description",
    ),
    Column.MONTH: (
        "month",
        "reporting month",
        "month ending",
        "month end",
        "period",
        "reporting period",
        "period ending",
        "month year",
        "date",
        "as at",
        "data as at",
        "snapshot date",
        "month commencing",
        "month starting",
        "period end",
        "quarter",
        "quarter ending",
    ),
    Column.BREAKDOWN: ("breakdown", "provider", "organisation", "organization", "trust", "age band", "age group"),
    Column.NUMERATOR: (
        "numerator",
        "num",
        "numer",
        "top",
        "number achieved",
        "number met",
        "number in time",
        "number on time",
    ),
    Column.DENOMINATOR: ("denominator", "den", "denom", "out of", "bottom", "base", "total number", "number in all"),
    Column.VALUE: (
        "value",
        "actual",
        "actuals",
        "act",
        "achieved",
        "achievement",
        "reported",
        "result",
        "outturn",
        "performance",
        "figure",
        "rate",
        "percentage",
        "percent",
        "per cent",
        "%",
        "% achieved",
        "actual %",
        "actual value",
        "score",
        "in month",
        "in month %",
        "in-month figure",
        "monthly figure",
        "month only",
        "this month",
        "current month",
        "current",
        "latest",
        "current value",
        "latest value",
        "current position",
    ),
    Column.SYMBOL: ("symbol", "marker"),
    Column.COMMENTARY: ("commentary", "comment", "comments", "narrative", "notes", "note", "explanation", "remarks"),
}

_PASSED_OVER = (
    "last figure (for information, not read)",
    "responsible",
    "responsible officer",
    "lead officer",
    "sub group",
    "priority",
    "source",
    "data source",
    "last updated",
    "target",
    "tgt",
    "goal",
    "aim",
    "ambition",
    "milestone",
    "plan",
    "planned",
    "planned value",
    "trajectory",
    "forecast",
    "expected",
    "threshold",
    "baseline",
    "variance",
    "difference",
    "gap",
    "change",
    "rag",
    "rag rating",
    "rating",
    "status",
    "trend",
    "direction",
    "direction of travel",
    "dot",
    "ytd",
    "ytd %",
    "ytd actual",
    "year to date",
    "year to date %",
    "running total",
    "rolling 12 months",
    "rolling year",
    "r12m",
    "grand total",
    "previous",
    "previous month",
    "last month",
    "prior month",
    "same month last year",
    "last year",
    "previous year",
    "prior year",
    "total",
    "average",
    "mean",
    "cumulative",
    "full year",
    "year end",
    "owner",
    "lead",
    "area",
    "wsoa area",
    "unit",
    "polarity",
    "frequency",
    "national",
    "england",
    "london",
    "benchmark",
    "comparator",
)
_NEARLY = 0.8


class _Passed:
    """A heading whose column is not read."""


PASSED = _Passed()
"""A known heading whose column is not read."""
UNKNOWN = _Passed()
"""An unknown heading: its column may hold the figure."""
Part = Column | _Passed


def _heading_key(text: str) -> str:
    return key(text.replace("%", " percentsign "))


_KNOWN: dict[str, Part] = {_heading_key(name): PASSED for name in _PASSED_OVER} | {
    _heading_key(name): column for column, names in _NAMES.items() for name in names
}
_RANK = {_heading_key(name): rank for names in _NAMES.values() for rank, name in enumerate(names)}
_PARTS = {Column.NUMERATOR, Column.DENOMINATOR, Column.VALUE, Column.SYMBOL, Column.COMMENTARY}


@lru_cache(maxsize=4096)
def heading(text: str) -> Part | None:
    """The column that a heading names, PASSED where it is known and not read, None where nobody knows it."""
    return _KNOWN.get(_heading_key(text)) or _KNOWN.get(_heading_key(without_unit(text)))


def rank(text: str) -> int:
    """How plainly a heading names its column: 0 is plainest."""
    return _RANK.get(_heading_key(text), len(_RANK))


@lru_cache(maxsize=4096)
def part(text: str) -> Part | None:
    """The part of a figure that a heading below or beside a month names; None for any other heading."""
    found = heading(text)
    return found if found is PASSED or found in _PARTS else None


def nearly(text: str) -> Column | None:
    """The column that a misspelt heading may mean; None where it is spelt like none."""
    known = {name: column for name, column in _KNOWN.items() if isinstance(column, Column)}
    near = difflib.get_close_matches(_heading_key(text), known, n=1, cutoff=_NEARLY)
    return known[near[0]] if near else None


@dataclass(frozen=True)
class Heading:
    """A heading over figures: its time, and the part of a figure below it."""

    time: dt.date | Year | MonthName | None
    part: Part | None = None


def read_over_figures(cell: Cell) -> Heading:
    """A heading such as `Apr-22`, `2022/23`, `Actual` or `Apr-22 Actual`."""
    if isinstance(cell.value, (str, int)):
        return _of_text(cell.text)
    return Heading(read_heading(cell))


_FOOTNOTE = re.compile(r"(?:\s*(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰ᵖʳᵉᵃᵇ]+|\[\w{1,2}\]))+$")


@lru_cache(maxsize=4096)
def _of_text(written: str) -> Heading:
    text = _FOOTNOTE.sub("", written)
    if (status := month_status(text)) and find_months(text):
        text = text[: -len(status)]
    if (time := read_heading(Cell(0, 0, text))) is not None:
        return Heading(time)
    if found := part(text):
        return Heading(None, found)
    for own, rest in _splits(text):
        named = PASSED if basis_of(own) else part(own)
        time = read_heading(Cell(0, 0, rest)) if named else None
        if named and time is not None:
            return Heading(time, named)
    return Heading(None)


def _splits(text: str) -> list[tuple[str, str]]:
    """A heading taken apart in every way, `Apr-22 Actual` into `Actual` and `Apr-22` among them."""
    words = clean(text).replace("(", " ").replace(")", " ").replace(":", " ").split()
    halves = [(" ".join(words[:at]).strip("-–— "), " ".join(words[at:]).strip("-–— ")) for at in range(1, len(words))]
    return [pair for first, second in halves for pair in ((first, second), (second, first))]


def beside_month(text: str) -> tuple[object, str] | None:
    """A heading's time and its other words: `Apr-22 Achieved` is April 2022 and `Achieved`."""
    for own, rest in _splits(_FOOTNOTE.sub("", text)):
        time = read_heading(Cell(0, 0, rest))
        if time is not None:
            return time, own
    return None
