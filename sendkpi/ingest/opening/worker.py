"""Reads a file in a child process with a time and a memory limit, so that no file can stop the dashboard.

Processes wait with their imports made, so that a call costs milliseconds. They are not `multiprocessing`'s: under
Streamlit the main module is a page's script, which that would run again in each of them.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, TypeVar, TypeVarTuple, cast

from sendkpi.errors import SendKpiError
from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.worker_process import OUT_OF_MEMORY, Limits, Outcome

T = TypeVar("T")
Args = TypeVarTuple("Args")
Reply = tuple[Outcome, Any]

PATIENCE = 60
"""Seconds of the clock after which a task is stopped, however little it has done in them."""

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[3]
_AT_ONCE = 2
_START_SECONDS = 120
_END_SECONDS = 10
_KILLED = -9
_OUT_OF_TIME = None if sys.platform == "win32" else -signal.SIGPROF
# What is printed from the first import on goes nowhere, and not between the answers.
_SERVE = (
    "import os; answers = os.dup(1); os.dup2(2, 1); "
    "from sendkpi.ingest.opening import worker_process; worker_process.serve(answers)"
)


class TooLongError(SendKpiError):
    """A task took longer than its limit, and was stopped."""


class TooLargeError(SendKpiError):
    """A task needed more memory than its limit, and was stopped."""


class WorkerLostError(SendKpiError):
    """A task ended its process, or failed unexpectedly."""


def run(
    task: Callable[[*Args], T], *args: *Args, seconds: float = 10, megabytes: int = 500, patience: float = PATIENCE
) -> T:
    """What a top-level function of an importable module answers, asked in another process.

    `seconds` are of the processor's time, so that a busy machine stops no task; on Windows they are not counted.
    `patience` is in seconds of the clock, from when the task has a process, of which two work at once; callers beyond
    those wait. `megabytes` are what that process may hold in all, its imports among them: on Linux alone; elsewhere a
    task is limited in time only. Raises TooLongError, TooLargeError or WorkerLostError, and the task's own error where
    it is a SendKpiError; after each, the next call finds a sound process.
    """
    limits = Limits(seconds, megabytes, patience)
    outcome, value = _pools[-1].ask(pickle.dumps((task, args, limits)), patience)
    if outcome is Outcome.TOO_LONG:
        raise TooLongError(f"It takes longer than {seconds:g} seconds.")
    if outcome is Outcome.REFUSED:
        raise _as_raised(*value)
    if outcome is Outcome.TOO_LARGE:
        raise TooLargeError(f"It needs more than {megabytes} MB of memory.")
    if outcome is Outcome.LOST:
        _LOG.info("A task failed in its process: %s", value)
        raise WorkerLostError("It ended before it was finished.")
    answer: T = value
    return answer


def run_or_fault(
    task: Callable[[*Args], T], *args: *Args, seconds: float = 10, megabytes: int = 500, patience: float = PATIENCE
) -> T | Fault:
    """What a function that reads a file answers, as in `run`, or why it was stopped."""
    try:
        return run(task, *args, seconds=seconds, megabytes=megabytes, patience=patience)
    except TooLongError:
        return Fault(codes.TOO_SLOW, f"The file takes longer than {seconds:g} seconds to read.")
    except TooLargeError:
        return Fault(codes.TOO_MUCH_MEMORY, f"The file takes more than {megabytes} MB of memory to read.")
    except WorkerLostError:
        return Fault(codes.DAMAGED, "The file is damaged in a way that stops its reading.")


def warm() -> None:
    """Have the processes started before the first call needs them; returns at once."""
    _pools[-1].fill()


def _as_raised(kind: type[SendKpiError], args: tuple[object, ...], attributes: dict[str, object]) -> SendKpiError:
    """An error of the task's own, whatever its constructor asks for."""
    error = kind.__new__(kind, *args)
    vars(error).update(attributes)
    return error


