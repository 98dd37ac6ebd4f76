"""Wide tables: measures down and months across, with a month written in each of the ways that people write it."""

from __future__ import annotations

import datetime as dt

from tests.workbooks import parts
from tests.workbooks.drawing import draw
from tests.workbooks.gallery import MEANT, ROWS, Shelf, series

SHELF = Shelf()

STARTS = tuple(dt.date(2022, month, 1) for month in (4, 5, 6))
ENDS = (dt.date(2022, 4, 30), dt.date(2022, 5, 31), dt.date(2022, 6, 30))

HEADINGS: dict[str, tuple[tuple[object, ...], str]] = {
    "dates shown as Apr-22": (STARTS, "mmm-yy"),
    "dates shown as April 2022": (STARTS, "mmmm yyyy"),
    "dates of month ends": (ENDS, "dd/mm/yyyy"),
    "text Apr-22": (("Apr-22", "May-22", "Jun-22"), "General"),
    "text April 2022": (("April 2022", "May 2022", "June 2022"), "General"),
    "text Apr 22": (("Apr 22", "May 22", "Jun 22"), "General"),
    "text 2022-04": (("2022-04", "2022-05", "2022-06"), "General"),
    "text 2022/23 M1": (("2022/23 M1", "2022/23 M2", "2022/23 M3"), "General"),
    "text dates, the day first": (("01/04/2022", "01/05/2022", "01/06/2022"), "@"),
    "text Apr over 2022 in one cell": (("Apr\n2022", "May\n2022", "Jun\n2022"), "General"),
}
"""Three headings for April, May and June 2022, and the cells' format."""


def _under(headings: tuple[object, ...], number_format: str) -> bytes:
    return draw(["KPI", *headings], *ROWS, formats={"B1:D1": number_format})


for _how, (_headings, _format) in HEADINGS.items():
    SHELF.means(MEANT, layouts=(2,), name=f"wide with months as {_how}")(
        lambda headings=_headings, number_format=_format: _under(headings, number_format)
    )


@SHELF.means(layouts=(2,))
def wide_with_months_under_a_merged_financial_year():
    return draw(
        [None, "2022/23", None, None],
        ["KPI", "Apr", "May", "Jun"],
        *ROWS,
        merged=("B1:D1",),
    )


@SHELF.means(
    series("EHCP1", 28.5, 29, 30, 31.6, 35, start="2022-01") | series("COM4", 640, 700, 750, 812, 840, start="2022-01"),
    layouts=(2,),
)
def wide_with_january_to_march_in_the_second_calendar_year_of_a_financial_year():
    return draw(
        [None, "2021/22", None, None, "2022/23", None],
        ["KPI", "Jan", "Feb", "Mar", "Apr", "May"],
        ["EHCP1", 28.5, 29, 30, 31.6, 35],
        ["COM4", 640, 700, 750, 812, 840],
        merged=("B1:D1", "E1:F1"),
    )


@SHELF.means(layouts=(2,))
def wide_with_the_year_written_over_the_first_month_only():
    return draw(["Indicator", "FY 2022-23"], [None, "April", "May", "June"], *ROWS)


@SHELF.means(layouts=(2,))
def wide_with_month_numbers_under_a_merged_financial_year():
    return draw(
        [None, "2022/23", None, None],
        ["KPI", "M1", "M2", "M3"],
        *ROWS,
        merged=("B1:D1",),
    )


@SHELF.means(
    series("EHCP1", 27, 28, 28.5, 29, start="2021-11") | series("COM4", 610, 620, 640, 700, start="2021-11"),
    layouts=(2,),
)
def wide_with_month_names_under_two_calendar_years():
    return draw(
        [None, 2021, None, 2022, None],
        ["KPI", "November", "December", "January", "February"],
        ["EHCP1", 27, 28, 28.5, 29],
        ["COM4", 610, 620, 640, 700],
        merged=("B1:C1", "D1:E1"),
    )


@SHELF.means(layouts=(2,))
def wide_with_the_newest_month_first():
    return draw(["KPI", "Jun-22", "May-22", "Apr-22"], *([one[0], *reversed(one[1:])] for one in ROWS))


