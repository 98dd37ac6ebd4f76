"""Commands that write files for others to read: the paper for an audience, and the workbook of all the figures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from sendkpi import papers, report
from sendkpi.cli.command import (
    DONE,
    Command,
    WrongCallError,
    add_as_at,
    existing_store,
    month,
    published_plan,
)
from sendkpi.cli.output import say
from sendkpi.errors import RefusedError
from sendkpi.plan.choices import PaperPeriod
from sendkpi.report import Narrative
from sendkpi.values import today

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sqlalchemy import Engine

PERIODS = {
    "month": PaperPeriod.MONTH,
    "quarter_ending": PaperPeriod.QUARTER,
    "half_year_ending": PaperPeriod.HALF_YEAR,
    "year_ending": PaperPeriod.YEAR,
}


def _report_options(parser: ArgumentParser) -> None:
    parser.add_argument("--audience", required=True, metavar="NAME", help="whom it is for, such as send-executive")
    parser.add_argument("--sub-group", default="", metavar="NAME", help="which sub-group, for the audience sub-group")
    period = parser.add_mutually_exclusive_group(required=True)
    for name, length in PERIODS.items():
        last = "the month" if length is PaperPeriod.MONTH else f"the last month of the {length}"
        period.add_argument(f"--{name.replace('_', '-')}", type=month, metavar="MONTH", help=f"{last}, written 2022-06")
    add_as_at(parser)
    parser.add_argument("--summary", default="", metavar="TEXT", help="the officer's own summary, first in the paper")
    parser.add_argument("--decisions-sought", default="", metavar="TEXT", help="what the board is asked to decide")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the Word file to write (.docx)")


def write_report(arguments: Namespace) -> int:
    """`report`: the paper for an audience and a period, from what was on record by a day."""
    output = _checked(arguments.output, ".docx")
    name = next(name for name in PERIODS if getattr(arguments, name) is not None)
    wanted = papers.Wanted(arguments.audience, PERIODS[name], getattr(arguments, name), arguments.sub_group)
    told = Narrative(arguments.summary, arguments.decisions_sought)
    paper = papers.write(_store(), published_plan(), wanted, arguments.as_at or today(), told)
    output.write_bytes(report.as_word(paper, dt.datetime.now(tz=dt.UTC)))
    say(f"{paper.subtitle}, {paper.about[0]}: written to {output.name}.")
    return DONE


def _export_options(parser: ArgumentParser) -> None:
    add_as_at(parser)
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the workbook to write (.xlsx)")


def write_export(arguments: Namespace) -> int:
    """`export`: everything on record by a day, one table a sheet."""
    output = _checked(arguments.output, ".xlsx")
    known = papers.known(_store(), published_plan(), arguments.as_at or today())
    output.write_bytes(report.as_book(report.everything(known)))
    say(f"Everything on record is written to {output.name}.")
    return DONE


def _checked(output: Path, suffix: str) -> Path:
    """Raises WrongCallError for a file of another kind."""
    if output.suffix.lower() != suffix:
        raise WrongCallError(f"--output names the file to write, which ends in {suffix}.")
    return output


def _store() -> Engine:
    engine = existing_store()
    if engine is None:
        raise RefusedError("Nothing is on record yet: load a workbook first.")
    return engine


COMMANDS = (
    Command("report", "Write the paper for an audience as a Word file.", _report_options, write_report),
    Command("export", "Write everything on record as a workbook, one table a sheet.", _export_options, write_export),
)
