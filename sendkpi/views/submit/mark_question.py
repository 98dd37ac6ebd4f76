"""The question about marks in place of figures: asked once for files with the same headings, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.wording import counted
from sendkpi.layouts import NONE_REPORTED
from sendkpi.values import Symbol
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import html

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sendkpi.values import UnclearMark

MEANINGS = {
    "0": "0",
    NONE_REPORTED: "nothing reported (left out)",
    Symbol.CONFIDENTIAL: "c, confidential",
    Symbol.NOT_AVAILABLE: "x, not available",
    Symbol.NOT_APPLICABLE: "z, not applicable",
    Symbol.LOW: "low, rounds to 0 but is not 0",
}
"""What a mark may mean, in words. Unreliable is none of them: it stands beside a figure."""


def meaning_words(meaning: str) -> str:
    """A remembered meaning in words."""
    return MEANINGS.get(meaning, meaning)


def show_marks(key: Callable[[str], str], marks: Sequence[UnclearMark]) -> tuple[tuple[str, str], ...]:
    """A question for each mark, with where it stands; the meanings that were given."""
    markup.show(html('<h2 class="rule">What do these marks mean?</h2>'))
    said = []
    for at, mark in enumerate(marks):
        question, where = st.columns([2, 3], vertical_alignment="bottom")
        meaning = question.selectbox(
            f"What does “{markup.plain(mark.mark)}” mean in this file?",
            list(MEANINGS),
            index=None,
            format_func=meaning_words,
            placeholder="Choose",
            key=key(f"mark_{at}_{mark.mark}"),
        )
        with where:
            markup.show(html('<p class="quiet small">{}</p>', _where(mark)))
        if meaning is not None:
            said.append((mark.mark, str(meaning)))
    if len(said) < len(marks):
        markup.show(html('<p class="quiet small">Your answer is kept for the next file with these headings.</p>'))
    return tuple(said)


def _where(mark: UnclearMark) -> str:
    """`At KPIs!C7, KPIs!C9 and 4 more cells`."""
    more = mark.count - len(mark.places)
    rest = f" and {counted(more, 'more cell')}" if more > 0 else ""
    return f"At {', '.join(mark.places)}{rest}"
