"""What a row of a workbook means beside what is known of its milestone or recommendation.

A month that stands is no new month, and a blank cell takes nothing away from what stands under the same status.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sendkpi.errors import RefusedError
from sendkpi.record.update_rules import due_month, find_milestone, newest_updates, occurrences, recurs, same_update
from sendkpi.record.updates import MilestoneUpdate, RecommendationUpdate, Reported, Status
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Milestone
    from sendkpi.record.extract import WrittenDue

_HOW_TO_DEFER = f"To move it, give the status {Status.DEFERRED}, the new month in Due and the reason in Comment."


class DifferentDueError(RefusedError):
    """A row gives another month than the one that stands, and does not say that the milestone is deferred."""


@dataclass(frozen=True)
class Reports:
    """The updates reported by a moment, for rows to be compared with."""

    plan: Plan
    reported: Reported

    def of(self, milestone: str) -> Reported:
        """The updates of a milestone."""
        return Reported(tuple(self._updates.get(milestone, ())))

    def before(self, written: MilestoneUpdate) -> MilestoneUpdate | None:
        """The newest update of the milestone or occurrence that a row is about."""
        return newest_updates(self.of(written.milestone).milestones).get((written.milestone, written.occurrence))

    def meant(self, written: MilestoneUpdate) -> MilestoneUpdate:
        """The update that a row means.

        Raises RefusedError where it moves one occurrence, DifferentDueError where it moves a milestone unsaid.
        """
        milestone, before = find_milestone(self.plan, written.milestone), self.before(written)
        same = before if before is not None and before.status is written.status else None
        update = written if same is None else _filled_in(written, same)
        if update.status is not Status.DEFERRED:
            self._check_month(milestone, update.due)
            return replace(update, due=None)
        if not recurs(milestone):
            return update
        if same is None or not same_update(update, same):
            raise RefusedError(f"{milestone.id} recurs: one of its times is deferred on the Milestones page, not here.")
        return update

    def is_current(self, written: MilestoneUpdate) -> bool:
        """Whether a row says what is known of its milestone or occurrence."""
        before = self.before(written)
        try:
            return before is not None and same_update(self.meant(written), before)
        except RefusedError:
            return False

    def check_due(self, written: WrittenDue) -> None:
        """Refuse a month beside no status that is neither the published one nor the one that stands.

        Raises DifferentDueError.
        """
        milestone, month = find_milestone(self.plan, written.milestone), written.month
        if recurs(milestone):
            if month not in occurrences(milestone, month):
                what = f"{milestone.id} does not fall due in {month_name(month)}: it is {milestone.cadence}."
                raise DifferentDueError(f"{what} Put its month back.")
        elif month != milestone.due:
            self._check_month(milestone, month)

    def due_of(self, written: WrittenDue) -> dt.date | None:
        """The month in which its milestone was due."""
        milestone = find_milestone(self.plan, written.milestone)
        return due_month(milestone, self.of(milestone.id).milestones)

    def progress(self, recommendation: str) -> tuple[str, str]:
        """The status and the progress of a recommendation: as reported last, else as published."""
        update = self._progress.get(recommendation)
        if update is not None:
            return str(update.status), update.progress
        one = next(one for one in self.plan.recommendations if one.id == recommendation)
        return one.status, one.progress

    def is_current_progress(self, written: RecommendationUpdate) -> bool:
        """Whether a row says what is known of its recommendation."""
        status, progress = self.progress(written.recommendation)
        return status == str(written.status) and (not written.progress or same_words(written.progress, progress))

    def _check_month(self, milestone: Milestone, month: dt.date | None) -> None:
        """Refuse a month that is another than the one that stands; a start counts where there is no due month."""
        current = due_month(milestone, self.of(milestone.id).milestones)
        if month is None or month == (current or milestone.start):
            return
        clause = f"is due in {month_name(current)}" if current else "has no month in which it is due"
        put_back = f"If it has not moved, put {month_name(current)} back." if current else "If it has not, clear Due."
        what = f"{milestone.id} {clause}, and Due says {month_name(month)}."
        raise DifferentDueError(f"{what} {_HOW_TO_DEFER} {put_back}")

    @cached_property
    def _updates(self) -> dict[str, list[MilestoneUpdate]]:
        updates: dict[str, list[MilestoneUpdate]] = defaultdict(list)
        for one in self.reported.milestones:
            updates[one.milestone].append(one)
        return updates

    @cached_property
    def _progress(self) -> dict[str, RecommendationUpdate]:
        return {one.recommendation: one for one in self.reported.recommendations}


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same apart from blanks and line breaks."""
    return one.split() == other.split()


def _filled_in(written: MilestoneUpdate, before: MilestoneUpdate) -> MilestoneUpdate:
    """A row with what is known where it is blank, or says it in other blanks."""
    filled = replace(
        written,
        completed_on=written.completed_on or before.completed_on,
        due=written.due or before.due,
        evidence=before.evidence if _adds_nothing(written.evidence, before.evidence) else written.evidence,
    )
    if _adds_nothing(written.words, before.words):
        return replace(filled, reason=before.reason, comment=before.comment)
    return filled


def _adds_nothing(written: str, recorded: str) -> bool:
    return not written or same_words(written, recorded)
