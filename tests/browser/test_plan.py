from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.harness import assert_sound, opened

if TYPE_CHECKING:
    from playwright.sync_api import Page

PARTS = ("Still to agree", "Agreed since", "Process charts", "Queries", "Agree", "Add a measure")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_plan_page_is_linked_keeps_the_accessibility_rules_and_fits(
    served: str, page: Page, part: str
):
    opened(page, f"{served}/plan?part={part.replace(' ', '+')}", "The plan and what was agreed")
    assert page.get_by_role("tab", name=part, exact=True, selected=True).count() == 1
    assert_sound(page)
