"""Tests of what only a browser shows: the machine's own Chromium visits a dashboard served as people serve it.

Every page visited must leave the console free of errors, and ask nothing of any other machine.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sendkpi import store
from sendkpi.views.frame.warm import warm
from tests.browser.harness import CHROMIUM, PATIENCE, START_SECONDS, is_complaint, is_stray, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

QUIET_CHROMIUM = [
    "--no-sandbox",  # continuous integration runs as root
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict[str, object]:
    """How pytest-playwright starts the browser."""
    if CHROMIUM is None:
        pytest.skip("No Chromium on this machine: install it (on Debian, apt install chromium) to run browser tests.")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET_CHROMIUM}


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[str]:
    """The address of one dashboard that all tests may read: they leave nothing behind in it."""
    with serving(tmp_path_factory.mktemp("served")) as address:
        assert warm(address)
        yield address


@pytest.fixture(scope="session")
def own_served(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """The address of another dashboard and the file of its database, which every test finds as it asked for it."""
    folder = tmp_path_factory.mktemp("own")
    with serving(folder) as address:
        assert warm(address)
        yield address, folder / "own.db"


@pytest.fixture
def serve(own_served: tuple[str, Path], tmp_path: Path) -> Callable[..., str]:
    """`serve()` is the address of a dashboard with an empty database, `serve(path)` with what that database holds."""
    address, own = own_served

    def serve_(path: Path = tmp_path / "empty.db") -> str:
        store.connect(f"sqlite:///{path}")
        with closing(sqlite3.connect(path)) as wanted, closing(sqlite3.connect(own, timeout=START_SECONDS)) as served_:
            wanted.backup(served_)
        return address

    return serve_


@pytest.fixture(scope="session")
def faults() -> list[str]:
    """What windows complained of: an error on the console, or a request to another machine."""
    return []


@pytest.fixture(autouse=True)
def _no_fault(faults: list[str]) -> Iterator[None]:
    """A fault in any window fails the test that opened it."""
    faults.clear()
    yield
    assert not faults


@pytest.fixture(scope="session")
def window(browser: Browser, browser_context_args: dict, faults: list[str]) -> Iterator[BrowserContext]:
    """The window in which tests open their page: it fetches once what all pages are made of."""
    expect.set_options(timeout=PATIENCE)
    context = listened_to(browser.new_context(**browser_context_args), faults)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page of this test alone, which remembers nothing of those before it."""
    page = window.new_page()
    yield page
    page.evaluate("() => localStorage.clear()")  # what the browser has still to tell comes with its answer
    page.close()
    window.clear_cookies()


@pytest.fixture
def new_context(new_context, faults: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Windows of other visitors, who share nothing with the first."""
    others: list[BrowserContext] = []

    def new_context_(**options: object) -> BrowserContext:
        others.append(listened_to(new_context(**options), faults))
        return others[-1]

    yield new_context_
    for page in (page for context in others for page in context.pages):
        page.title()  # as above


def listened_to(context: BrowserContext, faults: list[str]) -> BrowserContext:
    """The window, patient, and with what it complains of added to `faults`."""
    context.set_default_timeout(PATIENCE)
    context.on("console", lambda message: is_complaint(message) and faults.append(f"console: {message.text}"))
    context.on("weberror", lambda failure: faults.append(f"error: {failure.error}"))
    context.on("request", lambda request: is_stray(request) and faults.append(f"request: {request.url}"))
    return context
