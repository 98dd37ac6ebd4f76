"""A submission: an extract that was accepted, and what became of it; and what every record has to state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sendkpi.errors import RefusedError
from sendkpi.values import LONDON, day_name

if TYPE_CHECKING:
    import datetime as dt


class State(StrEnum):
    """Whether a submission's figures count."""

    LOADED = "loaded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Submission:
    """One accepted extract. `received_on` is stated by people; `recorded_at` is the store's clock (UTC).

    `reason` is why its warnings were confirmed; the `withdrawn_` fields are None or "" while it counts.
    """

    id: int
    filename: str
    sha256: str
    received_on: dt.date
    recorded_at: dt.datetime
    recorded_by: str
    note: str
    reason: str
    rows: int
    state: State = State.LOADED
    withdrawn_at: dt.datetime | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""


def already_loaded(submission: Submission) -> str:
    """The sentence for bytes that are stored already."""
    day = day_name(submission.recorded_at.astimezone(LONDON).date())
    return f"already loaded on {day} as submission {submission.id}"


def stated(words: str, otherwise: str) -> str:
    """The words without blanks around them; RefusedError where nothing is left."""
    if not words.strip():
        raise RefusedError(otherwise)
    return words.strip()
