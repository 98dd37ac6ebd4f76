"""What stands around a table and between its rows: titles, dates, notes, spacers, group labels, sub-headings."""

from __future__ import annotations

import datetime as dt

from tests.workbooks.drawing import book, draw, page
from tests.workbooks.gallery import ROWS, Shelf, series

SHELF = Shelf()

MONTHS = ("Apr-22", "May-22", "Jun-22")
ASC1 = (
    series("ASC1", 60.5, 58, 55)
    | series("ASC1", 71, 66.5, 63, breakdown="Whittington Health")
    | series("ASC1", 48, 47, 45, breakdown="Tavistock and Portman")
)


@SHELF.means(layouts=(2, 3))
def a_title_a_date_and_blank_rows_above():
    return draw(
        ["SEND improvement plan: performance to June 2022"],
        ["Report date:", dt.date(2022, 7, 8)],
        [],
        [],
        ["KPI", *MONTHS],
        *ROWS,
        merged=("A1:D1",),
        formats={"B2": "dd/mm/yyyy"},
    )


@SHELF.means(layouts=(2, 3))
def notes_below_that_hold_numbers_and_names_of_months():
    return draw(
        ["KPI", *MONTHS],
        *ROWS,
        [],
        ["Notes"],
        ["1 EHCP1: in April 2022 we issued 19 plans, 6 of them within 20 weeks; 3 excepted."],
        ["2", "From June 2022 people who never open the newsletter are left out."],
        ["*", "Provisional until 31 July 2022"],
        ["Source: case system"],
        ["Last updated", dt.date(2022, 7, 8)],
        ["Page 1 of 1"],
        formats={"B11": "dd mmm yyyy"},
    )


@SHELF.means(layouts=(2, 3))
def the_table_starts_in_column_c_of_row_five():
    return draw(["KPI", *MONTHS], *ROWS, at="C5")


@SHELF.means(layouts=(2, 3))
def blank_rows_and_columns_between():
    spaced = [["KPI", None, "Apr-22", None, "May-22", None, "Jun-22"], []]
    for measure, *figures in ROWS:
        spaced += [[measure, None, figures[0], None, figures[1], None, figures[2]], []]
    return draw(*spaced, at="B2")


@SHELF.means(layouts=(2, 3))
def each_area_merged_down_the_left():
    return draw(
        ["Area", "KPI", *MONTHS],
        ["WSOA 1: EHC plans", *ROWS[0]],
        [None, *ROWS[1]],
        ["WSOA 3: Communication", *ROWS[2]],
        merged=("A2:A3",),
    )


@SHELF.means(ASC1 | series("EHCP1", 31.6, 35, 41.5), layouts=(2, 3))
def each_measure_merged_down_over_its_providers():
    return draw(
        ["KPI", "Organisation", *MONTHS],
        ["ASC1", "Total", 60.5, 58, 55],
        [None, "Whittington Health", 71, 66.5, 63],
        [None, "Tavistock and Portman", 48, 47, 45],
        ["EHCP1", None, 31.6, 35, 41.5],
        merged=("A2:A4",),
    )


@SHELF.means(layouts=(2, 3))
def a_merged_sub_heading_row_for_each_area():
    return draw(
        ["KPI", *MONTHS],
        ["WSOA 1 – EHC plans"],
        ROWS[0],
        ROWS[1],
        ["WSOA 3 – Communication"],
        ROWS[2],
        merged=("A2:D2", "A5:D5"),
    )


@SHELF.means(layouts=(2, 3))
def a_sub_heading_in_the_first_cell_and_a_blank_row_before_each_area():
    return draw(
        ["Ref", "Indicator", *MONTHS],
        [],
        ["Area of weakness 1"],
        ["EHCP1", "EHC plans issued within 20 weeks", *ROWS[0][1:]],
        ["EHCP2", "EHC plans that meet the co-production expectations", *ROWS[1][1:]],
        [],
        ["Area of weakness 3"],
        ["COM4", "People signed up to the SEND newsletter", *ROWS[2][1:]],
    )


@SHELF.means(layouts=(2, 3))
def the_headings_printed_again_under_each_area():
    return draw(
        ["WSOA 1: EHC plans"],
        ["KPI", *MONTHS],
        ROWS[0],
        ROWS[1],
        ["WSOA 3: Communication"],
        ["KPI", *MONTHS],
        ROWS[2],
    )


@SHELF.means(layouts=(2, 3))
def merged_years_and_merged_measure_heading_over_two_rows():
    return draw(
        ["Performance dashboard"],
        ["KPI", "2022/23", None, None],
        [None, "Apr", "May", "Jun"],
        *ROWS,
        merged=("A1:D1", "A2:A3", "B2:D2"),
    )


@SHELF.refused(hidden_figures="C2")
def a_row_and_a_column_of_the_table_are_hidden():
    return draw(["KPI", *MONTHS], *ROWS, hidden_rows=(3,), hidden_columns=("C",))


@SHELF.means(series("EHCP1", 31.6, 35, 41.5), layouts=(2, 3))
def milestones_and_words_of_the_plan_in_the_same_sheet_below():
    return draw(
        ["KPI", *MONTHS],
        ROWS[0],
        [],
        ["Milestone", "Due", "Status"],
        ["Recruit two case officers", "30 April 2022", "Done"],
        ["Agree the joint standard", "30 June 2022", "Late"],
    )


# What cannot be read without asking


@SHELF.refused(layouts=(3,), dates_in_doubt=None)
def one_month_named_only_in_the_title():
    return draw(
        ["Monthly KPI return: April 2022"],
        [],
        ["KPI", "Numerator", "Denominator", "%"],
        ["EHCP1", 6, 19, "31.6%"],
        ["EHCP2", 13, 25, "52%"],
    )


@SHELF.means(series("EHCP1", (6, 19), (7, 20)), layouts=(6,))
def one_month_a_sheet_named_only_on_its_tab():
    headings = ["KPI", "Numerator", "Denominator"]
    return book(
        page(headings, ["EHCP1", 6, 19], title="April 2022"),
        page(headings, ["EHCP1", 7, 20], title="May 2022"),
    )


@SHELF.refused(nothing_reported=None)
def words_and_no_table():
    return draw(
        ["Dear all"],
        ["Please find below our commentary on EHC plans for June 2022."],
        ["We issued 17 of 41 plans within 20 weeks."],
    )


@SHELF.refused(month_unreadable=("B1", "C1", "D1"))
def months_without_a_year():
    return draw(["KPI", "Apr", "May", "Jun"], *ROWS)


@SHELF.refused(wrong_period=None)
def monthly_measures_under_quarters():
    return draw(["KPI", "Q1 2022/23", "Q2 2022/23"], ["EHCP1", 31.6, None], ["COM4", 871, None])
