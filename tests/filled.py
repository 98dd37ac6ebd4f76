"""The template as an officer fills it in."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import openpyxl

from sendkpi import ingest
from sendkpi.values import parse_month

if TYPE_CHECKING:
    from sendkpi.plan import Plan

Entry = tuple[float, float] | float | str


@cache
def template(plan: Plan, month: str) -> bytes:
    """The month's workbook to fill in, written once for all tests."""
    return ingest.template_workbook(plan, parse_month(month))


def filled(plan: Plan, month: str, entries: dict[str, Entry]) -> bytes:
    """The month's template with an entry for some measures' totals: (numerator, denominator), value or symbol."""
    return _filled(plan, month, tuple(entries.items()))


@cache
def _filled(plan: Plan, month: str, entries: tuple[tuple[str, Entry], ...]) -> bytes:
    return fill(template(plan, month), dict(entries))


def fill(template: bytes, entries: dict[str, Entry]) -> bytes:
    """A template's bytes with these entries typed in."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book["KPIs"]
    headings = [cell.value for cell in sheet[1]]
    left = dict(entries)
    for row in sheet.iter_rows(min_row=2):
        cells = dict(zip(headings, row, strict=True))
        if cells["Breakdown"].value or cells["Measure"].value not in left:
            continue
        entry = left.pop(cells["Measure"].value)
        if isinstance(entry, tuple):
            cells["Numerator"].value, cells["Denominator"].value = entry
        else:
            cells["Symbol" if isinstance(entry, str) else "Value"].value = entry
    assert not left, f"The template has no row for {', '.join(left)}."
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
