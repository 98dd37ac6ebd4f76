"""Commands about the store's health: find what is wrong, correct moments that a wrong clock gave."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sendkpi import store
from sendkpi.analysis.wording import counted, joined
from sendkpi.cli.frame.command import DONE, REFUSED, Command, add_format, day
from sendkpi.cli.frame.output import say, say_json
from sendkpi.cli.frame.sources import required_store
from sendkpi.values import day_name, moment_name

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_NOTHING_YET = "There is no database yet: nothing was recorded."


def _doctor_options(parser: ArgumentParser) -> None:
    add_format(parser, "text", "json")


def examine(arguments: Namespace) -> int:
    """`doctor`: what is wrong with the database, and what to do about it; changes nothing."""
    health = store.check_health(required_store(_NOTHING_YET))
    if arguments.format == "json":
        newest = health.newest.isoformat() if health.newest else None
        findings = [{"code": one.code, "message": one.message} for one in health.findings]
        say_json({"newest": newest, "clock": health.clock.isoformat(), "findings": findings})
    else:
        say(f"Newest entry: {moment_name(health.newest) if health.newest else 'none'}")
        say(f"Clock: {moment_name(health.clock)}")
        for one in health.findings:
            say(f"{one.code}: {one.message}")
        if not health.findings:
            say("Nothing is wrong.")
    return REFUSED if health.findings else DONE


def _correct_options(parser: ArgumentParser) -> None:
    parser.add_argument("--recorded-on", type=day, required=True, metavar="DATE", help="the day it really was")
    parser.add_argument("--by", required=True, metavar="NAME", help="who corrects the moments")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, such as: the clock was a year ahead")


def correct_moments(arguments: Namespace) -> int:
    """`correct-moments`: record on which day the entries ahead of the clock were really recorded."""
    engine = required_store(_NOTHING_YET)
    rows = store.correct_moments(engine, arguments.recorded_on, by=arguments.by, reason=arguments.reason)
    counts = sorted(Counter(one.table.replace("_", " ") for one in rows).items())
    listed = joined([counted(count, table.removesuffix("s"), table) for table, count in counts])
    say(f"Now counted as recorded on {day_name(arguments.recorded_on)}, in the order that they had: {listed}.")
    return DONE


COMMANDS = {"doctor": Command(_doctor_options, examine), "correct-moments": Command(_correct_options, correct_moments)}
