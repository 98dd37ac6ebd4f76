"""A Word file as LibreOffice lays it out on paper, and what stands where on its pages."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pdfplumber

from tests.office import converted

if TYPE_CHECKING:
    from pathlib import Path

MARGIN = 19 / 25.4 * 72
"""Points of the template's left and right margins."""
SIZES = {15.0: 1, 11.5: 2}
"""The letters of headings, by level."""


@dataclass(frozen=True)
class Line:
    """A line of words on a page: where it ends from the top, and of which level a heading it is, 0 for none."""

    words: str
    top: float
    bottom: float
    level: int


@dataclass(frozen=True)
class Page:
    """A page as laid out: its lines but for the foot, and the left and right ends of everything on it."""

    width: float
    lines: tuple[Line, ...]
    left: float
    right: float
    pictures: tuple[float, ...]
    """Where each picture ends, from the top."""


def on_paper(content: bytes, folder: Path) -> tuple[Page, ...]:
    """The pages of a Word file; skips the test where there is no LibreOffice to lay it out."""
    pdf_file = converted(content, "paper.docx", "pdf", folder)
    with pdfplumber.open(io.BytesIO(pdf_file)) as pdf:
        return tuple(_page(page) for page in pdf.pages)


def _page(page: pdfplumber.page.Page) -> Page:
    foot = page.height - 18 / 25.4 * 72
    drawn = [*page.images, *page.rects, *page.lines, *(one for one in page.chars if one["text"].strip())]
    lines = [_line(one) for one in page.extract_text_lines(return_chars=True) if one["top"] < foot]
    return Page(
        page.width,
        tuple(lines),
        min(one["x0"] for one in drawn),
        max(one["x1"] for one in drawn),
        tuple(one["bottom"] for one in page.images),
    )


def _line(found: dict) -> Line:
    letters = [one for one in found["chars"] if one["text"].strip()]
    size = round(letters[0]["size"] * 2) / 2
    bold = all("Bold" in one["fontname"] for one in letters)
    return Line(found["text"], found["top"], found["bottom"], SIZES.get(size, 0) if bold else 0)
