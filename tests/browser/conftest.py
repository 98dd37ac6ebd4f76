"""Tests of what only a browser shows: the machine's own Chromium visits a dashboard served as people serve it.

Every page visited must leave the console free of errors, and ask nothing of any other machine.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.browser.harness import CHROMIUM, is_complaint, is_stray, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext

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
    with serving(tmp_path_factory.mktemp("served")) as url:
        yield url


@pytest.fixture
def serve(tmp_path_factory) -> Iterator[Callable[..., str]]:
    """`serve(SENDKPI_PLAN=...)` starts another dashboard, with empty databases of its own, and gives its address."""
    with ExitStack() as servers:
        yield lambda **env: servers.enter_context(serving(tmp_path_factory.mktemp("server"), **env))


@pytest.fixture
def new_context(new_context, serve) -> Iterator[Callable[..., BrowserContext]]:  # noqa: ARG001 (servers outlive pages)
    """Browser windows that are listened to: an error on the console or a request elsewhere fails the test."""
    faults: list[str] = []
    opened: list[BrowserContext] = []

    def listened_to(**options: object) -> BrowserContext:
        context = new_context(**options)
        context.on("console", lambda message: is_complaint(message) and faults.append(f"console: {message.text}"))
        context.on("weberror", lambda failure: faults.append(f"error: {failure.error}"))
        context.on("request", lambda request: is_stray(request) and faults.append(f"request: {request.url}"))
        opened.append(context)
        return context

    yield listened_to
    for page in (page for context in opened for page in context.pages):
        page.title()  # what the browser has still to tell comes with its answer
    assert not faults
