"""National SEN2 files: all releases' headings and symbols are read as published, another file is refused in a line."""

from __future__ import annotations

import pytest

from sendkpi.errors import RefusedError
from sendkpi.frames import columns_of
from sendkpi.frames.figures import PublishedRow
from sendkpi.ingest import csv_text
from sendkpi.ingest.sen2.release import read_sen2
from sendkpi.published import Indicator
from tests.sen2_files import ENGLAND, LONDON, NEWER, OLDER, area, content, newer, older, shares, text

ALL, EXCLUDING = "all plans", "excluding exceptions"


def figures(given: bytes) -> dict[tuple, tuple]:
    """What was read: numerator, denominator, value and symbol by area, year and basis."""
    frame = read_sen2(given, "sen2.csv").figures
    assert list(frame.columns) == columns_of(PublishedRow)
    plain = frame.astype("object").where(frame.notna(), None)
    return {(row.area, row.year, row.basis): (*row[5:8], row.symbol) for row in plain.itertuples(index=False)}


def refusal(given: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        read_sen2(given, "sen2.csv")
    line = str(refused.value)
    assert "\n" not in line
    assert line.startswith("sen2.csv: ")
    return line.removeprefix("sen2.csv: ")


HARINGEY = {
    ("Haringey", 2020, ALL): (213.0, 309.0, 68.9, ""),
    ("Haringey", 2020, EXCLUDING): (197.0, 292.0, 67.5, ""),
}


def test_the_newer_headings_are_read_on_both_bases():
    assert figures(content(newer())) == HARINGEY


def test_the_headings_of_2023_are_read_to_the_same():
    given = older(
        everyone=("309", "213", "68.900000000000"),
        eased=("292", "197", " 67.500"),
    )
    assert figures(content(given, headings=OLDER)) == HARINGEY


@pytest.mark.parametrize("case", [str.lower, str.upper, lambda name: name.replace("_", " ").title()])
def test_headings_are_known_whatever_their_capitals_and_blanks(case):
    line, rest = text(newer()).split("\r\n", 1)
    assert figures(f"{case(line)}\r\n{rest}".encode()) == HARINGEY


def test_columns_may_stand_in_any_order_among_others():
    assert figures(content(newer(), headings=["avg_weeks_issue_plan", *sorted(NEWER)])) == HARINGEY


@pytest.mark.parametrize("topic", ["All EHC plans issued", "All EHC plans", "all ehc plans "])
def test_all_plans_together_are_known_by_either_name(topic: str):
    assert figures(content(newer(breakdown_topic=topic, breakdown=topic))) == HARINGEY


def test_only_all_plans_of_a_calendar_year_are_taken():
    rows = (
        newer(),
        newer(breakdown_topic="Sex", breakdown="Female", everyone=(100, 50, 50.0), eased=(100, 50, 50.0)),
        newer(breakdown_topic="Ethnicity", breakdown="Total", everyone=(100, 50, 50.0), eased=(100, 50, 50.0)),
        newer(time_period="202021", time_identifier="Academic year", everyone=(100, 50, 50.0)),
    )
    assert figures(content(*rows)) == HARINGEY


def test_an_area_its_region_and_the_country_are_told_apart():
    rows = (newer(), newer(**LONDON), newer(**ENGLAND), newer(**area("204", "Hackney")))
    frame = read_sen2(content(*rows), "sen2.csv").figures
    found = frame[frame["basis"] == ALL][["level", "area_code", "area"]].itertuples(index=False, name=None)
    assert list(found) == [
        ("area", "309", "Haringey"),
        ("region", "", "London"),
        ("country", "", "England"),
        ("area", "204", "Hackney"),
    ]


@pytest.mark.parametrize(
    ("written", "symbol"), [("x", "x"), ("z", "z"), ("c", "c"), ("C", "c"), ("low", "low"), ("", "x")]
)
def test_a_figure_that_is_not_published_is_missing_with_its_symbol(written: str, symbol: str):
    read = figures(content(newer(**shares(written, 67.5))))
    assert read["Haringey", 2020, ALL] == (None, None, None, symbol)
    assert read["Haringey", 2020, EXCLUDING] == (None, None, 67.5, "")


def test_thousands_and_percent_signs_that_a_spreadsheet_added_are_read():
    read = figures(content(newer(everyone=("53,327", "31,313", "58.7%"), **ENGLAND)))
    assert read["England", 2020, ALL] == (31313.0, 53327.0, 58.7, "")


@pytest.mark.parametrize(
    "saved",
    [
        text(newer()).encode("utf-8"),
        text(newer()).encode("utf-8-sig"),
        text(newer()).encode("cp1252"),
        text(newer(), separator="\t").encode("utf-16"),
        text(newer(), separator=";").encode("utf-8-sig"),
        text(newer()).replace("\r\n", "\r").encode("mac_roman"),
        text(newer()).replace("\r\n", "\n").encode() + b"\n,,,,\n\n",
    ],
    ids=["utf-8", "with a mark", "windows", "unicode text", "semicolons", "old mac", "blank rows"],
)
def test_a_file_is_read_however_a_spreadsheet_saved_it(saved: bytes):
    assert figures(saved) == HARINGEY


def test_a_name_with_letters_of_the_windows_code_page_is_kept():
    assert ("Côte", 2020, ALL) in figures(text(newer(la_name="Côte")).encode("cp1252"))


def test_a_file_without_a_needed_heading_is_refused_naming_it():
    kept = [name for name in NEWER if name not in {"plans_issued_den_ex", "la_name"}]
    assert refusal(content(newer(), headings=kept)) == (
        "this is not a SEN2 timeliness file: it lacks the headings la_name, plans_issued_den_ex. "
        "Take the CSV file on EHC plans issued within 20 weeks, as downloaded."
    )
    assert "lacks the heading inc_exc_20week_rate." in refusal(
        content(older(), headings=[name for name in OLDER if name != "inc_exc_20week_rate"])
    )


def test_another_national_file_is_refused_by_what_it_lacks():
    assert "it lacks the headings plans_issued_within_20_weeks, plans_issued_den," in refusal(
        content(newer(), headings=[*NEWER[:12], "number_of_plans"])
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (b"", "this is not a SEN2 timeliness file: it lacks the headings time_period, "),
        (b"PK\x03\x04 and so on", "it is a workbook or a zip archive: give the CSV file as it was downloaded."),
        (b"\xd0\xcf\x11\xe0 and so on", "it is a workbook or a zip archive: give the CSV file as it was downloaded."),
        (b"time_period\0,geographic_level", "it is not text: give the CSV file as it was downloaded."),
        (b'time_period,"' + b"x" * 200_000, "row 1 is not CSV (field larger than field limit (131072))."),
    ],
)
def test_what_is_no_csv_is_refused_in_one_line(given: bytes, message: str):
    assert refusal(given).startswith(message)


