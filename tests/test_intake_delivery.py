"""Milestones and recommendations from the template through a filled workbook into the store, and back out of it."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache

import openpyxl
import pytest

from sendkpi import ingest, intake, store
from sendkpi.errors import RefusedError
from sendkpi.record.updates import NOTHING_REPORTED, MilestoneUpdate, Progress, RecommendationUpdate, Reported, Status
from tests.filled import fill
from tests.on_record import on_record
from tests.real_plan import PLAN

TODAY = dt.date(2023, 2, 15)
JUNE = dt.date(2022, 6, 1)
DAY = dt.date(2022, 6, 13)
ODD = ["1.3f", "2.7b", "2.8a", "3.8b", "3.8c"]
HEADINGS = ["Ref", "Title", "Due", "Status", "Completed", "Evidence", "Comment"]


@pytest.fixture
def engine(own_database):
    return store.connect(own_database)


def template(engine) -> openpyxl.Workbook:
    """June's template of today, opened to be filled."""
    return openpyxl.load_workbook(io.BytesIO(content_of(store.reported(engine))))


@cache
def content_of(reported: Reported) -> bytes:
    """June's template as it is written after these updates, once for all tests."""
    return ingest.template_workbook(PLAN, JUNE, reported=reported)


def say(book, sheet, name, month=None, **cells):
    """Type into the row of a milestone, its occurrence by month, or of a recommendation."""
    page = book[sheet]
    columns = {cell.value: cell.column for cell in page[1]}
    for row in range(2, page.max_row + 1):
        when = page.cell(row, 3).value
        if page.cell(row, 1).value == name and (month is None or when.date() == month):
            for heading, value in cells.items():
                page.cell(row, columns[heading.capitalize()]).value = value
            return
    raise AssertionError(f"{name} has no row")


def saved(book) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def examined(engine, book, name="june.xlsx"):
    return intake.examine(PLAN, engine, saved(book), name, TODAY)


def stored(engine, book, name="june.xlsx", **confirmed):
    seen = examined(engine, book, name)
    assert not seen.errors, [problem.line for problem in seen.errors]
    return intake.accept(engine, seen, by="Ada", **confirmed)


def updates_of(engine, name, occurrence=None):
    """What is known of a milestone, newest last."""
    known = store.reported(engine).milestones
    return [one for one in known if (one.milestone, one.occurrence) == (name, occurrence)]


@pytest.mark.parametrize("name", ODD)
def test_an_oddly_lettered_or_undated_milestone_goes_from_the_template_to_the_store_and_back(engine, name):
    book = template(engine)
    say(book, "Milestones", name, status="complete", completed=DAY, evidence="Minute 7", comment="At last")
    seen = examined(engine, book)
    assert [(change.about, change.was, change.becomes) for change in seen.news.changes] == [
        (name, "not reported", "complete on 13 June 2022")
    ]
    assert (seen.problems, seen.holds) == ((), "1 milestone")
    submission = intake.accept(engine, seen, by="Ada")
    assert (submission.rows, submission.milestones) == (0, 1)
    (update,) = updates_of(engine, name)
    assert update == MilestoneUpdate(
        name, Status.COMPLETE, completed_on=DAY, evidence="Minute 7", comment="At last", recorded=update.recorded
    )
    assert (update.recorded.by, update.recorded.submission) == ("Ada", submission.id)
    assert examined(engine, template(engine)).news.changes == ()


def test_one_time_of_a_recurring_milestone_goes_through_and_its_row_is_gone_from_the_next_template(engine):
    april = dt.date(2022, 4, 1)
    book = template(engine)
    say(book, "Milestones", "1.3c", april, status="complete", completed=dt.date(2022, 5, 3))
    stored(engine, book)
    assert [one.completed_on for one in updates_of(engine, "1.3c", april)] == [dt.date(2022, 5, 3)]
    rows = template(engine)["Milestones"].iter_rows(min_row=2, max_col=3, values_only=True)
    months = [due.date().month for name, _, due in rows if name == "1.3c"]
    assert months == [10, 11, 12, 1, 2, 3, 5, 6]


def test_a_deferred_milestone_comes_back_under_its_new_month_and_is_no_news_again(engine):
    book = template(engine)
    say(book, "Milestones", "1.1f", status="Deferred", due=dt.date(2022, 9, 1), comment="Nobody applied")
    stored(engine, book)
    (update,) = updates_of(engine, "1.1f")
    assert (update.status, update.due, update.reason) == (Status.DEFERRED, dt.date(2022, 9, 1), "Nobody applied")
    again = template(engine)
    say(again, "Recommendations", "3", status="in progress", progress="A check was agreed")
    assert [change.about for change in examined(engine, again).news.changes] == ["Recommendation 3"]


def test_a_recommendation_goes_through(engine):
    book = template(engine)
    say(book, "Recommendations", "2", status="In Progress", progress="A tracker is being bought")
    assert stored(engine, book).recommendations == 1
    assert store.reported(engine).recommendations == (
        RecommendationUpdate(
            "2",
            Progress.IN_PROGRESS,
            "A tracker is being bought",
            store.reported(engine).recommendations[0].recorded,
        ),
    )


def test_a_template_sent_back_as_it_came_is_told_so_and_not_stored(engine):
    seen = examined(engine, template(engine))
    assert [problem.line for problem in seen.errors] == [intake.NOTHING_NEW]
    with pytest.raises(RefusedError):
        intake.accept(engine, seen, by="Ada")
    assert on_record(engine).submissions == ()


