"""Delivery over the paper's period: what was done, what was due and is not, what is due next, what slipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis import wording
from sendkpi.analysis.delivery.milestones import rolled_up
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.delivery.words import due_words
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow, RolledRow
from sendkpi.plan.choices import RiskStatus
from sendkpi.record.board import latest
from sendkpi.report.content import Block, Bullets, Cell, Head, Paragraph, ParagraphKind, Section, Table, cells
from sendkpi.report.looks import brag_cell
from sendkpi.values import day_name, month_end, month_name

if TYPE_CHECKING:
    from sendkpi.report.subject import Period, Subject

MOST = 16
"""Rows of a list; the rest are counted: the page of milestones has them all."""


def sections(of: Subject) -> tuple[Section, ...]:
    """The roll-up, four short lists and what was escalated; nothing for a plan without milestones."""
    rows = of.milestones
    if rows.empty:
        return ()
    late = rows[rows["brag"] == DeliveryRating.OVERDUE].sort_values("months_overdue", ascending=False, kind="stable")
    over, following, day = of.period.name, of.period.following, day_name(of.position.day)
    lists = (
        ("Done in this period", f"Milestones completed in {over}, newest first", _done(rows, of.period), _DONE),
        ("Due and not done", f"Milestones overdue by {day}, longest overdue first", late, _LATE),
        ("Due next", f"Milestones still to be done in {following.name}", _due(rows, following), _NEXT),
        ("At risk, or moved to a later month", "Milestones at risk or moved", _slipped(rows), _SLIPPED),
    )
    parts = tuple(Section(heading, _list(caption, own, columns), level=2) for heading, caption, own, columns in lists)
    return (Section("Delivery", (_rolled(of, rows),)), *parts, Section("Escalated", (_escalated(of),), level=2))


def _escalated(of: Subject) -> Block:
    """The open risks and issues that were taken further, and to whom."""
    open_ = [one for one in latest(of.position.record.board.risks) if one.status is RiskStatus.OPEN and one.escalated]
    if not open_:
        return Paragraph(f"Nothing was escalated by {day_name(of.position.day)}.")
    return Bullets(tuple(f"{one.title}: to {one.escalated}. {one.mitigation}" for one in open_))


def _rolled(of: Subject, rows: pd.DataFrame) -> Table:
    """The table of areas with their milestones counted; in a sub-group's paper of actions."""
    by = "action" if of.sub_group else "area"
    titles = {one.id: one.title for one in (of.plan.actions if of.sub_group else of.plan.areas)}
    heads = (
        Head("Action" if of.sub_group else "Area", 4),
        Head("Worst milestone", 1.5),
        *(Head(words, 1, number=True) for words in ("Complete", "On track", "At risk or moved", "Overdue", "Other")),
    )
    body = tuple(
        (
            Cell(f"{row.name}: {titles[row.name]}"),
            brag_cell(row.brag),
            *(Cell(str(count)) for count in (row.complete, row.on_track, row.at_risk, row.overdue, row.other)),
        )
        for row in rows_of(rolled_up(rows, by), RolledRow)
    )
    return Table("Milestones by how they stand", heads, body)


def _done(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    first, last = pd.Timestamp(period.first), pd.Timestamp(month_end(period.last))
    return rows[rows["completed_on"].between(first, last)].sort_values("completed_on", ascending=False, kind="stable")


def _due(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The milestones that fall due in a period and are not done; recurring ones are counted in the summary."""
    open_ = rows[(rows["brag"] != DeliveryRating.COMPLETE) & rows["asked"].isna()]
    found = open_[open_["due_month"].between(pd.Timestamp(period.first), pd.Timestamp(period.last))]
    return found.sort_values("due_month", kind="stable")


def _slipped(rows: pd.DataFrame) -> pd.DataFrame:
    """At risk, or moved and still to come."""
    moved = rows["months_slipped"].fillna(0).gt(0) & rows["brag"].ne(DeliveryRating.COMPLETE)
    found = rows[
        rows["brag"].isin([DeliveryRating.AT_RISK, DeliveryRating.DEFERRED])
        | moved & rows["brag"].ne(DeliveryRating.OVERDUE)
    ]
    return found.sort_values("due_month", kind="stable", na_position="last")


def _list(caption: str, rows: pd.DataFrame, columns: tuple[_Column, ...]) -> tuple[Block, ...]:
    if rows.empty:
        return (Paragraph(f"{caption}: none."),)
    shown = rows_of(rows.head(MOST), MilestoneRow)
    body = tuple(cells(*(words(row) for _, words in columns)) for row in shown)
    table = Table(caption, tuple(head for head, _ in columns), body)
    more = len(rows) - MOST
    rest = Paragraph(f"And {more} more, on the Milestones page of the dashboard.", ParagraphKind.QUIET)
    return (table, rest) if more > 0 else (table,)


def _month(row: MilestoneRow) -> str:
    return month_name(row.due_month) if pd.notna(row.due_month) else "No date"


def _when(row: MilestoneRow) -> str:
    words = due_words(row)
    return words[:1].upper() + words[1:]


_Column = tuple[Head, "Callable[[MilestoneRow], str | Cell]"]
_NAME: _Column = (Head("Milestone", 4), lambda row: f"{row.milestone} {row.title}")
_LEAD: _Column = (Head("Lead", 2.6), lambda row: ", ".join(row.lead))
_DONE = (
    (Head("Milestone", 7), _NAME[1]),
    (Head("Completed", 1.2), lambda row: f"{row.completed_on.day} {row.completed_on:%b %Y}"),
)
_LATE = (
    _NAME,
    _LEAD,
    (Head("Was due", 1.3), _month),
    (Head("Late by", 1), lambda row: wording.counted(int(row.months_overdue), "month")),
    (Head("What was said", 2.6), lambda row: row.reason or row.comment),
)
_NEXT = (_NAME, _LEAD, (Head("Due", 1.3), _month), (Head("Stands", 1.4), lambda row: brag_cell(row.brag)))
_SLIPPED = (
    _NAME,
    (Head("Stands", 1.3), lambda row: brag_cell(row.brag)),
    (Head("When", 1.8), _when),
    (Head("What was said", 3), lambda row: row.reason or row.comment),
)
