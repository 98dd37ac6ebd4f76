"""The rules of updates: what may be reported of milestones and recommendations.

A recurring milestone is reported occurrence by occurrence: each month of a monthly audit, each quarter of a
quarterly report. One without a cadence that a calendar knows (`each meeting`) is reported as a whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sendkpi.errors import RefusedError, UnknownNameError
from sendkpi.plan.choices import MilestoneKind
from sendkpi.record.updates import MilestoneUpdate, RecommendationUpdate, Recorded, Reported, Status
from sendkpi.texts import check_length, is_blank
from sendkpi.values import YEARS, add_months, day_name, london_day, month_name

if TYPE_CHECKING:
    from sendkpi.plan.delivery import Milestone
    from sendkpi.plan.whole import Plan

CADENCES = {"monthly": 1, "quarterly": 3, "annual": 12}
"""Months from one occurrence to the next; another cadence has none that a calendar knows."""

MONTHS_AHEAD = 12
"""How many months ahead one occurrence of a recurring milestone can be reported."""

LONGEST_COMMENT, LONGEST_REASON, LONGEST_EVIDENCE, LONGEST_PROGRESS = 1_000, 500, 500, 2_000
"""How many characters may be written: on a milestone, and (progress) on a recommendation."""

_NO_EVIDENCE = ("javascript:", "data:")
"""Beginnings that evidence may not have: addresses that are programs, or hold their own content."""


def find_milestone(plan: Plan, milestone_id: str) -> Milestone:
    """The milestone of that id.

    Raises UnknownNameError.
    """
    for one in plan.milestones:
        if one.id == milestone_id:
            return one
    raise UnknownNameError(f"The plan has no milestone {milestone_id!r}.")


def recurs(milestone: Milestone) -> bool:
    """Whether a milestone is reported occurrence by occurrence."""
    return milestone.recurring and milestone.cadence in CADENCES and (milestone.due or milestone.start) is not None


def occurrences(milestone: Milestone, until: dt.date) -> tuple[dt.date, ...]:
    """The months in which a recurring milestone falls due, up to a month; () for one that does not recur."""
    first = milestone.due or milestone.start
    if not recurs(milestone) or first is None:
        return ()
    step = CADENCES[milestone.cadence]
    months = [first]
    while (following := add_months(months[-1], step)) <= until:
        months.append(following)
    return tuple(month for month in months if month <= until)


def newest_updates(updates: Iterable[MilestoneUpdate]) -> dict[tuple[str, dt.date | None], MilestoneUpdate]:
    """The newest update of each milestone and occurrence."""
    return {(one.milestone, one.occurrence): one for one in updates}


def same_update(one: MilestoneUpdate, other: MilestoneUpdate) -> bool:
    """Whether two updates report the same, whoever recorded them."""
    names = ("milestone", "occurrence", "status", "completed_on", "due", "reason", "evidence", "comment")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def due_month(milestone: Milestone, updates: Iterable[MilestoneUpdate]) -> dt.date | None:
    """The month in which a milestone falls due: as published, or as it was last deferred to; None without one."""
    moved = [one.due for one in updates if one.milestone == milestone.id and one.occurrence is None and one.due]
    return moved[-1] if moved else milestone.due


def check_update(plan: Plan, update: MilestoneUpdate, reported: Reported, today: dt.date) -> None:
    """Refuse what cannot be reported of a milestone, or what is reported already.

    Raises RefusedError in one sentence; UnknownNameError for a milestone that the plan does not hold.
    """
    milestone = find_milestone(plan, update.milestone)
    name = milestone.id
    _check_words(update)
    _check_occurrence(milestone, update, today)
    if update.status is Status.COMPLETE:
        _check_completed(plan, milestone, update, today)
    elif update.completed_on is not None:
        raise RefusedError(f"{name} has a day of completion, but its status is “{update.status}”.")
    if update.status is Status.DEFERRED:
        _check_deferred(milestone, update, reported)
    elif update.due is not None:
        raise RefusedError(f"{name} has a new month: a milestone that moves is “{Status.DEFERRED}”, with a reason.")
    before = newest_updates(reported.milestones).get((name, update.occurrence))
    if before is not None and same_update(before, update):
        raise RefusedError(f"That is what is known of {name} already.")


def check_seen(name: str, newest: Recorded | None, seen: int | None) -> None:
    """Refuse an update made from another newest row than there is: `seen` is its id, 0 for none, None asks nothing.

    Raises RefusedError, which says who recorded what is newest.
    """
    newest_id = newest.id if newest else 0
    if seen is None or seen == newest_id:
        return
    if newest is None or newest.at is None or newest_id < seen:
        raise RefusedError(f"{name} is no longer as you saw it, a file was withdrawn: look at what is known now.")
    when = day_name(london_day(newest.at))
    raise RefusedError(f"{name} was updated by {newest.by} on {when} meanwhile: look at what is known now.")


def _check_words(update: MilestoneUpdate) -> None:
    name = update.milestone
    check_length(f"The comment on {name}", update.comment, LONGEST_COMMENT)
    check_length(f"The reason why {name} is deferred", update.reason, LONGEST_REASON)
    check_length(f"The evidence of {name}", update.evidence, LONGEST_EVIDENCE)
    begins = "".join(update.evidence.split()).casefold()
    for no in _NO_EVIDENCE:
        if begins.startswith(no):
            raise RefusedError(f"The evidence of {name} cannot begin with “{no}”: give a web address, or say where.")


def _check_occurrence(milestone: Milestone, update: MilestoneUpdate, today: dt.date) -> None:
    name = milestone.id
    if not recurs(milestone):
        if update.occurrence is not None:
            raise RefusedError(f"{name} is not tracked month by month: report it as a whole.")
        return
    if update.occurrence is None:
        raise RefusedError(f"{name} recurs ({milestone.cadence}): say which month’s it is.")
    if update.occurrence.year not in YEARS or update.occurrence not in occurrences(milestone, update.occurrence):
        first = month_name(milestone.due or milestone.start or update.occurrence)
        raise RefusedError(
            f"{name} does not fall due in {month_name(update.occurrence)}: it is {milestone.cadence} from {first} on."
        )
    if update.occurrence > add_months(today, MONTHS_AHEAD):
        raise RefusedError(f"{name} in {month_name(update.occurrence)} is more than {MONTHS_AHEAD} months ahead.")


def _check_completed(plan: Plan, milestone: Milestone, update: MilestoneUpdate, today: dt.date) -> None:
    name, completed_on, occurrence = milestone.id, update.completed_on, update.occurrence
    if completed_on is None:
        raise RefusedError(f"Say on which day {name} was completed.")
    if completed_on > today:
        raise RefusedError(f"{name} cannot have been completed on {day_name(completed_on)}: that day is in the future.")
    if completed_on.year not in YEARS:
        raise RefusedError(f"{name} cannot have been completed in {completed_on.year}.")
    first = first_month(plan)
    if first is not None and completed_on < first:
        raise RefusedError(
            f"{name} cannot have been completed on {day_name(completed_on)}: "
            f"the first month that the plan names is {month_name(first)}."
        )
    step = CADENCES.get(milestone.cadence, 0)
    if occurrence is not None and occurrence > add_months(completed_on, step):
        early = f"more than {step} month{'s' if step > 1 else ''} before that month"
        raise RefusedError(
            f"{name} for {month_name(occurrence)} cannot have been completed on {day_name(completed_on)}, {early}."
        )


def first_month(plan: Plan) -> dt.date | None:
    """The first month that any milestone names, to be done by, begun or looked at in; None where none names any."""
    named = [(one.due, one.start, one.tracking_month, *one.interim) for one in plan.milestones]
    return min((month for months in named for month in months if month), default=None)


def _check_deferred(milestone: Milestone, update: MilestoneUpdate, reported: Reported) -> None:
    name = milestone.id
    if update.due is None:
        raise RefusedError(f"{name} is deferred: say to which month.")
    if is_blank(update.reason):
        raise RefusedError(f"{name} is deferred: say why.")
    if update.due.year not in YEARS:
        raise RefusedError(f"{name} cannot be deferred to {update.due.year}.")
    current = _month_before(milestone, update, reported)
    if current is not None and update.due <= current:
        raise RefusedError(f"{name} is due in {month_name(current)}: it can only be deferred to a later month.")


def _month_before(milestone: Milestone, update: MilestoneUpdate, reported: Reported) -> dt.date | None:
    """The month from which a deferral moves a milestone or occurrence; a start counts where there is no due month.

    A deferral that follows on another takes its place, so that a month mistyped there does not count for ever.
    """
    key = (update.milestone, update.occurrence)
    earlier = [one for one in reported.milestones if (one.milestone, one.occurrence) == key]
    if earlier and earlier[-1].status is Status.DEFERRED:
        earlier.pop()
    moved = [one.due for one in earlier if one.due]
    start = milestone.start if milestone.kind is MilestoneKind.START else None
    return moved[-1] if moved else update.occurrence or milestone.due or start


def check_progress(plan: Plan, update: RecommendationUpdate, reported: Reported) -> None:
    """Refuse an update of a recommendation that is empty, or nothing new.

    Raises RefusedError; UnknownNameError for a recommendation that the plan does not hold.
    """
    if all(one.id != update.recommendation for one in plan.recommendations):
        raise UnknownNameError(f"The plan has no recommendation {update.recommendation!r}.")
    if is_blank(update.progress):
        raise RefusedError(f"Say what became of recommendation {update.recommendation}.")
    check_length(f"The progress of recommendation {update.recommendation}", update.progress, LONGEST_PROGRESS)
    earlier = [one for one in reported.recommendations if one.recommendation == update.recommendation]
    if earlier and (earlier[-1].status, earlier[-1].progress) == (update.status, update.progress):
        raise RefusedError(f"That is what is known of recommendation {update.recommendation} already.")
