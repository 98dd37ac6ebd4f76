"""What is laid out like figures and is none: targets, other areas, drafts, running totals, weeks, other units."""

from __future__ import annotations

import datetime as dt

from tests.workbooks.drawing import book, draw, page
from tests.workbooks.gallery import MEANT, ROWS, Shelf, series

SHELF = Shelf()

HEADINGS = ("KPI", "Apr-22", "May-22", "Jun-22")
EARLIER = ("KPI", "Jan-22", "Feb-22", "Mar-22")
TARGETS = ("EHCP1", 50, 50, 50)
APRIL = dt.datetime(2022, 4, 1)  # noqa: DTZ001 - a day in a cell has no zone
EHCP1 = series("EHCP1", 31.6, 35, 41.5)

for _tab in ("Targets", "Trajectory 2022", "Forecast", "England", "SN average", "Example", "KPIs (old)", "Last year"):
    SHELF.means(MEANT, layouts=(6,), noted=("passed over",), name=f"a second sheet called {_tab}")(
        lambda tab=_tab: book(page(HEADINGS, *ROWS), page(EARLIER, TARGETS, title=tab))
    )

for _line in ("Trajectory", "Target", "Planned trajectory", "England", "Statistical neighbours", "Previous year"):
    SHELF.means(MEANT, layouts=(3,), noted=("passed over",), name=f"a second table headed {_line}")(
        lambda line=_line: draw(["Actual"], HEADINGS, *ROWS, [], [line], EARLIER, TARGETS)
    )

for _label in ("EHCP1 target", "EHCP1 - trajectory", "EHCP1 (England)", "National average", "Statistical neighbours"):
    SHELF.means(MEANT, layouts=(2,), noted=("passed over",), name=f"a row labelled {_label}")(
        lambda label=_label: draw(HEADINGS, *ROWS, [label, 57, 57, 58])
    )


@SHELF.means(EHCP1, layouts=(2,), noted=("passed over",))
def rows_whose_title_says_target_and_national_average():
    return draw(
        ["Ref", "Indicator", *HEADINGS[1:]],
        ["EHCP1", "EHC plans issued within 20 weeks", 31.6, 35, 41.5],
        ["EHCP1", "Target", 60, 60, 60],
        ["EHCP1", "National average", 57, 57, 57],
    )


@SHELF.means(series("EHCP1", 31.6), noted=("Elsewhere were passed over",))
def long_with_the_rows_of_another_authority():
    return draw(
        ["Local authority", "KPI", "Month", "Value"],
        ["LB Anywhere", "EHCP1", APRIL, 31.6],
        ["Elsewhere", "EHCP1", APRIL, 57],
        ["Elsewhere", "EHCP2", APRIL, 58],
    )


@SHELF.means(series("EHCP2", 52), noted=("England",))
def another_areas_row_for_a_measure_that_ours_leaves_out():
    return draw(["KPI", "Area", "Apr-22"], ["EHCP2", "Anywhere", 52], ["EHCP1", "England", 57])


@SHELF.refused(wrong_place="B2")
def nothing_but_the_rows_of_another_area():
    return draw(["KPI", "Area", "Apr-22"], ["EHCP1", "England", 57])


@SHELF.means(series("EHCP1", 31.6), noted=("Apr-22 England",))
def our_column_beside_that_of_the_country():
    return draw(["KPI", "Apr-22 Anywhere", "Apr-22 England"], ["EHCP1", 31.6, 57])


@SHELF.means(series("EHCP1", 31.6, 35), layouts=(4,), noted=("Forecast",))
def months_under_actual_and_one_under_forecast():
    return draw([None, "Actual", None, "Forecast"], HEADINGS, ["EHCP1", 31.6, 35, 50], merged=("B1:C1",))


@SHELF.refused(not_reported_here=None)
def nothing_but_a_sheet_of_targets():
    return draw(HEADINGS, *ROWS, title="Targets")


@SHELF.refused(not_reported_here=None)
def nothing_but_a_table_headed_draft():
    return draw(["DRAFT"], HEADINGS, *ROWS)


# Units


for _unit, _row in (
    ("Number", "EHCP1"),
    ("No.", "EHCP1"),
    ("Rate per 10,000", "EHCP1"),
    ("months", "ASC1"),
    ("%", "COM4"),
):
    SHELF.refused(wrong_unit=("C2", "D2"), name=f"{_row} with the unit {_unit}")(
        lambda unit=_unit, row=_row: draw(["KPI", "Unit", "Apr-22", "May-22"], [row, unit, 14, 15])
    )


@SHELF.refused(wrong_unit="C2")
def waits_in_a_column_of_days():
    return draw(["KPI", "Unit", "Apr-22", "May-22"], ["ASC1", "days", 490, 477])


@SHELF.refused(wrong_unit="C2")
def waits_under_a_heading_that_says_days():
    return draw(["KPI", "Month", "Value (days)"], ["ASC1", APRIL, 490])


@SHELF.refused(wrong_unit="B3")
def waits_under_a_title_that_says_days():
    return draw(["Autism waits in days"], ["KPI", "Apr-22", "May-22"], ["ASC1", 490, 477])


@SHELF.refused(wrong_unit=("C2", "D2"))
def a_number_of_plans_for_a_percentage():
    return draw(["Ref", "Indicator", "Apr-22", "May-22"], ["EHCP1", "Number of plans issued in time", 14, 15])


