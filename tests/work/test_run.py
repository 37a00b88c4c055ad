"""Processes that code side by side leave each other their cores."""

from collections.abc import Iterator

import pytest
from threadpoolctl import threadpool_limits
from threads import threads

from khronika.work.run import coding, spread


@pytest.fixture
def three_threads() -> Iterator[None]:
    with threadpool_limits(3, "blas"):
        yield


def test_each_of_several_processes_calculates_in_one_thread() -> None:
    told = [result for _, result in spread(range(2), threads, 2, lost=lambda task: -1)]
    assert told == [1, 1]


@pytest.mark.usefixtures("three_threads")
def test_threads_are_as_before_once_a_run_is_over() -> None:
    with coding():
        assert threads() == 1
    assert threads() == 3
