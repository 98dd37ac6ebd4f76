"""The figures that the pages show: which store, and what was in it at a moment, worked out once for everyone.

What is worked out is kept for the whole process, under the database, the state of the plan, the version of the
store, the month and the as-at date: a submission, here or at another replica, gives another version.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sendkpi import analysis, settings, store
from sendkpi.analysis.spc import process
from sendkpi.sample import story
from sendkpi.values import today
from sendkpi.views.frame.access import sign_in_configured
from sendkpi.views.frame.current_plan import current_plan

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    from sqlalchemy import Engine

    from sendkpi.analysis import Trend
    from sendkpi.analysis.spc.process import Processes
    from sendkpi.plan import Plan
    from sendkpi.record.board import Board
    from sendkpi.record.updates import Reported


@dataclass(frozen=True)
class Source:
    """A store to show, at one state: its URL, its version, and whether its figures are illustrative."""

    url: str
    version: str
    illustrative: bool

    @property
    def engine(self) -> Engine:
        """The store, opened."""
        return store.connect(self.url)


@dataclass(frozen=True)
class Key:
    """All that a worked-out answer depends on, short enough to look it up by."""

    url: str
    version: str
    plan: str
    month: dt.date
    as_at: dt.date


def source() -> Source:
    """The configured store; until it first holds a submission, and without sign-in, the illustrative one."""
    url = settings.database_url()
    if sign_in_configured() or begun(url):
        return Source(url, store.version(store.connect(url)), illustrative=False)
    url = settings.illustrative_url()
    story.fill(current_plan(), url)
    return Source(url, store.version(store.connect(url)), illustrative=True)


def own_source() -> Source:
    """The configured store, whether or not it holds anything yet."""
    url = settings.database_url()
    return Source(url, store.version(store.connect(url)), illustrative=False)


def file_name(url: str, name: str) -> str:
    """The name of a file of figures from that store: made-up ones say so wherever the file goes."""
    return f"illustrative {name}" if url == settings.illustrative_url() else name


def own_position() -> tuple[Plan, Source]:
    """The configured store, and the plan as agreed in it by today."""
    own = own_source()
    return plan_at(own, today()), own


def begun(url: str) -> bool:
    """Whether a store has ever held a submission."""
    return store.exists(url) and bool(store.submissions(store.connect(url)))


def newest(shown: Source) -> dt.datetime | None:
    """The newest moment (UTC) of anything in the store."""
    return _newest(shown.url, shown.version)


def default_as_at(shown: Source) -> dt.date:
    """Today in London; for illustrative figures the day on which the newest of them were due."""
    newest = analysis.latest_month(observations(shown, today())) if shown.illustrative else None
    return analysis.due_day(newest) if newest else today()


def observations(shown: Source, as_at: dt.date) -> pd.DataFrame:
    """The observations that stood at the end of a day; not to be written to."""
    return _observations(shown.url, shown.version, as_at)


def plan_at(shown: Source, as_at: dt.date) -> Plan:
    """The plan with what had been agreed by the end of a day."""
    return _plan(shown.url, shown.version, current_plan().fingerprint, as_at)


def plan_of(of: Key) -> Plan:
    """The plan that a key's answers are worked out with."""
    return _plan(of.url, of.version, of.plan, of.as_at)


def key(shown: Source, plan: Plan, month: dt.date, as_at: dt.date) -> Key:
    """The key of everything worked out for a month, as at a day."""
    return Key(shown.url, shown.version, plan.fingerprint, month, as_at)


def scorecard(of: Key) -> pd.DataFrame:
    """The scorecard; not to be written to."""
    return _scorecard(of)


def timelines(of: Key) -> dict[str, pd.DataFrame]:
    """Each measure's rows of the timeline, from the first that says anything of any measure to the month."""
    return _timelines(of)


def trends(of: Key, area: str) -> tuple[Trend, ...]:
    """The trends of an area's measures, in the plan's order."""
    return _trends(of, area)


