"""Several processes that answer at one socket: threads of one process share a core, processes have one each."""

import gc
import importlib
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from django.conf import settings
from django.db import connections

MOST = 4  # each holds its own copy of what pages count from
EARLY = 5.0  # seconds before which a process that ends is taken to have failed
PATIENCE = 10.0  # seconds from asking processes to end to ending them
ENDS = {signal.SIGTERM, signal.SIGINT}
STILL = threading.Lock()  # held while a process is forked; whoever speaks to the database in this one holds it, too


class Service(Protocol):
    """What a process does."""

    def run(self) -> None:
        """Do it until the process is ended."""

    def end(self) -> None:
        """Finish what it is at; called beside `run`, by another thread."""


Start = Callable[[], Service]


def number_of_workers() -> int:
    """Give how many processes suit this machine: elsewhere than on Linux a process that has begun can't fork safely."""
    return min(len(os.sched_getaffinity(0)), MOST) if sys.platform == "linux" else 1


def run(start: Start, number: int) -> int:
    """Run so many processes until this one is told to end; start a process anew that dies. Give the exit status.

    One that dies at once, twice in a row, ends all: starting it again would not help.
    """
    told = _hear()  # before what takes long, so that one that is told to end as it begins does
    importlib.import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()  # so that no process copies what it only reads
    lives = os.pipe()
    started: dict[int, float] = {}
    failed = 0
    try:
        while failed < 2:
            while len(started) < number:
                started[_fork(start, lives)] = time.monotonic()
            if not ENDS.isdisjoint(os.read(told, 64)):
                return 0
            for process in [process for process in started if _has_ended(process)]:
                failed = failed + 1 if time.monotonic() - started.pop(process) < EARLY else 0
    finally:
        _stop(started)
    return 1


def _hear() -> int:
    """Give a pipe in which the number of every signal comes: one waited for in any other way may be missed.

    A signal that comes between two steps of a program only leaves a mark; whoever begins to wait then waits for long.
    """
    told, telling = os.pipe()
    os.set_blocking(telling, False)
    for sign in (*ENDS, signal.SIGCHLD):
        signal.signal(sign, lambda *_: None)
    signal.set_wakeup_fd(telling, warn_on_full_buffer=False)
    return told


def _fork(start: Start, lives: tuple[int, int]) -> int:
    """Start a process; it ends with this one, which holds an end of a pipe open as long as it lives."""
    with STILL:
        connections.close_all()
        sys.stdout.flush()
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)
        child = os.fork()
    if child:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
        return child
    status = 1
    try:
        _begin(*lives)
        service = start()
        threading.Thread(target=_end_when_told, args=(service,), daemon=True).start()
        service.run()
        status = 0
    except Exception:
        traceback.print_exc()
        raise
    finally:
        os._exit(status)


def _begin(parent_lives: int, i_live: int) -> None:
    """Make a process that was forked one of its own; what asks it to end stays blocked, for the thread that waits."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.close(i_live)
    threading.Thread(target=_end_with_parent, args=(parent_lives,), daemon=True).start()


def _end_with_parent(lives: int) -> None:
    os.read(lives, 1)
    os._exit(1)


def _end_when_told(service: Service) -> None:
    """End when the parent says so; Ctrl+C reaches all, and the parent passes it on."""
    signal.sigwait({signal.SIGTERM})
    service.end()
    os._exit(0)


def _stop(started: dict[int, float]) -> None:
    """End the processes: first they may finish what they are at."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for process in started:
            with suppress(ProcessLookupError):
                os.kill(process, sign)
        until = time.monotonic() + PATIENCE
        while started and time.monotonic() < until:
            for process in [process for process in started if _has_ended(process)]:
                del started[process]
            time.sleep(0.02)


def _has_ended(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        return True
