"""What a command is, and what most of them need: the plan, the store, options for months and days."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sendkpi import plan, settings, store
from sendkpi.errors import SendKpiError
from sendkpi.frames import frame
from sendkpi.reported import NOTHING_REPORTED
from sendkpi.texts import check_signs
from sendkpi.values import OBSERVATIONS, parse_day, parse_month

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    import pandas as pd
    from sqlalchemy import Engine

    from sendkpi.plan import Plan
    from sendkpi.reported import Reported

DONE = 0
REFUSED = 1
WRONG_CALL = 2


class WrongCallError(Exception):
    """Options that do not go together, which argparse cannot tell by itself."""


@dataclass(frozen=True)
class Command:
    """One command: its name, its help in one line, its options, and the work, which answers the exit code."""

    name: str
    help: str
    options: Callable[[argparse.ArgumentParser], Any]
    run: Callable[[argparse.Namespace], int]


@dataclass(frozen=True)
class Group:
    """Commands about one thing under its name: `benchmarks load`, `benchmarks list`."""

    name: str
    help: str
    commands: tuple[Command, ...]


def month(text: str) -> dt.date:
    """An option's month, `2022-04`."""
    return _option(parse_month, text)


def day(text: str) -> dt.date:
    """An option's day, `2022-04-30`."""
    return _option(parse_day, text)


def words(text: str) -> str:
    """An option's text, which can be kept wherever it goes."""
    try:
        check_signs("the text", text)
    except SendKpiError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _option(parse: Callable[[str], dt.date], text: str) -> dt.date:
    """The parsed value; what is wrong with it as argparse wants to hear it."""
    try:
        return parse(text)
    except SendKpiError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def add_format(parser: argparse.ArgumentParser, *choices: str) -> None:
    """`--format`, the first choice unless it is given."""
    parser.add_argument("--format", choices=choices, default=choices[0], help="how to write the answer (%(default)s)")


def add_as_at(parser: argparse.ArgumentParser) -> None:
    """`--as-at`, for the store as it stood at the end of a day."""
    parser.add_argument("--as-at", type=day, metavar="DATE", help="what was known at the end of that day (today)")


def published_plan() -> Plan:
    """The plan that `SENDKPI_PLAN` names, or the product's own, as it was published."""
    return plan.read(settings.plan_folder())


def read_plan(as_at: dt.date | None = None) -> Plan:
    """The plan with what had been agreed by that day."""
    return store.plan_as_at(existing_store(), published_plan(), as_at)


def add_decision(parser: argparse.ArgumentParser) -> None:
    """Who decided, when and why: what every change of the plan is recorded with."""
    parser.add_argument("--agreed-on", type=day, required=True, metavar="DATE", help="the day it was agreed")
    parser.add_argument("--body", required=True, help="who agreed it, such as the SEND Executive Board")
    parser.add_argument("--by", required=True, metavar="NAME", help="who records it")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why")


def open_store() -> Engine:
    """The store, made where there is none."""
    return store.connect(settings.database_url())


def existing_store() -> Engine | None:
    """The store where there is one: reading never makes it."""
    return open_store() if store.exists(settings.database_url()) else None


def known_delivery(as_at: dt.date | None) -> Reported:
    """What was reported of milestones and recommendations by that day, nothing where there is no store."""
    engine = existing_store()
    return NOTHING_REPORTED if engine is None else store.reported(engine, as_at)


def known_figures(as_at: dt.date | None) -> pd.DataFrame:
    """The observations frame as at that day, empty where there is no store."""
    engine = existing_store()
    return frame([], OBSERVATIONS) if engine is None else store.observations(engine, as_at)
