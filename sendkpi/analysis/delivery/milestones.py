"""Milestones held against the calendar: what is reported of each, what is due, overdue, slipped; and roll-ups.

A milestone is overdue from the day after the last of the month in which it is due, by that many months. Those with
a start only, a condition or no date are never overdue by the calendar, unless they were deferred to a month. An
ongoing one is not overdue once it runs. A recurring one is judged by its occurrences whose month has ended, since the
last of them that was done: that of the month still running hides none that was missed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from sendkpi.analysis.delivery.rating import NEEDING, DeliveryRating
from sendkpi.frames import frame
from sendkpi.frames.delivery import MilestoneRow, OccurrenceRow, RolledRow
from sendkpi.plan.choices import MilestoneKind
from sendkpi.record.update_rules import due_month, newest_updates, occurrences, recurs
from sendkpi.record.updates import MilestoneUpdate, Reported, Status
from sendkpi.values import add_months

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Milestone

NOT_REPORTED = "not reported"
"""The status of a milestone of which nothing was reported."""


@dataclass(frozen=True)
class Judged:
    """One milestone or occurrence as judged on a day; `months_overdue` is None where the calendar does not judge."""

    status: str
    brag: DeliveryRating
    months_overdue: int | None
    newest: MilestoneUpdate | None


def months_late(due: dt.date, day: dt.date) -> int:
    """Months by which something due in a month is late on a day: 0 up to the month's last day."""
    return max((day.year - due.year) * 12 + day.month - due.month, 0)


def grid(plan: Plan) -> tuple[str, ...]:
    """The quarters of the plan's own grid, in order; "" stands last, for milestones without one."""
    first: dict[str, dt.date] = {}
    for one in plan.milestones:
        if one.quarter and one.tracking_month:
            first[one.quarter] = min(first.get(one.quarter, one.tracking_month), one.tracking_month)
    bare = [one.quarter for one in plan.milestones if one.quarter and one.quarter not in first]
    return (*sorted(first, key=first.__getitem__), *dict.fromkeys(bare), "")


def grid_quarter(plan: Plan, month: dt.date) -> str:
    """The quarter of the plan's grid in which a month lies; the last dated one for a month beyond all of them."""
    quarters = {one.tracking_month: one.quarter for one in plan.milestones if one.tracking_month and one.quarter}
    own = {quarter_of(at): name for at, name in quarters.items()}
    if quarter_of(month) in own:
        return own[quarter_of(month)]
    earlier = [at for at in quarters if at <= month]
    return quarters[max(earlier)] if earlier else quarters[min(quarters)] if quarters else ""


def quarter_of(month: dt.date) -> dt.date:
    """The last month of the calendar quarter that a month lies in."""
    return add_months(month.replace(day=1), (3 - month.month) % 3)


def milestones(plan: Plan, reported: Reported, day: dt.date) -> pd.DataFrame:
    """One row for each milestone of the plan, in its order, as judged at the end of a day: columns MilestoneRow.

    In: what was reported by that moment. Out: months as first days; `lead` names them all; `apart` is
    "recurring", "ongoing" or "" for one that is done once; `months_overdue` and `months_slipped` are whole numbers,
    the first missing where the calendar does not judge; `done` and `asked` count the occurrences of a recurring one.
    """
    actions = {action.id: action for action in plan.actions}
    rows = []
    for one in plan.milestones:
        action = actions[one.action]
        own = tuple(update for update in reported.milestones if update.milestone == one.id)
        due = due_month(one, own)
        judged = _judged_by_occurrence(one, own, day) if recurs(one) else _judged(one, own, due, day)
        begins = due if one.kind is MilestoneKind.START and due else one.start
        rows.append(
            vars(one)
            | {
                "milestone": one.id,
                "area": action.area,
                "sub_group": action.sub_group,
                "lead": action.leads,
                "due_month": due,
                "published_month": one.due,
                "start_month": begins,
                "apart": "recurring" if one.recurring else "ongoing" if one.ongoing else "",
                "quarter": grid_quarter(plan, due) if due and due != one.due else one.quarter,
                "months_slipped": months_late(one.due, due) if one.due and due else 0,
                **_counts(one, own, day),
                **_judged_columns(judged),
            }
        )
    return frame(rows, MilestoneRow)


