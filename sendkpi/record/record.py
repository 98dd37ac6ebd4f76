"""All that is on record at a moment: what every page, paper and command is worked out from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.frames import frame, settle
from sendkpi.frames.figures import ObservationRow, ReleasedRow
from sendkpi.record.board import EMPTY_BOARD, Board
from sendkpi.record.submissions import Confirmation, State, Submission
from sendkpi.record.updates import NOTHING_REPORTED, Reported

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.record.papers import Issued


_FIGURE = ["measure", "month", "breakdown"]


@dataclass(frozen=True, eq=False)
class Record:
    """All that is on record at a moment. `day` is that of the moment in London; it decides what is due and overdue.

    `plan` is `published` with what had been agreed. `observations` are the figures that counted, `history` every
    figure recorded, those replaced or withdrawn since too (rows: ObservationRow); `released` the published
    figures of others (ReleasedRow). Nothing in it was recorded later, and nobody writes to its frames.
    """

    day: dt.date
    published: Plan
    plan: Plan
    observations: pd.DataFrame
    history: pd.DataFrame
    released: pd.DataFrame
    updates: Reported = NOTHING_REPORTED
    board: Board = EMPTY_BOARD
    submissions: tuple[Submission, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    papers: tuple[Issued, ...] = ()
    illustrative: bool = False

    @cached_property
    def months(self) -> frozenset[dt.date]:
        """The months for which any figure counted."""
        return frozenset(self.observations["month"].dt.date)

    def with_figures(self, rows: pd.DataFrame) -> Record:
        """The record as it would be with the figures of an extract (rows: ExtractRow); its history is left as it is."""
        sent = rows.drop_duplicates(_FIGURE, keep="last")
        both = pd.concat([self.observations.assign(sent=False), sent.assign(sent=True)])
        newest = both.sort_values("sent", kind="stable").drop_duplicates(_FIGURE, keep="last")
        number = max((one.id for one in self.submissions), default=0) + 1
        newest["submission"] = newest["submission"].fillna(number)
        return replace(self, observations=settle(newest.sort_values(_FIGURE, ignore_index=True), ObservationRow))

    @property
    def counting_history(self) -> pd.DataFrame:
        """The history without the figures of submissions that had been withdrawn."""
        withdrawn = [one.id for one in self.submissions if one.state is State.WITHDRAWN]
        return self.history[~self.history["submission"].isin(withdrawn)].reset_index(drop=True)

    @property
    def counting_confirmations(self) -> tuple[Confirmation, ...]:
        """The confirmed warnings of submissions that count."""
        counting = {one.id for one in self.submissions if one.state is State.LOADED}
        return tuple(one for one in self.confirmations if one.submission in counting)

    @property
    def senders(self) -> dict[int, str]:
        """The sender of each submission, by its number."""
        return {one.id: one.recorded_by for one in self.submissions}


def empty_record(published: Plan, day: dt.date) -> Record:
    """The record of a day on which nothing had been recorded."""
    figures = frame([], ObservationRow)
    return Record(day, published, published, figures, figures, frame([], ReleasedRow))
