"""A workbook as read: its checked rows, its updates, and every problem found in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.values import Problem, Question, Severity

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.record.updates import MilestoneUpdate, RecommendationUpdate


@dataclass(frozen=True)
class WrittenDue:
    """A month in the Due column of a milestone's row that has no status."""

    milestone: str
    month: dt.date
    place: str


@dataclass(frozen=True, eq=False)
class Extract:
    """A workbook as read: its bytes, its checked rows, and every problem found in it.

    `rows` has rows `frames.figures.ExtractRow`, only rows that say something.
    `asked` has a row `AskedRow` of every row that names them, blank ones too.
    `notes` say which columns were passed over and what else was left aside; `sheets_read` and `sheets_passed_over`
    are the titles of sheets; `question` is what an officer
    has to say before the file can be read; `layouts` names the remembered layouts that it was read by.
    `milestones` and `recommendations` are what its sheets of these report, every row that has a status; `due` is
    there the month that the row gives, new or not. `dues` are the months of milestones that stand beside no status.
    `known_at` is when the newest update was recorded that the template was filled with; None of any other workbook.
    """

    filename: str
    content: bytes
    sha256: str
    rows: pd.DataFrame
    asked: pd.DataFrame
    problems: tuple[Problem, ...] = field(default=())
    notes: tuple[str, ...] = ()
    sheets_read: tuple[str, ...] = ()
    sheets_passed_over: tuple[str, ...] = ()
    question: Question | None = None
    layouts: tuple[str, ...] = ()
    milestones: tuple[MilestoneUpdate, ...] = ()
    recommendations: tuple[RecommendationUpdate, ...] = ()
    dues: tuple[WrittenDue, ...] = ()
    known_at: dt.datetime | None = None

    @property
    def accepted(self) -> bool:
        """Whether nothing in it is an error."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)