@SHELF.refused(title_disagrees="B2")
def a_median_for_an_average():
    return draw(["Ref", "Indicator", "Apr-22"], ["ASC1", "Median wait (weeks)", 60])


@SHELF.means(series("ASC1", 60.5, 58) | series("EHCP1", 31.6, 35))
def units_that_are_the_measures_own():
    rows = (["ASC1", "weeks", 60.5, 58], ["EHCP1", "%", 31.6, 35])
    return draw(["KPI", "Unit", "Apr-22", "May-22"], *rows)


# Bases and periods


for _title in ("EHC plans: cumulative, year to date", "Rolling 12 months", "Weekly situation report"):
    SHELF.refused(not_own_period=None, name=f"a table headed {_title}")(
        lambda title=_title: draw([title], HEADINGS, ["EHCP1", 31.6, 35, 41.5])
    )


@SHELF.refused(not_own_period="B1")
def months_that_are_all_headed_year_to_date():
    return draw(["KPI", "Apr-22 YTD", "May-22 YTD"], ["EHCP1", 31.6, 35])


@SHELF.refused(not_own_period="C2")
def a_column_that_gives_the_basis_of_each_row():
    rows = (["EHCP1", "Cumulative", 31.6, 35], ["EHCP2", "In month", 52, 55])
    return draw(["KPI", "Basis", "Apr-22", "May-22"], *rows)


@SHELF.means(series("EHCP1", 31.6, 35), layouts=(4,), noted=("YTD",))
def each_month_in_itself_and_to_date():
    return draw(
        ["KPI", "Apr-22", None, "May-22", None],
        [None, "In month", "YTD", "In month", "YTD"],
        ["EHCP1", 31.6, 31.6, 35, 33],
        merged=("B1:C1", "D1:E1"),
    )


@SHELF.means(series("EHCP1", 31.6, 35), layouts=(6,), noted=("year to date",))
def a_sheet_to_date_beside_one_of_each_month():
    rows = (["KPI", "Apr-22", "May-22"], ["EHCP1", 31.6, 35])
    return book(page(*rows, title="In month"), page(rows[0], ["EHCP1", 31.6, 33], title="YTD"))


@SHELF.refused(not_own_period="A1")
def a_sentence_that_says_figures_are_cumulative():
    return draw(["All figures are cumulative from April."], HEADINGS, *ROWS)


@SHELF.means(MEANT, layouts=(3,), noted=("April 2022 figures are provisional",))
def a_sentence_that_says_figures_are_provisional():
    return draw(HEADINGS, *ROWS, [], ["The April 2022 figures are provisional until the audit."])


for _week in ("w/c 04/04/2022", "Week ending 8 April 2022", "Wk 14"):
    SHELF.refused(wrong_period="B1", name=f"a column for {_week}")(
        lambda week=_week: draw(["KPI", week, "w/c 02/05/2022"], ["COM4", 1510, 1620])
    )


# Dates that contradict


@SHELF.refused(dates_in_doubt="B2")
def months_under_the_year_before():
    return draw([None, "2021/22", None], ["KPI", "Apr-22", "May-22"], ["EHCP1", 31.6, 35], merged=("B1:C1",))


@SHELF.refused(dates_in_doubt="May 2022!B2")
def rows_of_another_month_than_the_tab():
    return draw(["KPI", "Month", "Value"], ["EHCP1", dt.datetime(2022, 6, 1), 31.6], title="May 2022")  # noqa: DTZ001


@SHELF.refused(dates_in_doubt="B2")
def months_of_another_year_than_the_title():
    return draw(["SEND scorecard 2020/21"], HEADINGS, *ROWS)


for _how, _dates in (
    ("month first", ("4/1/2022", "5/1/2022", "6/1/2022")),
    ("month ends with the month first", ("4/30/2022", "5/31/2022", "6/30/2022")),
    ("an hour before midnight", tuple(dt.datetime(2022, month, day, 23) for month, day in ((3, 31), (4, 30), (5, 31)))),  # noqa: DTZ001
    ("the 22nd of another year", tuple(dt.datetime(2020, month, 22) for month in (4, 5, 6))),  # noqa: DTZ001
):
    SHELF.refused(dates_in_doubt="B1", name=f"dates across, {_how}")(lambda dates=_dates: draw(["KPI", *dates], *ROWS))
    SHELF.refused(dates_in_doubt="B2", name=f"dates down, {_how}")(
        lambda dates=_dates: draw(["KPI", "Month", "Value"], *(["EHCP1", day, at] for at, day in enumerate(dates, 40)))
    )


@SHELF.refused(dates_in_doubt="B3")
def one_date_that_is_the_titles_month_only_with_the_month_first():
    return draw(["SEND KPIs - June 2022"], ["KPI", "Period", "Value"], ["EHCP1", "6/1/2022", 41.5])


for _how, _dates in (
    ("first days", ("01/04/2022", "01/05/2022", "01/06/2022")),
    ("last days", ("30/04/2022", "31/05/2022", "30/06/2022")),
):
    SHELF.means(MEANT, layouts=(2,), name=f"dates across, {_how}")(lambda dates=_dates: draw(["KPI", *dates], *ROWS))


@SHELF.means(EHCP1, noted=("its target for EHCP1 is 55, the plan's is",))
def a_row_of_targets_that_are_not_the_plans():
    return draw(HEADINGS, ["EHCP1", 31.6, 35, 41.5], ["EHCP1 target", 55, 55, 55])
