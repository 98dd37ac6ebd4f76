"""What a workbook says of milestones and recommendations, held against what is known: what changes, what cannot stand.

A row that says what is known already is no news, and a blank cell takes nothing away. The rest is checked by the rules
of what may be reported (`plan.progress`), each row against what is known: an extract says a thing once, so that rows
recorded one after the other would give the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendkpi.analysis.wording import counted, joined
from sendkpi.errors import RefusedError
from sendkpi.plan.progress import (
    check_progress,
    check_update,
    due_month,
    find_milestone,
    occurrences,
    recurs,
    says_the_same,
    standing,
)
from sendkpi.reported import MilestoneUpdate, RecommendationUpdate, Reported, Status
from sendkpi.values import Problem, Severity, day_name, month_name

if TYPE_CHECKING:
    import datetime as dt

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Milestone, Recommendation
    from sendkpi.values import Extract, WrittenDue

CANNOT_STAND = "cannot_stand"
"""The code of a row that says what cannot be reported."""
DUE_DIFFERS = "due_differs"
"""The code of a row whose month is another than the one that stands, without saying that the milestone is deferred."""
NO_LONGER_COMPLETE = "no_longer_complete"
"""The code of the warning where a milestone that is known as complete becomes something else."""

_HOW_TO_DEFER = f"To move it, give the status {Status.DEFERRED}, the new month in Due and the reason in Comment."


@dataclass(frozen=True)
class MilestoneChange:
    """An update and what stood before it, None where nothing was reported."""

    update: MilestoneUpdate
    before: MilestoneUpdate | None

    @property
    def about(self) -> str:
        """`1.3c, May 2022`."""
        one = self.update
        return f"{one.milestone}, {month_name(one.occurrence)}" if one.occurrence else one.milestone

    @property
    def was(self) -> str:
        """What stood, in words."""
        return "not reported" if self.before is None else _stood(self.before)

    @property
    def becomes(self) -> str:
        """What stands then, in words."""
        return _stood(self.update)

    @property
    def beside(self) -> str:
        """What is newly said beside the status."""
        told = ("", "") if self.before is None else (self.before.evidence, self.before.words)
        said = (("Evidence", self.update.evidence), ("", self.update.words))
        return " ".join(
            f"{name}: {text}" if name else text for (name, text), old in zip(said, told, strict=True) if text != old
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
        return f"Recommendation {self.update.recommendation}"

    @property
    def becomes(self) -> str:
        """The status then."""
        return str(self.update.status)

    @property
    def beside(self) -> str:
        """What is newly said of the progress."""
        return "" if _same_words(self.update.progress, self.progress_before) else self.update.progress


@dataclass(frozen=True)
class DeliveryNews:
    """What an extract changes of milestones and recommendations, in its order, and what is wrong with that."""

    milestones: tuple[MilestoneChange, ...] = ()
    recommendations: tuple[ProgressChange, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def changes(self) -> tuple[MilestoneChange | ProgressChange, ...]:
        """Both kinds."""
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


def delivery_news(plan: Plan, extract: Extract, reported: Reported, today: dt.date) -> DeliveryNews:
    """What the extract's milestones and recommendations change of what is reported; `today` bounds completion."""
    milestones, faults = _milestones(plan, extract, reported, today)
    recommendations, more = _recommendations(plan, extract, reported)
    moved = (_moved(plan, due, reported) for due in extract.dues)
    warnings = tuple(_no_longer_complete(change) for change in milestones if _was_complete(change))
    found = (*faults, *more, *(problem for problem in moved if problem))
    return DeliveryNews(tuple(milestones), tuple(recommendations), (*found, *warnings))


def _milestones(
    plan: Plan, extract: Extract, reported: Reported, today: dt.date
) -> tuple[list[MilestoneChange], list[Problem]]:
    known: dict[str, list[MilestoneUpdate]] = defaultdict(list)
    for one in reported.milestones:
        known[one.milestone].append(one)
    changes: list[MilestoneChange] = []
    faults: list[Problem] = []
    for written in extract.milestones:
        own = Reported(tuple(known[written.milestone]))
        before = standing(own.milestones).get((written.milestone, written.occurrence))
        try:
            update = _settled(find_milestone(plan, written.milestone), written, before, own)
            if before is None or not says_the_same(update, before):
                check_update(plan, update, own, today)
                changes.append(MilestoneChange(update, before))
        except _DifferentDueError as error:
            faults.append(_problem(DUE_DIFFERS, str(error), written.place, MilestoneChange(written, before).about))
        except RefusedError as error:
            faults.append(_problem(CANNOT_STAND, str(error), written.place, MilestoneChange(written, before).about))
    return changes, faults


