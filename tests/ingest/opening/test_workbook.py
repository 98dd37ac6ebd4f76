"""Opening a file, and finding the table in it."""

import io
import zipfile

import openpyxl
import pytest

from tests.ingest.sheets import APRIL, HEADINGS, PLAN, lines, opened, read, read_rows, row, saved, workbook

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


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", _zip(), _without("xl/workbook.xml"), _without("xl/worksheets/sheet1.xml")],
    ids=["nothing", "a web page", "an empty archive", "no workbook", "no sheet"],
)
def test_a_file_that_is_no_workbook_gets_one_plain_line_and_gives_no_figure(content):
    extract = read(content)
    assert len(extract.problems) == 1
    assert "\n" not in lines(extract)[0]
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


def test_unknown_columns_are_passed_over_and_named():
    extract = read_rows(row(numerator=6, denominator=19, rank=3), headings=[*HEADINGS, None, "Rank"])
    assert not extract.problems
    assert extract.notes == ("KPIs: columns passed over: Rank.",)


def test_the_table_may_stand_below_blank_rows_and_right_of_blank_columns():
    extract = read_rows(row(numerator=6, denominator=19), above=3, left=2)
    assert not extract.problems
    assert list(extract.rows["cell"]) == ["G5"]


def test_blank_rows_within_the_table_are_passed_over():
    extract = read_rows(row(numerator=6, denominator=19), {}, {}, row("EHCP2", numerator=1, denominator=2))
    assert list(extract.rows["cell"]) == ["E2", "E5"]


def test_a_misspelt_heading_is_pointed_out_before_its_figures_are_lost():
    extract = read_rows(row(numerator=6, denominatr=19), headings=["Measure", "Month", "Numerator", "Denominatr"])
    assert "KPIs!D1 · The heading “Denominatr” is not known. Did you mean Denominator?" in lines(extract)


def test_an_empty_workbook_is_not_asked_about():
    extract = read(workbook(headings=[None]))
    assert lines(extract) == [
        (
            "The workbook is empty. Fill in the figures, or give a symbol that says why there is none, "
            "and save before sending."
        )
    ]
    assert extract.question is None


def test_the_only_sheet_with_the_headings_is_read_whatever_its_name():
    book = opened(workbook(row(numerator=6, denominator=19), sheet="April return"))
    book.create_sheet("Notes").append(["Anything", "=1+1"])
    extract = read(saved(book))
    assert not extract.problems
    assert list(extract.rows["sheet"]) == ["April return"]


def test_sheets_without_figures_of_the_plan_are_passed_over():
    book = opened(GOOD)
    book.create_sheet("Milestones").append(["Ref", "Title", "Due", "Status"])
    book["Milestones"].append(["1.1a", "Write it", APRIL, "complete"])
    book.create_sheet("Read me").append(["#REF!", "=1+1"])
    extract = read(saved(book))
    assert not extract.problems
    assert extract.notes == ("Sheets read: KPIs. Sheets passed over: Milestones; Read me.",)


def test_thousands_of_rows_are_read():
    months = [f"{year}-{month:02d}" for year in range(2001, 2022) for month in range(1, 13)]
    monthly = [measure.id for measure in PLAN.measures if measure.id in {"EHCP1", "EHCP2", "RATE"}]
    extract = read_rows(*(row(one, when, numerator=6, denominator=19) for when in months for one in monthly))
    assert not extract.problems
    assert len(extract.rows) == len(months) * len(monthly)
