"""The scrutiny recommendations held against the calendar: what was decided, what is reported, what is past its date.

A recommendation is overdue as a milestone is (`delivery.months_late`): from the day after the last of the month in
which it was due, by that many months, until it is settled. One that was not accepted is never overdue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.delivery import months_late
from sendkpi.reported import Progress
from sendkpi.values import LONDON

if TYPE_CHECKING:
    import datetime as dt

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Recommendation
    from sendkpi.reported import Reported

NOT_ACCEPTED = "not accepted"
"""The decision after which nothing is owed."""

SETTLED = frozenset(str(one) for one in Progress if one.settled)
"""The statuses after which nothing more is to come."""

RECOMMENDATIONS = [
    "recommendation",
    "theme",
    "title",
    "decision",
    "owners",
    "due_month",
    "status",
    "settled",
    "progress",
    "reported_on",
    "months_overdue",
    "document",
    "line",
]
"""The columns of `recommendations`."""


def recommendations(plan: Plan, reported: Reported, day: dt.date) -> pd.DataFrame:
    """Every recommendation as it stood at the end of a day: one row each in the plan's order, columns RECOMMENDATIONS.

    In: `reported` by that day. Out: `owners` divided by "; "; `status` and `progress` of the newest update, else as
    the document has them; `settled` whether nothing more is to come; `reported_on` the day in London of the newest
    update, missing where none came since the document; `months_overdue` whole months, missing where no month was
    set or the recommendation was not accepted, 0 where it is settled or not yet late.
    """
    newest = {one.recommendation: one for one in reported.recommendations}
    rows = []
    for one in plan.recommendations:
        update = newest.get(one.id)
        status = str(update.status) if update else one.status
        at = update.recorded.at if update else None
        rows.append(
            {
                "recommendation": one.id,
                "theme": one.theme,
                "title": one.title,
                "decision": one.decision,
                "owners": "; ".join(one.owners),
                "due_month": one.due,
                "status": status,
                "settled": status in SETTLED,
                "progress": update.progress if update else one.progress,
                "reported_on": at.astimezone(LONDON).date() if at else None,
                "months_overdue": _months_overdue(one, status, day),
                "document": one.document,
                "line": one.line,
            }
        )
    return _typed(pd.DataFrame(rows, columns=RECOMMENDATIONS))


def _months_overdue(one: Recommendation, status: str, day: dt.date) -> int | None:
    if one.due is None or one.decision == NOT_ACCEPTED:
        return None
    return 0 if status in SETTLED else months_late(one.due, day)


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    for name in table.columns:
        if name in {"due_month", "reported_on"}:
            table[name] = pd.to_datetime(table[name]).astype("datetime64[us]")
        elif name == "months_overdue":
            table[name] = table[name].astype("Int64")
        else:
            table[name] = table[name].astype("bool" if name == "settled" else "str")
    return table
