"""All events at one moment, as arrays of equal length."""

from collections.abc import Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Column = NDArray[Any]
Value = TypeVar("Value")
# How far an event's mentions are reviewed, as the status facet tells it.
REVIEW = ("open", "partly", "reviewed", "rejected")
# Of a mention's statuses: which say that a person decided for it, and which that it does not stand.
DECIDED = frozenset({"accepted", "corrected", "added"})
FALLEN = frozenset({"rejected", "merged", "gone"})


class Placed(NamedTuple):
    """A place that events lie in; `precision` follows from what kind of place the gazetteer knows it as."""

    name: str
    country: str
    admin1: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    precision: str


class Words(Generic[Value]):
    """Values by the number that stands for them in a column; it only grows, so that older snapshots stay right."""

    def __init__(self, values: Iterable[Value] = ()) -> None:
        """Start with some values, or none."""
        self.values: list[Value] = []
        self._numbers = _Numbers(self.values)
        for value in values:
            self.number(value)

    def number(self, value: Value) -> int:
        """Give the number of a value, a new one the first time."""
        return self._numbers[value]

    def numbers(self, values: Iterable[Value]) -> Iterator[int]:
        """Give the numbers of values; a tenth of a second for a million."""
        return map(self._numbers.__getitem__, values)

    def find(self, value: Value) -> int:
        """Give the number of a value, -1 if no event has it."""
        return self._numbers.get(value, -1)


class _Numbers(dict[Any, int]):
    """Numbers by value: a new value gets the next one."""

    def __init__(self, values: list[Any]) -> None:
        """Note new values in a list, too."""
        super().__init__()
        self._values = values

    def __missing__(self, value: Any) -> int:
        self[value] = number = len(self._values)
        self._values.append(value)
        return number


class Vocabulary(Struct, frozen=True):
    """What the numbers in the columns stand for; `rows` are the positions of events by key."""

    keys: list[str]
    rows: dict[str, int]
    types: Words[str]
    modes: Words[tuple[str, str]]
    realis: Words[str]
    precisions: Words[str]
    countries: Words[str]
    languages: Words[str]
    places: Words[Placed]


def new_vocabulary() -> Vocabulary:
    """Make an empty vocabulary."""
    return Vocabulary([], {}, Words(), Words(), Words(), Words(), Words(), Words(), Words())


# The columns and their types; `languages` has a bit for each language of its mentions, `until` is the day after the
# last.
COLUMNS: dict[str, Any] = {
    "alive": np.bool_, "type": np.uint8, "mode": np.uint16, "realis": np.uint8, "day": np.int32, "until": np.int32,
    "month": np.int16, "precision": np.uint8, "country": np.uint16, "place": np.int32, "mentions": np.uint16,
    "sources": np.uint16, "disputed": np.bool_, "languages": np.uint64, "review": np.uint8, "priority": np.float32,
}  # fmt: skip


class Snapshot:
    """All events at one moment: columns (never changed once made), what their numbers mean, and the last change seen.

    `entries` gives the position of the event that an entry of full-text search belongs to, by the entry's number; -1
    for those of anything else. `orders` keeps in which order events are listed, by what they are sorted by; `answers`
    what filters left of them.
    """

    def __init__(self, vocabulary: Vocabulary, columns: dict[str, Column], entries: Column, seen: int) -> None:
        """Take what was read."""
        self.words, self.columns, self.entries, self.seen = vocabulary, columns, entries, seen
        self.orders: dict[str, Column] = {}
        self.answers: dict[Any, Any] = {}

    def __len__(self) -> int:
        return len(self.columns["alive"])

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def order(self, sort: str) -> Column:
        """Give the positions of all events sorted by day, priority or sources; equal ones by day."""
        if sort not in self.orders:
            self.orders[sort] = self._sorted(sort)
        return self.orders[sort]

    def ranks(self, sort: str) -> Column:
        """Give each event's place in an order."""
        name = f"{sort} rank"
        if name not in self.orders:
            order = self.order(sort)
            ranks = np.empty(len(order), np.int64)
            ranks[order] = np.arange(len(order))
            self.orders[name] = ranks
        return self.orders[name]

    def _sorted(self, sort: str) -> Column:
        by_day = -self["day"].astype(np.int64)
        first = {"priority": -self["priority"], "sources": -self["sources"].astype(np.int32)}.get(sort)
        keys = [by_day] if first is None else [by_day, first]
        if sort == "oldest":
            day = self["day"].astype(np.int64)
            keys = [np.where(day < 0, np.iinfo(np.int64).max, day)]
        found: Column = np.lexsort(keys)
        return found