def occurrences_frame(plan: Plan, reported: Reported, day: dt.date, until: dt.date | None = None) -> pd.DataFrame:
    """One row for each occurrence of the recurring milestones, up to a month (default: the day's): OccurrenceRow."""
    last = until or day.replace(day=1)
    rows = []
    for one in plan.milestones:
        own = newest_updates(update for update in reported.milestones if update.milestone == one.id)
        for month in occurrences(one, last):
            newest = own.get((one.id, month))
            due = newest.due if newest and newest.due else month
            judged = _judged_once(one, newest, _binding(one, month, newest), due, day)
            rows.append({"milestone": one.id, "occurrence_month": month, "due_month": due, **_judged_columns(judged)})
    return frame(rows, OccurrenceRow)


def _judged(one: Milestone, own: Sequence[MilestoneUpdate], due: dt.date | None, day: dt.date) -> Judged:
    whole = [update for update in own if update.occurrence is None]
    return _judged_once(one, whole[-1] if whole else None, due, due or one.start, day)


def _judged_once(
    one: Milestone, newest: MilestoneUpdate | None, due: dt.date | None, begins: dt.date | None, day: dt.date
) -> Judged:
    """Judged by its newest update; `due` binds by the calendar, `begins` only tells whether its time has come."""
    status = newest.status if newest else None
    runs = one.ongoing and status in {Status.ON_TRACK, Status.AT_RISK}
    late = 0 if due is None or status is Status.COMPLETE or runs else months_late(due, day)
    months = None if due is None else late
    word = status.value if status else NOT_REPORTED
    if late:
        return Judged(word, DeliveryRating.OVERDUE, months, newest)
    if status and status is not Status.NOT_STARTED:
        return Judged(word, DeliveryRating(status.value), months, newest)
    if begins is None:
        return Judged(word, DeliveryRating.NOT_STARTED if status else DeliveryRating.NO_DATE, months, newest)
    if due is not None or begins > day:
        return Judged(word, DeliveryRating.NOT_DUE, months, newest)
    return Judged(word, DeliveryRating.NOT_STARTED if status else DeliveryRating.NOT_REPORTED, months, newest)


def _binding(one: Milestone, month: dt.date, update: MilestoneUpdate | None) -> dt.date | None:
    """The month that binds an occurrence: its own, or as deferred; those of a mere start bind only once deferred."""
    moved = update.due if update else None
    return moved or (None if one.kind is MilestoneKind.START else month)


def _judged_by_occurrence(one: Milestone, own: Sequence[MilestoneUpdate], day: dt.date) -> Judged:
    """A recurring milestone: the most late of the occurrences that ended since the last one done, else the newest."""
    updates = newest_updates(own)
    latest: tuple[int, MilestoneUpdate | None] = (0, None)
    bound = one.kind is not MilestoneKind.START
    for month in reversed(_ended(one, day)):
        update = updates.get((one.id, month))
        if update is not None and update.status is Status.COMPLETE:
            break
        due = _binding(one, month, update)
        if due is not None:
            bound = True
            latest = max(latest, (months_late(due, day), update), key=lambda found: found[0])
    late, about = latest
    if late:
        return Judged(about.status.value if about else NOT_REPORTED, DeliveryRating.OVERDUE, late, about)
    return _judged_by_newest(one, updates, 0 if bound else None, day)


def _ended(one: Milestone, day: dt.date) -> tuple[dt.date, ...]:
    """The occurrences of a recurring milestone whose month has ended by a day."""
    return tuple(month for month in occurrences(one, day.replace(day=1)) if months_late(month, day))


