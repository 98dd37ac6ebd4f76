"""Frames of what changed: between two positions, by a submission, by a restatement, by agreement."""

from __future__ import annotations

from dataclasses import dataclass

from sendkpi.frames.row import Day, Moment, Row


@dataclass(frozen=True, slots=True)
class MoveRow(Row):
    """A thing that moved.

    `kind` and `way` as `MoveKind` and `Way` say; `measure`, `title`, `area` what it is about, "" where that is no one
    measure or area, the title then in words; `month` the period judged or restated, or from which an agreement counts;
    `part` what was agreed, as in AgreedRow, and `query` the query that an answer is about; `before` and `after` the
    rating, the verdict ("" for none), the figure as it was given, or what was agreed in words; `note` what weakens a
    verdict, or why there is none (`spc.Note`), and `note_month` the month of a verdict that is not the newest
    figure's; `value_before` and `value_after` the figures, unrounded; `recorded_at` and `recorded_by` when and by whom
    a figure was restated or an agreement recorded; `sentence` all of it in words but for the title.
    """

    kind: str
    way: str
    measure: str
    title: str
    area: str
    month: Day
    breakdown: str
    part: str
    query: str
    before: str
    after: str
    note: str
    note_month: Day
    value_before: float
    value_after: float
    recorded_at: Moment
    recorded_by: str
    sentence: str


@dataclass(frozen=True, slots=True)
class WaitingRow(Row):
    """A baseline or target that is not agreed, and the month promised for it."""

    measure: str
    title: str
    area: str
    part: str
    promised_month: Day
    overdue: bool


@dataclass(frozen=True, slots=True)
class AgreedRow(Row):
    """A part of what was agreed.

    `kind` is agreement, answer, addition, rebase (about a measure) or annotation (about a measure, an area or every
    chart), `change` how a decision of the board names it: `agreement 3`.
    """

    recorded_at: Moment
    agreed_on: Day
    kind: str
    about: str
    part: str
    effective_month: Day
    before: str
    after: str
    body: str
    reason: str
    recorded_by: str
    change: str


@dataclass(frozen=True, slots=True)
class RestatementRow(Row):
    """A figure of a measure as first said and as it stands; `submissions` are the numbers of all that spoke of it."""

    month: Day
    breakdown: str
    first_value: float
    first_numerator: float
    first_denominator: float
    first_symbol: str
    first_at: Moment
    value: float
    numerator: float
    denominator: float
    symbol: str
    at: Moment
    current: bool
    submissions: str


@dataclass(frozen=True, slots=True)
class EffectRow(Row):
    """A figure of an extract beside the one that stands (`was_…`), and its measure's rating in that month.

    `change` is a Change; `rating_before` and `rating_after` are the Rating without the extract and with it, "" where
    there is none.
    """

    change: str
    measure: str
    month: Day
    breakdown: str
    was_numerator: float
    was_denominator: float
    was_value: float
    was_symbol: str
    numerator: float
    denominator: float
    value: float
    symbol: str
    rating_before: str
    rating_after: str


@dataclass(frozen=True, slots=True)
class ChangedRow(Row):
    """A figure of a submission beside what stood in the moment before (`was_…`)."""

    submission: int
    change: str
    measure: str
    month: Day
    breakdown: str
    was_numerator: float
    was_denominator: float
    was_value: float
    was_symbol: str
    was_commentary: str
    numerator: float
    denominator: float
    value: float
    symbol: str
    commentary: str
