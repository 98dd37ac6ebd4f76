"""Agreed changes of the plan: baselines, targets, trajectories, answers to queries, further measures.

Each is a dated, attributed row, never an edit: a plan as at an earlier day is the published one amended by what had
been recorded by then. A change counts for periods from its effective month on; where several count, the one recorded
last has the last word on what it sets.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, get_type_hints

from sendkpi.errors import RefusedError, SendKpiError
from sendkpi.plan.cells import read_cell, read_record, write_cell
from sendkpi.plan.choices import Basis, Better, Collected, Expectation, Pooling, Unit
from sendkpi.plan.records import DEFAULT_TOLERANCE, DEFAULT_TOLERANCE_UNIT, Measure, TrajectoryPoint
from sendkpi.plan.sense import check_measure
from sendkpi.plan.tables import TITLE_LENGTH
from sendkpi.texts import is_blank
from sendkpi.values import add_months, day_name, month_name

if TYPE_CHECKING:
    from sendkpi.plan.agreed import Addition, Agreement, Answer, Changes, Decision, Points
    from sendkpi.plan.whole import Plan

SETTABLE = (
    "baseline_month",
    "baseline_promised",
    "target_month",
    "target_promised",
    "year_start",
    "collected_from",
    "reporting_lag",
    "tolerance",
    "tolerance_unit",
    "floor",
    "minimum_sample",
    "owner",
)
"""The measure's fields whose working value an answer to a query may set."""


@dataclass(frozen=True)
class Terms:
    """The terms of a measure from a month on (None: from the beginning)."""

    since: dt.date | None
    baseline: float | None
    baseline_month: dt.date | None
    target: float | None
    target_month: dt.date | None
    points: Points


def amend(plan: Plan, changes: Changes) -> Plan:
    """The plan with what was agreed: further measures, answered queries, and the agreements beside it.

    A change about something that this plan does not hold (another plan's, an older one's) stays without effect.
    """
    measures = {measure.id: measure for measure in plan.measures}
    for addition in changes.additions:
        measures.setdefault(addition.measure.id, addition.measure)
    queries = {query.id: query for query in plan.queries}
    for answer in changes.answers:
        if answer.query not in queries:
            continue
        query = queries[answer.query] = replace(queries[answer.query], working=answer.working)
        for name in query.about:
            if name in measures:
                measures[name] = with_settings(measures[name], dict(answer.settings))
    return replace(plan, measures=tuple(measures.values()), queries=tuple(queries.values()), changes=changes)


def with_settings(measure: Measure, settings: Mapping[str, str]) -> Measure:
    """The measure with fields set as they would be written in its table.

    Raises RefusedError for a field that cannot be set so, or a value that makes no sense.
    """
    hints = get_type_hints(Measure)
    values: dict[str, Any] = {}
    for name, text in settings.items():
        if name not in SETTABLE:
            raise RefusedError(f"{name!r} cannot be set by an answer. It may set: {', '.join(SETTABLE)}.")
        try:
            values[name] = read_cell(text, hints[name])
        except SendKpiError as error:
            raise RefusedError(f"{name}: {error}") from None
    changed = replace(measure, **values)
    _check_sense(changed)
    return changed


def _check_sense(measure: Measure) -> None:
    faults = list(check_measure(vars(measure)))
    if faults:
        raise RefusedError(" ".join(f"{column}: {words}" for column, words in faults))


def terms(plan: Plan, measure_id: str) -> tuple[Terms, ...]:
    """The terms of the measure, version by version, each from its effective month until the next.

    Raises UnknownNameError.
    """
    return versions(plan.measure(measure_id), plan.trajectory, plan.changes.agreements)


def versions(
    measure: Measure, trajectory: tuple[TrajectoryPoint, ...], agreements: tuple[Agreement, ...]
) -> tuple[Terms, ...]:
    """The versions of a measure's terms: the published ones first, then one for each effective month."""
    points = tuple((one.month, one.value) for one in trajectory if one.measure == measure.id)
    first = Terms(None, measure.baseline, measure.baseline_month, measure.target, measure.target_month, points)
    agreed = [one for one in agreements if one.measure == measure.id]
    months = sorted({one.effective for one in agreed})
    return (first, *(_folded(first, [one for one in agreed if one.effective <= month], month) for month in months))


