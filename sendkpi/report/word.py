"""A paper as a Word file, on a template whose styles an office may replace by its own.

What is read aloud as what comes from styles: headings, lists, captions, tables with a heading row that repeats on each
page, pictures with their words, the title and the language of the file. Nothing rests on colour alone.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, RGBColor

from sendkpi import settings
from sendkpi.errors import SendKpiError
from sendkpi.report.content import Block, Bullets, Head, Look, Paper, Paragraph, ParagraphKind, Picture, Table
from sendkpi.report.looks import COLOURS
from sendkpi.texts import visible

Drawn = Any
"""A document, paragraph, run or table of the library, which leaves its types out."""

STYLES = {
    ParagraphKind.BODY: "Normal",
    ParagraphKind.LEAD: "Lead",
    ParagraphKind.QUIET: "Quiet",
    ParagraphKind.OWN: "Quote",
}
"""The style of each kind of paragraph; one that a template lacks is written as its Normal."""
TABLE_STYLE, CELL_STYLE, HEAD_STYLE = "Figures", "Table Text", "Table Heading"
EMU_PER_MM = 36_000
DOTS_PER_MM = 96 / 25.4
"""Of a chart's own measure: letters of 12 then stand 9 points high on paper."""
SHARPNESS = 2
"""Picture dots for each of those: 192 an inch."""


def as_word(
    paper: Paper, made_at: dt.datetime, template: Path | None = None, progress: Callable[[float], None] = lambda _: None
) -> bytes:
    """The paper as a .docx file; `made_at` (UTC) is noted in it as the moment that it was written.

    `template` in place of the one that the settings name; `progress` is told how much of it is drawn, 0 to 1.
    Raises SendKpiError where the template is no Word file.
    """
    document = _opened(template or settings.paper_template())
    _describe(document, paper, made_at)
    _add(document, paper.title, "Title")
    _add(document, paper.subtitle, "Subtitle")
    for line in paper.about:
        _add(document, line, "Quiet")
    tables = figures = 0
    for done, section in enumerate(paper.sections, start=1):
        nested = done < len(paper.sections) and paper.sections[done].level > section.level
        heading = _add(document, section.heading, f"Heading {section.level}")
        heading.paragraph_format.page_break_before = section.new_page or None
        for block, following in zip(section.blocks, (*section.blocks[1:], None), strict=True):
            tables += isinstance(block, Table)
            figures += isinstance(block, Picture)
            written = _write(document, block, tables if isinstance(block, Table) else figures)
            leads = isinstance(following, Picture | Table) or (following is None and nested)
            if written is not None and leads:
                written.paragraph_format.keep_with_next = True  # what leads to a chart or a part stands on its page
        progress(done / len(paper.sections))
    _foot(document, paper)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _opened(template: Path) -> Drawn:
    try:
        return Document(str(template))
    except Exception as error:  # the library raises what it meets in the file, of a dozen kinds
        raise SendKpiError(f"{template.name} is not a Word template that can be opened.") from error


def _describe(document: Drawn, paper: Paper, made_at: dt.datetime) -> None:
    """Title, author and language, which a screen reader announces."""
    about = document.core_properties
    about.title, about.subject = visible(f"{paper.subtitle}: {paper.title}"), visible(paper.subtitle)
    about.author = visible(paper.author)
    about.language, about.comments, about.keywords = "en-GB", "", ""
    about.created = about.modified = made_at.replace(tzinfo=None)
    about.last_modified_by, about.revision = about.author, 1


def _write(document: Drawn, block: Block, number: int) -> Drawn:
    """Draw a block; answers its paragraph if it is one."""
    if isinstance(block, Paragraph):
        paragraph = _add(document, "", STYLES[block.kind])
        if block.begins:
            paragraph.add_run(visible(f"{block.begins} ")).bold = True
        paragraph.add_run(visible(block.words))
        return paragraph
    if isinstance(block, Bullets):
        for item in block.items:
            _add(document, item, "List Bullet")
    elif isinstance(block, Table):
        _table(document, block, number)
    else:
        _picture(document, block, number)
    return None


def _add(document: Drawn, words: str, style: str) -> Drawn:
    paragraph = document.add_paragraph(visible(words))
    _style(document, paragraph, style)
    return paragraph


def _style(document: Drawn, paragraph: Drawn, style: str) -> None:
    """Give a paragraph the style of that name, its Normal where the template lacks it.

    By the style's id, which the library would look up among all styles for every paragraph.
    """
    paragraph._p.style = _style_ids(document.part).get(style)  # noqa: SLF001 - see above


@lru_cache(maxsize=1)
def _style_ids(part: Drawn) -> dict[str, str]:
    """The ids of a document's styles by name, without its Normal, which no paragraph names."""
    return {one.name: one.style_id for one in part.styles if one.name != "Normal"}


