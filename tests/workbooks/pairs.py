"""Several columns or rows a month: target and actual, numerator, denominator and percentage."""

from __future__ import annotations

import datetime as dt

from tests.workbooks.drawing import draw
from tests.workbooks.gallery import Shelf, series

SHELF = Shelf()

ACTUAL = series("EHCP1", 31.6, 35, 41.5) | series("COM4", 812, 840, 871)
COUNTED = series("EHCP1", (6, 19), (7, 20), (17, 41)) | series("EHCP2", (13, 25), (15, 27), (18, 30))

EHCP1 = (6, 19, 0.316, 7, 20, 0.35, 17, 41, 0.415)
EHCP2 = (13, 25, 0.52, 15, 27, 0.556, 18, 30, 0.6)


@SHELF.means(ACTUAL, layouts=(4,), noted=("Target",))
def target_and_actual_under_merged_months():
    return draw(
        ["KPI", "Apr-22", None, "May-22", None, "Jun-22", None],
        [None, "Target", "Actual", "Target", "Actual", "Target", "Actual"],
        ["EHCP1", 45, 31.6, 48, 35, 51, 41.5],
        ["COM4", 900, 812, "-", 840, None, 871],
        merged=("A1:A2", "B1:C1", "D1:E1", "F1:G1"),
    )


@SHELF.means(ACTUAL, layouts=(4,), noted=("Milestone",))
def milestone_and_actual_under_dates_merged():
    return draw(
        [None, dt.date(2022, 4, 1), None, dt.date(2022, 5, 1), None, dt.date(2022, 6, 1), None],
        ["Indicator", "Milestone", "Actual", "Milestone", "Actual", "Milestone", "Actual"],
        ["EHCP1", "45%", "31.6%", "48%", "35%", "51%", "41.5%"],
        ["COM4", "900", 812, "920", 840, "950 sign-ups", 871],
        merged=("B1:C1", "D1:E1", "F1:G1"),
        formats={"B1:G1": "mmm-yy"},
    )


@SHELF.means(ACTUAL, layouts=(4,), noted=("RAG",))
def actual_target_and_rag_under_months_written_over_the_first_column_only():
    return draw(
        ["Ref", "Apr-22", None, None, "May-22", None, None, "Jun-22"],
        [None, *(("Actual", "Target", "RAG") * 3)],
        ["EHCP1", 31.6, 45, "R", 35, 48, "R", 41.5, 51, "R"],
        ["COM4", 812, 900, "A", 840, 920, "A", 871, 950, "A"],
    )


@SHELF.means(COUNTED, layouts=(4,))
def num_den_and_percent_under_merged_months():
    return draw(
        ["KPI", "Apr-22", None, None, "May-22", None, None, "Jun-22", None, None],
        [None, *(("Num", "Den", "%") * 3)],
        ["EHCP1", *EHCP1],
        ["EHCP2", *EHCP2],
        merged=("B1:D1", "E1:G1", "H1:J1"),
        formats={cell: "0.0%" for column in "DGJ" for cell in (f"{column}3", f"{column}4")},
    )


@SHELF.means(COUNTED, layouts=(4,))
def numerator_denominator_and_percent_with_each_month_over_its_first_column():
    return draw(
        ["KPI", "April 2022", None, None, "May 2022", None, None, "June 2022", None, None],
        [None, *(("Numerator", "Denominator", "%") * 3)],
        ["EHCP1", *EHCP1],
        ["EHCP2", *EHCP2],
        formats={cell: "0%" for column in "DGJ" for cell in (f"{column}3", f"{column}4")},
    )


@SHELF.means(ACTUAL, layouts=(4,))
def month_and_part_in_one_heading():
    return draw(
        ["KPI", *(f"{month} {part}" for month in ("Apr-22", "May-22", "Jun-22") for part in ("Target", "Actual"))],
        ["EHCP1", 45, 31.6, 48, 35, 51, 41.5],
        ["COM4", 900, 812, 920, 840, 950, 871],
    )


