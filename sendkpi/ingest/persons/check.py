"""Records of single persons in an opened workbook: refused, for the store holds totals and nothing about anyone.

What gives them away: a mark of one person in any cell (see `identifiers`); a heading of a list of persons with such
a list under it, or with its value beside it (see `headings`), or with a row for each case (see `case_lists`);
rows that look like persons without a heading (see `rows`). What is found is never quoted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.persons.case_lists import CaseLists
from sendkpi.ingest.persons.headings import (
    CERTAIN,
    Detail,
    heading_kind,
    is_named,
    looks_like,
    names_organisation,
    strictness,
)
from sendkpi.ingest.persons.identifiers import LEAST_OF_TEN_DIGITS, digits_of, find_mark, is_nhs_number, is_ten_digits
from sendkpi.ingest.persons.rows import PersonRows, is_anchor

if TYPE_CHECKING:
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.spelling.cells import Cell

LOOKED_AT = 10
"""How many filled cells under a heading are looked at before it is taken for something else."""

BESIDE = 3
"""How many columns to the right of a label its value may stand."""

FEWEST_NUMBERS = 2
"""How many different bare NHS numbers a column must hold: one number of ten digits in eleven passes for one."""

_LABEL_AND_ANSWER = 2  # filled cells of a form's row
_SHORTEST_RECORD = 5  # signs; a shorter number beside a label may count something
_SHARE = 0.75
"""The share of a column's ten-digit numbers that must pass, the rest being misspelt."""


def check_persons(sheets: tuple[Sheet, ...]) -> tuple[str, Fault] | None:
    """The first sheet, hidden ones too, that looks like records of persons: its title, where and as what."""
    for sheet in sheets:
        if fault := _Search().check(sheet):
            return sheet.title, fault
    return None


@dataclass
class _Watch:
    """A heading of a person's detail, with counts of the cells looked at under it and of those that fit it (`alike`).

    `strict` as in `strictness`; `lone`: no other heading of persons stands beside it.
    """

    heading: Cell
    kind: Detail
    strict: bool | None
    lone: bool
    seen: int = 0
    alike: int = 0

    @property
    def found(self) -> Fault | None:
        """The fault that the cells under it show so far; None while they show none."""
        if self.strict is not None and self.alike and (self.alike == self.seen or not self.strict):
            return _fault(self.heading, f"The column under it looks like {self.kind}.")
        return None


@dataclass
class _Search:
    """One pass through a sheet, row by row: each text once, each heading while its first cells are looked at."""

    kinds: dict[str, Detail | None] = field(default_factory=dict)
    watched: dict[int, _Watch] = field(default_factory=dict)
    numbers: dict[int, dict[str, Cell]] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    rows: PersonRows = field(default_factory=PersonRows)
    cases: CaseLists = field(default_factory=CaseLists)

    def check(self, sheet: Sheet) -> Fault | None:
        """The sheet's first fault."""
        for cells in sheet.rows.values():
            if fault := self._check_row(cells):
                return fault
        of_columns = (watch.found for watch in self.watched.values() if watch.strict)
        of_numbers = map(_check_numbers, self.numbers.values())
        return next((fault for fault in (*of_columns, *of_numbers, self.cases.end()) if fault), None)

    def _check_row(self, cells: Mapping[int, Cell]) -> Fault | None:
        headings: dict[int, Detail] = {}
        texts, anchored = 0, False
        for column, cell in cells.items():
            value = cell.value
            if isinstance(value, str):
                if value not in self.kinds and (fault := self._meet(column, cell, value)):
                    return fault
                texts += 1
                if kind := self.kinds[value]:
                    headings[column] = kind
                elif value in self.anchors:
                    anchored = True
            elif isinstance(value, (int, float)) and value >= LEAST_OF_TEN_DIGITS:
                self._count_number(column, cell)
        if texts == len(cells):
            self.rows.take_headings(cells)
        under = self._look_under(cells, headings) if self.watched else None
        if under is None and anchored:
            under = self.rows.check(cells)
        if under is None and (headings or self.cases):
            under = self.cases.check(cells, headings)
        return under or (self._look_beside(cells, headings) if headings else None)

    def _meet(self, column: int, cell: Cell, text: str) -> Fault | None:
        """Look at a text that was not met before."""
        if mark := find_mark(text):
            return _fault(cell, f"The cell looks like it holds {mark}.")
        self.kinds[text] = heading_kind(text)
        self._count_number(column, cell)
        if is_anchor(text):
            self.anchors.add(text)
        return None

    def _count_number(self, column: int, cell: Cell) -> None:
        if is_ten_digits(cell.value):
            self.numbers.setdefault(column, {}).setdefault(digits_of(cell.value), cell)

    def _look_under(self, cells: Mapping[int, Cell], headings: Mapping[int, Detail]) -> Fault | None:
        """Hold a row's cells against the headings above them."""
        for column in [column for column in self.watched if column in cells and column not in headings]:
            watch = self.watched[column]
            theirs = watch.kind is Detail.POSTCODE and names_organisation(cells.values())
            watch.seen += 1
            watch.alike += looks_like(watch.kind, cells[column]) and not theirs
            enough = watch.seen == LOOKED_AT
            if (enough or not watch.strict) and (fault := watch.found):
                return fault
            if enough or watch.strict is None or (watch.strict and watch.alike < watch.seen):
                del self.watched[column]
        return None

    def _look_beside(self, cells: Mapping[int, Cell], headings: Mapping[int, Detail]) -> Fault | None:
        """Begin to watch a row's headings; or find the value of a form's label right of it."""
        lone = len(headings) == 1
        for column, kind in headings.items():
            above = self.watched.get(column)
            listed = lone and above is not None and above.lone and not above.seen
            strict = None if listed else strictness(kind, headings.values())
            self.watched[column] = _Watch(cells[column], kind, strict, lone)
            right = next((cells[at] for at in range(column + 1, column + 1 + BESIDE) if at in cells), None)
            if kind in CERTAIN and right is not None and _is_answer(kind, right, len(cells)):
                return _fault(cells[column], f"What stands beside it looks like {kind}.")
        return None


def _is_answer(kind: Detail, cell: Cell, filled: int) -> bool:
    """Whether a cell right of a label is what the label asks for. In a longer row the next cell may be a heading."""
    if kind is Detail.CHILD_NAME:
        return filled <= _LABEL_AND_ANSWER and is_named(cell, words=2)
    return looks_like(kind, cell) and (kind is not Detail.RECORD or len(cell.text) >= _SHORTEST_RECORD)


def _check_numbers(numbers: Mapping[str, Cell]) -> Fault | None:
    """Bare ten-digit numbers of one column: NHS numbers where most of several pass the check."""
    passing = [cell for digits, cell in numbers.items() if is_nhs_number(digits)]
    if len(passing) >= FEWEST_NUMBERS and len(passing) >= _SHARE * len(numbers):
        return _fault(passing[0], f"The column looks like {Detail.NHS}.")
    return None


def _fault(cell: Cell, what: str) -> Fault:
    return Fault(codes.CHILD_LEVEL, what, cell.place)
