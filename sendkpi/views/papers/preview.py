"""A paper on the page: the same content that goes into Word, in the look of the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.report import Bullets, Paragraph, ParagraphKind, Picture, Table
from sendkpi.report.looks import COLOURS
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import charts

if TYPE_CHECKING:
    from sendkpi.report import Cell, Paper
    from sendkpi.report.content import Head

CLASSES = {
    ParagraphKind.BODY: "",
    ParagraphKind.LEAD: "lead",
    ParagraphKind.QUIET: "quiet small",
    ParagraphKind.OWN: "notice",
}
WIDE, NARROW = 5, 3
"""From so many columns on a table asks for more room, and up to so many for no more than there is."""


def show_paper(paper: Paper, kind: str) -> None:
    """Title, sections and their blocks, below words that say what is shown; charts are drawn as everywhere.

    Tables and figures are numbered as in the Word file.
    """
    about = [html('<p class="quiet">{}</p>', line) for line in (paper.title, *paper.about)]
    waiting = html('<p class="kind">{}</p><h2>{}</h2>{}', kind, paper.subtitle, about)
    tables = figures = 0
    with st.container(key="paper"):
        for section in paper.sections:
            level = section.level + 2
            waiting += html("<h{}>{}</h{}>", level, section.heading, level)
            for block in section.blocks:
                if isinstance(block, Picture):
                    _show(waiting)
                    figures += 1
                    charts.show_spec(json.loads(block.spec), block.alternative, f"paper-{figures}")
                    waiting = html('<p class="quiet small">{}</p>', f"Figure {figures}: {block.caption}")
                elif isinstance(block, Table):
                    tables += 1
                    waiting += _table(block, tables)
                else:
                    waiting += _words(block)
        _show(waiting)


def _show(piece: Html) -> None:
    markup.show(html('<div class="paper">{}</div>', piece))


def _words(block: Paragraph | Bullets) -> Html:
    if isinstance(block, Bullets):
        return markup.listed(block.items, "dashes")
    begins = html("<strong>{}</strong> ", block.begins) if block.begins else ""
    return html('<p class="{}">{}{}</p>', CLASSES[block.kind], begins, block.words)


def _table(table: Table, number: int) -> Html:
    size = "wide" if len(table.heads) >= WIDE else "narrow" if len(table.heads) <= NARROW else ""
    heads = [_set(head.words, number=head.number) for head in table.heads]
    rows = (_row(row, table.heads) for row in table.rows)
    return markup.table(f"Table {number}: {table.caption}", heads, rows, f"papered {size}")


def _row(row: tuple[Cell, ...], heads: Sequence[Head]) -> Html:
    """The first cell names the row; one without words would be a heading of nothing."""
    first, *cells = (_set(_cell(cell), number=head.number) for cell, head in zip(row, heads, strict=True))
    return markup.row(first or "–", cells)


def _set(words: str, *, number: bool) -> str:
    return markup.number(words) if number else words


def _cell(cell: Cell) -> str:
    if cell.look is None:
        return cell.words
    return html('<span class="chip" style="{}">{}</span>', markup.tinted(COLOURS[cell.look]), cell.words)
