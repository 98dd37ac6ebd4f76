"""The board's own record in a paper: risks and issues, what was decided in the period, what is owed and late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis import wording
from sendkpi.plan.choices import LogStatus, RiskKind, RiskStatus
from sendkpi.record.board import ESCALATE_FROM, BoardDecision, LogItem, Risk, latest
from sendkpi.report.content import Block, Bullets, Cell, Head, Look, Paragraph, Section, Table
from sendkpi.values import day_name, month_end

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject

RISK_HEADS = (
    Head("Risk or issue", 3.4),
    Head("Owner", 1.6),
    Head("Likelihood × impact", 1.5),
    Head("What is done about it", 3.4),
    Head("Escalated to", 1.5),
)
LOG_HEADS = (
    Head("No.", 0.5, number=True),
    Head("Action", 4),
    Head("Owner", 1.8),
    Head("Due", 1.5),
    Head("Stands", 1.6),
)


def sections(of: Subject) -> tuple[Section, ...]:
    """Risks and issues, decisions and open actions; a sentence where the board's page holds none."""
    board, day = of.position.record.board, of.position.day
    risks = [one for one in latest(board.risks) if one.status is RiskStatus.OPEN]
    decided = [
        one
        for one in latest(board.decisions)
        if not one.withdrawn and of.period.first <= one.decided_on <= month_end(of.period.last)
    ]
    owed = [one for one in latest(board.log) if one.status is LogStatus.OPEN]
    parts = (
        Section("Risks and issues", _risks(risks), level=2),
        Section(f"Decided in {of.period.name}", _decisions(decided), level=2),
        Section("Open actions of the board", _log(of, owed), level=2),
    )
    high = sum(one.score >= ESCALATE_FROM for one in risks)
    late = sum(one.due is not None and one.due < day for one in owed)
    opening = (
        f"{wording.counted(len(risks), 'open risk or issue', 'open risks and issues')}, {high} of them high; "
        f"{wording.counted(len(owed), 'open action')}, {late} overdue."
    )
    return (Section("Risks, decisions and actions", (Paragraph(opening),)), *parts)


def _risks(risks: list[Risk]) -> tuple[Block, ...]:
    if not risks:
        return (Paragraph("No risk or issue is on record."),)
    ordered = sorted(risks, key=lambda one: -one.score)
    return (Table("Open risks and issues, highest first", RISK_HEADS, tuple(_risk(one) for one in ordered)),)


def _risk(one: Risk) -> tuple[Cell, ...]:
    scored = (
        f"{one.likelihood} × {one.impact} = {one.score}" if one.likelihood else f"has happened, impact {one.impact}"
    )
    high = one.score >= ESCALATE_FROM
    return (
        Cell(f"{'Issue' if one.kind is RiskKind.ISSUE else 'Risk'} {one.number}: {one.title}"),
        Cell(one.owner),
        Cell(f"■ {scored}", Look.RED) if high else Cell(scored),
        Cell(one.mitigation),
        Cell(one.escalated or "–"),
    )


def _decisions(decided: list[BoardDecision]) -> tuple[Block, ...]:
    if not decided:
        return (Paragraph("No decision is on record for this period."),)
    ordered = sorted(decided, key=lambda one: one.decided_on)
    return (Bullets(tuple(f"{day_name(one.decided_on)}: {one.decision.rstrip('.')}." for one in ordered)),)


def _log(of: Subject, owed: list[LogItem]) -> tuple[Block, ...]:
    if not owed:
        return (Paragraph("No open action is on record."),)
    ordered = sorted(owed, key=lambda one: (one.due is None, one.due or of.position.day, one.number))
    return (Table("Open actions, the longest due first", LOG_HEADS, tuple(_item(of, one) for one in ordered)),)


def _item(of: Subject, one: LogItem) -> tuple[Cell, ...]:
    late = (of.position.day - one.due).days if one.due else 0
    state = Cell(f"■ {wording.counted(late, 'day')} late", Look.RED) if late > 0 else Cell("Open")
    return (Cell(str(one.number)), Cell(one.item), Cell(one.owner), Cell(day_name(one.due) if one.due else "–"), state)
