"""A task in another process: what it answers, how it is stopped, and that the next one feels nothing of it."""

import os
import select
import signal
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import sendkpi
from sendkpi.errors import PlanError
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening import worker
from sendkpi.ingest.opening.worker import TooLargeError, TooLongError, WorkerLostError, run, run_or_fault
from tests.ingest import tasks
from tests.ingest.sheets import PLAN

ENDED = "It ended before it was finished."
PATIENCE = 60
WAITED = 3
"""Seconds: far more than a process that waits needs for its answer, also where others keep the machine busy."""
on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="Only Linux limits memory, and tells when a process ends."
)


@pytest.fixture(autouse=True)
def _ready() -> None:
    """A test that loses a process leaves its starting anew to the next but one."""
    worker.warm()


SMALL = {tasks.forever: {"seconds": 0.5}, tasks.waiting: {"patience": 0.5}}
ENDS = {
    "a loop without end": (tasks.forever, (), TooLongError, "It takes longer than 0.5 seconds."),
    "a wait without end": (tasks.waiting, (), TooLongError, "It takes longer than 0.5 seconds."),
    "a process that leaves": (tasks.leaving, (), WorkerLostError, ENDED),
    "a crash of the interpreter": (tasks.crashing, (), WorkerLostError, ENDED),
    "an error that no one foresaw": (tasks.failing, (), WorkerLostError, ENDED),
    "an exit": (tasks.exiting, (), WorkerLostError, ENDED),
    "an answer that cannot travel": (tasks.answering_what_cannot_travel, (), WorkerLostError, ENDED),
    "an error of ours": (tasks.refusing, ("a is wrong", "b is wrong"), PlanError, "a is wrong\nb is wrong"),
}


@pytest.mark.parametrize("end", ENDS)
def test_however_a_task_ends_that_is_told_plainly_and_the_next_is_answered(end):
    task, args, kind, message = ENDS[end]
    with pytest.raises(kind) as raised:
        run(task, *args, **SMALL.get(task, {}))
    assert str(raised.value) == message
    assert run(tasks.twice, "ab") == "abab"


def test_an_error_of_ours_keeps_what_it_knows():
    with pytest.raises(PlanError) as raised:
        run(tasks.refusing, "a is wrong", "b is wrong")
    assert raised.value.faults == ("a is wrong", "b is wrong")


@on_linux
def test_a_task_that_needs_more_memory_than_it_may_is_stopped_and_the_next_has_its_own_limit():
    with pytest.raises(TooLargeError, match="more than 200 MB"):
        run(tasks.holding, 200, megabytes=200)
    assert run(tasks.holding, 200, megabytes=500) == 200
    with pytest.raises(TooLargeError, match="more than 500 MB"):
        run(tasks.holding, 1000)
    assert run(tasks.twice, "ab") == "abab"


@pytest.mark.parametrize(
    ("task", "args", "code", "message"),
    [
        (tasks.taking_too_long, (), "too_slow", "The file takes longer than 10 seconds to read."),
        (tasks.holding, (500,), "too_much_memory", "The file takes more than 200 MB of memory to read."),
        (tasks.failing, (), "damaged", "The file is damaged in a way that stops its reading."),
    ],
)
@on_linux
def test_a_file_that_stops_its_reader_is_refused_in_one_line(task, args, code, message):
    fault = run_or_fault(task, *args, megabytes=200)
    assert isinstance(fault, Fault)
    assert fault.code.name == code
    assert fault.message == f"{message} {fault.code.advice}"
    assert "\n" not in fault.message


def test_a_file_that_is_read_in_time_is_what_its_reader_says():
    assert run_or_fault(tasks.twice, "ab") == "abab"


def test_an_upload_of_the_largest_size_passes_whole_both_ways():
    content = bytes(range(256)) * 80_000
    assert run(bytes, content) == content


def test_a_plan_passes_whole():
    assert run(type(PLAN).__eq__, PLAN, PLAN) is True


def test_what_a_library_prints_or_asks_for_stays_out_of_the_answer():
    assert run(tasks.printing, "words\n" * 10_000) == "words\n" * 10_000
    assert run(tasks.twice, "ab") == "abab"


def test_calls_are_answered_by_a_process_that_waits_and_not_by_this_one():
    first = run(os.getpid)
    assert first != os.getpid()
    assert run(os.getpid) == first


@on_linux
def test_a_process_that_kept_much_of_a_file_is_replaced():
    first = run(tasks.keeping, 150)
    assert run(os.getpid) != first


@on_linux
def test_a_process_that_is_lost_leaves_nothing_behind_and_the_next_knows_nothing_of_the_callers_folder(
    tmp_path, monkeypatch
):
    lost = run(os.getpid)
    (tmp_path / "sendkpi.py").write_text("raise SystemExit")
    (tmp_path / "pandas.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkerLostError):
        run(tasks.leaving)
    assert not Path(f"/proc/{lost}").exists()
    package, main, has_read = run(tasks.surroundings)
    assert package == sendkpi.__file__
    assert main == "__main__"
    assert has_read


def test_two_tasks_run_at_once_and_neither_they_nor_a_third_lose_time_of_their_own_while_they_wait():
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(3) as callers:
        server.settimeout(PATIENCE)
        asked = [callers.submit(run, tasks.told_by, server.getsockname(), seconds=0.5) for _ in range(2)]
        connections = [server.accept()[0] for _ in asked]
        third = callers.submit(run, tasks.twice, "ab", patience=WAITED)
        with pytest.raises(TimeoutError):
            third.result(timeout=WAITED)
        for connection in connections:
            connection.sendall(b"!")
            connection.close()
        assert [answer.result() for answer in asked] == [b"!", b"!"]
        assert third.result() == "abab"


@on_linux
def test_a_fork_has_processes_of_its_own_and_they_end_with_it_when_it_is_killed():
    own = run(os.getpid)
    hears, tells = os.pipe()
    fork = os.fork()
    if not fork:
        try:
            os.write(tells, str(run(os.getpid)).encode())
            signal.pause()
        finally:
            os._exit(1)
    os.close(tells)
    theirs = int(os.read(hears, 20))
    os.close(hears)
    idle = os.pidfd_open(theirs)
    os.kill(fork, signal.SIGKILL)
    os.waitpid(fork, 0)
    ended, _, _ = select.select([idle], [], [], PATIENCE)
    os.close(idle)
    assert ended
    assert own not in {theirs, fork}
    assert run(os.getpid) == own
