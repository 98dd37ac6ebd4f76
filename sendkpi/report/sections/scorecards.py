"""The scorecard: every measure of the paper, a table an area, the figures as the scorecard's frame has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis import wording
from sendkpi.analysis.spc.labels import Assurance, Note, Variation
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS, VARIATION_WORDS
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ScorecardRow
from sendkpi.plan.choices import Basis
from sendkpi.report.charts import ref
from sendkpi.report.content import Cell, Head, Section, Table
from sendkpi.report.looks import rating_cell
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject

HEADS = (
    Head("Measure", 3.3),
    Head("Latest", 1.3, number=True),
    Head("Trajectory", 1.2, number=True),
    Head("Target", 1.6, number=True),
    Head("Rating", 1.7),
    Head("Change", 1.4),
    Head("Target hit?", 1.4),
)


def sections(of: Subject) -> tuple[Section, ...]:
    """One heading, and a table for each area that has measures in the paper."""
    tables = []
    for area in of.plan.areas:
        rows = of.scorecard[of.scorecard["area"] == area.id]
        if not rows.empty:
            body = tuple(_row(of, row) for row in rows_of(rows, ScorecardRow))
            tables.append(Table(f"{area.id}: {area.title}", HEADS, body))
    return (Section("Scorecard", tuple(tables)),)


def _row(of: Subject, row: ScorecardRow) -> tuple[Cell, ...]:
    when = f" ({wording.BASIS_WORDS[Basis(row.basis)]}, {month_name(row.month)})" if pd.notna(row.month) else ""
    by = f" by {row.target_month:%b %Y}" if pd.notna(row.target_month) and pd.notna(row.target) else ""
    trial = "*" if row.process_note == Note.TRIAL and row.variation else ""
    return (
        Cell(f"{ref(of, row.measure)}: {row.title}{when}"),
        Cell(wording.figure(row.value, row.unit)),
        Cell(_level(row.trajectory, row.unit)),
        Cell(_level(row.target, row.unit) + by),
        rating_cell(row.rating),
        Cell(VARIATION_WORDS[Variation(row.variation)].word + trial if row.variation else "–"),
        Cell(ASSURANCE_WORDS[Assurance(row.assurance)].word if row.assurance else "–"),
    )


def _level(value: float, unit: str) -> str:
    return "–" if pd.isna(value) else wording.figure(value, unit)
