"""The child process of `worker`: it does one task after the other within limits, and reports how each ended."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from sendkpi.errors import SendKpiError

if sys.platform != "win32":
    import resource


_READERS = ("sendkpi.ingest.reading.file", "sendkpi.ingest.marking.workbook")
"""What the tasks need, imported before the first."""
_MEGABYTE = 2**20
_MEMORY = Path("/proc/self/statm")
"""Where Linux says what a process holds, in pages: reserved, resident, and of that shared with files."""
_GRACE_SECONDS = 5
"""How long a task outlives the patience with it where nobody is left to stop it."""
_KEPT_MEGABYTES = 100
"""A process that still holds this much more than when it began has served something large, and makes room."""
OUT_OF_MEMORY = 77
"""The exit code of a process that could not even say so."""
_CALLS = 1000
"""A process makes room after so many, whatever it holds."""


class Outcome(StrEnum):
    """How a task ended. Its value then: what it answered; its error's class, arguments and attributes; why."""

    DONE = "done"
    REFUSED = "refused"
    TOO_LONG = "too long"
    TOO_LARGE = "too large"
    LOST = "lost"


@dataclass(frozen=True)
class Limits:
    """What a task may use: seconds of the processor, megabytes of memory, seconds of the clock."""

    seconds: float
    megabytes: int
    patience: float


_TOO_LARGE = pickle.dumps((Outcome.TOO_LARGE, None))
"""Made beforehand: where memory has run out, there may be none to make it in."""


def serve(answers: int) -> None:
    """Serve until standard input ends, as `_serve` says; where memory runs out on the way, its exit code says so."""
    try:
        _serve(answers)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _serve(answers: int) -> None:
    """Do what comes pickled from standard input, until that ends; `answers` is the descriptor for the replies.

    A request is task, arguments and limits. A reply is outcome and value, and then whether this
    process makes room for another; one without a request says that it is ready.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks decides
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(answers, "wb") as replies:
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), 0)  # no library reads the requests
        for name in _READERS:
            import_module(name)
        gc.freeze()
        gc.disable()  # its pauses would cost a fifth of a large file's time
        most = _resident() + _KEPT_MEGABYTES * _MEGABYTE
        reply, spent, calls = pickle.dumps((Outcome.DONE, None)), False, 0
        while True:
            replies.write(reply + pickle.dumps(spent))
            replies.flush()
            del reply  # an upload of many megabytes may be in it
            try:
                reply = _reply(*pickle.load(requests))  # noqa: S301 - from the process that began us
            except EOFError:
                return
            gc.collect()
            calls += 1
            spent = calls == _CALLS or _resident() > most


def _reply(task: Callable[..., object], args: tuple[object, ...], limits: Limits) -> bytes:
    """How the task ended; an answer that cannot be pickled is a task that failed."""
    try:
        with _limited(limits):
            return pickle.dumps((Outcome.DONE, task(*args)))
    except MemoryError:
        return _TOO_LARGE
    except SendKpiError as error:
        return pickle.dumps((Outcome.REFUSED, (type(error), error.args, vars(error))))
    except BaseException as error:  # noqa: BLE001 - some leave by SystemExit, and none may end this process
        return pickle.dumps((Outcome.LOST, _describe(error)))


@contextmanager
def _limited(limits: Limits) -> Iterator[None]:
    """Within it, this process is ended by its limits of time, and memory above its limit fails.

    Of the clock it is granted some seconds more: its caller stops it, and this is for where there is none left. The
    system counts memory that is written to; what is shared with files on disk, libraries above all, comes on top.
    """
    if sys.platform == "win32":
        yield
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = max(0, limits.megabytes * _MEGABYTE - _shared())
    for ending in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(ending, signal.SIG_DFL)  # which ends it, whatever it does
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    signal.setitimer(signal.ITIMER_REAL, limits.patience + _GRACE_SECONDS)
    with suppress(ValueError, OSError):  # a system without such a limit
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        try:
            resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
        finally:
            for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL):
                signal.setitimer(timer, 0)


def _resident() -> int:
    """The bytes of memory that this process has, 0 where the system does not say."""
    return _pages()[1]


def _shared() -> int:
    """Those of them that are a file's, likewise."""
    return _pages()[2]


def _pages() -> tuple[int, ...]:
    if sys.platform != "linux" or not _MEMORY.exists():
        return (0, 0, 0)
    page = resource.getpagesize()
    return tuple(int(count) * page for count in _MEMORY.read_text(encoding="ascii").split())


def _describe(error: BaseException) -> str:
    """What failed and where, without its words: those may quote the file."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return f"{type(error).__name__}{place}"
