"""The reporting calendar: who is to receive what, how often, and what is next due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.delivery.calendar import calendar
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import CalendarRow
from sendkpi.values import day_name, month_name
from sendkpi.views.frame import links, markup
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    import datetime as dt

    from sendkpi.plan import Plan

HEADS = (
    ("Next due", False),
    ("Who receives it", False),
    ("What", False),
    ("How often", False),
    ("Due before", False),
)

CONVENTION = (
    "The plan says how often, and seldom when. Each report is taken to be about a month, quarter, half year or year of "
    "the calendar and to be due by the end of the month after. The first is about the period in which its document was "
    "published; one that a milestone promises is first due in the milestone’s month. Whether a report was given is "
    "recorded only with its milestone."
)


def show_calendar(plan: Plan, day: dt.date, query: dict[str, str]) -> None:
    """A row for each report promised, what is next due first; and where the promises contradict each other."""
    rows = calendar(plan, day)
    if rows.empty:
        markup.show('<p class="lead">The plan promises no reports.</p>')
        return
    markup.show(f'<h2>Who is to receive which report</h2><p class="found">{CONVENTION}</p>')
    before = rows[rows["due_on"] < pd.Timestamp(day)].groupby("report").tail(1)
    earlier = {row.report: row for row in rows_of(before, CalendarRow)}
    shown = rows[rows["next"] | rows["due_on"].isna()]
    body = "".join(_row(plan, row, earlier.get(row.report), query) for row in rows_of(shown, CalendarRow))
    caption = f"Reports that the plan promises, as at {day_name(day)}, what is next due first"
    markup.show(markup.table(caption, HEADS, f"<tbody>{body}</tbody>", name="calendar"))
    markup.show(_doubts(plan))


def _row(plan: Plan, row: CalendarRow, earlier: CalendarRow | None, query: dict[str, str]) -> str:
    if pd.isna(row.due_on):
        due = "No date stated"
    else:
        due = f"<strong>{month_name(row.due_on)}</strong>{_small(f'for {_period(row)}')}"
    before = f"{month_name(earlier.due_on)}{_small(f'for {_period(earlier)}')}" if earlier else ""
    paper = next((one.title for one in plan.documents if one.id == row.document), row.document)
    what = escape(row.title) + _small(f"{paper}, line {row.line}" if row.line else paper) + _tied(plan, row, query)
    often = escape(row.cadence[:1].upper() + row.cadence[1:])
    often += _small(f"Published as “{row.cadence_published}”") if row.cadence_published else ""
    return markup.row(due, [(escape(row.audience), False), (what, False), (often, False), (before, False)])


def _small(words: str) -> str:
    return f'<br><span class="quiet small">{escape(words)}</span>'


def _period(row: CalendarRow) -> str:
    """`June 2022`, `April to June 2022`, `July 2022 to June 2023`."""
    first, last = row.first_month, row.period_month
    if first == last:
        return month_name(last)
    return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {month_name(last)}"


def _tied(plan: Plan, row: CalendarRow, query: dict[str, str]) -> str:
    """The way to the milestone that promises it."""
    step = next((one for one in plan.milestones if one.id == row.milestone), None)
    if step is None:
        return ""
    link = markup.link(f"milestone {step.id}", links.action_address(step.action, query))
    return f'<br><span class="small">Promised by {link}</span>'


def _doubts(plan: Plan) -> str:
    """Where the plan contradicts itself about its reports, and how it is read."""
    reports = {one.id: f"{one.title} ({one.audience})" for one in plan.reports}
    doubts = [one for one in plan.queries if not reports.keys().isdisjoint(one.about)]
    listed = "".join(
        f"<li>{escape('; '.join(reports[name] for name in one.about if name in reports))}: {escape(one.doubt)} "
        f'<span class="quiet">Taken as: {escape(one.working)} ({escape(one.id)})</span></li>'
        for one in doubts
    )
    head = '<h2 class="rule">Where the promises are in doubt</h2>'
    return f'{head}<ul class="dashes">{listed}</ul>' if listed else ""