def _judged_by_newest(
    one: Milestone, updates: Mapping[tuple[str, dt.date | None], MilestoneUpdate], late: int | None, day: dt.date
) -> Judged:
    """A recurring milestone of which no occurrence is late, by the newest that ended; it goes on once that is done.

    The one of the month still running counts where none has ended; and where the calendar binds, once that is done.
    """
    ended = _ended(one, day)
    newest = updates.get((one.id, ended[-1])) if ended else None
    done = newest is not None and newest.status is Status.COMPLETE
    if not ended or (done and one.kind is not MilestoneKind.START):
        newest = updates.get((one.id, day.replace(day=1)), newest)
    if newest is not None:
        status = Status.ON_TRACK if newest.status is Status.COMPLETE else newest.status
        return Judged(status.value, DeliveryRating(status.value), late, newest)
    first = one.due or one.start
    ahead = first is not None and (one.kind is not MilestoneKind.START or first > day)
    return Judged(NOT_REPORTED, DeliveryRating.NOT_DUE if ahead else DeliveryRating.NOT_REPORTED, late, None)


def _counts(one: Milestone, own: Sequence[MilestoneUpdate], day: dt.date) -> dict[str, Any]:
    """The numbers of occurrences by the day, and of those done; missing for one that does not recur."""
    if not recurs(one):
        return {"done": None, "asked": None}
    newest, come = newest_updates(own), occurrences(one, day.replace(day=1))
    complete = [month for month in come if (update := newest.get((one.id, month))) and update.status is Status.COMPLETE]
    return {"done": len(complete), "asked": len(come)}


def _judged_columns(judged: Judged) -> dict[str, Any]:
    newest = judged.newest
    return {
        "status": judged.status,
        "brag": judged.brag.value,
        "months_overdue": judged.months_overdue,
        "completed_on": newest.completed_on if newest else None,
        "reason": newest.reason if newest else "",
        "evidence": newest.evidence if newest else "",
        "comment": newest.comment if newest else "",
        "reported_on": newest.recorded.day if newest else None,
        "reported_by": newest.recorded.by if newest else "",
    }


def judge(brags: Iterable[str]) -> DeliveryRating:
    """The judgement of an action, an area or a sub-group from its milestones': the worst that is reported.

    Red where any is overdue, amber where any is at risk or deferred, blue where all are complete, green where any
    is complete or on track; else the plainest reason for having none.
    """
    met = {DeliveryRating(one) for one in brags}
    for worst in NEEDING:
        if worst in met:
            return worst
    if met == {DeliveryRating.COMPLETE}:
        return DeliveryRating.COMPLETE
    if met & {DeliveryRating.COMPLETE, DeliveryRating.ON_TRACK}:
        return DeliveryRating.ON_TRACK
    reasons = (DeliveryRating.NOT_REPORTED, DeliveryRating.NOT_STARTED, DeliveryRating.NOT_DUE, DeliveryRating.NO_DATE)
    return next((one for one in reasons if one in met), DeliveryRating.NO_DATE)


def rolled_up(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row for each value of a column of `milestones` ("action", "area", "sub_group"), in their order: RolledRow.

    `other` counts what is not due, not started, not reported or without a date.
    """
    rolled = []
    for name, own in rows.groupby(by, sort=False):
        brags = own["brag"]
        counted = {
            "complete": int((brags == DeliveryRating.COMPLETE).sum()),
            "on_track": int((brags == DeliveryRating.ON_TRACK).sum()),
            "at_risk": int(brags.isin([DeliveryRating.AT_RISK, DeliveryRating.DEFERRED]).sum()),
            "overdue": int((brags == DeliveryRating.OVERDUE).sum()),
        }
        other = len(own) - sum(counted.values())
        rolled.append({"name": name, "brag": judge(brags).value, "milestones": len(own), **counted, "other": other})
    return frame(rolled, RolledRow)


def in_quarter(rows: pd.DataFrame, quarter_ending: dt.date) -> pd.DataFrame:
    """The milestones that the plan places in a calendar quarter, named by its last month: by due month, else start."""
    placed = rows["due_month"].fillna(rows["start_month"])
    first = pd.Timestamp(add_months(quarter_ending.replace(day=1), -2))
    return rows[(placed >= first) & (placed <= pd.Timestamp(quarter_ending.replace(day=1)))]


def due_by(rows: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """The milestones with a due month up to that of a day, recurring and ongoing ones too (see `apart`).

    As published or as it stands: putting a milestone off takes it out of no count.
    """
    month = pd.Timestamp(day.replace(day=1))
    return rows[(rows["due_month"] <= month) | (rows["published_month"] <= month)]
