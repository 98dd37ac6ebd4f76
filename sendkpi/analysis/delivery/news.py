"""What a workbook says of milestones and recommendations, held against what is known: what changes, what cannot stand.

A row that says what is known already is no news. Nor is one that stands as its template had it: whoever filled the file
left it alone, and does not undo what others have told since. The rest is checked by the rules of what may be reported
(`plan.progress`), each row against what is known: an extract says a thing once, so that rows recorded one after the
other would give the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sendkpi.analysis.delivery.reports import DifferentDueError, Reports, same_words
from sendkpi.analysis.wording import counted, joined
from sendkpi.errors import RefusedError
from sendkpi.record.update_rules import check_progress, check_update
from sendkpi.record.updates import MilestoneUpdate, RecommendationUpdate, Reported, Status
from sendkpi.values import Problem, Severity, day_name, month_name

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.record.extract import Extract

Row = TypeVar("Row", MilestoneUpdate, RecommendationUpdate)
Change = TypeVar("Change")

CANNOT_STAND = "cannot_stand"
"""The code of a row that says what cannot be reported."""
DUE_DIFFERS = "due_differs"
"""The code of a row whose month is another than the one that stands, without saying that the milestone is deferred."""
NO_LONGER_COMPLETE = "no_longer_complete"
"""The code of the warning where a milestone that is known as complete becomes something else."""

_NAMED = 10


@dataclass(frozen=True)
class MilestoneChange:
    """An update and what stood before it, None where nothing was reported."""

    update: MilestoneUpdate
    before: MilestoneUpdate | None

    @property
    def about(self) -> str:
        """`1.3c, May 2022`."""
        return _about(self.update)

    @property
    def was(self) -> str:
        """The status before, in words."""
        return "not reported" if self.before is None else _stood(self.before)

    @property
    def becomes(self) -> str:
        """The new status, in words."""
        return _stood(self.update)

    @property
    def beside(self) -> str:
        """The new words beside the status."""
        old = ("", "") if self.before is None else (self.before.evidence, self.before.words)
        new = (("Evidence", self.update.evidence), ("", self.update.words))
        return " ".join(
            f"{name}: {text}" if name else text
            for (name, text), words_before in zip(new, old, strict=True)
            if text != words_before
        )


@dataclass(frozen=True)
class ProgressChange:
    """An update of a recommendation, and the status and progress before it: as reported, else as published."""

    update: RecommendationUpdate
    was: str
    progress_before: str

    @property
    def about(self) -> str:
        """`Recommendation 3`."""
        return _about_number(self.update)

    @property
    def becomes(self) -> str:
        """The status then."""
        return str(self.update.status)

    @property
    def beside(self) -> str:
        """The new words on the progress."""
        return "" if same_words(self.update.progress, self.progress_before) else self.update.progress


@dataclass(frozen=True)
class DeliveryNews:
    """The changes of milestones and recommendations in an extract, in its order, and their problems."""

    milestones: tuple[MilestoneChange, ...] = ()
    recommendations: tuple[ProgressChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_alone: tuple[str, ...] = ()
    """What has changed since the template was filled, and stands in the extract as the template had it."""

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes for the sender, beside the changes."""
        if not self.left_alone:
            return ()
        which = joined([*self.left_alone[:_NAMED], *(["others"] if len(self.left_alone) > _NAMED else [])])
        return (f"Changed since this template was downloaded, and left as they are known now: {which}.",)

    @property
    def changes(self) -> tuple[MilestoneChange | ProgressChange, ...]:
        """The changes of both kinds."""
        return (*self.milestones, *self.recommendations)


NO_NEWS = DeliveryNews()


def counted_delivery(milestones: int, recommendations: int) -> str:
    """`2 milestones and 1 recommendation`; "" for none of either."""
    counts = ((milestones, "milestone"), (recommendations, "recommendation"))
    return joined([counted(count, name) for count, name in counts if count])


def counted_all(figures: int, milestones: int, recommendations: int) -> str:
    """`5 figures, 2 milestones and 1 recommendation`: what a file holds, figures where there is nothing else."""
    delivery = counted_delivery(milestones, recommendations)
    return ", ".join(part for part in (counted(figures, "figure") if figures or not delivery else "", delivery) if part)


