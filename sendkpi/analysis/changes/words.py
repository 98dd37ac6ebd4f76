"""What sorts of things move between two positions, and each move as a sentence, without the title of what moved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.changes.agreed import BASELINE, CHART, MEASURE, NOTHING, STRAIGHT, TARGET, TRAJECTORY
from sendkpi.analysis.periods.rating import Rating, Reason
from sendkpi.analysis.spc.labels import Assurance, Note, Variation
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS, SIGN_WORDS, VARIATION_WORDS, note_words
from sendkpi.analysis.wording import RATING_WORDS, REASON_WORDS, rounded
from sendkpi.frames import Day, Moment, Row
from sendkpi.values import day_name, london_day, month_name

if TYPE_CHECKING:
    from sendkpi.frames.changes import MoveRow


@dataclass(frozen=True, slots=True)
class PairRow(Row):
    """A measure of which a rating, a verdict or reporting moved, with what its sentence needs of both scorecards."""

    title: str
    unit: str
    before: str
    after: str
    value: float
    value_before: float
    last_value_was: float
    rating_reason: str
    process_note: str
    verdict_month: Day
    sentence: str


@dataclass(frozen=True, slots=True)
class RestatedRow(Row):
    """A figure that was restated; `submission` is missing where it was withdrawn."""

    month: Day
    breakdown: str
    before: str
    after: str
    submission: float
    recorded_at: Moment
    recorded_by: str


@dataclass(frozen=True, slots=True)
class AgreementRow(Row):
    """A part of what was agreed, with the query that an answer is about."""

    part: str
    query: str
    month: Day
    before: str
    after: str
    agreed_on: Day
    body: str
    recorded_at: Moment
    recorded_by: str


class MoveKind(StrEnum):
    """The kinds of things that move."""

    RATING = "rating"
    VARIATION = "variation"
    ASSURANCE = "assurance"
    STOPPED = "stopped"
    """A figure is due and missing, of a measure that had been reported."""
    BEGAN = "began"
    """Reported again, or for the first time, after a figure was due and missing."""
    RESTATED = "restated"
    """A figure that says something else, or was withdrawn."""
    AGREED = "agreed"
    """A baseline, target or trajectory; an answer to a query; a further measure; a phase or words on charts."""


class Way(StrEnum):
    """Whether a move is for the worse, for the better, or neither."""

    WORSE = "worse"
    BETTER = "better"
    NEITHER = ""


WITHDRAWN = "withdrawn"
"""What a figure says that stood before and of which nothing is left."""


def describe_rating(row: PairRow) -> str:
    """`Moved from Behind (44%) to Off track (38%): worse than the baseline.`."""
    was, now = (
        _rated(row, rating, value) for rating, value in ((row.before, row.value_before), (row.after, row.value))
    )
    return f"Moved from {was} to {now}: {REASON_WORDS[Reason(row.rating_reason)]}."


def _rated(row: PairRow, rating: str, value: float) -> str:
    word = RATING_WORDS[Rating(rating)].word
    return word if pd.isna(value) else f"{word} ({rounded(value, row.unit)})"


def describe_return(row: PairRow) -> str:
    """The sentence on figures that are there again, or for the first time, and on the position then."""
    times = "for the first time" if pd.isna(row.last_value_was) else "again"
    return f"Reported {times}. {row.sentence}"


def describe_variation(row: PairRow) -> str:
    """Which sign of change there is now, or is no longer; on trial limits with a word of it."""
    if not row.after:
        return f"No verdict on change any more: {note_words(row.process_note, row.verdict_month)}."
    found = VARIATION_WORDS[Variation(row.after)]
    short = variation_in_short(row.before, row.after)
    return f"{short[:1].upper()}{short[1:]}{_trial(row)}. {found.means}"


def variation_in_short(before: str, after: str) -> str:
    """`a sign of worsening`, `no sign of worsening any more`."""
    if not after:
        return "no verdict on change any more"
    if after == Variation.COMMON_CAUSE:
        return f"no sign of {SIGN_WORDS[Variation(before)]} any more"
    return f"a sign of {SIGN_WORDS[Variation(after)]}"


def describe_assurance(row: PairRow) -> str:
    """Whether the target is reliably hit now, and what was said before."""
    if not row.after:
        note = note_words(row.process_note, row.verdict_month)
        return f"No verdict on the target any more: {note or 'no target to hold it against'}."
    found = ASSURANCE_WORDS[Assurance(row.after)]
    before = f", {ASSURANCE_WORDS[Assurance(row.before)].word.lower()} before" if row.before else ""
    return f"{found.word} now{before}{_trial(row)}. {found.means}"


def assurance_in_short(assurance: str) -> str:
    """`now reliably misses its target`, `now hits or misses its target by chance`."""
    if not assurance:
        return "no verdict on its target any more"
    return f"now {_TARGET[Assurance(assurance)]}"


_TARGET = {
    Assurance.PASS: "reliably hits its target",
    Assurance.FAIL: "reliably misses its target",
    Assurance.INCONSISTENT: "hits or misses its target by chance",
}


def _trial(row: PairRow) -> str:
    return f" ({Note.TRIAL})" if row.process_note == Note.TRIAL and pd.isna(row.verdict_month) else ""


def describe_restatement(row: RestatedRow) -> str:
    """`March 2022 restated, 8/20 (40.0%) → 9/20 (45.0%), by Ada on 16 August 2022 (submission 14).`."""
    about = month_name(row.month) + (f", {row.breakdown}," if row.breakdown else "")
    if row.after == WITHDRAWN:
        return f"{about} was {row.before}; withdrawn, and nothing in its place."
    by = f"by {row.recorded_by} " if row.recorded_by else ""
    where = f"{by}on {day_name(london_day(row.recorded_at))} (submission {int(row.submission)})"
    return f"{about} restated, {row.before} → {row.after}, {where}."


def describe_agreement(row: AgreementRow) -> str:
    """The sentence on an agreed change: from which month on, by whom, and who recorded it when."""
    short = agreed_in_short(row)
    since = f", from {month_name(row.month)} on" if row.part in TERMS and pd.notna(row.month) else ""
    was = f", before {row.before}" if row.query else ""
    on, recorded = day_name(row.agreed_on), day_name(london_day(row.recorded_at))
    late = "" if recorded == on else f" on {recorded}"
    return f"{short[:1].upper()}{short[1:]}{was}{since} ({row.body}, {on}; recorded by {row.recorded_by}{late})."


TERMS = frozenset({BASELINE, TARGET, TRAJECTORY})
"""Parts that count from a month on."""
QUERY = "Query"
"""The part that an answer is about."""


def agreed_in_short(row: AgreementRow | MoveRow) -> str:
    """`target agreed, 80.0% by December 2022`, `query Q012 answered: …`, `a new phase begins in September 2022`."""
    if row.part == MEASURE:
        return "added as a supplementary measure"
    if row.query:
        return f"query {row.query} answered: {row.after}"
    if row.part in TERMS:
        was = "" if row.before in {NOTHING, STRAIGHT} else f", before {row.before}"
        return f"{row.part.lower()} agreed, {row.after}{was}"
    lifted, at = row.after == NOTHING, f"in {month_name(row.month)}"
    if row.part == CHART:
        return f"no new phase begins {at} any more" if lifted else f"a new phase begins {at}"
    return f"“{row.before}” taken off its charts {at}" if lifted else f"“{row.after}” put on its charts {at}"
