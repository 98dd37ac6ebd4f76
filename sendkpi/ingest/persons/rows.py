"""Rows about one person each in a list without headings: a full postcode beside a date of birth or a name.

A name beside a date is anybody's: of milestones and of meetings. So is the postcode of a school, a clinic or an
office, beside whom to ask there. What a heading says over such a cell counts, where there is one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.persons.headings import Detail, is_named, is_postcode, looks_like, names_organisation
from sendkpi.ingest.persons.identifiers import has_form_of_upn
from sendkpi.ingest.spelling.texts import clean

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.cells import Cell

_LONGEST_ANCHOR = 20  # signs, with blanks around it
_LONGEST_NAME = 3  # words
_MONTH_ENDS = 30  # the first day from which on a date may be a month's last
_FEBRUARY, _FEBRUARY_ENDS = 2, 28
_LAST_OF_DAYS = 31
_SHORTEST_TELEPHONE = 10**8
_CONTACT = re.compile(r"(?:\+44|\(?0)[0-9 ()-]{8,}.*|\S+@\S+")
_FIGURES = re.compile("[0-9]+")
_LETTERS = re.compile("[a-z]+")
_FEWEST_HEADINGS = 2

_PLACES = frozenset(
    """centre clinic college event hospital meeting nursery office organisation practice provider school service
    setting site surgery trust venue""".split()  # noqa: SIM905 - reads best as words
)
_OFFICERS = frozenset(
    """author by chair clinician contact head headteacher lead manager officer owner senco staff teacher therapist
    worker""".split()  # noqa: SIM905 - as above
)
_HAPPENED = frozenset(
    """closed closing deadline due event inspected inspection meeting milestone opened opening published reported
    session updated visit visited""".split()  # noqa: SIM905 - as above
)
"""Words of headings: over where something is, over who sees to it, over when it happens."""


class _Sort(Enum):
    """The kind of a cell in such a row."""

    HOME = auto()
    NUMBER = auto()
    BIRTH = auto()
    NAME = auto()
    ORGANISATION = auto()
    CONTACT = auto()
    OTHER = auto()


_OTHERS = {_Sort.BIRTH: (_HAPPENED, "a date"), _Sort.NAME: (_PLACES | _OFFICERS, "a name")}
"""Details beside a home or a number: the headings under which they are not a child's, and their names."""


def is_anchor(text: str) -> bool:
    """Whether a text is only a full postcode, or only of the form of a pupil's number: what such rows cannot lack."""
    if len(text) > _LONGEST_ANCHOR:
        return False
    text = clean(text)
    return is_postcode(text) or has_form_of_upn(text)


class PersonRows:
    """The rows of one sheet that look like persons, counted for each column of postcodes or numbers."""

    def __init__(self) -> None:
        """None yet, and no headings."""
        self._words: dict[int, set[str]] = {}
        self._at_places = False
        self._sorts: dict[str, _Sort] = {}
        self._found: dict[int, Fault] = {}

    def take_headings(self, cells: Mapping[int, Cell]) -> None:
        """Take a row of nothing but texts for headings, if it may be one: several words without a figure in them."""
        if len(cells) >= _FEWEST_HEADINGS and not any(_FIGURES.search(cell.text) for cell in cells.values()):
            self._words = {column: set(_LETTERS.findall(cell.text.casefold())) for column, cell in cells.items()}
            self._at_places = not all(map(_PLACES.isdisjoint, self._words.values()))

    def check(self, cells: Mapping[int, Cell]) -> Fault | None:
        """Look at a row with a postcode or a number in it; the fault of the first such row once there is another.

        Whom to ask at an organisation, or where something is, is told by what stands in the row, or by its headings:
        unless a name, a date and a postcode are all there.
        """
        by_sort: dict[_Sort, list[int]] = {}
        for column, cell in cells.items():
            by_sort.setdefault(self._sort(cell), []).append(column)
        home = _Sort.NUMBER not in by_sort
        anchor = by_sort[_Sort.HOME if home else _Sort.NUMBER][0]
        beside = [sort for sort, (others, _) in _OTHERS.items() if self._is_childs(by_sort.get(sort, ()), others)]
        of_organisation = self._at_places or _Sort.ORGANISATION in by_sort or _Sort.CONTACT in by_sort
        if not beside or (home and of_organisation and len(beside) < len(_OTHERS)):
            return None
        known = self._found.get(anchor)
        if known is None:
            what = "a full postcode" if home else "a number like a pupil's"
            details = " and ".join(_OTHERS[sort][1] for sort in beside)
            message = f"The row, and not it alone, looks like one person's: {what} beside {details}."
            self._found[anchor] = Fault(codes.CHILD_LEVEL, message, cells[anchor].place)
        return known

    def _is_childs(self, columns: Iterable[int], others: frozenset[str]) -> bool:
        """Whether one of the columns has no heading that says it is of `others`."""
        return any(others.isdisjoint(self._words.get(column, ())) for column in columns)

    def _sort(self, cell: Cell) -> _Sort:
        value = cell.value
        if not isinstance(value, str):
            if isinstance(value, (int, float)) and value >= _SHORTEST_TELEPHONE:
                return _Sort.CONTACT
            return _Sort.BIRTH if _may_be_birth(cell) else _Sort.OTHER
        known = self._sorts.get(value)
        if known is None:
            known = self._sorts[value] = _sort_of_text(cell)
        return known


def _sort_of_text(cell: Cell) -> _Sort:
    if is_postcode(cell.text):
        return _Sort.HOME
    if has_form_of_upn(cell.text):
        return _Sort.NUMBER
    if _CONTACT.fullmatch(cell.text):
        return _Sort.CONTACT
    if names_organisation([cell]):
        return _Sort.ORGANISATION
    if _may_be_birth(cell):
        return _Sort.BIRTH
    named = is_named(cell, words=2) and len(cell.text.split()) <= _LONGEST_NAME
    return _Sort.NAME if named else _Sort.OTHER


def _may_be_birth(cell: Cell) -> bool:
    """Whether a cell is a date with a day and no time; a month's first or last day stands for the month."""
    value = cell.value
    if isinstance(value, dt.date):
        timed = isinstance(value, dt.datetime) and value.time() != dt.time.min
        return not timed and _within_month(value.day, february=value.month == _FEBRUARY)
    if not isinstance(value, str) or not looks_like(Detail.BIRTH, cell):
        return False
    figures = [int(figure) for figure in _FIGURES.findall(cell.text)]
    year, *rest = figures
    day = rest[1] if year > _LAST_OF_DAYS else year
    return _within_month(day, february=_FEBRUARY in rest[:1] or "feb" in cell.text.casefold())


def _within_month(day: int, *, february: bool) -> bool:
    return 1 < day < (_FEBRUARY_ENDS if february else _MONTH_ENDS)
