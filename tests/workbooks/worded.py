"""Words around figures that make them others' than the measure's own: section headings, groups of people, places."""

from __future__ import annotations

import datetime as dt

from tests.workbooks.drawing import book, draw, page
from tests.workbooks.gallery import MEANT, ROWS, Shelf, series

SHELF = Shelf()

HEADINGS = ("KPI", "Apr-22", "May-22", "Jun-22")
TITLED = ("Ref", "Indicator", "Apr-22", "May-22")
APRIL = dt.datetime(2022, 4, 1)  # noqa: DTZ001 - a day in a cell has no zone
OURS = series("EHCP1", 31.6, 35, 41.5)
OTHERS = ("EHCP2", 31, 32, 33)


# Headings of sections between the rows


for _section in ("Girls", "Target", "England", "Last year", "Looked after children", "Camden"):
    SHELF.means(OURS, layouts=(3,), noted=("passed over",), name=f"a section of rows headed {_section}")(
        lambda section=_section: draw(HEADINGS, ["Anywhere"], ROWS[0], [section], OTHERS)
    )

for _section in ("WSOA 1", "Progress against target", "Performance", "Girls and boys together"):
    SHELF.means(OURS | series("EHCP2", 31, 32, 33), layouts=(3,), name=f"an ordinary section headed {_section}")(
        lambda section=_section: draw(HEADINGS, ROWS[0], [section], OTHERS)
    )


@SHELF.means(OURS | series("EHCP2", 31, 32, 33), noted=("England",))
def a_section_that_ends_where_the_next_begins():
    return draw(HEADINGS, ["England"], ["EHCP1", 57, 57, 58], ["Anywhere"], ROWS[0], OTHERS)


for _section in ("Year to date", "Rolling 12 months"):
    SHELF.refused(not_own_period="B3", name=f"a section of rows headed {_section}")(
        lambda section=_section: draw(HEADINGS, [section], ROWS[0])
    )

for _section, _row, _cells in (
    ("Waits (days)", ["ASC1", 490], "B3"),
    ("Number of plans issued", ["EHCP1", 49], "B3"),
    ("Numbers", ["EHCP1", 49], "B3"),
):
    SHELF.refused(wrong_unit=_cells, name=f"a section that gives the unit, {_section}")(
        lambda section=_section, row=_row: draw(["KPI", "Apr-22"], [section], row)
    )


# Units


@SHELF.refused(wrong_unit=("B2", "C2"))
def a_corner_that_gives_the_unit():
    return draw(["Number of plans", "Apr-22", "May-22"], ["EHCP1", 49, 50])


for _note in ("Waits are shown in days.", "* All waiting times are measured in days"):
    SHELF.refused(wrong_unit="B2", name=f"a note below, {_note}")(
        lambda note=_note: draw(["KPI", "Apr-22", "May-22"], ["ASC1", 490, 480], ["EHCP1", 31.6, 35], [], [note])
    )

for _title in ("Average days from referral to assessment", "Average wait (mnths)", "Avg wait - yrs"):
    SHELF.refused(wrong_unit=None, name=f"a wait whose title says {_title}")(
        lambda title=_title: draw(TITLED[:3], ["ASC1", title, 16])
    )

for _title in (
    "No of plans in 20 weeks",
    "Plans issued in 20 weeks (numbers)",
    "How many plans were issued in 20 weeks",
):
    SHELF.refused(wrong_unit="C2", name=f"a percentage whose title says {_title}")(
        lambda title=_title: draw(TITLED[:3], ["EHCP1", title, 16])
    )

for _title in ("Children waiting for an autism assessment", "Waiting list size", "Number on the waiting list"):
    SHELF.refused(wrong_unit="C2", name=f"a wait whose title says {_title}")(
        lambda title=_title: draw(TITLED[:3], ["ASC1", title, 160])
    )


@SHELF.refused(wrong_unit="B2")
def waits_under_a_corner_that_says_days():
    return draw(["Days", "Apr-22", "May-22"], ["ASC1", 490, 480])


