"""The reporting calendar: who is to receive what, how often, and what is next due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.delivery.calendar import calendar
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import CalendarRow
from sendkpi.values import day_name, month_name
from sendkpi.views.frame import links, markup
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.scrutiny.recommendation import doubt

if TYPE_CHECKING:
    from sendkpi.plan import Plan

HEADS = ("Next due", "Who receives it", "What", "How often", "Due before")

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
        markup.show(html('<p class="lead">The plan promises no reports.</p>'))
        return
    markup.show(html('<h2>Who is to receive which report</h2><p class="found">{}</p>', CONVENTION))
    before = rows[rows["due_on"] < pd.Timestamp(day)].groupby("report").tail(1)
    earlier = {row.report: row for row in rows_of(before, CalendarRow)}
    shown = rows_of(rows[rows["next"] | rows["due_on"].isna()], CalendarRow)
    caption = f"Reports that the plan promises, as at {day_name(day)}, what is next due first"
    body = (_row(plan, row, earlier.get(row.report), query) for row in shown)
    markup.show(markup.table(caption, HEADS, body, "calendar"))
    markup.show(_doubts(plan))


def _row(plan: Plan, row: CalendarRow, earlier: CalendarRow | None, query: dict[str, str]) -> Html:
    due = html("No date stated")
    if pd.notna(row.due_on):
        due = html("<strong>{}</strong>{}", month_name(row.due_on), markup.below(f"for {_period(row)}"))
    before = html("{}{}", month_name(earlier.due_on), markup.below(f"for {_period(earlier)}")) if earlier else ""
    paper = next((one.title for one in plan.documents if one.id == row.document), row.document)
    source = markup.below(f"{paper}, line {row.line}" if row.line else paper)
    published = markup.below(f"Published as “{row.cadence_published}”") if row.cadence_published else ""
    often = html("{}{}", row.cadence[:1].upper() + row.cadence[1:], published)
    return markup.row(due, (row.audience, html("{}{}{}", row.title, source, _tied(plan, row, query)), often, before))


def _period(row: CalendarRow) -> str:
    """`June 2022`, `April to June 2022`, `July 2022 to June 2023`."""
    first, last = row.first_month, row.period_month
    if first == last:
        return month_name(last)
    return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {month_name(last)}"


def _tied(plan: Plan, row: CalendarRow, query: dict[str, str]) -> Html:
    """The way to the milestone that promises it."""
    step = next((one for one in plan.milestones if one.id == row.milestone), None)
    if step is None:
        return Html()
    link = markup.link(f"milestone {step.id}", links.action_address(step.action, query))
    return html('<br><span class="small">Promised by {}</span>', link)


def _doubts(plan: Plan) -> Html:
    """Where the plan contradicts itself about its reports, and how it is read."""
    reports = {one.id: f"{one.title} ({one.audience})" for one in plan.reports}
    listed = markup.listed(
        (
            html("{}: {}", "; ".join(reports[name] for name in one.about if name in reports), doubt(one))
            for one in plan.queries
            if not reports.keys().isdisjoint(one.about)
        ),
        "dashes",
    )
    return listed and html('<h2 class="rule">Where the promises are in doubt</h2>{}', listed)
