"""The command `changes`: what moved between two months, or between what was known at the ends of two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis.changes.moves import PRINTED, Moment, in_words, record_days
from sendkpi.analysis.wording import titled
from sendkpi.cli.command import DONE, Command, WrongCallError, add_as_at, add_format, day, month
from sendkpi.cli.output import say, say_rows
from sendkpi.cli.sources import position, published_plan, record
from sendkpi.frames import rows_of
from sendkpi.frames.changes import MoveRow
from sendkpi.values import add_months, day_name, month_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    import pandas as pd


def _changes_options(parser: ArgumentParser) -> None:
    parser.add_argument("--month", type=month, help="the month to judge, written 2022-06 (the latest that is due)")
    earlier = parser.add_mutually_exclusive_group()
    earlier.add_argument("--from-month", type=month, metavar="M", help="an earlier month (the one before)")
    earlier.add_argument(
        "--since", type=day, metavar="DATE", help="an earlier day: the same month, as it was known at its end"
    )
    add_as_at(parser)
    add_format(parser, "text", "csv", "json")


def show_changes(arguments: Namespace) -> int:
    """`changes`: what moved up to the month and day, most important first."""
    before, after = _moments(arguments)
    table = _moves(before, after)
    if arguments.format != "text":
        say_rows(in_words(table), PRINTED, arguments.format)
        return DONE
    say(f"{published_plan().title}: {_between(before, after)}")
    for row in rows_of(table, MoveRow):
        say(f"{row.measure or row.area or '-'} · {titled(row.title, row.sentence)}")
    if table.empty:
        say("Nothing moved.")
    return DONE


def _moments(arguments: Namespace) -> tuple[Moment, Moment]:
    """The earlier position and the later one; raises WrongCallError where the first is not earlier."""
    as_at = arguments.as_at
    judged = arguments.month or position(as_at).month
    after = Moment(judged, as_at)
    if arguments.since:
        if arguments.since >= as_at:
            raise WrongCallError(f"--since has to be a day before {day_name(as_at)}, the day as at which is asked.")
        return Moment(judged, arguments.since), after
    earlier = arguments.from_month or add_months(judged, -1)
    if earlier >= judged:
        raise WrongCallError(f"--from-month has to be a month before {month_name(judged)}, the month judged.")
    return Moment(earlier, as_at), after


def _moves(before: Moment, after: Moment) -> pd.DataFrame:
    first, last = record_days(before, after)
    earlier, later = position(before.as_at, before.month), position(after.as_at, after.month)
    return later.since(earlier, (record(first), record(last)))


def _between(before: Moment, after: Moment) -> str:
    until = f"as at {day_name(after.as_at)}"
    if before.as_at != after.as_at:
        return f"what changed about {month_name(after.month)} since {day_name(before.as_at)}, {until}"
    return f"what changed from {month_name(before.month)} to {month_name(after.month)}, {until}"


COMMANDS = {
    "changes": Command(_changes_options, show_changes),
}
