"""Small pieces of HTML that the pages are made of. Escaped text is a type: what is not `Html` is escaped as it joins.

`st.html` drops drawings that stand in the text, so a sparkline travels as a picture with its own words.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from html import escape as escape_html
from typing import TYPE_CHECKING, TypeVar

import streamlit as st
from markupsafe import Markup

from sendkpi.analysis import Rating, wording
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.charts import colour
from sendkpi.charts.sparkline import HEIGHT, WIDTH
from sendkpi.texts import visible

if TYPE_CHECKING:
    import pandas as pd


K = TypeVar("K")


class Html(Markup):
    """A piece of HTML: of our own writing, or escaped. Any other text that joins it is escaped, controls as marks."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: object, /) -> Html:
        """Words that are not ours, shown as they are; what is HTML already stays so."""
        return s if isinstance(s, Html) else cls(_escaped(str(s)))


@lru_cache(maxsize=8192)
def _escaped(words: str) -> str:
    """A text escaped; tables repeat most of theirs, in themselves and from one visit to the next."""
    return escape_html(visible(words))


def html(pattern: str, *parts: object) -> Html:
    """A piece from a pattern of our own with a `{}` for each part: words and numbers, or pieces, also several."""
    return Html(pattern.format(*map(_part, parts)))  # noqa: S704 - a pattern is ours, its parts are escaped


def _part(part: object) -> Html:
    return Html.escape(part) if isinstance(part, str) or not isinstance(part, Iterable) else Html().join(part)


def show(*pieces: Html) -> None:
    """Put pieces on the page, in the look of the style sheet; not an empty one, which would leave a gap."""
    for piece in filter(None, pieces):
        st.html(html('<div class="kpi">{}</div>', piece))


def shown_once_made(make: Callable[[K, dict[str, str]], Html]) -> Callable[[K, dict[str, str]], None]:
    """What puts a piece on the page that depends on a position's key and a query alone: made once, then kept."""

    @lru_cache(maxsize=128)
    def kept(of: K, asked: tuple[tuple[str, str], ...]) -> Html:
        return make(of, dict(asked))

    @wraps(make)
    def show_it(of: K, query: dict[str, str]) -> None:
        show(kept(of, tuple(query.items())))

    return show_it


def plain(text: str) -> str:
    """Words that are not ours, for a place that reads Markdown: shown as they are, never as a link or picture."""
    return _MARKDOWN.sub(r"\\\g<0>", visible(text))


_MARKDOWN = re.compile(r"[\\`*_\[\]<>~$]|:(?=\S)|(?<=www)\.", re.IGNORECASE)


def chip(rating: str, count: int | None = None) -> Html:
    """A rating as a shape and a word on its tint."""
    found = Rating(rating)
    return _chip(colour.RATINGS[found], wording.RATING_WORDS[found].word, count)


def brag_chip(brag: str, count: int | None = None) -> Html:
    """How delivery is judged, as a shape and a word on its tint."""
    found = DeliveryRating(brag)
    return _chip(colour.BRAGS[found], DELIVERY_RATING_WORDS[found].word, count)


def look_chip(look: colour.RatingLook, words: str) -> Html:
    """Any other words in the look of a judgement."""
    return _chip(look, words, None)


def _chip(look: colour.RatingLook, word: str, count: int | None) -> Html:
    shown = html(
        '<span class="chip" style="{}"><span aria-hidden="true">{}</span> {}</span>', tinted(look), look.shape, word
    )
    return shown if count is None else html("<li><b>{}</b> {}</li>", count, shown)


def tinted(look: colour.RatingLook) -> str:
    """The colours of a judgement's words and of what they stand on, as a style."""
    return f"color:{look.ink};background:{look.tint}"


def link(words: str, address: str) -> Html:
    """A link to another page of ours."""
    return html('<a href="{}">{}</a>', address, words)


def quiet(words: str) -> Html:
    """Words in the quiet colour."""
    return html('<span class="quiet">{}</span>', words)


def below(words: str) -> Html:
    """Small quiet words on a line of their own, below others."""
    return html('<br><span class="quiet small">{}</span>', words)


def listed(items: Iterable[str], name: str = "rest") -> Html:
    """A list of that class; nothing for no items."""
    lines = Html().join(html("<li>{}</li>", item) for item in items)
    return lines and html('<ul class="{}">{}</ul>', name, lines)


def folded(summary: str, body: Html) -> Html:
    """What stands behind a line that opens it."""
    return html("<details><summary>{}</summary>{}</details>", summary, body)


def marks(looks: Iterable[tuple[str, str, Sequence[str]]]) -> Html:
    """The key to the marks of a table: each shape in its style, with all that it means."""
    pattern = '<span class="mark" style="{}" aria-hidden="true">{}</span> {}'
    return listed(
        (
            html(pattern, style, shape, ", ".join([words[0], *map(str.lower, words[1:])]))
            for shape, style, words in looks
        ),
        "key",
    )


def picture(svg: str, alternative: str) -> Html:
    """A sparkline as a picture; nothing for none."""
    if not svg:
        return Html()
    data = base64.b64encode(svg.encode()).decode()
    pattern = '<img src="data:image/svg+xml;base64,{}" alt="{}" width="{}" height="{}">'
    return html(pattern, data, alternative, WIDTH, HEIGHT)


class Number(Html):
    """A cell, or a column's heading, that is set as a number."""

    __slots__ = ()


def number(words: str) -> Number:
    """The cell of a number, or the heading of a column of numbers."""
    return Number(Html.escape(words))


def table(caption: str, heads: Iterable[str], rows: Iterable[str], name: str = "") -> Html:
    """A real table that scrolls inside itself; headings and cells that are a `number` are set as such."""
    return grouped_table(caption, heads, [html("<tbody>{}</tbody>", rows)], name)


def grouped_table(caption: str, heads: Iterable[str], groups: Iterable[str], name: str = "") -> Html:
    """The same of groups of rows, each a `group`."""
    columns = [html('<th scope="col"{}>{}</th>', _look(head), head) for head in heads]
    inner = html("<caption>{}</caption><thead><tr>{}</tr></thead>{}", caption, columns, groups)
    pattern = '<div class="scroll {}" role="region" tabindex="0" aria-label="{}"><table>{}</table></div>'
    return html(pattern, name, caption, inner)


def group(heading: str, columns: int, rows: Iterable[str]) -> Html:
    """Rows below a heading of their own, in a table of so many columns."""
    head = html('<tr><th scope="rowgroup" class="group" colspan="{}">{}</th></tr>', columns, heading)
    return html("<tbody>{}{}</tbody>", head, rows)


def row(first: str, cells: Iterable[str]) -> Html:
    """A row: its head, then its cells."""
    rest = [html("<td{}>{}</td>", _look(cell), cell) for cell in cells]
    return html('<tr><th scope="row">{}</th>{}</tr>', first, rest)


def _look(cell: str) -> Html:
    return Html(' class="number"') if isinstance(cell, Number) else Html()


def brag_counts(brags: pd.Series) -> list[Html]:
    """How many are judged how, the judgements that there are in their order."""
    counts = brags.value_counts()
    return [brag_chip(brag, int(counts[brag])) for brag in DeliveryRating if brag in counts.index]
