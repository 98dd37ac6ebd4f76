"""What stands beside the figures of a table's rows: the unit, the basis, and rows that are not of what was reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.ingest.spelling.texts import clean, key, listed, quoted
from sendkpi.ingest.spelling.words import averages, bases, subjects, units
from sendkpi.ingest.spelling.words.areas import is_place_elsewhere
from sendkpi.ingest.spelling.words.subjects import Subject

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Page
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.spelling.words.averages import Statistic
    from sendkpi.ingest.spelling.words.units import NamedUnit
    from sendkpi.ingest.tables.context import Context

_BASES = frozenset(
    map(
        key,
        (
            "basis",
            "reporting basis",
            "figure basis",
            "type of figure",
            "figure type",
            "period type",
            "type of period",
            "cumulative",
            "cumulative?",
        ),
    )
)
_SHOWN = 4


def unit_column(page: Page, heading_row: int, columns: Iterable[int], rows: Sequence[int]) -> int | None:
    """The first of these columns that gives units, by its heading and by what is in it."""
    for column in columns:
        heading = page.seen(heading_row).get(column)
        headed = heading is not None and units.heads_units(heading.text)
        if heading is not None and key(heading.text) in _BASES:
            continue
        if (headed and page.count(rows, column, units.unit_word)) or page.mostly(rows, column, units.unit_word):
            return column
    return None


def basis_column(page: Page, heading_row: int, columns: Iterable[int], rows: Sequence[int]) -> int | None:
    """The first of these columns that is headed as the figures' basis and says so in a row."""
    for column in columns:
        heading = page.seen(heading_row).get(column)
        if heading is not None and key(heading.text) in _BASES and page.count(rows, column, bases.says_basis):
            return column
    return None


def other_bases(page: Page, heading_row: int, columns: Iterable[int], rows: Sequence[int]) -> list[str]:
    """Notes on columns that speak of a year to date without saying of which figure: `Data period`."""
    found = []
    for column in columns:
        heading = page.seen(heading_row).get(column)
        texts = {
            clean(cell.text) for row in rows if (cell := page.cells(row).get(column)) and bases.basis_of(cell.text)
        }
        if heading is not None and key(heading.text) not in _BASES and texts:
            words = f"the column {quoted(heading.text)} says {quoted(min(texts))} of some measures"
            found.append(f"{words}; the figures were read as each month's own.")
    return found


@dataclass
class Aside:
    """Rows that were left aside, by why: targets, another area's, totals."""

    rows: dict[str, list[str]] = field(default_factory=dict)
    compared: list[str] = field(default_factory=list)

    def add(self, why: str, cell: Cell) -> None:
        """Remember a row by its label."""
        self.rows.setdefault(why, []).append(f"{clean(cell.text)} ({cell.place})")

    def compare(self, difference: str) -> None:
        """Remember how a row of targets differs from the plan, if it does."""
        if difference:
            self.compared.append(f"{difference}.")

    def notes(self) -> list[str]:
        """A note for each reason, and one for each difference."""
        return [*(f"{why} passed over: {_some(labels)}." for why, labels in self.rows.items()), *self.compared]


def _some(labels: list[str]) -> str:
    unique = list(dict.fromkeys(labels))
    more = f" and {len(unique) - _SHOWN} more" if len(unique) > _SHOWN else ""
    return listed(unique[:_SHOWN]) + more


def why_aside(names: Names, cell: Cell) -> str | None:
    """Why a row with this label is not read as figures that were reported; None where it may be."""
    text = cell.text
    if not text or names.measures(text):
        return None
    if subjects.is_total(text):
        return "Rows of totals"
    if is_place_elsewhere(names.plan, text):
        return "Rows of other areas"
    subject = names.row_subject(text)
    if subject is Subject.ELSEWHERE:
        return "Rows of other areas"
    return f"Rows of {subject}" if subject else None


def unit_of(names: Names, texts: Iterable[Cell], context: Context) -> tuple[NamedUnit, Cell] | None:
    """The unit that a title beside a figure gives, where it is none of the plan's own titles; else the table's."""
    for cell in texts:
        if cell.text and not names.is_title(cell.text) and (unit := units.unit_in(cell.text)):
            return unit, cell
    return context.unit or context.noted_unit


_LONGEST_LABEL = 80


def statistic_of(names: Names, texts: Iterable[Cell], context: Context) -> tuple[Statistic, Cell] | None:
    """The statistic that words beside a figure name, `Median`, where they are none of the plan's; else the table's."""
    for cell in texts:
        text = cell.text if isinstance(cell.value, str) and len(cell.text) <= _LONGEST_LABEL else ""
        if text and not names.is_title(text) and (found := averages.statistic_in(text)):
            return found, cell
    return context.statistic


@dataclass(frozen=True)
class Section:
    """What a heading between rows says of those below it, up to the next: whose, in which unit, on which basis."""

    heading: Cell
    why: str | None = None
    unit: tuple[NamedUnit, Cell] | None = None
    basis: str = ""
    statistic: tuple[Statistic, Cell] | None = None


def section_of(names: Names, cell: Cell) -> Section:
    """The section that a heading between rows begins."""
    unit, basis = units.section_unit(cell.text), bases.basis_of(cell.text)
    why = None if subjects.speaks_of_reported(cell.text) else why_aside(names, cell)
    statistic = averages.odd_statistic(cell.text)
    return Section(cell, why, (unit, cell) if unit else None, basis or "", (statistic, cell) if statistic else None)


def basis_of(names: Names, texts: Iterable[Cell], context: Context) -> str:
    """The words by which a title beside a figure, or the table's, says that it runs on; "" for a month's own."""
    for cell in texts:
        if cell.text and not names.is_title(cell.text) and (basis := bases.basis_of(cell.text)):
            return basis
    return context.basis[0] if context.basis else ""
