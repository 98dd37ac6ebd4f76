"""Commands about remembered layouts, and the options by which a file that does not explain itself is read.

What is kept is what the Submit page keeps: an answer for files with the same headings.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from sendkpi import store
from sendkpi.cli.frame.command import DONE, MARK, Command, add_format
from sendkpi.cli.frame.output import as_json, say, say_json, say_table
from sendkpi.cli.frame.sources import existing_store, open_store
from sendkpi.errors import RefusedError
from sendkpi.files import read_file, write_file
from sendkpi.layouts import MARK as MARK_KEY
from sendkpi.layouts import MARK_MEANINGS, NONE_REPORTED, Answers, Layout, as_record, from_record
from sendkpi.texts import escape_unseen
from sendkpi.values import LONDON, Symbol

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sendkpi.store import KeptLayout

FIELDS = ["name", "columns", "months", "marks", "answers", "kept", "by"]
_BLANK = "blank"
"""How nothing reported is written on the terminal."""
_MEANINGS = {meaning or _BLANK: meaning for meaning in MARK_MEANINGS if meaning != Symbol.UNRELIABLE}


def add_answers(parser: ArgumentParser) -> None:
    """`--layout`, `--mark` and `--answer`: answers about a file that does not explain itself."""
    parser.add_argument("--layout", metavar="NAME", help="read by this remembered layout, whatever the headings' order")
    parser.add_argument(
        MARK,
        action="append",
        default=[],
        type=_mark,
        metavar="MARK=MEANING",
        help=f'what a mark in place of a figure means, such as "-=x": {", ".join(_MEANINGS)}',
    )
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        type=_answer,
        metavar="KEY=CODE",
        help="the answer to a question that --format json gives with its key and the codes to choose from",
    )


def answers(arguments: Namespace) -> Answers:
    """The answers of a call about its files.

    Raises NotFoundError for a layout that is not kept.
    """
    forced = None if arguments.layout is None else _find(arguments.layout)
    return Answers(forced=forced, chosen=(*arguments.mark, *arguments.answer))


def _find(name: str) -> Layout:
    engine = existing_store()
    return store.find_layout(() if engine is None else store.layouts(engine), name)


def _mark(text: str) -> tuple[str, str]:
    mark, _, meaning = (part.strip() for part in text.rpartition("="))
    if not mark or meaning not in {*_MEANINGS, NONE_REPORTED}:
        raise argparse.ArgumentTypeError(f'{text!r}: write it as "-=x", with one of {", ".join(_MEANINGS)}')
    return f"{MARK_KEY}{mark.casefold()}", _MEANINGS.get(meaning, NONE_REPORTED)


def _answer(text: str) -> tuple[str, str]:
    key, _, code = (part.strip() for part in text.rpartition("="))
    if not key:
        raise argparse.ArgumentTypeError(f"{text!r}: write it as KEY=CODE")
    return key, code


def _list_options(parser: ArgumentParser) -> None:
    add_format(parser, "text", "json")


def list_layouts(arguments: Namespace) -> int:
    """`layouts list`: what is remembered of files that did not explain themselves."""
    engine = existing_store()
    found = () if engine is None else store.kept_layouts(engine)
    if arguments.format == "json":
        say_json([as_record(kept.layout) | as_json(kept, ("recorded_at", "recorded_by")) for kept in found])
    elif found:
        say_table((_shown(kept) for kept in found), FIELDS)
    else:
        say("No layout is kept yet.")
    return DONE


def _shown(kept: KeptLayout) -> list[str]:
    layout = kept.layout
    columns = ", ".join(f"{column}: {heading}" for column, heading in layout.columns)
    marks = ", ".join(f"{mark}={meaning or _BLANK}" for mark, meaning in layout.marks.items())
    chosen = ", ".join(f"{key}={code}" for key, code in layout.answers if not key.startswith(MARK_KEY))
    day = f"{kept.recorded_at.astimezone(LONDON):%Y-%m-%d}"
    return [layout.name, columns or "as headed", layout.months if columns else "", marks, chosen, day, kept.recorded_by]


def _export_options(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the layout's name")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the file to write (.json)")


def export_layout(arguments: Namespace) -> int:
    """`layouts export`: a layout as a file, for another dashboard."""
    layout = _find(arguments.name)
    text = escape_unseen(json.dumps(as_record(layout), indent=2, ensure_ascii=False))
    write_file(arguments.output, f"{text}\n".encode())
    say(f"{arguments.output}: layout “{layout.name}”")
    return DONE


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that `layouts export` wrote")
    parser.add_argument("--by", required=True, metavar="NAME", help="who imports it")


def import_layout(arguments: Namespace) -> int:
    """`layouts import`: keep a layout from a file, in place of the one for the same headings."""
    layout = from_record(_record(arguments.file))
    store.keep_layout(open_store(), layout, by=arguments.by)
    say(f"Layout “{layout.name}” is kept: files with its headings are read by it.")
    return DONE


def _record(path: Path) -> dict[str, object]:
    content = read_file(str(path))
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise RefusedError(f"{path} holds no layout: give a file that `layouts export` wrote.")
    return record


def _forget_options(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the layout's name")
    parser.add_argument("--by", required=True, metavar="NAME", help="who forgets it")


def forget_layout(arguments: Namespace) -> int:
    """`layouts forget`: files with its headings are asked about again."""
    _find(arguments.name)  # before a store is made
    layout = store.forget_layout(open_store(), arguments.name, by=arguments.by)
    say(f"Layout “{layout.name}” is forgotten: the next file with its headings is asked about.")
    return DONE


COMMANDS = {
    "layouts list": Command(_list_options, list_layouts),
    "layouts export": Command(_export_options, export_layout),
    "layouts import": Command(_import_options, import_layout),
    "layouts forget": Command(_forget_options, forget_layout),
}
