"""Commands about the measures: the scorecard of a month, a measure's series, what moved, who owes which figures."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.analysis.changes.moves import PRINTED, Moment, in_words, record_days
from sendkpi.analysis.spc.labels import Assurance, Variation
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS, VARIATION_WORDS
from sendkpi.cli.frame.command import DONE, Command, WrongCallError, day, listing, month
from sendkpi.cli.frame.output import say, say_rows, say_table
from sendkpi.cli.frame.sources import position, published_plan, record
from sendkpi.errors import UnknownNameError
from sendkpi.frames import rows_of
from sendkpi.frames.changes import MoveRow
from sendkpi.frames.figures import DueRow, ScorecardRow, SeriesRow
from sendkpi.values import add_months, day_name, month_code, month_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure

_TITLE_SHOWN = 60
_DUE_SHOWN = ["measure", "owner", "due", "reported", "days late", "still missing"]
_SERIES_SHOWN = [name for name in analysis.SERIES if name not in {"commentary", "submission", "sheet", "cell"}]


def _of_month(what: str) -> Callable[[ArgumentParser], None]:
    """The options of a command about one month, as known on a day."""

    def add_options(parser: ArgumentParser) -> None:
        parser.add_argument(
            "--month", type=month, help=f"the month to {what}, written 2022-04 (the latest that is due)"
        )
        listing("text", "csv", "json")(parser)

    return add_options


def show_scorecard(arguments: Namespace) -> int:
    """`scorecard`: every measure against its baseline, trajectory and target."""
    found = position(arguments.as_at, arguments.month)
    table = found.scorecard
    if arguments.format == "text":
        say(f"{found.plan.title}: {month_name(found.month)}, as at {day_name(found.day)}")
        columns = ["measure", "title", "value", "trajectory", "target", "rating", "variation", "assurance"]
        say_table(_scorecard_lines(table), columns, right=("value", "trajectory", "target"))
    else:
        say_rows(analysis.in_words(table), analysis.PRINTED, arguments.format)
    return DONE


def _scorecard_lines(table: pd.DataFrame) -> Iterator[list[str]]:
    """Each measure as people read it, rounded."""
    for row in rows_of(table, ScorecardRow):
        title = textwrap.shorten(row.title, _TITLE_SHOWN, placeholder=" …")
        figures = [_figure(value, row.unit) for value in (row.value, row.trajectory, row.target)]
        changed = VARIATION_WORDS[Variation(row.variation)].word if row.variation else ""
        hits = ASSURANCE_WORDS[Assurance(row.assurance)].word if row.assurance else ""
        yield [row.measure, title, *figures, wording.RATING_WORDS[Rating(row.rating)].word, changed, hits]


def _series_options(parser: ArgumentParser) -> None:
    parser.add_argument("measure", metavar="MEASURE", help="the measure's id, such as EHCP1")
    parser.add_argument("--breakdown", default="", metavar="NAME", help="one provider's part of it (the total)")
    listing("text", "csv", "json")(parser)


def show_series(arguments: Namespace) -> int:
    """`series`: one measure period by period."""
    as_at = arguments.as_at
    known = record(as_at)
    measure = known_measure(known.plan, arguments.measure)
    table = analysis.series(known.plan, known.observations, measure.id, arguments.breakdown, as_at)
    if arguments.format == "text":
        name = ", ".join(part for part in (measure.id, arguments.breakdown) if part)
        say(f"{name}: {measure.title}, as at {day_name(as_at)}")
        say_table(_series_lines(table, measure), _SERIES_SHOWN, right=_SERIES_SHOWN[1:-1])
    else:
        say_rows(table, analysis.SERIES, arguments.format)
    return DONE


def _series_lines(table: pd.DataFrame, measure: Measure) -> Iterator[list[str]]:
    """Each period as people read it, rounded."""
    for row in rows_of(table, SeriesRow):
        counts = [wording.number(part, 0) if pd.notna(part) else "" for part in (row.numerator, row.denominator)]
        shown = [_figure(part, measure.unit) for part in (row.year_to_date, row.rolling_12, row.trajectory)]
        yield [
            month_code(row.month),
            *counts,
            _figure(row.value, measure.unit),
            row.symbol,
            *shown,
            wording.gap(row.gap, measure.unit),
            _figure(row.needed, measure.unit),
            wording.RATING_WORDS[Rating(row.rating)].word if row.rating else "",
        ]


def _changes_options(parser: ArgumentParser) -> None:
    parser.add_argument("--month", type=month, help="the month to judge, written 2022-06 (the latest that is due)")
    earlier = parser.add_mutually_exclusive_group()
    earlier.add_argument("--from-month", type=month, metavar="M", help="an earlier month (the one before)")
    earlier.add_argument(
        "--since", type=day, metavar="DATE", help="an earlier day: the same month, as it was known at its end"
    )
    listing("text", "csv", "json")(parser)


def show_changes(arguments: Namespace) -> int:
    """`changes`: what moved up to the month and day, most important first."""
    before, after = _moments(arguments)
    table = _moves(before, after)
    if arguments.format != "text":
        say_rows(in_words(table), PRINTED, arguments.format)
        return DONE
    say(f"{published_plan().title}: {_between(before, after)}")
    for row in rows_of(table, MoveRow):
        say(f"{row.measure or row.area or '-'} · {wording.titled(row.title, row.sentence)}")
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


def show_due(arguments: Namespace) -> int:
    """`due`: each measure with a period that ends in the month, who sends it, and whether it has come."""
    found = position(arguments.as_at, arguments.month)
    table = found.due
    if arguments.format != "text":
        say_rows(table, analysis.DUE, arguments.format)
        return DONE
    say(f"{found.plan.title}: due for {month_name(found.month)}, as at {day_name(found.day)}")
    for one in analysis.owed(table):
        say(f"{one.owner}: {one.to_come} of {wording.counted(one.asked, 'figure')} still to come")
    if len(table):
        say_table(_due_lines(table), _DUE_SHOWN, right=("days late",))
    return DONE


def _due_lines(table: pd.DataFrame) -> Iterator[list[str]]:
    """Each measure as people read it."""
    for row in rows_of(table, DueRow):
        late = str(row.days_late) if row.days_late else ""
        yield [row.measure, row.owner, f"{row.due_on:%Y-%m-%d}", "yes" if row.reported else "no", late, row.missing]


def _figure(value: float, unit: str) -> str:
    """A figure, "" where there is none: the rating beside it says why."""
    return wording.figure(value, unit) if pd.notna(value) else ""


def known_measure(plan: Plan, name: str) -> Measure:
    """The measure of that id.

    Raises UnknownNameError that offers the ids spelt most like it.
    """
    ids = {measure.id.casefold(): measure.id for measure in plan.measures}
    if name in ids.values():
        return plan.measure(name)
    near = [ids[one] for one in difflib.get_close_matches(name.casefold(), ids)]
    advice = f"Did you mean {' or '.join(near)}?" if near else f"It has {', '.join(ids.values())}."
    raise UnknownNameError(f"The plan has no measure {name!r}. {advice}")


COMMANDS = {
    "scorecard": Command(_of_month("judge"), show_scorecard),
    "series": Command(_series_options, show_series),
    "changes": Command(_changes_options, show_changes),
    "due": Command(_of_month("ask about"), show_due),
}
