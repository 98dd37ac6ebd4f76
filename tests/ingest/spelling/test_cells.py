"""One cell of a figure's column, in every way that people write figures."""

import datetime as dt
import math

import openpyxl
import pytest

from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.cells import Cell, read_figure
from sendkpi.values import Symbol
from tests.ingest.sheets import codes, lines, opened, read, read_rows, row, saved, values, with_results, workbook

NO_BREAK, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (37, 37),
        (43.902, 43.902),
        ("37%", 37),
        ("37 %", 37),
        ("37 per cent", 37),
        ("37.0", 37),
        (" 43.902", 43.902),
        ("'37", 37),
        (f"37{NO_BREAK}%", 37),
        (f"{NO_BREAK}37{NARROW}", 37),
        ("\ufeff37", 37),
        ("+37", 37),
        (".5%", 0.5),
        ("0.37%", 0.37),
        ("1%", 1),
        (0, 0),
        ("0", 0),
        (100, 100),
    ],
)
def test_a_percentage_is_read_as_it_is_meant(written, meant):
    assert values(read_rows(row(value=written))) == [meant]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1,234", 1234), ("1,234,567", 1234567), (f"1{NO_BREAK}234", 1234), ("812", 812), ("812.0", 812), (1e6, 1e6)],
)
def test_a_count_is_read_with_the_thousands_as_written(written, meant):
    assert values(read_rows(row("COM4", value=written))) == [meant]


@pytest.mark.parametrize(
    ("held", "number_format", "meant"),
    [
        (0.37, "0%", 37),
        (0.57, "0.0%", 57),
        (0.0037, "0.00%", 0.37),
        (1, "0%", 100),
        (0.438, "[Red]0.0%;-0.0%", 43.8),
        ("37", "0%", 37),
        ("37%", "0%", 37),
        (43.8, '0.0"%"', 43.8),
        (43.8, r"0.0\%", 43.8),
    ],
)
def test_a_percent_format_means_a_fraction_of_one_that_excel_shows_times_100(held, number_format, meant):
    assert values(read_rows(row(value=held), formats={"G2": number_format})) == [meant]


@pytest.mark.parametrize("written", [0.37, 1, "0.37", "'1", 0.0037])
def test_a_bare_figure_up_to_1_alone_is_refused_with_both_readings_named(written):
    extract = read_rows(row(value=written))
    assert codes(extract) == ["fraction_or_percentage"]
    low = float(str(written).strip("'"))
    assert f"may mean {low:g}% or {low * 100:g}%" in lines(extract)[0]


@pytest.mark.parametrize(
    ("numerator", "denominator", "value"),
    [(6, 19, 0.316), (6, 19, 0.32), (1, 200, 0.5), (12, 12, 1), (1, 100, 1), (0, 7, 0), (39, 89, "0.438")],
)
def test_numerator_and_denominator_settle_which_is_meant(numerator, denominator, value):
    extract = read_rows(row(numerator=numerator, denominator=denominator, value=value))
    assert values(extract) == [100 * numerator / denominator]


def test_a_bracketed_figure_is_negative_and_so_refused():
    assert lines(read_rows(row("COM4", value="(12)"))) == [
        "KPIs!G2 · COM4, April 2022 · -12 is below zero. Correct the figure."
    ]


@pytest.mark.parametrize(
    "written",
    [
        "about 37",
        "3 7",
        "812 345",
        "1\n234",
        "0,123",
        "1.234,5",
        "37%%",
        "1e3",
        "12.",
        "NaN",
        "inf",
        "-",
        "(-3)",
        "9" * 400,
        "٣٧",
        "½",
        True,
        dt.datetime(2022, 2, 1),  # noqa: DTZ001 - as Excel holds it, without a zone
        dt.time(12, 30),
        "[37]",
        "£37",
    ],
)
def test_what_is_not_surely_a_number_is_refused_and_quoted(written):
    extract = read_rows(row("COM4", value=written))
    assert len(extract.problems) == 1
    assert codes(extract)[0] in {"not_a_number", "ambiguous_mark", "error_value"}
    assert extract.problems[0].cell == "G2"
    assert extract.rows.empty


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan, 1.7e308])
def test_no_number_beyond_numbers_gets_in(number):
    assert isinstance(read_figure(Cell(2, 7, number, percent=True)), Fault)


def test_a_figure_that_excel_took_for_a_date_is_named_as_one():
    extract = read_rows(row(numerator=dt.date(2022, 2, 1), denominator=19))
    assert "The cell holds a date, 1 February 2022, not a number." in lines(extract)[0]


