"""Single cells: figures in every way that people write them, marks, errors, and what is no figure at all."""

from __future__ import annotations

import datetime as dt

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.workbooks import parts
from tests.workbooks.drawing import draw, saved
from tests.workbooks.gallery import MEANT, ROWS, Shelf, series

SHELF = Shelf()

HEADINGS = ("KPI", "Apr-22", "May-22", "Jun-22")
LONG = ("Measure", "Month", "Numerator", "Denominator", "Value")


# Percentages


@SHELF.means(
    series("EHCP1", 31.6, 35, 100) | series("EHCP2", 52, 55.5, 0.4) | series("COM4", 812, 840, 871), layouts=(2,)
)
def fractions_shown_by_percent_formats():
    return draw(
        HEADINGS,
        ["EHCP1", 0.316, 0.35, 1],
        ["EHCP2", 0.52, 0.555, 0.004],
        ROWS[2],
        formats={"B2:D2": "0.0%", "B3:D3": "[Red]0%;-0.0%", "B4:D4": "#,##0"},
    )


@SHELF.means(series("EHCP1", 31.6, 35, 41.5) | series("EHCP2", 52, 55.5, 60), layouts=(2,))
def percentages_shown_with_a_percent_sign_that_is_only_text():
    return draw(HEADINGS, *ROWS[:2], formats={"B2:D2": '0.0"%"', "B3:D3": r"0.0\%"})


@SHELF.means(series("EHCP1", 37, 37, 43.902) | series("EHCP2", 37, 0.37, 37.5))
def percentages_typed_as_text():
    return draw(HEADINGS, ["EHCP1", "37%", "37 %", " 43.902"], ["EHCP2", "37.0", "0.37%", "\u00a037.5\u202f%"])


@SHELF.means(series("EHCP1", (6, 19), (7, 20)) | series("EHCP2", (1, 200)))
def bare_fractions_settled_by_numerator_and_denominator():
    return draw(
        LONG,
        ["EHCP1", "Apr-22", 6, 19, 0.316],
        ["EHCP1", "May-22", 7, 20, "0.35"],
        ["EHCP2", "Apr-22", 1, 200, 0.5],
    )


@SHELF.refused(fraction_or_percentage="B2")
def bare_fractions_with_nothing_to_settle_them():
    return draw(HEADINGS, ["EHCP1", 0.37, 0.35, "0.415"], ROWS[2])


@SHELF.refused(mixed_units="E2")
def a_fraction_in_a_column_of_percentages():
    return draw(LONG, ["EHCP1", "Apr-22", 6, 19, 0.316], ["EHCP1", "May-22", 7, 20, 35])


# Counts, waits, and text that is a number


@SHELF.means(series("COM4", 1234, 1240, 1251) | series("ASC1", 60.5, 58, 55))
def counts_with_thousands_and_waits_with_their_unit():
    return draw(HEADINGS, ["COM4", "1,234", "1\u00a0240", 1251], ["ASC1", "60.5 weeks", "58 wks", 55])


@SHELF.means(series("ASC1", 60.5, 58, 55) | series("COM4", 812, 840, 871))
def numbers_shown_with_words_by_their_formats():
    formats = {"B2:C2": '0.0" weeks, mended"', "D2": r"0.0\ \d\a\y\s", "B3:D3": '#,##0" people"'}
    return draw(HEADINGS, ["ASC1", 60.5, 58, 55], ROWS[2], formats=formats)


@SHELF.means()
def numbers_kept_as_text_behind_apostrophes():
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "KPIs"
    sheet.append(HEADINGS)
    for name, april, *later in ROWS:
        sheet.append([name, f"'{april}", *map(str, later)])
    for cell in (cell for row in sheet["C2:D4"] for cell in row):
        cell.quotePrefix = True
        cell.number_format = "@"
    return parts.shared(saved(made))


@SHELF.refused(negative="C3")
def a_count_in_brackets_is_below_zero():
    return draw(HEADINGS, ROWS[0], ["COM4", 812, "(12)", 871])


@SHELF.refused(raised_digit="B2", not_a_number=("C2", "D2"))
def figures_with_raised_digits_and_words_that_may_change_them():
    return draw(HEADINGS, ["EHCP1", "31.6²", "approx. 35", "41.5 (forecast)"], ROWS[2])


@SHELF.means()
def figures_with_notes_shares_arrows_and_ratings_beside_them():
    return draw(
        HEADINGS,
        ["EHCP1", "31.6% [note 1]", "▲ 35.0% (A)", "41.5* (p)"],
        ["EHCP2", "52 R", "55.5 (r)", "60 (n=12)"],
        ROWS[2],
    )


@SHELF.refused(not_a_number=("B2", "C3"))
def dates_where_figures_belong():
    return draw(
        HEADINGS, ["COM4", dt.date(2022, 3, 22), 840, 871], ["EHCP1", 31.6, 44652, 41.5], formats={"C3": "d-mmm"}
    )


@SHELF.refused(not_a_number=("B2", "C2", "D2"))
def durations_and_times_where_weeks_belong():
    return draw(HEADINGS, ["ASC1", 60.5, 0.5, dt.time(12, 30)], ROWS[2], formats={"B2": "[h]:mm", "C2": "hh:mm:ss"})


