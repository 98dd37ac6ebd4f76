"""Milestones of the Haringey plan held against the calendar, on worked cases."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendkpi.analysis.delivery.milestones import (
    due_by,
    grid,
    grid_quarter,
    in_quarter,
    judge,
    milestones,
    occurrences_frame,
    quarter_of,
    rolled_up,
)
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.errors import SendKpiError
from sendkpi.frames import columns_of
from sendkpi.frames.delivery import MilestoneRow, OccurrenceRow, RolledRow
from sendkpi.record.update_rules import check_update, occurrences
from sendkpi.record.updates import NOTHING_REPORTED, MilestoneUpdate, Recorded, Reported, Status
from sendkpi.values import add_months, month_end
from tests.build import month
from tests.real_plan import PLAN

JUNE = dt.date(2022, 6, 30)


def update(milestone, status, completed=None, **entered):
    months = {name: month(entered.pop(name, None)) for name in ("occurrence", "due")}
    done = dt.date.fromisoformat(completed) if completed else None
    return MilestoneUpdate(milestone, Status(status), completed_on=done, **months, **entered)


def deferred(milestone, due, **entered):
    return update(milestone, "deferred", due=due, reason="Recruitment began again", **entered)


def judged(milestone, day, *updates):
    """A milestone's row, as judged on a day."""
    rows = milestones(PLAN, Reported(updates), dt.date.fromisoformat(day))
    return next(rows[rows["milestone"] == milestone].itertuples())


def stands(milestone, day, *updates):
    """Its status, judgement and months overdue on a day; None where the calendar does not judge."""
    row = judged(milestone, day, *updates)
    return row.status, row.brag, None if row.months_overdue is pd.NA else row.months_overdue


def as_at_june(*updates):
    return milestones(PLAN, Reported(updates), JUNE)


def test_with_nothing_reported_77_are_due_by_the_end_of_june_2022_of_which_10_recur_or_go_on():
    due = due_by(as_at_june(), JUNE)
    assert (len(due), int((due["apart"] != "").sum())) == (77, 10)
    assert Counter(due.loc[due["apart"] != "", "apart"]) == {"recurring": 6, "ongoing": 4}
    assert set(due["status"]) == {"not reported"}
    assert Counter(due["months_overdue"]) == {11: 1, 8: 2, 7: 3, 6: 6, 5: 11, 4: 8, 3: 15, 2: 17, 1: 3, 0: 11}


def test_20_have_no_due_month_and_7_of_these_no_month_at_all():
    rows = as_at_june()
    undated = rows[rows["due_month"].isna()]
    bare = undated[undated["start_month"].isna()]
    assert len(undated) == 20
    assert list(bare["milestone"]) == ["1.3f", "1.8c", "2.4b", "2.4c", "2.4d", "2.4e", "3.7h"]
    assert undated["months_overdue"].isna().all()
    assert Counter(undated["brag"]) == {
        DeliveryRating.NO_DATE: 7,
        DeliveryRating.NOT_REPORTED: 12,
        DeliveryRating.NOT_DUE: 1,
    }


GRID = {
    "before grid": 1,
    "Oct-Dec 21": 13,
    "Jan-Mar 22": 38,
    "Apr-Jun 22": 37,
    "Jul-Sep 22": 15,
    "Year 2": 10,
    "": 5,
}


def test_the_published_grid_counts_them_by_quarter():
    rows = as_at_june()
    assert {name: int((rows["quarter"] == name).sum()) for name in grid(PLAN)} == GRID
    assert grid(PLAN) == tuple(GRID)
    assert sum(GRID.values()) == len(rows) == 119


def test_so_does_the_calendar_for_the_four_dated_quarters():
    rows = as_at_june()
    by_quarter = {
        ending: len(in_quarter(rows, month(ending))) for ending in ("2021-12", "2022-03", "2022-06", "2022-09")
    }
    assert by_quarter == {"2021-12": 13, "2022-03": 38, "2022-06": 37, "2022-09": 15}
    assert list(in_quarter(rows, month("2021-09"))["milestone"]) == ["1.3a"]


