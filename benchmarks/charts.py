"""The processor time of a chart's specification, for each kind: trend, process, timeline, sparkline, comparison.

The charts are those of the published plan with its illustrative figures, of every measure that has one. Each kind is
drawn several times in turn; the shortest and the median time of one chart are printed, in milliseconds of this
process. With the folder of another checkout the same is measured there, in a process of its own and in turn with this
one, and the ratio of the shortest times is printed: a trend chart should take at most a third of what it took before
its rows were given once and Altair's checks were turned off.

Run from the project's folder: `.venv/bin/python benchmarks/charts.py [OTHER]`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import importlib
import json
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
THIRD = 1 / 3
MONTH, DAY = dt.date(2023, 3, 1), dt.date(2023, 5, 15)
"""The month of the charts, and a day on which its figures have come."""
ELSEWHERE = {
    "sendkpi.analysis.spc.process": "sendkpi.analysis.process",
    "sendkpi.charts.timeline.chart": "sendkpi.charts.timeline",
    "sendkpi.sample.story": "sendkpi.views.sample",
}
"""Modules that an earlier checkout has under another name."""


def module(name: str) -> Any:  # noqa: ANN401 - whichever checkout's it is
    """A module of the checkout that is measured."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return importlib.import_module(ELSEWHERE[name])


def drawn(chart: Any) -> object:  # noqa: ANN401 - Altair's own, a specification, text or None
    """A chart as it is sent."""
    return chart.to_dict() if hasattr(chart, "to_dict") else chart


def trends_of(plan: Any, observations: Any) -> Any:  # noqa: ANN401 - whichever checkout's they are
    """The trends of every measure."""
    if hasattr(analysis := module("sendkpi.analysis"), "trends"):  # as an earlier checkout offers them
        return analysis.trends(plan, observations, plan.measures, MONTH, DAY)
    trends, benchmarks = (module(f"sendkpi.analysis.position.{name}") for name in ("trends", "benchmarks"))
    timeline = analysis.timeline(plan, observations, trends.last_month(plan, MONTH), DAY)
    return trends.trends_of(plan, timeline, plan.measures, MONTH, benchmarks.benchmarks(plan, as_at=DAY))


def jobs(store_url: str) -> dict[str, list[Callable[[], object]]]:
    """What draws each chart, by its kind."""
    analysis, charts, store = (module(f"sendkpi.{name}") for name in ("analysis", "charts", "store"))
    plan = module("sendkpi.plan").read(module("sendkpi.settings").plan_folder())
    module("sendkpi.sample.story").fill(plan, store_url)
    engine = store.connect(store_url)
    if hasattr(store, "record"):
        observations = store.record(engine, plan, DAY).observations
    else:  # an earlier commit
        observations = store.observations(engine, DAY)
    timeline = analysis.timeline(plan, observations, MONTH, DAY)
    trends = [one for one in trends_of(plan, observations) if not one.frame.empty]
    months = charts.span(trends)
    found = module("sendkpi.analysis.spc.process").processes(plan, timeline, MONTH)
    processes = [one for one in (charts.process_of(found, plan, measure) for measure in plan.measures) if one]
    lines = {str(name): rows for name, rows in timeline.groupby("measure") if rows["figure"].notna().any()}
    percentages = {name: rows for name, rows in lines.items() if rows["unit"].iloc[0] == "percent"}
    four = dict(list(percentages.items())[: charts.MOST])
    reported = store.reported(engine, DAY)
    milestones = analysis.milestones(plan, reported, DAY)
    recurring = analysis.occurrences_frame(plan, reported, DAY, MONTH)
    actions = {one.id: one.title for one in plan.actions}
    timeline_chart = module("sendkpi.charts.timeline.chart").timeline_chart
    unit = plan.measure(next(iter(four))).unit
    return {
        "trend": [partial(charts.trend_chart, one, months) for one in trends],
        "process": [partial(charts.process_chart, one, months) for one in processes],
        "timeline": [partial(timeline_chart, milestones, recurring, actions, DAY)],
        "sparkline": [partial(charts.sparkline, rows, "words") for rows in lines.values()],
        "comparison": [partial(charts.comparison_chart, four, unit)],
    }


def milliseconds(draws: list[Callable[[], object]]) -> float:
    """The processor time of one of these charts, on average."""
    gc.collect()
    start = time.process_time()
    for draw in draws:
        drawn(draw())
    return (time.process_time() - start) * 1000 / len(draws)


def measure() -> None:
    """Answer each line on the standard input with the times of all kinds, as JSON."""
    sys.path.insert(0, str(Path.cwd()))
    with tempfile.TemporaryDirectory() as folder:
        kinds = jobs(f"sqlite:///{Path(folder) / 'figures.db'}")
        for _ in sys.stdin:
            print(json.dumps({kind: milliseconds(draws) for kind, draws in kinds.items()}), flush=True)


class Checkout:
    """A process that draws the charts of one checkout when it is asked to."""

    def __init__(self, folder: Path) -> None:
        """Start the process; it draws once its figures are filled in."""
        command = [sys.executable, __file__, "--measure"]
        self._process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
        self.turns: list[dict[str, float]] = []

    def turn(self) -> dict[str, float]:
        """The times of one turn."""
        print("again", file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline() if self._process.stdout else ""
        times: dict[str, float] = json.loads(answer)
        return times

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def best(checkout: Checkout, kind: str) -> float:
    """The shortest time of a kind of chart."""
    return min(turn[kind] for turn in checkout.turns)


def show(checkouts: list[Checkout]) -> None:
    """Print a line for each kind, of this checkout and then of the other."""
    print(f"{'chart':12}" + f"{'shortest ms':>14}{'median ms':>12}" * len(checkouts))
    for kind in checkouts[0].turns[0]:
        pairs = [(best(one, kind), median(turn[kind] for turn in one.turns)) for one in checkouts]
        ratio = f"   {pairs[0][0] / pairs[1][0]:.2f} of the other" if len(pairs) > 1 else ""
        print(f"{kind:12}" + "".join(f"{shortest:>14.1f}{middle:>12.1f}" for shortest, middle in pairs) + ratio)


def main() -> int:
    """Print the times; 0 where a trend chart takes at most a third of the other's time, or there is no other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("other", nargs="?", type=Path, help="the folder of another checkout to compare with")
    parser.add_argument("--turns", type=int, default=7, help="how often each kind is drawn (%(default)s)")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure()
        return 0
    checkouts = [Checkout(folder) for folder in (ROOT, options.other) if folder]
    for one in checkouts:
        one.turn()  # the first fills caches
    for _ in range(options.turns):
        for one in checkouts:
            one.turns.append(one.turn())
    for one in checkouts:
        one.close()
    show(checkouts)
    return 0 if len(checkouts) == 1 or best(checkouts[0], "trend") <= THIRD * best(checkouts[1], "trend") else 1


if __name__ == "__main__":
    sys.exit(main())
