"""A submission: an extract that was accepted, and what became of it and of its original."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sendkpi.values import Problem, Severity, day_name, london_day


class State(StrEnum):
    """Whether a submission's figures count."""

    LOADED = "loaded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Submission:
    """One accepted extract. `received_on` is stated by people; `recorded_at` is the store's clock (UTC).

    `rows` counts its figures, `milestones` and `recommendations` the updates of these that came with them.
    `reason` is why its warnings were confirmed; the `withdrawn_` fields are None or "" while it counts, and the
    `destroyed_` fields while the bytes that were sent are kept.
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
    destroyed_at: dt.datetime | None = None
    destroyed_by: str = ""
    destroyed_reason: str = ""
    milestones: int = 0
    recommendations: int = 0

    @property
    def destruction(self) -> str:
        """The destruction of its original, as `Purge.words`; "" while it is kept."""
        if self.destroyed_at is None:
            return ""
        return Purge(self.id, self.sha256, self.destroyed_at, self.destroyed_by, self.destroyed_reason).words


@dataclass(frozen=True)
class Confirmation:
    """A warning that was confirmed when a submission was stored: as it was shown (`values.Problem`), and why."""

    submission: int
    code: str
    measure: str
    month: dt.date | None
    about: str
    message: str
    sheet: str
    cell: str
    reason: str

    @property
    def place(self) -> str:
        """The cell that it was about: `KPIs!G7`; "" where it was about none."""
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet


def confirmed_already(problem: Problem, confirmations: Iterable[Confirmation]) -> Confirmation | None:
    """The newest confirmation of a warning that says the same of the same measure and month; else None."""
    if problem.severity is not Severity.WARNING or not problem.measure or problem.month is None:
        return None
    alike = [one for one in confirmations if all(getattr(one, name) == getattr(problem, name) for name in _ALIKE)]
    return max(alike, key=lambda one: one.submission, default=None)


_ALIKE = ("code", "measure", "month", "about", "message")


@dataclass(frozen=True)
class Purge:
    """An original that was destroyed: of which bytes, at the request about which submission, when, by whom and why."""

    submission: int
    sha256: str
    recorded_at: dt.datetime
    recorded_by: str
    reason: str

    @property
    def words(self) -> str:
        """`destroyed on 3 May 2022 by Ada Lovelace: it held names`."""
        day = day_name(london_day(self.recorded_at))
        return f"destroyed on {day} by {self.recorded_by}: {self.reason.rstrip('. ')}"


def sent_again(purge: Purge) -> str:
    """The sentences for bytes that were destroyed and came once more."""
    return f"This very file was {purge.words}. Take out what should not be in it, save it and send it again."


def already_loaded(submission: Submission) -> str:
    """The sentence for bytes that are stored already."""
    day = day_name(london_day(submission.recorded_at))
    return f"already loaded on {day} as submission {submission.id}"