def _folded(first: Terms, agreed: list[Agreement], since: dt.date) -> Terms:
    now = replace(first, since=since)
    for one in agreed:
        if one.baseline is not None:
            now = replace(now, baseline=one.baseline, baseline_month=one.baseline_month or now.baseline_month)
        if one.target is not None:
            now = replace(now, target=one.target, target_month=one.target_month or now.target_month)
        if one.points:
            now = replace(now, points=one.points)
    return now


def measure_in(plan: Plan, measure_id: str, month: dt.date) -> Measure:
    """The measure in a month: with the baseline and target that count for it.

    Raises UnknownNameError.
    """
    current = [one for one in terms(plan, measure_id) if one.since is None or one.since <= month][-1]
    return replace(
        plan.measure(measure_id),
        baseline=current.baseline,
        baseline_month=current.baseline_month,
        target=current.target,
        target_month=current.target_month,
    )


def check_agreement(plan: Plan, agreement: Agreement, today: dt.date) -> None:
    """Refuse an agreement that is empty, is unclear, or makes a target worse than its baseline.

    Raises RefusedError in one sentence; UnknownNameError for a measure that the plan does not hold.
    """
    measure = plan.measure(agreement.measure)
    if agreement.baseline is None and agreement.target is None and not agreement.points:
        raise RefusedError("Nothing is agreed: give a baseline, a target or a trajectory.")
    check_decision(agreement.decision, today)
    levels = [level for _, level in agreement.points]
    for level in (agreement.baseline, agreement.target, *levels):
        _check_level(measure, level)
    agreed = (*plan.changes.agreements, agreement)
    after = replace(plan, changes=replace(plan.changes, agreements=agreed))
    for version in terms(after, measure.id)[1:]:
        if version.since is not None and version.since >= agreement.effective:
            _check_terms(measure, version)


def _check_level(measure: Measure, level: float | None) -> None:
    if level is None:
        return
    if not math.isfinite(level) or level < 0:
        raise RefusedError(f"{level:g} is not a level that {measure.id} can have.")
    if measure.unit is Unit.PERCENT and level > 100:  # noqa: PLR2004 - a percentage ends there
        raise RefusedError(f"{level:g} is above 100: {measure.id} is a percentage.")


def _check_terms(measure: Measure, terms: Terms) -> None:
    if terms.baseline is not None and terms.baseline_month is None:
        raise RefusedError("A baseline needs the month that it is for.")
    if terms.target is not None and terms.target_month is None and measure.expectation == "target":
        raise RefusedError("A target needs the month that it is for.")
    for month, level in terms.points:
        _check_point(measure, terms, month, level)
    if terms.baseline is None or terms.target is None:
        return
    _check_better(measure, terms, f"The target of {terms.target:g}", terms.target)
    if terms.baseline_month and terms.target_month and terms.target_month <= terms.baseline_month:
        raise RefusedError(
            f"The target month, {month_name(terms.target_month)}, is not after the baseline's, "
            f"{month_name(terms.baseline_month)}."
        )


def _check_point(measure: Measure, terms: Terms, month: dt.date, level: float) -> None:
    """A trajectory leads from the baseline to the target: within their months, and never worse than the baseline."""
    first, last = terms.baseline_month, terms.target_month
    if (first and month < first) or (last and month > last):
        raise RefusedError(f"The trajectory's {month_name(month)} lies outside the time from baseline to target.")
    _check_better(measure, terms, f"The trajectory's {level:g} for {month_name(month)}", level)


def _check_better(measure: Measure, terms: Terms, what: str, level: float) -> None:
    if terms.baseline is None:
        return
    if level < terms.baseline if measure.better is Better.HIGHER else level > terms.baseline:
        raise RefusedError(
            f"{what} is worse than the baseline of {terms.baseline:g}: for {measure.id} {measure.better} is better."
        )


def check_decision(decision: Decision, today: dt.date) -> None:
    """Refuse a decision without a body or a reason, or dated in the future.

    Raises RefusedError.
    """
    for name, words in (("body that agreed it", decision.body), ("reason", decision.reason)):
        if is_blank(words):
            raise RefusedError(f"Say the {name}.")
    if decision.agreed_on > today:
        raise RefusedError(f"It cannot have been agreed on {day_name(decision.agreed_on)}: that day is in the future.")


