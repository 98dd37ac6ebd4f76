"""Who is answered by a served dashboard, and that it asks nothing of any other machine while it starts or refuses."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from sendkpi.views.frame.warm import warm
from tests.browser.harness import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

WATCH = Path(__file__).parent / "watched"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what a deployment behind a proxy listens to
THIS_MACHINE = {"None", "", "localhost", "127.0.0.1", "::1", "::", EVERYWHERE}
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "c2VuZGtwaS1oYW5kLWtleQ==",
}
OPENED, WELL, REFUSED = 101, 200, 403
PAGE, HEALTH, STREAM = "/", "/_stcore/health", "/_stcore/stream"
FOREIGN = "rebound.example"


def answered(url: str, path: str, host: str = "", origin: str = "") -> int:
    """The status of an answer to a call with this `Host` and `Origin`; `{port}` in either is the server's own."""
    place = urlsplit(url)
    given = {"Host": host, "Origin": origin} | (HANDSHAKE if path == STREAM else {})
    headers = {name: text.format(port=place.port) for name, text in given.items() if text}
    connection = http.client.HTTPConnection("localhost", place.port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def watched(folder: Path) -> dict[str, str]:
    """The environment in which every address that Python asks for is written to `folder`."""
    return {"PYTHONPATH": str(WATCH), "CONNECTIONS_LOG": str(folder / "asked.log")}


def strangers(folder: Path) -> set[str]:
    """The other machines that were asked for."""
    log = folder / "asked.log"
    return set(log.read_text(encoding="utf-8").splitlines()) - THIS_MACHINE


@pytest.fixture(scope="module", params=["localhost", EVERYWHERE])
def folder_and_url(request, tmp_path_factory) -> Iterator[tuple[Path, str]]:
    """A watched dashboard that listens to this machine alone, and one that listens to every other."""
    folder = tmp_path_factory.mktemp("doors")
    with serving(folder, request.param, **watched(folder)) as url:
        yield folder, url


@pytest.fixture
def url(folder_and_url) -> str:
    return folder_and_url[1]


@pytest.mark.parametrize("path", [PAGE, HEALTH, "/wsoa-1", STREAM])
def test_a_foreign_host_is_refused_also_with_its_own_origin(url: str, path: str):
    for host in (FOREIGN, f"{FOREIGN}:{{port}}", f"localhost.{FOREIGN}", "localhost@evil.example"):
        assert answered(url, path, host, f"http://{host}") == REFUSED
    assert answered(url, path, FOREIGN) == REFUSED


@pytest.mark.parametrize("path", [PAGE, STREAM])
@pytest.mark.parametrize(
    "origin", [f"http://{FOREIGN}", "https://localhost.example:{port}", "http://localhost:1", "null"]
)
def test_a_page_of_another_origin_is_refused(url: str, path: str, origin: str):
    assert answered(url, path, "localhost:{port}", origin) == REFUSED


@pytest.mark.parametrize(
    "host", ["localhost:{port}", "LOCALHOST:{port}", "127.0.0.1:{port}", "[::1]:{port}", "localhost"]
)
def test_this_machine_is_answered_by_each_of_its_names(url: str, host: str):
    origin = f"http://{host}"
    assert [answered(url, path, host, origin) for path in (PAGE, HEALTH, STREAM)] == [WELL, WELL, OPENED]
    assert answered(url, STREAM, host) == OPENED, "without an origin it is no page that asks"


def test_a_dashboard_asks_nothing_of_another_machine(folder_and_url):
    folder, url = folder_and_url
    assert warm(url)
    assert answered(url, STREAM, "localhost:{port}", "http://localhost:{port}") == OPENED
    assert answered(url, STREAM, "localhost:{port}", f"http://{FOREIGN}") == REFUSED
    assert answered(url, STREAM, FOREIGN, f"http://{FOREIGN}") == REFUSED
    assert strangers(folder) == set()


def test_a_deployment_names_the_hosts_that_it_answers_to(tmp_path):
    with serving(tmp_path, STREAMLIT_SERVER_ALLOWED_HOSTS="localhost dashboard.example", **watched(tmp_path)) as url:
        named = [answered(url, path, "dashboard.example", "https://dashboard.example") for path in (PAGE, STREAM)]
        assert named == [WELL, OPENED]
        assert answered(url, STREAM, FOREIGN, f"https://{FOREIGN}") == REFUSED
        assert answered(url, STREAM, "dashboard.example", f"https://{FOREIGN}") == REFUSED
    assert strangers(tmp_path) == set()


def test_the_watch_sees_who_is_asked(tmp_path):
    ask = "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 9)); socket.getaddrinfo('::1', 1)"
    subprocess.run([sys.executable, "-c", ask], env={**os.environ, **watched(tmp_path)}, check=False)  # noqa: S603
    assert strangers(tmp_path) == {"192.0.2.1"}
