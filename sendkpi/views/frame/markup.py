"""Small pieces of HTML that the pages are made of. Everything that is not ours to write is escaped here.

`st.html` drops drawings that stand in the text, so a sparkline travels as a picture with its own words.
"""

from __future__ import annotations

import base64
import re
from html import escape as escape_html
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis import Rating, wording
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.charts import colour
from sendkpi.charts.sparkline import HEIGHT, WIDTH
from sendkpi.texts import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What a browser is told that a workbook is."""


def show(html: str) -> None:
    """Put a piece on the page, in the look of the style sheet."""
    st.html(f'<div class="kpi">{html}</div>')


def escape(text: str) -> str:
    """Words that are not ours, for a piece of HTML: shown as they are, controls as marks."""
    return escape_html(visible(text))


def plain(text: str) -> str:
    """Words that are not ours, for a place that reads Markdown: shown as they are, never as a link or picture."""
    return _MARKDOWN.sub(r"\\\g<0>", visible(text))


_MARKDOWN = re.compile(r"[\\`*_\[\]<>~$]|:(?=\S)|(?<=www)\.", re.IGNORECASE)


def chip(rating: str, count: int | None = None) -> str:
    """A rating as a shape and a word on its tint."""
    found = Rating(rating)
    return _chip(colour.RATINGS[found], wording.RATING_WORDS[found].word, count)


def brag_chip(brag: str, count: int | None = None) -> str:
    """How delivery is judged, as a shape and a word on its tint."""
    found = DeliveryRating(brag)
    return _chip(colour.BRAGS[found], DELIVERY_RATING_WORDS[found].word, count)


def look_chip(look: colour.RatingLook, words: str) -> str:
    """Any other words in the look of a judgement."""
    return _chip(look, words, None)


def _chip(look: colour.RatingLook, word: str, count: int | None) -> str:
    style = f"color:{look.ink};background:{look.tint}"
    shown = f'<span class="chip" style="{style}"><span aria-hidden="true">{look.shape}</span> {escape(word)}</span>'
    return shown if count is None else f"<li><b>{count}</b> {shown}</li>"


def ref(plan: Plan, measure: Measure) -> str:
    """What people call a measure (`Plan.ref`)."""
    return plan.ref(measure)


def link(words: str, address: str) -> str:
    """A link to another page of ours."""
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def picture(svg: str, alternative: str) -> str:
    """A sparkline as a picture; "" for none."""
    if not svg:
        return ""
    data = base64.b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alternative)}" width="{WIDTH}" height="{HEIGHT}">'


def table(caption: str, heads: Sequence[tuple[str, bool]], body: str, name: str = "") -> str:
    """A real table that scrolls inside itself. `heads`: each column's words, and whether it holds numbers."""
    columns = "".join(
        f'<th scope="col"{" class=number" if numbers else ""}>{escape(words)}</th>' for words, numbers in heads
    )
    return (
        f'<div class="scroll {name}" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>{body}</table></div>"
    )


def row(first: str, cells: Iterable[tuple[str, bool]]) -> str:
    """A row: its head as HTML, then cells as HTML, each with whether it is a number."""
    rest = "".join(f"<td{' class=number' if numbers else ''}>{html}</td>" for html, numbers in cells)
    return f'<tr><th scope="row">{first}</th>{rest}</tr>'
