"""Commands that write files for others to read: papers, new and issued, and the workbook of all the figures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from sendkpi import papers, report, store
from sendkpi.analysis.wording import counted
from sendkpi.cli.frame.command import DONE, Command, WrongCallError, add_as_at, listing, month
from sendkpi.cli.frame.output import as_json, say, say_json, say_table
from sendkpi.cli.frame.sources import published_plan, record, required_store
from sendkpi.files import write_file
from sendkpi.plan.choices import PaperPeriod
from sendkpi.report import Narrative
from sendkpi.values import LONDON, month_code, today

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sendkpi.report import Paper
    from sendkpi.store import Issued

PERIODS = {
    "month": PaperPeriod.MONTH,
    "quarter_ending": PaperPeriod.QUARTER,
    "half_year_ending": PaperPeriod.HALF_YEAR,
    "year_ending": PaperPeriod.YEAR,
}
NEW_ONLY = ("audience", "sub_group", "as_at", "summary", "decisions_sought")
"""The options of a new paper, fixed for an issued one."""
_NOTHING_YET = "Nothing is on record yet: load a workbook first."
_FIELDS = (
    *("id", "audience", "sub_group", "period", "last_month", "as_at"),
    *("summary", "decisions_sought", "recorded_at", "recorded_by"),
)
_SHOWN = ["no.", "for", "sub-group", "period", "ends", "as at", "issued", "by"]


def _report_options(parser: ArgumentParser) -> None:
    parser.add_argument("--audience", metavar="NAME", help="whom it is for, such as send-executive")
    parser.add_argument("--sub-group", metavar="NAME", help="which sub-group, for the audience sub-group")
    which = parser.add_mutually_exclusive_group(required=True)
    for name, length in PERIODS.items():
        last = "the month" if length is PaperPeriod.MONTH else f"the last month of the {length}"
        which.add_argument(f"--{name.replace('_', '-')}", type=month, metavar="MONTH", help=f"{last}, written 2022-06")
    which.add_argument("--issued", type=int, metavar="ID", help="an issued paper again, instead of a new one")
    add_as_at(parser)
    parser.set_defaults(as_at=None)  # told apart from a day that is given, which an issued paper takes none of
    parser.add_argument("--summary", metavar="TEXT", help="the officer's own summary, first in the paper")
    parser.add_argument("--decisions-sought", metavar="TEXT", help="what the board is asked to decide, one a line")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the Word file to write (.docx)")


def write_report(arguments: Namespace) -> int:
    """`report`: the paper for an audience and a period from what was on record by a day; or one that was issued."""
    output = _checked(arguments.output, ".docx")
    paper = _new(arguments) if arguments.issued is None else _again(arguments)
    write_file(output, report.as_word(paper, dt.datetime.now(tz=dt.UTC)))
    say(f"{paper.subtitle}. {'. '.join(paper.about)}. Written to {output.name}.")
    return DONE


def _new(arguments: Namespace) -> Paper:
    if not arguments.audience:
        raise WrongCallError("Say with --audience whom the paper is for.")
    name = next(name for name in PERIODS if getattr(arguments, name) is not None)
    wanted = papers.PaperChoice(arguments.audience, PERIODS[name], getattr(arguments, name), arguments.sub_group or "")
    narrative = Narrative(arguments.summary or "", arguments.decisions_sought or "")
    return papers.write(required_store(_NOTHING_YET), published_plan(), wanted, arguments.as_at or today(), narrative)


def _again(arguments: Namespace) -> Paper:
    given = [name for name in NEW_ONLY if getattr(arguments, name) is not None]
    if given:
        raise WrongCallError(f"An issued paper stands as it is: leave out --{given[0].replace('_', '-')}.")
    engine = required_store(_NOTHING_YET)
    return papers.write_again(engine, published_plan(), store.issued_paper(engine, arguments.issued))


def list_papers(arguments: Namespace) -> int:
    """`papers`: every paper that was issued, oldest first."""
    found = record(arguments.as_at).papers
    if arguments.format == "json":
        say_json([as_json(one, _FIELDS, {"last_month"}) for one in found])
        return DONE
    say(f"{counted(len(found), 'issued paper') if found else 'No issued paper'}.")
    if found:
        say_table([_line(one) for one in found], _SHOWN, right=("no.",))
    return DONE


def _line(one: Issued) -> list[str]:
    moments = [f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M}" for moment in (one.as_at, one.recorded_at) if moment]
    return [str(one.id), one.audience, one.sub_group, one.period, month_code(one.last_month), *moments, one.recorded_by]


def _export_options(parser: ArgumentParser) -> None:
    add_as_at(parser)
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the workbook to write (.xlsx)")


def write_export(arguments: Namespace) -> int:
    """`export`: everything on record by a day, one table a sheet."""
    output = _checked(arguments.output, ".xlsx")
    required_store(_NOTHING_YET)
    write_file(output, report.as_book(report.everything(record(arguments.as_at))))
    say(f"Everything on record is written to {output.name}.")
    return DONE


def _checked(output: Path, suffix: str) -> Path:
    """Raises WrongCallError for a file of another kind."""
    if output.suffix.lower() != suffix:
        raise WrongCallError(f"--output names the file to write, which ends in {suffix}.")
    return output


COMMANDS = {
    "report": Command(_report_options, write_report),
    "papers": Command(listing("text", "json"), list_papers),
    "export": Command(_export_options, write_export),
}