@pytest.mark.parametrize("mark", ["-", "*", "..", ":", "~", "n/a", "N/A", "TBC", "–"])
@pytest.mark.parametrize("column", ["numerator", "value", "symbol"])
def test_a_mark_of_many_meanings_is_refused_in_figure_and_symbol_cells(mark, column):
    extract = read_rows(row(**{column: mark}))
    assert codes(extract) == ["ambiguous_mark"]
    assert "Say once for the file what it means" in lines(extract)[0]


@pytest.mark.parametrize("symbol", list(Symbol))
@pytest.mark.parametrize("column", ["numerator", "denominator", "value", "symbol"])
def test_a_symbol_is_read_wherever_it_stands_in_capitals_or_brackets_too(symbol, column):
    for written in (symbol.value, symbol.value.upper(), f"[{symbol}] "):
        extract = read_rows(row(**{column: written}))
        assert not extract.problems
        assert list(extract.rows["symbol"]) == [symbol.value]
        assert extract.rows["value"].isna().all()


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"])
@pytest.mark.parametrize("column", ["measure", "month", "breakdown", "denominator", "symbol", "commentary"])
def test_an_error_cell_is_refused_by_its_cell_in_any_column_that_is_read(error, column):
    extract = read_rows(row(numerator=6, denominator=19) | {column: error})
    assert codes(extract) == ["error_value"]
    assert error in lines(extract)[0]


def test_an_error_in_a_column_that_is_not_read_does_no_harm():
    assert read_rows(row(title="#REF!", numerator=6, denominator=19)).accepted


def test_a_formula_is_read_by_the_result_that_excel_stored():
    content = workbook(row(numerator="=3+3", denominator="=SUM(10,9)", commentary='="Busy"'))
    extract = read(with_results(content, {"E2": "6", "F2": "19", "I2": "Busy."}))
    assert values(extract) == [100 * 6 / 19]
    assert list(extract.rows["commentary"]) == ["Busy."]


def test_a_formula_whose_result_is_empty_text_is_a_blank_cell():
    content = workbook(row(numerator=6, denominator=19), row("EHCP2", numerator='=IF(1=1,"","a")'))
    extract = read(with_results(content, {"E3": ""}))
    assert list(extract.rows["measure"]) == ["EHCP1"]
    assert not extract.problems


def test_a_formula_without_a_result_is_refused_by_its_cell_even_where_it_would_be_blank():
    extract = read(workbook(row(numerator=6, denominator=19), row("EHCP2", value='=""')))
    assert [(problem.code, problem.cell) for problem in extract.problems] == [("formula_without_result", "G3")]


@pytest.mark.parametrize(
    "written",
    [
        dt.date(2022, 4, 1),
        dt.date(2022, 4, 30),
        dt.datetime(2022, 4, 12, 9, 30),  # noqa: DTZ001 - as Excel holds it, without a zone
        "2022-04",
        "2022-04-30",
        "2022-04-30 00:00:00",
        "Apr-22",
        "Apr 22",
        "apr 2022",
        "April 2022",
        "APRIL 2022 ",
        f"April{NO_BREAK}2022",
        "30 April 2022",
        "1st April 2022",
        "30/04/2022",
        "05/04/2022",
        "5.4.22",
        "04/2022",
        "Apr '22",
    ],
)
def test_a_month_is_read_in_the_ways_people_write_it_days_before_months(written):
    extract = read_rows(row(month=written, numerator=6, denominator=19))
    assert not extract.problems, lines(extract)
    assert list(extract.rows["month"].dt.date) == [dt.date(2022, 4, 1)]


@pytest.mark.parametrize(
    "written",
    ["2022-13", "2022", 202204, 44652, "2021/22", "Q1", "Spring 2022", "April", "30/02/2022", "4/22",
     dt.date(1918, 4, 1), dt.time(0, 0), "M1", True, "April 1999"],
)  # fmt: skip
def test_a_month_that_is_not_surely_one_is_refused_and_quoted(written):
    extract = read_rows(row(month=written, numerator=6, denominator=19))
    assert codes(extract) == ["month_unreadable"]
    assert extract.problems[0].cell == "C2"


def test_dates_of_the_1904_system_are_the_dates_that_excel_shows():
    book = opened(workbook(row(numerator=6, denominator=19)))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert list(read(saved(book)).rows["month"].dt.date) == [dt.date(2022, 4, 1)]
