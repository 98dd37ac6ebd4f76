"""The empty workbook for a month: a row for every figure that is asked for, and how to fill it.

Follows the Government Analysis Function's advice on accessible spreadsheets: one table a sheet from A1,
no merged cells, no blank rows, sheets named for what they hold, nothing said by colour alone.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter

from sendkpi.errors import UnknownNameError
from sendkpi.ingest.layout import GUIDE_SHEET, LISTS_SHEET, SHEET, TOTAL
from sendkpi.ingest.spelling.texts import listed
from sendkpi.ingest.template.delivery_sheets import add_delivery_sheets
from sendkpi.ingest.template.formatting import (
    FIRST_ROW,
    MONTH_FORMAT,
    TO_FILL,
    add_table,
    dress_headings,
    fit_row,
    offer,
    protect,
    set_up_print,
    write_list,
)
from sendkpi.ingest.template.guide import guide
from sendkpi.ingest.template.last_figures import last_figures
from sendkpi.layouts import Column
from sendkpi.plan.choices import Unit
from sendkpi.spreadsheets import safe_text, write_text
from sendkpi.values import Symbol, month_name

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet

    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan
    from sendkpi.record.updates import Reported

COUNT_FORMAT = "#,##0"
TENTHS_FORMAT = "0.0"  # also for percentages: 43.8 is typed for 43.8 %

_GREY = "FF595959"  # 7:1 on white
_WIDTHS = {
    Column.MEASURE: 18,
    Column.TITLE: 44,
    Column.MONTH: 17,
    Column.BREAKDOWN: 30,
    Column.NUMERATOR: 12,
    Column.DENOMINATOR: 14,
    Column.VALUE: 11,
    Column.SYMBOL: 10,
    Column.COMMENTARY: 60,
}
_NOTE_COLUMN = len(Column) + 1
_ABOUT_WIDTH, _TEXT_WIDTH = 26, 100
_NOTE_WIDTH = 34
_NOTE_HEADING = "Last figure (for information, not read)"

Wanted = tuple["Measure", str]
"""A figure to fill in: the measure and its breakdown, "" for the total."""


def template_workbook(
    plan: Plan,
    month: dt.date,
    owner: str | None = None,
    previous: pd.DataFrame | None = None,
    *,
    reported: Reported | None = None,
) -> bytes:
    """The workbook (xlsx) to fill for a month, by one organisation or by all of them.

    `previous` is an observations frame: each row's newest earlier figure stands beside it as a note. `reported` is
    what is known of milestones and recommendations; without it the workbook has no sheets for them.
    Raises UnknownNameError for an owner that the plan does not name.
    """
    if owner is not None and owner not in plan.owners:
        message = f"The plan has no organisation {owner!r}. It names: {listed(plan.owners)}."
        raise UnknownNameError(message)
    month = month.replace(day=1)
    rows = wanted(plan, month, owner)
    book = Workbook()
    explained = book.active
    explained.title = GUIDE_SHEET
    sheet = book.create_sheet(SHEET)
    book.active = sheet  # what opens is where to type; the first sheet says how
    sheet.sheet_view.tabSelected = True  # and no other with it, or typing would go into both
    _describe(book, plan, month, owner)
    _fill(sheet, rows, month)
    notes = last_figures(rows, month, previous)
    _note(sheet, notes)
    _dress(sheet)
    _fit(sheet, rows, notes)
    lists = book.create_sheet(LISTS_SHEET)
    _offer(sheet, lists, plan)
    beside = add_delivery_sheets(book, lists, plan, month, reported) if reported is not None else ()
    _write_guide(explained, guide(plan, [measure for measure, _ in rows], month, owner, beside))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def wanted(plan: Plan, month: dt.date, owner: str | None) -> list[Wanted]:
    """Each figure of a period that ends in the month, in the plan's order, totals before their breakdowns."""
    return [
        (measure, breakdown)
        for measure in plan.measures
        if owner in {None, measure.owner} and measure.ends_period(month) and month >= measure.collected_from
        for breakdown in ("", *plan.breakdowns_of(measure.id))
    ]


def _describe(book: Workbook, plan: Plan, month: dt.date, owner: str | None) -> None:
    """Title and language, which a screen reader announces."""
    book.properties.title = safe_text(
        f"{plan.title}: figures for {month_name(month)}" + (f", {owner}" if owner else "")
    )
    book.properties.subject = "Monthly figures to fill in and send"
    book.properties.language = "en-GB"
    book.properties.creator = safe_text(plan.place)