def test_each_row_says_whose_it_is_and_when():
    row = judged("1.1e", "2022-06-30")
    assert (row.action, row.area, row.sub_group, row.kind, row.apart) == ("1.1", "WSOA 1", "EHC", "by", "")
    assert row.lead
    assert (row.due_month, row.published_month) == (pd.Timestamp("2022-04-01"),) * 2
    assert pd.isna(row.start_month)
    assert (row.evidence, row.comment, row.reported_by) == ("", "", "")
    assert pd.isna(row.reported_on)
    assert list(as_at_june().columns) == columns_of(MilestoneRow)
    assert list(as_at_june()["milestone"]) == [one.id for one in PLAN.milestones]


@pytest.mark.parametrize(
    ("day", "brag", "months"),
    [
        ("2022-03-31", "not due", 0),
        ("2022-04-30", "not due", 0),
        ("2022-05-01", "overdue", 1),
        ("2022-05-31", "overdue", 1),
        ("2022-06-01", "overdue", 2),
        ("2023-04-30", "overdue", 12),
    ],
)
def test_it_is_overdue_from_the_day_after_its_month_by_that_many_months(day, brag, months):
    assert stands("1.1e", day) == ("not reported", brag, months)
    late = brag == "overdue"
    assert stands("1.1e", day, update("1.1e", "on track")) == ("on track", "overdue" if late else "on track", months)
    assert stands("1.1e", day, update("1.1e", "at risk")) == ("at risk", "overdue" if late else "at risk", months)
    assert stands("1.1e", day, update("1.1e", "not started")) == ("not started", brag, months)


@pytest.mark.parametrize("milestone", ["3.8b", "3.8c", "2.7a", *(f"2.8{letter}" for letter in "abcdef")])
def test_a_milestone_that_is_complete_is_never_overdue_and_no_other_is_touched(milestone):
    done = update(milestone, "complete", "2022-06-13", evidence="https://example.org/minutes", comment="At last")
    row = judged(milestone, "2023-12-31", done)
    assert (row.status, row.brag, row.months_overdue, row.completed_on) == (
        "complete",
        "complete",
        0,
        pd.Timestamp("2022-06-13"),
    )
    assert (row.evidence, row.comment) == ("https://example.org/minutes", "At last")
    rows = milestones(PLAN, Reported((done,)), dt.date(2023, 12, 31))
    assert list(rows.loc[rows["status"] != "not reported", "milestone"]) == [milestone]


@pytest.mark.parametrize("milestone", ["1.3f", "2.4b", "1.8c", "2.7b"])
def test_one_without_a_due_month_is_updated_too_and_never_overdue(milestone):
    assert stands(milestone, "2030-01-31", update(milestone, "not started")) == ("not started", "not started", None)
    assert stands(milestone, "2030-01-31", update(milestone, "on track")) == ("on track", "on track", None)
    assert stands(milestone, "2030-01-31", update(milestone, "complete", "2022-06-01")) == (
        "complete",
        "complete",
        None,
    )


def test_what_was_complete_and_is_corrected_back_is_overdue_again():
    done, back = update("1.1e", "complete", "2022-04-28"), update("1.1e", "not started")
    assert stands("1.1e", "2022-06-30", done) == ("complete", "complete", 0)
    row = judged("1.1e", "2022-06-30", done, back)
    assert (row.status, row.brag, row.months_overdue) == ("not started", "overdue", 2)
    assert pd.isna(row.completed_on)


def test_a_deferred_milestone_is_held_to_its_new_month():
    moved = deferred("1.1e", "2022-09")
    assert stands("1.1e", "2022-06-30", moved) == ("deferred", "deferred", 0)
    assert stands("1.1e", "2022-09-30", moved) == ("deferred", "deferred", 0)
    assert stands("1.1e", "2022-10-01", moved) == ("deferred", "overdue", 1)
    assert stands("1.1e", "2022-10-01", moved, update("1.1e", "on track")) == ("on track", "overdue", 1)
    row = judged("1.1e", "2022-06-30", moved)
    assert (row.due_month, row.published_month) == (pd.Timestamp("2022-09-01"), pd.Timestamp("2022-04-01"))
    assert (row.months_slipped, row.quarter, row.reason) == (5, "Jul-Sep 22", "Recruitment began again")


