from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.harness import health, opened
from tests.ingest import hostile
from tests.ingest.sheets import row, workbook

if TYPE_CHECKING:
    from playwright.sync_api import Page

GOOD = workbook(row(numerator=6, denominator=19))
WORST = {
    "bomb.xlsx": (hostile.bomb(GOOD, 10_000_000_000, declared=1000), "The file unpacks to more than 100 MB."),
    "laughs.xlsx": (hostile.entities(GOOD), "The file declares its own XML entities or document type."),
    "page.xlsx": (b"<html><table></table></html>", "The file is a web page (HTML)."),
    "half.xlsx": (GOOD[: len(GOOD) // 2], "The file is cut short or damaged."),
}


def test_the_worst_files_get_their_line_while_another_visitor_is_served_and_then_a_good_one_is_read(
    served: str, page: Page, new_context
):
    other = opened(new_context().new_page(), served, "Haringey")
    opened(page, f"{served}/submit")
    offer(page, "rows.xlsx", hostile.empty_rows(GOOD, 300_000))
    opened(other, f"{served}/due")
    page.get_by_text("1 new", exact=True).wait_for()
    for name, (content, said) in WORST.items():
        offer(page, name, content)
        page.get_by_text(f"{name}: {said}").wait_for()
    offer(page, "good.xlsx", GOOD)
    page.get_by_text("1 new", exact=True).wait_for()
    assert page.get_by_test_id("stException").count() == 0
    opened(other, f"{served}/plan")
    assert health(served) == "ok"


def offer(page: Page, name: str, content: bytes) -> None:
    """Put a file into the Submit page's box, in the place of the one before it."""
    before = page.get_by_test_id("stFileChipDeleteBtn")
    if before.count():
        before.click()
        before.wait_for(state="detached")
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "", "buffer": content}])
