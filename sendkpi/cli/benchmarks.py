"""Commands about published figures: load a release of national statistics, list what a measure is held against."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sendkpi import analysis, store
from sendkpi.analysis import wording
from sendkpi.cli.figures import known_measure
from sendkpi.cli.frame.command import DONE, Command, day, listing
from sendkpi.cli.frame.output import say, say_rows, say_table
from sendkpi.cli.frame.sources import open_store, position, published_plan
from sendkpi.errors import AlreadyLoadedError
from sendkpi.files import read_file
from sendkpi.frames import rows_of
from sendkpi.frames.figures import BenchmarkRow
from sendkpi.ingest.csv_text import LARGEST
from sendkpi.ingest.sen2.release import read_sen2
from sendkpi.published import Level, PublishedFile
from sendkpi.values import Symbol, day_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    import pandas as pd

    from sendkpi.plan import Plan

_RIGHT = ("value", "areas_counted")
_DECIMALS = 2


def _load_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the SEN2 timeliness file, a CSV as downloaded")
    parser.add_argument("--release", required=True, metavar="NAME", help="which release it is from, such as 2025")
    parser.add_argument(
        "--published", type=day, required=True, metavar="DATE", help="the day that the release came out"
    )
    parser.add_argument("--by", required=True, metavar="NAME", help="who loads it")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why it takes the place of a file loaded before")


def load(arguments: Namespace) -> int:
    """`benchmarks load`: keep a release beside those before it."""
    plan, name = published_plan(), arguments.file
    file = read_sen2(read_file(name, LARGEST), Path(name).name)
    try:
        kept = store.load_release(
            open_store(),
            file,
            name=arguments.release,
            published=arguments.published,
            by=arguments.by,
            reason=arguments.reason,
        )
    except AlreadyLoadedError as error:
        say(f"{name}: {error}")
        return DONE
    say(f"{name}: release {kept.name}, published {day_name(kept.published)}: {_contents(file)}")
    for line in _missing(plan, file):
        say(f"  {line}")
    return DONE


def _contents(file: PublishedFile) -> str:
    """`216 figures of 18 areas, 2019 to 2024`."""
    figures, years = file.figures, file.figures["year"]
    areas = len(figures[["level", "area_code", "area"]].drop_duplicates())
    counted = f"{wording.counted(len(figures), 'figure')} of {wording.counted(areas, 'area')}"
    return f"{counted}, {years.min()} to {years.max()}"


def _missing(plan: Plan, file: PublishedFile) -> Iterator[str]:
    """The areas of the plan that the file leaves out."""
    figures = file.figures
    codes = set(figures.loc[figures["level"] == Level.AREA, "area_code"])
    wanted = {plan.area_code: plan.place} | {one.area_code: one.place for one in plan.neighbours}
    absent = [f"{place} ({code})" for code, place in wanted.items() if code and code not in codes]
    if plan.region and plan.region not in set(figures.loc[figures["level"] == Level.REGION, "area"]):
        absent.append(plan.region)
    if not plan.area_code:
        yield "The plan names no area_code in plan.csv, so none of these is its own figure."
    if absent:
        yield f"Not in the file: {wording.joined(absent)}."


def _list_options(parser: ArgumentParser) -> None:
    parser.add_argument("--measure", metavar="MEASURE", help="one measure, by its id such as EHCP1 (all)")
    listing("text", "csv", "json")(parser)


def show(arguments: Namespace) -> int:
    """`benchmarks list`: every published figure that a measure is held against, each release's own."""
    as_at, found = arguments.as_at, position(arguments.as_at)
    plan, table = found.plan, found.benchmarks
    if arguments.measure:
        table = table[table["measure"] == known_measure(plan, arguments.measure).id]
    if arguments.format != "text":
        say_rows(table, analysis.BENCHMARKS, arguments.format)
    elif table.empty:
        about = f" for {arguments.measure}" if arguments.measure else ""
        say(f"No published figures{about} were on record by {day_name(as_at)}.")
    else:
        say(f"{plan.title}: published figures, as at {day_name(as_at)}")
        say_table(_lines(plan, table), analysis.BENCHMARKS, right=_RIGHT)
    return DONE


def _lines(plan: Plan, table: pd.DataFrame) -> Iterator[list[str]]:
    """Each figure as people read it, means with `9 of 10`."""
    for row in rows_of(table, BenchmarkRow):
        unit = plan.measure(row.measure).unit
        value = wording.SYMBOL_WORDS[Symbol(row.symbol)] if row.symbol else wording.figure(row.value, unit, _DECIMALS)
        shown = {"areas_counted": analysis.counted_areas(row), "value": value, "published": f"{row.published:%Y-%m-%d}"}
        yield [shown.get(name, str(getattr(row, name))) for name in analysis.BENCHMARKS]


COMMANDS = {"benchmarks load": Command(_load_options, load), "benchmarks list": Command(_list_options, show)}
