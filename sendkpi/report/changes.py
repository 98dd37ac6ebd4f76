"""What changed since the last paper: ratings that moved, things agreed, figures restated; each in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendkpi.analysis.moves import Moment, State, moves
from sendkpi.analysis.moves_words import Kind
from sendkpi.report.content import Bullets, Paragraph, Section
from sendkpi.report.content import Kind as Said
from sendkpi.values import day_name, month_name

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from sendkpi.report.content import Block
    from sendkpi.report.known import Known
    from sendkpi.report.subject import Subject

MOST = 8
"""Sentences of a kind; the rest are counted."""


@dataclass(frozen=True)
class _Part:
    heading: str
    kinds: tuple[Kind, ...]
    nothing: str


_PARTS = (
    _Part("Changes to the plan", (Kind.AGREED,), "Nothing was agreed since."),
    _Part("Figures restated", (Kind.RESTATED,), "No figure was restated."),
    _Part(
        "Ratings and signs that moved",
        (Kind.RATING, Kind.VARIATION, Kind.ASSURANCE, Kind.STOPPED, Kind.BEGAN),
        "No rating moved.",
    ),
)


def sections(of: Subject) -> tuple[Section, ...]:
    """One section with a list of each kind."""
    found = _moves(of)
    about = {one.id for one in of.measures} | {""}
    if of.audience.measures or of.sub_group:
        found = found[found["measure"].isin(about - {""})]
    earlier = of.earlier
    since = f"Since the position for {month_name(earlier.month)}, as at {day_name(earlier.known.day)}."
    parts = tuple(
        Section(part.heading, _listed(found[found["kind"].isin(part.kinds)], part.nothing), level=2) for part in _PARTS
    )
    return (Section("Changes since the last paper", (Paragraph(since, Said.QUIET),)), *parts)


def _moves(of: Subject) -> pd.DataFrame:
    before = _state(of.earlier.month, of.earlier.known, of.scorecard_before)
    return moves(before, _state(of.period.last, of.known, of.scorecard), of.known.senders)


def _state(month: dt.date, known: Known, scorecard: pd.DataFrame) -> State:
    return State(Moment(month, known.day), scorecard, known.plan, known.observations)


def _listed(rows: pd.DataFrame, nothing: str) -> tuple[Block, ...]:
    if rows.empty:
        return (Paragraph(nothing),)
    told = Bullets(tuple(rows["sentence"].head(MOST)))
    more = len(rows) - MOST
    return (told, Paragraph(f"And {more} more.", Said.QUIET)) if more > 0 else (told,)
