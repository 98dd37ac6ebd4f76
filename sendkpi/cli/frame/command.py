"""A command, and the options that most of them have: months, days, formats, who decided."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sendkpi.errors import SendKpiError
from sendkpi.texts import check_signs
from sendkpi.values import parse_day, parse_month, today

DONE = 0
REFUSED = 1
WRONG_CALL = 2

MARK = "--mark"
"""The option that says what a mark in a file means: `--mark -=x`."""


class WrongCallError(Exception):
    """Options that do not go together, which argparse cannot tell by itself."""


@dataclass(frozen=True)
class Command:
    """One command: its options, and the work, which answers the exit code. `catalogue` has its name and help."""

    options: Callable[[argparse.ArgumentParser], Any]
    run: Callable[[argparse.Namespace], int]


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
    """`--as-at`, for the store as it was at the end of a day; without it, of today, as on the pages."""
    parser.add_argument(
        "--as-at", type=day, default=today(), metavar="DATE", help="what was known at the end of that day (today)"
    )


def listing(*formats: str) -> Callable[[argparse.ArgumentParser], None]:
    """The options of a command that lists what was on record on a day: `--as-at` and `--format`."""

    def add_options(parser: argparse.ArgumentParser) -> None:
        add_as_at(parser)
        add_format(parser, *formats)

    return add_options


def add_decision(parser: argparse.ArgumentParser) -> None:
    """Who decided, when and why: what every change of the plan is recorded with."""
    parser.add_argument("--agreed-on", type=day, required=True, metavar="DATE", help="the day it was agreed")
    parser.add_argument("--body", required=True, help="who agreed it, such as the SEND Executive Board")
    parser.add_argument("--by", required=True, metavar="NAME", help="who records it")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why")


def marks_joined(argv: Sequence[str]) -> list[str]:
    """The call with `--mark -=x` as `--mark=-=x`: argparse would take a value that begins with a dash for an option."""
    joined: list[str] = []
    for word in argv:
        if joined and joined[-1] == MARK:
            joined[-1] = f"{MARK}={word}"
        else:
            joined.append(word)
    return joined