def benchmarks(of: Key) -> pd.DataFrame:
    """The published figures to hold the plan's measures against, known by the as-at date; not to be written to."""
    return _benchmarks(of.url, of.version, of.plan, of.as_at)


def processes(of: Key) -> Processes:
    """The process charts of every measure that has one; not to be written to."""
    return _processes(of)


def reported(of: Key) -> Reported:
    """What had been reported of milestones and recommendations by the end of the key's as-at day."""
    return _reported(of.url, of.version, of.as_at)


def milestones(of: Key) -> pd.DataFrame:
    """Every milestone as judged at the end of the key's as-at day (`analysis.milestones`); not to be written to."""
    return _milestones(of.url, of.version, of.plan, of.as_at)


def board(of: Key) -> Board:
    """The board's entries recorded by the end of the key's as-at day."""
    return _board(of.url, of.version, of.as_at)


def observations_of(of: Key) -> pd.DataFrame:
    """The observations that a key's answers are worked out from; not to be written to."""
    return _observations(of.url, of.version, of.as_at)


def trend(of: Key, measure: str) -> Trend:
    """One measure's trend.

    Raises UnknownNameError.
    """
    return next(one for one in trends(of, plan_of(of).measure(measure).area) if one.measure.id == measure)


@lru_cache(maxsize=32)
def _newest(url: str, version: str) -> dt.datetime | None:  # noqa: ARG001 - a part of the key
    return store.newest(store.connect(url))


@lru_cache(maxsize=32)
def _observations(url: str, version: str, as_at: dt.date) -> pd.DataFrame:  # noqa: ARG001 - a part of the key
    return store.observations(store.connect(url), as_at)


@lru_cache(maxsize=32)
def _plan(url: str, version: str, published: str, as_at: dt.date) -> Plan:  # noqa: ARG001 - parts of the key
    return store.plan_as_at(store.connect(url), current_plan(), as_at)


@lru_cache(maxsize=32)
def _benchmarks(url: str, version: str, published: str, as_at: dt.date) -> pd.DataFrame:
    plan = _plan(url, version, published, as_at)
    return analysis.benchmarks(plan, store.released(store.connect(url), as_at), as_at)


@lru_cache(maxsize=32)
def _reported(url: str, version: str, as_at: dt.date) -> Reported:  # noqa: ARG001 - a part of the key
    return store.reported(store.connect(url), as_at)


@lru_cache(maxsize=32)
def _milestones(url: str, version: str, published: str, as_at: dt.date) -> pd.DataFrame:
    return analysis.milestones(_plan(url, version, published, as_at), _reported(url, version, as_at), as_at)


@lru_cache(maxsize=32)
def _board(url: str, version: str, as_at: dt.date) -> Board:  # noqa: ARG001 - a part of the key
    return store.board(store.connect(url), as_at)


@lru_cache(maxsize=64)
def _scorecard(of: Key) -> pd.DataFrame:
    return analysis.scorecard(plan_of(of), _observations(of.url, of.version, of.as_at), of.month, of.as_at)


@lru_cache(maxsize=64)
def _processes(of: Key) -> Processes:
    plan = plan_of(of)
    rows = analysis.timeline(plan, _observations(of.url, of.version, of.as_at), of.month, of.as_at)
    return process.processes(plan, rows, of.month)


@lru_cache(maxsize=64)
def _timelines(of: Key) -> dict[str, pd.DataFrame]:
    rows = analysis.timeline(plan_of(of), _observations(of.url, of.version, of.as_at), of.month, of.as_at)
    start = rows.loc[rows["figure"].notna() | rows["trajectory"].notna(), "at"].min()
    return {str(measure): own for measure, own in rows[rows["at"] >= start].groupby("measure")}


@lru_cache(maxsize=64)
def _trends(of: Key, area: str) -> tuple[Trend, ...]:
    plan = plan_of(of)
    observations = _observations(of.url, of.version, of.as_at)
    measures = [measure for measure in plan.measures if measure.area == area]
    return analysis.trends(plan, observations, measures, of.month, of.as_at, benchmarks=benchmarks(of))
