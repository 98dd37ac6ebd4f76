from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.browser.harness import NARROW, assert_sound, filtered, opened, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

PARTS = ("By action", "Quarter by quarter", "Timeline", "List")
LISTED = "() => [...document.querySelectorAll('.listed tbody th')].map((head) => head.textContent.split(' ')[0])"


@pytest.mark.parametrize("part", PARTS)
def test_every_part_keeps_the_accessibility_rules_and_fits_the_screen(served: str, page: Page, part: str):
    opened(page, f"{served}/milestones?part={part.replace(' ', '+')}", "Milestones")
    page.get_by_role("tab", name=part, selected=True).wait_for()
    assert_sound(page)


def test_the_timeline_of_all_areas_keeps_the_accessibility_rules_and_fits_the_screen(served: str, page: Page):
    opened(page, f"{served}/milestones?part=Timeline&timeline=All+areas", "Milestones")
    assert_sound(page)


def test_an_action_keeps_the_accessibility_rules_and_fits_the_screen(served: str, page: Page):
    opened(page, f"{served}/milestones?action=1.3", "Milestones")
    page.get_by_role("heading", level=2, name="1.3 ").wait_for()
    assert_sound(page)


def test_what_the_address_asks_for_in_vain_is_said(served: str, page: Page):
    opened(page, f"{served}/milestones?area=Nowhere&milestone=9.9", "Milestones")
    page.get_by_text("There is no area “Nowhere” to filter by.").wait_for()
    page.get_by_text("The plan has no milestone “9.9”.").wait_for()


def test_on_a_narrow_screen_the_quarters_stand_one_under_the_other(served: str, page: Page):
    page.set_viewport_size(NARROW)
    opened(page, f"{served}/milestones?part=Quarter+by+quarter&as_at=2022-06-30", "Milestones")
    page.get_by_role("heading", level=3, name="Oct–Dec 21").wait_for()
    assert not page.get_by_role("region", name="Milestones in the quarters").is_visible()
    page.locator("summary", has_text="1 milestone of Before October 2021").click()
    page.get_by_role("link", name="SEND Executive approves the quality checking framework").click()
    page.get_by_role("heading", level=2, name="1.3 ").wait_for()
    settled(page)


def test_filters_and_part_are_shared_by_their_link_and_the_files_hold_what_is_listed(
    served: str, page: Page, new_context: Callable[..., BrowserContext]
):
    opened(page, served)
    page.get_by_test_id("stSidebarNav").get_by_text("Milestones").click()
    page.get_by_role("heading", level=1, name="Milestones").wait_for()
    settled(page)
    page.get_by_text("Filters", exact=True).click()
    filtered(page, "Areas", "WSOA 2")
    filtered(page, "Judged to be", "Overdue")
    page.get_by_role("tab", name="List").click()
    page.get_by_role("region", name="Milestones as reported by").wait_for()
    settled(page)
    names = page.evaluate(LISTED)
    assert names
    assert all(name.startswith("2.") for name in names)

    other = opened(new_context().new_page(), page.url, "Milestones")
    other.get_by_text("Only WSOA 2 and Overdue.").wait_for()
    assert other.evaluate(LISTED) == names

    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    assert download.value.suggested_filename.startswith("illustrative milestones as at ")
    table = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert [row["milestone"] for row in table] == names
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as Excel").click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))["Figures"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == names


def test_an_action_leads_to_its_measures_and_back_to_all(served: str, page: Page):
    opened(page, f"{served}/milestones?part=By+action&as_at=2022-06-30", "Milestones")
    page.get_by_role("link", name="1.1 A larger, reorganised team").click()
    page.get_by_role("heading", level=2, name="1.1 A larger, reorganised team").wait_for()
    settled(page)
    assert "action=1.1" in page.url
    assert "as_at=2022-06-30" in page.url
    page.get_by_role("link", name="EHC plans issued within 20 weeks").click()
    page.get_by_role("heading", level=1, name="EHC plans issued within 20 weeks").wait_for()
    settled(page)
    page.go_back()
    page.get_by_role("link", name="All actions").click()
    page.get_by_role("tab", name="Due and late").wait_for()
    settled(page)
    assert "action=" not in page.url
