"""The template's sheets of milestones and recommendations, filled with what is known of each.

A milestone that comes again has a row for each time that is not complete, up to the template's month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Protection
from openpyxl.utils import get_column_letter

from sendkpi.ingest.layout import (
    KNOWN_AT,
    MILESTONE_PARTS,
    MILESTONES_SHEET,
    RECOMMENDATION_PARTS,
    RECOMMENDATIONS_SHEET,
    Part,
)
from sendkpi.ingest.template.formatting import (
    DAY_FORMAT,
    FIRST_ROW,
    MONTH_FORMAT,
    ROOM,
    TO_FILL,
    add_table,
    dress_headings,
    fit_row,
    offer,
    protect,
    set_up_print,
    write_list,
)
from sendkpi.record.update_rules import due_month, newest_updates, occurrences, recurs
from sendkpi.record.updates import MilestoneUpdate, Progress, Reported, Status
from sendkpi.spreadsheets import write_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from sendkpi.plan.delivery import Milestone
    from sendkpi.plan.whole import Plan

Line = dict[Part, str | dt.date | None]
"""A row's cells by part; a part that is not there stays blank."""

_WIDTHS = {
    Part.REF: 9,
    Part.NUMBER: 11,
    Part.TITLE: 50,
    Part.DUE: 20,
    Part.STATUS: 20,
    Part.COMPLETED: 20,
    Part.EVIDENCE: 45,
    Part.COMMENT: 45,
    Part.PROGRESS: 90,
}
_FORMATS = {Part.DUE: MONTH_FORMAT, Part.COMPLETED: DAY_FORMAT}
NOTHING_YET = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The moment in a template where nothing had been reported."""
_AFTER_FIGURES = 2
_GIVEN = {Part.REF, Part.NUMBER, Part.TITLE, Part.DUE}
"""The parts that say what a row is about."""
_MORE_ROWS = 50  # below a sheet's own, where these are many


def add_delivery_sheets(
    book: Workbook, lists: Worksheet, plan: Plan, month: dt.date, reported: Reported
) -> tuple[str, ...]:
    """Put the sheets after that of the figures, and their choices into the sheet of lists; the titles of those put in.

    A plan without milestones or without recommendations has no such sheet.
    """
    kinds = (
        (MILESTONES_SHEET, MILESTONE_PARTS, list(_milestones(plan, month, reported)), tuple(Status)),
        (RECOMMENDATIONS_SHEET, RECOMMENDATION_PARTS, list(_recommendations(plan, reported)), tuple(Progress)),
    )
    wanted = [kind for kind in kinds if kind[2]]
    if wanted:
        write_list(lists, lists.max_column + 1, KNOWN_AT, [_known_at(reported).isoformat()])
    for at, (title, parts, rows, statuses) in enumerate(wanted, start=_AFTER_FIGURES):
        sheet = book.create_sheet(title, at)
        _fill(sheet, parts, rows)
        _dress(sheet, parts)
        source = write_list(lists, lists.max_column + 1, f"{title}: {Part.STATUS}", [str(one) for one in statuses])
        last = max(ROOM, len(rows) + _MORE_ROWS)
        offer(sheet, get_column_letter(parts.index(Part.STATUS) + 1), Part.STATUS, source, last)
    return tuple(title for title, *_ in wanted)


def _known_at(reported: Reported) -> dt.datetime:
    """The moment of the newest update."""
    recorded = [*(one.recorded for one in reported.milestones), *(one.recorded for one in reported.recommendations)]
    return max((one.at for one in recorded if one.at), default=NOTHING_YET)


def _milestones(plan: Plan, month: dt.date, reported: Reported) -> Iterator[Line]:
    known = newest_updates(reported.milestones)
    for milestone in plan.milestones:
        if recurs(milestone):
            for when in _open_occurrences(milestone, month, known):
                yield _line(milestone, when, known.get((milestone.id, when)))
        else:
            due = due_month(milestone, reported.milestones)
            yield _line(milestone, due or milestone.date_published, known.get((milestone.id, None)))


def _open_occurrences(
    milestone: Milestone, month: dt.date, known: Mapping[tuple[str, dt.date | None], MilestoneUpdate]
) -> list[dt.date]:
    """The occurrences by a month that are not complete, and the newest or else the first one anyhow."""
    first = milestone.due or milestone.start
    months = list(occurrences(milestone, month)) or ([first] if first else [])

    def is_open(when: dt.date) -> bool:
        update = known.get((milestone.id, when))
        return update is None or update.status is not Status.COMPLETE

    return [when for when in months if is_open(when) or when == months[-1]]


def _line(milestone: Milestone, due: dt.date | str, update: MilestoneUpdate | None) -> Line:
    line: Line = {Part.REF: milestone.id, Part.TITLE: milestone.title, Part.DUE: due}
    if update is None:
        return line
    return line | {
        Part.STATUS: str(update.status),
        Part.COMPLETED: update.completed_on,
        Part.EVIDENCE: update.evidence,
        Part.COMMENT: update.words,
    }


def _recommendations(plan: Plan, reported: Reported) -> Iterator[Line]:
    newest = {one.recommendation: one for one in reported.recommendations}
    for one in plan.recommendations:
        update = newest.get(one.id)
        yield {
            Part.NUMBER: one.id,
            Part.TITLE: one.title,
            Part.STATUS: str(update.status) if update else one.status,
            Part.PROGRESS: update.progress if update else one.progress,
        }


def _fill(sheet: Worksheet, parts: Sequence[Part], rows: Sequence[Line]) -> None:
    sheet.append([str(part) for part in parts])
    for at, line in enumerate(rows, start=FIRST_ROW):
        for column, part in enumerate(parts, start=1):
            cell = sheet.cell(at, column)
            cell.number_format = _FORMATS.get(part, "General")
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
            cell.protection = Protection(locked=part is Part.TITLE)
            if part not in _GIVEN:
                cell.fill = TO_FILL
            content = line.get(part)
            if isinstance(content, dt.date):
                cell.value = content
            elif content:
                write_text(cell, content)
        texts = ((content if isinstance(content := line.get(part), str) else "", _WIDTHS[part]) for part in parts)
        fit_row(sheet, at, texts)
    add_table(sheet, sheet.title, f"A1:{get_column_letter(len(parts))}{FIRST_ROW + len(rows) - 1}")


def _dress(sheet: Worksheet, parts: Sequence[Part]) -> None:
    for column, part in enumerate(parts, start=1):
        settings = sheet.column_dimensions[get_column_letter(column)]
        settings.width = _WIDTHS[part]
        if part is not Part.TITLE:
            settings.protection = Protection(locked=False)  # the empty rows below, for what is added
            settings.number_format = _FORMATS.get(part, "General")
    dress_headings(sheet, len(parts))
    set_up_print(sheet)
    protect(sheet)