class _Worker:
    """One process, which answers one request after the other."""

    def __init__(self) -> None:
        """Start it; it makes its imports while the caller goes on."""
        settings = {
            "PYTHONPATH": os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")])),
            "OPENBLAS_NUM_THREADS": "1",  # each of its threads holds memory, and one is enough here
        }
        self._process = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-c", _SERVE],
            cwd=_ROOT,
            env={**os.environ, **settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asking = cast("IO[bytes]", self._process.stdin)
        self._answering = cast("IO[bytes]", self._process.stdout)
        self._ready = False
        self._spent = False

    @property
    def usable(self) -> bool:
        """Whether it can take another request."""
        return not self._spent and self._process.poll() is None

    def ask(self, request: bytes, patience: float) -> Reply:
        """How the request ended. Raises TooLongError."""
        if not self._ready:
            self._ready = self._within(_START_SECONDS, b"") is not None
        reply = self._within(patience, request) if self._ready else None
        if reply is not None:
            return reply
        self._spent = True
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        code = self._process.returncode
        if code is not None and code == _OUT_OF_TIME:
            return Outcome.TOO_LONG, None
        # Nobody but a system out of memory kills it: at the end of our patience there is an error instead.
        outcome = Outcome.TOO_LARGE if code in {_KILLED, OUT_OF_MEMORY} else Outcome.LOST
        return outcome, f"its process ended with code {code}"

    def _within(self, seconds: float, request: bytes) -> Reply | None:
        """What it replied, or None where it ended first. At the limit it is killed; raises TooLongError."""
        replies: list[Reply] = []
        exchange = threading.Thread(target=self._exchange, args=(request, replies), daemon=True)
        exchange.start()
        late = True
        try:
            exchange.join(seconds)
            late = exchange.is_alive()
        finally:  # also where the caller is interrupted
            if late:
                self._process.kill()
                exchange.join()
                self._spent = True
        if late and not replies:
            raise TooLongError(f"It takes longer than {seconds:g} seconds.")
        return replies[0] if replies else None

    def _exchange(self, request: bytes, replies: list[Reply]) -> None:
        """Send the request, if any, and keep the reply, if it comes whole."""
        with suppress(Exception):  # it ends, and its pipes with it: in the middle of anything
            self._asking.write(request)
            self._asking.flush()
            reply = pickle.load(self._answering)  # noqa: S301 - from a process of our own
            self._spent = pickle.load(self._answering)  # noqa: S301
            replies.append(reply)

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._asking, self._answering):
            with suppress(OSError):  # about what it did not take of its last request
                pipe.close()


class _Pool:
    """The processes of this one: as many as work at once, idle until they are asked."""

    def __init__(self) -> None:
        """Start none yet: a command that reads no file needs none."""
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._working = 0

    def ask(self, request: bytes, patience: float) -> Reply:
        """Wait for a turn, then for the answer of a process. Raises TooLongError."""
        with self._turns:
            try:
                worker = self._take()
            except OSError as error:
                return Outcome.LOST, f"no process could be started: {error}"
            try:
                return worker.ask(request, patience)
            finally:
                self._give_back(worker)

    def _take(self) -> _Worker:
        """A sound process, which counts as working from now on. Raises OSError where none can be started."""
        with self._lock:
            while self._idle and not self._idle[-1].usable:
                self._idle.pop().close()
            worker = self._idle.pop() if self._idle else _Worker()
            self._working += 1
        return worker

    def _give_back(self, worker: _Worker) -> None:
        """Keep a sound process; start one in the place of another, which is taken last since it is ready last."""
        with self._lock, suppress(OSError):  # a system that has no room now may have it at the next call
            self._working -= 1
            if worker.usable:
                self._idle.append(worker)
            else:
                worker.close()
                self._idle.insert(0, _Worker())

    def fill(self) -> None:
        """Start processes until there is one for every turn."""
        with self._lock, suppress(OSError):  # as above
            while len(self._idle) + self._working < _AT_ONCE:
                self._idle.append(_Worker())

    def close(self) -> None:
        """End the idle ones; one that works ends when it finds nobody to reply to."""
        with self._lock:
            for worker in self._idle:
                worker.close()
            self._idle.clear()


_pools = [_Pool()]
"""The last is this process's own; one before it is of the process that this was forked from."""


def _close() -> None:
    _pools[-1].close()


atexit.register(_close)
if sys.platform != "win32":
    os.register_at_fork(after_in_child=lambda: _pools.append(_Pool()))
