"""The questions that a file leaves open: asked once for files with the same headings, together, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.wording import counted
from sendkpi.ingest.rows.choices import MARK_OPTIONS
from sendkpi.ingest.spelling.measure_names import LEAVE
from sendkpi.layouts import MARK
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import html

if TYPE_CHECKING:
    from sendkpi.values import Choice


Chosen = tuple[tuple[str, str], ...]
"""Answers to choices: the key of each, and the code."""


def answer_words(key: str, code: str) -> str:
    """A remembered answer in words: `“-” is x, not available`, `“newsletter” is COM4`."""
    if key.startswith(MARK):
        return f"“{key.removeprefix(MARK)}” is {dict(MARK_OPTIONS).get(code, code)}"
    kind, _, about = key.partition(":")
    meaning = "left out" if code == LEAVE else code.removeprefix(f"{kind}:") or "the total"
    return f"“{about}” is {meaning}" if about else f"{kind}: {meaning}"


def show_choices(
    key: Callable[[str], str], left_open: Callable[[Chosen], Iterable[Choice]], *, files: bool = False
) -> Chosen:
    """Every question that is `left_open` by the answers so far, those that an answer opens too; all the answers."""
    chosen: Chosen = ()
    shown: set[str] = set()
    while choices := [one for one in left_open(chosen) if one.key not in shown]:
        if not shown:
            heading = "What do these files mean?" if files else "What does this file mean?"
            markup.show(html('<h2 class="rule">{}</h2>', heading))
        shown |= {one.key for one in choices}
        chosen += _show(key, choices, files=files)
    if len(chosen) < len(shown):
        markup.show(html('<p class="quiet small">Your answers are kept for the next file with these headings.</p>'))
    return chosen


def _show(key: Callable[[str], str], choices: Sequence[Choice], *, files: bool) -> Chosen:
    """A question for each choice, with the cells (or files) that leave it open; the answers that were given."""
    chosen = []
    for one in choices:
        question, where = st.columns([3, 2], vertical_alignment="bottom")
        words = dict(one.options)
        likely = None if one.likely is None else list(words).index(one.likely)
        code = question.selectbox(
            markup.plain(one.question),
            list(words),
            index=likely,
            format_func=lambda code, words=words: markup.plain(words.get(code, code)),
            placeholder="Choose",
            key=key(f"choice_{one.key}"),
        )
        with where:
            markup.show(html('<p class="quiet small">{}</p>', _where(one, "file" if files else "cell")))
        if code is not None:
            chosen.append((one.key, str(code)))
    return tuple(chosen)


def _where(choice: Choice, place: str) -> str:
    """`Cells KPIs!C7, KPIs!C9 and 4 more`."""
    more = choice.count - len(choice.places)
    rest = f" and {counted(more, f'more {place}')}" if more > 0 else ""
    where = "In" if place == "file" else "Cell" if choice.count == 1 else "Cells"
    return f"{where} {', '.join(choice.places)}{rest}"
