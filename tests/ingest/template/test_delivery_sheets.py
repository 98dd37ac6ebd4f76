"""The template's sheets of milestones and recommendations as an officer opens them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest

from sendkpi import settings
from sendkpi.ingest import template_workbook
from sendkpi.ingest.opening.workbook import open_workbook
from sendkpi.ingest.persons.check import check_persons
from sendkpi.plan import read as read_plan
from sendkpi.record.update_rules import recurs
from sendkpi.record.updates import NOTHING_REPORTED, Progress, RecommendationUpdate, Reported, Status
from tests.delivery import done, milestone, milestone_update, plan_of, put_off, recurring
from tests.ingest.delivery_book import MILESTONE, PLAN, RECOMMENDATION, read, recommendation
from tests.ingest.sheets import opened, saved

HARINGEY = read_plan(settings.plan_folder())
JUNE = dt.date(2022, 6, 1)


def book(plan=PLAN, *, month=JUNE, reported=NOTHING_REPORTED):
    return opened(template_workbook(plan, month, reported=reported))


def table(sheet):
    """The rows below the headings, by the first column and the third where that tells occurrences apart."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def row_of(name, *updates, plan=PLAN):
    return next(row for row in table(book(plan, reported=Reported(updates))["Milestones"]) if row[0] == name)


def test_the_sheets_stand_after_the_figures_each_one_table_from_a1():
    made = book()
    assert made.sheetnames == ["Read me", "KPIs", "Milestones", "Recommendations", "Lists"]
    for title, headings, last in (("Milestones", MILESTONE, "G8"), ("Recommendations", RECOMMENDATION, "D4")):
        sheet = made[title]
        assert [cell.value for cell in sheet[1]] == headings
        assert sheet.tables[title].ref == f"A1:{last}"
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"


def test_a_plan_without_milestones_or_recommendations_has_no_such_sheet():
    assert book(replace(PLAN, milestones=())).sheetnames == ["Read me", "KPIs", "Recommendations", "Lists"]
    assert book(replace(PLAN, recommendations=())).sheetnames == ["Read me", "KPIs", "Milestones", "Lists"]


def test_without_what_is_reported_a_template_is_about_figures_alone():
    assert opened(template_workbook(PLAN, JUNE)).sheetnames == ["Read me", "KPIs", "Lists"]


def test_due_is_a_month_or_else_what_the_plan_published():
    due = {row[0]: row[2] for row in table(book()["Milestones"]) if row[0] != "1.3c"}
    assert due == {
        "1.1a": dt.datetime(2022, 4, 1),  # noqa: DTZ001 - as Excel holds it
        "1.1b": dt.datetime(2022, 6, 1),  # noqa: DTZ001
        "1.3f": "when guidance published",
        "2.7b": "from Apr 2022",
    }
    assert {cell.number_format for cell in book()["Milestones"]["C"][1:]} == {"mmmm yyyy"}
    assert {cell.number_format for cell in book()["Milestones"]["E"][1:]} == {"d mmmm yyyy"}


def test_what_is_known_stands_in_its_row_and_nothing_where_nothing_is():
    assert row_of("1.1b")[3:] == [None] * 4
    known = row_of("1.1a", done("1.1a", 2022, 4, 29, evidence="Minute 7", comment="At last"))
    assert known[3:] == ["complete", dt.datetime(2022, 4, 29), "Minute 7", "At last"]  # noqa: DTZ001


def test_a_deferred_milestone_shows_its_new_month_and_why():
    known = row_of("1.1a", put_off("1.1a", "2022-09", comment="Told the board"))
    assert known[2] == dt.datetime(2022, 9, 1)  # noqa: DTZ001
    assert known[3:] == ["deferred", None, None, "The supplier is late\nTold the board"]
    later = row_of("1.1a", put_off("1.1a", "2022-09"), milestone_update("1.1a", Status.ON_TRACK))
    assert (later[2], later[3]) == (dt.datetime(2022, 9, 1), "on track")  # noqa: DTZ001


def occurrences_shown(*updates, month=JUNE, plan=PLAN):
    rows = table(book(plan, month=month, reported=Reported(updates))["Milestones"])
    return [(f"{row[2]:%Y-%m}", row[3]) for row in rows if row[0] == "1.3c"]


def test_each_time_of_a_recurring_milestone_has_a_row_until_it_is_complete():
    assert occurrences_shown() == [("2022-04", None), ("2022-05", None), ("2022-06", None)]
    assert occurrences_shown(done("1.3c", 2022, 5, 3, occurrence="2022-04")) == [("2022-05", None), ("2022-06", None)]


def test_the_newest_time_has_a_row_though_it_is_complete_and_the_first_before_any_has_come():
    every = [done("1.3c", 2022, 6, 30, occurrence=month) for month in ("2022-04", "2022-05", "2022-06")]
    assert occurrences_shown(*every) == [("2022-06", "complete")]
    assert occurrences_shown(month=dt.date(2022, 1, 1)) == [("2022-04", None)]


def test_a_time_that_is_put_off_stands_under_its_own_month():
    assert occurrences_shown(put_off("1.3c", "2022-08", occurrence="2022-05"))[1] == ("2022-05", "deferred")


