"""What became of the scrutiny recommendations: a table of those that are open, and how many are settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis import wording
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import RecommendationRow
from sendkpi.report.content import Cell, Head, Look, Paragraph, Section, Table
from sendkpi.values import day_name, month_name

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject

HEADS = (
    Head("Recommendation", 3.2),
    Head("Decision", 1.2),
    Head("Due", 1.1),
    Head("Status", 1.5),
    Head("What is known", 4),
)


def sections(of: Subject) -> tuple[Section, ...]:
    """One section; nothing for a plan without recommendations."""
    rows = of.position.recommendations
    if rows.empty:
        return ()
    waiting = rows[~rows["settled"]]
    opening = Paragraph(_opening(rows))
    if waiting.empty:
        return (Section("Scrutiny recommendations", (opening,)),)
    ordered = waiting.sort_values("months_overdue", ascending=False, kind="stable", na_position="last")
    table = Table(
        "Recommendations still open, longest overdue first",
        HEADS,
        tuple(_row(row) for row in rows_of(ordered, RecommendationRow)),
    )
    return (Section("Scrutiny recommendations", (opening, table)),)


def _opening(rows: pd.DataFrame) -> str:
    settled = int(rows["settled"].sum())
    late = rows["months_overdue"].fillna(0)
    clauses = [f"Of {wording.counted(len(rows), 'recommendation')}, {wording.counted(settled, 'is', 'are')} settled"]
    if count := int((late > 0).sum()):
        most = wording.counted(int(late.max()), "month")
        clauses.append(f"{wording.counted(count, 'is', 'are')} past the agreed date, by up to {most}")
    return f"{' and '.join(clauses)}."


def _row(row: RecommendationRow) -> tuple[Cell, ...]:
    overdue = 0 if pd.isna(row.months_overdue) else int(row.months_overdue)
    status = str(row.status).capitalize()
    late = Cell(f"■ {status}, {wording.counted(overdue, 'month')} late", Look.RED) if overdue else Cell(status)
    when = f" ({day_name(row.reported_on)})" if pd.notna(row.reported_on) else ""
    return (
        Cell(f"{row.recommendation}. {row.title}"),
        Cell(str(row.decision).capitalize()),
        Cell(month_name(row.due_month) if pd.notna(row.due_month) else "No date"),
        late,
        Cell(f"{row.progress}{when}"),
    )
