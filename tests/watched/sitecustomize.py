"""Python imports this file at its start where its folder is on `PYTHONPATH`: each address asked for is written down.

So is `localhost` at the start, by which a reader knows that the watch was kept.
"""

import os
import sys

_ASKED = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
"""What is listened to, and which of its values is the address."""


def _write_down(event: str, values: tuple[object, ...]) -> None:
    if event not in _ASKED:
        return
    address = values[_ASKED[event]]
    _log(address[0] if isinstance(address, tuple) else address)


def _log(host: object) -> None:
    with open(os.environ["CONNECTIONS_LOG"], "a", encoding="utf-8") as log:  # noqa: PTH123 - before others can import
        log.write(f"{host}\n")


_log("localhost")
sys.addaudithook(_write_down)
