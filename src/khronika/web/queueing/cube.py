"""The tally in memory, so that any filter of the queue is counted in milliseconds."""

import threading
import time
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from django.db import connection
from msgspec import Struct
from numpy.typing import NDArray

from khronika.store.models import Tally

COLUMNS = ("status", "type", "mode", "language", "country", "month")
CHEAP = 0.05  # seconds: a tally that loads faster is loaded for each page
WAIT = 5.0  # seconds after which it is asked again whether the tally has changed
REMEMBERED = 1_000  # answers that are kept; beyond, it is begun anew
SHARE = 20  # one that takes longer is loaded again after this many times as long, while the older one is still read
Asked = Mapping[str, Sequence[str]]


class Cube(Struct, frozen=True):
    """The rows of the tally by column: the values of each, and their positions in it row by row.

    `answers` keeps what was counted: most people look at the queue with the same filters.
    """

    values: Mapping[str, list[str]]
    codes: Mapping[str, NDArray[np.int32]]
    numbers: NDArray[np.int64]
    answers: dict[Hashable, dict[str, int]] = {}

    def count(self, name: str, asked: Asked) -> dict[str, int]:
        """Count by the values of a column what has one of the values asked for in each of the others."""
        key = (name, *((part, *wanted) for part, wanted in sorted(asked.items())))
        found = self.answers.get(key)
        if found is None:
            mask = self._mask(asked)
            sums = np.bincount(self.codes[name][mask], weights=self.numbers[mask], minlength=len(self.values[name]))
            counted = zip(self.values[name], sums, strict=True)
            if len(self.answers) >= REMEMBERED:
                self.answers.clear()
            found = self.answers[key] = {value: int(number) for value, number in counted if number}
        return found

    def total(self, asked: Asked) -> int:
        """Count what has one of the values asked for in each column."""
        return sum(self.count("status", asked).values())

    def months(self, start: str) -> list[str]:
        """Give the months that begin so: all of a year, or one."""
        return [month for month in self.values["month"] if month.startswith(start)]

    def _mask(self, asked: Asked) -> NDArray[np.bool_]:
        mask = np.ones(len(self.numbers), dtype=bool)
        for name, wanted in asked.items():
            known = np.isin(np.array(self.values[name] or [""]), list(wanted))
            mask &= known[self.codes[name]]
        return mask


def load() -> Cube:
    """Read the tally."""
    values: dict[str, dict[str, int]] = {name: {} for name in COLUMNS}
    codes: dict[str, list[int]] = {name: [] for name in COLUMNS}
    numbers: list[int] = []
    for *row, number in Tally.objects.filter(number__gt=0).values_list(*COLUMNS, "number").iterator(chunk_size=10_000):
        numbers.append(number)
        for name, value in zip(COLUMNS, row, strict=True):
            codes[name].append(values[name].setdefault(value, len(values[name])))
    return Cube(
        {name: list(known) for name, known in values.items()},
        {name: np.array(told, dtype=np.int32) for name, told in codes.items()},
        np.array(numbers, dtype=np.int64),
    )


def mark() -> tuple[int, ...]:
    """Tell one state of the tally from another, in a twentieth of the time of reading it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(number * id), sum(number * number) FROM store_tally")
        return tuple(int(number or 0) for number in cursor.fetchone())


class Kept:
    """The newest cube; a large one is loaded anew beside the pages that read it.

    A class because it is a resource: the threads of the server share it.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._lock = threading.Lock()
        self._cube: Cube | None = None
        self._until = 0.0
        self._mark: tuple[int, ...] = ()
        self._is_loading = False

    def give(self) -> Cube:
        """Give the cube: as the tally is now where that is cheap, else at most some seconds old."""
        with self._lock:
            cube, is_due = self._cube, time.monotonic() >= self._until
            loads_beside = cube is not None and is_due and not self._is_loading and self._until > 0
            self._is_loading = self._is_loading or loads_beside
        if cube is not None and not is_due:
            return cube
        if cube is None or self._until == 0:
            return self._load()
        if loads_beside:
            threading.Thread(target=self._load_beside, daemon=True).start()
        return cube

    def _load(self) -> Cube:
        newest, start = mark(), time.monotonic()
        cube = load()
        cost = time.monotonic() - start
        with self._lock:
            self._mark, self._cube, self._until = newest, cube, time.monotonic() + SHARE * cost if cost > CHEAP else 0.0
        return cube

    def _load_beside(self) -> None:
        """Load the cube again, if there is anything new."""
        try:
            if mark() == self._mark:
                self._until = time.monotonic() + WAIT
            else:
                self._load()
        finally:
            self._is_loading = False
            connection.close()


KEPT = Kept()
