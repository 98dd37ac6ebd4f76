"""Makes highlight-report.docx, the Word file whose styles papers take: run with `PYTHONPATH=. .venv/bin/python`.

An office may put its own file in its place: papers use the styles named here, and Normal for one that is missing.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from sendkpi.charts import colour
from sendkpi.files import write_file

FILE = Path(__file__).with_name("highlight-report.docx")
FONT = "Arial"

Drawn = Any


def main() -> None:
    """Write the file."""
    document = Document()
    for paragraph in document.element.body.findall(qn("w:p")):
        document.element.body.remove(paragraph)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(19)
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(17), Mm(18), Mm(9)
    _speak_english(document)
    _drop_unused(document)
    _style(document, "Normal", 10, after=4)
    _style(document, "Title", 13, bold=True, ink=colour.QUIET_TEXT, after=0)
    _style(document, "Subtitle", 22, bold=True, after=4)
    _style(document, "Heading 1", 15, bold=True, before=13, after=4, keep=True)
    _style(document, "Heading 2", 11.5, bold=True, before=9, after=2, keep=True)
    _style(document, "List Bullet", 10, after=2)
    _style(document, "Caption", 9, bold=True, ink=colour.QUIET_TEXT, before=6, after=3)
    _style(document, "Quote", 10, ink=colour.TEXT, before=2, after=4)
    _style(document, "Footer", 8, ink=colour.QUIET_TEXT)
    for name, size, ink in (
        ("Lead", 12.5, colour.TEXT),
        ("Quiet", 9, colour.QUIET_TEXT),
        ("Chart", 10, colour.TEXT),
        ("Table Text", 8.5, colour.TEXT),
        ("Table Heading", 8.5, colour.TEXT),
    ):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        _style(document, name, size, ink=ink, bold=name == "Table Heading", after=0 if name.startswith("Table") else 4)
    _table_style(document)
    document.styles["Quote"].paragraph_format.left_indent = Mm(4)
    document.core_properties.title = "Template of the highlight report"
    document.core_properties.author, document.core_properties.comments = "", ""
    saved = io.BytesIO()
    document.save(saved)
    write_file(FILE, saved.getvalue())


def _speak_english(document: Drawn) -> None:
    """British English is the language of every paragraph."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "en-GB")


def _drop_unused(document: Drawn) -> None:
    """The library's own template brings a hundred table styles of another look."""
    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()


def _style(  # noqa: PLR0913 - the look of a style
    document: Drawn,
    name: str,
    size: float,
    *,
    bold: bool = False,
    ink: str = colour.TEXT,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> None:
    style = document.styles[name]
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(ink.removeprefix("#").upper())
    looks = style.element.get_or_add_rPr()
    for tag in ("w:spacing", "w:kern"):
        for found in looks.findall(qn(tag)):
            looks.remove(found)
    fonts = looks.get_or_add_rFonts()
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.08
    spacing.keep_with_next, spacing.widow_control = keep, True
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)


def _table_style(document: Drawn) -> None:
    """Hairlines between rows, a stronger one below the headings, no upright lines."""
    style = document.styles.add_style("Figures", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side, size, ink in (("top", 8, colour.TEXT), ("bottom", 4, colour.HAIRLINE), ("insideH", 4, colour.HAIRLINE)):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", ink.removeprefix("#"))):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 25), ("left", 40), ("bottom", 25), ("right", 60)):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), str(width))
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    properties.append(margins)
    style.element.append(properties)


if __name__ == "__main__":
    main()
