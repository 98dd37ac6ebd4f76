"""What a director does with the overview: opens a month of a measure, sees what is hidden, jumps to a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.harness import NARROW, WIDE, broken_rules, opened, overflow, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

HINT = """(table) => {
  const hint = getComputedStyle(table, '::before');
  return [hint.content.includes('Scroll sideways'), parseFloat(hint.height) > 10];
}"""


def test_a_mark_of_the_heat_map_opens_its_measure_in_its_month(served: str, page: Page):
    opened(page, f"{served}/?as_at=2023-04-30")
    page.get_by_text("Real change", exact=True).click()
    settled(page)
    assert "heat=Real+change" in page.url
    row = page.locator(".heat").get_by_role("row", name="EHC plans issued within 20 weeks")
    row.get_by_role("link", name="EHC P 1, October 2022: Real improvement").click()
    page.get_by_role("heading", level=1, name="EHC plans issued within 20 weeks").wait_for()
    page.get_by_text("Position for October 2022 · as at 30 April 2023").wait_for()
    page.get_by_text("A first sign of improvement, on trial limits").first.wait_for()


def test_on_a_narrow_screen_the_newest_months_are_in_sight_beside_the_names(served: str, page: Page):
    page.set_viewport_size(NARROW)
    opened(page, f"{served}/?heat=Real+change")
    newest = page.get_by_role("link", name="EHC P 1, March 2023: Real improvement").bounding_box()
    name = page.locator(".heat").get_by_role("link", name="EHC plans issued within 20 weeks").bounding_box()
    assert name["x"] >= 0
    assert name["x"] + name["width"] < newest["x"] < newest["x"] + newest["width"] <= NARROW["width"]
    assert overflow(page) == [0, 0]
    assert not broken_rules(page)


def test_a_table_says_that_it_scrolls_only_where_it_does(served: str, page: Page):
    page.set_viewport_size(NARROW)
    for name, table in (("", ".heat"), ("", ".measures"), ("due", ".owed"), ("explore", ".explored")):
        opened(page, f"{served}/{name}")
        assert page.locator(table).first.evaluate(HINT) == [True, True], table
    page.set_viewport_size(WIDE)
    opened(page, served)
    for table in (".heat", ".measures"):
        assert page.locator(table).evaluate(HINT) == [True, False], table


def test_a_line_of_an_areas_attention_leads_to_the_chart(served: str, page: Page):
    opened(page, f"{served}/wsoa-1")
    page.locator(".rest").get_by_role("link", name="EHC plans that meet the law").click()
    page.wait_for_function("() => document.getElementById('EHCP5').getBoundingClientRect().top < 120")
    assert page.url == f"{served}/wsoa-1#EHCP5"