def test_without_a_store_a_file_is_held_against_nothing_reported(own_database):
    book = openpyxl.load_workbook(io.BytesIO(ingest.template_workbook(PLAN, JUNE, reported=NOTHING_REPORTED)))
    say(book, "Milestones", "2.8a", status="on track")
    seen = examined(None, book)
    assert (seen.holds, seen.problems) == ("1 milestone", ())
    assert not store.exists(own_database)


def test_figures_and_milestones_of_one_file_are_stored_together_and_unchanged_rows_left_out(engine):
    book = template(engine)
    say(book, "Milestones", "2.8a", status="on track")
    stored(engine, book)
    both = openpyxl.load_workbook(io.BytesIO(fill(saved(template(engine)), {"EHCP1": (17, 33)})))
    say(both, "Milestones", "1.3f", status="not started")
    seen = examined(engine, both)
    assert seen.holds == "1 figure, 1 milestone"
    assert {problem.code for problem in seen.warnings} == {"due_and_missing"}
    intake.accept(engine, seen, by="Ada", confirmed=True, reason="Only these")
    assert [one.milestone for one in store.reported(engine).milestones] == ["2.8a", "1.3f"]


def test_a_withdrawal_takes_back_what_came_with_the_submission(engine):
    book = template(engine)
    say(book, "Milestones", "2.8a", status="on track")
    stored(engine, book)
    later = template(engine)
    say(later, "Milestones", "2.8a", status="complete", completed=DAY)
    submission = stored(engine, later, "later.xlsx")
    assert [one.status for one in updates_of(engine, "2.8a")] == [Status.ON_TRACK, Status.COMPLETE]
    store.withdraw(engine, submission.id, by="Ada", reason="Wrong milestone")
    assert [one.status for one in updates_of(engine, "2.8a")] == [Status.ON_TRACK]
    assert on_record(engine).submissions[1].milestones == 1


def test_what_is_no_longer_complete_waits_to_be_confirmed(engine):
    book = template(engine)
    say(book, "Milestones", "2.8a", status="complete", completed=DAY)
    stored(engine, book)
    back = template(engine)
    say(back, "Milestones", "2.8a", status="at risk", completed=None)
    seen = examined(engine, back)
    assert [problem.code for problem in seen.warnings] == ["no_longer_complete"]
    with pytest.raises(RefusedError, match="1 warning waits"):
        intake.accept(engine, seen, by="Ada")
    assert intake.accept(engine, seen, by="Ada", confirmed=True, reason="It fell over").milestones == 1


def test_errors_in_figures_and_in_milestones_are_told_together_without_warnings(engine):
    book = openpyxl.load_workbook(io.BytesIO(fill(saved(template(engine)), {"EHCP1": (33, 17)})))
    say(book, "Milestones", "2.8a", status="complete")
    say(book, "Milestones", "1.3f", status="done")
    seen = examined(engine, book)
    assert [problem.code for problem in seen.problems] == [
        "numerator_above_denominator",
        "unknown_status",
        "cannot_stand",
    ]
    place = next(problem for problem in seen.problems if problem.code == "cannot_stand")
    assert (place.sheet, place.cell[0]) == ("Milestones", "D")
    assert not ingest.why_not_marked(seen.extract.content, seen.problems)
    marked = openpyxl.load_workbook(io.BytesIO(ingest.marked_workbook(seen.extract.content, seen.problems)))
    assert "Say on which day 2.8a was completed." in marked["Milestones"][place.cell].comment.text


def test_an_update_recorded_meanwhile_makes_the_file_be_looked_at_again(engine):
    book = template(engine)
    say(book, "Milestones", "2.8a", status="on track")
    seen = examined(engine, book)
    store.update_milestone(engine, PLAN, MilestoneUpdate("2.8a", Status.AT_RISK), by="Grace")
    with pytest.raises(RefusedError, match="were recorded since"):
        intake.accept(engine, seen, by="Ada")
    (change,) = examined(engine, book).news.changes
    assert (change.was, change.becomes) == ("at risk", "on track")


def test_a_template_downloaded_earlier_does_not_undo_what_another_organisation_sent_since(engine):
    ours, theirs = template(engine), template(engine)
    say(ours, "Recommendations", "2", status="in progress", progress="A tracker is being bought")
    say(ours, "Milestones", "2.8a", status="on track")
    stored(engine, ours)
    say(theirs, "Milestones", "3.8b", status="on track")
    seen = examined(engine, theirs, "theirs.xlsx")
    assert [change.about for change in seen.news.changes] == ["3.8b"]
    assert seen.extract.notes == (
        "Changed since this template was downloaded, and left as they are known now: Recommendation 2.",
    )
    intake.accept(engine, seen, by="Grace")
    third = template(engine)
    store.update_milestone(engine, PLAN, MilestoneUpdate("2.8a", Status.AT_RISK), by="Ada")
    say(third, "Milestones", "1.3f", status="not started")
    assert [change.about for change in examined(engine, third).news.changes] == ["1.3f"]


def test_the_same_bytes_are_known_again_and_after_a_withdrawal_new(engine):
    book = template(engine)
    say(book, "Milestones", "2.8a", status="on track")
    content = saved(book)
    first = intake.examine(PLAN, engine, content, "june.xlsx", TODAY)
    intake.accept(engine, first, by="Ada")
    again = intake.examine(PLAN, engine, content, "june.xlsx", TODAY)
    assert (again.already.id, again.problems, again.news.changes) == (1, (), ())
    store.withdraw(engine, 1, by="Ada", reason="Too early")
    assert intake.examine(PLAN, engine, content, "june.xlsx", TODAY).holds == "1 milestone"
