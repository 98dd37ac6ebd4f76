"""Lists with a row for each case: `Case ID`, `Initials` or `Pupil` head what tells one person from another.

Such headings stand over totals too: a number counts cases unless the table begins with it, and names of groups
of pupils are no pupils. So what stands under them has to be short, of the form of a key, and different in each row.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.persons.headings import Detail, looks_like

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.cells import Cell

FEWEST_CASES = 2
LOOKED_AT = 10
"""How many keys under a heading are looked at."""

_SHARE = 0.75
"""The share of the keys that must be different: a case may come back, an officer who signs does so all the time."""
_SHORTEST_RECORD = 5  # signs; a shorter number may count something
_SHORTEST_SEQUENCE = 3  # rows numbered 1, 2, 3: two numbers may be counts by chance
_FEWEST_COLUMNS = 2

_KINDS = {Detail.CASE, Detail.INITIALS, Detail.CHILD}
_CODE = re.compile(
    r"[a-z/-]{0,12}[0-9][a-z0-9/-]{0,15}|(?:case|child|pupil|student|patient|client)?[a-z]", re.IGNORECASE
)
_CHILDS_CODE = re.compile(
    r"(?!(?:year|yr|y|ks|keystage|key|age|aged|under|over|band|tier|group|stage|phase|q|n)-?[0-9])"
    r"(?:[a-z]{1,10}-?[0-9]{1,6}|(?:child|pupil|student|patient|client)?[a-z])",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z]\.?(?:[A-Z]\.?){1,3}")
_CHILDS_INITIALS = re.compile(r"[A-Z]\.?[A-Z]\.?|(?:[A-Z]\.){2,3}")
_FORMS = {
    Detail.CASE: (_CODE, _INITIALS),
    Detail.INITIALS: (_INITIALS,),
    Detail.CHILD: (_CHILDS_CODE, _CHILDS_INITIALS),
}
"""What a key may look like under each heading, blanks left out."""
_ABBREVIATED = frozenset(
    """adhd asc asd camhs ccg cfa cin cla cp cpp eal ehc ehcna ehcp eyfs fsm gp hi la lac mld msi na nd neet nhs nk no
    ot pd pmld pp sa salt semh sen send senk slcn sld sor spld tbc uasc vi yot yp""".split()  # noqa: SIM905 - shorter
)
"""Capitals that stand for a group, a need or nothing, and not for a person."""
_OF_OFFICERS = frozenset(
    {"author", "change", "changes", "lead", "meaning", "name", "officer", "owner", "team", "version"}
)
"""Words of headings beside which initials are an officer's."""
_WORDS = re.compile("[a-z]+")


@dataclass
class _Keys:
    """A heading and the keys under it so far. `first`: the table begins with it; `described`: ages or needs beside."""

    heading: Cell
    kind: Detail
    first: bool
    described: bool
    seen: int = 0
    numbers: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def take(self, cell: Cell) -> bool:
        """Keep a cell's content if it may be a key, for so long as there is more to see; whether both are so."""
        value, text = cell.value, cell.text.replace(" ", "")
        if cell.percent or isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
            return False
        if isinstance(value, (int, float)) or text.isdecimal():
            self.numbers.append(text.removesuffix(".0"))
        elif not isinstance(value, str) or looks_like(Detail.BIRTH, cell):
            return False
        elif text.casefold() not in _ABBREVIATED:
            if not any(form.fullmatch(text) for form in _FORMS[self.kind]):
                return False
            self.codes.append(text.casefold())
        self.seen += 1
        return self.seen < LOOKED_AT

    @property
    def fault(self) -> Fault | None:
        """The fault of a list with one case in each row; None for any other list."""
        keys = [*self.codes, *(self.numbers if self._name_cases else ())]
        different = len(set(keys))
        if different < FEWEST_CASES or different < _SHARE * len(keys):
            return None
        kind = Detail.CASE if self.kind is Detail.CHILD else self.kind
        return Fault(codes.CHILD_LEVEL, f"The column under it looks like {kind}.", self.heading.place)

    @property
    def _name_cases(self) -> bool:
        """Whether the numbers name cases, where others would count them."""
        if len(self.numbers) >= _SHORTEST_SEQUENCE and self.numbers == [
            str(at) for at in range(1, len(self.numbers) + 1)
        ]:
            return True
        if self.kind is Detail.CASE:
            return self.first or all(len(number) >= _SHORTEST_RECORD for number in self.numbers)
        return self.kind is Detail.CHILD and self.first and self.described


class CaseLists:
    """The lists of cases of one sheet, row by row; each is looked at until its kind is known."""

    def __init__(self) -> None:
        """None yet."""
        self._watched: dict[int, _Keys] = {}

    def check(self, cells: Mapping[int, Cell], headings: Mapping[int, Detail]) -> Fault | None:
        """Hold a row's cells against the headings above them, and begin to watch under its own `headings`."""
        taken = set()
        for column in [column for column in self._watched if column in cells]:
            if self._watched[column].take(cells[column]):
                taken.add(column)
            elif fault := self._watched.pop(column).fault:
                return fault
        for column, kind in headings.items():
            if kind in _KINDS and column not in taken and _heads_list(cells, headings, kind):
                first, described = column == min(cells), Detail.ATTRIBUTE in headings.values()
                if kind is not Detail.INITIALS or first or described:
                    self._watched[column] = _Keys(cells[column], kind, first, described)
        return None

    def end(self) -> Fault | None:
        """The fault of a list that went on to the sheet's last row; None where there is none."""
        return next((fault for keys in self._watched.values() if (fault := keys.fault)), None)

    def __bool__(self) -> bool:
        """Whether there is anything to hold a row against."""
        return bool(self._watched)


def _heads_list(cells: Mapping[int, Cell], headings: Mapping[int, Detail], kind: Detail) -> bool:
    """Whether a row can be the headings of a list: words in several columns, and not of a list of officers."""
    if len(cells) < _FEWEST_COLUMNS or not all(isinstance(cell.value, (str, dt.date)) for cell in cells.values()):
        return False
    if kind is not Detail.INITIALS:
        return True
    words = {word for cell in cells.values() for word in _WORDS.findall(cell.text.casefold())}
    return Detail.STAFF not in headings.values() and _OF_OFFICERS.isdisjoint(words)