class _DifferentDueError(RefusedError):
    """A month that is another than the one that stands."""


def _settled(
    milestone: Milestone, written: MilestoneUpdate, before: MilestoneUpdate | None, reported: Reported
) -> MilestoneUpdate:
    """The update that a row means beside what is known: a month that stands is no new one, a blank takes nothing away.

    Raises RefusedError where it moves the milestone without saying so, or one occurrence of it.
    """
    same = before if before is not None and before.status is written.status else None
    told = replace(
        written,
        completed_on=written.completed_on or (same.completed_on if same else None),
        evidence=_kept(written.evidence, same.evidence if same else ""),
    )
    if same is not None and (not written.words or _same_words(written.words, same.words)):
        told = replace(told, reason=same.reason, comment=same.comment)
    if told.status is not Status.DEFERRED:
        _check_month(milestone, told.due, reported)
        return replace(told, due=None)
    if not recurs(milestone):
        return replace(told, due=told.due or (same.due if same else None))
    told = replace(told, due=same.due if same else None)
    if same is None or not says_the_same(told, same):
        raise RefusedError(f"{milestone.id} recurs: one of its times is deferred on the Milestones page, not here.")
    return told


def _kept(text: str, known: str) -> str:
    return known if not text or _same_words(text, known) else text


def _same_words(one: str, other: str) -> bool:
    """Whether two texts are the same apart from blanks and line breaks."""
    return one.split() == other.split()


def _check_month(milestone: Milestone, month: dt.date | None, reported: Reported) -> None:
    """Refuse a month that is another than the one that stands; a start counts where there is no due month."""
    stands = due_month(milestone, reported.milestones)
    if month in {None, stands or milestone.start}:
        return
    put_back = f"If it has not moved, put {month_name(stands)} back." if stands else "If it has not, clear Due."
    raise _DifferentDueError(f"{_differs(milestone, month, stands)} {_HOW_TO_DEFER} {put_back}")


def _differs(milestone: Milestone, month: dt.date | None, stands: dt.date | None) -> str:
    known = f"is due in {month_name(stands)}" if stands else "has no month in which it is due"
    return f"{milestone.id} {known}, and Due says {month_name(month) if month else 'nothing'}."


def _moved(plan: Plan, written: WrittenDue, reported: Reported) -> Problem | None:
    """A month beside no status that is another than the published one and the one that stands."""
    milestone = find_milestone(plan, written.milestone)
    if recurs(milestone):
        if written.month in occurrences(milestone, written.month):
            return None
        what = f"{milestone.id} does not fall due in {month_name(written.month)}: it is {milestone.cadence}."
        return _problem(DUE_DIFFERS, f"{what} Put its month back.", written.place, milestone.id)
    stands = due_month(milestone, reported.milestones)
    if written.month in {stands, milestone.due, milestone.start}:
        return None
    what = f"{_differs(milestone, written.month, stands)} {_HOW_TO_DEFER}"
    return _problem(DUE_DIFFERS, what, written.place, milestone.id)


def _recommendations(plan: Plan, extract: Extract, reported: Reported) -> tuple[list[ProgressChange], list[Problem]]:
    known = {one.id: one for one in plan.recommendations}
    newest = {one.recommendation: one for one in reported.recommendations}
    changes, faults = [], []
    for written in extract.recommendations:
        was, progress = _known_progress(known[written.recommendation], newest.get(written.recommendation))
        same = was == str(written.status)
        if same and (not written.progress or _same_words(written.progress, progress)):
            continue
        change = ProgressChange(written, was, progress)
        try:
            check_progress(plan, written, reported)
            changes.append(change)
        except RefusedError as error:
            faults.append(_problem(CANNOT_STAND, str(error), written.place, change.about))
    return changes, faults


def _known_progress(one: Recommendation, update: RecommendationUpdate | None) -> tuple[str, str]:
    return (one.status, one.progress) if update is None else (str(update.status), update.progress)


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