# Bases


@SHELF.refused(not_own_period="B1")
def a_basis_over_the_first_of_the_months():
    return draw(["KPI", "3 month rolling average Apr-22", "May-22"], ["EHCP1", 31, 32])


for _title in ("3 month average", "EHC plans, 12 months ending each month", "Moving annual total", "EHC plans (cum.)"):
    SHELF.refused(not_own_period=None, name=f"a table headed {_title}")(
        lambda title=_title: draw([title], HEADINGS, ROWS[0])
    )

for _title in ("Plans issued in 20 weeks Y.T.D.", "Plans in 20 weeks, year so far", "Plans issued since January"):
    SHELF.refused(not_own_period=None, name=f"a row whose title says {_title}")(
        lambda title=_title: draw(TITLED, ["EHCP1", title, 31, 32])
    )


@SHELF.refused(not_own_period=None)
def a_column_of_the_period_that_says_year_to_date():
    return draw(["KPI", "Period type", "Month", "Value"], ["EHCP1", "YTD", APRIL, 60])


@SHELF.refused(not_own_period=None)
def a_column_of_first_days_a_year_before_the_last():
    days = (dt.datetime(2021, 5, 1), dt.datetime(2022, 4, 30))  # noqa: DTZ001 - a day in a cell has no zone
    return draw(["KPI", "Start date", "Date", "Value"], ["EHCP1", *days, 31.6])


@SHELF.means(series("EHCP1", 31.6) | series("EHCP3", 45, start="2022-06"), noted=("Period start",))
def columns_of_the_first_and_last_days_of_each_period():
    head = ["KPI", "Period start", "Period end", "Value"]
    june = dt.datetime(2022, 6, 30)  # noqa: DTZ001
    return draw(head, ["EHCP1", APRIL, APRIL.replace(day=30), 31.6], ["EHCP3", APRIL, june, 45])


@SHELF.refused(not_own_period=None)
def a_column_that_says_yes_to_cumulative():
    return draw(["KPI", "Cumulative?", "Apr-22", "May-22"], ["EHCP1", "Yes", 31.6, 35])


@SHELF.means(series("EHCP1", 31.6), noted=("YTD",))
def long_with_the_month_and_the_year_to_date():
    return draw(["KPI", "Month", "In month", "YTD"], ["EHCP1", APRIL, 31.6, 35])


@SHELF.means(series("EHCP1", 31.6, 35), noted=("YTD",))
def a_year_to_date_before_the_months():
    return draw(["KPI", "Mar-22 YTD", "Apr-22", "May-22"], ["EHCP1", 32, 31.6, 35])


@SHELF.means(series("EHCP1", 60))
def a_column_of_the_period_that_says_month():
    return draw(["KPI", "Period type", "Month", "Value"], ["EHCP1", "Month", APRIL, 60])


# Other statistics, other definitions


for _title in ("Median waiting times (weeks)", "92nd percentile waits"):
    SHELF.refused(title_disagrees=None, name=f"waits under a heading of another statistic, {_title}")(
        lambda title=_title: draw([title], ["KPI", "Apr-22"], ["ASC1", 60])
    )


@SHELF.refused(title_disagrees=None)
def waits_on_a_sheet_of_medians():
    return draw(["KPI", "Apr-22"], ["ASC1", 60], title="Median waits")


for _row, _title in (
    ("EHCP1", "EHC plans issued within 26 weeks"),
    ("EHCP1", "EHC plans not issued within 20 weeks"),
    ("EHCP1", "% of plans taking longer than 20 weeks"),
    ("ASC1", "Average wait for an ADHD assessment"),
    ("ASC1", "90th percentile wait for an autism assessment"),
):
    SHELF.refused(title_disagrees="B2", name=f"{_row} beside a title of something else, {_title}")(
        lambda row=_row, title=_title: draw(TITLED[:3], [row, title, 39])
    )

