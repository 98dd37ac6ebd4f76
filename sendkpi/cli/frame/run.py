"""The commands put together: one parser, and every failure as one plain line."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from sendkpi.cli.frame.catalogue import CATALOGUE, Entry, Group
from sendkpi.cli.frame.command import REFUSED, WRONG_CALL, Command, WrongCallError, marks_joined, words
from sendkpi.cli.frame.output import complain
from sendkpi.errors import SendKpiError
from sendkpi.texts import one_line


def main(argv: list[str] | None = None) -> int:
    """Run one command and answer its exit code; no failure leaves a traceback."""
    _write_any_letter()
    try:
        arguments = _parsed(sys.argv[1:] if argv is None else argv)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except SystemExit as stop:  # what argparse does with a wrong call, and after help
        return int(stop.code or 0)
    except WrongCallError as error:
        _complain([str(error)])
        return WRONG_CALL
    except SendKpiError as error:
        _complain(str(error).splitlines())
    except BrokenPipeError:
        _complain(["The output was closed before all of it was written."])
    except KeyboardInterrupt:
        _complain(["Stopped."])
    except OSError as error:
        _complain([": ".join(str(part) for part in (error.filename, error.strerror) if part) or str(error)])
    except Exception as error:  # noqa: BLE001 - a person at a terminal gets a sentence, whatever went wrong
        _complain([f"An unexpected fault, please report it: {type(error).__name__}: {error}"])
    else:
        return code
    return REFUSED


class _Parser(argparse.ArgumentParser):
    """A parser that refuses text which cannot be kept, and reports a wrong call in one line."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - as argparse takes them
        """Have every option that names no type of its own read as words."""
        super().__init__(**settings)
        self.register("type", None, words)

    def error(self, message: str) -> NoReturn:
        """Say it on stderr and stop with the exit code of a wrong call."""
        self.exit(WRONG_CALL, f"{self.prog}: {one_line(message)} (see {self.prog} --help)\n")


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The options of a call, and its command's work as `run`."""
    parser = _Parser(
        prog="python -m sendkpi", description="A SEND improvement plan held against what happened.", allow_abbrev=False
    )
    commands = parser.add_subparsers(required=True, dest="command")
    commands.type = str  # all that follows comes by here first, and is read by the command's own parser
    called = next((word for word in argv if not word.startswith("-")), "")
    for entry in CATALOGUE:
        one = _listed(commands, entry)
        if entry.name == called:
            _fill(one, entry)
    return parser.parse_args(marks_joined(argv))


def _listed(parsers: argparse._SubParsersAction[_Parser], entry: Entry | Group) -> _Parser:
    """The parser of a command or a group, with nothing but its help."""
    return parsers.add_parser(entry.name, help=entry.help, description=entry.help, allow_abbrev=False)


def _fill(parser: _Parser, entry: Entry | Group) -> None:
    """Give the command that is called its options, or a group its commands with theirs."""
    if isinstance(entry, Entry):
        _fill_one(parser, entry, entry.name)
        return
    names = ",".join(part.name for part in entry.entries)
    parts = parser.add_subparsers(required=True, dest="part", metavar=f"{{{names}}}")
    for part in entry.entries:
        _fill_one(_listed(parts, part), part, f"{entry.name} {part.name}")


def _fill_one(parser: _Parser, entry: Entry, name: str) -> None:
    command: Command = import_module(f"sendkpi.cli.{entry.module}").COMMANDS[name]
    command.options(parser)
    parser.set_defaults(run=command.run)


def _complain(lines: list[str]) -> None:
    """Print the lines on stderr, after what was written so far; nothing more is tried on an output that is gone."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with contextlib.suppress(OSError):
        for line in lines:
            complain(line)


def _write_any_letter() -> None:
    """Have a console or a pipe take every sign that the product writes, on Windows too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
