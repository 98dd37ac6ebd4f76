"""A month as known on a day: all that is worked out from a record for it, each part once and when asked.

Pages, papers and commands all ask a `Position`, so they cannot disagree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pandas as pd

from sendkpi.analysis.changes.moves import Moment, State, moves
from sendkpi.analysis.changes.restatements import restatements
from sendkpi.analysis.changes.submissions import changed
from sendkpi.analysis.delivery.milestones import milestones, occurrences_frame
from sendkpi.analysis.delivery.recommendations import recommendations
from sendkpi.analysis.forecast.landings import fan
from sendkpi.analysis.periods.grid import month_index
from sendkpi.analysis.periods.timeline import parts_timeline, timeline
from sendkpi.analysis.position.benchmarks import benchmarks
from sendkpi.analysis.position.due import due
from sendkpi.analysis.position.heat_map import heat_map
from sendkpi.analysis.position.scorecard import scorecard_of
from sendkpi.analysis.position.trends import Trend, last_month, own_rows, trends_of
from sendkpi.analysis.spc.process import Processes, processes
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ScorecardRow

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure
    from sendkpi.record.record import Record

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - used as a decorator
    """A part of a position: worked out when first asked for, by one thread while others wait, then kept."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        """Keep the work and its words."""
        self._work, self.__doc__ = work, work.__doc__

    def __get__(self, position: Position, owner: type) -> T:
        """The part."""
        return position.kept((self._work.__name__,), lambda: self._work(position))


class Position:
    """A record and a month. Its frames are shared: nobody writes to them."""

    def __init__(self, record: Record, month: dt.date) -> None:
        """Work out nothing yet; `month` is the first day of the month to judge."""
        self.record, self.month = record, month
        self._lock, self._kept = RLock(), dict[tuple[object, ...], Any]()

    @property
    def plan(self) -> Plan:
        """The plan with what had been agreed."""
        return self.record.plan

    @property
    def day(self) -> dt.date:
        """The day as at which all of it is told."""
        return self.record.day

    def kept(self, name: tuple[object, ...], work: Callable[[], T]) -> T:
        """A kept result by its name, worked out now where there is none."""
        with self._lock:
            if name not in self._kept:
                self._kept[name] = work()
            answer: T = self._kept[name]
            return answer

    @once
    def _whole_timeline(self) -> pd.DataFrame:
        """The timeline up to the last month that any trend is drawn to, of the figures up to the month."""
        figures = self.record.observations
        to_month = figures[figures["month"] <= pd.Timestamp(self.month)]
        return timeline(self.plan, to_month, last_month(self.plan, self.month), self.day)

    @once
    def timeline(self) -> pd.DataFrame:
        """Every measure in every period up to the month (`periods.timeline`)."""
        rows = self._whole_timeline
        return rows[rows["at"] <= month_index(self.month)].reset_index(drop=True)

    @once
    def timelines(self) -> dict[str, pd.DataFrame]:
        """Each measure's rows of the timeline, from the first that says anything of any measure."""
        rows = self.timeline
        start = rows.loc[rows["figure"].notna() | rows["trajectory"].notna(), "at"].min()
        rows = rows[rows["at"] >= start]
        return {measure: own_rows(rows, measure) for measure in sorted(set(rows["measure"]))}

    @once
    def scorecard(self) -> pd.DataFrame:
        """The scorecard: one row a measure, columns SCORECARD."""
        return scorecard_of(self.plan, self.timeline, self.month, self.day)

    @once
    def processes(self) -> Processes:
        """The process charts of every measure that has one."""
        return processes(self.plan, self.timeline, self.month)

    @once
    def benchmarks(self) -> pd.DataFrame:
        """The published figures to hold measures against: columns BENCHMARKS."""
        return benchmarks(self.plan, self.record.released, self.day)

    @property
    def trends(self) -> tuple[Trend, ...]:
        """The trend of every measure, in the plan's order."""
        return tuple(map(self._trend, self.plan.measures))

    def trends_in(self, area: str) -> tuple[Trend, ...]:
        """The trends of an area's measures."""
        return tuple(self._trend(one) for one in self.plan.measures if one.area == area)

    def trend(self, measure: str) -> Trend:
        """One measure's trend.

        Raises UnknownNameError.
        """
        return self._trend(self.plan.measure(measure))

    def _trend(self, measure: Measure) -> Trend:
        return self.kept(("trend", measure.id), lambda: self._cut_trend(measure))

    def _cut_trend(self, measure: Measure) -> Trend:
        (trend,) = trends_of(self.plan, self._whole_timeline, (measure,), self.month, self.benchmarks)
        return trend

    def fan(self, measure: str) -> pd.DataFrame:
        """A measure's way from its last figure to its target (columns FanRow); empty where none is foreseen."""
        return self.kept(("fan", measure), lambda: self._fan(measure))

    def _fan(self, measure: str) -> pd.DataFrame:
        (row,) = rows_of(self.scorecard[self.scorecard["measure"] == measure], ScorecardRow)
        return fan(self.plan, row, own_rows(self.timeline, measure))

    def providers(self, measure: str) -> dict[str, pd.DataFrame]:
        """A measure's timeline by breakdown, from the first figure of any; empty where none has a figure."""
        return self.kept(("providers", measure), lambda: self._providers(measure))

    def _providers(self, measure: str) -> dict[str, pd.DataFrame]:
        figures = self.record.observations
        own = figures[figures["measure"].eq(measure) & figures["breakdown"].ne("")]
        own = own[own["month"] <= pd.Timestamp(self.month)]
        if own.empty:
            return {}
        alone = replace(self.plan, measures=(self.plan.measure(measure),))
        frames = {
            name: parts_timeline(alone, own, name, self.month, self.day) for name in self.plan.breakdowns_of(measure)
        }
        return {name: frame[frame["month"] >= own["month"].min()] for name, frame in frames.items()}

    @once
    def heat_map(self) -> pd.DataFrame:
        """Every measure month by month: columns HeatRow."""
        return heat_map(self.plan, self.timeline, self.month)

    @once
    def due(self) -> pd.DataFrame:
        """The figures due for the month: columns DUE."""
        record = self.record
        return due(self.plan, record.observations, self.month, self.day, record.counting_history)

    @once
    def submission_changes(self) -> pd.DataFrame:
        """The changes of each submission, withdrawn ones too: columns ChangedRow."""
        record = self.record
        withdrawn = {one.id: one.withdrawn_at for one in record.submissions if one.withdrawn_at}
        return changed(record.history, withdrawn)

    def restatements(self, measure: str) -> pd.DataFrame:
        """A measure's figures that now say something else than they first did: columns RestatementRow."""
        return restatements(self.record.history, self.record.observations, measure)

    @once
    def milestones(self) -> pd.DataFrame:
        """Every milestone as judged on the day: columns MilestoneRow."""
        return milestones(self.plan, self.record.updates, self.day)

    def occurrences(self, until: dt.date | None = None) -> pd.DataFrame:
        """The occurrences of recurring milestones up to a month (default: that of the day): columns OccurrenceRow."""
        return self.kept(
            ("occurrences", until), lambda: occurrences_frame(self.plan, self.record.updates, self.day, until)
        )

    @once
    def recommendations(self) -> pd.DataFrame:
        """Every recommendation on the day: columns RecommendationRow."""
        return recommendations(self.plan, self.record.updates, self.day)

    def since(self, earlier: Position, records: tuple[Record, Record] | None = None) -> pd.DataFrame:
        """The moves from an earlier position to this one: columns MOVES.

        `records` are those of the days that `moves.record_days` names, the two positions' own by default.
        """
        before, after = records or (earlier.record, self.record)
        return moves(earlier.state(before), self.state(after), self.record.senders)

    def state(self, record: Record) -> State:
        """The position as one side of a comparison, beside the record whose news count."""
        return State(Moment(self.month, self.day), self.scorecard, record.plan, record.observations)