@SHELF.refused(figure_merged="B2")
def one_figure_merged_over_two_months():
    return draw(HEADINGS, ["EHCP1", 33.3, None, 41.5], ROWS[2], merged=("B2:C2",))


# Symbols, marks, errors


@SHELF.means(series("EHCP1", "c", "x", 41.5) | series("EHCP2", "z", "low", "u") | series("COM4", 812, "x", 871))
def symbols_in_place_of_figures():
    return draw(HEADINGS, ["EHCP1", "c", "[x]", 41.5], ["EHCP2", "z", "low", "u"], ["COM4", 812, "X ", 871])


@SHELF.refused(ambiguous_mark=("B2", "D3"))
def dashes_and_stars_in_many_cells():
    return draw(HEADINGS, ["EHCP1", "-", "-", 41.5], ["EHCP2", 52, "-", "*"], ["COM4", "*", 840, " - "])


@SHELF.refused(ambiguous_mark=("C2", "B4"))
def two_dots_and_not_applicable():
    return draw(HEADINGS, ["EHCP1", 31.6, "..", ".."], ["EHCP2", 52, 55.5, 60], ["COM4", "n/a", 840, "N/A"])


@SHELF.refused(error_value=("B2", "C3", "D4"))
def errors_of_excel_in_place_of_figures():
    return draw(HEADINGS, ["EHCP1", "#N/A", 35, 41.5], ["EHCP2", 52, "#DIV/0!", 60], ["COM4", 812, 840, "#REF!"])


# Formulas


@SHELF.means(series("EHCP1", 600 / 19, 35, 41.5) | series("EHCP2", 52, 55.5, 60))
def formulas_with_the_results_that_excel_stored():
    content = draw(HEADINGS, ["EHCP1", "=6/19*100", "=700/20", 41.5], ["EHCP2", '=50+2&"%"', 55.5, 60])
    return parts.with_results(content, {"B2": "31.57894736842105", "C2": "35", "B3": "52%"})


@SHELF.means(series("EHCP1", 26, 27.75, 30) | series("EHCP2", 52, 55.5, 60) | series("COM4", 1040, 1110, 1200))
def shared_and_array_formulas_with_their_results():
    content = draw(HEADINGS, ["EHCP1", 26, 27.75, 30], ROWS[1], ["COM4", 1040, 1110, 1200])
    return parts.with_cells(
        content,
        {
            "B2": '<c r="B2"><f t="shared" ref="B2:D2" si="0">B3/2</f><v>26</v></c>',
            "C2": '<c r="C2"><f t="shared" si="0"/><v>27.75</v></c>',
            "D2": '<c r="D2"><f t="shared" si="0"/><v>30</v></c>',
            "B4": '<c r="B4"><f t="array" ref="B4:D4">B3:D3*20</f><v>1040</v></c>',
        },
    )


@SHELF.refused(formula_without_result=("B2", "D3"))
def formulas_whose_results_nobody_stored():
    return draw(HEADINGS, ["EHCP1", "=6/19*100", 35, 41.5], ["COM4", 812, 840, '=IF(B2>0,"",5)'])


@SHELF.refused(error_value="C2")
def a_formula_whose_result_is_an_error():
    return parts.with_cells(draw(HEADINGS, *ROWS), {"C2": '<c r="C2" t="e"><f>7/0</f><v>#DIV/0!</v></c>'})


# Dates


@SHELF.means()
def dates_counted_from_1904():
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    sheet = made.active
    sheet.title = "KPIs"
    sheet.append(["KPI", *(dt.date(2022, month, 1) for month in (4, 5, 6))])
    for row in ROWS:
        sheet.append(row)
    return parts.shared(saved(made))


@SHELF.means()
def dates_kept_as_text_in_the_iso_way():
    months = (dt.date(2022, 4, 1), dt.date(2022, 5, 1), dt.date(2022, 6, 1))
    content = draw(["KPI", *months], *ROWS, formats={"B1:D1": "mmm-yy"})
    return parts.with_cells(
        content,
        {
            f"{column}1": f'<c r="{column}1" {{style}} t="d"><v>{month}T00:00:00</v></c>'
            for column, month in zip("BCD", months, strict=True)
        },
    )


@SHELF.means(series("COM4", 812, 840, 871), layouts=(1,))
def text_dates_with_the_day_first():
    return draw(
        ["Measure", "Month", "Value"],
        ["COM4", "05/04/2022", 812],
        ["COM4", "6.5.22", 840],
        ["COM4", "30-06-2022", 871],
    )


@SHELF.refused(dates_in_doubt="B2")
def a_text_date_with_the_month_first():
    return draw(["Measure", "Month", "Value"], ["COM4", "04/13/2022", 812], ["COM4", "06/05/2022", 840])


@SHELF.means(MEANT)
def words_written_in_two_colours():
    content = draw(HEADINGS, *ROWS)
    rich = '<c r="A2" t="inlineStr"><is><r><t>EHC</t></r><r><rPr><b/></rPr><t>P1</t></r></is></c>'
    return parts.with_cells(content, {"A2": rich})
