"""Commands about agreed changes: agree a baseline or target, answer a query, add a measure, list what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import store
from sendkpi.analysis.changes.agreed import agreed
from sendkpi.cli.command import DONE, Command, add_decision, listing, month
from sendkpi.cli.output import say, say_json
from sendkpi.cli.sources import open_store, published_plan, record
from sendkpi.errors import RefusedError
from sendkpi.frames import rows_of
from sendkpi.frames.changes import AgreedRow
from sendkpi.plan.agreed import Addition, Agreement, Answer, Decision
from sendkpi.plan.changes import supplementary
from sendkpi.plan.choices import Better, Collected, Unit
from sendkpi.plan.points import read_points
from sendkpi.values import LONDON, day_name, month_code, month_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sendkpi.plan.agreed import Annotation, Changes, Points


def decision(arguments: Namespace) -> Decision:
    """Who decided, when and why, by the options of `add_decision`."""
    return Decision(arguments.agreed_on, arguments.body, arguments.reason)


def _agree_options(parser: ArgumentParser) -> None:
    parser.add_argument("measure", metavar="MEASURE", help="the measure's id, such as EHCP2")
    parser.add_argument("--baseline", type=float, metavar="V", help="the agreed baseline")
    parser.add_argument("--baseline-month", type=month, metavar="M", help="the month that the baseline is for")
    parser.add_argument("--target", type=float, metavar="V", help="the agreed target")
    parser.add_argument("--target-month", type=month, metavar="M", help="the month that the target is for")
    parser.add_argument("--trajectory", metavar="FILE.csv", help="levels in between: columns month, value")
    parser.add_argument(
        "--effective", type=month, required=True, metavar="M", help="the first month that it counts for"
    )
    add_decision(parser)


def agree(arguments: Namespace) -> int:
    """`agree`: record an agreed baseline, target or trajectory of a measure."""
    wanted = Agreement(
        arguments.measure,
        arguments.effective,
        decision(arguments),
        arguments.baseline,
        arguments.baseline_month,
        arguments.target,
        arguments.target_month,
        _points(Path(arguments.trajectory)) if arguments.trajectory else (),
    )
    agreed = store.agree(open_store(), published_plan(), wanted, by=arguments.by)
    say(f"{agreed.measure}: agreed, as change {agreed.decision.id}, for {month_name(agreed.effective)} on.")
    return DONE


def _points(path: Path) -> Points:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from None
    return read_points(content, str(path))


def _answer_options(parser: ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="the query's id, such as Q012 (see the plan command)")
    parser.add_argument("--answer", required=True, metavar="TEXT", help="what was decided")
    parser.add_argument("--working", required=True, metavar="TEXT", help="the working value from now on, in words")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="a field of the measure that the query is about, as the plan's table writes it",
    )
    add_decision(parser)


def answer(arguments: Namespace) -> int:
    """`answer`: answer a query on the record; the working value follows."""
    settings = []
    for text in arguments.set:
        name, mark, value = text.partition("=")
        if not mark:
            raise RefusedError(f"{text!r}: write it as FIELD=VALUE, such as target_month=2023-12.")
        settings.append((name.strip(), value.strip()))
    given = Answer(arguments.query, arguments.answer, arguments.working, decision(arguments), tuple(settings))
    store.answer(open_store(), published_plan(), given, by=arguments.by)
    say(f"{given.query}: answered; we now work with {given.working}.")
    return DONE


def _supplement_options(parser: ArgumentParser) -> None:
    parser.add_argument("measure", metavar="ID", help="an id of its own, such as WAITING-5TO18")
    parser.add_argument("--title", required=True, help="what it is, in a few plain words")
    parser.add_argument("--area", required=True, help='the area it belongs to, such as "WSOA 2"')
    parser.add_argument(
        "--unit", required=True, type=Unit, choices=list(Unit), metavar="UNIT", help="percent, weeks, count"
    )
    parser.add_argument(
        "--better", required=True, type=Better, choices=list(Better), metavar="WAY", help="higher, lower"
    )
    parser.add_argument("--owner", required=True, metavar="NAME", help="the organisation that sends it")
    parser.add_argument("--first", required=True, type=month, metavar="M", help="the first month to report")
    parser.add_argument(
        "--collected", type=Collected, choices=list(Collected), default=Collected.MONTH, metavar="EVERY",
        help="month, quarter, year (%(default)s)",
    )  # fmt: skip
    parser.add_argument("--at-a-point", action="store_true", help="a count at the period's end, not over it")
    parser.add_argument("--definition", default="", metavar="TEXT", help="what is counted, in a sentence")
    add_decision(parser)


def supplement(arguments: Namespace) -> int:
    """`supplement`: add a measure for an outcome that the plan promises without one."""
    plan = published_plan()
    names = ("area", "title", "unit", "better", "owner", "first", "collected", "at_a_point", "definition")
    measure = supplementary(plan, arguments.measure, **{name: getattr(arguments, name) for name in names})
    store.add_measure(open_store(), plan, Addition(measure, decision(arguments)), by=arguments.by)
    say(f"{measure.id}: added, supplementary, to {measure.area} from {month_name(measure.collected_from)}.")
    return DONE


def show_agreements(arguments: Namespace) -> int:
    """`agreements`: everything agreed since the plan was published, oldest first."""
    plan = record(arguments.as_at).plan
    lines = sorted(_agreed(plan.changes), key=lambda line: str(line.decision.recorded_at))
    if arguments.format == "json":
        say_json([{"kind": one.kind, "about": one.about, **_by(one.decision), **one.what} for one in lines])
        return DONE
    for row in rows_of(agreed(published_plan(), plan)[::-1], AgreedRow):
        since = f", from {month_name(row.effective_month)}" if pd.notna(row.effective_month) else ""
        say(f"{day_name(row.agreed_on)} · {row.about} · {row.part}: {row.before} → {row.after}{since}")
        recorded = day_name(row.recorded_at.astimezone(LONDON).date())
        say(f"  {row.body}: {row.reason} (recorded by {row.recorded_by} on {recorded})")
    if not lines:
        say("Nothing has been agreed since the plan was published.")
    return DONE


@dataclass(frozen=True)
class _Agreed:
    """An agreed change of any kind."""

    kind: str
    about: str
    decision: Decision
    what: dict[str, object]


def _agreed(changes: Changes) -> list[_Agreed]:
    return [
        *(_Agreed("agreement", one.measure, one.decision, _terms(one)) for one in changes.agreements),
        *(
            _Agreed("answer", one.query, one.decision, {"answer": one.answer, "working": one.working})
            for one in changes.answers
        ),
        *(_Agreed("addition", one.measure.id, one.decision, {"title": one.measure.title}) for one in changes.additions),
        *(
            _Agreed("rebase", one.measure, one.decision, {"month": month_code(one.month), "lifted": one.lifted})
            for one in changes.rebases
        ),
        *(_Agreed("annotation", one.measure or one.area, one.decision, _words(one)) for one in changes.annotations),
    ]


def _words(one: Annotation) -> dict[str, object]:
    """A mark on charts: of a measure or an area, or of all where both are ""."""
    return {
        "month": month_code(one.month),
        "text": one.text,
        "measure": one.measure,
        "area": one.area,
        "lifted": one.lifted,
    }


def _terms(one: Agreement) -> dict[str, object]:
    """The terms of an agreement, months as they are written in files."""
    return {
        "effective": month_code(one.effective),
        "baseline": one.baseline,
        "baseline_month": month_code(one.baseline_month) if one.baseline_month else None,
        "target": one.target,
        "target_month": month_code(one.target_month) if one.target_month else None,
        "trajectory": [{"month": month_code(when), "value": level} for when, level in one.points],
    }


def _by(decision: Decision) -> dict[str, object]:
    recorded = decision.recorded_at.astimezone(LONDON).isoformat() if decision.recorded_at else None
    return {
        "id": decision.id,
        "agreed_on": decision.agreed_on.isoformat(),
        "body": decision.body,
        "reason": decision.reason,
        "recorded_by": decision.recorded_by,
        "recorded_at": recorded,
    }


COMMANDS = {
    "agree": Command(_agree_options, agree),
    "answer": Command(_answer_options, answer),
    "supplement": Command(_supplement_options, supplement),
    "agreements": Command(listing("text", "json"), show_agreements),
}
