"""Commands about delivery: milestones and recommendations as at a day, and updates of either."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import store
from sendkpi.analysis.delivery.lists import columns_in
from sendkpi.analysis.delivery.milestones import in_quarter, quarter_of
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.analysis.wording import counted
from sendkpi.cli.frame.command import DONE, Command, day, listing, month
from sendkpi.cli.frame.output import say, say_rows, say_table
from sendkpi.cli.frame.sources import open_store, position, published_plan
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow, RecommendationRow
from sendkpi.record.update_rules import find_milestone
from sendkpi.record.updates import MilestoneUpdate, Progress, RecommendationUpdate, Status
from sendkpi.report.tables import is_month, plain
from sendkpi.values import add_months, day_name, month_code, month_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from enum import StrEnum

    from sendkpi.plan import Plan

_RECOMMENDED = ["recommendation", "theme", "title", "decision", "owners", "due", "status", "progress", "months_overdue"]
RECOMMENDATIONS = {name: "due_month" if name == "due" else name for name in _RECOMMENDED}
"""The columns of `recommendations`, in that order, each with what it shows of the frame."""
_RECOMMENDATIONS_SHOWN = ["recommendation", "due", "decision", "status", "months overdue", "title"]


def _milestones_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--quarter-ending", type=_quarter_end, metavar="M", help="only those of the quarter with that last month"
    )
    listing("text", "csv", "json")(parser)


def _quarter_end(text: str) -> dt.date:
    ending = month(text)
    if ending != quarter_of(ending):
        message = f"{text} ends no quarter: name its last month, such as {month_code(quarter_of(ending))}"
        raise argparse.ArgumentTypeError(message)
    return ending


def show_milestones(arguments: Namespace) -> int:
    """`milestones`: every milestone, or those of a quarter, with its month, its status and how late it is."""
    as_at, ending = arguments.as_at, arguments.quarter_ending
    found = position(as_at)
    plan, table = found.plan, found.milestones
    rows = _with_missed(in_quarter(table, ending) if ending else table, as_at)
    if arguments.format != "text":
        _say_written(rows, columns_in("command"), arguments.format)
        return DONE
    within = f" in the quarter that ends in {month_name(ending)}" if ending else ""
    count = f"{counted(len(rows), 'milestone')}{within}{_apart(rows)}"
    say(f"{plan.title}: {count}, as at {day_name(as_at)}{_judged(rows)}")
    if len(rows):
        say_table(_milestone_lines(plan, rows), list(columns_in("terminal")), right=("months overdue",))
    return DONE


def _with_missed(rows: pd.DataFrame, as_at: dt.date) -> pd.DataFrame:
    """The rows with `due_month` of a recurring milestone that is overdue as the month that it is overdue since."""
    missed = rows["asked"].notna() & (rows["brag"] == DeliveryRating.OVERDUE)
    months = [pd.Timestamp(add_months(as_at, -late)) for late in rows.loc[missed, "months_overdue"]]
    due = rows["due_month"].copy()
    due[missed] = months
    return rows.assign(due_month=due)


def _apart(rows: pd.DataFrame) -> str:
    """`, 9 of them recurring or ongoing`; "" where none is."""
    apart = int((rows["apart"] != "").sum())
    return f", {apart} of them recurring or ongoing" if apart else ""


def _judged(rows: pd.DataFrame) -> str:
    """`: 66 overdue, 9 of them recurring or ongoing; 34 not due yet`: judged how, in the order of judgements."""
    found = Counter(DeliveryRating(one) for one in rows["brag"])
    late = _apart(rows[rows["brag"] == DeliveryRating.OVERDUE])
    ends = {DeliveryRating.OVERDUE: f"{late}; " if late else ", "}
    counts = [
        f"{found[brag]} {DELIVERY_RATING_WORDS[brag].word.lower()}{ends.get(brag, ', ')}"
        for brag in DeliveryRating
        if found[brag]
    ]
    return f": {''.join(counts).removesuffix('; ').removesuffix(', ')}" if counts else ""


def _milestone_lines(plan: Plan, rows: pd.DataFrame) -> Iterator[list[str]]:
    """Each milestone as people read it; one that comes again says how often, one that goes on says so."""
    for row in rows_of(rows, MilestoneRow):
        cadence = find_milestone(plan, row.milestone).cadence
        again = cadence if cadence not in {"", "unspecified"} else row.apart
        composed = {"apart": again, "months_overdue": _late(row.months_overdue)}
        yield [
            composed[name] if name in composed else str(plain(getattr(row, name), name) or "")
            for name in columns_in("terminal").values()
        ]


def _month(value: dt.date) -> str:
    return month_code(value) if pd.notna(value) else ""


def _late(months: int) -> str:
    return str(months) if pd.notna(months) and months else ""


def _say_written(rows: pd.DataFrame, names: Mapping[str, str], form: str) -> None:
    """Say the rows for programs: columns under the names that the commands give them, months as files write them."""
    months = {name: rows[name].dt.strftime("%Y-%m") for name in names.values() if is_month(name)}
    table = rows.assign(**months)[list(names.values())].set_axis(list(names), axis=1)
    say_rows(table, list(names), form)


def show_recommendations(arguments: Namespace) -> int:
    """`recommendations`: each recommendation, what was decided, what became of it, and how late it is."""
    as_at = arguments.as_at
    found = position(as_at)
    plan, rows = found.plan, found.recommendations
    if arguments.format != "text":
        _say_written(rows, RECOMMENDATIONS, arguments.format)
        return DONE
    late = int((rows["months_overdue"].fillna(0) > 0).sum())
    say(f"{plan.title}: {counted(len(rows), 'recommendation')}, as at {day_name(as_at)}: {late} overdue")
    if len(rows):
        say_table(_recommendation_lines(rows), _RECOMMENDATIONS_SHOWN, right=("months overdue",))
    return DONE


def _recommendation_lines(rows: pd.DataFrame) -> Iterator[list[str]]:
    for row in rows_of(rows, RecommendationRow):
        late = _late(row.months_overdue)
        yield [row.recommendation, _month(row.due_month), row.decision, row.status, late, row.title]


def _add_status(parser: ArgumentParser, choices: Sequence[StrEnum]) -> None:
    names = [str(one) for one in choices]
    parser.add_argument("--status", required=True, choices=names, metavar="STATUS", help=", ".join(names))


def _update_milestone_options(parser: ArgumentParser) -> None:
    parser.add_argument("milestone", metavar="REF", help="the milestone's reference, such as 1.1e")
    _add_status(parser, tuple(Status))
    parser.add_argument("--occurrence", type=month, metavar="M", help="which month's, of one that recurs")
    parser.add_argument("--completed", type=day, metavar="DATE", help="the day on which it was complete")
    parser.add_argument("--due", type=month, metavar="M", help="the month that it is deferred to")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why it is deferred")
    parser.add_argument("--evidence", default="", metavar="LINK", help="where it can be seen")
    parser.add_argument("--comment", default="", metavar="TEXT", help="what else is to be said")
    parser.add_argument("--by", required=True, metavar="NAME", help="who records it")


def update_milestone(arguments: Namespace) -> int:
    """`update-milestone`: record what is reported of a milestone, or of one occurrence of it."""
    wanted = MilestoneUpdate(
        arguments.milestone,
        Status(arguments.status),
        arguments.occurrence,
        arguments.completed,
        arguments.due,
        arguments.reason,
        arguments.evidence,
        arguments.comment,
    )
    kept = store.update_milestone(open_store(), published_plan(), wanted, by=arguments.by)
    which = f" for {month_name(kept.occurrence)}" if kept.occurrence else ""
    since = f" on {day_name(kept.completed_on)}" if kept.completed_on else ""
    until = f" to {month_name(kept.due)}" if kept.due else ""
    say(f"{kept.milestone}{which}: {kept.status}{since}{until}, recorded by {kept.recorded.by}.")
    return DONE


def _update_recommendation_options(parser: ArgumentParser) -> None:
    parser.add_argument("recommendation", metavar="N", help="the recommendation's number, such as 2")
    _add_status(parser, tuple(Progress))
    parser.add_argument("--progress", required=True, metavar="TEXT", help="what became of it, in words")
    parser.add_argument("--by", required=True, metavar="NAME", help="who records it")


def update_recommendation(arguments: Namespace) -> int:
    """`update-recommendation`: record what is reported of a recommendation."""
    wanted = RecommendationUpdate(arguments.recommendation, Progress(arguments.status), arguments.progress)
    kept = store.update_recommendation(open_store(), published_plan(), wanted, by=arguments.by)
    say(f"Recommendation {kept.recommendation}: {kept.status}, recorded by {kept.recorded.by}.")
    return DONE


COMMANDS = {
    "milestones": Command(_milestones_options, show_milestones),
    "recommendations": Command(listing("text", "csv", "json"), show_recommendations),
    "update-milestone": Command(_update_milestone_options, update_milestone),
    "update-recommendation": Command(_update_recommendation_options, update_recommendation),
}
