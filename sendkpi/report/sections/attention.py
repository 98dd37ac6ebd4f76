"""What needs attention: each measure off track or worsening, its chart, what was said, and what should move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.analysis.delivery.milestones import judge
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.analysis.spc.labels import CONCERNS
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import MilestoneRow
from sendkpi.frames.figures import ExceptionRow, ScorecardRow
from sendkpi.report.charts import pictures, ref
from sendkpi.report.content import Block, Cell, Head, Paragraph, ParagraphKind, Picture, Section, Table, cells
from sendkpi.report.looks import rating_cell
from sendkpi.values import month_name

if TYPE_CHECKING:
    from sendkpi.report.subject import Subject

MOST = 8
"""Measures with a chart of their own: more would be a paper that nobody reads; the others stand in a table."""
NAMED = 3
"""Overdue milestones that are named; more are counted."""


def sections(of: Subject) -> tuple[Section, ...]:
    """A section for each, under one heading that says how many there are."""
    found = analysis.exceptions(of.scorecard)
    if found.empty:
        return (Section("Needs attention", (Paragraph(_nothing(of)),)),)
    rows = list(rows_of(found, ExceptionRow))
    drawn = pictures(of, [row.measure for row in rows[:MOST]])
    opening = Section("Needs attention", (Paragraph(_opening(found)),), new_page=True)
    shown = tuple(Section(_heading(of, row), _blocks(of, row, drawn.get(row.measure)), level=2) for row in rows[:MOST])
    return (opening, *shown, *((_rest(of, rows[MOST:]),) if rows[MOST:] else ()))


def _nothing(of: Subject) -> str:
    """The sentence where no measure needs attention, with how many are not judged: silence is no good news."""
    whole, judged = len(of.scorecard), int(of.scorecard["rating"].isin(analysis.JUDGED).sum())
    if not judged:
        return f"No measure can be judged: figures, baselines or targets are missing for all {whole} of them."
    rest = f" {whole - judged} of {whole} measures cannot be judged yet." if judged < whole else ""
    return f"None of the {judged} judged measures is off track, and none shows real worsening.{rest}"


def _opening(found: pd.DataFrame) -> str:
    off, early = int((~found["early"]).sum()), int(found["early"].sum())
    counts = [f"{wording.counted(off, 'measure is', 'measures are')} off track"] if off else []
    if early:
        counts.append(f"{early} is not, but worsens" if early == 1 else f"{early} are not, but worsen")
    return f"{', '.join(counts)}. What improves already stands last."


def in_short(of: Subject) -> tuple[str, ...]:
    """The same measures, a line each: `EHC P 1: EHC plans issued within 20 weeks: 45.8%, off track`."""
    return tuple(
        f"{_heading(of, row)}: {wording.figure(row.value, row.unit)}, "
        f"{wording.RATING_WORDS[Rating(row.rating)].word.lower()}"
        + (" and worsening" if row.variation in CONCERNS else "")
        for row in rows_of(analysis.exceptions(of.scorecard), ExceptionRow)
    )


def _heading(of: Subject, row: ExceptionRow) -> str:
    return f"{ref(of, row.measure)}: {row.title}"


def _blocks(of: Subject, row: ExceptionRow, picture: Picture | None) -> tuple[Block, ...]:
    judged = rating_cell(row.rating).words
    blocks: list[Block] = [Paragraph(f"{row.why} {row.sentence}".strip(), begins=f"{judged}.")]
    blocks += [picture] if picture else []
    if typed := commentary(of, row):
        blocks.append(Paragraph(typed, ParagraphKind.OWN))
    if moving := _actions(of, row.measure):
        blocks.append(Paragraph(moving, ParagraphKind.QUIET))
    return tuple(blocks)


def commentary(of: Subject, row: ScorecardRow) -> str:
    """The commentary on the newest figure that has any, of the months that the paper is about; "" for none."""
    figures = of.position.record.observations
    own = figures[(figures["measure"] == row.measure) & figures["commentary"].ne("")]
    own = own[own["month"].between(pd.Timestamp(of.period.first), pd.Timestamp(of.period.last))]
    if own.empty:
        return ""
    last = own.sort_values(["month", "breakdown"]).iloc[-1]
    part = f", {last['breakdown']}" if last["breakdown"] else ""
    return f"“{last['commentary']}” ({of.plan.measure(row.measure).owner}{part}, {month_name(last['month'])})"


def _actions(of: Subject, measure: str) -> str:
    """The actions that should move it, each with how it stands, and their milestones that are overdue."""
    linked = dict.fromkeys(link.action for link in of.plan.impact_links if link.measure == measure)
    rows, titles = of.milestones, {one.id: one.title for one in of.plan.actions}
    actions = []
    for action in linked:
        own = rows[rows["action"] == action]
        if not own.empty:
            done = f"{int((own['brag'] == DeliveryRating.COMPLETE).sum())} of {len(own)} milestones complete"
            actions.append(
                f"{action} {titles[action]} ({DELIVERY_RATING_WORDS[judge(own['brag'])].word.lower()}, {done})"
            )
    if not actions:
        return ""
    late = rows[rows["action"].isin(list(linked)) & rows["brag"].eq(DeliveryRating.OVERDUE)]
    late = late.sort_values("months_overdue", ascending=False, kind="stable")
    named = [
        f"{row.milestone} {row.title} ({wording.counted(int(row.months_overdue), 'month')})"
        for row in rows_of(late[:NAMED], MilestoneRow)
    ]
    more = f" and {len(late) - NAMED} more" if len(late) > NAMED else ""
    overdue = f" Overdue: {'; '.join(named)}{more}." if named else ""
    return f"Actions that should move it: {'; '.join(actions)}.{overdue}"


def _rest(of: Subject, rows: list[ExceptionRow]) -> Section:
    """The measures without a chart of their own, a line each."""
    heads = (Head("Measure", 3), Head("Latest", 1.2, number=True), Head("Rating", 1.3), Head("What it says", 4))
    body = tuple(
        (
            Cell(_heading(of, row)),
            Cell(wording.figure(row.value, row.unit)),
            rating_cell(row.rating),
            *cells(f"{row.why} {row.sentence}".strip()),
        )
        for row in rows
    )
    table = Table("Further measures off track or worsening", heads, body)
    return Section("Also in need of attention", (table,), level=2)
