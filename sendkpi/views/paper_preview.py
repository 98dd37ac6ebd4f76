"""A paper on the page: the same content that goes into Word, in the look of the page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sendkpi.report import Bullets, Kind, Paragraph, Picture, Table
from sendkpi.report.looks import COLOURS
from sendkpi.views import charts, markup

if TYPE_CHECKING:
    from sendkpi.report import Cell, Paper
    from sendkpi.report.content import Block

CLASSES = {Kind.BODY: "", Kind.LEAD: "lead", Kind.QUIET: "quiet small", Kind.OWN: "notice"}


def show_paper(paper: Paper) -> None:
    """Title, sections and their blocks; charts are drawn as everywhere on the pages."""
    about = "".join(f'<p class="quiet">{escape(line)}</p>' for line in paper.about)
    waiting = f"<p class='quiet'>{escape(paper.title)}</p><h2>{escape(paper.subtitle)}</h2>{about}"
    drawn = 0
    for section in paper.sections:
        level = section.level + 2
        look = ' class="rule"' if section.level == 1 else ""
        waiting += f"<h{level}{look}>{escape(section.heading)}</h{level}>"
        for block in section.blocks:
            if isinstance(block, Picture):
                markup.show(f'<div class="paper">{waiting}</div>')
                drawn += 1
                charts.show_spec(block.spec, block.alternative, f"paper-{drawn}")
                waiting = f'<p class="quiet small">{escape(block.caption)}</p>'
            else:
                waiting += _html(block)
    if waiting:
        markup.show(f'<div class="paper">{waiting}</div>')


def _html(block: Block) -> str:
    if isinstance(block, Paragraph):
        begins = f"<strong>{escape(block.begins)}</strong> " if block.begins else ""
        return f'<p class="{CLASSES[block.kind]}">{begins}{escape(block.words)}</p>'
    if isinstance(block, Bullets):
        return f'<ul class="dashes">{"".join(f"<li>{escape(item)}</li>" for item in block.items)}</ul>'
    if isinstance(block, Table):
        return _table(block)
    return ""


def _table(table: Table) -> str:
    numbers = [head.number for head in table.heads]
    body = "".join(
        markup.row(_cell(row[0]), [(_cell(cell), number) for cell, number in zip(row[1:], numbers[1:], strict=True)])
        for row in table.rows
    )
    heads = [(head.words, head.number) for head in table.heads]
    return markup.table(table.caption, heads, f"<tbody>{body}</tbody>", name="papered")


def _cell(cell: Cell) -> str:
    if cell.look is None:
        return escape(cell.words)
    found = COLOURS[cell.look]
    style = f"color:{found.ink};background:{found.tint}"
    return f'<span class="chip" style="{style}">{escape(cell.words)}</span>'
