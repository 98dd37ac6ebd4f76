"""What a paper holds, before it is drawn: sections of paragraphs, lists, tables and charts.

Word, the preview and the tests are given the same values, so that none can say what another does not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

SUMMARY = "Summary"
"""The heading of the first section, to which the officer's own summary is added."""


class ParagraphKind(StrEnum):
    """The purpose of a paragraph."""

    BODY = "body"
    LEAD = "lead"  # the sentence to read if only one is read
    QUIET = "quiet"  # notes and sources
    OWN = "own"  # the officer's own words


class Look(StrEnum):
    """The colours of a cell that judges: what they mean, not what they are."""

    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `begins` are words before it that stand out."""

    words: str
    kind: ParagraphKind = ParagraphKind.BODY
    begins: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of short sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """A column: its words, its share of the table's width, and whether it holds numbers."""

    words: str
    share: float = 1.0
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """The words of a table's cell, and their look."""

    words: str
    look: Look | None = None


@dataclass(frozen=True)
class Table:
    """A table with its caption; a cell for each head in every row, the first of which names the row."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A chart: its Vega-Lite specification as text, what it shows in words, its caption and height in millimetres."""

    spec: str
    alternative: str
    caption: str
    height: float = 52.0


Block = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; `level` 1 is a part of the paper, 2 something within it.

    `new_page`: it begins a page of its own.
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole paper; `about` are the lines below its title, such as whom it is for and as at when."""

    title: str
    subtitle: str
    about: tuple[str, ...]
    sections: tuple[Section, ...]
    author: str = ""
    illustrative: bool = False
    notes: tuple[str, ...] = field(default=())
    """Lines for every page's foot."""


def cells(*words: str | Cell) -> tuple[Cell, ...]:
    """A row of cells."""
    return tuple(one if isinstance(one, Cell) else Cell(one) for one in words)
