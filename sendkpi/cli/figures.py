"""Commands about the measures: the scorecard of a month, the series of a measure."""

from __future__ import annotations

import difflib
import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS, VARIATION_WORDS
from sendkpi.analysis.spc.xmr import Assurance, Variation
from sendkpi.cli.command import DONE, Command, add_as_at, add_format, month
from sendkpi.cli.output import say, say_rows, say_table
from sendkpi.cli.sources import position, record
from sendkpi.errors import UnknownNameError
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ScorecardRow, SeriesRow
from sendkpi.values import day_name, month_code, month_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure

_TITLE_SHOWN = 60
_SERIES_SHOWN = [name for name in analysis.SERIES if name not in {"commentary", "submission", "sheet", "cell"}]


def _scorecard_options(parser: ArgumentParser) -> None:
    parser.add_argument("--month", type=month, help="the month to judge, written 2022-04 (the latest that is due)")
    add_as_at(parser)
    add_format(parser, "text", "csv", "json")


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
    add_as_at(parser)
    add_format(parser, "text", "csv", "json")


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
    "scorecard": Command(_scorecard_options, show_scorecard),
    "series": Command(_series_options, show_series),
}