@SHELF.means(COUNTED, layouts=(4,))
def month_and_numerator_or_denominator_in_one_heading_with_a_line_break():
    months = ("April 2022", "May 2022", "June 2022")
    return draw(
        ["KPI", *(f"{month}\n{part}" for month in months for part in ("Num.", "Den."))],
        ["EHCP1", 6, 19, 7, 20, 17, 41],
        ["EHCP2", 13, 25, 15, 27, 18, 30],
    )


@SHELF.means(ACTUAL, layouts=(4,))
def actual_and_target_as_rows_under_each_measure_merged_down():
    return draw(
        ["KPI", None, "Apr-22", "May-22", "Jun-22"],
        ["EHCP1", "Target", 45, 48, 51],
        [None, "Actual", 31.6, 35, 41.5],
        ["COM4", "Target", 900, 920, 950],
        [None, "Actual", 812, 840, 871],
        merged=("A2:A3", "A4:A5"),
    )


@SHELF.means(COUNTED, layouts=(4,))
def numerator_denominator_and_percent_as_rows_with_each_measure_named_once():
    return draw(
        ["KPI", "Data", "Apr-22", "May-22", "Jun-22"],
        ["EHCP1", "Numerator", 6, 7, 17],
        [None, "Denominator", 19, 20, 41],
        [None, "%", 0.316, 0.35, 0.415],
        ["EHCP2", "Numerator", 13, 15, 18],
        [None, "Denominator", 25, 27, 30],
        [None, "%", 0.52, 0.556, 0.6],
        formats={"C4:E4": "0.0%", "C7:E7": "0.0%"},
    )


@SHELF.means(ACTUAL, layouts=(4,))
def all_actuals_in_one_group_of_months_and_all_targets_in_another():
    months = ("Apr-22", "May-22", "Jun-22")
    return draw(
        [None, "Actual", None, None, "Target", None, None],
        ["KPI", *months, *months],
        ["EHCP1", 31.6, 35, 41.5, 45, 48, 51],
        ["COM4", 812, 840, 871, 900, 920, 950],
        merged=("B1:D1", "E1:G1"),
    )


@SHELF.means(
    series("ASC1", (None, 30.0, 60.5, ""), (None, 32.0, 58.0, ""))
    | series("ASC1", (None, 10.0, 71.0, ""), (None, 12.0, 66.5, ""), breakdown="Whittington Health"),
    layouts=(4,),
)
def denominator_and_value_of_a_wait_with_its_providers():
    return draw(
        ["KPI", "Provider", "Apr-22", None, "May-22", None],
        [None, None, "Den", "Value", "Den", "Value"],
        ["ASC1", None, 30, 60.5, 32, 58],
        ["ASC1", "Whittington Health", 10, 71, 12, 66.5],
        merged=("C1:D1", "E1:F1"),
    )


@SHELF.means(series("EHCP1", 31.6, 35) | series("EHCP2", 52, 55.5), layouts=(3, 4))
def years_over_months_over_target_and_actual():
    return draw(
        ["Performance against target"],
        [None, "2022/23", None, None, None],
        [None, "Apr", None, "May", None],
        ["KPI", "Target", "Actual", "Target", "Actual"],
        ["EHCP1", 45, 31.6, 48, 35],
        ["EHCP2", 55, 52, 57, 55.5],
        merged=("B2:E2", "B3:C3", "D3:E3"),
    )


@SHELF.refused(layouts=(4,), value_contradicts="C3", numerator_above_denominator="B4")
def num_percent_and_den_that_do_not_agree():
    return draw(
        ["KPI", "Apr-22", None, None],
        [None, "Num", "%", "Den"],
        ["EHCP1", 6, 40, 19],
        ["EHCP2", 27, None, 15],
        merged=("B1:D1",),
    )