def test_a_deferred_milestone_leaves_its_quarter_for_another():
    rows = as_at_june(deferred("1.1e", "2022-09"), deferred("1.1f", "2024-01"))
    assert len(in_quarter(rows, month("2022-06"))) == 35
    assert len(in_quarter(rows, month("2022-09"))) == 16
    assert [int((rows["quarter"] == name).sum()) for name in ("Apr-Jun 22", "Jul-Sep 22", "Year 2")] == [35, 16, 11]


def test_a_milestone_that_is_deferred_stays_among_those_due_by_its_published_month():
    rows = as_at_june(deferred("1.1e", "2022-09"), deferred("2.4b", "2022-05"), deferred("2.4c", "2022-09"))
    due = due_by(rows, JUNE)
    assert len(due) == 78
    assert {"1.1e", "2.4b"} <= set(due["milestone"])
    assert len(due_by(rows, dt.date(2022, 3, 31))) == len(due_by(as_at_june(), dt.date(2022, 3, 31)))


@pytest.mark.parametrize("milestone", ["2.4b", "1.3f", "1.8c"])
def test_an_undated_milestone_that_is_deferred_is_held_to_that_month(milestone):
    moved = deferred(milestone, "2022-05")
    assert stands(milestone, "2022-05-31", moved) == ("deferred", "deferred", 0)
    row = judged(milestone, "2022-06-30", moved)
    assert (row.brag, row.months_overdue, row.months_slipped, row.quarter) == ("overdue", 1, 0, "Apr-Jun 22")
    assert pd.isna(row.published_month)


def test_a_start_binds_nobody_until_it_is_deferred_to_a_month():
    assert stands("1.3d", "2021-10-31") == ("not reported", "not due", None)
    assert stands("1.3d", "2030-01-31") == ("not reported", "not reported", None)
    assert stands("1.3d", "2030-01-31", update("1.3d", "not started")) == ("not started", "not started", None)

    moved = deferred("1.3d", "2022-05")
    assert stands("1.3d", "2022-05-31", moved) == ("deferred", "deferred", 0)
    assert stands("1.3d", "2022-06-30", moved) == ("deferred", "overdue", 1)
    assert stands("1.3d", "2022-06-30", moved, update("1.3d", "on track")) == ("on track", "on track", 0)
    assert judged("1.3d", "2022-06-30", moved).due_month == pd.Timestamp("2022-05-01")


def test_an_ongoing_milestone_that_runs_is_not_overdue_after_its_month():
    assert stands("1.1g", "2022-06-30") == ("not reported", "overdue", 2)
    assert stands("1.1g", "2022-06-30", update("1.1g", "on track")) == ("on track", "on track", 0)
    assert stands("1.1g", "2022-06-30", update("1.1g", "at risk")) == ("at risk", "at risk", 0)
    assert stands("1.1g", "2022-06-30", update("1.1g", "not started")) == ("not started", "overdue", 2)


def test_one_for_each_meeting_is_judged_as_a_whole():
    assert stands("3.4b", "2022-06-30") == ("not reported", "overdue", 4)
    assert stands("3.4b", "2022-06-30", update("3.4b", "on track")) == ("on track", "on track", 0)
    row = judged("3.4b", "2022-06-30")
    assert (row.apart, row.done, row.asked) == ("recurring", pd.NA, pd.NA)


def done(occurrence, on, milestone="2.3b"):
    return update(milestone, "complete", on, occurrence=occurrence)


