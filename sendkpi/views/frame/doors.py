"""What a server does: it answers callers who use a name of its own, and no page of another origin.

A page elsewhere may give its own name this machine's address (DNS rebinding), so the `Host` of every call is held
against `server.allowedHosts`. Streamlit itself does so for the websocket alone. It also looks up the machine's address
at an outside service when an `Origin` is neither the `Host` nor a name that it knows; no call gets that far here.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from streamlit import cli_util, config
from streamlit.web.server.server_util import get_url
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

if TYPE_CHECKING:
    import streamlit as st
    from starlette.types import ASGIApp, Receive, Scope, Send

_FORBIDDEN = 403
_WRONG_HOST = (
    "This dashboard does not answer to the name in its address. Whoever runs it names its hosts in the setting "
    "STREAMLIT_SERVER_ALLOWED_HOSTS.\n"
)
_WRONG_ORIGIN = "This dashboard does not answer the pages of another server.\n"


class _OwnCallersOnly:
    """The application behind a check of each call's `Host` and `Origin`; what fails it gets 403."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, or refuse it."""
        refusal = _refusal(Headers(scope=scope)) if scope["type"] in {"http", "websocket"} else ""
        answer = PlainTextResponse(refusal, _FORBIDDEN) if refusal else self._app
        await answer(scope, receive, send)


def _refusal(headers: Headers) -> str:
    """Why a call is refused, "" where it is not. A call without an `Origin` comes from no page."""
    host, origin = headers.get("host"), headers.get("origin")
    if not is_host_allowed(host):
        return _WRONG_HOST
    return _WRONG_ORIGIN if origin is not None and _place(origin) != host else ""


def _place(origin: str) -> str:
    """The name and port in an origin, "" where it has none, such as `null`."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


MIDDLEWARE = [Middleware(_OwnCallersOnly)]


@asynccontextmanager
async def browser_opened(_app: st.App) -> AsyncIterator[None]:
    """While the server runs: a browser on this machine is opened once it listens, unless it is headless.

    `streamlit run` does so for a script and not for an application.
    """
    if not config.get_option("server.headless"):
        asyncio.get_running_loop().call_soon(cli_util.open_browser, get_url(config.get_option("browser.serverAddress")))
    yield


@cache
def settle_memory() -> None:
    """Take what imports left behind out of every later collection: else each run of a page pays for it."""
    gc.collect()
    gc.freeze()
