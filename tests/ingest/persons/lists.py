"""Workbooks with a list in them, and what reading says of it."""

from __future__ import annotations

import openpyxl

from sendkpi.ingest.opening.workbook import open_workbook
from sendkpi.ingest.persons.check import check_persons
from tests.ingest.sheets import saved

FILLED = [["Measure", "Month", "Value"], *(["EHCP1", "2022-04", at] for at in range(5_000))]


def sheets(*rows, title="Cases", above=0, hidden=False):
    """An opened workbook with these rows on a second sheet, `above` rows of figures over them."""
    book = openpyxl.Workbook()
    page = book.create_sheet(title)
    page.sheet_state = "hidden" if hidden else "visible"
    for cells in [*FILLED[:above], *rows]:
        page.append(list(cells))
    opened = open_workbook(saved(book))
    assert isinstance(opened, tuple)
    return opened


def message(*rows, **where):
    """What is message of such a workbook: place and reason; "" where nothing is."""
    found = check_persons(sheets(*rows, **where))
    if found is None:
        return ""
    sheet, fault = found
    assert fault.code.name == "child_level"
    return f"{sheet}!{fault.cell} {fault.what}"