for _row, _title in (
    ("EHCP1", "EHCPs in 20 weeks (exceptions not included)"),
    ("EHCP1", "% issued within the 20 week statutory target"),
    ("EHCP1", "% issued on time, not late"),
    ("EHCP1", "% of plans completed within the 20 week deadline, 0-25"),
    ("ASC1", "Mean wait for ASD assessment"),
):
    SHELF.means(series(_row, 39), name=f"{_row} beside a title in other words, {_title}")(
        lambda row=_row, title=_title: draw(TITLED[:3], [row, title, 39])
    )


@SHELF.refused(title_disagrees="B2", column_left_out="B1")
def a_column_that_names_the_statistic_beside_months_across():
    return draw(["KPI", "Statistic", "Apr-22", "May-22"], ["ASC1", "Median", 60, 61])


@SHELF.refused(title_disagrees="C2", column_left_out="C1")
def a_column_that_names_the_statistic_of_each_row():
    return draw(["KPI", "Month", "Statistic", "Value"], ["ASC1", APRIL, "Median", 60])


@SHELF.refused(title_disagrees="A2")
def waits_in_a_section_of_medians():
    return draw(["KPI", "Apr-22", "May-22"], ["Median waits"], ["ASC1", 60, 61])


# Some of the people only


for _heading in ("Girls only", "Looked after children", "EHC plans - boys", "Post-16"):
    SHELF.refused(not_reported_here=None, name=f"a table headed {_heading}")(
        lambda heading=_heading: draw([heading], HEADINGS, ROWS[0])
    )


@SHELF.means(MEANT, layouts=(6,), noted=("Girls",))
def a_sheet_of_girls_beside_one_of_all():
    return book(page(HEADINGS, *ROWS, title="All"), page(HEADINGS, ["EHCP1", 20, 21, 22], title="Girls"))


@SHELF.means(series("EHCP1", 39), noted=("looked after",))
def a_row_whose_title_says_looked_after_children():
    return draw(TITLED[:3], ["EHCP1", "EHC plans in 20 weeks", 39], ["EHCP1", "EHC plans - looked after children", 20])


for _column in ("Gender", "School", "Ethnicity"):
    SHELF.means(series("EHCP1", 31.6), noted=("Some",), name=f"a column of {_column} with a row of all")(
        lambda column=_column: draw(
            ["KPI", column, "Month", "Value"], ["EHCP1", "All", APRIL, 31.6], ["EHCP2", "Some", APRIL, 20]
        )
    )
    SHELF.refused(unknown_breakdown="B2", name=f"a column of {_column} without a row of all")(
        lambda column=_column: draw(["KPI", column, "Month", "Value"], ["EHCP1", "Some", APRIL, 31.6])
    )
    SHELF.refused(unknown_breakdown="B2", name=f"a column of {_column} beside months across")(
        lambda column=_column: draw(["KPI", column, "Apr-22", "May-22"], ["EHCP1", "Some", 31.6, 35])
    )


@SHELF.means(series("EHCP1", 31.6), noted=("Forecast",))
def a_column_that_says_which_rows_are_forecasts():
    return draw(
        ["KPI", "Scenario", "Month", "Value"], ["EHCP1", "Actual", APRIL, 31.6], ["EHCP2", "Forecast", APRIL, 60]
    )


ACROSS = ("Month", "Area", "EHCP1", "COM4")
HERE = series("EHCP1", 31.6) | series("COM4", 812)


@SHELF.means(HERE, noted=("England",))
def measures_across_beside_a_column_of_areas():
    return draw(ACROSS, ["Apr-22", "Anywhere", 31.6, 812], ["May-22", "England", 57, 90000])


@SHELF.means(HERE, noted=("Forecast",))
def measures_across_beside_a_column_that_says_forecast():
    return draw(["Month", "Type", *ACROSS[2:]], ["Apr-22", "Actual", 31.6, 812], ["May-22", "Forecast", 57, 900])


@SHELF.refused(unknown_breakdown="B2")
def measures_across_beside_a_column_of_groups():
    return draw(["Month", "Gender", *ACROSS[2:]], ["Apr-22", "Girls", 31.6, 812], ["May-22", "Girls", 35, 840])


