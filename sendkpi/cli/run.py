"""The commands put together: one parser, and every failure as one plain line."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from typing import Any, NoReturn

from sendkpi.cli import (
    agreements,
    benchmarks,
    board,
    changes,
    delivery,
    dues,
    figures,
    files,
    layouts,
    ledger,
    papers,
    process,
    promises,
    rebasing,
)
from sendkpi.cli.command import REFUSED, WRONG_CALL, Command, Group, WrongCallError, words
from sendkpi.cli.output import complain
from sendkpi.errors import SendKpiError
from sendkpi.texts import one_line

COMMANDS: tuple[Command | Group, ...] = (
    *files.COMMANDS,
    *layouts.COMMANDS,
    *ledger.COMMANDS,
    *figures.COMMANDS,
    *changes.COMMANDS,
    *dues.COMMANDS,
    *delivery.COMMANDS,
    *process.COMMANDS,
    *benchmarks.COMMANDS,
    *promises.COMMANDS,
    *agreements.COMMANDS,
    *rebasing.COMMANDS,
    *papers.COMMANDS,
    *board.COMMANDS,
)


def main(argv: list[str] | None = None) -> int:
    """Run one command and answer its exit code; no failure leaves a traceback."""
    _write_any_letter()
    try:
        arguments = _parser().parse_args(layouts.marks_joined(sys.argv[1:] if argv is None else argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
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
    """A parser that takes no text which cannot be kept, and says what is wrong with a call in one line."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - the library's own
        """Have every option that names no type of its own read as words."""
        super().__init__(**settings)
        self.register("type", None, words)

    def error(self, message: str) -> NoReturn:
        """Say it on stderr and stop with the exit code of a wrong call."""
        self.exit(WRONG_CALL, f"{self.prog}: {one_line(message)} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m sendkpi", description="A SEND improvement plan held against what happened.", allow_abbrev=False
    )
    commands = parser.add_subparsers(required=True, dest="command")
    commands.type = str  # all that follows comes by here first, and is read by the command's own parser
    for command in COMMANDS:
        _add(commands, command)
    return parser


def _add(parsers: argparse._SubParsersAction[_Parser], command: Command | Group) -> None:
    """A command with its options, or a group with its commands."""
    one = parsers.add_parser(command.name, help=command.help, description=command.help, allow_abbrev=False)
    if isinstance(command, Group):
        names = ",".join(part.name for part in command.commands)
        parts = one.add_subparsers(required=True, dest="part", metavar=f"{{{names}}}")
        parts.type = str  # likewise
        for part in command.commands:
            _add(parts, part)
        return
    command.options(one)
    one.set_defaults(run=command.run)


def _complain(lines: list[str]) -> None:
    """The lines on stderr, after what was written so far; nothing more is tried on an output that is gone."""
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