def _picture(document: Drawn, picture: Picture, number: int) -> None:
    """The chart with its words, and its caption on the same page."""
    width = _room(document) / EMU_PER_MM
    paragraph = _add(document, "", "Chart")
    paragraph.paragraph_format.keep_with_next = True
    content = io.BytesIO(png(picture.spec, width, picture.height))
    shape = paragraph.add_run().add_picture(content, width=Mm(width))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # noqa: SLF001 - without a distance said, some programs take a default one
    properties = shape._inline.docPr  # noqa: SLF001 - the library has no word for a picture's alternative text
    properties.set("descr", visible(picture.alternative))
    properties.set("title", visible(picture.caption))
    _add(document, f"Figure {number}: {picture.caption}", "Caption")


@lru_cache(maxsize=256)
def png(spec: str, width: float, height: float) -> bytes:
    """A Vega-Lite specification as a PNG picture of this width and height in millimetres on paper."""
    drawn = json.loads(spec)
    drawn |= {"width": round(width * DOTS_PER_MM), "height": round(height * DOTS_PER_MM)}
    drawn["autosize"] = {"type": "fit", "contains": "padding"}
    picture: bytes = vl_convert.vegalite_to_png(json.dumps(drawn), scale=SHARPNESS)
    return picture


def _table(document: Drawn, table: Table, number: int) -> None:
    caption = _add(document, f"Table {number}: {table.caption}", "Caption")
    caption.paragraph_format.keep_with_next = True
    drawn = document.add_table(rows=0, cols=len(table.heads))
    if TABLE_STYLE in _style_ids(document.part):
        drawn.style = TABLE_STYLE
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _name(drawn, table.caption)
    widths = _widths(_room(document), table.heads)
    _row(document, drawn, [(head.words, None) for head in table.heads], table.heads, widths, HEAD_STYLE)
    for row in table.rows:
        _row(document, drawn, [(cell.words, cell.look) for cell in row], table.heads, widths, CELL_STYLE)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Emu(width)
    _repeat(drawn.rows[0])
    _keep_first_rows(drawn)


def _name(drawn: Drawn, caption: str) -> None:
    """The caption as the table's alternative text too."""
    properties = drawn._tbl.tblPr  # noqa: SLF001 - the library has no word for it
    properties.append(_element("w:tblCaption", val=visible(caption)))


def _row(  # noqa: PLR0913, PLR0917 - a row, and how its columns are
    document: Drawn,
    drawn: Drawn,
    texts: list[tuple[str, Look | None]],
    heads: tuple[Head, ...],
    widths: list[int],
    style: str,
) -> None:
    row = drawn.add_row()
    _unsplit(row)
    for cell, (words, look), head, width in zip(row.cells, texts, heads, widths, strict=True):
        cell.width = Emu(width)
        paragraph = cell.paragraphs[0]
        _style(document, paragraph, style)
        if head.number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(visible(words))
        if look is not None:
            _dress(cell, run, look)


def _dress(cell: Drawn, run: Drawn, look: Look) -> None:
    """The ink and the tint of a judgement."""
    found = COLOURS[look]
    run.bold = True
    run.font.color.rgb = RGBColor.from_string(found.ink.removeprefix("#").upper())
    shade = _element("w:shd", val="clear", color="auto", fill=found.tint.removeprefix("#").upper())
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the library has no word for a cell's ground


def _repeat(row: Drawn) -> None:
    """The heading row stands again at the top of each page."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001 - likewise


def _unsplit(row: Drawn) -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001 - likewise


def _keep_first_rows(drawn: Drawn) -> None:
    """A heading row never stands alone at the foot of a page, nor below it a table's last row alone on the next."""
    rows = drawn.rows
    for row in {rows[0], *rows[-2:-1]} if len(rows) > 1 else ():
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _room(document: Drawn) -> int:
    """The width of the text on a page."""
    section = document.sections[0]
    room: int = section.page_width - section.left_margin - section.right_margin
    return room


def _widths(room: int, heads: tuple[Head, ...]) -> list[int]:
    whole = sum(head.share for head in heads)
    return [int(room * head.share / whole) for head in heads]


def _foot(document: Drawn, paper: Paper) -> None:
    """The foot of each page: the paper's name, and which page of how many."""
    foot = document.sections[0].footer
    foot.is_linked_to_previous = False
    paragraph = foot.paragraphs[0]
    for line in paper.notes:
        paragraph.add_run(visible(f"{line} · "))
    paragraph.add_run("page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Drawn, name: str) -> None:
    field, run, text = _element("w:fldSimple", instr=name), _element("w:r"), _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no word for a field


def _element(name: str, **attributes: str) -> Drawn:
    """An element of the file's own markup."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
