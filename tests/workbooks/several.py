"""Several sheets and several tables: hidden ones, other services' ones, figures given twice."""

from __future__ import annotations

import openpyxl
from openpyxl.chart import LineChart, Reference

from tests.workbooks import parts
from tests.workbooks.drawing import book, draw, page, saved
from tests.workbooks.gallery import MEANT, ROWS, Shelf, series

SHELF = Shelf()

HEADINGS = ("KPI", "Apr-22", "May-22", "Jun-22")
HOUSING = (
    ("KPI", "Apr-22", "May-22", "Jun-22"),
    ("HRA1 Repairs finished on time", 88, 90, 91),
    ("HRA2 Homes let", 112, 98, 105),
)


@SHELF.means(layouts=(6,), noted=("Read me", "Housing", "KPIs"))
def our_sheet_between_a_guide_and_another_services_sheet():
    return book(
        page(["How to fill in this return"], ["Type the figures of each month into the sheet KPIs."], title="Read me"),
        page(HEADINGS, *ROWS),
        page(*HOUSING, title="Housing"),
    )


@SHELF.means(layouts=(6,), noted=("Last version", "Lookups"))
def hidden_sheets_with_other_figures_of_the_same_months():
    return book(
        page(HEADINGS, ["EHCP1", 11.1, 12.2, 13.3], title="Last version", state="hidden"),
        page(HEADINGS, *ROWS),
        page(HEADINGS, ["COM4", 1, 2, 3], title="Lookups", state="veryHidden"),
    )


@SHELF.means(layouts=(6,))
def a_sheet_for_each_area():
    return book(
        page(HEADINGS, *ROWS[:2], title="WSOA 1"),
        page(["Communication"], [], HEADINGS, ROWS[2], title="WSOA 3"),
    )


@SHELF.means(layouts=(6,))
def a_long_table_in_one_sheet_and_a_wide_one_in_another():
    return book(
        page(HEADINGS, *ROWS[:2], title="Rates"),
        page(
            ["Measure", "Month", "Value"],
            ["COM4", "April 2022", 812],
            ["COM4", "May 2022", 840],
            ["COM4", "June 2022", 871],
            title="Counts",
        ),
    )


@SHELF.means(
    MEANT | series("EHCP1", 28.5, 29, 30, start="2022-01") | series("COM4", 640, 700, 750, start="2022-01"),
    layouts=(6,),
)
def two_tables_under_each_other_with_months_of_their_own():
    return draw(
        ["Financial year 2022/23"],
        HEADINGS,
        *ROWS,
        [],
        [],
        ["Financial year 2021/22"],
        ["KPI", "Jan-22", "Feb-22", "Mar-22"],
        ["EHCP1", 28.5, 29, 30],
        ["COM4", 640, 700, 750],
    )


@SHELF.means(layouts=(6,))
def two_tables_side_by_side():
    return draw(
        ["WSOA 1: EHC plans", None, None, None, None, "WSOA 3: Communication"],
        [*HEADINGS, None, *HEADINGS],
        [*ROWS[0], None, *ROWS[2]],
        ROWS[1],
    )


@SHELF.means(layouts=(6,), repeated_row=("Summary!B2", "Summary!C2", "Summary!D2"))
def the_same_figures_in_two_sheets():
    return book(page(HEADINGS, *ROWS), page(HEADINGS, ROWS[0], title="Summary"))


@SHELF.refused(layouts=(6,), contradicting_rows="Summary!C2", repeated_row=("Summary!B2", "Summary!D2"))
def other_figures_in_a_second_sheet():
    return book(page(HEADINGS, *ROWS), page(HEADINGS, ["EHCP1", 31.6, 36, 41.5], title="Summary"))


@SHELF.refused(layouts=(6,), contradicting_rows="G3")
def two_tables_of_one_sheet_that_contradict_each_other():
    return draw(
        ["Return", None, None, None, None, "Check"],
        ["KPI", "Apr-22", "May-22", None, None, "KPI", "Apr-22"],
        ["EHCP1", 31.6, 35, None, None, "EHCP1", 30.6],
    )


@SHELF.means(layouts=(6,))
def a_chart_on_the_sheet_and_a_sheet_that_is_a_chart():
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "KPIs"
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    for place in (sheet, made.create_chartsheet("Trend")):
        chart = LineChart()
        chart.add_data(Reference(sheet, min_col=1, max_col=4, min_row=2, max_row=2), from_rows=True)
        place.add_chart(chart)
    return parts.shared(saved(made))


@SHELF.means(layouts=(6,))
def empty_sheets_that_excel_adds():
    return book(page(HEADINGS, *ROWS, title="Sheet1"), page(title="Sheet2"), page(title="Sheet3"))
