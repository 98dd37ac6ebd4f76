"""A frame as a workbook: the rows and columns of `tables`, each value with its own type.

It follows the Government Analysis Function's advice on accessible spreadsheets: one real table from A1, its notes on a
sheet of their own.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo

from sendkpi.plan.choices import Unit
from sendkpi.report.tables import has_time, heading, is_missing, is_month, joined_names, plain
from sendkpi.spreadsheets import safe_text, write_text
from sendkpi.values import LONDON

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

WHOLE = "#,##0"
FORMATS = {Unit.PERCENT: '0.0"%"', Unit.WEEKS: "0.0", Unit.COUNT: WHOLE}
"""How a workbook shows a figure of a unit; percentages are held as 0-100."""
MONTH, DAY, MOMENT = "mmmm yyyy", "d mmmm yyyy", "d mmmm yyyy hh:mm"

NARROWEST, WIDEST = 15, 60
"""Letters across a column; longer text wraps."""


def as_workbook(frame: pd.DataFrame, title: str, notes: Iterable[str] = ()) -> bytes:
    """The frame as a workbook: a table with a row of headings, and a sheet that says what it is.

    Where the frame has a column `unit`, each row's figures are shown in the format of its unit.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Figures"
    write_frame(sheet, frame)
    sheet.freeze_panes = "A2"
    if len(frame):
        make_table(sheet, "Figures")
    _write_about(book.create_sheet("About"), title, notes)
    book.properties.title = safe_text(title)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def write_frame(sheet: Worksheet, frame: pd.DataFrame, first: int = 1) -> None:
    """A frame's headings in row `first` and its rows below them, each value with its own type.

    Where the frame has a column `unit`, each row's figures are shown in the format of its unit.
    """
    _write_headings(sheet, frame, first)
    for number, row in enumerate(frame.astype("object").itertuples(index=False, name=None), start=first + 1):
        cells = dict(zip(map(str, frame.columns), row, strict=True))
        for column, (name, value) in enumerate(cells.items(), start=1):
            _write(sheet.cell(number, column), name, joined_names(value), cells.get("unit"))


def _write_headings(sheet: Worksheet, frame: pd.DataFrame, first: int) -> None:
    for column, name in enumerate(frame.columns, start=1):
        write_words(sheet, first, column, heading(name), bold=True)
        longest = max((len(value) for value in map(joined_names, frame[name]) if isinstance(value, str)), default=0)
        width = min(max(longest, len(heading(name)), NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(column)].width = width + 2


def write_words(  # noqa: PLR0913 - a cell, and how it looks
    sheet: Worksheet, row: int, column: int, words: str, *, bold: bool = False, wrap: bool = True
) -> None:
    """Words in a cell, from its top."""
    cell = sheet.cell(row, column)
    write_text(cell, words)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")


def _write(cell: Cell, name: str, value: Any, unit: str | None) -> None:  # noqa: ANN401 - whatever stands in a frame
    """A value with its own type: text as text, numbers whole, dates as dates."""
    if is_missing(value):
        return
    if isinstance(value, dt.date):
        zoned = isinstance(value, dt.datetime) and value.tzinfo is not None
        cell.value = value.astimezone(LONDON).replace(tzinfo=None) if zoned else value  # type: ignore[attr-defined]  # a datetime
        cell.number_format = MONTH if is_month(name) else MOMENT if has_time(value) else DAY
    elif isinstance(value, str):
        write_text(cell, str(value))
        cell.alignment = Alignment(wrap_text=len(value) > WIDEST, vertical="top")
    else:
        cell.value = plain(value, name)
        if isinstance(cell.value, float):
            cell.number_format = WHOLE if name in {"numerator", "denominator"} or not unit else FORMATS[Unit(unit)]


def make_table(sheet: Worksheet, name: str, first: int = 1) -> None:
    """Mark everything from the headings in row `first` on as one table."""
    last = f"{get_column_letter(sheet.max_column)}{sheet.max_row}"
    table = Table(displayName=name, ref=f"A{first}:{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _write_about(sheet: Worksheet, title: str, notes: Iterable[str]) -> None:
    for number, line in enumerate([title, *notes], start=1):
        write_text(sheet.cell(number, 1), line)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = 100
