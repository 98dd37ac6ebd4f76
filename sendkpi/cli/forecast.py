"""The command `forecast`: where any series of figures in a file is heading, and how sure that is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sendkpi.analysis.forecast.series import forecast
from sendkpi.analysis.forecast.silence import SILENCE_WORDS, Silence
from sendkpi.cli.frame.command import DONE, Command, add_format
from sendkpi.cli.frame.output import say_rows
from sendkpi.cli.process_files import read_counted_series

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    import pandas as pd

_USUAL, _FURTHEST = 12, 60

_ABOUT = (
    "SERIES.csv has the columns series_id, date (2022-04-30) and value; a value may be missing. It may have numerator "
    "and denominator, from which a missing percentage is worked out, and unit (percent, weeks, count). The answer is a "
    "row for each series and step after its last figure: the level expected and the ends of an interval that holds 80 "
    "of 100 landings, or a reason why nothing is said. Percentages stay within 0 and 100, and what was never below 0 "
    "stays so; without a unit or counts, a series of broken numbers within 0 and 100 is taken for percentages. Dates "
    "further apart in a series than its others are gaps."
)


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("series", type=Path, metavar="SERIES.csv", help="the figures, a row for each series and date")
    parser.add_argument(
        "--horizon", type=_steps, default=_USUAL, metavar="N", help="periods ahead of the last figure (%(default)s)"
    )
    add_format(parser, "csv", "json")
    parser.epilog = _ABOUT


def _steps(text: str) -> int:
    """A number of periods ahead."""
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= _FURTHEST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {_FURTHEST}")
    return int(text)


def show_forecast(arguments: Namespace) -> int:
    """`forecast`: every series step by step, with its interval or the reason for silence."""
    table = _in_words(forecast(read_counted_series(arguments.series), arguments.horizon))
    say_rows(table, list(table.columns), arguments.format)
    return DONE


def _in_words(table: pd.DataFrame) -> pd.DataFrame:
    """The forecasts with reasons as people read them."""
    return table.assign(reason=[SILENCE_WORDS[Silence(reason)] for reason in table["reason"]])


COMMANDS = {"forecast": Command(_options, show_forecast)}
