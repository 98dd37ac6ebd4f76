"""Long tables: one row a measure and month, under headings that every office words in its own way."""

from __future__ import annotations

import datetime as dt

from tests.workbooks.drawing import draw
from tests.workbooks.gallery import Shelf, series

SHELF = Shelf()

APRIL, MAY, JUNE = (dt.date(2022, month, 1) for month in (4, 5, 6))
ENDS = (dt.date(2022, 4, 30), dt.date(2022, 5, 31), dt.date(2022, 6, 30))


@SHELF.means(series("EHCP1", (6, 19), (7, 20)) | series("COM4", 812), layouts=(1,))
def long_with_our_own_headings_in_another_order():
    return draw(
        ["Commentary", "Symbol", "Value", "Denominator", "Numerator", "Breakdown", "Month", "Title", "Measure"],
        ["Easter fell in it.", None, None, 19, 6, None, APRIL, "EHC plans issued within 20 weeks", "EHCP1"],
        [None, None, 35, 20, 7, None, MAY, "EHC plans issued within 20 weeks", "EHCP1"],
        [None, None, 812, None, None, None, APRIL, "People signed up to the SEND newsletter", "COM4"],
    )


@SHELF.means(series("EHCP1", (6, 19), (7, 20)) | series("ASC1", (None, 20.0, 60.5, "")), layouts=(1,))
def long_headed_kpi_period_num_den_result_comments():
    return draw(
        ["KPI", "Period", "Num", "Den", "Result", "Comments"],
        ["EHCP1", "Apr-22", 6, 19, 31.6, "Easter fell in it."],
        ["EHCP1", "May-22", 7, 20, 35, None],
        ["ASC1", "Apr-22", None, 20, 60.5, None],
    )


@SHELF.means(series("EHCP1", (6, 19), (7, 20), (17, 41)), layouts=(1,))
def long_headed_indicator_reporting_month_percent_narrative():
    return draw(
        ["Indicator", "Reporting month", "Numerator", "Denominator", "%", "Narrative"],
        ["EHCP1", "April 2022", 6, 19, 0.316, "Easter fell in it."],
        ["EHCP1", "May 2022", 7, 20, 0.35, None],
        ["EHCP1", "June 2022", 17, 41, 0.415, None],
        formats={"E2:E4": "0.0%"},
    )


@SHELF.means(series("EHCP1", (6, 19), (7, 20), (17, 41)), layouts=(1,))
def long_headed_ref_month_ending_num_and_denom_with_points_performance():
    return draw(
        ["Ref", "Title", "Month ending", "Num.", "Denom.", "Performance"],
        ["EHCP1", "EHC plans issued within 20 weeks", ENDS[0], 6, 19, "31.6%"],
        ["EHCP1", "EHC plans issued within 20 weeks", ENDS[1], 7, 20, "35.0%"],
        ["EHCP1", "EHC plans issued within 20 weeks", ENDS[2], 17, 41, "41.5%"],
        formats={"C2:C4": "dd/mm/yyyy"},
    )


@SHELF.means(
    series("ASC1", 60.5, 58)
    | series("ASC1", 71, 66.5, breakdown="Whittington Health")
    | series("ASC1", 48, 47, breakdown="Tavistock and Portman"),
    layouts=(1,),
)
def long_headed_reference_organisation_period_actual():
    return draw(
        ["Period", "Reference", "Organisation", "Actual"],
        ["Apr-22", "ASC1", "Total", 60.5],
        ["Apr-22", "ASC1", "Whittington Health", 71],
        ["Apr-22", "ASC1", "Tavistock and Portman", 48],
        ["May-22", "ASC1", None, 58],
        ["May-22", "ASC1", "Whittington Health", 66.5],
        ["May-22", "ASC1", "Tavistock and Portman", 47],
    )


@SHELF.means(series("ASC2", 12, 11, breakdown="Under 5") | series("ASC2", 31, 30.5, breakdown="5 to 18"), layouts=(1,))
def long_headed_age_band():
    return draw(
        ["KPI", "Age band", "Month", "Value"],
        ["ASC2", "Under 5", "2022-04", 12],
        ["ASC2", "5 to 18", "2022-04", 31],
        ["ASC2", "Under 5", "2022-05", 11],
        ["ASC2", "5 to 18", "2022-05", "30.5 weeks"],
    )


