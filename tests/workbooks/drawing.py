"""Drawing a workbook as an officer would: rows where they stand, merges, formats, what is hidden."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple, rows_from_range

from tests.workbooks import parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "KPIs"


@dataclass(frozen=True)
class Page:
    """One sheet: its rows from the cell `at`, None for a blank; `formats` by cell or range."""

    rows: tuple[Sequence[object], ...]
    title: str = SHEET
    at: str = "A1"
    merged: tuple[str, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    state: str = "visible"
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()


def page(*rows: Sequence[object], **settings) -> Page:
    """A sheet of these rows; `settings` as in Page."""
    return Page(rows, **settings)


def draw(*rows: Sequence[object], **settings) -> bytes:
    """A workbook whose only sheet has these rows."""
    return book(page(*rows, **settings))


def book(*pages: Page) -> bytes:
    """A workbook of these sheets, its texts in a shared table as Excel keeps them."""
    return parts.shared(inline(*pages))


def inline(*pages: Page) -> bytes:
    """A workbook of these sheets with each text in its cell, as other programs write them."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for one in pages:
        _fill(made.create_sheet(one.title), one)
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, one: Page) -> None:
    top, left = coordinate_to_tuple(one.at)
    for number, row in enumerate(one.rows, start=top):
        for column, value in enumerate(row, start=left):
            if value is not None:
                sheet.cell(number, column).value = value
    for reference, number_format in one.formats.items():
        for place in (cell for row in rows_from_range(reference) for cell in row):
            sheet[place].number_format = number_format
    for reference in one.merged:
        sheet.merge_cells(reference)
    for number in one.hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for letter in one.hidden_columns:
        sheet.column_dimensions[letter].hidden = True
    sheet.sheet_state = one.state
