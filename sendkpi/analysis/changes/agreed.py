"""What is still to be agreed, and what was agreed when: the plan's own movement, as frames and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sendkpi.analysis import wording
from sendkpi.frames import frame
from sendkpi.frames.changes import AgreedRow, WaitingRow
from sendkpi.plan.changes import Terms, measure_in, versions
from sendkpi.plan.choices import Expectation
from sendkpi.values import month_name

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.agreed import Agreement, Decision, Points
    from sendkpi.plan.records import Measure

BASELINE, TARGET, TRAJECTORY = "Baseline", "Target", "Trajectory"
MEASURE, CHART = "Measure", "Process chart"
NOTHING, STRAIGHT, PHASE = "none", "a straight line", "a new phase begins"
EVERY_CHART = "Every chart"

Entry = dict[str, Any]
"""The columns of a row of `agreed` or `waiting`, with their values."""


def waiting(plan: Plan, month: dt.date) -> pd.DataFrame:
    """The baselines and targets that do not stand in a month, overdue ones first, then in the plan's order.

    Overdue as in the scorecard of that month: the month promised lies before it. A measure that must only improve
    waits for no target. Columns WaitingRow.
    """
    rows: list[Entry] = []
    for measure in plan.measures:
        terms = measure_in(plan, measure.id, month)
        parts = [(BASELINE, terms.baseline, measure.baseline_promised)]
        if measure.expectation is Expectation.TARGET:
            parts.append((TARGET, terms.target, measure.target_promised))
        rows += [
            {
                "measure": measure.id,
                "title": measure.title,
                "area": measure.area,
                "part": part,
                "promised_month": promised,
                "overdue": promised is not None and promised < month,
            }
            for part, level, promised in parts
            if level is None
        ]
    table = frame(rows, WaitingRow)
    return table.sort_values("overdue", ascending=False, kind="stable", ignore_index=True)


def agreed(published: Plan, plan: Plan) -> pd.DataFrame:
    """Everything agreed since the plan was published, newest first, each with how it stood before and stands after.

    `plan` is `published` with what had been agreed. Columns AgreedRow.
    """
    rows = [*_agreements(plan), *_answers(published, plan), *_additions(plan), *_rebases(plan), *_annotations(plan)]
    table = frame(rows, AgreedRow)
    return table.sort_values("recorded_at", ascending=False, kind="stable", ignore_index=True)


def described(plan: Plan, agreement: Agreement, earlier: tuple[Agreement, ...]) -> tuple[tuple[str, str, str], ...]:
    """The parts of an agreement, each with its words before and after, in its effective month."""
    measure = plan.measure(agreement.measure)
    was, now = (_terms_at(plan, agreement, agreed) for agreed in (earlier, (*earlier, agreement)))
    parts: dict[str, Callable[[Terms], str]] = {}
    if agreement.baseline is not None:
        parts[BASELINE] = lambda terms: level(measure, terms.baseline, terms.baseline_month, "in")
    if agreement.target is not None:
        parts[TARGET] = lambda terms: level(measure, terms.target, terms.target_month, "by")
    if agreement.points:
        parts[TRAJECTORY] = lambda terms: points(measure, terms.points)
    return tuple((part, words(was), words(now)) for part, words in parts.items())


def level(measure: Measure, value: float | None, month: dt.date | None, joint: str) -> str:
    """`80.0% by December 2022`; "none" where nothing is agreed."""
    if value is None:
        return NOTHING
    return wording.figure(value, measure.unit) + (f" {joint} {month_name(month)}" if month else "")


def points(measure: Measure, agreed: Points) -> str:
    """`June 2022 45.0%; September 2022 60.0%`; "a straight line" where none are agreed."""
    if not agreed:
        return STRAIGHT
    return "; ".join(f"{month_name(month)} {wording.figure(value, measure.unit)}" for month, value in agreed)


def _terms_at(plan: Plan, agreement: Agreement, agreed: tuple[Agreement, ...]) -> Terms:
    all_terms = versions(plan.measure(agreement.measure), plan.trajectory, agreed)
    return [one for one in all_terms if one.since is None or one.since <= agreement.effective][-1]


def _agreements(plan: Plan) -> Iterator[Entry]:
    measures = {measure.id for measure in plan.measures}
    agreements = plan.changes.agreements
    for number, one in enumerate(agreements):
        if one.measure in measures:
            for part, before, after in described(plan, one, agreements[:number]):
                yield _row("agreement", one.measure, part, before, after, one.decision, one.effective)


def _answers(published: Plan, plan: Plan) -> Iterator[Entry]:
    working = {query.id: query.working for query in published.queries}
    for one in plan.changes.answers:
        if one.query in working:
            sets = "".join(f"; sets {name} to {value}" for name, value in one.settings)
            row = _row("answer", one.query, "Working value", working[one.query], one.working + sets, one.decision)
            yield row | {"reason": f"{one.answer} {one.decision.reason}"}
            working[one.query] = one.working


def _additions(plan: Plan) -> Iterator[Entry]:
    for one in plan.changes.additions:
        measure = one.measure
        yield _row("addition", measure.id, MEASURE, NOTHING, measure.title, one.decision, measure.collected_from)


def _rebases(plan: Plan) -> Iterator[Entry]:
    measures = {measure.id for measure in plan.measures}
    for one in plan.changes.rebases:
        if one.measure in measures:
            before, after = (PHASE, NOTHING) if one.lifted else (NOTHING, PHASE)
            yield _row("rebase", one.measure, CHART, before, after, one.decision, one.month)


def _annotations(plan: Plan) -> Iterator[Entry]:
    subjects = {EVERY_CHART, *(measure.id for measure in plan.measures), *(area.id for area in plan.areas)}
    for one in plan.changes.annotations:
        about = one.measure or one.area or EVERY_CHART
        if about in subjects:
            before, after = (one.text, NOTHING) if one.lifted else (NOTHING, one.text)
            yield _row("annotation", about, "Annotation", before, after, one.decision, one.month)


def _row(  # noqa: PLR0913, PLR0917 - the columns, in their order
    kind: str, about: str, part: str, before: str, after: str, decision: Decision, effective: dt.date | None = None
) -> Entry:
    return vars(decision) | {
        "kind": kind,
        "about": about,
        "part": part,
        "effective_month": effective,
        "before": before,
        "after": after,
        "change": f"{kind} {decision.id}",
    }
