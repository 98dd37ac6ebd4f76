from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.harness import assert_sound, opened, settled
from tests.filled import filled
from tests.real_plan import PLAN
from tests.views.submit.test_page import with_persons

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


def book(folder: Path, month: str, timely: float) -> Path:
    file = folder / f"{month}.xlsx"
    file.write_bytes(filled(PLAN, month, {"EHCP1": (timely, 19)}))
    return file


def confirmed(page: Page) -> None:
    page.get_by_label("Your name").fill("A. Officer")
    page.get_by_text("I have looked").click()
    page.get_by_label("Why they should be stored as they are").fill("The rest follows")


@pytest.fixture
def submit(serve: Callable[..., str], page: Page) -> Page:
    """The Submit page of an empty store."""
    url = serve()
    opened(page, url)
    return opened(page, f"{url}/submit", "Submit figures")


def test_several_files_keep_the_accessibility_rules_and_one_about_persons_is_let_go_of(submit: Page, tmp_path: Path):
    persons = tmp_path / "persons.xlsx"
    persons.write_bytes(with_persons())
    submit.locator("input[type=file]").set_input_files(
        [book(tmp_path, "2022-02", 20), book(tmp_path, "2022-01", 6), persons]
    )
    submit.get_by_text("2 files in the order of their months").first.wait_for()
    submit.get_by_text("looks like names of children").wait_for()
    assert_sound(submit)
    confirmed(submit)
    submit.get_by_role("button", name="Store this file").click()
    submit.get_by_text("Stored as submission 1: 1 figure from 2022-01.xlsx").wait_for()
    settled(submit)
    assert_sound(submit)


def test_a_double_click_on_store_leaves_one_receipt(submit: Page, tmp_path: Path):
    submit.locator("input[type=file]").set_input_files([book(tmp_path, "2022-01", 6)])
    submit.get_by_text("3. Check and store").wait_for()
    settled(submit)
    confirmed(submit)
    submit.get_by_role("button", name="Store these figures").dblclick()
    submit.get_by_text("Stored as submission 1: 1 figure from 2022-01.xlsx").wait_for()
    settled(submit)
    expect(submit.get_by_test_id("stAlert")).to_have_count(1)


def test_a_double_click_on_a_milestone_leaves_one_entry_and_its_receipt(serve: Callable[..., str], page: Page):
    url = serve()
    opened(page, url)
    opened(page, f"{url}/milestones?part=Update+a+milestone&milestone=1.1a", "Milestones")
    page.get_by_role("radiogroup", name="Status to record").get_by_text("On track", exact=True).click()
    settled(page)
    page.get_by_label("Comment").fill("A venue is found")
    page.get_by_label("Your name").fill("A. Officer")
    page.get_by_role("button", name="Record it").dblclick()
    page.get_by_text("recorded by A. Officer").wait_for()
    settled(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
