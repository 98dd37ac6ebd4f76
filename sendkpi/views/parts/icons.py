"""The icons of the two verdicts as pages show them: pictures that say in words what they mean."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import lru_cache

import pandas as pd

from sendkpi.analysis.spc.labels import HELD_BACK, Assurance, Note, Variation
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS, VARIATION_WORDS, VerdictWords, note_words
from sendkpi.charts.icons import SIDE, assurance_drawing, variation_drawing
from sendkpi.views.frame.markup import Html, html

NOW: pd.Timestamp = pd.NaT  # type: ignore[assignment]
"""In place of the month of a verdict that is the newest figure's."""


@lru_cache(maxsize=256)
def variation_icon(variation: str, note: str, verdict_month: pd.Timestamp = NOW, *, beside_words: bool = False) -> Html:
    """Has it changed, as a picture in HTML; for "" a quiet dash that says why: `note` is the `process_note`.

    `beside_words`: its words stand next to it on the page, and need not be heard twice.
    """
    words = VARIATION_WORDS[Variation(variation)] if variation else None
    return _picture(
        variation_drawing,
        variation,
        _alternative("Change", words, note_words(note, verdict_month)),
        beside_words=beside_words,
    )


@lru_cache(maxsize=256)
def assurance_icon(assurance: str, note: str, verdict_month: pd.Timestamp = NOW, *, beside_words: bool = False) -> Html:
    """Will it hit its target, as a picture in HTML; for "" a quiet dash that says why: no target, or the `note`."""
    words = ASSURANCE_WORDS[Assurance(assurance)] if assurance else None
    reason = note_words(note, verdict_month) if words or note in HELD_BACK else "no target to hold it against"
    return _picture(assurance_drawing, assurance, _alternative("Target", words, reason), beside_words=beside_words)


def _alternative(about: str, words: VerdictWords | None, note: str) -> str:
    """What a picture says: "Change: Improving (trial limits). The figures are …", or why there is no verdict."""
    if words is None:
        return f"{about}: no verdict, {note or Note.FEWER}"
    return f"{about}: {words.word}{f' ({note})' if note else ''}. {words.means}"


def _picture(drawing: Callable[[str, str], str], verdict: str, words: str, *, beside_words: bool) -> Html:
    data = base64.b64encode(drawing(verdict, words).encode()).decode()
    named = html('alt=""') if beside_words else html('alt="{}" title="{}"', words, words)
    pattern = '<img src="data:image/svg+xml;base64,{}" class="verdict" width="{}" height="{}" {}>'
    return html(pattern, data, SIDE, SIDE, named)