def check_answer(plan: Plan, answer: Answer, today: dt.date) -> None:
    """Refuse an answer that is empty, answers no known query, or sets a field that cannot be set.

    Raises RefusedError.
    """
    check_decision(answer.decision, today)
    query = next((one for one in plan.queries if one.id == answer.query), None)
    if query is None:
        raise RefusedError(f"The plan has no query {answer.query!r}.")
    if is_blank(answer.answer) or is_blank(answer.working):
        raise RefusedError("Say the answer, and the working value from now on.")
    about = [name for name in query.about if any(measure.id == name for measure in plan.measures)]
    if answer.settings and not about:
        raise RefusedError(f"{query.id} is about no measure, so it can set nothing.")
    for name in about:
        with_settings(plan.measure(name), dict(answer.settings))


def check_addition(plan: Plan, addition: Addition, today: dt.date) -> None:
    """Refuse a measure that is there already or makes no sense.

    Raises RefusedError.
    """
    check_decision(addition.decision, today)
    measure = addition.measure
    if any(one.id == measure.id for one in plan.measures):
        raise RefusedError(f"The plan has a measure {measure.id} already.")
    for name, words in (("id", measure.id), ("title", measure.title), ("organisation that sends it", measure.owner)):
        if is_blank(words):
            raise RefusedError(f"A measure needs its {name}.")
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,30}", measure.id):
        raise RefusedError(f"{measure.id!r} cannot be an id: use capitals, digits and hyphens, such as WAITING-5TO18.")
    if len(measure.title) > TITLE_LENGTH:
        raise RefusedError(f"The title has {len(measure.title)} characters: at most {TITLE_LENGTH}.")
    plan.area(measure.area)
    _check_sense(measure)


def supplementary(  # noqa: PLR0913 - what has to be known of a measure, by name
    plan: Plan,
    measure_id: str,
    *,
    area: str,
    title: str,
    unit: Unit,
    better: Better,
    first: dt.date,
    owner: str,
    collected: Collected = Collected.MONTH,
    at_a_point: bool = False,
    definition: str = "",
) -> Measure:
    """A further measure with the product's usual settings, its first period in or after the month `first`.

    `at_a_point`: a count is a level at the period's end (children waiting), not what happened in it (complaints).
    Baseline and target come later, by agreement. Raises UnknownNameError for an area that the plan does not hold.
    """
    pooling = {Unit.PERCENT: Pooling.RATE, Unit.WEEKS: Pooling.MEAN}.get(
        unit, Pooling.STOCK if at_a_point else Pooling.SUM
    )
    level = pooling in {Pooling.MEAN, Pooling.STOCK}
    basis = Basis.MONTH_END if level and collected is Collected.MONTH else Basis(collected.value)
    while not collected.ends(first, _YEAR_START):
        first = add_months(first, 1)
    source = plan.area(area)
    return read_record(
        Measure,
        dict.fromkeys(get_type_hints(Measure), ""),
        id=measure_id.strip(),
        area=area,
        title=title.strip(),
        definition=definition.strip() or title.strip(),
        unit=unit,
        better=better,
        collected=collected,
        basis=basis,
        pooling=pooling,
        expectation=Expectation.TARGET,
        year_start=_YEAR_START,
        collected_from=first,
        reporting_lag=1,
        numerator_name="cases" if unit is Unit.PERCENT else "",
        denominator_name="" if unit is Unit.COUNT else "children counted" if unit is Unit.WEEKS else "all",
        tolerance=DEFAULT_TOLERANCE,
        tolerance_unit=DEFAULT_TOLERANCE_UNIT,
        sensitive=True,
        owner=owner.strip(),
        document=source.document,
        line=source.line,
    )


_YEAR_START = 1


def measure_cells(measure: Measure) -> dict[str, str]:
    """A measure as a row of its table would be written: how an added one is kept."""
    return {one.name: write_cell(getattr(measure, one.name)) for one in fields(Measure)}


def measure_from(cells: Mapping[str, str]) -> Measure:
    """The measure of such a row."""
    return read_record(Measure, cells)
