from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.views.warm import warm
from tests.browser.harness import health, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_served_dashboard_says_that_it_is_well(served: str):
    assert health(served) == "ok"


def test_a_visitor_sees_a_heading_and_no_failure(served: str, page: Page):
    page.goto(served)
    settled(page)
    page.get_by_role("heading", level=1).wait_for()
    assert page.get_by_test_id("stException").count() == 0


def test_an_areas_own_address_is_found_on_a_server_that_has_just_started(serve, new_context):
    url = serve()
    assert warm(url)
    page = new_context().new_page()

    page.goto(f"{url}/wsoa-1")
    settled(page)

    assert page.get_by_role("heading", level=1).inner_text().startswith("WSOA 1")
    assert page.get_by_text("Page not found").count() == 0
