"""Reads the Department for Education's SEN2 timeliness file, a CSV as downloaded: a benchmark, not an extract.

Kept are the shares of new EHC plans issued within 20 weeks in a calendar year, over all plans together, on both
bases, for every area of England. Headings drift from release to release, so each has the names it has been seen
with; letters' case, blanks and underscores do not count. What cannot be read as meant refuses the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sendkpi.errors import RefusedError
from sendkpi.frames import frame
from sendkpi.frames.figures import PublishedRow
from sendkpi.ingest import csv_text
from sendkpi.ingest.sen2.cells import read_count, read_level, read_share, read_year
from sendkpi.ingest.spelling.texts import clean, key
from sendkpi.published import Indicator, Level, PlansBasis, PublishedFile
from sendkpi.texts import one_line, visible

YEAR, LEVEL, CODE, AREA, REGION = "time_period", "geographic_level", "old_la_code", "la_name", "region_name"
PLACES = (YEAR, LEVEL, CODE, AREA, REGION)
"""The headings of every release."""

KIND_OF_YEAR, TOPIC, BREAKDOWN = "time_identifier", "breakdown_topic", "breakdown"
"""Headings of the newer releases: what kind of year it is, and which plans of all a row counts."""

CALENDAR_YEAR = "calendaryear"
ALL_TOGETHER = frozenset({"allehcplans", "allehcplansissued", "total", ""})
"""How releases have called the rows of all plans together, and the files that hold no other rows."""


@dataclass(frozen=True)
class Columns:
    """The headings of one basis: plans issued in time, plans issued, the share of the two."""

    numerator: str
    denominator: str
    value: str


SPELLINGS: tuple[Mapping[PlansBasis, Columns], ...] = (
    {
        PlansBasis.ALL: Columns("plans_issued_within_20_weeks", "plans_issued_den", "pc_plans_issued_within_20_weeks"),
        PlansBasis.EXCLUDING: Columns("plans_issued_20_weeks_ex", "plans_issued_den_ex", "pc_plans_issued_20_weeks_ex"),
    },
    {
        PlansBasis.ALL: Columns("inc_exc_20week_ehc", "tot_inc_exc_ehc", "inc_exc_20week_rate"),
        PlansBasis.EXCLUDING: Columns("no_exc_20week_ehc", "tot_no_exc_ehc", "no_exc_20week_rate"),
    },
)
"""The headings of the figures: since 2024, and those of 2023 and before."""

_COUNTRY = "England"
_BLANK = ""


@dataclass(frozen=True)
class _Row:
    """One row as written: its line in the file, and its cells by heading (`texts.key`)."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        """The cell under a heading; "" where the file has no such heading."""
        return self.cells.get(key(heading), _BLANK)


def read_sen2(content: bytes, filename: str) -> PublishedFile:
    """The published figures of a SEN2 timeliness file.

    Raises RefusedError with one plain line for any other file: what it lacks, or the row that cannot be read.
    """
    try:
        figures = _figures(csv_text.rows(content))
    except RefusedError as error:
        raise RefusedError(f"{filename}: {error}") from None
    table = frame(figures, PublishedRow)
    return PublishedFile(one_line(filename), hashlib.sha256(content).hexdigest(), Indicator.EHC_PLANS_IN_TIME, table)


def _figures(lines: Iterator[tuple[int, list[str]]]) -> list[dict[str, object]]:
    """Every figure of the file, the same one twice once.

    Raises RefusedError.
    """
    _, headings = next(lines, (0, []))
    spelling = _spelling(headings)
    found: dict[tuple[object, ...], tuple[int, dict[str, object]]] = {}
    for row in _wanted(headings, lines):
        for basis, columns in spelling.items():
            figure = _figure(row, basis, columns)
            same = (figure["level"], figure["area_code"], figure["area"], figure["year"], basis)
            number, before = found.setdefault(same, (row.number, figure))
            if before != figure:
                about = f"{figure['area']} in {figure['year']}, {basis}"
                raise RefusedError(f"rows {number} and {row.number} give two figures for {about}.")
    if not found:
        raise RefusedError("it holds no calendar year's figure of all EHC plans together.")
    return [figure for _, figure in found.values()]


def _spelling(headings: Sequence[str]) -> Mapping[PlansBasis, Columns]:
    """The spelling that the file's headings follow.

    Raises RefusedError naming the headings that it lacks of the spelling it comes nearest to.
    """
    held = {key(heading) for heading in headings}
    absent = [[name for name in _needed(spelling) if key(name) not in held] for spelling in SPELLINGS]
    missing = min(absent, key=len)
    if missing:
        word = "heading" if len(missing) == 1 else "headings"
        raise RefusedError(
            f"this is not a SEN2 timeliness file: it lacks the {word} {', '.join(missing)}. "
            "Take the CSV file on EHC plans issued within 20 weeks, as downloaded."
        )
    return SPELLINGS[absent.index(missing)]


def _needed(spelling: Mapping[PlansBasis, Columns]) -> list[str]:
    figures = [vars(columns).values() for columns in spelling.values()]
    return [*PLACES, *(name for names in figures for name in names)]


def _wanted(headings: Sequence[str], lines: Iterator[tuple[int, list[str]]]) -> Iterator[_Row]:
    """The rows about a calendar year and all plans together.

    Raises RefusedError for a row with more cells than there are headings: its cells may stand under the wrong ones.
    """
    names = [key(heading) for heading in headings]
    for number, cells in lines:
        if any(clean(cell) for cell in cells[len(names) :]):
            raise RefusedError(f"row {number} has {len(cells)} cells where the headings are {len(names)}.")
        row = _Row(number, dict(zip(names, cells, strict=False)))
        if (
            key(row[TOPIC]) in ALL_TOGETHER
            and key(row[BREAKDOWN]) in ALL_TOGETHER
            and key(row[KIND_OF_YEAR]) in {CALENDAR_YEAR, _BLANK}
            and read_year(row[YEAR])
        ):
            yield row


def _figure(row: _Row, basis: PlansBasis, columns: Columns) -> dict[str, object]:
    """A row's figure on one basis, with the columns of PublishedRow.

    Raises RefusedError naming the row.
    """
    try:
        level = read_level(row[LEVEL])
        top, bottom = read_count(row[columns.numerator]), read_count(row[columns.denominator])
        value, symbol = read_share(row[columns.value], top, bottom)
    except RefusedError as error:
        raise RefusedError(f"row {row.number}, {error}") from None
    area = {Level.AREA: _place(row[AREA]), Level.REGION: _place(row[REGION]), Level.COUNTRY: _COUNTRY}[level]
    return {
        "level": level,
        "area_code": _place(row[CODE]) if level is Level.AREA else "",
        "area": area,
        "year": read_year(row[YEAR]),
        "basis": basis,
        "numerator": top,
        "denominator": bottom,
        "value": value,
        "symbol": symbol,
    }


def _place(text: str) -> str:
    """The name or the code of a place, as it may be kept and shown."""
    return visible(clean(text))
