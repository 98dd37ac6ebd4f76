"""What is wrong in an upload, and what is to be confirmed: by cell, and in the officer's own workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import ingest
from sendkpi.analysis.wording import counted
from sendkpi.views.frame import markup
from sendkpi.views.parts.downloads import EXCEL, show_download

if TYPE_CHECKING:
    from sendkpi.intake import Examined
    from sendkpi.values import Problem

WRONG, CONFIRM = "What is wrong", "Please confirm"
"""The heading of what is an error, and of what is a warning."""
MOST = 12
"""As many lines of a table stand open; the others are folded away."""


def show_errors(examined: Examined) -> None:
    """What keeps the file out, but for what the page asks about already."""
    errors = open_errors(examined)
    if not errors:
        return
    if len(errors) == 1 and not errors[0].cell:
        st.error(markup.plain(f"{examined.extract.filename}: {errors[0].message}"))
        return
    st.error(f"{counted(len(errors), 'problem')} to fix. Nothing was stored; upload the file again when it is fixed.")
    show_marked_button(examined)
    show_problems(WRONG, errors)


def open_errors(examined: Examined) -> tuple[Problem, ...]:
    """The errors that no question of the page is about."""
    return tuple(problem for problem in examined.errors if not examined.is_asked(problem))


def show_problems(head: str, problems: Sequence[Problem], files: Sequence[str] = ()) -> None:
    """Each problem by its cell, the first ones open; `files` names the file of each, where there are several."""
    heads = (*(["File"] if files else []), "Cell", "About", head)
    noun = "error" if head == WRONG else "warning"
    caption = f"{counted(len(problems), noun)}, by cell"
    lines = [
        markup.row(one[0], one[1:])
        for one in (
            (*(files[at : at + 1]), place(problem), problem.about, problem.message)
            for at, problem in enumerate(problems)
        )
    ]
    for rows, folded in ((lines[:MOST], False), (lines[MOST:], True)):
        piece = markup.table(caption, heads, rows, "problems")
        if rows:
            markup.show(markup.folded(f"{len(rows):,} more", piece) if folded else piece)


def place(problem: Problem) -> str:
    """`KPIs!G7`, or what else a problem is about."""
    return f"{problem.sheet}!{problem.cell}" if problem.sheet and problem.cell else problem.sheet or "The file"


def show_marked_button(examined: Examined) -> None:
    """The officer's own workbook back with its problems at their cells, where it can be marked; made on the click."""
    content, problems = examined.extract.content, examined.problems
    if not ingest.why_not_marked(content, problems):
        name, label = ingest.marked_name(examined.extract.filename), "Take your workbook back with the cells marked"
        key = f"marked_{examined.extract.sha256[:12]}"
        show_download(EXCEL, name, lambda: _marked(content, problems), label, key=key)


def _marked(content: bytes, problems: Sequence[Problem]) -> bytes:
    """The marked workbook, or the list of problems and why there is no more: a click can show no message."""
    try:
        return ingest.marked_workbook(content, problems)
    except ingest.MarkingError as error:
        return ingest.listed_workbook(problems, str(error))
