"""Several tables as one workbook that follows the Analysis Function's checklist for accessible spreadsheets.

A cover sheet with contents, a sheet of notes, then one sheet for each table: its title in A1, what it holds in A2, and
one marked table with a row of headings; no merged cells, no blank rows or columns, nothing told by colour alone.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink

from sendkpi.report.sheets import make_table, write_frame, write_words
from sendkpi.spreadsheets import safe_text

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet

COVER, NOTES = "Cover", "Notes"
FIRST_ROW = 3
"""The row of a table's headings, below its title and what it holds."""
WIDTH = 100
"""Letters across a sheet of sentences."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table: the sheet's name (at most 31 letters), its title, what a row is, and its frame."""

    name: str
    title: str
    about: str
    frame: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Book:
    """A whole workbook: its title, the sentences of its cover, its tables, and its notes (about, text) if any."""

    title: str
    cover: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    notes: tuple[tuple[str, str], ...] = ()
    author: str = ""


def as_book(book: Book) -> bytes:
    """The workbook (.xlsx). A table without rows has its sheet too, which says so."""
    written = Workbook()
    cover = written.active
    cover.title = COVER
    _write_cover(cover, book)
    if book.notes:
        _write_notes(written.create_sheet(NOTES), book)
    for sheet in book.sheets:
        _write_sheet(written.create_sheet(sheet.name), sheet)
    about = written.properties
    about.title, about.creator, about.language = safe_text(book.title), safe_text(book.author), "en-GB"
    saved = io.BytesIO()
    written.save(saved)
    return saved.getvalue()


def _write_cover(sheet: Worksheet, book: Book) -> None:
    lines = [book.title, *book.cover, "Contents: one table a sheet"]
    for at, line in enumerate(lines, start=1):
        write_words(sheet, at, 1, line, bold=at in {1, len(lines)})
    notes = [(NOTES, "Notes on the figures")] if book.notes else []
    names = [*notes, *((one.name, one.title) for one in book.sheets)]
    for at, (name, title) in enumerate(names, start=len(lines) + 1):
        write_words(sheet, at, 1, f"{name}: {title}")
        cell = sheet.cell(at, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=f"{name}: {title}")
        cell.font = Font(underline="single", color="FF1D5A9E")
    sheet.column_dimensions["A"].width = WIDTH


def _write_notes(sheet: Worksheet, book: Book) -> None:
    write_words(sheet, 1, 1, "Notes", bold=True)
    write_words(sheet, 2, 1, "This sheet holds one table: what the words and signs of the other sheets mean.")
    for at, pair in enumerate((("Note", "What it means"), *book.notes), start=FIRST_ROW):
        for column, words in enumerate(pair, start=1):
            write_words(sheet, at, column, words, bold=at == FIRST_ROW)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, WIDTH
    make_table(sheet, NOTES, FIRST_ROW)


def _write_sheet(sheet: Worksheet, table: Sheet) -> None:
    write_words(sheet, 1, 1, table.title, bold=True, wrap=False)
    rows = len(table.frame)
    counted = "It has no rows: nothing is on record." if not rows else f"It has {rows:,} row{'' if rows == 1 else 's'}."
    sentence = f"This sheet holds one table. {table.about} {counted} An empty cell means that there is nothing to say."
    write_words(sheet, 2, 1, sentence, wrap=False)
    write_frame(sheet, table.frame, FIRST_ROW)
    sheet.freeze_panes = f"B{FIRST_ROW + 1}"
    if rows:
        make_table(sheet, table.name.replace(" ", "_"), FIRST_ROW)