def test_a_recurring_milestone_is_as_late_as_the_oldest_occurrence_since_the_last_one_done():
    march, april, june = done("2022-03", "2022-03-31"), done("2022-04", "2022-05-02"), done("2022-06", "2022-06-20")
    assert stands("2.3b", "2022-06-30") == ("not reported", "overdue", 3)
    assert stands("2.3b", "2022-06-30", march) == ("not reported", "overdue", 2)
    assert stands("2.3b", "2022-06-30", march, april) == ("not reported", "overdue", 1)
    assert stands("2.3b", "2022-06-30", april, june) == ("not reported", "overdue", 1)
    may = done("2022-05", "2022-05-31")
    assert stands("2.3b", "2022-06-30", may, june) == ("on track", "on track", 0)
    row = judged("2.3b", "2022-06-30", may, june)
    assert (row.done, row.asked, row.completed_on) == (2, 4, pd.Timestamp("2022-06-20"))


def test_an_early_tick_for_the_month_that_runs_hides_no_month_that_was_missed():
    tick = done("2026-11", "2026-11-20")
    assert stands("2.3b", "2026-11-22", tick) == ("not reported", "overdue", 56)
    assert stands("2.3b", "2026-11-22", done("2026-10", "2026-10-31"), tick) == ("on track", "on track", 0)
    assert stands("2.3b", "2026-12-01", tick) == ("on track", "on track", 0)


def test_the_month_that_runs_makes_nothing_overdue_and_tells_how_it_goes():
    october = done("2026-10", "2026-10-31")
    assert stands("2.3b", "2026-11-30", october) == ("on track", "on track", 0)
    assert stands("2.3b", "2026-11-30", october, update("2.3b", "at risk", occurrence="2026-11")) == (
        "at risk",
        "at risk",
        0,
    )
    put_off = deferred("1.3e", "2022-09", occurrence="2022-04"), done("2022-07", "2022-07-20", "1.3e")
    assert stands("1.3e", "2022-07-31", done("2022-01", "2022-01-20", "1.3e"), *put_off) == ("deferred", "deferred", 0)


def test_a_recurring_start_is_judged_by_its_newest_month_that_ended_and_binds_nobody():
    may, running = done("2022-05", "2022-05-31", "1.3c"), done("2026-11", "2026-11-20", "1.3c")
    assert stands("1.3c", "2022-06-30", may) == ("on track", "on track", None)
    assert stands("1.3c", "2026-11-22", may) == ("not reported", "not reported", None)
    assert stands("1.3c", "2026-11-22", may, running) == ("not reported", "not reported", None)
    october = update("1.3c", "at risk", occurrence="2026-10")
    assert stands("1.3c", "2026-11-22", may, october, running) == ("at risk", "at risk", None)
    assert stands("1.6a", "2022-04-30", done("2022-02", "2022-02-20", "1.6a")) == ("on track", "on track", None)
    assert stands("1.6a", "2022-06-30", done("2022-02", "2022-02-20", "1.6a")) == ("not reported", "not reported", None)


def test_a_recurring_start_none_of_whose_months_ended_is_judged_by_the_one_that_runs():
    assert stands("1.3c", "2021-10-31") == ("not reported", "not reported", None)
    assert stands("1.3c", "2021-10-31", done("2021-10", "2021-10-20", "1.3c")) == ("on track", "on track", None)
    assert stands("1.3c", "2021-09-30") == ("not reported", "not due", None)


def test_an_occurrence_missed_before_a_later_one_was_done_is_told_by_itself_alone():
    rows = occurrences_frame(PLAN, Reported((done("2022-05", "2022-05-31"),)), JUNE)
    own = rows[rows["milestone"] == "2.3b"]
    assert list(rows.columns) == columns_of(OccurrenceRow)
    assert [(f"{one.occurrence_month:%Y-%m}", one.brag, one.months_overdue) for one in own.itertuples()] == [
        ("2022-03", "overdue", 3),
        ("2022-04", "overdue", 2),
        ("2022-05", "complete", 0),
        ("2022-06", "not due", 0),
    ]
    assert stands("2.3b", "2022-06-30", done("2022-05", "2022-05-31")) == ("on track", "on track", 0)


