"""The command `due`: who has to send which figures for a month, and how late they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi import analysis
from sendkpi.analysis.wording import counted
from sendkpi.cli.command import DONE, Command, add_as_at, add_format, month
from sendkpi.cli.output import say, say_rows, say_table
from sendkpi.cli.sources import position
from sendkpi.frames import rows_of
from sendkpi.frames.figures import DueRow
from sendkpi.values import day_name, month_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    import pandas as pd

_SHOWN = ["measure", "owner", "due", "reported", "days late", "still missing"]


def _due_options(parser: ArgumentParser) -> None:
    parser.add_argument("--month", type=month, help="the month to ask about, written 2022-04 (the latest that is due)")
    add_as_at(parser)
    add_format(parser, "text", "csv", "json")


def show_due(arguments: Namespace) -> int:
    """`due`: each measure with a period that ends in the month, who sends it, and whether it has come."""
    found = position(arguments.as_at, arguments.month)
    table = found.due
    if arguments.format != "text":
        say_rows(table, analysis.DUE, arguments.format)
        return DONE
    say(f"{found.plan.title}: due for {month_name(found.month)}, as at {day_name(found.day)}")
    for one in analysis.owed(table):
        say(f"{one.owner}: {one.to_come} of {counted(one.asked, 'figure')} still to come")
    if len(table):
        say_table(_lines(table), _SHOWN, right=("days late",))
    return DONE


def _lines(table: pd.DataFrame) -> Iterator[list[str]]:
    """Each measure as people read it."""
    for row in rows_of(table, DueRow):
        late = str(row.days_late) if row.days_late else ""
        yield [row.measure, row.owner, f"{row.due_on:%Y-%m-%d}", "yes" if row.reported else "no", late, row.missing]


COMMANDS = {
    "due": Command(_due_options, show_due),
}
