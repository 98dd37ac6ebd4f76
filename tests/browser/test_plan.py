from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.test_pages import NARROW, OVERFLOW, WIDE, broken_rules, opened

if TYPE_CHECKING:
    from playwright.sync_api import Page

PARTS = ("Still to agree", "Agreed since", "Process charts", "Queries", "Agree", "Add a measure")


def test_every_part_of_the_plan_page_is_linked_keeps_the_accessibility_rules_and_fits(served: str, page: Page):
    opened(page, served)
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for part in PARTS:
            opened(page, f"{served}/plan?part={part.replace(' ', '+')}", "The plan and what was agreed")
            assert page.get_by_role("tab", name=part, exact=True, selected=True).count() == 1
            assert not broken_rules(page), part
            assert page.evaluate(OVERFLOW) == [0, 0], part
