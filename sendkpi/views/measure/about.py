"""What a measure is, and where the published plan leaves it in doubt."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sendkpi.analysis import wording
from sendkpi.plan.changes import measure_in
from sendkpi.plan.choices import Basis
from sendkpi.values import day_name, month_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure, Query
    from sendkpi.views.frame.positions import Key

QUERIES = ("About", "Published", "In doubt", "Taken as")


def facts(of: Key, measure: Measure) -> Html:
    """Definition, basis, who sends it, and what it is held to, with the published words beside."""
    plan = positions.at(of).plan
    held = measure_in(plan, measure.id, of.month)
    terms = [
        ("Definition", measure.definition),
        ("Figure", _figure(measure)),
        ("Better", f"{measure.better.capitalize()} is better"),
        ("Collected", _collected(measure)),
        ("Sent by", measure.owner),
        ("Answers to", next((one.title for one in plan.sub_groups if one.id == measure.sub_group), "")),
        ("Baseline", _term(held.baseline, held.baseline_month, measure.baseline_promised, held, "in")),
        ("", _published(measure.baseline_published)),
        ("Target", _term(held.target, held.target_month, measure.target_promised, held, "by")),
        ("", _published(measure.target_published, measure.target_month_published)),
        ("Tolerance", _tolerance(measure)),
        ("Smallest sample", f"{measure.minimum_sample:,}" if measure.minimum_sample else ""),
        ("Source", _source(plan, measure)),
    ]
    rows = [
        html("<div><dt>{}</dt><dd{}>{}</dd></div>", name, "" if name else Html(' class="quiet"'), words)
        for name, words in terms
        if words
    ]
    return html('<h2 class="rule">What it is</h2><dl class="facts">{}</dl>', rows)


def _figure(measure: Measure) -> str:
    unit = {"percent": "Percentage", "weeks": "Weeks", "count": "Number"}[measure.unit]
    shares = f": {measure.numerator_name} out of {measure.denominator_name}" if measure.numerator_name else ""
    on_year = measure.basis is Basis.YEAR_TO_DATE
    year = f"; the year begins in {dt.date(1, measure.year_start, 1):%B}" if on_year else ""
    return f"{unit}, {wording.BASIS_WORDS[measure.basis]}{shares}{year}"


def _collected(measure: Measure) -> str:
    lag = wording.counted(measure.reporting_lag, "month")
    return (
        f"Each {wording.PERIOD_WORDS[measure.collected]}, from {month_name(measure.collected_from)}; "
        f"due {lag} after the period ends"
    )


def _term(level: float | None, month: dt.date | None, promised: dt.date | None, held: Measure, joint: str) -> str:
    if level is not None:
        return wording.figure(level, held.unit) + (f" {joint} {month_name(month)}" if month else "")
    if held.expectation == "improvement" and joint == "by":
        return "Better each period than the one before"
    return "To be agreed" + (f", promised for {month_name(promised)}" if promised else "")


def _published(*cells: str) -> str:
    """`Published as “80%” for “Dec 2022”`; "" where the cells are empty."""
    quoted = [f"“{words}”" for words in cells if words]
    return f"Published as {' for '.join(quoted)}" if quoted else ""


def _tolerance(measure: Measure) -> str:
    level = f"{measure.tolerance:g}"
    return f"{level} points" if measure.tolerance_unit == "points" else f"{level}% of the trajectory"


def _source(plan: Plan, measure: Measure) -> str:
    added = next((one for one in plan.changes.additions if one.measure.id == measure.id), None)
    if added:
        decision = added.decision
        return f"Supplementary: added on {day_name(decision.agreed_on)} by {decision.body}. {decision.reason}"
    title = next((one.title for one in plan.documents if one.id == measure.document), measure.document)
    return f"{title}, line {measure.line}"


def queries(of: Key, measure: Measure) -> tuple[int, Html]:
    """How many queries there are on it, and their table: those on it alone first."""
    plan = positions.at(of).plan
    own = sorted((one for one in plan.queries if measure.id in one.about), key=lambda one: len(one.about))
    caption = f"Queries on {measure.title}: what is published, and what it is taken as"
    return len(own), markup.table(caption, QUERIES, (_query(plan, one) for one in own), "record")


def _query(plan: Plan, query: Query) -> Html:
    answered = [
        html(
            "<br><strong>Answered</strong> on {} by {}: {} ({})",
            day_name(one.decision.agreed_on),
            one.decision.body,
            one.answer,
            one.decision.reason,
        )
        for one in plan.changes.answers
        if one.query == query.id
    ]
    head = html("{}<br>{}", query.id, markup.quiet(query.field))
    return markup.row(head, [query.published, query.doubt, html("{}{}", query.working, answered)])
