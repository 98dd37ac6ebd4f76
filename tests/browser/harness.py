"""A served dashboard to visit, and how to tell that a page has finished."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as TooLateError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import ConsoleMessage, Page, Request

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
"""The browser of the machine: tests bring none of their own."""

START_SECONDS = 300
END_SECONDS = 60
LOOK_EVERY_SECONDS = 0.1
LOOK_EVERY_MILLISECONDS = 50
"""A browser that is asked at each frame, as it would be by default, has to draw each of them for that."""
PATIENCE = 180_000
"""Milliseconds until what was waited for is taken never to come: far out, since other programs may keep us waiting."""

TRIES, TRY_MILLISECONDS = 4, 5_000
"""How often, and how soon, a list is opened again that closed."""

FINISHED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app
    && app.getAttribute('data-test-script-state') === 'notRunning'
    && app.getAttribute('data-test-connection-state') === 'CONNECTED'
    && !document.querySelector(
      '[data-testid="stStatusWidget"], [data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')
    && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every(
      (chart) => chart.querySelector('svg.marks, canvas.marks'));
}"""


NARROW = {"width": 400, "height": 800}
WIDE = {"width": 1400, "height": 900}
OVERFLOW = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .map((one) => one.scrollWidth - one.clientWidth)"""
FITS = f"() => ({OVERFLOW})().every((pixels) => pixels === 0)"
FIT_MILLISECONDS = 30_000
"""How long a page may take to be laid out anew, until it is said to be too wide."""


def settled(page: Page) -> Page:
    """The page, once Streamlit is connected, its script has ended and every chart is drawn."""
    page.wait_for_function(FINISHED, polling=LOOK_EVERY_MILLISECONDS)
    return page


def opened(page: Page, address: str, heading: str = "") -> Page:
    """The page at an address, once it has finished under a first heading that holds these words."""
    page.goto(address)
    settled(page)
    page.get_by_role("heading", level=1, name=heading).wait_for()
    return settled(page)


def choose(page: Page, label: str, option: str) -> None:
    """Pick what a list offers, as a person does: who types, and clicks again where it closed as the page changed."""
    box, choice = page.get_by_label(label, exact=True), page.get_by_role("option", name=option)
    for attempt in range(TRIES):
        box.click()  # waits until what is around it has stopped moving
        box.fill("")
        box.fill(option)
        try:
            choice.click(timeout=TRY_MILLISECONDS if attempt < TRIES - 1 else PATIENCE)
            break
        except TooLateError:
            page.keyboard.press("Escape")
    settled(page)


def filtered(page: Page, label: str, option: str) -> None:
    """The page, with a filter that takes several set to one more, and its list closed again."""
    choose(page, label, option)
    page.keyboard.press("Escape")
    settled(page)


def overflow(page: Page) -> list[int]:
    """By how many pixels the document and its main part are wider than the screen, once they have had time to fit."""
    with suppress(TooLateError):
        page.wait_for_function(FITS, timeout=FIT_MILLISECONDS, polling=LOOK_EVERY_MILLISECONDS)
    return page.evaluate(OVERFLOW)


def broken_rules(page: Page) -> list[tuple[str, str]]:
    """The accessibility rules that a page breaks, and where; but for Streamlit's file box, whose role is its own."""
    found = Axe().run(page).response["violations"]
    nodes = [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
    return [(rule, html) for rule, html in nodes if "stFileUploaderDropzone" not in html]


def assert_sound(page: Page) -> None:
    """The page, as it is open, keeps the accessibility rules and fits the screen, a wide one and then a narrow one."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        settled(page)
        assert overflow(page) == [0, 0], size
        assert not broken_rules(page), size


@contextmanager
def serving(folder: Path, listening: str = "localhost", **env: str) -> Iterator[str]:
    """The address of a dashboard served with an empty database in `folder`, `own.db`, while the block lasts.

    The illustrative figures are those that every test shows; `env` is set beside.
    """
    url = f"http://localhost:{(port := _free_port())}"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.address", listening, "--server.headless", "true"]
    database = {"SENDKPI_DATABASE_URL": f"sqlite:///{folder / 'own.db'}"}
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 (our own command)
            command, cwd=ROOT, env={**os.environ, **database, **env}, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _await_health(server, url, log)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def health(url: str) -> str:
    """What the server says of itself: `ok`. Raises OSError where nothing answers."""
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=START_SECONDS) as answer:  # noqa: S310 (our own server)
        return answer.read().decode()


def is_complaint(message: ConsoleMessage) -> bool:
    """Whether a console message is an error of ours.

    A page opened by its own address makes Streamlit look for its server below that address first;
    two answers of 404 are how it finds out.
    """
    looked_for = urlsplit(message.location.get("url", "")).path.endswith(("/_stcore/health", "/_stcore/host-config"))
    return message.type == "error" and not (looked_for and "404" in message.text)


def is_stray(request: Request) -> bool:
    """Whether a request leaves for another machine."""
    address = urlsplit(request.url)
    return address.scheme in {"http", "https"} and address.hostname != "localhost"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def _await_health(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError):
            if health(url) == "ok":
                return
        with suppress(subprocess.TimeoutExpired):
            server.wait(LOOK_EVERY_SECONDS)
            break
    pytest.fail(f"The dashboard did not start:\n{log.read_text(errors='replace')}")
