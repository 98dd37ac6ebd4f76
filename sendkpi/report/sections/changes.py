"""What changed since the last paper: things agreed, figures restated, ratings and signs that moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis import Change, changed, wording
from sendkpi.analysis.changes.moves import in_words, moves
from sendkpi.analysis.changes.words import MoveKind, agreed_in_short
from sendkpi.frames import rows_of
from sendkpi.frames.changes import ChangedRow, MoveRow
from sendkpi.report.charts import ref
from sendkpi.report.content import Block, Bullets, Paragraph, ParagraphKind, Section
from sendkpi.values import day_name, london_day, month_name

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject

MOST = 14
"""Lines of a kind; the rest are counted."""

MOVED = (MoveKind.RATING, MoveKind.VARIATION, MoveKind.ASSURANCE, MoveKind.STOPPED, MoveKind.BEGAN)


def sections(of: Subject) -> tuple[Section, ...]:
    """One section with a list of each kind."""
    found, earlier = _moves(of), of.earlier
    agreed, moved = found[found["kind"] == MoveKind.AGREED], in_words(found[found["kind"].isin(MOVED)])
    kinds = (
        ("Changes to the plan", [_agreed(of, row) for row in rows_of(agreed, MoveRow)], "Nothing was agreed since."),
        ("Figures restated", _restated(of), "No figure was restated."),
        ("Ratings and signs that moved", moved["sentence"].tolist(), "No rating moved."),
    )
    parts = tuple(Section(heading, _listed(lines, nothing), level=2) for heading, lines, nothing in kinds)
    since = f"Since the position for {month_name(earlier.position.month)}, as at {day_name(earlier.position.day)}"
    source = "the last paper issued" if earlier.issued else "no earlier paper was issued"
    heading = "Changes since the last paper" if earlier.issued else "What changed"
    return (Section(heading, (Paragraph(f"{since} ({source}).", ParagraphKind.QUIET),)), *parts)


def _moves(of: Subject) -> pd.DataFrame:
    """The moves of the measures that the paper is about; of a paper about all of the plan everything."""
    before, after = (
        replace(position.state(position.record), scorecard=own)
        for position, own in ((of.earlier.position, of.scorecard_before), (of.position, of.scorecard))
    )
    found = moves(before, after, of.position.record.senders)
    if of.audience.measures or of.audience.areas or of.sub_group:
        return found[found["measure"].isin([one.id for one in of.measures])]
    return found


def _agreed(of: Subject, row: MoveRow) -> str:
    """`EHC P 2: target agreed, 65.0% by September 2022`."""
    about = ref(of, row.measure) if row.measure else row.title
    return f"{about}: {agreed_in_short(row)}."


def _restated(of: Subject) -> list[str]:
    """Each figure that replaced another after the last paper: whichever paper said the first, the second is news."""
    history = of.position.record.counting_history
    rows = changed(history, {})
    at = dict(zip(history["submission"], history["recorded_at"], strict=True))
    late = [london_day(at[one]) > of.earlier.position.day for one in rows["submission"]]
    own = rows["measure"].isin([one.id for one in of.measures]) & (rows["change"] == Change.RESTATED)
    return [
        _restatement(of, row) for row in rows_of(rows[own & pd.Series(late, index=rows.index, dtype=bool)], ChangedRow)
    ]


def _restatement(of: Subject, row: ChangedRow) -> str:
    """`EHC P 1, April 2022: 8/20 (40.0%) became 9/20 (45.0%)`."""
    unit = of.plan.measure(row.measure).unit
    was = wording.as_given(unit, row.was_numerator, row.was_denominator, row.was_value, row.was_symbol)
    now = wording.as_given(unit, row.numerator, row.denominator, row.value, row.symbol)
    part = f", {row.breakdown}" if row.breakdown else ""
    return f"{ref(of, row.measure)}{part}, {month_name(row.month)}: {was or 'nothing'} became {now or 'nothing'}."


def _listed(lines: list[str], nothing: str) -> tuple[Block, ...]:
    if not lines:
        return (Paragraph(nothing),)
    bullets, more = Bullets(tuple(lines[:MOST])), len(lines) - MOST
    rest = Paragraph(f"And {more} more: the dashboard tells them under “Changed since”.", ParagraphKind.QUIET)
    return (bullets, rest) if more > 0 else (bullets,)
