from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sendkpi import store
from tests.browser.harness import settled
from tests.build import figure
from tests.store.filed import extract

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

WAITS = "ASC1-UNDER18"
TITLE = "Average wait for an autism assessment, under 18"
WHY = "Two clinician posts are vacant."
POSITION = "month=2022-04&as_at=2022-05-31"


def stored(folder: Path) -> Path:
    """A database where one measure is off track, with a comment and a figure of each provider."""
    path = folder / "red.db"
    weeks = {"Whittington Health": 52.0, "Tavistock and Portman": 77.5}
    april = [figure(WAITS, "2022-04", value, breakdown=name, denominator=100) for name, value in weeks.items()]
    rows = [figure(WAITS, "2022-03", 69.0), figure(WAITS, "2022-04", 68.0, commentary=WHY), *april]
    moment = dt.datetime(2022, 5, 19, 9, tzinfo=dt.UTC)
    store.submit(store.connect(f"sqlite:///{path}"), extract(*rows), by="A. Analyst", now=moment)
    return path


def shown(page: Page, address: str) -> str:
    """What a page says to someone who follows a link to it."""
    page.goto(address)
    settled(page)
    page.get_by_role("heading", level=1, name=TITLE).wait_for()
    return settled(page).get_by_test_id("stMain").inner_text()


def test_one_click_from_the_overview_says_why_a_measure_is_red_and_its_link_shows_the_same_elsewhere(
    serve: Callable[..., str], new_context: Callable[..., BrowserContext], page: Page, tmp_path: Path
):
    page.goto(f"{serve(stored(tmp_path))}/?{POSITION}")
    settled(page)
    attention = page.locator(".attention")
    attention.get_by_role("link", name=TITLE).click()
    page.get_by_role("heading", level=1, name=TITLE).wait_for()
    settled(page)

    main = page.get_by_test_id("stMain")
    main.get_by_text("Off track").first.wait_for()
    main.get_by_text(f"{WHY} A. Analyst").first.wait_for()
    main.get_by_role("heading", name="Tavistock and Portman").wait_for()
    main.get_by_text("worst at Tavistock and Portman (77.5 weeks)").wait_for()
    main.locator('[aria-label="April 2022: 77.5 weeks"]').wait_for()

    said = settled(page).get_by_test_id("stMain").inner_text()
    assert shown(new_context().new_page(), page.url) == said
    assert f"measure={WAITS}" in page.url
