"""Code a pile of inputs, in one process or several, in the order of the inputs."""

import gc
import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import wait
from typing import TypeVar

from threadpoolctl import threadpool_limits

from khronika.errors import InputError
from khronika.model import Document, View
from khronika.read import read_source
from khronika.read.result import Failure, Read
from khronika.read.source import Source
from khronika.work.coded import Coded
from khronika.work.outcome import Outcome, count
from khronika.work.pipeline import code_document, with_language
from khronika.work.rows import make_rows
from khronika.work.settings import Settings

log = logging.getLogger("khronika")
KILLED = "the process that coded it was killed, perhaps for want of memory; try fewer --jobs"
Group = Iterable[Outcome]
Task = TypeVar("Task")
Result = TypeVar("Result")

GARBAGE = 20_000  # new objects between two searches for cycles; Python's own 700 cost a tenth of a run


Code = Callable[[Document, View, Settings], Coded]


def code_read(read: Read, settings: Settings, code: Code = code_document) -> tuple[Coded, Failure | None]:
    """Code one document; where that fails, give the document alone and the reason, and let the run go on."""
    try:
        return code(read.document, read.view, settings), None
    except InputError as error:
        reason = str(error)
    except Exception as error:
        log.debug("coding %s failed", read.document.id, exc_info=True)
        reason = f"a fault of khronika, please report it: {type(error).__name__}: {error}"
    document = with_language(read.document, read.view, settings)
    return Coded(read.view.restore(document)), Failure(document.id, document.source, reason)


def code_source(source: Source, settings: Settings) -> Iterator[Outcome]:
    """Read a source and code each document in it."""
    whole = _file_size(source)
    for item in read_source(source, published=settings.published, language=settings.language):
        if isinstance(item, Failure):
            yield Outcome(failure=item, size=whole)
        else:
            coded, failure = code_read(item, settings)
            size = whole or (len(coded.document.text.encode()) if source.items else 0)
            yield Outcome(make_rows(coded), count(coded), failure, size)
        whole = 0


def _file_size(source: Source) -> int:
    """Give the bytes of a source that is a file of its own, for progress; 0 where it is not, or is gone."""
    try:
        return 0 if source.items or source.path is None else source.path.stat().st_size
    except OSError:
        return 0


def outcomes(sources: Iterable[Source], settings: Settings, jobs: int = 1) -> Iterator[Outcome]:
    """Code sources with `jobs` processes; what comes out, and its order, is the same for any number."""
    for _, group in by_source(sources, settings, jobs):
        yield from group


def by_source(sources: Iterable[Source], settings: Settings, jobs: int = 1) -> Iterator[tuple[Source, Group]]:
    """Do the same, and give each source with what came of it."""
    if jobs == 1:
        with coding():
            for source in sources:
                yield source, code_source(source, settings)
    else:
        yield from spread(sources, partial(_code_whole, settings=settings), jobs, lost=_lost)


def _code_whole(source: Source, *, settings: Settings) -> list[Outcome]:
    return list(code_source(source, settings))


def _lost(source: Source) -> list[Outcome]:
    return [Outcome(failure=Failure(source.id, source.name, KILLED))]


def spread(
    tasks: Iterable[Task], work: Callable[[Task], Result], jobs: int, *, lost: Callable[[Task], Result]
) -> Iterator[tuple[Task, Result]]:
    """Do tasks in so many processes and give each with its result, in order.

    A window of tasks is kept under way; a process that dies takes only its own task with it, which is `lost`.
    """
    pool = _pool(jobs)
    window: deque[tuple[Task, Future[Result]]] = deque()
    pending = iter(tasks)
    try:
        while True:
            while len(window) < 3 * jobs and (task := next(pending, None)) is not None:
                window.append((task, pool.submit(work, task)))
            if not window:
                return
            task, future = window.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one([task, *(waiting for waiting, _ in window)], work, lost)
                window.clear()
                pool = _pool(jobs)
            else:
                yield task, result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(
    tasks: Iterable[Task], work: Callable[[Task], Result], lost: Callable[[Task], Result]
) -> Iterator[tuple[Task, Result]]:
    """Find which task kills its process: each gets a process of its own."""
    for task in tasks:
        with _pool(1) as pool:
            try:
                result = pool.submit(work, task).result()
            except BrokenProcessPool:
                result = lost(task)
        yield task, result


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_begin)


@contextmanager
def coding() -> Iterator[None]:
    """Set up this process for coding, and set it back.

    Cycles of garbage are looked for less often: a document makes many small values, and hardly any cycles. numpy works
    in one thread: its arrays are small, and threads that wait for each other take the cores of the other processes.
    """
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE, *before[1:])
    try:
        with threadpool_limits(1, "blas"):
            yield
    finally:
        gc.set_threshold(*before)


def _begin() -> None:
    """Set up a process that does nothing but code."""
    gc.set_threshold(GARBAGE, *gc.get_threshold()[1:])
    threadpool_limits(1, "blas")
    _end_with_parent()


def _end_with_parent() -> None:
    """End this process when the one that started it is killed, so that none is left behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
