"""How far the figures can be leant on: what has not come, small samples, what the published plan leaves in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis import Rating, wording
from sendkpi.analysis.changes import agreed
from sendkpi.frames import rows_of
from sendkpi.frames.changes import WaitingRow
from sendkpi.frames.figures import ScorecardRow
from sendkpi.report.charts import refs
from sendkpi.report.content import Bullets, Cell, Head, Paragraph, Section, Table
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject

MOST = 10
"""Rows of a list; the rest are counted."""


def sections(of: Subject) -> tuple[Section, ...]:
    """One section: sentences, then baselines and targets that still wait to be agreed."""
    sentences = [line for line in (_late(of), _incomplete(of), _small(of), _symbols(of), _queries(of)) if line]
    waiting = agreed.waiting(of.plan, of.period.last)
    waiting = waiting[waiting["measure"].isin([one.id for one in of.measures])]
    blocks = (Bullets(tuple(sentences)) if sentences else Paragraph("Every figure that was due has come."),)
    if waiting.empty:
        return (Section("Data quality and queries", blocks),)
    heads = (Head("Measure", 4), Head("Waits for", 1), Head("Promised for", 1.2))
    body = tuple(
        (Cell(f"{refs(of, [row.measure])}: {row.title}"), Cell(row.part), Cell(_promised(row)))
        for row in rows_of(waiting.head(MOST), WaitingRow)
    )
    more = (Paragraph(f"And {len(waiting) - MOST} more."),) if len(waiting) > MOST else ()
    table = Table("Baselines and targets still to be agreed", heads, body)
    return (Section("Data quality and queries", (*blocks, table, *more)),)


def _promised(row: WaitingRow) -> str:
    if pd.isna(row.promised_month):
        return "–"
    return month_name(row.promised_month) + (", overdue" if row.overdue else "")


def _late(of: Subject) -> str:
    rows = of.scorecard[of.scorecard["rating"] == Rating.NOT_REPORTED]
    if rows.empty:
        return ""
    named = [
        f"{refs(of, [row.measure])} ({wording.counted(int(row.months_late), 'month')} late)"
        if row.months_late
        else refs(of, [row.measure])
        for row in rows_of(rows, ScorecardRow)
    ]
    return f"Due and not reported: {wording.joined(named)}."


def _incomplete(of: Subject) -> str:
    rows = of.scorecard[of.scorecard["rating"] == Rating.INCOMPLETE]
    return f"A month of the year to date is missing: {refs(of, rows['measure'].tolist())}." if len(rows) else ""


def _small(of: Subject) -> str:
    rows = of.scorecard[of.scorecard["small_sample"]]
    if rows.empty:
        return ""
    return f"Few cases, so that one more or less moves the figure: {refs(of, rows['measure'].tolist())}."


def _symbols(of: Subject) -> str:
    figures = of.position.record.observations
    month = figures["month"].dt.date.between(of.period.first, of.period.last)
    own = figures[month & figures["measure"].isin([one.id for one in of.measures]) & figures["symbol"].ne("")]
    counts = own["symbol"].value_counts()
    if counts.empty:
        return ""
    words = ", ".join(f"{count} {wording.SYMBOL_WORDS.get(mark, mark)}" for mark, count in counts.items())
    return f"Figures of the period that were sent with a symbol: {words}."


def _queries(of: Subject) -> str:
    """The sentence on queries: how many places of the published plan are in doubt, and how many were answered."""
    about = {one.id for one in of.measures} | set(of.actions)
    open_ = [one for one in of.position.record.published.queries if about & set(one.about)]
    answered = {one.query for one in of.plan.changes.answers}
    if not open_:
        return ""
    settled = sum(one.id in answered for one in open_)
    return (
        f"The published plan leaves something open, or contradicts itself, in {wording.counted(len(open_), 'place')} "
        f"that touch this paper; {settled} of them are answered. The Plan page lists each with the value worked with."
    )
