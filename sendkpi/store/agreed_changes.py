"""Agreed changes, kept as recorded: terms, answers, further measures, phases of process charts, words on charts.

Checked by `plan.changes` against the plan of that moment, in the transaction that records it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sendkpi.plan.agreed import Addition, Agreement, Annotation, Answer, Changes, Decision, Rebase
from sendkpi.plan.changes import amend, check_addition, check_agreement, check_answer, measure_cells, measure_from
from sendkpi.plan.chart_marks import check_annotation, check_observed, check_rebase
from sendkpi.store.base import tables
from sendkpi.store.base.database import reading, writing
from sendkpi.store.base.dated import insert_row, recorded, recording_moment
from sendkpi.store.base.stamps import stated
from sendkpi.store.reading import observed_months
from sendkpi.texts import LONGEST_BODY, LONGEST_NAME, LONGEST_NOTE, LONGEST_WORDS, kept_fields, visible
from sendkpi.values import london_day, month_code, parse_month

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, RowMapping, Table

    from sendkpi.plan import Plan


def plan_as_at(engine: Engine, plan: Plan, as_at: dt.date | dt.datetime | None = None) -> Plan:
    """The published plan amended by what had been agreed by that moment (`as_at` as in `stamps.cutoff`)."""
    with reading(engine) as connection:
        return amend(plan, changes_in(connection, as_at))


def agree(engine: Engine, plan: Plan, agreement: Agreement, *, by: str, now: dt.datetime | None = None) -> Agreement:
    """Record an agreed baseline, target or trajectory; answers it with its number and moment.

    `plan` is the published one. Raises RefusedError or UnknownNameError where it is refused
    (`plan.changes.check_agreement`); `now` stands in for the clock (tests and illustrative figures only).
    """
    points = [[month_code(month), level] for month, level in agreement.points]
    row = {name: getattr(agreement, name) for name in _TERMS} | {"points": points}
    decision = _record(engine, plan, check_agreement, agreement, tables.agreements, row, by, now)
    return replace(agreement, decision=decision)


def answer(engine: Engine, plan: Plan, given: Answer, *, by: str, now: dt.datetime | None = None) -> Answer:
    """Record an answer to a query, as `agree`."""
    tidy = kept_fields(given, answer=LONGEST_WORDS, working=LONGEST_WORDS)
    row = {
        "query": tidy.query,
        "answer": tidy.answer,
        "working": tidy.working,
        "settings": [list(one) for one in tidy.settings],
    }
    return replace(tidy, decision=_record(engine, plan, check_answer, tidy, tables.answers, row, by, now))


def add_measure(engine: Engine, plan: Plan, addition: Addition, *, by: str, now: dt.datetime | None = None) -> Addition:
    """Record a supplementary measure, as `agree`."""
    tidy = replace(addition, measure=kept_fields(addition.measure, definition=LONGEST_WORDS, owner=LONGEST_NAME))
    row = {"measure": measure_cells(tidy.measure)}
    return replace(tidy, decision=_record(engine, plan, check_addition, tidy, tables.additions, row, by, now))


def rebase(engine: Engine, plan: Plan, wanted: Rebase, *, by: str, now: dt.datetime | None = None) -> Rebase:
    """Record that a phase of a process chart begins, or is taken back, as `agree`.

    It begins in a month for which a value stands now, and not in the first: RefusedError names the nearest.
    """

    def observed(connection: Connection) -> None:
        check_observed(wanted, observed_months(connection, wanted.measure))

    row = {"measure": wanted.measure, "month": wanted.month, "lifted": wanted.lifted}
    decision = _record(engine, plan, check_rebase, wanted, tables.rebases, row, by, now, observed)
    return replace(wanted, decision=decision)


def annotate(engine: Engine, plan: Plan, wanted: Annotation, *, by: str, now: dt.datetime | None = None) -> Annotation:
    """Record words on charts, or that they are taken back, as `agree`; blanks in them are made single."""
    given = kept_fields(replace(wanted, text=" ".join(wanted.text.split())))
    row = {name: getattr(given, name) for name in _ANNOTATION}
    return replace(
        given, decision=_record(engine, plan, check_annotation, given, tables.chart_annotations, row, by, now)
    )


def _record(  # noqa: PLR0913, PLR0917 - one door for every kind
    engine: Engine,
    plan: Plan,
    check: Callable[[Plan, Any, dt.date], None],
    what: Agreement | Answer | Addition | Rebase | Annotation,
    table: Table,
    row: dict[str, Any],
    by: str,
    now: dt.datetime | None,
    check_figures: Callable[[Connection], None] = lambda _: None,
) -> Decision:
    who = stated(by, "Say who records it.")
    given = kept_fields(what.decision, body=LONGEST_BODY, reason=LONGEST_NOTE)
    tidy = replace(what, decision=given)
    with writing(engine) as connection:
        recorded_at = recording_moment(connection, now)
        check(amend(plan, changes_in(connection, None)), tidy, london_day(recorded_at))
        check_figures(connection)
        stated_by = {"agreed_on": given.agreed_on, "body": given.body, "reason": given.reason}
        number = insert_row(connection, table, row | stated_by, who, recorded_at)
        return replace(given, recorded_by=who, recorded_at=recorded_at, id=number)


_ANNOTATION = tuple(one.name for one in fields(Annotation) if one.name != "decision")


def changes_in(connection: Connection, as_at: dt.date | dt.datetime | None = None) -> Changes:
    """Everything that had been agreed by that moment, in the order of recording, inside a transaction."""
    return Changes(
        tuple(_agreement(row) for row in recorded(connection, tables.agreements, as_at)),
        tuple(
            Answer(
                row["query"], row["answer"], row["working"], _decision(row), tuple((a, b) for a, b in row["settings"])
            )
            for row in recorded(connection, tables.answers, as_at)
        ),
        tuple(
            Addition(measure_from({name: visible(cell) for name, cell in row["measure"].items()}), _decision(row))
            for row in recorded(connection, tables.additions, as_at)
        ),
        tuple(
            Rebase(row["measure"], row["month"], _decision(row), row["lifted"])
            for row in recorded(connection, tables.rebases, as_at)
        ),
        tuple(
            Annotation(**{name: row[name] for name in _ANNOTATION}, decision=_decision(row))
            for row in recorded(connection, tables.chart_annotations, as_at)
        ),
    )


_TERMS = ("measure", "effective", "baseline", "baseline_month", "target", "target_month")


def _agreement(row: RowMapping) -> Agreement:
    points = tuple((parse_month(month), float(level)) for month, level in row["points"])
    return Agreement(**{name: row[name] for name in _TERMS}, decision=_decision(row), points=points)


def _decision(row: RowMapping) -> Decision:
    return Decision(**{one.name: row[one.name] for one in fields(Decision)})
