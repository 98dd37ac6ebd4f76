"""The milestone or recommendation that a row names: `1.1 A` is 1.1a and `Rec 3` is 3; no other guess is made."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Code, Fault
from sendkpi.ingest.spelling.texts import clean, key, quoted

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.plan.delivery import Milestone, Recommendation
    from sendkpi.plan.whole import Plan

_OFFERED = 3
_LONGEST_REFERENCE = 40
_CALLED = re.compile(r"^(?:milestone|recommendation|recommend|rec|ms|no|number|ref|r|m)(?=\d)")
_WHOLE = re.compile(r"\.0+$")
_BETWEEN_FIGURES = re.compile(r"(?<=[0-9])[^a-z0-9]+(?=[0-9])")
_NO_PART = re.compile(r"[^a-z0-9.]|\.(?![0-9])|(?<![0-9])\.")

One = TypeVar("One", "Milestone", "Recommendation")


@dataclass(frozen=True)
class References(Generic[One]):
    """The records of one kind as people refer to them, looked up over and over."""

    noun: str
    unknown: Code
    by_reference: dict[str, tuple[One, ...]]
    by_title: dict[str, tuple[One, ...]]

    def find(self, cell: Cell) -> One | None:
        """The record that a cell names by reference or whole title; None where it names none, or several."""
        written = _reference(cell.text)
        whole = self.by_reference.get(_WHOLE.sub("", written), ())
        known = self.by_reference.get(written) or whole or self.by_title.get(key(cell.text), ())
        return known[0] if len(known) == 1 else None

    def titled(self, cell: Cell) -> One | None:
        """The one whose title a cell holds."""
        known = self.by_title.get(key(cell.text), ())
        return known[0] if len(known) == 1 else None

    def read(self, cell: Cell) -> One | Fault:
        """As `find`; or the fault, with the nearest references."""
        if cell.blank:
            return Fault(self.unknown, f"The row says something and names no {self.noun}.", cell.place)
        found = self.find(cell)
        if found is not None:
            return found
        near = self._nearest(cell.text)
        advice = (
            f"Did you mean {' or '.join(part for part in (', '.join(near[:-1]), near[-1]) if part)}?" if near else None
        )
        return Fault(self.unknown, f"The plan has no {self.noun} {quoted(cell.text)}.", cell.place, advice)

    def _nearest(self, text: str) -> list[str]:
        """References that begin with what is written, or with which it begins, then those spelt most like it."""
        wanted = _reference(text)
        if not wanted or len(text) > _LONGEST_REFERENCE:
            return []
        begun: list[str] = [one for one in self.by_reference if one.startswith(wanted) or wanted.startswith(one)]
        near: list[str] = difflib.get_close_matches(wanted, list(self.by_reference), n=_OFFERED)
        offered = [one.id for written in (*begun, *near) for one in self.by_reference[written]]
        return list(dict.fromkeys(offered))[:_OFFERED]


def milestones_of(plan: Plan) -> References[Milestone]:
    """The plan's milestones, by their references."""
    return References("milestone", codes.UNKNOWN_MILESTONE, *_grouped(plan.milestones))


def recommendations_of(plan: Plan) -> References[Recommendation]:
    """The plan's recommendations, by their numbers."""
    return References("recommendation", codes.UNKNOWN_RECOMMENDATION, *_grouped(plan.recommendations))


def _grouped(records: tuple[One, ...]) -> tuple[dict[str, tuple[One, ...]], dict[str, tuple[One, ...]]]:
    references: dict[str, tuple[One, ...]] = defaultdict(tuple)
    titles: dict[str, tuple[One, ...]] = defaultdict(tuple)
    for one in records:
        references[_reference(one.id)] += (one,)
        titles[key(one.title)] += (one,)
    return dict(references), dict(titles)


def _reference(text: str) -> str:
    """The form that spellings of a reference share; a point between figures is a part of it, 1.1 being no 11."""
    pointed = _BETWEEN_FIGURES.sub(".", clean(text).casefold())
    return _CALLED.sub("", _NO_PART.sub("", pointed))
