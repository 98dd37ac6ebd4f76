"""Delivery in sentences: what was due by a day and whether it is done; what stands apart from such counts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.delivery.milestones import NOT_REPORTED, due_by
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.wording import counted, joined
from sendkpi.values import add_months, month_end, month_name

if TYPE_CHECKING:
    from sendkpi.frames.delivery import MilestoneRow


def describe_delivery(rows: pd.DataFrame, falling: pd.DataFrame, day: dt.date, quarter_ending: dt.date) -> str:
    """The sentence on milestones due by a day's month: complete, overdue (and how long), put off, and to fall due.

    In: rows of `milestones`, and `falling_due` in the quarter. Recurring and ongoing milestones are told apart, and so
    are the occurrences that fall due.
    """
    if rows.empty:
        return "No milestones match these filters."
    due = due_by(rows, day)
    once = due[due["apart"] == ""]
    ahead = f"{_falling(falling, day, quarter_ending)} due in {quarter_name(quarter_ending)}"
    if once.empty:
        return f"None of these milestones was due by {month_name(day)}; {ahead}."
    count = counted(len(once), "milestone")
    if (rows["status"] == NOT_REPORTED).all():
        return f"Nothing is reported of the {count} due by {month_name(day)}: {_late(once)}; {ahead}."
    complete = int((once["brag"] == DeliveryRating.COMPLETE).sum())
    done = f"{complete or 'None'} of the {count} due by {month_name(day)} {'is' if complete <= 1 else 'are'} complete"
    return f"{done}, {_late(once)}{_put_off(once, day)}; {ahead}."


def describe_apart(rows: pd.DataFrame, day: dt.date) -> str:
    """The sentence on milestones that recur or go on, which are counted apart; "" where none does."""
    due = due_by(rows, day)
    apart = due[due["apart"] != ""]
    if apart.empty:
        return ""
    late = int((apart["brag"] == DeliveryRating.OVERDUE).sum())
    behind = f"; {late} of these {'is' if late == 1 else 'are'} overdue" if late else "; none of these is overdue"
    return (
        f"{counted(len(due), 'milestone')} had a month up to {month_name(day)}, {len(apart)} of them recurring or "
        f"ongoing and counted apart{behind}."
    )


def describe_undated(rows: pd.DataFrame) -> str:
    """The sentence on milestones without a month to be done by, or without any; "" where all have one."""
    undated = rows[rows["due_month"].isna()]
    if undated.empty:
        return ""
    bare = int(undated["start_month"].isna().sum())
    rest = f", {bare} of these no month at all" if bare else ", only one to start in"
    return f"{counted(len(undated), 'has', 'have')} no due month{rest}: never overdue by the calendar."


def overdue_words(months: int) -> str:
    """`overdue by 3 months`."""
    return f"overdue by {counted(months, 'month')}"


def due_words(row: MilestoneRow) -> str:
    """`due June 2022, first April 2022`: when a milestone is due, or begins; of a recurring one how often it was done.

    A recurring one without occurrences that a calendar knows says only that it recurs.
    """
    if pd.isna(row.due_month):
        when = f"from {month_name(row.start_month)}" if pd.notna(row.start_month) else "no month"
    elif pd.notna(row.asked):
        when = f"from {month_name(row.due_month)}"
    elif pd.notna(row.published_month) and row.published_month != row.due_month:
        when = f"due {month_name(row.due_month)}, first {month_name(row.published_month)}"
    else:
        when = f"due {month_name(row.due_month)}"
    done = f"{row.done} of {row.asked} done" if pd.notna(row.asked) else ""
    return ", ".join(filter(None, (when, row.apart, done)))


def quarter_name(quarter_ending: dt.date) -> str:
    """`April to June 2022`: a calendar quarter by its last month."""
    return f"{add_months(quarter_ending.replace(day=1), -2):%B} to {month_name(quarter_ending)}"


def _late(once: pd.DataFrame) -> str:
    overdue = once[once["brag"] == DeliveryRating.OVERDUE]
    if overdue.empty:
        return "none overdue"
    longest = int(overdue["months_overdue"].max())
    up_to = "" if longest == overdue["months_overdue"].min() else "up to "
    return f"{len(overdue)} overdue by {up_to}{counted(longest, 'month')}"


def _put_off(once: pd.DataFrame, day: dt.date) -> str:
    """The clause on milestones due by a day's month and moved to a later one; "" where none was."""
    later = (once["due_month"] > pd.Timestamp(day.replace(day=1))) & (once["brag"] != DeliveryRating.COMPLETE)
    return f", {int(later.sum())} moved to a later month" if later.any() else ""


def _falling(falling: pd.DataFrame, day: dt.date, quarter_ending: dt.date) -> str:
    """`4 milestones and 13 occurrences of recurring ones fall`: or fell, in a quarter that ended before the day."""
    again = int(falling["occurrence"].notna().sum())
    once = len(falling) - again
    verb = "fell" if month_end(quarter_ending) < day else "falls" if once + again == 1 else "fall"
    counts = [counted(once, "milestone")] if once else []
    if again:
        kind = ("one" if once else "milestone") + ("s" if again > 1 else "")
        counts.append(f"{counted(again, 'occurrence')} of {'a ' if again == 1 else ''}recurring {kind}")
    return f"{joined(counts) or 'none'} {verb}"
