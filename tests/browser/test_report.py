from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import expect

from sendkpi import settings, store
from sendkpi.plan import read
from sendkpi.sample import story
from tests.browser.harness import assert_sound, broken_rules, opened, settled
from tests.on_record import on_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

DAY = "as_at=2022-07-31"
SUMMARY = "Waits are <b>too long</b>.\nThe case system goes live in autumn."
SOUGHT = "Agree the new target"
LEVELS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))"


@pytest.fixture
def own(serve: Callable[..., str], tmp_path: Path) -> str:
    """The address of a dashboard whose own store holds the illustrative story."""
    path = tmp_path / "story.db"
    story.fill(read(settings.plan_folder()), f"sqlite:///{path}")
    assert on_record(store.connect(f"sqlite:///{path}")).submissions
    return serve(path)


def begun(page: Page, address: str) -> Page:
    """The paper at an address, once its preview stands."""
    opened(page, address, "Papers")
    page.get_by_role("heading", level=2, name="Highlight report for").wait_for()
    return settled(page)


@pytest.mark.parametrize(
    "asked", ["audience=send-executive", "audience=sub-group&sub_group=EHC", "audience=scrutiny-panel"]
)
def test_a_paper_keeps_the_accessibility_rules_and_fits_the_screen(served: str, page: Page, asked: str):
    begun(page, f"{served}/report?{DAY}&{asked}")
    levels = page.evaluate(LEVELS)
    assert levels[:3] == [1, 2, 3]
    assert all(later <= before + 1 for before, later in pairwise(levels)), levels
    assert_sound(page)


def test_a_paper_is_written_downloaded_issued_and_found_again(
    own: str, page: Page, new_context: Callable[..., BrowserContext]
):
    opened(page, own)
    begun(page, f"{own}/report?{DAY}&audience=sub-group&sub_group=EHC&period=2022-06")
    page.get_by_label("Your summary").fill(SUMMARY)
    page.get_by_label("Decisions sought").fill(SOUGHT)
    page.get_by_role("button", name="Make the Word file").click()
    page.get_by_role("button", name="Download the Word file").wait_for()
    settled(page)
    page.get_by_text("Waits are <b>too long</b>.", exact=True).wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the Word file").click()
    assert download.value.suggested_filename == "sub-group EHC 2022-06.docx"
    told = paragraphs(download.value.path())
    assert told[:4] == [
        "SEND improvement plan · Haringey",
        "Highlight report for April to June 2022: EHC plans and annual reviews",
        "For: EHC improvement plan group",
        "As at 31 July 2022",
    ]
    for line in (*SUMMARY.splitlines(), "Decisions sought", SOUGHT):
        assert line in told

    with page.expect_download() as download:
        page.get_by_role("button", name="Download the figures behind it").click()
    assert openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).sheetnames[:2] == ["Cover", "Notes"]

    page.get_by_text("Issue this paper").click()
    settled(page)
    page.get_by_label("Your name").fill("A. Officer")
    page.get_by_role("button", name="Issue it").click()
    page.get_by_text("Issued as paper 1 by A. Officer.").wait_for()
    settled(page)
    page.get_by_role("tab", name="Issued papers").click()
    listed = page.get_by_role("row", name="1. April to June 2022")
    listed.get_by_text("Sub-group: EHC plans and annual reviews").wait_for()
    settled(page)
    assert not broken_rules(page)
    page.get_by_label("Open a paper").click()
    page.get_by_role("option", name="1. Sub-group").click()
    page.get_by_text("Paper 1, issued ").wait_for()
    settled(page)
    assert "paper=1" in page.url

    other = new_context().new_page()
    begun(other, page.url)
    other.get_by_text("Waits are <b>too long</b>.", exact=True).wait_for()
    other.get_by_role("button", name="Make the Word file").click()
    with other.expect_download() as download:
        other.get_by_role("button", name="Download the Word file").click()
    assert paragraphs(download.value.path()) == told


def test_words_written_last_are_issued_and_those_of_another_page_ago_are_there(own: str, page: Page):
    opened(page, own)
    begun(page, f"{own}/report?{DAY}&period=2022-06")
    page.get_by_label("Your summary").fill(SUMMARY)
    page.keyboard.press("Tab")
    page.get_by_role("paragraph").get_by_text("The case system goes live in autumn.", exact=True).wait_for()
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_text("Board").click()
    page.get_by_role("heading", level=1, name="The board").wait_for()
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_text("Report").click()
    page.get_by_role("heading", level=2, name="Highlight report for April to June 2022").wait_for()
    settled(page)
    expect(page.get_by_label("Your summary")).to_have_value(SUMMARY)

    page.get_by_text("Issue this paper").click()
    page.get_by_label("Your name").fill("A. Officer")
    page.get_by_label("Decisions sought").fill(SOUGHT)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Issue it").click()
    page.get_by_text("Issued as paper 1 by A. Officer.").wait_for()
    settled(page)
    page.goto(f"{own}/report?part=Issued+papers&paper=1")
    page.get_by_role("heading", level=3, name="Decisions sought").wait_for()
    page.get_by_role("listitem").get_by_text(SOUGHT).wait_for()
    settled(page)


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a Word file that say anything."""
    return [one.text for one in Document(io.BytesIO(path.read_bytes())).paragraphs if one.text]
