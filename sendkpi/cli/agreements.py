"""Commands about agreed changes: baselines and targets, answers, further measures, phases and words on charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import store
from sendkpi.analysis.changes.agreed import agreed
from sendkpi.cli.frame.command import DONE, Command, add_decision, listing, month
from sendkpi.cli.frame.output import as_json, say, say_json
from sendkpi.cli.frame.sources import open_store, published_plan, record
from sendkpi.errors import RefusedError
from sendkpi.files import read_file
from sendkpi.frames import rows_of
from sendkpi.frames.changes import AgreedRow
from sendkpi.plan.agreed import Addition, Agreement, Annotation, Answer, Changes, Decision, Rebase
from sendkpi.plan.changes import supplementary
from sendkpi.plan.choices import Better, Collected, Unit
from sendkpi.plan.points import read_points
from sendkpi.values import LONDON, day_name, month_code, month_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _decision(arguments: Namespace) -> Decision:
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
        _decision(arguments),
        arguments.baseline,
        arguments.baseline_month,
        arguments.target,
        arguments.target_month,
        read_points(read_file(arguments.trajectory), arguments.trajectory) if arguments.trajectory else (),
    )
    agreed = store.agree(open_store(), published_plan(), wanted, by=arguments.by)
    say(f"{agreed.measure}: agreed, as change {agreed.decision.id}, for {month_name(agreed.effective)} on.")
    return DONE


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
    given = Answer(arguments.query, arguments.answer, arguments.working, _decision(arguments), tuple(settings))
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
    store.add_measure(open_store(), plan, Addition(measure, _decision(arguments)), by=arguments.by)
    say(f"{measure.id}: added, supplementary, to {measure.area} from {month_name(measure.collected_from)}.")
    return DONE


def show_agreements(arguments: Namespace) -> int:
    """`agreements`: everything agreed since the plan was published, oldest first."""
    plan = record(arguments.as_at).plan
    lines = sorted(_agreed(plan.changes), key=lambda line: str(line[0].recorded_at))
    if arguments.format == "json":
        say_json([{"kind": row["kind"], "about": row["about"], **_by(decision), **row} for decision, row in lines])
        return DONE
    for row in rows_of(agreed(published_plan(), plan)[::-1], AgreedRow):
        since = f", from {month_name(row.effective_month)}" if pd.notna(row.effective_month) else ""
        say(f"{day_name(row.agreed_on)} · {row.about} · {row.part}: {row.before} → {row.after}{since}")
        recorded = day_name(row.recorded_at.astimezone(LONDON).date())
        say(f"  {row.body}: {row.reason} (recorded by {row.recorded_by} on {recorded})")
    if not lines:
        say("Nothing has been agreed since the plan was published.")
    return DONE


def _agreed(changes: Changes) -> Iterator[tuple[Decision, dict[str, object]]]:
    """Each agreed change with its decision: what kind it is, what it is about, and what it says, as JSON."""
    for one in changes.agreements:
        names = ("effective", "baseline", "baseline_month", "target", "target_month")
        points = [{"month": month_code(when), "value": level} for when, level in one.points]
        terms = as_json(one, names, {name for name in names if name == "effective" or name.endswith("month")})
        yield one.decision, {"kind": "agreement", "about": one.measure, **terms, "trajectory": points}
    for given in changes.answers:
        answered = as_json(given, ("answer", "working"))
        yield given.decision, {"kind": "answer", "about": given.query, **answered}
    for added in changes.additions:
        yield added.decision, {"kind": "addition", "about": added.measure.id, "title": added.measure.title}
    for phase in changes.rebases:
        begins = as_json(phase, ("month", "lifted"), {"month"})
        yield phase.decision, {"kind": "rebase", "about": phase.measure, **begins}
    for note in changes.annotations:  # of a measure or an area, or of all where both are ""
        words = as_json(note, ("month", "text", "measure", "area", "lifted"), {"month"})
        yield note.decision, {"kind": "annotation", "about": note.measure or note.area, **words}


def _by(decision: Decision) -> dict[str, object]:
    recorded = decision.recorded_at.astimezone(LONDON).isoformat() if decision.recorded_at else None
    return as_json(decision, ("id", "agreed_on", "body", "reason", "recorded_by")) | {"recorded_at": recorded}


def _rebase_options(parser: ArgumentParser) -> None:
    parser.add_argument("--measure", required=True, metavar="M", help="the measure's id, such as EHCP7")
    parser.add_argument("--month", type=month, required=True, metavar="M", help="the first month of the new phase")
    parser.add_argument("--lift", action="store_true", help="take the phase begun in that month back")
    add_decision(parser)


def rebase(arguments: Namespace) -> int:
    """`rebase`: from that month on, a measure's process chart is held against its own new limits."""
    wanted = Rebase(arguments.measure, arguments.month, _decision(arguments), arguments.lift)
    kept = store.rebase(open_store(), published_plan(), wanted, by=arguments.by)
    name = month_name(kept.month)
    begins = f"a new phase begins in {name}; its limits are worked out from there."
    say(f"{kept.measure}: {f'no new phase begins in {name} any more.' if kept.lifted else begins}")
    return DONE


def _annotate_options(parser: ArgumentParser) -> None:
    parser.add_argument("--month", type=month, required=True, metavar="M", help="the month that the words are about")
    parser.add_argument("--text", required=True, help="what happened, in at most 60 letters")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--measure", default="", metavar="M", help="on this measure's charts alone")
    where.add_argument("--area", default="", metavar="AREA", help="on the charts of this area's measures")
    parser.add_argument("--lift", action="store_true", help="take the same words at the same month and place back")
    add_decision(parser)


def annotate(arguments: Namespace) -> int:
    """`annotate`: words on charts at a month, of all measures unless one measure or area is named."""
    wanted = Annotation(
        arguments.month, arguments.text, _decision(arguments), arguments.measure, arguments.area, arguments.lift
    )
    kept = store.annotate(open_store(), published_plan(), wanted, by=arguments.by)
    where = f"the charts of {kept.measure or kept.area}" if kept.measure or kept.area else "every chart"
    verb = "taken off" if kept.lifted else "put on"
    say(f"“{kept.text}” is {verb} {where}, at {month_name(kept.month)}.")
    return DONE


COMMANDS = {
    "agree": Command(_agree_options, agree),
    "answer": Command(_answer_options, answer),
    "supplement": Command(_supplement_options, supplement),
    "agreements": Command(listing("text", "json"), show_agreements),
    "rebase": Command(_rebase_options, rebase),
    "annotate": Command(_annotate_options, annotate),
}
