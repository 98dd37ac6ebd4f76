"""Tables of milestones and recommendations, read by worked workbooks and by whatever may stand in a cell."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sendkpi.ingest.codes import Fault
from sendkpi.ingest.reading.file import read_file
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.record.extract import WrittenDue
from sendkpi.record.updates import MilestoneUpdate, Progress, RecommendationUpdate, Status
from sendkpi.values import day_name
from tests.ingest.delivery_book import MILESTONE, PLAN, book, milestones, read, recommendations
from tests.ingest.sheets import HEADINGS, TODAY, codes, lines

APRIL, JUNE = dt.date(2022, 4, 1), dt.date(2022, 6, 1)
DAY = dt.date(2022, 6, 13)
FIGURES = [HEADINGS, ["EHCP1", None, APRIL, None, 6, 19, None, None, None]]
DONE = ["1.1a", "Title of 1.1a", APRIL, "complete", DAY, "Minute 7", "At last"]
COMPLETE = MilestoneUpdate("1.1a", Status.COMPLETE, None, DAY, APRIL, "", "Minute 7", "At last")


def one(content) -> MilestoneUpdate:
    extract = read(content)
    assert not extract.problems, lines(extract)
    (update,) = extract.milestones
    return update


# what a row says


def test_a_row_is_read_with_its_place_and_a_row_without_a_status_is_not():
    extract = read(milestones(DONE, ["1.1b", "Title of 1.1b", JUNE]))
    assert extract.milestones == (COMPLETE,)
    assert extract.milestones[0].place == "Milestones!D2"
    assert (extract.problems, extract.notes, extract.rows.empty) == ((), (), True)


def test_a_workbook_of_milestones_alone_is_accepted():
    assert read(milestones(DONE)).accepted


def test_what_is_said_of_a_deferral_is_its_reason():
    update = one(milestones(["1.1a", None, "September 2022", "deferred", None, None, "Nobody\n applied "]))
    assert (update.due, update.reason, update.comment) == (dt.date(2022, 9, 1), "Nobody\napplied", "")


def test_the_month_of_a_recurring_milestone_says_which_time_is_meant():
    update = one(milestones(["1.3c", None, "May 2022", "at risk", None, None, None]))
    assert (update.occurrence, update.due) == (dt.date(2022, 5, 1), None)


@pytest.mark.parametrize("due", [None, "when guidance published", " When  guidance PUBLISHED"])
def test_what_the_plan_published_in_place_of_a_month_is_no_month(due):
    assert one(milestones(["1.3f", None, due, "not started", None, None, None])).due is None


def test_a_month_without_a_status_is_kept_apart():
    extract = read(
        milestones(DONE, ["1.1b", None, "September 2022"], ["1.3f", None, "some time"], ["9.9z", None, JUNE])
    )
    assert extract.dues == (WrittenDue("1.1b", dt.date(2022, 9, 1), "Milestones!C3"),)
    assert not extract.problems


def test_recommendations_are_read_by_number():
    extract = read(recommendations([2, None, "In progress", "A pilot runs"], ["1", None, None, None]))
    assert extract.recommendations == (RecommendationUpdate("2", Progress.IN_PROGRESS, "A pilot runs"),)
    assert extract.recommendations[0].place == "Recommendations!C2"


@pytest.mark.parametrize(
    "written", ["1.1a", " 1.1 a ", "1.1A", "1.1(a)", "1.1.a", "Milestone 1.1a", "title of 1.1A", "1-1a"]
)
def test_a_reference_is_read_however_it_is_spelt(written):
    assert one(milestones([written, None, None, "on track"])).milestone == "1.1a"


@pytest.mark.parametrize(
    "written", [11, 11.0, "11", "11.", "Rec 11", "R11", "Recommendation 11", "no. 11", "#11", "11.0"]
)
def test_a_number_is_read_however_it_is_spelt(written):
    extract = read(recommendations([written, None, "addressed", "Done"]))
    assert [update.recommendation for update in extract.recommendations] == ["11"]


@pytest.mark.parametrize("written", ["1.1", 1.1, "111"])
def test_a_number_is_never_taken_for_another(written):
    assert codes(read(recommendations([written, "Recommended thing 9", "addressed", "Done"]))) == [
        "unknown_recommendation"
    ]


@pytest.mark.parametrize("status", Status)
def test_a_status_is_read_whatever_its_capitals_blanks_and_hyphens(status):
    for written in (status.upper(), f"  {status.title()} ", status.replace(" ", "-"), status.replace(" ", "\u00a0")):
        assert one(milestones(["1.3f", None, None, written, None, None, None])).status is status


@pytest.mark.parametrize(
    "written",
    [DAY, dt.datetime(2022, 6, 13, 9, 30), "13/06/2022", "13.6.22", "13 June 2022", "13th Jun 22", "2022-06-13"],  # noqa: DTZ001
)
def test_a_day_of_completion_is_read_days_before_months(written):
    assert one(milestones(["1.1a", None, None, "complete", written])).completed_on == DAY


@pytest.mark.parametrize("written", ["June 2022", "06/2022", "yes", 44725, "31/06/2022", "13/13/2022", "13/06/1822"])
def test_what_is_no_day_is_refused(written):
    extract = read(milestones(["1.1a", None, None, "complete", written]))
    assert codes(extract) == ["day_unreadable"]
    assert extract.problems[0].cell == "E2"
    assert extract.milestones == ()


# where a table stands


def test_title_rows_above_other_names_and_another_order_of_columns():
    headings = ["Current Status", None, "Comments", "MILESTONE REF", "Date completed", "Owner"]
    content = book(("Tracker", [["Delivery tracker"], [], headings, ["Complete", None, "Yes", "1.1A", DAY, "Ada"]]))
    extract = read(content)
    assert extract.milestones == (MilestoneUpdate("1.1a", Status.COMPLETE, completed_on=DAY, comment="Yes"),)
    assert extract.milestones[0].place == "Tracker!A4"
    assert extract.notes == ("Tracker: columns passed over: Owner.",)


def test_a_column_of_titles_headed_milestone_is_not_the_reference():
    headings = ["Milestone", "Ref", "Status", "Due date"]
    assert one(milestones(["Something", "1.1a", "on track", None], headings=headings)).milestone == "1.1a"


def test_figures_and_milestones_in_one_workbook_or_one_sheet_are_both_read():
    apart = book(("KPIs", FIGURES), ("Milestones", [MILESTONE, DONE]))
    below = book(("All", [*FIGURES, [], ["Milestones"], MILESTONE, DONE]))
    above = book(("All", [MILESTONE, DONE, [], *FIGURES]))
    beside = book(("All", [[*top, None, *own] for top, own in zip(FIGURES, [MILESTONE, DONE], strict=True)]))
    for content in (apart, below, above, beside):
        extract = read(content)
        assert not extract.problems, lines(extract)
        assert extract.milestones == (COMPLETE,)
        assert list(extract.rows["measure"]) == ["EHCP1"]


def test_a_wide_table_below_milestones_is_read_as_figures():
    wide = [["Measure", "Apr-22", "May-22", "Jun-22"], ["EHCP1", 40, 41, 42]]
    extract = read(book(("All", [MILESTONE, DONE, [], *wide])))
    assert not extract.problems, lines(extract)
    assert extract.milestones == (COMPLETE,)
    assert list(extract.rows["value"]) == [40, 41, 42]


def test_a_table_of_figures_with_references_and_statuses_is_no_list_of_milestones():
    headings = ["Ref", "Status", "Due", "Apr-22", "May-22"]
    extract = read(book(("KPIs", [headings, ["EHCP1", "on track", "Dec 2022", 40, 41]])))
    assert extract.milestones == ()
    assert list(extract.rows["value"]) == [40, 41]


def test_another_list_with_such_headings_is_passed_over_and_named():
    risks = [["Ref", "Risk", "Status", "Due date"], ["R-07", "Staff leave", "open", "May 2022"]]
    actions = [["No", "Action", "Status", "Update"], [1, "Write to the panel", "In progress", "Drafted"]]
    extract = read(book(("KPIs", FIGURES), ("Risks", risks), ("Actions", actions)))
    assert (extract.problems, extract.milestones, extract.recommendations) == ((), (), ())
    assert extract.notes == ("Sheets read: KPIs. Sheets passed over: Risks; Actions.",)


def test_recommendations_are_known_by_their_titles_whatever_the_sheet_is_called():
    rows = [["No", "Title", "Status", "Update"], [1, "Recommended thing 1", "In progress", "Drafted"]]
    assert [one.recommendation for one in read(book(("Panel", rows))).recommendations] == ["1"]


def test_beside_milestones_a_sheet_without_measures_is_passed_over_and_one_with_them_is_asked_about():
    notes = read(book(("Milestones", [MILESTONE, DONE]), ("Notes", [["Thank you"]])))
    assert (notes.question, codes(notes)) == (None, [])
    assert notes.notes == ("Sheets read: Milestones. Sheets passed over: Notes.",)
    odd = read(book(("Milestones", [MILESTONE, DONE]), ("Odd", [["KPI", "Done", "All"], ["EHCP1", 6, 19]])))
    assert codes(odd) == ["layout_unknown"]
    assert [table.sheet for table in odd.question.tables] == ["Odd"]


def test_figures_are_asked_about_as_before_where_there_are_milestones_too():
    extract = read(book(("KPIs", FIGURES), ("Milestones", [MILESTONE, ["1.1a"]])))
    assert (extract.problems, extract.notes, len(extract.asked)) == ((), (), 1)


def test_footnotes_and_headings_of_areas_between_the_rows_say_nothing():
    extract = read(milestones(["Area 1"], DONE, [], ["Note: as agreed in March."]))
    assert (extract.milestones, extract.problems) == ((COMPLETE,), ())


# what is wrong


def test_a_misspelt_heading_is_told_and_not_lost():
    extract = read(milestones(DONE, headings=[*MILESTONE[:5], "Evidance", "Comment"]))
    assert lines(extract) == ["Milestones!F1 · The heading “Evidance” is not known. Did you mean Evidence?"]


def test_a_misspelt_status_column_is_told_too():
    extract = read(milestones(DONE, headings=[*MILESTONE[:3], "Statsu", *MILESTONE[4:]]))
    assert lines(extract) == ["Milestones!D1 · The heading “Statsu” is not known. Did you mean Status?"]


def test_two_columns_of_one_name_are_reported():
    assert codes(read(milestones([*DONE, "on track"], headings=[*MILESTONE, "Status"]))) == ["column_repeated"]


def test_all_that_is_wrong_in_a_row_is_told_at_once_and_in_the_order_of_the_sheet():
    extract = read(
        milestones(["1.1b", "Title of 1.1a", "Spring", "done", "June 2022"], ["1.1z", None, None, None, DAY])
    )
    assert [(problem.cell, problem.code, problem.about) for problem in extract.problems] == [
        ("B2", "title_disagrees", "1.1b"),
        ("C2", "month_unreadable", "1.1b"),
        ("D2", "unknown_status", "1.1b"),
        ("E2", "day_unreadable", "1.1b"),
        ("A3", "unknown_milestone", ""),
        ("D3", "status_missing", ""),
    ]


def test_problems_of_figures_and_of_milestones_are_told_together():
    figures = [HEADINGS, ["EHCP1", None, APRIL, None, 19, 6, None, None, None]]
    extract = read(book(("KPIs", figures), ("Milestones", [MILESTONE, [*DONE[:3], "done", *DONE[4:]]])))
    assert codes(extract) == ["numerator_above_denominator", "unknown_status"]


def test_an_excel_error_in_any_cell_that_is_read_is_reported():
    assert codes(read(milestones(["1.1a", None, "#REF!", "on track", None, "#N/A", None]))) == ["error_value"] * 2


def test_a_repeated_row_counts_once_and_is_reported():
    extract = read(milestones(DONE, DONE))
    assert (codes(extract), extract.milestones) == (["repeated_row"], (COMPLETE,))


def test_two_rows_that_differ_are_refused_wherever_they_stand():
    other = [*DONE[:5], "Minute 8", None]
    extract = read(book(("A", [MILESTONE, DONE]), ("B", [MILESTONE, other])))
    assert lines(extract) == ["B!D2 · 1.1a · A!D2 says something else of it. Keep the right one."]
    assert extract.milestones == ()


def test_two_times_of_a_recurring_milestone_are_two_rows():
    rows = [["1.3c", None, month, "on track"] for month in (APRIL, JUNE)]
    assert [update.occurrence for update in read(milestones(*rows)).milestones] == [APRIL, JUNE]


def test_rows_that_all_name_nothing_known_are_refused_where_the_headings_leave_no_doubt():
    assert codes(read(milestones(["7.7a", None, None, "on track"]))) == ["unknown_milestone"]


@pytest.mark.parametrize(
    "words", ["NHS number 943 476 5919", "Letter to the family, DOB 10/12/2012", "UPN A801200001001"]
)
@pytest.mark.parametrize("column", [5, 6])
def test_words_that_hold_a_mark_of_a_child_keep_the_whole_file_out(words, column):
    row = [*DONE]
    row[column] = words
    extract = read(milestones(row))
    assert codes(extract) == ["child_level"]
    assert (extract.content, extract.milestones) == (b"", ())


def test_a_template_in_which_nothing_is_filled_reports_nothing():
    extract = read(milestones(["1.1a", "Title of 1.1a", APRIL], ["1.1b", "Title of 1.1b", JUNE]))
    assert lines(extract) == ["No row has a status. Choose a status for what has moved, and save before sending."]


# whatever stands in a cell

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(
    lambda text: not ILLEGAL_CHARACTERS_RE.search(text) and not text.startswith("=")
)
CELLS = (
    TEXTS
    | st.integers(-(10**6), 10**6)
    | st.floats(-1e6, 1e6)
    | st.booleans()
    | st.dates(dt.date(1990, 1, 1))
    | st.none()
)


def found(content: bytes):
    """What is read in this process: a hundred times."""
    given_ = read_file(PLAN, content, "july.xlsx", TODAY, (), None)
    assert not isinstance(given_, Fault)
    return given_


@given(st.lists(CELLS, min_size=6, max_size=6), st.sampled_from(["1.1a", "1.3c", "1.3f"]))
@hypothesis_settings(max_examples=80, deadline=None)
@example([None, None, "0", None, "#N/A", "'"], "1.1a")
def test_a_row_that_says_anything_is_read_or_refused_and_never_both(cells, ref):
    answer = found(milestones(["1.1b"], [ref, *cells]))
    says = any(not Cell(3, 1, value).blank for value in cells[2:])
    refused = any(problem.cell.endswith("3") for problem in answer.problems)
    assert says is (refused != bool(answer.milestones))


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2022, 7, 15)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d", "%d-%b-%Y", ""]),
)
@hypothesis_settings(max_examples=60, deadline=None)
def test_a_day_written_in_any_usual_way_is_that_day(day, way):
    written = day.strftime(way) if way else day_name(day)
    (update,) = found(milestones(["1.1a", None, None, "complete", written])).milestones
    assert update.completed_on == day


@given(TEXTS)
@hypothesis_settings(max_examples=60, deadline=None)
def test_no_other_word_is_ever_taken_for_a_status(word):
    plain = "".join(sign for sign in word.casefold() if "a" <= sign <= "z" or "0" <= sign <= "9")
    known = {status.replace(" ", ""): status for status in Status}
    answer = found(milestones(["1.1a", None, None, word], DONE[:1]))
    assert [update.status for update in answer.milestones] == ([known[plain]] if plain in known else [])


@given(TEXTS)
@hypothesis_settings(max_examples=60, deadline=None)
def test_no_other_text_is_ever_taken_for_a_reference(text):
    answer = found(milestones([text, None, None, "on track"], ["1.1b"]))
    plain = "".join(sign for sign in text.casefold() if sign.isascii() and sign.isalnum())
    assert all(update.milestone.replace(".", "") in plain for update in answer.milestones)
