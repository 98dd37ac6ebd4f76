"""Workbooks with tables of milestones and recommendations, and a plan that they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl

from sendkpi.ingest import read_workbook
from sendkpi.plan.delivery import Recommendation
from tests.delivery import milestone, plan_of, recurring
from tests.ingest.sheets import TODAY, saved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sendkpi.plan import Plan
    from sendkpi.record.extract import Extract

MILESTONE = ["Ref", "Title", "Due", "Status", "Completed", "Evidence", "Comment"]
RECOMMENDATION = ["Number", "Title", "Status", "Progress"]


def recommendation(number: str, **changes) -> Recommendation:
    """A recommendation that was accepted and not begun."""
    fields = {
        "theme": "Plans",
        "title": f"Recommended thing {number}",
        "paragraph_published": "",
        "decision": "accepted",
        "decision_published": "Accepted",
        "owners": (),
        "who_and_when_published": "",
        "due_published": "",
        "due": None,
        "progress": "Work had not begun.",
        "status": "not started",
        "document": "PLAN",
        "line": "1",
    }
    return Recommendation(id=number, **(fields | changes))


PLAN: Plan = replace(
    plan_of(
        milestone("1.1a"),
        milestone("1.1b", due="2022-06"),
        milestone("1.3f", due=None, date_published="when guidance published"),
        milestone("2.7b", due=None, start="2022-04", date_published="from Apr 2022"),
        recurring("1.3c"),
    ),
    recommendations=(recommendation("1"), recommendation("2"), recommendation("11")),
)


def book(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook of these sheets: a title and rows of cells, a blank row where there are none."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def milestones(*rows: Sequence[object], headings: Sequence[str | None] = MILESTONE, title: str = "Milestones") -> bytes:
    """A workbook of milestones alone."""
    return book((title, [headings, *rows]))


def recommendations(*rows: Sequence[object], headings: Sequence[str] = RECOMMENDATION) -> bytes:
    """A workbook of recommendations alone."""
    return book(("Recommendations", [headings, *rows]))


def read(content: bytes, plan: Plan = PLAN) -> Extract:
    """The extract of these bytes in the middle of July 2022."""
    return read_workbook(plan, content, "july.xlsx", TODAY)
