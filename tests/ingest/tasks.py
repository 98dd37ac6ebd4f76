"""What tests have done in another process, which then imports this module and little else."""

import ctypes
import itertools
import os
import socket
import sys
import threading

from sendkpi.errors import PlanError
from sendkpi.ingest.opening.worker import TooLongError

kept: list[bytes] = []


def twice(text: str) -> str:
    return text * 2


def forever() -> None:
    for _ in itertools.count():
        pass


def waiting() -> None:
    threading.Event().wait()


def holding(megabytes: int) -> int:
    return len([bytes(2**20) + b"." for _ in range(megabytes)])


def keeping(megabytes: int) -> int:
    kept.extend(bytes(2**20) + b"." for _ in range(megabytes))
    return os.getpid()


def leaving() -> None:
    os._exit(0)


def crashing() -> None:
    ctypes.string_at(0)


def failing() -> None:
    raise KeyError("a name out of the file")


def exiting() -> None:
    sys.exit(3)


def refusing(*faults: str) -> None:
    raise PlanError(faults)


def taking_too_long() -> None:
    raise TooLongError("As if it had been stopped.")


def printing(words: str) -> str:
    print(words)  # noqa: T201 - what a library may do
    os.write(1, words.encode())
    sys.stdin.read()
    return words


def answering_what_cannot_travel() -> object:
    return threading.Lock()


def told_by(address: tuple[str, int]) -> bytes:
    with socket.create_connection(address) as caller:
        return caller.recv(1)


def surroundings() -> tuple[str, str, bool]:
    return (
        sys.modules["sendkpi"].__file__ or "",
        sys.modules["__main__"].__name__,
        "sendkpi.ingest.reading.file" in sys.modules,
    )
