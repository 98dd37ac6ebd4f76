"""Who is to receive which report when: the plan's promises as dates, by a convention where it names only a rhythm.

A report is about a month, quarter, half year or year of the calendar, and is due by the end of the month after. The
first is about the period in which its document was published; one that is tied to a milestone is first due in the
milestone's month. The rhythms stay as published: where the plan promises two, both are dated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sendkpi.frames import frame
from sendkpi.frames.delivery import CalendarRow
from sendkpi.values import add_months, month_end

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.delivery import Report

CADENCES = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "annual": 12}
"""Months that a report of a cadence is about; another cadence has no dates."""


def calendar(plan: Plan, day: dt.date) -> pd.DataFrame:
    """One row for each period of each report that ended by a day, and for the next one due: columns CalendarRow.

    Out: `first_month` and `period_month` are the period's first and last; `due_on` a day; `ended` by the end of the
    day; `next` marks each report's first period due on the day or later. A report whose rhythm has no dates has one
    row without them. In the order of what is next due, reports without dates last.
    """
    rows = [row for one in plan.reports for row in _rows(plan, one, day)]
    table = frame(rows, CalendarRow)
    following = table[table["next"]]
    order = table["report"].map(dict(zip(following["report"], following["due_on"], strict=True)))
    return table.loc[order.sort_values(kind="stable", na_position="last").index].reset_index(drop=True)


def _rows(plan: Plan, one: Report, day: dt.date) -> Iterator[dict[str, object]]:
    row = vars(one) | {"report": one.id}
    if one.cadence not in CADENCES:
        yield row | {"ended": False, "next": False}
        return
    months = CADENCES[one.cadence]
    last, found = _first_period(plan, one, months), False
    while not found or month_end(last) <= day:
        due_on = month_end(add_months(last, 1))
        comes_next = not found and due_on >= day
        found = found or comes_next
        begins = add_months(last, 1 - months)
        dates = {"first_month": begins, "period_month": last, "due_on": due_on}
        yield row | dates | {"ended": month_end(last) <= day, "next": comes_next}
        last = add_months(last, months)


def _first_period(plan: Plan, one: Report, months: int) -> dt.date:
    """The last month of the first period that a report is about."""
    tied = next((step.due or step.start for step in plan.milestones if step.id == one.milestone), None)
    if tied:
        return add_months(tied, -1)
    published = next(paper.published for paper in plan.documents if paper.id == one.document).replace(day=1)
    return add_months(published, -published.month % months)