def test_what_makes_a_recurring_milestone_overdue_is_told_of_the_occurrence_that_is_late():
    text = update("2.3b", "at risk", occurrence="2022-04", comment="One provider sent nothing")
    later = update("2.3b", "on track", occurrence="2022-06")
    row = judged("2.3b", "2022-06-30", done("2022-03", "2022-03-31"), text, later)
    assert (row.status, row.brag, row.months_overdue, row.comment) == (
        "at risk",
        "overdue",
        2,
        "One provider sent nothing",
    )
    assert pd.isna(row.completed_on)


def test_an_occurrence_that_is_deferred_is_held_to_its_new_month_and_the_others_stay():
    april = done("2022-01", "2022-01-20", "1.3e"), deferred("1.3e", "2022-06", occurrence="2022-04")
    assert stands("1.3e", "2022-06-30", *april) == ("deferred", "deferred", 0)
    assert stands("1.3e", "2022-07-31", *april) == ("deferred", "overdue", 1)
    assert judged("1.3e", "2022-06-30", *april).due_month == pd.Timestamp("2022-01-01")
    assert stands("1.3c", "2022-06-30", deferred("1.3c", "2022-05", occurrence="2022-02")) == ("deferred", "overdue", 1)


def test_an_occurrence_reported_before_its_month_does_not_count_yet():
    early = done("2022-07", "2022-06-29")
    assert stands("2.3b", "2022-06-30", done("2022-05", "2022-06-29"), early)[1:] == ("on track", 0)
    assert stands("2.3b", "2022-06-30", early) == ("not reported", "overdue", 3)
    assert stands("2.3b", "2022-08-01", early) == ("on track", "on track", 0)


def test_an_annual_milestone_is_due_again_a_year_later():
    survey = done("2022-10", "2022-10-14", "3.8a")
    assert stands("3.8a", "2022-09-30") == ("not reported", "not due", 0)
    assert stands("3.8a", "2023-10-31", survey) == ("on track", "on track", 0)
    assert stands("3.8a", "2023-11-01", survey) == ("not reported", "overdue", 1)


def test_who_reported_it_and_on_which_day_in_london():
    late_evening = dt.datetime(2022, 6, 12, 23, 30, tzinfo=dt.UTC)
    row = judged("1.1e", "2022-06-30", update("1.1e", "on track", recorded=Recorded("Ada", late_evening)))
    assert (row.reported_by, row.reported_on) == ("Ada", pd.Timestamp("2022-06-13"))


def test_an_update_of_another_plans_milestone_changes_nothing():
    strange = update("9.9z", "complete", "2022-06-01"), done("2022-04", "2022-05-02", "9.9y")
    pd.testing.assert_frame_equal(as_at_june(*strange), as_at_june())
    pd.testing.assert_frame_equal(
        occurrences_frame(PLAN, Reported(strange), JUNE), occurrences_frame(PLAN, NOTHING_REPORTED, JUNE)
    )


def test_a_month_lies_in_the_quarter_of_the_grid_or_the_last_one():
    assert [
        grid_quarter(PLAN, month(one)) for one in ("2021-07", "2021-10", "2022-08", "2022-11", "2023-02", "2029-01")
    ] == [*("before grid", "Oct-Dec 21", "Jul-Sep 22", "Year 2", "Year 2", "Year 2")]
    assert grid_quarter(PLAN, month("2020-01")) == "before grid"
    assert grid_quarter(replace(PLAN, milestones=()), month("2022-01")) == ""


@pytest.mark.parametrize(
    ("day", "ending"), [("2022-04-01", "2022-06"), ("2022-06-30", "2022-06"), ("2022-12-31", "2022-12")]
)
def test_a_quarter_is_named_by_its_last_month(day, ending):
    assert quarter_of(dt.date.fromisoformat(day)) == month(ending)


