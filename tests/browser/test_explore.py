from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import openpyxl

from tests.browser.harness import filtered, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

SHOWN = """() => [...document.querySelectorAll('.explored tbody tr')].map(
  (row) => [...row.children].map((cell) => cell.textContent))"""


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.get_by_role("heading", level=1, name="Explore the figures").wait_for()
    return settled(page)


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename.startswith("illustrative figures to 2023-03 ")
    return download.value.path().read_bytes()


def test_a_filter_is_shared_by_its_link_and_the_files_hold_what_is_shown(
    served: str, page: Page, new_context: Callable[..., BrowserContext]
):
    page.goto(served)
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_text("Explore").click()
    page.get_by_role("heading", level=1, name="Explore the figures").wait_for()
    settled(page)
    filtered(page, "Measures", "COM4: People signed up to the SEND newsletter")
    page.get_by_text("1 measure, January 2022 to March 2023").wait_for()
    settled(page)
    rows = page.evaluate(SHOWN)
    assert {row[1] for row in rows} == {"COM4"}

    other = opened(new_context().new_page(), page.url)
    other.get_by_text("1 measure, January 2022 to March 2023").wait_for()
    settled(other)
    assert other.evaluate(SHOWN) == rows

    table = list(csv.reader(io.StringIO(downloaded(page, "Download as CSV").decode("utf-8-sig"))))[1:]
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, "Download as Excel")))
    sheet = [list(row) for row in book["Figures"].iter_rows(min_row=2, values_only=True)]
    assert len(table) == len(sheet) == len(rows)
    for shown, line, cells in zip(rows, table, sheet, strict=True):
        assert shown[0] == f"{cells[0]:%B %Y}"
        assert line[0] == f"{cells[0]:%Y-%m}"
        assert shown[1:5] == line[1:5] == list(cells[1:5])
        assert shown[7] == f"{float(line[7]):,.0f}" == f"{cells[7]:,.0f}"
        assert shown[14:] == line[14:] == list(cells[14:])
