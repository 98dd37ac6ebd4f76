from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.views.frame.warm import warm
from tests.browser.harness import health, opened, serving, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page


def test_a_served_dashboard_says_that_it_is_well(served: str):
    assert health(served) == "ok"


def test_a_visitor_sees_a_heading_and_no_failure(served: str, page: Page):
    page.goto(served)
    settled(page)
    page.get_by_role("heading", level=1).wait_for()
    assert page.get_by_test_id("stException").count() == 0


def test_an_areas_own_address_is_found_on_a_server_that_has_just_started(
    tmp_path: Path, new_context: Callable[..., BrowserContext]
):
    with serving(tmp_path) as address, new_context() as visitor:
        assert warm(address)
        page = opened(visitor.new_page(), f"{address}/wsoa-1", "WSOA 1")
        assert page.get_by_text("Page not found").count() == 0
