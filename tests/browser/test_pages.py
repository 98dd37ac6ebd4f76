from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.harness import assert_sound, opened, settled
from tests.filled import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

PAGES = (
    "",
    "wsoa-1",
    "wsoa-2",
    "wsoa-3",
    "measure?measure=ASC1-UNDER18",
    "measure?measure=EHCP3",
    "submit",
    "due",
    "submissions?submission=1",
    "explore",
    "milestones",
    "story",
    "scrutiny",
    "board",
    "board?part=Risks+and+issues",
    "report",
    "report?part=Issued+papers",
)


def test_the_first_screen_shows_illustrative_figures_and_says_so(served: str, page: Page):
    opened(page, served, "Haringey")
    page.get_by_text("Illustrative figures.", exact=True).wait_for()
    assert page.get_by_role("img", name="From ").count() > 10
    assert page.get_by_test_id("stException").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_every_page_keeps_the_accessibility_rules_and_fits_the_screen(served: str, page: Page, name: str):
    opened(page, f"{served}/{name}")
    assert page.get_by_role("heading", level=1).count() == 1
    assert_sound(page)


def test_month_and_day_stay_in_the_address_from_page_to_page(served: str, page: Page):
    opened(page, f"{served}/?month=2022-05&as_at=2022-07-31")
    page.get_by_text("Position for May 2022 · as at 31 July 2022").wait_for()
    page.get_by_test_id("stSidebarNav").get_by_text("WSOA 2").click()
    page.get_by_role("heading", level=1, name="WSOA 2").wait_for()
    settled(page)
    assert page.url == f"{served}/wsoa-2?as_at=2022-07-31&month=May+2022"
    page.get_by_text("Position for May 2022 · as at 31 July 2022").wait_for()


def test_a_filled_template_goes_from_upload_to_the_pages(serve: Callable[..., str], page: Page, tmp_path: Path):
    opened(page, serve())
    page.get_by_role("link", name="Start with our own").click()
    page.get_by_role("heading", level=1, name="Submit figures").wait_for()
    settled(page)
    file = tmp_path / "filled.xlsx"
    file.write_bytes(fill(downloaded_template(page, "January 2022"), {"EHCP1": (6, 19)}))

    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("1 new", exact=True).wait_for()
    page.get_by_label("Your name").fill("A. Officer")
    page.get_by_text("I have looked: ").click()
    page.get_by_label("Why they should be stored as they are").fill("The rest follows next week")
    page.get_by_role("button", name="Store these figures").click()
    page.get_by_text("Stored as submission 1").wait_for()
    settled(page)

    page.get_by_role("link", name="See WSOA 1").click()
    page.locator('[aria-label="January 2022: 31.6% year to date"]').wait_for()
    page.get_by_text("Position for January 2022").wait_for()
    page.get_by_test_id("stSidebarNav").get_by_text("Overview").click()
    page.get_by_role("row", name="EHC plans issued within 20 weeks").get_by_text("31.6%").wait_for()
    settled(page)
    assert "month=January+2022" in page.url
    assert page.get_by_text("Illustrative").count() == 0


def downloaded_template(page: Page, month: str) -> bytes:
    """The workbook that the page gives for a month."""
    page.get_by_label("Month of the figures").click()
    page.get_by_label("Month of the figures").fill(month)
    page.get_by_role("option", name=month).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download the {month} template").click()
    return download.value.path().read_bytes()