def delivery_news(
    plan: Plan, extract: Extract, reported: Reported, today: dt.date, of_template: Reported | None = None
) -> DeliveryNews:
    """The changes of milestones and recommendations in an extract; `today` is the last day of completion.

    `of_template` is what had been reported when the template was filled; None for a workbook that is none of ours.
    """
    now, then = Reports(plan, reported), None if of_template is None else Reports(plan, of_template)
    new, alone = _parted(extract.milestones, now.is_current, then.is_current if then else None)
    progressed, unchanged = _parted(
        extract.recommendations, now.is_current_progress, then.is_current_progress if then else None
    )

    def milestone(row: MilestoneUpdate) -> MilestoneChange:
        check_update(plan, update := now.meant(row), now.of(row.milestone), today)
        return MilestoneChange(update, now.before(row))

    def progress(row: RecommendationUpdate) -> ProgressChange:
        check_progress(plan, row, reported)
        return ProgressChange(row, *now.progress(row.recommendation))

    milestones, faults = _checked(new, milestone, _about)
    recommendations, more_faults = _checked(progressed, progress, _about_number)
    warnings = (_no_longer_complete(change) for change in milestones if _was_complete(change))
    return DeliveryNews(
        tuple(milestones),
        tuple(recommendations),
        (*faults, *more_faults, *_dues(now, then, extract), *warnings),
        (*map(_about, alone), *map(_about_number, unchanged)),
    )


def _parted(
    rows: Iterable[Row], is_current: Callable[[Row], bool], was_current: Callable[[Row], bool] | None
) -> tuple[list[Row], list[Row]]:
    """The rows that say something else than what stands: new ones, and those that say what stood in the template."""
    changed = [(row, was_current is not None and was_current(row)) for row in rows if not is_current(row)]
    return [row for row, alone in changed if not alone], [row for row, alone in changed if alone]


def _checked(
    rows: Iterable[Row], change: Callable[[Row], Change], about: Callable[[Row], str]
) -> tuple[list[Change], list[Problem]]:
    """The changes that rows mean, and the problems of those that mean none."""
    changes: list[Change] = []
    faults: list[Problem] = []
    for row in rows:
        try:
            changes.append(change(row))
        except RefusedError as error:
            code = DUE_DIFFERS if isinstance(error, DifferentDueError) else CANNOT_STAND
            faults.append(_problem(code, str(error), row.place, about(row)))
    return changes, faults


def _dues(now: Reports, then: Reports | None, extract: Extract) -> Iterator[Problem]:
    """Months beside no status that are new: of whoever filled the file, and not of its template."""
    for due in extract.dues:
        try:
            now.check_due(due)
        except RefusedError as error:
            if then is None or then.due_of(due) != due.month:
                yield _problem(DUE_DIFFERS, str(error), due.place, due.milestone)


def _about(update: MilestoneUpdate) -> str:
    return f"{update.milestone}, {month_name(update.occurrence)}" if update.occurrence else update.milestone


def _about_number(update: RecommendationUpdate) -> str:
    return f"Recommendation {update.recommendation}"


def _was_complete(change: MilestoneChange) -> bool:
    before = change.before
    return before is not None and before.status is Status.COMPLETE and change.update.status is not Status.COMPLETE


def _no_longer_complete(change: MilestoneChange) -> Problem:
    what = f"It is known as {change.was}, and this file says {change.becomes}. Confirm that it is no longer complete."
    return _problem(NO_LONGER_COMPLETE, what, change.update.place, change.about, Severity.WARNING)


def _problem(code: str, message: str, place: str, about: str, severity: Severity = Severity.ERROR) -> Problem:
    sheet, _, cell = place.rpartition("!")
    return Problem(severity, code, message, sheet, cell, about=about)


def _stood(update: MilestoneUpdate) -> str:
    """`complete on 13 June 2022`, `deferred to May 2022`, `on track`."""
    if update.completed_on:
        return f"{update.status} on {day_name(update.completed_on)}"
    return f"{update.status} to {month_name(update.due)}" if update.due else str(update.status)
