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

from django.conf import settings
from django.db import connections

MOST = 4  # each holds its own copy of what pages count from
EARLY = 5.0  # seconds before which a process that ends is taken to have failed
PATIENCE = 10.0  # seconds from asking processes to end to ending them
ENDS = (signal.SIGTERM, signal.SIGINT)
STILL = threading.Lock()  # held while a process is forked; whoever speaks to the database in this one holds it, too

Work = Callable[[], None]


def number_of_workers() -> int:
    """Give how many processes suit this machine: elsewhere than on Linux a process that has begun can't fork safely."""
    return min(len(os.sched_getaffinity(0)), MOST) if sys.platform == "linux" else 1


def run(work: Work, number: int) -> int:
    """Run so many processes until this one is told to end; start a process anew that dies. Give the exit status.

    One that dies at once, twice in a row, ends all: starting it again would not help.
    """
    importlib.import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()  # so that no process copies what it only reads
    reading, writing = os.pipe()
    for sign in ENDS:
        signal.signal(sign, _end)
    started: dict[int, float] = {}
    failed = 0
    try:
        while failed < 2:
            while len(started) < number:
                signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)  # none is lost between being born and being noted
                started[_fork(work, reading, writing)] = time.monotonic()
                signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
            ended, _ = os.wait()
            if ended in started:  # and no browser that was opened
                failed = failed + 1 if time.monotonic() - started.pop(ended) < EARLY else 0
    except SystemExit:
        return 0
    finally:
        _stop(started)
    return 1


def _end(*_: object) -> None:
    for sign in ENDS:
        signal.signal(sign, signal.SIG_IGN)  # asked again, it would stop short of ending its processes
    raise SystemExit(0)


def _fork(work: Work, reading: int, writing: int) -> int:
    """Start a process; it ends with this one, which holds the other end of a pipe open as long as it lives."""
    with STILL:
        connections.close_all()
        sys.stdout.flush()
        child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.close(writing)
        threading.Thread(target=_end_with_parent, args=(reading,), daemon=True).start()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent passes it on
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
        work()
        status = 0
    except Exception:
        traceback.print_exc()
        raise
    finally:
        os._exit(status)


def _end_with_parent(reading: int) -> None:
    os.read(reading, 1)
    os._exit(1)


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
