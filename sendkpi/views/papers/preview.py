"""A paper on the page: the same content that goes into Word, in the look of the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.report import Bullets, Paragraph, ParagraphKind, Picture, Table
from sendkpi.report.looks import COLOURS
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import escape
from sendkpi.views.parts import charts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sendkpi.report import Cell, Paper

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
    about = "".join(f'<p class="quiet">{escape(line)}</p>' for line in paper.about)
    title = f'<p class="quiet">{escape(paper.title)}</p>'
    waiting = f'<p class="kind">{escape(kind)}</p><h2>{escape(paper.subtitle)}</h2>{title}{about}'
    tables = figures = 0
    with st.container(key="paper"):
        for section in paper.sections:
            level = section.level + 2
            waiting += f"<h{level}>{escape(section.heading)}</h{level}>"
            for block in section.blocks:
                if isinstance(block, Picture):
                    _show(waiting)
                    figures += 1
                    charts.show_spec(json.loads(block.spec), block.alternative, f"paper-{figures}")
                    waiting = f'<p class="quiet small">{escape(f"Figure {figures}: {block.caption}")}</p>'
                elif isinstance(block, Table):
                    tables += 1
                    waiting += _table(block, tables)
                else:
                    waiting += _html(block)
        _show(waiting)


def _show(html: str) -> None:
    markup.show(f'<div class="paper">{html}</div>')


def _html(block: Paragraph | Bullets) -> str:
    if isinstance(block, Bullets):
        return f'<ul class="dashes">{"".join(f"<li>{escape(item)}</li>" for item in block.items)}</ul>'
    begins = f"<strong>{escape(block.begins)}</strong> " if block.begins else ""
    return f'<p class="{CLASSES[block.kind]}">{begins}{escape(block.words)}</p>'


def _table(table: Table, number: int) -> str:
    heads = [(head.words, head.number) for head in table.heads]
    body = "".join(_row(row, [number for _, number in heads]) for row in table.rows)
    size = "wide" if len(heads) >= WIDE else "narrow" if len(heads) <= NARROW else ""
    return markup.table(f"Table {number}: {table.caption}", heads, f"<tbody>{body}</tbody>", name=f"papered {size}")


def _row(row: tuple[Cell, ...], numbers: Sequence[bool]) -> str:
    """The first cell names the row; one without words would be a heading of nothing."""
    cells = [(_cell(cell), number) for cell, number in zip(row, numbers, strict=True)]
    return markup.row(cells[0][0] or "–", cells[1:])


def _cell(cell: Cell) -> str:
    if cell.look is None:
        return escape(cell.words)
    found = COLOURS[cell.look]
    style = f"color:{found.ink};background:{found.tint}"
    return f'<span class="chip" style="{style}">{escape(cell.words)}</span>'
