"""The scrutiny recommendations held against the calendar: what was decided, what is reported, what is past its date.

A recommendation is overdue as a milestone is (`milestones.months_late`): from the day after the last of the month in
which it was due, by that many months, until it is settled. One that was not accepted is never overdue.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendkpi.analysis.delivery.milestones import months_late
from sendkpi.analysis.wording import counted, joined
from sendkpi.frames import frame
from sendkpi.frames.delivery import RecommendationRow
from sendkpi.record.updates import Progress, RecommendationUpdate, Reported
from sendkpi.values import month_name

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Recommendation

NOT_ACCEPTED = "not accepted"
"""The decision after which nothing is owed."""

SETTLED = frozenset(str(one) for one in Progress if one.settled)
"""The statuses after which nothing more is to come."""

_DECIDED = {
    "accepted": "accepted",
    "partially accepted": "accepted in part",
    NOT_ACCEPTED: "not accepted",
    "investigation required": "to be investigated",
}
"""Decisions as a sentence says them, in its order; any other stands last, in the plan's own words."""


@dataclass(frozen=True)
class RecommendationFilters:
    """Which recommendations are looked for: any of each, all where none is named; and whether only those overdue."""

    themes: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    overdue: bool = False


def recommendations(plan: Plan, reported: Reported, day: dt.date) -> pd.DataFrame:
    """Every recommendation as it stood at the end of a day: one RecommendationRow each, in the plan's order.

    In: `reported` by that day. Out: `owners` names them all; `status` and `progress` of the newest update, else as
    the document has them; `settled` whether nothing more is to come; `reported_on` the day in London of the newest
    update, missing where none came since the document; `months_overdue` whole months, missing where no month was
    set or the recommendation was not accepted, 0 where it is settled or not yet late.
    """
    newest = {one.recommendation: one for one in reported.recommendations}
    return frame((_row(one, newest.get(one.id), day) for one in plan.recommendations), RecommendationRow)


def _row(one: Recommendation, update: RecommendationUpdate | None, day: dt.date) -> dict[str, object]:
    status = str(update.status) if update else one.status
    return vars(one) | {
        "recommendation": one.id,
        "due_month": one.due,
        "status": status,
        "settled": status in SETTLED,
        "progress": update.progress if update else one.progress,
        "reported_on": update.recorded.day if update else None,
        "months_overdue": _months_overdue(one, status, day),
    }


def filtered(rows: pd.DataFrame, choice: RecommendationFilters) -> pd.DataFrame:
    """The rows of `recommendations` that are looked for, in their order."""
    left = rows
    for name, words in (("theme", choice.themes), ("decision", choice.decisions), ("status", choice.statuses)):
        left = left[left[name].isin(words)] if words else left
    if choice.owners:
        left = left[[not set(choice.owners).isdisjoint(owners) for owners in left["owners"]]]
    return left[left["months_overdue"].fillna(0) > 0] if choice.overdue else left


def describe_recommendations(plan: Plan, rows: pd.DataFrame) -> str:
    """The recommendations in sentences: how decided, settled, past their date, and without any progress reported.

    In: the rows of `recommendations`. Out: "" where there are none.
    """
    if rows.empty:
        return ""
    made = list(rows["decision"])
    kinds = [word for word in dict.fromkeys([*_DECIDED, *made]) if word in made]
    decided = [f"{made.count(word)} {_DECIDED.get(word, word)}" for word in kinds]
    decided[0] = decided[0].replace(" ", " was " if made.count(kinds[0]) == 1 else " were ", 1)
    first = f"Of {counted(len(rows), 'recommendation')}, {joined(decided)}."
    return " ".join(part for part in (first, _describe_progress(rows), _describe_silence(plan, rows)) if part)


def _describe_progress(rows: pd.DataFrame) -> str:
    addressed = int((rows["status"] == Progress.ADDRESSED).sum())
    dropped = int((rows["status"] == Progress.DROPPED).sum())
    late = rows.loc[rows["months_overdue"].fillna(0) > 0, "months_overdue"]
    clauses = [f"{counted(addressed, 'is', 'are') if addressed else 'None is'} addressed"]
    clauses += [f"{counted(dropped, 'is', 'are')} no longer pursued"] if dropped else []
    if late.empty:
        return f"{joined([*clauses, 'none is past its date'])}."
    longest = counted(int(late.max()), "month")
    which = counted(len(late), "is", "are")
    by = f"its date by {longest}" if len(late) == 1 else f"their date, by up to {longest}"
    return f"{joined([*clauses, f'{which} past {by}'])}."


def _describe_silence(plan: Plan, rows: pd.DataFrame) -> str:
    """The open recommendations of which nothing was reported since they were answered, counted; "" where none is."""
    silent = rows[~rows["settled"] & rows["reported_on"].isna()]
    if silent.empty:
        return ""
    answered = {one.id: one.published for one in plan.documents}
    since = max(answered[name] for name in silent["document"])
    which = "any" if len(silent) == (~rows["settled"]).sum() else len(silent)
    return f"Nothing has been heard of {which} of those still open since {month_name(since)}."


def _months_overdue(one: Recommendation, status: str, day: dt.date) -> int | None:
    if one.due is None or one.decision == NOT_ACCEPTED:
        return None
    return 0 if status in SETTLED else months_late(one.due, day)
