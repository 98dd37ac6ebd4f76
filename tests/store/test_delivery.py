"""What is reported of milestones and recommendations: recorded, read back as at any moment, never changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from sendkpi import store
from sendkpi.analysis import milestones
from sendkpi.errors import RefusedError, SendKpiError
from sendkpi.record.updates import NOTHING_REPORTED, MilestoneUpdate, Progress, RecommendationUpdate, Recorded, Status
from sendkpi.store.base import tables
from sendkpi.store.base.database import writing
from sendkpi.store.delivery import keep_reported
from sendkpi.values import month_end
from tests.build import month
from tests.real_plan import PLAN
from tests.store.filed import april, at, extract

DONE = MilestoneUpdate(
    "1.1e", Status.COMPLETE, completed_on=dt.date(2022, 4, 29), evidence="https://example.org/minutes"
)
TRACKER = RecommendationUpdate("2", Progress.IN_PROGRESS, "A tracker is being bought")


def report(engine, new, day=5, hour=9, by="Ada"):
    keep = store.update_milestone if isinstance(new, MilestoneUpdate) else store.update_recommendation
    return keep(engine, PLAN, new, by=by, now=at(day, hour))


def sent(engine, day, *updates):
    """A workbook with a figure and these updates, stored on a day of May 2022: its submission."""
    filed = store.submit(engine, extract(april(day, 40), name=f"{day}.xlsx"), by="Ben", now=at(day))
    progress = [one for one in updates if isinstance(one, RecommendationUpdate)]
    with writing(engine) as connection:
        keep_reported(connection, [one for one in updates if one not in progress], progress, filed.id, "Ben", at(day))
    return filed


def status(engine, day, milestone="1.1e"):
    """Its status as at a day of May 2022."""
    day = dt.date(2022, 5, day)
    rows = milestones(PLAN, store.reported(engine, day), day)
    return rows.loc[rows["milestone"] == milestone, "status"].item()


def test_a_store_of_which_nothing_is_known_reports_nothing(engine):
    assert store.reported(engine) == NOTHING_REPORTED


@pytest.mark.parametrize(
    "milestone", ["3.8b", "3.8c", "2.7a", "2.7b", *(f"2.8{letter}" for letter in "abcdef"), "1.3f"]
)
def test_oddly_lettered_and_undated_milestones_are_updated_and_read_back(engine, milestone):
    kept = report(engine, replace(DONE, milestone=milestone))
    assert kept.recorded == Recorded("Ada", at(5), None, 1)
    assert store.reported(engine).milestones == (kept,)
    assert status(engine, 5, milestone) == "complete"


def test_everything_said_is_read_back_in_the_order_of_recording(engine):
    moved = MilestoneUpdate(
        "1.3e",
        Status.DEFERRED,
        occurrence=month("2022-04"),
        due=month("2022-06"),
        reason=" No meeting ",
        comment="Soon\n",
    )
    report(engine, DONE, day=6)
    kept = report(engine, moved, day=7, by=" Ben ")
    new = report(engine, replace(TRACKER, progress="  A tracker is being bought "), day=7)

    now = store.reported(engine)

    assert [(one.milestone, one.recorded.by, one.recorded.at) for one in now.milestones] == [
        ("1.1e", "Ada", at(6)),
        ("1.3e", "Ben", at(7)),
    ]
    assert now.milestones[1] == kept == replace(moved, reason="No meeting", comment="Soon", recorded=kept.recorded)
    assert now.recommendations == (new,)
    assert (new.status, new.progress) == (Progress.IN_PROGRESS, "A tracker is being bought")


def test_what_was_known_on_an_earlier_day_stays_known(engine):
    report(engine, replace(DONE, status=Status.AT_RISK, completed_on=None), day=5)
    report(engine, DONE, day=9)
    report(engine, replace(DONE, status=Status.NOT_STARTED, completed_on=None), day=12)

    days = {day: status(engine, day) for day in (4, 5, 8, 9, 11, 12, 31)}

    assert days == {
        4: "not reported",
        **dict.fromkeys((5, 8), "at risk"),
        **dict.fromkeys((9, 11), "complete"),
        **dict.fromkeys((12, 31), "not started"),
    }


def test_a_day_lasts_until_midnight_in_london(engine):
    report(engine, DONE, day=5, hour=22)
    report(engine, TRACKER, day=5, hour=23)
    known = store.reported(engine, dt.date(2022, 5, 5))
    assert (len(known.milestones), len(known.recommendations)) == (1, 0)


REFUSED = [
    (replace(DONE, milestone="9.9z"), "The plan has no milestone '9.9z'"),
    (replace(DONE, completed_on=dt.date(2022, 5, 6)), "6 May 2022: that day is in the future"),
    (replace(DONE, completed_on=None), "Say on which day 1.1e was completed"),
    (replace(TRACKER, recommendation="15"), "The plan has no recommendation '15'"),
    (replace(TRACKER, progress=" "), "Say what became of recommendation 2"),
]


@pytest.mark.parametrize(("new", "words"), REFUSED, ids=[words[:40] for _, words in REFUSED])
def test_an_invalid_update_is_refused_and_nothing_is_recorded(engine, new, words):
    with pytest.raises(SendKpiError, match=words):
        report(engine, new, day=5)
    assert store.reported(engine) == NOTHING_REPORTED


@pytest.mark.parametrize("new", [DONE, TRACKER], ids=["milestone", "recommendation"])
def test_an_update_needs_a_name_and_is_not_recorded_twice(engine, new):
    with pytest.raises(RefusedError, match="Say who records it"):
        report(engine, new, by="  ")
    report(engine, new)
    with pytest.raises(RefusedError, match="That is what is known of"):
        report(engine, new, day=6, by="Ben")
    known = store.reported(engine)
    assert len(known.milestones) + len(known.recommendations) == 1


def test_a_day_of_completion_is_today_in_london_at_the_latest(engine):
    """At half past eleven at night UTC in May it is the next day in London."""
    tomorrow = replace(DONE, completed_on=dt.date(2022, 5, 6))
    store.update_milestone(engine, PLAN, tomorrow, by="Ada", now=at(5, 23, 30))
    assert store.reported(engine).milestones[0].completed_on == dt.date(2022, 5, 6)


def test_what_came_in_a_workbook_counts_until_its_submission_is_withdrawn(engine):
    filed = sent(engine, 5, DONE, TRACKER)
    store.withdraw(engine, filed.id, by="Ben", reason="Wrong month", now=at(9))

    before, after = (store.reported(engine, dt.date(2022, 5, day)) for day in (8, 9))

    assert [one.recorded for one in before.milestones] == [Recorded("Ben", at(5), filed.id, 1)]
    assert [one.recommendation for one in before.recommendations] == ["2"]
    assert after == NOTHING_REPORTED
    assert [status(engine, day) for day in (4, 5, 8, 9)] == ["not reported", "complete", "complete", "not reported"]


def test_what_a_withdrawn_workbook_said_may_be_said_again_by_hand(engine):
    filed = sent(engine, 5, DONE)
    with pytest.raises(RefusedError, match="That is what is known of"):
        report(engine, DONE, day=6)
    store.withdraw(engine, filed.id, by="Ben", reason="Wrong month", now=at(7))
    report(engine, DONE, day=8)
    assert [status(engine, day) for day in (6, 7, 8)] == ["complete", "not reported", "complete"]


def test_withdrawing_a_workbook_brings_back_what_was_known_before_it(engine):
    report(engine, MilestoneUpdate("1.1e", Status.AT_RISK), day=4)
    filed = sent(engine, 5, DONE)
    store.withdraw(engine, filed.id, by="Ben", reason="Wrong month", now=at(7))
    assert [status(engine, day) for day in (4, 5, 7)] == ["at risk", "complete", "at risk"]


def test_a_deferral_in_a_withdrawn_workbook_moves_nothing(engine):
    moved = MilestoneUpdate("1.1e", Status.DEFERRED, due=month("2022-09"), reason="Recruitment began again")
    filed = sent(engine, 5, moved)
    store.withdraw(engine, filed.id, by="Ben", reason="Wrong month", now=at(7))
    brags = [
        milestones(PLAN, store.reported(engine, as_at), month_end(as_at)).set_index("milestone").loc["1.1e", "brag"]
        for as_at in (dt.date(2022, 5, 6), dt.date(2022, 5, 7))
    ]
    assert brags == ["deferred", "overdue"]


@pytest.mark.parametrize("new", [DONE, TRACKER], ids=["milestone", "recommendation"])
def test_of_two_at_once_the_second_is_refused_and_told_who_was_first(engine, new):
    keep = store.update_milestone if new is DONE else store.update_recommendation
    name = "1.1e" if new is DONE else "Recommendation 2"
    words = "comment" if new is DONE else "progress"
    first = keep(engine, PLAN, new, by="Ann", seen=0, now=at(5))
    other = replace(new, **{words: "Another word"})
    with pytest.raises(RefusedError) as refused:
        keep(engine, PLAN, other, by="Ben", seen=0, now=at(5, 10))
    assert str(refused.value) == f"{name} was updated by Ann on 5 May 2022 meanwhile: look at what is known now."
    keep(engine, PLAN, other, by="Ben", seen=first.recorded.id, now=at(5, 11))
    with pytest.raises(RefusedError, match="was updated by Ben"):
        keep(engine, PLAN, new, by="Ann", seen=first.recorded.id, now=at(5, 12))
    keep(engine, PLAN, new, by="Ann", now=at(5, 13))


def test_each_occurrence_is_seen_for_itself(engine):
    march, april_ = (MilestoneUpdate("2.3b", Status.ON_TRACK, occurrence=month(one)) for one in ("2022-03", "2022-04"))
    for new in (march, april_):
        store.update_milestone(engine, PLAN, new, by="Ann", seen=0, now=at(5))
    with pytest.raises(RefusedError, match=r"2.3b for April 2022 was updated by Ann on 5 May 2022 meanwhile"):
        store.update_milestone(engine, PLAN, replace(april_, status=Status.AT_RISK), by="Ben", seen=0, now=at(6))


def test_an_update_made_from_a_withdrawn_one_is_refused(engine):
    filed = sent(engine, 5, DONE)
    seen = store.reported(engine).milestones[-1].recorded.id
    store.withdraw(engine, filed.id, by="Ben", reason="Wrong month", now=at(7))
    with pytest.raises(RefusedError, match=r"1.1e is no longer as you saw it"):
        store.update_milestone(engine, PLAN, DONE, by="Ann", seen=seen, now=at(8))


@pytest.mark.parametrize("new", [DONE, TRACKER], ids=["milestone", "recommendation"])
def test_every_update_makes_another_version_of_the_store(engine, new):
    before = store.version(engine)
    report(engine, new)
    assert store.version(engine) != before


@pytest.mark.parametrize("table", tables.REPORTS, ids=lambda table: table.name)
def test_the_database_refuses_to_change_or_delete_an_update(engine, table):
    report(engine, DONE)
    report(engine, TRACKER)
    for statement in (update(table).values(recorded_by="Eve"), delete(table)):
        with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
            connection.execute(statement)
    known = store.reported(engine)
    assert (known.milestones[0].recorded.by, known.recommendations[0].recorded.by) == ("Ada", "Ada")


def test_an_update_of_a_milestone_that_the_plan_no_longer_has_is_kept_and_harmless(engine):
    report(engine, DONE)
    smaller = replace(PLAN, milestones=tuple(one for one in PLAN.milestones if one.id != "1.1e"))
    known = store.reported(engine)
    assert [one.milestone for one in known.milestones] == ["1.1e"]
    assert set(milestones(smaller, known, dt.date(2022, 6, 30))["status"]) == {"not reported"}