@SHELF.means(
    series("EHCP1", 31.6, 35) | series("COM4", 812, 840),
    layouts=(1,),
    noted=("Target", "RAG", "YTD"),
)
def long_with_target_rag_year_to_date_and_owner_beside_the_actual():
    return draw(
        ["KPI", "Owner", "Month", "Target", "Actual", "RAG", "YTD", "Trend"],
        ["EHCP1", "Haringey Council", "Apr-22", 45, 31.6, "R", 33.2, "↑"],
        ["EHCP1", "Haringey Council", "May-22", 48, 35, "R", 33.7, "↑"],
        ["COM4", "Haringey Council", "Apr-22", 900, 812, "A", "#REF!", "→"],
        ["COM4", "Haringey Council", "May-22", 920, 840, "A", "-", "↑"],
    )


@SHELF.means(series("EHCP1", (6, 19), (7, 20)) | series("EHCP2", (13, 25), (15, 27)), layouts=(1, 3))
def long_with_a_title_and_a_date_above_and_notes_below():
    return draw(
        ["Haringey SEND improvement: monthly figures"],
        ["Prepared on", dt.date(2022, 7, 8)],
        [],
        ["KPI", "Month", "Numerator", "Denominator"],
        ["EHCP1", "Apr-22", 6, 19],
        ["EHCP1", "May-22", 7, 20],
        ["EHCP2", "Apr-22", 13, 25],
        ["EHCP2", "May-22", 15, 27],
        [],
        ["Notes"],
        ["1. EHCP1 leaves out 3 plans of April 2022 that the law excepts."],
        ["Source: the case system, 8 July 2022"],
        formats={"B2": "dd mmmm yyyy"},
    )


@SHELF.means(series("EHCP1", 31.6, 35, 41.5) | series("COM4", 812, 840, 871), layouts=(1, 3))
def long_with_each_measure_merged_down_over_its_months():
    return draw(
        ["KPI", "Month", "Result"],
        ["EHCP1", "Apr-22", 31.6],
        [None, "May-22", 35],
        [None, "Jun-22", 41.5],
        ["COM4", "Apr-22", 812],
        [None, "May-22", 840],
        [None, "Jun-22", 871],
        merged=("A2:A4", "A5:A7"),
    )


@SHELF.means(series("EHCP1", 31.6, 35) | series("COM4", 812, 840), layouts=(1, 3))
def long_with_each_month_merged_down_over_its_measures():
    return draw(
        ["Month", "KPI", "Result"],
        [APRIL, "EHCP1", 31.6],
        [None, "COM4", 812],
        [MAY, "EHCP1", 35],
        [None, "COM4", 840],
        merged=("A2:A3", "A4:A5"),
        formats={"A2:A5": "mmm-yy"},
    )


@SHELF.means(series("EHCP1", 31.6, 35) | series("ASC1", 60.5) | series("COM4", 812), layouts=(1, 3))
def long_with_a_row_for_each_area_between():
    return draw(
        ["KPI", "Month", "Result", "Comments"],
        ["WSOA 1: EHC plans"],
        ["EHCP1", "Apr-22", 31.6, None],
        ["EHCP1", "May-22", 35, "Two posts filled."],
        ["WSOA 2: Autism assessments"],
        ["ASC1", "Apr-22", 60.5, None],
        ["WSOA 3: Communication"],
        ["COM4", "Apr-22", 812, None],
        merged=("A2:D2", "A5:D5", "A7:D7"),
    )


@SHELF.means(series("EHCP1", 31.6, 35) | series("COM4", 812), layouts=(1, 5))
def long_with_the_months_to_come_listed_and_blank():
    months = ("Apr-22", "May-22", "Jun-22", "Jul-22", "Aug-22", "Sep-22")
    given = {("EHCP1", "Apr-22"): 31.6, ("EHCP1", "May-22"): 35, ("COM4", "Apr-22"): 812}
    return draw(
        ["KPI", "Month", "Target", "Result"],
        *([measure, month, 50, given.get((measure, month))] for measure in ("EHCP1", "COM4") for month in months),
    )


@SHELF.refused(layouts=(1,), unknown_measure="A3", month_unreadable="B4", not_a_number="C5")
def long_with_a_slip_in_each_row():
    return draw(
        ["KPI", "Month", "Result"],
        ["EHCP1", "Apr-22", 31.6],
        ["EHPC1", "May-22", 35],
        ["EHCP1", "Quarter 1", 36],
        ["COM4", "Apr-22", "about 800"],
    )
