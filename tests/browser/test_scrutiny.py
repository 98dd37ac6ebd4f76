"""A scrutiny member's way from a recommendation to the chart that shows what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.harness import assert_sound, opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

AT = "month=March+2023&as_at=2023-07-31"
PARTS = ("Recommendations", "Reporting calendar", "Record progress")


def test_a_recommendation_is_two_clicks_from_the_chart_and_its_comparators(served: str, page: Page):
    opened(page, f"{served}/?{AT}")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Scrutiny").click()
    page.get_by_role("heading", level=1, name="Scrutiny").wait_for()
    settled(page)
    page.locator("summary", has_text="1 Keep cutting waits for EHC plans").click()
    page.get_by_role("link", name="EHC P 1: EHC plans issued within 20 weeks").first.click()
    page.get_by_role("heading", level=1, name="EHC plans issued within 20 weeks").wait_for()
    settled(page)

    page.get_by_text("Position for March 2023 · as at 31 July 2023").wait_for()
    page.locator('[data-testid="stVegaLiteChart"] svg').first.wait_for()
    page.get_by_text("Purple line:").wait_for()
    page.get_by_text("its statistical neighbours").wait_for()
    assert "measure=EHCP1" in page.url
    assert "month=March+2023" in page.url
    assert "as_at=2023-07-31" in page.url


def test_one_recommendation_is_opened_by_its_link_and_left_for_all(served: str, page: Page):
    opened(page, f"{served}/scrutiny?{AT}", "Scrutiny")
    page.get_by_role("link", name="Keep cutting waits for EHC plans").click()
    page.get_by_role("heading", level=2, name="Recommendation 1").wait_for()
    settled(page)
    assert "recommendation=1" in page.url
    page.get_by_role("link", name="All 14 recommendations").click()
    page.get_by_role("heading", level=2, name="14 recommendations").wait_for()
    settled(page)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_scrutiny_page_keeps_the_accessibility_rules_and_fits(served: str, page: Page, part: str):
    opened(page, f"{served}/scrutiny?part={part.replace(' ', '+')}", "Scrutiny")
    assert page.get_by_role("tab", name=part, exact=True, selected=True).count() == 1
    assert_sound(page)