@SHELF.refused(not_own_period=None)
def months_down_headed_rolling():
    return draw(["Rolling 12 months to", "EHCP1", "EHCP2"], ["Apr-22", 31.6, 52], ["May-22", 35, 55])


@SHELF.refused(wrong_unit="B2")
def a_sign_that_says_number_before_the_plans_own_title():
    return draw(["KPI", "Apr-22"], ["# EHC plans issued within 20 weeks", 49])


@SHELF.means(series("EHCP1", 31, 32))
def months_of_an_academic_year():
    return draw(["Academic year 2021/22"], ["KPI", "Apr", "May", "Oct"], ["EHCP1", 31, 32, None])


@SHELF.means(series("EHCP1", 31.6, 35))
def days_in_digits_alone():
    return draw(["KPI", "Period", "Value"], ["EHCP1", 20220430, 31.6], ["EHCP1", "20220501", 35])


for _group in ("All schools", "n/a"):
    SHELF.means(series("EHCP1", 31.6), name=f"a column of schools that says {_group}")(
        lambda group=_group: draw(["KPI", "School", "Month", "Value"], ["EHCP1", group, APRIL, 31.6])
    )


# Lines above and below


for _line in ("Targets 2022/23", "England averages", "Draft"):
    SHELF.refused(not_reported_here=None, name=f"a table headed {_line} above the paper's source")(
        lambda line=_line: draw([line], ["Source: the case system"], ["Updated June 2022"], HEADINGS, ROWS[0])
    )

for _filters in ("Area is Camden", "Geography is England", "Year is 2022, Gender is Female"):
    SHELF.refused(not_reported_here=None, name=f"a table filtered so that {_filters}")(
        lambda filters=_filters: draw(HEADINGS, ROWS[0], [], [f"Applied filters: {filters}"])
    )


@SHELF.means(OURS, noted=("Applied filters",))
def a_table_filtered_to_all_of_ours():
    return draw(HEADINGS, ROWS[0], [], ["Applied filters: Area is Anywhere, Gender is All, Year is 2022"])


@SHELF.refused(wrong_unit="B4")
def a_unit_behind_its_name_above_the_table():
    return draw(["Unit:", "Days"], [], ["KPI", "Apr-22", "May-22"], ["ASC1", 490, 480])


for _title in ("Newsletter subscribers, change", "Rank", "Quartile"):
    SHELF.refused(title_disagrees=None, name=f"a comparison in place of a figure, {_title}")(
        lambda title=_title: draw(TITLED[:3], ["COM4", title, 5])
    )


# Other places


for _heading in (
    "London Borough of Camden - SEND KPIs",
    "South East London ICB waits",
    "North West London waits",
    "Midlands and East",
    "Kent County Council SEND scorecard",
    "Birmingham City Council performance report",
):
    SHELF.refused(not_reported_here=None, name=f"a table headed {_heading}")(
        lambda heading=_heading: draw([heading], HEADINGS, ROWS[0])
    )

for _heading in (
    "Anywhere Council scorecard",
    "Prepared by the data team, Camden Council",
    "SEND scorecard for the Council",
    "Haringey North East, Anywhere",
):
    SHELF.means(OURS, layouts=(3,), name=f"a table headed {_heading}")(
        lambda heading=_heading: draw([heading], HEADINGS, ROWS[0])
    )


@SHELF.means(series("ASC1", 70, 71), noted=("Camden",))
def places_below_a_measure_ours_among_them():
    return draw(["KPI", "Apr-22", "May-22"], ["ASC1"], ["Camden", 60, 61], ["Anywhere", 70, 71])


@SHELF.refused(contradicting_rows=None)
def places_below_a_measure_of_all_of_them():
    return draw(["KPI", "Apr-22", "May-22"], ["ASC1", 65, 66], ["  Camden", 60, 61], ["  Anywhere", 70, 71])
