"""Tables that explain themselves only in part: nothing in them is taken for a figure before somebody has said so."""

from __future__ import annotations

import openpyxl
import pytest

from sendkpi.ingest import read_workbook
from sendkpi.ingest.tables.fingerprints import layout_from
from sendkpi.ingest.tables.suggestions import suggested_answer
from sendkpi.layouts import Column, Months
from tests.ingest.sheets import APRIL, PLAN, TODAY, codes, lines, opened, read, saved

PAIRS = [
    ["Measure", "Apr-22", None, "May-22", None],
    [None, "Hoped for", "Came out", "Hoped for", "Came out"],
    ["EHCP1", 50, 45, 50, None],
]
BESIDE = [["Measure", "Apr-22 Hoped for", "Apr-22 Came out", "May-22 Hoped for", "May-22 Came out"], *PAIRS[2:]]
LATER = [["Measure", "Jun-22", None], [None, "Hoped for", "Came out"], ["EHCP1", 50, 48]]


def sheet(*rows, title="Scorecard", merged=()):
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    return saved(book)


def figures(extract):
    """Measure, month and value of each row."""
    rows = extract.rows
    return [
        (measure, f"{month:%Y-%m}", value)
        for measure, month, value in zip(rows["measure"], rows["month"], rows["value"], strict=True)
    ]


@pytest.mark.parametrize("content", [sheet(*PAIRS), sheet(*PAIRS, merged=["B1:C1", "D1:E1"])], ids=["plain", "merged"])
def test_two_unknown_headings_under_a_month_are_asked_about_and_neither_is_read(content):
    extract = read(content)
    assert codes(extract) == ["layout_unknown"]
    assert lines(extract)[0].startswith("Scorecard!B2 · Under the months stands “Hoped for”, and it is not clear")
    assert extract.rows.empty
    assert [table.sheet for table in extract.question.tables] == ["Scorecard"]


def test_one_unknown_heading_beside_a_target_is_asked_about_too():
    rows = [["Measure", "Apr-22", None], [None, "Target", "Came out"], ["EHCP1", 50, 45]]
    assert codes(read(sheet(*rows))) == ["layout_unknown"]


def test_an_unknown_heading_beside_the_actual_is_passed_over():
    rows = [["Measure", "Apr-22", None], [None, "Hoped for", "Actual"], ["EHCP1", 50, 45]]
    extract = read(sheet(*rows))
    assert figures(extract) == [("EHCP1", "2022-04", 45.0)]
    assert any("Hoped for" in note for note in extract.notes)


@pytest.mark.parametrize("rows", [PAIRS, BESIDE], ids=["under the months", "beside the months"])
def test_once_it_is_said_which_heading_is_the_figure_every_month_is_read_by_it(rows):
    content = sheet(*rows)
    table = read(content).question.tables[0]
    layout = layout_from(table, 1, {Column.MEASURE: 1, Column.VALUE: 3}, Months.ACROSS, "pairs")
    extract = read_workbook(PLAN, content, "pairs.xlsx", TODAY, layouts=(layout,))
    assert not extract.problems
    assert figures(extract) == [("EHCP1", "2022-04", 45.0)]
    assert extract.layouts == ("pairs",)


def test_the_next_months_file_is_read_by_the_same_answer():
    table = read(sheet(*PAIRS)).question.tables[0]
    layout = layout_from(table, 1, {Column.MEASURE: 1, Column.VALUE: 3}, Months.ACROSS, "pairs")
    extract = read_workbook(PLAN, sheet(*LATER), "june.xlsx", TODAY, layouts=(layout,))
    assert figures(extract) == [("EHCP1", "2022-06", 48.0)]


def above(*titles):
    """The rows of a table whose month stands in the lines above it, and the answer that says so."""
    rows = [*([title] for title in titles), ["Measure", "Reached"], ["EHCP1", 45]]
    known = sheet(["April 2022"], ["Measure", "Reached"], ["EHCP1", 45])
    layout = layout_from(
        read(known).question.tables[0], 2, {Column.MEASURE: 1, Column.VALUE: 2}, Months.ABOVE, "one month"
    )
    return read_workbook(PLAN, sheet(*rows), "one.xlsx", TODAY, layouts=(layout,))


@pytest.mark.parametrize(
    "titles",
    [
        ("SEND KPIs May 2022", "Produced 3 June 2022"),
        ("Printed 12/06/2022", "May 2022"),
        ("May 2022", "Due in May 2022"),
    ],
)
def test_the_month_above_a_table_counts_before_the_day_it_was_made(titles):
    assert figures(above(*titles)) == [("EHCP1", "2022-05", 45.0)]


def test_of_two_months_above_a_table_none_is_chosen():
    extract = above("SEND KPIs May 2022", "Published 12/06/2022, next due July 2022")
    assert codes(extract) == ["month_unreadable"]
    assert "“May 2022; July 2022” cannot be read as a month." in lines(extract)[0]


