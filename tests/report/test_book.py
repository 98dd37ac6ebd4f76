from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest

from sendkpi.report import Book, Sheet, as_book

ROWS = pd.DataFrame({"measure": ["EHCP1", "EHCP7"], "unit": ["percent", "percent"], "value": [45.75, 54.7]})
BOOK = Book(
    "The figures",
    ("As at 31 July 2022.",),
    (
        Sheet("Scorecard", "Scorecard for June 2022", "A row is a measure.", ROWS),
        Sheet("Empty", "What nobody sent", "A row is a figure.", ROWS.head(0)),
    ),
    (("Rating: Off track", "Behind."),),
    author="Haringey",
)


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(as_book(BOOK)))


def test_a_cover_leads_to_every_sheet(book: openpyxl.Workbook):
    assert book.sheetnames == ["Cover", "Notes", "Scorecard", "Empty"]
    cover = book["Cover"]
    assert [row[0].value for row in cover.rows][:2] == ["The figures", "As at 31 July 2022."]
    assert [cell.hyperlink.location for cell in cover["A"] if cell.hyperlink] == [
        "'Notes'!A1",
        "'Scorecard'!A1",
        "'Empty'!A1",
    ]


def test_each_sheet_says_what_it_is_and_holds_one_marked_table(book: openpyxl.Workbook):
    sheet = book["Scorecard"]
    assert sheet["A1"].value == "Scorecard for June 2022"
    assert "one table" in sheet["A2"].value
    (table,) = sheet.tables.values()
    assert table.ref == "A3:C5"
    assert [cell.value for cell in sheet[3]] == ["Measure", "Unit", "Value"]
    assert sheet["C4"].value == 45.75


def test_a_table_without_rows_says_so(book: openpyxl.Workbook):
    assert "no rows" in book["Empty"]["A2"].value
    assert not book["Empty"].tables
    assert [cell.value for cell in book["Empty"][3]] == ["Measure", "Unit", "Value"]


def test_nothing_is_merged_blank_between_or_named_twice(book: openpyxl.Workbook):
    names = [name for sheet in book for name in sheet.tables]
    assert len(names) == len(set(names))
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert all(any(cell.value is not None for cell in row) for row in sheet.iter_rows())


def test_a_book_knows_its_title_and_language(book: openpyxl.Workbook):
    assert (book.properties.title, book.properties.language, book.properties.creator) == (
        "The figures",
        "en-GB",
        "Haringey",
    )
