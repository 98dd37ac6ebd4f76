"""Workbooks whose headings do not say which column is which, as some team sends them month by month."""

from __future__ import annotations

import openpyxl

from tests.ingest.sheets import saved

HEADINGS = ("Line", "Service", "When", "Hits", "Out of", "Rate or number", "What happened")


def team_return(
    month: str = "April 2022", *, timely: int = 6, wait: object = 60.5, sheets: tuple[str, ...] = ()
) -> bytes:
    """A month's EHCP1, COM4 and ASC1-UNDER18 under a title; `sheets` of something else come before."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Return"
    page["A1"] = "What our team did"
    for at, heading in enumerate(HEADINGS, start=1):
        page.cell(4, at).value = heading
    page.append(["EHCP1", "Plans", month, timely, 19, None, "Two posts are vacant"])
    page.append(["COM4", "Newsletter", month, None, None, 870, None])
    page.append(["ASC1-UNDER18", "Clinic", month, None, None, wait, None])
    for at, title in enumerate(sheets):
        other = book.create_sheet(title, at)
        other.append(["Something", "else"])
        other.append(["About", "nothing here"])
    return saved(book)
