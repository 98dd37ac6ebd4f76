"""Opening a file, and finding the table in it."""

import io
import zipfile

import openpyxl
import pytest

from tests.ingest.sheets import APRIL, HEADINGS, PLAN, codes, lines, opened, read, read_rows, row, saved, workbook

GOOD = workbook(row(numerator=6, denominator=19))


def _zip(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    return content.getvalue()


def _without(part: str) -> bytes:
    old = zipfile.ZipFile(io.BytesIO(GOOD))
    return _zip(**{name: old.read(name) for name in old.namelist() if name != part})


OLD = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (OLD, "The file is an old Excel file (.xls)."),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "The file has a password."),
        (b"Measure,Month\nEHCP1,2022-04\n", "The file is not a whole Excel workbook."),
        (b"<html><table></table></html>", "The file is not a whole Excel workbook."),
        (GOOD[: len(GOOD) // 2], "The file is not a whole Excel workbook."),
        (b"PK", "The file is not a whole Excel workbook."),
        (_zip(), "The file is damaged, or is not an Excel workbook."),
        (_zip(**{"content.xml": b"<x/>"}), "The file is damaged, or is not an Excel workbook."),
        (_without("xl/workbook.xml"), "The file is damaged, or is not an Excel workbook."),
        (_without("[Content_Types].xml"), "The file is damaged, or is not an Excel workbook."),
        (_without("xl/worksheets/sheet1.xml"), "The file is damaged, or is not an Excel workbook."),
    ],
)
def test_a_file_that_is_no_workbook_gets_one_plain_line(content, said):
    extract = read(content)
    assert codes(extract) == ["not_a_workbook"]
    assert lines(extract)[0].startswith(said)
    assert extract.rows.empty
    assert extract.asked.empty
    assert extract.content == content
    assert not extract.accepted


@pytest.mark.parametrize("at", range(0, len(GOOD), 211))
def test_a_damaged_byte_or_a_cut_never_raises(at):
    read(GOOD[:at])
    read(GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :])


def test_the_bytes_are_known_by_their_sha256():
    assert read(b"").sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_columns_are_found_by_their_headings_in_any_order_and_spelling():
    headings = ["symbol", "VALUE ", " denominator", "Numerator", "Break down", "Month", "Commentary", "measure"]
    content = workbook(row(numerator=6, denominator=19), headings=HEADINGS)
    book = openpyxl.Workbook()
    book.active.title = "kpis "
    book.active.append(headings)
    book.active.append([None, None, 19, 6, None, APRIL, "Busy.", "EHCP1"])
    found, expected = read(saved(book)), read(content)
    assert not found.problems
    assert found.rows["value"].tolist() == expected.rows["value"].tolist()


def test_unknown_columns_are_passed_over():
    extract = read_rows(row(numerator=6, denominator=19, colour="red"), headings=[*HEADINGS, None, "Colour"])
    assert not extract.problems


def test_the_table_may_stand_below_blank_rows_and_right_of_blank_columns():
    extract = read_rows(row(numerator=6, denominator=19), above=3, left=2)
    assert not extract.problems
    assert list(extract.rows["cell"]) == ["G5"]


def test_blank_rows_within_the_table_are_passed_over():
    extract = read_rows(row(numerator=6, denominator=19), {}, {}, row("EHCP2", numerator=1, denominator=2))
    assert list(extract.rows["cell"]) == ["E2", "E5"]


def test_every_missing_heading_is_named_in_one_line():
    extract = read_rows(row(numerator=6), headings=["Measure", "Month", "Numerator", "Denominatr"])
    assert lines(extract) == [
        (
            "KPIs · The headings Breakdown, Denominator, Value, Symbol, Commentary are missing. "
            "Put them back as they are in the template."
        )
    ]


def test_an_empty_sheet_of_that_name_has_no_headings():
    assert codes(read(workbook(headings=[None]))) == ["column_missing"]


def test_the_only_sheet_with_the_headings_is_read_whatever_its_name():
    book = opened(workbook(row(numerator=6, denominator=19), sheet="April return"))
    book.create_sheet("Notes").append(["Anything", "=1+1"])
    extract = read(saved(book))
    assert not extract.problems
    assert list(extract.rows["sheet"]) == ["April return"]


def test_other_sheets_are_not_read():
    book = opened(GOOD)
    book.create_sheet("Milestones").append(HEADINGS)
    book["Milestones"].append(["EHCP1", None, APRIL, None, 99, 1])
    book.create_sheet("Read me").append(["#REF!", "=1+1"])
    assert not read(saved(book)).problems


def test_thousands_of_rows_are_read():
    months = [f"{year}-{month:02d}" for year in range(2001, 2022) for month in range(1, 13)]
    monthly = [measure.id for measure in PLAN.measures if measure.id in {"EHCP1", "EHCP2", "RATE"}]
    extract = read_rows(*(row(one, when, numerator=6, denominator=19) for when in months for one in monthly))
    assert not extract.problems
    assert len(extract.rows) == len(months) * len(monthly)