@pytest.mark.parametrize(
    ("brags", "answer"),
    [
        (["complete", "overdue", "at risk"], "overdue"),
        (["complete", "at risk", "deferred"], "at risk"),
        (["complete", "deferred"], "deferred"),
        (["complete", "complete"], "complete"),
        (["complete", "not due"], "on track"),
        (["on track", "not due"], "on track"),
        (["not due", "not reported", "no date"], "not reported"),
        (["not due", "not started"], "not started"),
        (["not due", "no date"], "not due"),
        (["no date"], "no date"),
        ([], "no date"),
    ],
    ids=str,
)
def test_an_action_is_judged_by_the_worst_of_its_milestones(brags, answer):
    assert judge(brags) == answer


def test_milestones_roll_up_to_actions_areas_and_sub_groups():
    rows = as_at_june(update("1.1a", "complete", "2021-10-29"), update("1.1h", "at risk"), deferred("1.1b", "2022-09"))
    action = next(rolled_up(rows, "action").itertuples(index=False))
    assert list(rolled_up(rows, "area").columns) == columns_of(RolledRow)
    assert tuple(action) == ("1.1", "overdue", 8, 1, 0, 2, 5, 0)
    assert list(rolled_up(rows, "area")["name"]) == ["WSOA 1", "WSOA 2", "WSOA 3"]
    for by in ("action", "area", "sub_group"):
        entries = rolled_up(rows, by)
        assert entries["milestones"].sum() == 119
        parts = entries[["complete", "on_track", "at_risk", "overdue", "other"]].sum(axis="columns")
        assert list(parts) == list(entries["milestones"])


MONTHS = st.integers(0, 40).map(lambda ahead: add_months(dt.date(2021, 7, 1), ahead))
DAYS = st.dates(dt.date(2021, 7, 1), dt.date(2024, 12, 31))
KINDS = ("1.1e", "1.2f", "1.1g", "1.2c", "1.3c", "1.3d", "1.3e", "1.3f", "1.5a", "1.8c", "2.3b", "2.4b", "3.4b", "3.8c")


@st.composite
def reports(draw):
    """Updates of milestones of every kind, in sequence: those that the plan's rules let stand."""
    kept = []
    for _ in range(draw(st.integers(0, 12))):
        milestone = draw(st.sampled_from([one for one in PLAN.milestones if one.id in KINDS]))
        falls = occurrences(milestone, dt.date(2024, 12, 1))
        status = draw(st.sampled_from(Status))
        one = MilestoneUpdate(
            milestone.id,
            status,
            occurrence=draw(st.sampled_from(falls)) if falls else None,
            completed_on=draw(DAYS) if status is Status.COMPLETE else None,
            due=draw(MONTHS) if status is Status.DEFERRED else None,
            reason="Late",
        )
        try:
            check_update(PLAN, one, Reported(tuple(kept)), dt.date(2025, 1, 1))
        except SendKpiError:
            continue
        kept.append(one)
    return Reported(tuple(kept))


@given(reported=reports(), day=MONTHS.map(month_end))
def test_whatever_is_reported_nothing_is_both_complete_and_overdue(reported, day):
    rows = milestones(PLAN, reported, day)
    entries = occurrences_frame(PLAN, reported, day)
    for table in (rows, entries):
        overdue = table["months_overdue"].fillna(0)
        assert (overdue >= 0).all()
        assert not ((table["status"] == Status.COMPLETE) & (overdue > 0)).any()
        assert ((overdue > 0) == (table["brag"] == DeliveryRating.OVERDUE)).all()
        assert (table["completed_on"].notna() | (table["status"] != Status.COMPLETE)).all()
    goes_on = rows["asked"].notna() & (rows["status"] == Status.ON_TRACK)
    assert (rows["completed_on"].isna() | (rows["status"] == Status.COMPLETE) | goes_on).all()
    assert (entries["completed_on"].isna() | (entries["status"] == Status.COMPLETE)).all()
    assert not (rows["asked"].notna() & (rows["status"] == Status.COMPLETE)).any()
    assert (rows["months_slipped"] >= 0).all()
    assert (rows["due_month"].notna() | (rows["months_overdue"].fillna(0) == 0) | (rows["kind"] == "start")).all()
    assert (rows["done"].fillna(0) <= rows["asked"].fillna(0)).all()
    assert rolled_up(rows, "action")["milestones"].sum() == len(rows)
