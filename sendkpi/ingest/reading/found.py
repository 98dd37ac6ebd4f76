"""The result of reading a file, and what is gathered on the way to it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.frames import columns_of
from sendkpi.frames.figures import AskedRow, ExtractRow
from sendkpi.ingest.rows.choices import Asked
from sendkpi.ingest.spelling.texts import listed

if TYPE_CHECKING:
    from sendkpi.ingest.codes import Fault
    from sendkpi.ingest.opening.lines import Table
    from sendkpi.ingest.rows.row import Named, Row
    from sendkpi.record.extract import WrittenDue
    from sendkpi.record.updates import MilestoneUpdate, RecommendationUpdate
    from sendkpi.values import Problem, Question


Columns = dict[str, list[object]]
"""Rows column by column, each with one entry a row: a hundred thousand records would take three times the room."""


@dataclass(frozen=True)
class Found:
    """The result of reading a file.

    `rows` are the sound ones (ExtractRow), `asked` where figures are asked for (AskedRow).
    """

    rows: Columns = field(default_factory=lambda: {name: [] for name in columns_of(ExtractRow)})
    asked: Columns = field(default_factory=lambda: {name: [] for name in columns_of(AskedRow)})
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    sheets_read: tuple[str, ...] = ()
    sheets_passed_over: tuple[str, ...] = ()
    question: Question | None = None
    layouts: tuple[str, ...] = ()
    milestones: tuple[MilestoneUpdate, ...] = ()
    recommendations: tuple[RecommendationUpdate, ...] = ()
    dues: tuple[WrittenDue, ...] = ()
    known_at: dt.datetime | None = None


_MOST_NAMES = 12


def _more(names: Sequence[str]) -> str:
    return f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""


@dataclass
class Gathered:
    """Rows, faults and marks of the tables' lines, in their order."""

    rows: list[Row] = field(default_factory=list)
    asked: list[tuple[Named, str, str]] = field(default_factory=list)
    found: list[tuple[Named, str, Fault]] = field(default_factory=list)
    open: Asked = field(default_factory=Asked)
    running: list[tuple[Table, list[tuple[Row, str]]]] = field(default_factory=list)
    """For each table its rows that run on, with the words for it."""
    noted: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def notes(self) -> tuple[str, ...]:
        """What else was left aside."""
        out: dict[str, list[str]] = defaultdict(list)
        for sheet, name in self.left_out:
            if name not in out[sheet]:
                out[sheet].append(name)
        said = [f"{sheet}: rows left out: {listed(names[:_MOST_NAMES])}{_more(names)}." for sheet, names in out.items()]
        return (*dict.fromkeys(self.noted), *said)
