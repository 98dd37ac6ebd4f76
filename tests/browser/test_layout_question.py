from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.harness import assert_sound, broken_rules, choose, opened, settled
from tests.unexplained import team_return

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


def upload(page: Page, folder: Path, month: str) -> None:
    file = folder / f"Team return {month}.xlsx"
    file.write_bytes(team_return(month, wait="-"))
    page.locator("input[type=file]").set_input_files(file)


def test_the_question_is_answered_once_keeps_the_accessibility_rules_and_fits(
    serve: Callable[..., str], page: Page, tmp_path: Path
):
    url = serve()
    opened(page, url)
    opened(page, f"{url}/submit", "Submit figures")
    upload(page, tmp_path, "April 2022")
    page.get_by_text("Say which column holds the figure.").wait_for()
    choose(page, "Column with the figure", "F: Rate or number")
    choose(page, "Column with the numerator", "D: Hits")
    choose(page, "Column with the denominator", "E: Out of")
    page.get_by_text("2 figures as read by this answer").first.wait_for()
    choose(page, "What does “-” mean in this file?", "x, not available")
    page.get_by_text("3 figures as read by this answer").first.wait_for()
    assert_sound(page)

    page.get_by_label("Your name").fill("A. Officer")
    page.get_by_text("I have looked").click()
    page.get_by_label("Why they should be stored as they are").fill("The rest follows")
    page.get_by_role("button", name="Store these figures").click()
    page.get_by_text("Stored as submission 1").wait_for()
    settled(page)

    upload(page, tmp_path, "May 2022")
    page.get_by_text("Read by the layout “Team return”").wait_for()
    page.get_by_text("3 new", exact=True).wait_for()
    settled(page)
    assert page.get_by_text("Which column is which?").count() == 0
    assert not broken_rules(page)
