"""What moved between two positions: ratings, verdicts, reporting, figures restated, things agreed; a row for each.

A position is a month as at a day. Between two months as at the same day the scorecards tell what the later month
brought, and what was put on record after the earlier month's figures were due counts as news of the later one
(`record_days`). Between two days it is what was recorded after the first and by the second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.changes import parts
from sendkpi.analysis.changes.words import MoveKind, Way
from sendkpi.analysis.periods.timeline import due_day
from sendkpi.analysis.spc.labels import Note
from sendkpi.analysis.spc.wording import note_words
from sendkpi.analysis.wording import titled
from sendkpi.frames import columns_of, settle
from sendkpi.frames.changes import MoveRow
from sendkpi.values import add_months

if TYPE_CHECKING:
    from sendkpi.plan import Plan

MOVES = columns_of(MoveRow)
"""The columns of `moves`, a row for each thing that moved."""

PRINTED = [name for name in MOVES if name not in {"query", "note_month"}]
"""The columns of `in_words`."""

IMPORTANCE = (
    (MoveKind.RATING, Way.WORSE),
    (MoveKind.BEGAN, Way.WORSE),
    (MoveKind.VARIATION, Way.WORSE),
    (MoveKind.ASSURANCE, Way.WORSE),
    (MoveKind.STOPPED, Way.WORSE),
    (MoveKind.RESTATED, Way.NEITHER),
    (MoveKind.AGREED, Way.NEITHER),
    (MoveKind.RATING, Way.BETTER),
    (MoveKind.VARIATION, Way.BETTER),
    (MoveKind.ASSURANCE, Way.BETTER),
    (MoveKind.BEGAN, Way.BETTER),
)
"""What a reader needs first. Every other move comes after, as do verdicts on trial limits."""


@dataclass(frozen=True)
class Moment:
    """A month as at a day."""

    month: dt.date
    as_at: dt.date


@dataclass(frozen=True, eq=False)
class State:
    """A position to hold against another: the scorecard of its month as at its day (columns `scorecard.SCORECARD`).

    `plan` and `observations` are what was on record at the end of the day that `record_days` names for it.
    """

    moment: Moment
    scorecard: pd.DataFrame
    plan: Plan
    observations: pd.DataFrame


def record_days(before: Moment, after: Moment) -> tuple[dt.date, dt.date]:
    """The days whose record is compared: what came after the end of the first, and by that of the second, is news.

    As at two days, those. As at the same day, the day on which the earlier month's figures were due; and the as-at day
    while the later month is the newest of which figures are due, else the day on which its own were.
    """
    if before.as_at != after.as_at:
        return before.as_at, after.as_at
    newest = after.as_at < due_day(add_months(after.month, 1))
    last = after.as_at if newest else due_day(after.month)
    return min(due_day(before.month), last), last


def moves(before: State, after: State, senders: Mapping[int, str] | None = None) -> pd.DataFrame:
    """Everything that moved from one state to the other, most important first: columns MOVES.

    `senders` names who sent each submission. Between a state and itself nothing moved.
    """
    rows = parts.pairs(before.scorecard, after.scorecard)
    last = max(before.moment.month, after.moment.month)
    found = [
        parts.ratings(rows),
        parts.reporting(rows),
        parts.verdicts(rows, MoveKind.VARIATION),
        parts.verdicts(rows, MoveKind.ASSURANCE),
        parts.restated(after.plan, before.observations, after.observations, last, senders or {}),
        parts.agreements(before.plan, after.plan),
    ]
    table = pd.concat([settle(part, MoveRow) for part in found], ignore_index=True)
    return table.loc[_order(table, after.scorecard), MOVES].reset_index(drop=True)


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The moves for people, in files and terminals: notes as words, the sentence with its title."""
    return rows.assign(
        part=rows["part"].where(rows["query"].eq(""), rows["part"] + " " + rows["query"]),
        note=list(map(note_words, rows["note"], rows["note_month"])),
        sentence=list(map(titled, rows["title"], rows["sentence"])),
    )[PRINTED]


def _order(table: pd.DataFrame, scorecard: pd.DataFrame) -> pd.Index:
    """The order of importance; of ratings those first that ask most of a reader; then that of the plan."""
    ranks = {pair: rank for rank, pair in enumerate(IMPORTANCE)}
    pairs = zip(table["kind"], table["way"], strict=True)
    rank = pd.Series([ranks.get(pair, len(ranks)) for pair in pairs], index=table.index, dtype="int64")
    places = pd.Series(range(len(scorecard)), index=scorecard["measure"])
    keys = {
        "rank": rank.mask(table["note"].eq(Note.TRIAL) & table["note_month"].isna(), len(ranks)),
        "concern": -parts.concern(table["after"]).where(table["way"].eq(Way.WORSE), 0),
        "place": table["measure"].map(places).fillna(len(scorecard)),
    }
    return pd.DataFrame(keys).sort_values(list(keys), kind="stable").index
