"""Which events a filter leaves, and how many there are of each kind among them."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from khronika.store.columns.days import UNKNOWN, day_of
from khronika.store.columns.searching import search
from khronika.store.columns.snapshot import REVIEW, Column, Placed, Snapshot, Words

Mask = NDArray[np.bool_]
MOST_KEPT = 24
SOURCES = {"1": (1, 1), "2": (2, 2), "3": (3, 5), "6": (6, 65_535)}  # a facet's value → the least and most sources


class Filter(Struct, frozen=True, kw_only=True):
    """What is asked for; every part narrows, an empty one does not.

    `mode` is `TYPE/mode`; `since` and `until` are days between which an event began or lasted, the last one included;
    `place` is a GeoNames id; `box` is west, south, east, north in degrees.
    """

    type: str = ""
    mode: str = ""
    country: str = ""
    language: str = ""
    review: str = ""
    realis: str = ""
    disputed: str = ""
    sources: str = ""
    since: str = ""
    until: str = ""
    place: int | None = None
    box: tuple[float, float, float, float] | None = None


class Filtered:
    """The events that a filter leaves, in a snapshot."""

    def __init__(self, snapshot: Snapshot, parts: Mapping[str, Mask], base: Mask) -> None:
        """Take what each part of the filter leaves, and what there is without it."""
        self.snapshot, self._parts, self._base = snapshot, parts, base
        self.mask: Mask = reduce(np.logical_and, parts.values(), base)
        self.at: Column = np.flatnonzero(self.mask)
        self.total = len(self.at)
        self.kept: dict[Any, Any] = {}

    def without(self, part: str) -> Column:
        """Give the positions that are left if one part of the filter is taken away: what its facet counts."""
        if part not in self._parts:
            return self.at
        others = [mask for name, mask in self._parts.items() if name != part]
        return np.flatnonzero(reduce(np.logical_and, others, self._base))

    def positions(self, sort: str = "day") -> Column:
        """Give the positions of the events left, in order."""
        order = self.snapshot.order(sort)
        return order[self.mask[order]]

    def page(self, sort: str, after: int | None, size: int) -> Column:
        """Give the positions of a page: the first of those that stand behind the position `after`, in order."""
        order = self.snapshot.order(sort)
        start, step = 0 if after is None else int(self.snapshot.ranks(sort)[after]) + 1, 20 * size
        found: list[Column] = []
        while start < len(order) and sum(map(len, found)) < size:
            some = order[start : start + step]
            found.append(some[self.mask[some]])
            start, step = start + step, 4 * step
        return np.concatenate([*found, np.empty(0, np.int64)]).astype(np.int64)[:size]

    def facet(self, name: str) -> list[tuple[str, int]]:
        """Count the values of a facet, the most frequent first; its own part of the filter does not narrow it."""
        if name not in self.kept:
            self.kept[name] = FACETS[name](self.snapshot, self.without(name))
        found: list[tuple[str, int]] = self.kept[name]
        return found

    def months(self) -> dict[str, int]:
        """Count the events left by the month in which they began, the newest first."""
        return dict(_by_month(self.snapshot["month"][self.at]))


def filtered(snapshot: Snapshot, asked: Filter, query: str = "") -> Filtered:
    """Apply a filter, to those events that a full-text query finds if there is one.

    Events of which every mention was rejected are left only if they are asked for. Answers are kept with the snapshot:
    people turn pages and look at the same selection in another view.
    """
    kept: Filtered | None = snapshot.answers.get((asked, query))
    if kept is None:
        if len(snapshot.answers) >= MOST_KEPT:
            snapshot.answers.clear()
        found = search(snapshot, query) if query else None
        kept = snapshot.answers[asked, query] = _filtered(snapshot, asked, found)
    return kept


def _filtered(snapshot: Snapshot, asked: Filter, found: Column | None) -> Filtered:
    base = snapshot["alive"]
    if found is not None:
        sought = np.zeros(len(snapshot), np.bool_)
        sought[found] = True
        base = base & sought
    parts = {name: make(snapshot, getattr(asked, name)) for name, make in _PARTS.items() if getattr(asked, name)}
    parts.setdefault("review", snapshot["review"] != REVIEW.index("rejected"))
    return Filtered(snapshot, {**parts, **_dated(snapshot, asked), **_placed(snapshot, asked)}, base)


def _equal(column: str, words: str) -> Callable[[Snapshot, str], Mask]:
    def make(snapshot: Snapshot, value: str) -> Mask:
        found: Words[str] = getattr(snapshot.words, words)
        number = found.find(value)
        return snapshot[column] == number if number >= 0 else np.zeros(len(snapshot), np.bool_)

    return make


def _mode(snapshot: Snapshot, value: str) -> Mask:
    type_, _, mode = value.partition("/")
    number = snapshot.words.modes.find((type_, mode))
    return snapshot["mode"] == number if number >= 0 else np.zeros(len(snapshot), np.bool_)


def _language(snapshot: Snapshot, value: str) -> Mask:
    number = snapshot.words.languages.find(value)
    if number < 0:
        return np.zeros(len(snapshot), np.bool_)
    spoken: Mask = (snapshot["languages"] & np.uint64(1 << min(number, 63))) > 0
    return spoken


def _review(snapshot: Snapshot, value: str) -> Mask:
    left: Mask = snapshot["review"] == (REVIEW.index(value) if value in REVIEW else len(REVIEW))
    return left


def _disputed(snapshot: Snapshot, value: str) -> Mask:
    left: Mask = snapshot["disputed"] == (value == "yes")
    return left


def _sources(snapshot: Snapshot, value: str) -> Mask:
    least, most = SOURCES.get(value, (0, -1))
    return (snapshot["sources"] >= least) & (snapshot["sources"] <= most)


_PARTS: dict[str, Callable[[Snapshot, str], Mask]] = {
    "type": _equal("type", "types"), "mode": _mode, "country": _equal("country", "countries"), "language": _language,
    "review": _review, "realis": _equal("realis", "realis"), "disputed": _disputed, "sources": _sources,
}  # fmt: skip


def _dated(snapshot: Snapshot, asked: Filter) -> dict[str, Mask]:
    """Leave what may have been in the days asked for: an open end reaches as far as need be, the unknown does not."""
    if not asked.since and not asked.until:
        return {}
    day, after = snapshot["day"], snapshot["until"]
    told: Mask = (day != UNKNOWN) | (after != UNKNOWN)
    if asked.until:
        told = told & (day <= day_of(asked.until))
    if asked.since:
        told = told & ((after == UNKNOWN) | (after > day_of(asked.since)))
    return {"months": told}


def _placed(snapshot: Snapshot, asked: Filter) -> dict[str, Mask]:
    parts = {}
    if asked.place is not None:
        parts["place"] = _at_places(snapshot, [place.geonames_id == asked.place for place in _places(snapshot)])
    if asked.box is not None:
        west, south, east, north = asked.box
        inside = [
            p.lat is not None and p.lon is not None and south <= p.lat <= north and _between(west, p.lon, east)
            for p in _places(snapshot)
        ]
        parts["box"] = _at_places(snapshot, inside)
    return parts


def _places(snapshot: Snapshot) -> Iterable[Placed]:
    return snapshot.words.places.values


def _between(west: float, lon: float, east: float) -> bool:
    return west <= lon <= east if west <= east else lon >= west or lon <= east


def _at_places(snapshot: Snapshot, chosen: list[bool]) -> Mask:
    which = np.array([*chosen, False], np.bool_)  # the last one is for events without a place
    found: Mask = which[snapshot["place"]]
    return found


def _counted(column: str, words: str) -> Callable[[Snapshot, Column], list[tuple[str, int]]]:
    def count(snapshot: Snapshot, at: Column) -> list[tuple[str, int]]:
        values: list[str] = getattr(snapshot.words, words).values
        numbers = np.bincount(snapshot[column][at], minlength=len(values)).tolist()
        return _ranked(zip(values, numbers, strict=False))

    return count


def _ranked(rows: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(((value, number) for value, number in rows if number), key=lambda row: (-row[1], row[0]))


def _count_modes(snapshot: Snapshot, at: Column) -> list[tuple[str, int]]:
    values = snapshot.words.modes.values
    numbers = np.bincount(snapshot["mode"][at], minlength=len(values)).tolist()
    return _ranked((f"{type_}/{mode}", number) for (type_, mode), number in zip(values, numbers, strict=False) if mode)


def _count_languages(snapshot: Snapshot, at: Column) -> list[tuple[str, int]]:
    """Count by the sets of languages first: there are few of them."""
    sets, numbers = np.unique(snapshot["languages"][at], return_counts=True)
    pairs = list(zip(sets.tolist(), numbers.tolist(), strict=True))
    return _ranked(
        (code, sum(number for bits, number in pairs if bits >> bit & 1))
        for bit, code in enumerate(snapshot.words.languages.values)
    )


def _count_review(snapshot: Snapshot, at: Column) -> list[tuple[str, int]]:
    numbers = np.bincount(snapshot["review"][at], minlength=len(REVIEW)).tolist()
    return [(name, number) for name, number in zip(REVIEW, numbers, strict=True) if number]


def _count_disputed(snapshot: Snapshot, at: Column) -> list[tuple[str, int]]:
    number = int(np.count_nonzero(snapshot["disputed"][at]))
    return [("yes", number)] if number else []


def _count_sources(snapshot: Snapshot, at: Column) -> list[tuple[str, int]]:
    numbers = np.bincount(np.minimum(snapshot["sources"][at], 6), minlength=7).tolist()
    sums = {value: sum(numbers[least : most + 1]) for value, (least, most) in SOURCES.items()}
    return [(value, number) for value, number in sums.items() if number]


def _count_months(snapshot: Snapshot, at: Column) -> list[tuple[str, int]]:
    """Count by the month in which events began, the newest first; by year where they span more than two of them."""
    months = snapshot["month"][at]
    months = months[months >= 0]
    if len(months) and int(months.max()) // 12 - int(months.min()) // 12 >= 2:
        years = np.bincount(months // 12)
        return [(f"{year:04}", int(years[year])) for year in np.nonzero(years)[0][::-1].tolist()]
    return _by_month(months)


def _by_month(months: Column) -> list[tuple[str, int]]:
    numbers = np.bincount(months[months >= 0])
    return [(f"{at // 12:04}-{at % 12 + 1:02}", int(numbers[at])) for at in np.nonzero(numbers)[0][::-1].tolist()]


FACETS: dict[str, Callable[[Snapshot, Column], list[tuple[str, int]]]] = {
    "type": _counted("type", "types"), "mode": _count_modes, "country": _counted("country", "countries"),
    "months": _count_months, "language": _count_languages, "review": _count_review,
    "realis": _counted("realis", "realis"), "disputed": _count_disputed, "sources": _count_sources,
}  # fmt: skip
