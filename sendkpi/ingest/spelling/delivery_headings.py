"""Headings of tables of milestones and of recommendations."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sendkpi.ingest.layout import Part
from sendkpi.ingest.spelling.texts import key

_NEARLY = 0.8
_UNNAMED = 100

_STATUS = ("status", "current status", "milestone status", "recommendation status", "progress status")
_TITLE = ("title", "name", "description", "what")
_MILESTONE: dict[Part, tuple[str, ...]] = {
    Part.REF: (
        *("ref", "milestone ref", "milestone reference", "reference", "ref no", "milestone id", "milestone no"),
        *("milestone number", "id", "code", "milestone"),
    ),
    Part.TITLE: (*_TITLE, "milestone title", "milestone name", "milestone description"),
    Part.DUE: (
        *("due", "due date", "due month", "due by", "date due", "milestone date", "deadline", "target date"),
        *("by when", "when"),
    ),
    Part.STATUS: _STATUS,
    Part.COMPLETED: (
        *("completed", "completed on", "date completed", "completed date", "completion date", "date of completion"),
        *("day completed", "actual completion", "actual completion date", "date complete"),
    ),
    Part.EVIDENCE: ("evidence", "evidence of completion", "evidence of progress", "proof"),
    Part.COMMENT: ("comment", "comments", "commentary", "note", "notes", "reason", "narrative", "remarks"),
}
_RECOMMENDATION: dict[Part, tuple[str, ...]] = {
    Part.NUMBER: (
        *("number", "no", "recommendation number", "recommendation no", "recommendation ref", "rec no", "rec number"),
        *("rec", "ref", "ref no", "reference", "id", "recommendation"),
    ),
    Part.TITLE: (*_TITLE, "recommendation title"),
    Part.STATUS: _STATUS,
    Part.PROGRESS: ("progress", "progress update", "update", "progress to date", "progress made", "latest progress"),
}


@dataclass(frozen=True)
class TableKind:
    """A kind of table: the names of its columns, those it must have, and those of which it needs one."""

    names: Mapping[Part, tuple[str, ...]]
    needs: frozenset[Part]
    any_of: frozenset[Part]

    @property
    def reference(self) -> Part:
        """The column that names what a row is about."""
        return next(iter(self.names))

    @property
    def fewest(self) -> int:
        """The fewest columns that must be named plainly."""
        return len(self.needs)

    def part(self, text: str) -> Part | None:
        """The part that a heading names, None where it names none."""
        return self._known.get(key(text))

    def nearly(self, text: str) -> Part | None:
        """The part that a misspelt heading may mean, None where it is spelt like none."""
        near = difflib.get_close_matches(key(text), self._known, n=1, cutoff=_NEARLY)
        return self._known[near[0]] if near else None

    def rank(self, text: str) -> int:
        """How plainly a heading names its part: 0 is plainest."""
        named = self.part(text)
        return [key(name) for name in self.names[named]].index(key(text)) if named else _UNNAMED

    def complete(self, parts: set[Part]) -> bool:
        """Whether columns of these parts make such a table."""
        return self.needs <= parts and bool(parts & self.any_of)

    @cached_property
    def _known(self) -> dict[str, Part]:
        return {key(name): part for part, names in self.names.items() for name in names}


MILESTONES = TableKind(
    _MILESTONE, frozenset({Part.REF, Part.STATUS}), frozenset({Part.COMPLETED, Part.EVIDENCE, Part.DUE})
)
RECOMMENDATIONS = TableKind(_RECOMMENDATION, frozenset({Part.NUMBER, Part.STATUS}), frozenset({Part.PROGRESS}))
