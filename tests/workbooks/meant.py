"""Layouts of the job that are read at the first try: turned round, a sheet a month or a measure, pivots, own names."""

from __future__ import annotations

import datetime as dt

from tests.workbooks.drawing import book, draw, page
from tests.workbooks.gallery import MEANT, ROWS, Shelf, series

SHELF = Shelf()

HEADINGS = ("KPI", "Apr-22", "May-22", "Jun-22")
TWO = series("EHCP1", 31.6, 35) | series("COM4", 812, 840)
WAITS = (
    series("ASC1", 70, 69)
    | series("ASC1", 71, 70, breakdown="Whittington Health")
    | series("ASC1", 48, 47, breakdown="Tavistock and Portman")
)


@SHELF.means(TWO)
def months_down_and_measures_across():
    return draw(["Month", "EHCP1", "COM 4"], ["Apr-22", 31.6, 812], ["May-22", 35, 840], ["Total", 66.6, 1652])


@SHELF.means(TWO)
def months_down_under_titles():
    titles = ("EHC plans issued within 20 weeks", "People signed up to the SEND newsletter")
    days = (dt.datetime(2022, 4, 1), dt.datetime(2022, 5, 1))  # noqa: DTZ001 - a day in a cell has no zone
    return draw([None, *titles], [days[0], 31.6, 812], [days[1], 35, 840])


@SHELF.means(TWO)
def months_down_without_a_year_on_a_tab_of_one():
    return draw(["Month", "EHCP1", "COM4"], ["Apr", 31.6, 812], ["May", 35, 840], title="2022-23")


@SHELF.means(series("EHCP1", (6, 19), (14, 40)) | series("EHCP2", (3, 9), (4, 10)))
def measures_across_each_over_its_parts():
    return draw(
        ["Month", "EHCP1", None, "EHCP2", None],
        [None, "Num", "Den", "Num", "Den"],
        ["Apr-22", 6, 19, 3, 9],
        ["May-22", 14, 40, 4, 10],
        merged=("B1:C1", "D1:E1"),
    )


@SHELF.means(series("EHCP1", (6, 19), (14, 40)))
def a_sheet_a_month():
    rows = ["KPI", "Numerator", "Denominator"]
    return book(page(rows, ["EHCP1", 6, 19], title="Apr 22"), page(rows, ["EHCP1", 14, 40], title="May 22"))


@SHELF.means(series("EHCP1", 31.6, 35))
def a_sheet_a_month_under_the_year():
    rows = ["KPI", "Value"]
    return book(
        page(["2022/23"], rows, ["EHCP1", 31.6], title="April"), page(["2022/23"], rows, ["EHCP1", 35], title="May")
    )


@SHELF.means(series("EHCP1", (6, 19), (14, 40)) | series("EHCP2", (3, 9), (4, 10)))
def a_sheet_a_measure():
    head = ["Month", "Numerator", "Denominator"]
    return book(
        page(["EHC plans issued within 20 weeks"], head, ["Apr-22", 6, 19], ["May-22", 14, 40], title="EHC P 1"),
        page(head, ["Apr-22", 3, 9], ["May-22", 4, 10], title="EHCP2"),
    )


@SHELF.means(series("EHCP1", (6, 19), (14, 40)))
def a_sheet_for_one_measure_with_its_parts_down():
    return draw([None, "Apr-22", "May-22"], ["Numerator", 6, 14], ["Denominator", 19, 40], title="EHCP1")


@SHELF.means(series("EHCP1", 31.6, 35) | series("EHCP2", 52, 55))
def blocks_of_months_each_under_its_measure():
    head = ["Month", "Value"]
    return draw(["EHCP1"], head, ["Apr-22", 31.6], ["May-22", 35], [], ["EHCP2"], head, ["Apr-22", 52], ["May-22", 55])


@SHELF.means(MEANT, layouts=(2,))
def months_without_a_year_under_a_title_that_has_it():
    return draw(
        ["SEND scorecard 2022/23"], [], ["KPI", "Apr", "May", "Jun", "YTD", "Target"], *([*row, 1, 60] for row in ROWS)
    )