@SHELF.means(layouts=(2,), noted=("Baseline", "YTD", "RAG"))
def wide_with_title_unit_baseline_and_target_before_the_months_and_year_to_date_rag_and_trend_after():
    beside = {"EHCP1": ("EHC plans issued within 20 weeks", "%", 37, 80, 36.4, "Red", "↑")}
    beside["EHCP2"] = ("EHC plans that meet the co-production expectations", "%", None, 75, 56.2, "Green", "↑")
    beside["COM4"] = ("People signed up to the SEND newsletter", "Number", 600, 1000, 871, "Amber", "↑")
    return draw(
        ["Ref", "Title", "Unit", "Baseline", "2022/23 target", "Apr-22", "May-22", "Jun-22", "YTD", "RAG", "Trend"],
        *([one[0], *beside[one[0]][:4], *one[1:], *beside[one[0]][4:]] for one in ROWS),
    )


@SHELF.means(series("EHCP1", 31.6, 35, 41.5, 44) | series("COM4", 812, 840, 871, 902), layouts=(2,), noted=("Q1",))
def wide_with_a_quarter_and_a_total_between_and_after_the_months():
    return draw(
        ["KPI", "Apr-22", "May-22", "Jun-22", "Q1", "Jul-22", "Total"],
        ["EHCP1", 31.6, 35, 41.5, 36.4, 44, 38.1],
        ["COM4", 812, 840, 871, 871, 902, 902],
    )


@SHELF.means(
    series("EHCP1", 31.6, 35, 41.5) | series("EHCP3", 64, start="2022-06"),
    layouts=(2,),
)
def wide_with_a_quarterly_measure_given_in_the_quarters_last_month():
    return draw(
        ["KPI", "Apr-22", "May-22", "Jun-22"],
        ["EHCP1", 31.6, 35, 41.5],
        ["EHCP3", None, None, 64],
    )


@SHELF.means(
    series("ASC1", 60.5, 58, 55)
    | series("ASC1", 71, 66.5, 63, breakdown="Whittington Health")
    | series("ASC1", 48, 47, 45, breakdown="Tavistock and Portman")
    | series("EHCP1", 31.6, 35, 41.5),
    layouts=(2,),
)
def wide_with_a_column_of_providers():
    return draw(
        ["KPI", "Provider", "Apr-22", "May-22", "Jun-22"],
        ["ASC1", "Total", 60.5, 58, 55],
        ["ASC1", "Whittington Health", 71, 66.5, 63],
        ["ASC1", "Tavistock and Portman", 48, 47, 45],
        ["EHCP1", None, 31.6, 35, 41.5],
    )


@SHELF.means(layouts=(2,))
def wide_with_months_worked_out_by_formulas():
    content = draw(
        ["KPI", STARTS[0], "=EDATE(B1,1)", "=EDATE(C1,1)"],
        *ROWS,
        formats={"B1:D1": "mmm-yy"},
    )
    return parts.with_results(content, {"C1": "44682", "D1": "44713"})


@SHELF.refused(layouts=(2,), unknown_measure="A3")
def wide_with_a_row_for_a_measure_that_the_plan_does_not_have():
    return draw(["KPI", "Apr-22", "May-22", "Jun-22"], ROWS[0], ["EHCP9", 12, 13, 14])


@SHELF.refused(layouts=(2,), month_in_future=None)
def wide_with_a_figure_in_a_month_to_come():
    return draw(["KPI", "Jun-22", "Jul-22", "Aug-22"], ["EHCP1", 31.6, 35, None], ["COM4", 812, 840, 871])


@SHELF.refused(layouts=(2,), wrong_period=None)
def wide_with_a_quarterly_measure_given_in_the_middle_of_a_quarter():
    return draw(["KPI", "Apr-22", "May-22", "Jun-22"], ["EHCP1", 31.6, 35, 41.5], ["EHCP3", None, 64, None])


@SHELF.refused(layouts=(2,), percentage_out_of_range="C2")
def wide_with_a_percentage_above_100():
    return draw(["KPI", "Apr-22", "May-22", "Jun-22"], ["EHCP1", 31.6, 350, 41.5])