def test_a_file_beyond_any_national_one_is_refused_unread(monkeypatch):
    monkeypatch.setattr(csv_text, "LARGEST", 10)
    assert refusal(content(newer())) == "it is larger than 0 MB."


def test_a_file_of_breakdowns_alone_is_refused():
    assert refusal(content(newer(breakdown="Female"))) == (
        "it holds no calendar year's figure of all EHC plans together."
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (newer(everyone=(309, 213, "n/a")), "row 3, “n/a” is neither a number nor one of the symbols c, x, z, low, u."),
        (newer(everyone=(309, 213, "-")), "row 3, “-” is neither a number nor one of the symbols c, x, z, low, u."),
        (newer(everyone=("x", "x", "101")), "row 3, 101 is above 100: it is no percentage."),
        (newer(everyone=(309, 213, 0.689)), "row 3, 0.689 is not the percentage that 213 of 309 makes."),
        (newer(everyone=(213, 309, 68.9)), "row 3, 309 plans in time are more than the 213 issued."),
        (newer(geographic_level="Ward"), "row 3, “Ward” is not a known level of area."),
        (newer(everyone=(309, 214, 69.3)), "rows 2 and 3 give two figures for Haringey in 2020, all plans."),
    ],
)
def test_a_figure_that_cannot_be_read_as_meant_refuses_the_file(row: dict[str, str], message: str):
    assert refusal(content(newer(), row)) == message


def test_a_row_shifted_by_a_comma_in_a_name_is_refused():
    shifted = text(newer(la_name="Bristol, City of")).replace('"', "")
    assert refusal(shifted.encode()) == "row 2 has 20 cells where the headings are 19."


def test_the_same_row_twice_counts_once():
    assert figures(content(newer(), newer())) == HARINGEY


def test_a_file_says_what_it_is_and_which_bytes_it_was():
    one, other = read_sen2(content(newer()), "one.csv"), read_sen2(content(newer(), newer()), "other.csv")
    assert (one.filename, one.indicator) == ("one.csv", Indicator.EHC_PLANS_IN_TIME)
    assert len(one.sha256) == 64
    assert one.sha256 != other.sha256