@SHELF.means(series("EHCP1", 31.6, 35))
def months_with_their_year_in_a_column():
    return draw(
        ["KPI", "Financial year", "Month", "Value"],
        ["EHCP1", "2022/23", "April", 31.6],
        ["EHCP1", "2022/23", "May", 35],
    )


@SHELF.means(MEANT, layouts=(2,))
def months_that_lost_their_date_format():
    return draw(["KPI", 44652, 44682, 44713], *ROWS)


@SHELF.means(MEANT, layouts=(2,))
def months_marked_as_provisional_and_revised():
    return draw(["KPI", "Apr-22 (rev)", "May\n2022 (r)", "Jun-22 (provisional)"], *ROWS)


@SHELF.means(series("EHCP1", 31.6, 35, 41.5) | series("COM4", 812, 840, 871), layouts=(2,), noted=("Grand Total",))
def what_a_pivot_table_leaves():
    return draw(
        ["Average of Value", "Column Labels"],
        ["Row Labels", *HEADINGS[1:], "Grand Total"],
        ["EHCP1", 31.6, 35, 41.5, 36],
        ["COM4", 812, 840, 871, 841],
        ["Grand Total", 421.8, 437.5, 456.3, 438.5],
    )


@SHELF.means(WAITS, layouts=(2,))
def providers_below_their_measure():
    return draw(
        ["KPI", "Apr-22", "May-22"],
        ["ASC1", 70, 69],
        ["   Whittington Health NHS Trust", 71, 70],
        ["   Tavistock & Portman", 48, 47],
    )


@SHELF.means(WAITS, layouts=(2,))
def providers_beside_a_measure_that_is_named_once():
    return draw(
        ["KPI", "Provider", "Apr-22", "May-22"],
        ["ASC1", "Whittington Health", 71, 70],
        [None, "Tavistock and Portman", 48, 47],
        [None, "All providers", 70, 69],
    )


@SHELF.means(
    series("ASC1", 71, 70, breakdown="Whittington Health") | series("ASC1", 48, 47, breakdown="Tavistock and Portman")
)
def a_sheet_a_provider():
    head = ["KPI", "Apr-22", "May-22"]
    return book(
        page(head, ["ASC1", 71, 70], title="Whittington Health"),
        page(["Tavistock and Portman"], head, ["ASC1", 48, 47], title="Sheet2"),
    )


@SHELF.means(
    series("ASC1", 71, 70, breakdown="Whittington Health")
    | series("ASC2", 40, 41)
    | series("ASC1", 48, 47, breakdown="Tavistock and Portman")
)
def a_provider_at_the_first_row_of_its_group_alone():
    return draw(
        ["Provider", "KPI", "Apr-22", "May-22"],
        ["Whittington Health", "ASC1", 71, 70],
        ["Tavistock and Portman", "ASC1", 48, 47],
        ["Total", "ASC2", 40, 41],
    )


@SHELF.means(MEANT, layouts=(2,), noted=("rows left out: Permanent exclusions",))
def a_row_of_something_that_the_plan_does_not_track():
    return draw(HEADINGS, *ROWS, ["Permanent exclusions", 3, 4, 5])


@SHELF.means(MEANT, layouts=(3,), noted=("Applied filters",))
def the_line_of_filters_that_a_report_tool_adds():
    return draw(HEADINGS, *ROWS, [], ["Applied filters: Area is Anywhere"])


@SHELF.means(
    dict.fromkeys(series("EHCP1", 0), (6.0, 19.0, 600 / 19, ""))
    | dict.fromkeys(series("EHCP1", None, 0), (14.0, 40.0, 35.0, ""))
)
def three_rows_of_a_measure_that_are_its_parts():
    return draw(
        ["Ref", "Indicator", "Apr-22", "May-22"],
        ["EHCP1", "Number of plans issued within 20 weeks", 6, 14],
        ["EHCP1", "Number of plans issued", 19, 40],
        ["EHCP1", "% issued within 20 weeks", 6 / 19, 0.35],
        formats={"C4:D4": "0.0%"},
    )