def test_a_footnote_mark_at_a_month_is_no_part_of_it():
    extract = read(sheet(["Measure", "Apr-22", "May-22*", "Jun-22¹"], ["EHCP1", 45, 46, 47]))
    assert figures(extract) == [("EHCP1", "2022-04", 45.0), ("EHCP1", "2022-05", 46.0), ("EHCP1", "2022-06", 47.0)]


def test_a_month_with_other_words_is_not_read_and_somebody_must_confirm_that():
    extract = read(sheet(["Measure", "Apr-22", "May-22", "Jun-22 (projected)"], ["EHCP1", 45, 46, 47]))
    assert [value for _, _, value in figures(extract)] == [45.0, 46.0]
    assert lines(extract) == [
        (
            "Scorecard!D1 · The column “Jun-22 (projected)” holds figures, and is not read. "
            "Confirm that it may be left out, or correct its heading."
        )
    ]
    assert extract.accepted


def test_a_column_that_may_say_of_whom_the_figures_are_must_be_confirmed():
    extract = read(sheet(["Measure", "Month", "Team", "Value"], ["EHCP1", "Apr-22", "East", 45]))
    assert codes(extract) == ["column_left_out"]
    assert "The column “Team” holds “East” and the like, and is not read." in lines(extract)[0]


@pytest.mark.parametrize(
    "rows",
    [
        [["Measure", "Q1 2022/23"], ["EHCP3", 45]],
        [[None, "2022/23", None], ["Measure", "Q1", "Q2"], ["EHCP3", 45, None]],
        [["Measure", "Period", "Value"], ["EHCP3", "2022/23 Q1", 45]],
    ],
    ids=["across", "under a year", "in a column"],
)
def test_a_quarterly_measure_may_be_given_by_its_quarter(rows):
    assert figures(read(sheet(*rows))) == [("EHCP3", "2022-06", 45.0)]


def test_a_monthly_measure_refuses_the_figure_of_a_quarter():
    extract = read(sheet(["Measure", "Q1 2022/23"], ["EHCP1", 45]))
    assert lines(extract) == [
        (
            "Scorecard!B1 · EHCP1, June 2022 · The figure is of a quarter, April to June 2022, and EHCP1 is reported "
            "once a month. Give the month and its own figure."
        )
    ]


def test_of_two_tables_side_by_side_neither_is_called_passed_over():
    rows = [["Measure", "Apr-22", None, "Measure", "Apr-22"], ["EHCP1", 45, None, "EHCP2", 46]]
    extract = read(sheet(*rows))
    assert len(extract.rows) == 2
    assert extract.notes == ()


def test_a_target_named_with_its_month_is_called_so_where_it_is_passed_over():
    extract = read(sheet(["Measure", "Target Apr-22", "Actual Apr-22"], ["EHCP1", 50, 45]))
    assert figures(extract) == [("EHCP1", "2022-04", 45.0)]
    assert extract.notes == ("Scorecard: columns passed over: Target Apr-22.",)


def test_a_usual_name_of_a_figure_is_offered_in_the_question():
    rows = [["May 2022"], ["June 2022"], ["Measure", "Done", "Value"], ["EHCP1", "yes", 45]]
    table = read(sheet(*rows)).question.tables[0]
    assert suggested_answer(PLAN, table, 3) == ({Column.MEASURE: 1, Column.VALUE: 3}, Months.ABOVE)


TWICE = (
    "April 2022 stands over two columns, and nothing says which of them holds the figure. "
    "Head them Actual and Target, or keep one of them."
)


def test_a_month_under_two_unknown_groups_is_read_in_neither():
    rows = [[None, "Hoped for", None, "Came out", None], ["Measure", *("Apr-22", "May-22") * 2], ["EHCP1", 50, 50]]
    extract = read(sheet(*rows))
    assert lines(extract)[0] == f"Scorecard!D2 · {TWICE}"
    assert codes(extract) == ["column_repeated"] * 2
    assert extract.rows.empty


def test_a_month_merged_over_two_columns_of_figures_is_read_in_neither():
    rows = [["Measure", "Apr-22", None], ["EHCP1", 50, 50], ["EHCP2", 50, None]]
    assert lines(read(sheet(*rows, merged=["B1:C1"]))) == [f"Scorecard!B1 · {TWICE}"]


def test_a_month_merged_over_a_blank_column_is_read():
    rows = [["Measure", "Apr-22", None], ["EHCP1", 50, None]]
    assert figures(read(sheet(*rows, merged=["B1:C1"]))) == [("EHCP1", "2022-04", 50.0)]


def test_a_long_log_of_dates_on_another_sheet_keeps_no_table_from_being_read():
    book = opened(sheet(["Measure", "Apr-22"], ["EHCP1", 45]))
    log = book.create_sheet("Log")
    for at in range(40_000):
        log.append(["entry", APRIL, APRIL, at])
    extract = read(saved(book))
    assert figures(extract) == [("EHCP1", "2022-04", 45.0)]
    assert extract.notes == ("Sheets read: Scorecard. Sheets passed over: Log.",)
