"""Updates of milestones and recommendations: dated, attributed rows, never edited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from sendkpi.values import london_day


class Status(StrEnum):
    """The status of a milestone, or of one occurrence of a recurring one, as reported."""

    NOT_STARTED = "not started"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    COMPLETE = "complete"
    DEFERRED = "deferred"


class Progress(StrEnum):
    """The progress of a recommendation, as reported."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    TOO_EARLY = "too early to report"
    ADDRESSED = "addressed"
    DROPPED = "no longer pursued"

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come of it."""
        return self in {Progress.ADDRESSED, Progress.DROPPED}


@dataclass(frozen=True)
class Recorded:
    """The attribution of a row: by whom, when (UTC), and in which submission if it came in a workbook."""

    by: str = ""
    at: dt.datetime | None = None
    submission: int | None = None
    id: int = 0

    @property
    def day(self) -> dt.date | None:
        """The day in London; None for a row that is not recorded yet."""
        return london_day(self.at) if self.at else None


NOT_RECORDED = Recorded()


@dataclass(frozen=True)
class MilestoneUpdate:
    """An update of a milestone. `due` is the new month of one that is deferred, `reason` why it is.

    `occurrence` is the month of one occurrence of a recurring milestone, None for others.
    """

    milestone: str
    status: Status
    occurrence: dt.date | None = None
    completed_on: dt.date | None = None
    due: dt.date | None = None
    reason: str = ""
    evidence: str = ""
    comment: str = ""
    recorded: Recorded = NOT_RECORDED
    place: str = field(default="", compare=False)
    """Where it stands in the workbook that it came in: `Milestones!D5`; not stored."""

    @property
    def words(self) -> str:
        """The words beside the status: why it is deferred, then any comment."""
        return "\n".join(part for part in (self.reason, self.comment) if part)


@dataclass(frozen=True)
class RecommendationUpdate:
    """An update of a recommendation: a status, and progress in words."""

    recommendation: str
    status: Progress
    progress: str
    recorded: Recorded = NOT_RECORDED
    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class Reported:
    """All updates that count at a moment, in the order of recording."""

    milestones: tuple[MilestoneUpdate, ...] = ()
    recommendations: tuple[RecommendationUpdate, ...] = ()


NOTHING_REPORTED = Reported()
