"""Commands about workbooks: write a month's template, check files, load them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from sendkpi import analysis, ingest, intake
from sendkpi.analysis import MilestoneChange, ProgressChange, counted_delivery
from sendkpi.analysis.wording import counted
from sendkpi.cli.frame.command import DONE, REFUSED, Command, WrongCallError, add_format, month
from sendkpi.cli.frame.output import as_json, complain, say, say_json
from sendkpi.cli.frame.sources import existing_store, open_store, published_plan, record
from sendkpi.cli.layouts import add_answers, answers
from sendkpi.errors import AlreadyLoadedError, RefusedError, SendKpiError
from sendkpi.files import read_file, write_file
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ExtractRow
from sendkpi.layouts import MARK
from sendkpi.store import already_loaded
from sendkpi.texts import is_blank
from sendkpi.values import Choice, Problem, Question, Severity, month_code, month_name, today

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Engine

    from sendkpi.intake import Examined
    from sendkpi.layouts import Answers
    from sendkpi.plan import Plan

_SHOWN = 500
"""Problems of a file that a terminal shows; a page marks them all in the file."""
_PROBLEM = ("sheet", "cell", "measure", "month", "severity", "code", "message")
UNREADABLE = "unreadable"
"""The code of a file that the system cannot open, so that nothing is known of it."""


def _template_options(parser: ArgumentParser) -> None:
    parser.add_argument("--month", type=month, required=True, help="the month to report, written 2022-04")
    parser.add_argument("--owner", metavar="NAME", help="only the measures that this organisation sends")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the workbook to write (.xlsx)")


def write_template(arguments: Namespace) -> int:
    """`template`: the workbook that officers fill."""
    known = record(today())
    content = ingest.template_workbook(
        known.plan, arguments.month, owner=arguments.owner, previous=known.observations, reported=known.updates
    )
    write_file(arguments.output, content)
    say(f"{arguments.output}: template for {month_name(arguments.month)}")
    return DONE


def _check_options(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=str, metavar="FILE")  # a name may hold what no letter is
    parser.add_argument("--marked", type=Path, metavar="OUT", help="write FILE with its problems marked (.xlsx)")
    add_answers(parser)
    add_format(parser, "text", "json")


def check_files(arguments: Namespace) -> int:
    """`check`: whether each file would be accepted, and every problem in it. Stores nothing."""
    if arguments.marked:
        _check_marked(arguments)
    plan, engine, given = published_plan(), existing_store(), answers(arguments)
    checked = [(name, *_checked(plan, engine, name, given)) for name in arguments.files]
    if arguments.format == "json":
        say_json([_answer(*one) for one in checked])
    else:
        for one in checked:
            _say_answer(*one)
    if arguments.marked:
        _write_marked(arguments, checked[0][1])
    unasked = _unasked(given, [examined for _, examined, _ in checked if examined])
    for key in unasked:
        complain(f"--answer {key}: no file asks this. Take the key from the question.")
    accepted = not unasked and all(examined and not examined.errors for _, examined, _ in checked)
    return DONE if accepted else REFUSED


def _unasked(given: Answers, files: Sequence[Examined]) -> list[str]:
    """The keys of answers that none of the files asks for, so that they say nothing; marks may stand in some alone."""
    asked = {one.key for examined in files for one in examined.choices}
    asked |= {key for examined in files for layout in examined.answers for key, _ in layout.answers}
    return [key for key, _ in given.chosen if key not in asked and not key.startswith(MARK)]


def _check_marked(arguments: Namespace) -> None:
    """Stop before any work where the marked workbook could not be written, or would be written over its own."""
    if len(arguments.files) != 1:
        raise WrongCallError("--marked goes with one FILE.")
    if not arguments.marked.parent.is_dir():
        raise SendKpiError(f"The folder {arguments.marked.parent} does not exist.")
    own = Path(arguments.files[0])
    if own.exists() and arguments.marked.exists() and own.samefile(arguments.marked):
        raise WrongCallError("--marked would overwrite the file that is checked: name another.")


def _write_marked(arguments: Namespace, examined: Examined | None) -> None:
    """Write the workbook with its cells marked and say where; JSON keeps the output to itself.

    Raises SendKpiError where it cannot be marked.
    """
    tell = complain if arguments.format == "json" else say
    if examined is None:
        return
    if not examined.problems:
        tell(f"{arguments.marked}: not written, there is nothing to mark.")
        return
    write_file(arguments.marked, ingest.marked_workbook(examined.extract.content, examined.problems))
    tell(f"{arguments.marked}: the workbook with its problems marked")


def _checked(
    plan: Plan, engine: Engine | None, name: str, given: Answers
) -> tuple[Examined | None, tuple[Problem, ...]]:
    """A file as examined, and its problems; a file that cannot be opened is a problem of its own."""
    try:
        examined = _examined(plan, engine, name, given)
    except RefusedError as error:
        return None, (Problem(Severity.ERROR, UNREADABLE, str(error)),)
    return examined, examined.problems


def _examined(plan: Plan, engine: Engine | None, name: str, given: Answers) -> Examined:
    """The file read by these answers and held against the store.

    Raises RefusedError where the system cannot open it.
    """
    return intake.examine(plan, engine, read_file(name), Path(name).name, today(), given)


def _answer(name: str, examined: Examined | None, problems: tuple[Problem, ...]) -> dict[str, object]:
    """A file as JSON."""
    return {
        "file": name,
        "accepted": examined is not None and not examined.errors,
        "rows": 0 if examined is None else len(examined.extract.rows),
        **_delivery_answer(examined),
        "figures": [] if examined is None else [_figure(row) for row in rows_of(examined.extract.rows, ExtractRow)],
        **_asked(None if examined is None else examined.extract.question),
        "sheets_read": [] if examined is None else list(examined.extract.sheets_read),
        "sheets_passed_over": [] if examined is None else list(examined.extract.sheets_passed_over),
        "layouts": [] if examined is None else list(examined.extract.layouts),
        "notes": [] if examined is None else list(examined.extract.notes),
        "problems": [as_json(problem, _PROBLEM, {"month"}) for problem in problems],
    }


def _delivery_answer(examined: Examined | None) -> dict[str, list[dict[str, object]]]:
    """The changes of milestones and recommendations as JSON; both lists empty where nothing changes."""
    news = examined.news if examined else None
    return {
        "milestones": [_milestone(change) for change in news.milestones] if news else [],
        "recommendations": [_recommendation(change) for change in news.recommendations] if news else [],
    }


def _milestone(change: MilestoneChange) -> dict[str, object]:
    update, months = change.update, {"occurrence", "due"}
    was = {"was": str(change.before.status) if change.before else None}
    reported = as_json(update, ("status", "completed_on", "due", "place"), months)
    return as_json(update, ("milestone", "occurrence"), months) | was | reported


def _recommendation(change: ProgressChange) -> dict[str, object]:
    update = change.update
    return {"recommendation": update.recommendation, "was": change.was} | as_json(
        update, ("status", "progress", "place")
    )


def _figure(row: ExtractRow) -> dict[str, object]:
    """A figure as JSON, with its place in the workbook; percentages 0-100, null for what is not there."""
    numbers = {name: _number(getattr(row, name)) for name in ("numerator", "denominator", "value")}
    about = {"measure": row.measure, "month": month_code(row.month), "breakdown": row.breakdown}
    return {**about, **numbers, "symbol": row.symbol, "sheet": row.sheet, "cell": row.cell}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _asked(question: Question | None) -> dict[str, object]:
    """What the file leaves open as JSON, by key and codes for `--answer`: questions, and corrections that are offered.

    `question` is null where nothing is asked; `sheets` in it wait for a layout.
    """
    if question is None:
        return {"question": None, "offers": []}
    asked = [_choice(one) for one in question.choices if not one.offer]
    sheets = [table.sheet for table in question.tables]
    offers = [_choice(one) for one in question.choices if one.offer]
    return {"question": {"choices": asked, "sheets": sheets} if asked or sheets else None, "offers": offers}


def _choice(one: Choice) -> dict[str, object]:
    return {"key": one.key, "question": one.question, "options": dict(one.options), "places": list(one.places)}


def _say_answer(name: str, examined: Examined | None, problems: tuple[Problem, ...]) -> None:
    """Print a file for people: the verdict, then a line for each problem."""
    if examined is None:
        say(f"{name}: refused")
        for problem in problems:
            complain(problem.line)
        return
    say(f"{name}: {_verdict(examined)}")
    for problem in problems[:_SHOWN]:
        say(f"  {problem.severity}: {problem.line}")
    if len(problems) > _SHOWN:
        say(f"  and {len(problems) - _SHOWN:,} more: --format json gives all of them")
    for change in examined.news.changes:
        beside = f" ({' '.join(change.beside.split())})" if change.beside else ""
        say(f"  {change.about}: {change.was} -> {change.becomes}{beside}")
    for line in (line for choice in examined.unanswered for line in _question_lines(choice)):
        say(f"  {line}")
    for note in examined.extract.notes:
        say(f"  note: {note}")


def _verdict(examined: Examined) -> str:
    """Whether a file is accepted, refused, or waits for answers."""
    if all(examined.is_asked(problem) for problem in examined.errors) and examined.errors:
        return f"waits for {counted(len(examined.unanswered), 'answer')}"
    if examined.errors:
        return f"refused, {counted(len(examined.errors), 'error')}"
    return f"accepted, {already_loaded(examined.already) if examined.already else _figures(examined)}"


_CODES_SHOWN = 5


def _question_lines(choice: Choice) -> Iterator[str]:
    """A question, the option that answers it, and the first of its answers, each with its code."""
    yield f"{'offer' if choice.offer else 'question'}: {choice.question} (--answer '{choice.key}=CODE')"
    for code, words in choice.options[:_CODES_SHOWN]:
        own = words.removeprefix(f"{code}: ")
        yield f"  {code or '(blank)'}" + ("" if own == code else f": {own}")
    if len(choice.options) > _CODES_SHOWN:
        yield f"  and {len(choice.options) - _CODES_SHOWN} more: --format json gives all of them"


def _figures(examined: Examined) -> str:
    """`5 figures for April 2022 (3 new, 1 restated, 1 unchanged); changes of 2 milestones`."""
    seen, news = examined.preview, examined.news
    delivery = counted_delivery(len(news.milestones), len(news.recommendations))
    changes = f"changes of {delivery}" if delivery else ""
    if changes and examined.extract.rows.empty:
        return changes
    parts = f"{seen.new} new, {seen.restated} restated, {seen.unchanged} unchanged"
    of = f" for {examined.months}" if examined.months else ""
    figures = f"{counted(len(examined.extract.rows), 'figure')}{of} ({parts})"
    return "; ".join(part for part in (figures, changes) if part)


def _load_options(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=str, metavar="FILE")  # a name may hold what no letter is
    parser.add_argument("--by", required=True, metavar="NAME", help="who submits")
    add_answers(parser)
    parser.add_argument("--note", default="", metavar="TEXT", help="anything to remember about the submission")
    parser.add_argument("--confirm", choices=("all",), help="confirm the warnings, with --reason")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why the warnings are confirmed")


def load_files(arguments: Namespace) -> int:
    """`load`: store each file that has no errors and no unconfirmed warnings, in the order given."""
    if arguments.confirm and is_blank(arguments.reason):
        raise WrongCallError("--confirm needs --reason: say why the warnings are confirmed.")
    if arguments.reason and not arguments.confirm:
        raise WrongCallError("--reason goes with --confirm all; use --note for anything else.")
    plan, engine, given = published_plan(), open_store(), answers(arguments)
    return max([_loaded(plan, engine, name, given, arguments) for name in arguments.files])


def _loaded(plan: Plan, engine: Engine, name: str, given: Answers, arguments: Namespace) -> int:
    """Store one file and print its receipt or its problems; the exit code of that file alone."""
    try:
        examined = _examined(plan, engine, name, given)
    except RefusedError as error:
        complain(str(error))
        return REFUSED
    try:
        submission = intake.accept(
            engine,
            examined,
            by=arguments.by,
            note=arguments.note,
            reason=arguments.reason,
            confirmed=arguments.confirm == "all",
        )
    except AlreadyLoadedError as error:
        say(f"{name}: {error}")
        return DONE
    except RefusedError as error:
        for problem in examined.problems:
            complain(problem.line)
        complain(str(error))
        return REFUSED
    say(f"{name}: submission {submission.id}, {_figures(examined)}")
    _say_effects(plan, examined)
    return DONE


def _say_effects(plan: Plan, examined: Examined) -> None:
    """What was stored: each figure that changed or is new, and its measure's rating."""
    rows = analysis.rows_that_change(examined.effects)
    for row in rows[:_SHOWN]:
        say(f"  {row.change}: {analysis.effect_line(plan, row)}")
    if len(rows) > _SHOWN:
        say(f"  and {len(rows) - _SHOWN:,} more")


COMMANDS = {
    "template": Command(_template_options, write_template),
    "check": Command(_check_options, check_files),
    "load": Command(_load_options, load_files),
}
