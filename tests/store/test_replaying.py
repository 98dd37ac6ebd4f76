"""Updates of milestones that are recorded many at once, for illustrative figures: as if one by one, or not at all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sendkpi import store
from sendkpi.errors import RefusedError
from sendkpi.record.updates import MilestoneUpdate, Recorded, Status
from tests.real_plan import PLAN

if TYPE_CHECKING:
    from sqlalchemy import Engine

FIRST = dt.datetime(2022, 4, 14, 9, 30, tzinfo=dt.UTC)


def update(minute: int, status: Status = Status.ON_TRACK, **more) -> MilestoneUpdate:
    """An update of 1.1e, recorded that many minutes after the first."""
    at = FIRST + dt.timedelta(minutes=minute)
    return MilestoneUpdate("1.1e", status, recorded=Recorded("A. Officer", at), **more)


def test_each_is_recorded_by_whom_and_when_it_says(engine: Engine):
    both = [update(0), update(1, Status.COMPLETE, completed_on=dt.date(2022, 4, 4))]
    store.replay_milestones(engine, PLAN, both)

    kept = store.reported(engine).milestones
    assert {one.recorded.by for one in kept} == {"A. Officer"}
    assert [(one.status, one.recorded.at) for one in kept] == [(one.status, one.recorded.at) for one in both]


def test_each_is_held_against_those_before_it_and_a_refusal_keeps_none(engine: Engine):
    with pytest.raises(RefusedError, match="already"):
        store.replay_milestones(engine, PLAN, [update(0), update(1)])
    with pytest.raises(RefusedError, match="which day"):
        store.replay_milestones(engine, PLAN, [update(0), update(1, Status.COMPLETE)])

    assert not store.reported(engine).milestones