def test_a_cadence_that_no_calendar_knows_is_one_row():
    plan = plan_of(recurring("1.3c", cadence="each meeting"))
    assert occurrences_shown(plan=plan) == [("2022-04", None)]


def test_a_recommendation_shows_its_newest_status_and_else_the_published_one():
    update = RecommendationUpdate("2", Progress.IN_PROGRESS, "A pilot runs")
    rows = table(book(reported=Reported(recommendations=(update,)))["Recommendations"])
    assert rows[0] == ["1", "Recommended thing 1", "not started", "Work had not begun."]
    assert rows[1] == ["2", "Recommended thing 2", "in progress", "A pilot runs"]


@pytest.mark.parametrize(
    ("title", "letter", "words"), [("Milestones", "D", Status), ("Recommendations", "C", Progress)]
)
def test_a_status_is_chosen_from_a_list(title, letter, words):
    made = book()
    (check,) = made[title].data_validations.dataValidation
    assert str(check.sqref) == f"{letter}2:{letter}500"
    offered = made["Lists"][check.formula1.split("!")[1].replace("$", "")]
    assert [cell.value for (cell,) in offered] == list(words)


def test_the_list_reaches_below_the_last_of_many_rows():
    sheet = book(plan_of(recurring("1.3c")), month=dt.date(2090, 1, 1))["Milestones"]
    assert str(sheet.data_validations.dataValidation[0].sqref) == f"D2:D{sheet.max_row - 1 + 50}"


@pytest.mark.parametrize("title", ["Milestones", "Recommendations"])
def test_titles_are_locked_without_a_password_and_the_rest_is_not(title):
    sheet = book()[title]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for cells in sheet.iter_cols(min_row=2):
        locked = {cell.protection.locked for cell in cells}
        assert locked == {sheet.cell(1, cells[0].column).value == "Title"}


def test_the_read_me_explains_statuses_days_and_what_to_do_with_a_milestone_that_moves():
    words = dict(book()["Read me"].iter_rows(values_only=True))
    assert all(status in words["Milestones"] for status in Status)
    assert all(status in words["Recommendations"] for status in Progress)
    assert "13 June 2022" in words["A completed milestone"]
    assert "the new month in Due and the reason in Comment" in words["A milestone that moves"]
    assert "Milestones page" in words["A milestone that comes again"]
    assert "KPIs, Milestones and Recommendations" in words["Other columns and sheets"]


def test_the_read_me_of_a_template_about_figures_alone_says_nothing_of_milestones():
    words = dict(opened(template_workbook(PLAN, JUNE))["Read me"].iter_rows(values_only=True))
    assert "Milestones" not in words
    assert "Only the columns of KPIs are read" in words["Other columns and sheets"]


def test_text_that_begins_like_a_formula_is_written_as_text():
    plan = replace(
        plan_of(milestone("1.1a", title="=1+1")), recommendations=(recommendation("1", progress="@SUM(A1)"),)
    )
    reported = Reported((done("1.1a", 2022, 4, 29, evidence="+44"),))
    content = template_workbook(plan, JUNE, reported=reported)
    cells = [opened(content)["Milestones"][place] for place in ("B2", "F2")]
    cells.append(opened(content)["Recommendations"]["D2"])
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), ("+44", "s"), ("@SUM(A1)", "s")]
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)


def test_the_template_of_the_whole_plan_holds_every_milestone_and_is_no_record_of_persons():
    content = template_workbook(HARINGEY, JUNE, HARINGEY.owners[0], reported=NOTHING_REPORTED)
    rows = table(opened(content)["Milestones"])
    assert list(dict.fromkeys(row[0] for row in rows)) == [one.id for one in HARINGEY.milestones]
    once = [one.id for one in HARINGEY.milestones if not recurs(one)]
    assert [row[0] for row in rows if row[0] in once] == once
    assert all(row[3] is None for row in rows)
    assert len(table(opened(content)["Recommendations"])) == 14
    assert check_persons(open_workbook(content)) is None


def test_the_moment_of_what_is_known_goes_with_the_workbook_and_is_read_back():
    known = done("1.1a", 2022, 4, 29)
    for reported, moment in (
        (NOTHING_REPORTED, dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
        (Reported((known,)), known.recorded.at),
    ):
        assert read(template_workbook(PLAN, JUNE, reported=reported)).known_at == moment
    assert read(template_workbook(PLAN, JUNE)).known_at is None


@pytest.mark.parametrize("written", ["yesterday", "2022-06-01", None, 7])
def test_a_moment_that_somebody_typed_over_is_no_moment(written):
    made = book()
    lists = made["Lists"]
    at = next(cell for cell in lists[1] if cell.value == "Known as at")
    lists.cell(2, at.column).value = written
    assert read(saved(made)).known_at is None


def test_a_row_is_as_high_as_its_longest_text():
    reported = Reported((done("1.1a", 2022, 4, 29, evidence="word " * 20, comment="one\ntwo\nthree\nfour"),))
    sheet = book(reported=reported)["Milestones"]
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [4 * 15, None]
