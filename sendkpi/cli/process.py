"""The command `spc`: any series of figures in a file, judged by the NHS's Making Data Count rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sendkpi.analysis.spc import xmr
from sendkpi.analysis.spc.labels import Note
from sendkpi.analysis.spc.verdicts import TRIAL_UNDER
from sendkpi.cli.frame.command import DONE, Command, add_format
from sendkpi.cli.frame.output import complain, say_rows
from sendkpi.cli.process_files import neutral, read_params, read_series

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    import pandas as pd

_NAMED = 5
"""Series that a note names, at most."""

_NOTES = {
    Note.TOO_LITTLE_VARIATION: "Too little variation for limits",
    Note.TOO_FEW: "Too few points for limits",
    Note.TRIAL: f"Trial limits, from under {TRIAL_UNDER} values",
}
_NEWEST_MISSING = "The newest value is missing; the verdict is of the last one there is"

_ABOUT = (
    "SERIES.csv has the columns series_id, date (2022-04-30) and value; a value may be missing. PARAMS.csv has a row "
    "for each series: series_id, improvement_direction (increase, decrease, neutral), and where wanted target, "
    "rebase_dates (joined by ;), fix_after_n_points (12 or more), screen_outliers (TRUE, FALSE). Without it neither "
    "way is better. Limits are XmR with outlying moving ranges screened out, as the R package NHSRplotthedots draws "
    "them, except that a series of which most values repeat has too little variation for limits. NHS England's own "
    "workbook differs: it does not screen, a target on a limit counts as pass or fail, trends cross a rebase, and "
    "under 15 points it draws a run chart. What there is to say of the limits is written to the error output."
)


def _spc_options(parser: ArgumentParser) -> None:
    parser.add_argument("series", type=Path, metavar="SERIES.csv", help="the figures, a row for each series and date")
    parser.add_argument("--params", type=Path, metavar="PARAMS.csv", help="what each series is asked for")
    parser.add_argument("--summary", action="store_true", help="one row a series: the verdicts; else one row a point")
    add_format(parser, "csv", "json")
    parser.epilog = _ABOUT


def show_process(arguments: Namespace) -> int:
    """`spc`: every point of every series with its limits and rules, or every series with its verdicts."""
    figures = read_series(arguments.series)
    settings = read_params(arguments.params) if arguments.params else neutral(figures)
    points = xmr.process(figures, settings)
    table = xmr.verdicts(points, settings) if arguments.summary else points
    say_rows(_as_reference(table) if arguments.format == "csv" else table, list(table.columns), arguments.format)
    for line in (*_of_limits(xmr.phases(points, settings)), *(_of_gaps(points, table) if arguments.summary else ())):
        complain(line)
    return DONE


def _as_reference(table: pd.DataFrame) -> pd.DataFrame:
    """The table with TRUE and FALSE, as the reference's files write them."""
    flags = [name for name in table.columns if table[name].dtype == bool]
    return table.assign(**{name: table[name].map({True: "TRUE", False: "FALSE"}) for name in flags})


def _of_limits(phases: pd.DataFrame) -> Iterator[str]:
    """The notes on limits, a line for each kind."""
    several = phases["series_id"].duplicated(keep=False)
    since = " from " + phases["first_date"].dt.strftime("%Y-%m-%d")
    names = phases["series_id"] + since.where(several, "")
    for note, line in _NOTES.items():
        yield from _line(line, names[phases["note"] == note])


def _of_gaps(points: pd.DataFrame, summary: pd.DataFrame) -> Iterator[str]:
    """The series whose newest value is missing."""
    newest = points.groupby("series_id", sort=False)["date"].max().reset_index(drop=True)  # the summary's own order
    yield from _line(_NEWEST_MISSING, summary.loc[summary["last_date"] < newest, "series_id"])


def _line(what: str, names: Iterable[str]) -> Iterator[str]:
    """`Too few points for limits: a, b`, where there are any."""
    known = list(names)
    if known:
        more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
        yield f"{what}: {', '.join(known[:_NAMED])}{more}."


COMMANDS = {"spc": Command(_spc_options, show_process)}
