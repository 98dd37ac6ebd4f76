"""The illustrative story of delivery: every door lets it in, and each quarter has something to look at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sendkpi import analysis, settings, store
from sendkpi.analysis.delivery.lists import falling_due
from sendkpi.analysis.delivery.milestones import quarter_of
from sendkpi.analysis.delivery.words import describe_delivery
from sendkpi.plan.choices import LogStatus, RiskKind, RiskStatus
from sendkpi.record.board import latest
from sendkpi.sample import story
from sendkpi.sample.delivery import ENTRIES, MILESTONES, RECOMMENDATIONS, read_delivery
from sendkpi.sample.events import moment, read_events, read_rows
from sendkpi.values import parse_day
from tests import build
from tests.on_record import on_record
from tests.real_plan import PLAN

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine

    from sendkpi.record.board import Board

FOLDER = settings.SAMPLE_FOLDER
LISTS = (MILESTONES, RECOMMENDATIONS, *ENTRIES)
LAST = "2023-04-30"


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Engine:
    """The illustrative store, filled."""
    url = f"sqlite:///{tmp_path_factory.mktemp('filled') / 'illustrative.db'}"
    story.fill(PLAN, url)
    return store.connect(url)


def judged(engine: Engine, day: str) -> pd.DataFrame:
    at = parse_day(day)
    return analysis.milestones(PLAN, store.reported(engine, at), at)


def rows_told(board: Board) -> int:
    return len(board.meetings) + len(board.log) + len(board.decisions) + len(board.risks)


def test_every_row_of_the_story_is_recorded_at_a_moment_of_its_own(engine: Engine):
    rows = [row for name in LISTS for row in read_rows(FOLDER / name)]
    moments = [moment(row["recorded_at"]) for row in rows]

    reported, board = store.reported(engine), on_record(engine).board
    kept = (reported.milestones, reported.recommendations, board.meetings, board.log, board.decisions, board.risks)
    assert sorted(row.recorded.at for part in kept for row in part) == sorted(moments)
    assert len({*moments, *(event.at for event in read_events(FOLDER))}) == len(moments) + len(read_events(FOLDER))
    assert min(moments).date() > dt.date(2022, 1, 11)


def test_each_list_stands_in_the_order_of_recording():
    for name in LISTS:
        moments = [moment(row["recorded_at"]) for row in read_rows(FOLDER / name)]
        assert moments == sorted(moments), name


def test_entries_have_the_numbers_that_the_lists_give_them(engine: Engine):
    board = on_record(engine).board
    for name, entries in zip(ENTRIES, (board.meetings, board.log, board.decisions, board.risks), strict=True):
        assert [one.number for one in entries] == [int(row["number"]) for row in read_rows(FOLDER / name)], name


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2022-04-30", (32, 18, 3, 6, 7)),
        ("2022-07-31", (55, 21, 3, 8, 7)),
        ("2022-12-31", (68, 17, 4, 9, 8)),
        (LAST, (73, 20, 3, 6, 7)),
    ],
)
def test_each_quarter_has_some_of_everything(engine: Engine, day: str, counts: tuple[int, ...]):
    brags = Counter(judged(engine, day)["brag"])

    assert tuple(brags[one] for one in ("complete", "on track", "at risk", "deferred", "overdue")) == counts


def test_the_last_day_shown_has_these_counts(engine: Engine):
    at = parse_day(LAST)
    rows, quarter = judged(engine, LAST), quarter_of(at)
    falling = falling_due(rows, analysis.occurrences_frame(PLAN, store.reported(engine, at), at, quarter), quarter)

    assert describe_delivery(rows, falling, at, quarter).startswith(
        "73 of the 85 milestones due by April 2023 are complete, 7 overdue by up to 14 months, "
        "5 moved to a later month; "
    )
    assert Counter(rows["status"])["complete"] == 73


def test_four_to_six_milestones_are_overdue_without_a_word_at_each_quarters_end(engine: Engine):
    for day in ("2022-04-30", "2022-07-31", "2022-12-31", LAST):
        rows = judged(engine, day)
        silent = rows[(rows["brag"] == "overdue") & (rows["status"] == "not reported")]
        assert 4 <= len(silent) <= 6, day


def test_what_is_deferred_says_why_and_some_of_it_more_than_once(engine: Engine):
    deferred = [one for one in store.reported(engine).milestones if one.due]
    times = Counter((one.milestone, one.occurrence) for one in deferred)

    assert all(one.reason for one in deferred)
    assert max(times.values()) == 2
    assert judged(engine, LAST).set_index("milestone").loc["1.2h", "months_slipped"] == 9


def test_the_case_system_goes_live_in_the_month_that_the_charts_mark(engine: Engine):
    rows = judged(engine, LAST).set_index("milestone")
    (note,) = on_record(engine).plan.changes.annotations

    assert rows.loc["1.2d", "completed_on"].date().replace(day=1) == note.month
    assert judged(engine, "2022-07-31").set_index("milestone").loc["1.2d", "brag"] == "deferred"


def test_audits_are_told_month_by_month_with_gaps(engine: Engine):
    rows = judged(engine, LAST).set_index("milestone")

    assert tuple(rows.loc["1.3c", ["done", "asked"]]) == (15, 19)
    assert rows.loc["1.3f", "brag"] == "not started"


def test_recommendations_are_addressed_one_after_the_other(engine: Engine):
    def addressed(day: str) -> set[str]:
        told = {one.recommendation: one.status for one in store.reported(engine, parse_day(day)).recommendations}
        return {name for name, status in told.items() if status.settled}

    assert [addressed(day) for day in ("2022-04-30", "2022-07-31", "2022-12-31", LAST)] == [
        set(),
        {"13"},
        {"5", "13"},
        {"5", "6", "13"},
    ]


def test_the_board_meets_next_after_the_last_day_shown(engine: Engine):
    meetings = [one for one in latest(on_record(engine, parse_day(LAST)).board.meetings) if not one.cancelled]

    assert max(one.held_on for one in meetings) == dt.date(2023, 7, 25)
    assert len(on_record(engine, parse_day("2022-01-18")).board.meetings) == 4


def test_the_log_ends_with_two_items_overdue_and_one_dropped(engine: Engine):
    items = latest(on_record(engine, parse_day(LAST)).board.log)

    late = [one.number for one in items if one.status is LogStatus.OPEN and one.due and one.due < parse_day(LAST)]
    assert late == [6, 16]
    assert Counter(one.status for one in items) == {LogStatus.DONE: 13, LogStatus.OPEN: 5, LogStatus.DROPPED: 1}


def test_one_risk_is_escalated_and_one_issue_closed(engine: Engine):
    risks = latest(on_record(engine, parse_day(LAST)).board.risks)

    assert [(one.number, one.escalated, one.score) for one in risks if one.escalated] == [(3, "Start Well Board", 20)]
    assert [(one.number, one.kind) for one in risks if one.status is RiskStatus.CLOSED] == [(8, RiskKind.ISSUE)]
    assert Counter(one.kind for one in risks) == {RiskKind.RISK: 7, RiskKind.ISSUE: 2}


def test_decisions_name_every_change_that_was_agreed(engine: Engine):
    decisions = latest(on_record(engine).board.decisions)
    named = [name for one in decisions for name in one.changes]

    assert len(named) == len(set(named)) == len(on_record(engine).plan.changes.decisions)
    assert [one.number for one in decisions if one.withdrawn] == [10]


def test_only_made_up_officers_record_and_only_made_up_places_are_linked():
    rows = [row for name in LISTS for row in read_rows(FOLDER / name)]
    links = {row["evidence"] for row in read_rows(FOLDER / MILESTONES)} - {""}

    assert {row["by"] for row in rows} == {row["by"] for row in read_rows(FOLDER / "received.csv")}
    assert all(link.startswith("https://example.org/") for link in links)


def test_a_plan_of_another_place_has_no_use_for_it(empty_illustrative: str):
    story.fill(build.plan(build.measure("ELSEWHERE")), empty_illustrative)
    engine = store.connect(empty_illustrative)

    assert not store.reported(engine).milestones
    assert rows_told(on_record(engine).board) == 0


def test_a_plan_that_lacks_a_milestone_told_of_has_no_use_for_it():
    assert read_delivery(FOLDER, PLAN)
    assert not read_delivery(FOLDER, replace(PLAN, milestones=PLAN.milestones[1:]))