def _fill(sheet: Worksheet, rows: Sequence[Wanted], month: dt.date) -> None:
    sheet.append([column.value for column in Column])
    for at, (measure, breakdown) in enumerate(rows, start=FIRST_ROW):
        write_text(sheet.cell(at, _at(Column.MEASURE)), measure.id)
        write_text(sheet.cell(at, _at(Column.TITLE)), measure.title)
        sheet.cell(at, _at(Column.MONTH), month)
        if breakdown:
            write_text(sheet.cell(at, _at(Column.BREAKDOWN)), breakdown)
    last = FIRST_ROW + max(len(rows), 1) - 1  # a table must have a row
    add_table(sheet, "KPIs", f"A1:{get_column_letter(len(Column))}{last}")
    for at in range(FIRST_ROW, last + 1):
        measure_of_row = rows[at - FIRST_ROW][0] if rows else None
        for column in Column:
            cell = sheet.cell(at, _at(column))
            cell.number_format = _number_format(column, measure_of_row)
            cell.alignment = Alignment(
                vertical="top", wrap_text=column in {Column.TITLE, Column.BREAKDOWN, Column.COMMENTARY}
            )
            cell.protection = Protection(locked=column is Column.TITLE)
            if column in _to_fill(measure_of_row):
                cell.fill = TO_FILL


def _fit(sheet: Worksheet, rows: Sequence[Wanted], notes: Sequence[str]) -> None:
    """Make each row as high as its texts, of which the note is the longest where there is one."""
    for at, (measure, breakdown) in enumerate(rows):
        note = notes[at] if at < len(notes) else ""
        texts = (measure.title, _WIDTHS[Column.TITLE]), (breakdown, _WIDTHS[Column.BREAKDOWN]), (note, _NOTE_WIDTH)
        fit_row(sheet, FIRST_ROW + at, texts)


def _to_fill(measure: Measure | None) -> frozenset[Column]:
    """The columns that are filled in for a measure."""
    if measure is None:
        return frozenset()
    counts = {Unit.PERCENT: {Column.NUMERATOR, Column.DENOMINATOR}, Unit.WEEKS: {Column.DENOMINATOR}}
    return frozenset({Column.VALUE, Column.SYMBOL, Column.COMMENTARY} | counts.get(measure.unit, set()))


def _at(column: Column) -> int:
    return list(Column).index(column) + 1


def _number_format(column: Column, measure: Measure | None) -> str:
    if column is Column.MONTH:
        return MONTH_FORMAT
    if column in {Column.NUMERATOR, Column.DENOMINATOR}:
        return COUNT_FORMAT
    if column is Column.VALUE and measure:
        return COUNT_FORMAT if measure.unit is Unit.COUNT else TENTHS_FORMAT
    return "General"


def _note(sheet: Worksheet, notes: Sequence[str]) -> None:
    """The last figures, right of the table and no part of it; no column where there is no history."""
    if not any(notes):
        return
    for at, text in enumerate((_NOTE_HEADING, *notes), start=1):
        cell = sheet.cell(at, _NOTE_COLUMN)
        if text:
            write_text(cell, text)
        cell.font = Font(italic=True, color=_GREY)
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _dress(sheet: Worksheet) -> None:
    """Widths, a heading row that stays in sight and on every page, and Title alone kept from change."""
    for column in Column:
        settings = sheet.column_dimensions[get_column_letter(_at(column))]
        settings.width = _WIDTHS[column]
        if column is not Column.TITLE:
            settings.protection = Protection(locked=False)  # the empty rows below, for earlier months
            settings.number_format = _number_format(column, None)
    sheet.column_dimensions[get_column_letter(_NOTE_COLUMN)].width = _NOTE_WIDTH
    dress_headings(sheet, len(Column))
    set_up_print(sheet)
    protect(sheet)


def _write_guide(sheet: Worksheet, lines: Sequence[tuple[str, str]]) -> None:
    for at, (about, text) in enumerate((("About", "What to do"), *lines), start=1):
        for column, words in enumerate((about, text), start=1):
            cell = sheet.cell(at, column)
            write_text(cell, words)
            cell.font = Font(bold=at == 1 or column == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        fit_row(sheet, at, ((about, _ABOUT_WIDTH), (text, _TEXT_WIDTH)))
    add_table(sheet, "ReadMe", f"A1:B{len(lines) + 1}")
    sheet.column_dimensions["A"].width = _ABOUT_WIDTH
    sheet.column_dimensions["B"].width = _TEXT_WIDTH
    sheet.freeze_panes = "A2"
    set_up_print(sheet)


def _offer(sheet: Worksheet, lists: Worksheet, plan: Plan) -> None:
    """Drop-downs from a hidden sheet: breakdowns hold commas, and measures pass the 255 signs of a list in a cell."""
    choices = {
        Column.MEASURE: [measure.id for measure in plan.measures],
        Column.BREAKDOWN: [TOTAL, *dict.fromkeys(row.breakdown for row in plan.breakdowns)],
        Column.SYMBOL: [symbol.value for symbol in Symbol],
    }
    for at, (column, names) in enumerate(choices.items(), start=1):
        source = write_list(lists, at, column.value, names)
        offer(sheet, get_column_letter(_at(column)), column.value, source)
    lists.sheet_state = "hidden"
