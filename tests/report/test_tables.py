from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendkpi.report import as_csv, as_workbook
from sendkpi.texts import is_seen
from sendkpi.values import month_code
from tests.hostile_texts import RAW

THIRD = 100 / 3
DANGEROUS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "\n=1+1", " @x", "\u00a0+1", "\r\n -1"),
    *("\u200b=1", "\ufeff\u2060@x", "\u00ad=1", "\u3000=1", "＝1+1", "＋1", "－1", "＠x", "﹦1", "\u3164=1"),
]
HARMLESS = ["1 = 1", "On-time", "a@b", "⟨=1", "'=1", "–5", "₂", " "]


def table(commentary: str = "On its way", unit: str = "percent") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": pd.to_datetime(["2022-04-01"]),
            "unit": [unit],
            "numerator": [1.0],
            "denominator": [3.0],
            "value": [THIRD],
            "gap": [float("nan")],
            "due_on": [dt.date(2022, 5, 31)],
            "commentary": [commentary],
        }
    )


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_the_columns_in_their_order_and_numbers_whole():
    head, row = lines(as_csv(table()))
    assert head == ["month", "unit", "numerator", "denominator", "value", "gap", "due_on", "commentary"]
    assert row == ["2022-04", "percent", "1.0", "3.0", repr(THIRD), "", "2022-05-31", "On its way"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_begins_like_a_formula_stays_text_in_csv(text: str):
    assert lines(as_csv(table(text)))[1][-1] == f"'{text}".replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_begins_like_a_formula_stays_text_in_a_workbook(text: str):
    cell = opened(as_workbook(table(text), "Figures"))["Figures"]["H2"]
    assert (cell.data_type, cell.quotePrefix, cell.number_format) == ("s", True, "@")
    assert cell.value == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", HARMLESS)
def test_text_that_only_holds_such_a_sign_is_written_as_it_is(text: str):
    assert lines(as_csv(table(text)))[1][-1] == text
    assert not opened(as_workbook(table(text), "Figures"))["Figures"]["H2"].quotePrefix


@given(
    st.text(
        st.characters(codec="utf-8") | st.characters(categories=["Cc", "Cf", "Zs", "Zl"]) | st.sampled_from("=+-@＝"),
        max_size=8,
    )
)
@settings(max_examples=60)
def test_no_text_is_a_formula_or_a_control_in_any_file(text: str):
    written = lines(as_csv(table(text)))[1][-1]
    first = unicodedata.normalize("NFKC", "".join(filter(is_seen, written))[:1])
    assert first not in {"=", "+", "-", "@"}
    assert not RAW.search(written)
    cell = opened(as_workbook(table(text), "Figures"))["Figures"]["H2"]
    assert cell.data_type in {"s", "n"}  # nothing at all has the type of a number
    assert not RAW.search(cell.value or "")
    assert cell.quotePrefix or written == (cell.value or "")


def test_a_text_that_excel_would_read_as_a_sign_is_read_as_it_was_typed():
    book = as_workbook(table("_x001B_[2J _xD800_ _x00"), "Figures")
    assert opened(book)["Figures"]["H2"].value == "_x005F_x001B_[2J _x005F_xD800_ _x00"


def test_a_heading_is_written_as_text_too():
    assert lines(as_csv(pd.DataFrame({"=1+1": [1]})))[0] == ["'=1+1"]


def test_a_negative_number_stays_a_number():
    frame = pd.DataFrame({"gap": [-7.5]})
    assert lines(as_csv(frame))[1] == ["-7.5"]
    assert opened(as_workbook(frame, "Gap"))["Figures"]["A2"].value == -7.5


def test_a_workbook_is_one_real_table_with_its_headings_in_words():
    sheet = opened(as_workbook(table(), "Figures"))["Figures"]
    assert list(sheet.tables) == ["Figures"]
    assert sheet.tables["Figures"].ref == "A1:H2"
    assert [cell.value for cell in sheet[1]][:3] == ["Month", "Unit", "Numerator"]
    assert not sheet.merged_cells.ranges


def test_numbers_are_whole_and_dates_are_dates_in_a_workbook():
    month, _, numerator, _, value, gap, due_on, _ = opened(as_workbook(table(), "Figures"))["Figures"][2]
    assert (month_code(month.value), month.number_format) == ("2022-04", "mmmm yyyy")
    assert (value.value, value.number_format) == (pytest.approx(THIRD, abs=1e-12), '0.0"%"')
    assert (numerator.value, numerator.number_format) == (1, "#,##0")
    assert gap.value is None
    assert (due_on.is_date, due_on.value.date()) == (True, dt.date(2022, 5, 31))


@pytest.mark.parametrize(("unit", "shown"), [("percent", '0.0"%"'), ("weeks", "0.0"), ("count", "#,##0")])
def test_each_figure_has_the_format_of_its_unit(unit: str, shown: str):
    assert opened(as_workbook(table(unit=unit), "Figures"))["Figures"]["E2"].number_format == shown


def test_title_and_notes_stand_on_a_sheet_of_their_own_as_text():
    about = opened(as_workbook(table(), "=Title", ["+ a note"]))["About"]
    assert [cell.value for cell in about["A"]] == ["=Title", "+ a note"]
    assert {cell.data_type for cell in about["A"]} == {"s"}


def test_a_moment_is_shown_in_london_time():
    frame = pd.DataFrame({"recorded_at": pd.to_datetime(["2022-07-01T22:30:00Z"])})
    assert opened(as_workbook(frame, "When"))["Figures"]["A2"].value == dt.datetime(2022, 7, 1, 23, 30)  # noqa: DTZ001 - as a workbook holds it
    assert lines(as_csv(frame))[1] == ["2022-07-01T22:30:00+00:00"]


def test_an_empty_frame_makes_a_workbook_of_headings():
    sheet = opened(as_workbook(table().head(0), "Nothing"))["Figures"]
    assert sheet.max_row == 1
    assert not sheet.tables
