from __future__ import annotations

import pytest

from sendkpi.ingest.tables.suggestions import suggested_answer
from sendkpi.layouts import Column, Months
from sendkpi.values import UnknownTable
from tests.ingest.sheets import PLAN

HEADINGS = (4, ("", "Line", "When", "Hits"))
ROWS = ((5, ("1", "EHCP1", "April 2022", "6")), (6, ("2", "COM4", "2022-05", "870")), (7, ("", "Sources: our own")))


def suggested(*rows: tuple[int, tuple[str, ...]], sheet: str = "Return", heading_row: int = 4):
    return suggested_answer(PLAN, UnknownTable(sheet, heading_row, rows), heading_row)


def test_the_column_that_names_measures_and_the_one_that_holds_months_are_offered():
    assert suggested(HEADINGS, *ROWS) == ({Column.MEASURE: 2, Column.MONTH: 3}, Months.COLUMN)


@pytest.mark.parametrize(
    ("above", "headings", "sheet", "months"),
    [
        ("Figures for June 2022", ("Line", "Hits"), "Return", Months.ABOVE),
        ("Our return", ("Line", "Apr-22", "May-22"), "Return", Months.ACROSS),
        ("Our return", ("Line", "Hits"), "April 2022", Months.SHEET),
        ("Our return", ("Line", "Hits"), "Return", Months.COLUMN),
    ],
    ids=["above", "across", "sheet", "nowhere"],
)
def test_where_no_column_holds_months_they_are_looked_for_elsewhere(above, headings, sheet, months):
    rows = ((1, (above,)), (4, headings), (5, ("EHCP1", "6")), (6, ("COM4", "870")))
    assert suggested(*rows, sheet=sheet) == ({Column.MEASURE: 1}, months)


def test_a_column_where_fewer_than_half_name_a_measure_is_not_offered():
    rows = ((5, ("EHCP1", "6")), (6, ("Other", "7")), (7, ("Others", "8")))
    assert suggested((4, ("Line", "Hits")), *rows)[0] == {}


def test_nothing_is_offered_of_an_empty_table():
    assert suggested((4, ("Line", "Hits"))) == ({}, Months.COLUMN)
