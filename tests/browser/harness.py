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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import ConsoleMessage, Page, Request

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
"""The browser of the machine: tests bring none of their own."""

START_SECONDS = 60
LOOK_EVERY_SECONDS = 0.1

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


def settled(page: Page) -> Page:
    """The page, once Streamlit is connected, its script has ended and every chart is drawn."""
    page.wait_for_function(FINISHED)
    return page


@contextmanager
def serving(folder: Path, listening: str = "localhost", **env: str) -> Iterator[str]:
    """The address of a dashboard served with empty databases in `folder`, and with `env`, while the block lasts."""
    url = f"http://localhost:{(port := _free_port())}"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    command += ["--server.address", listening, "--server.headless", "true"]
    databases = {
        "SENDKPI_DATABASE_URL": f"sqlite:///{folder / 'own.db'}",
        "SENDKPI_ILLUSTRATIVE_URL": f"sqlite:///{folder / 'illustrative.db'}",
    }
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 (our own command)
            command, cwd=ROOT, env={**os.environ, **databases, **env}, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _await_health(server, url, log)
        yield url
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def health(url: str) -> str:
    """What the server says of itself: `ok`. Raises OSError where nothing answers."""
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:  # noqa: S310 (our own server)
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
