"""How the events left by a filter are spread over time, types and places."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from msgspec import Struct

from khronika.store.columns.days import UNKNOWN, first_day_of
from khronika.store.columns.filtering import Filtered
from khronika.store.columns.snapshot import Column

Unit = Literal["year", "month", "day"]


class Spread(Struct, frozen=True):
    """Counts by bin and type: `starts` are the ordinals of the bins' first days, with one more for the end of the last.

    `counts[type][bin]` are events told within one bin; `types` the types by frequency; `wider` what is told less
    exactly than a bin, as (type, first day or None, day after the last or None, how many), and `undated` the rest.
    """

    starts: list[int]
    types: list[str]
    counts: dict[str, list[int]]
    wider: list[tuple[str, int | None, int | None, int]]
    undated: int


def spread(found: Filtered, unit: Unit, first: int | None = None, last: int | None = None) -> Spread:
    """Spread events over bins between two days (ordinals, half-open); None is as far as the events go."""
    told: Spread | None = found.kept.get((unit, first, last))
    if told is None:
        told = found.kept[unit, first, last] = _spread(found, unit, first, last)
    return told


def _spread(found: Filtered, unit: Unit, first: int | None, last: int | None) -> Spread:
    snapshot = found.snapshot
    at = found.at
    day, until, type_ = snapshot["day"][at], snapshot["until"][at], snapshot["type"][at]
    dated = day != UNKNOWN
    started = day[dated]
    if not len(started):
        return Spread([], [], {}, [], len(at) - int(np.count_nonzero(dated | (until != UNKNOWN))))
    low = first if first is not None else int(started.min())
    high = last if last is not None else int(started.max()) + 1
    starts = np.array(_bins(unit, low, high))
    place = np.searchsorted(starts, day, side="right") - 1
    fits = dated & (until != UNKNOWN) & (place >= 0) & (place < len(starts) - 1)
    fits &= until <= starts[np.clip(place + 1, 0, len(starts) - 1)]
    width = len(starts) - 1
    flat = np.bincount(type_[fits] * np.int64(width) + place[fits], minlength=256 * width).reshape(-1, width)
    sums = np.bincount(type_, minlength=256)
    order = [code for code in np.argsort(-sums, kind="stable").tolist() if sums[code]]
    names = snapshot.words.types.values
    told = (dated | (until != UNKNOWN)) & ~fits
    return Spread(
        starts.tolist(),
        [names[code] for code in order],
        {names[code]: flat[code].tolist() for code in order},
        _wider(type_[told], day[told], until[told], names),
        len(at) - int(np.count_nonzero(dated | (until != UNKNOWN))),
    )


def _bins(unit: Unit, low: int, high: int) -> list[int]:
    """Give the first days of the bins that cover the days `low` to `high`, and the day after the last bin."""
    if unit == "day":
        return list(range(low, max(high, low + 1) + 1))
    step = 12 if unit == "year" else 1
    first, last = _month(low) // step * step, _month(max(high - 1, low)) // step * step
    return [first_day_of(month).toordinal() for month in range(first, last + step + 1, step)]


def _month(ordinal: int) -> int:
    day = np.datetime64("1970-01-01") + np.timedelta64(ordinal - 719_163, "D")
    return int(day.astype("datetime64[M]").astype(int)) + 1970 * 12


def _wider(
    type_: Column, day: Column, until: Column, names: Sequence[str]
) -> list[tuple[str, int | None, int | None, int]]:
    if not len(type_):
        return []
    code = (type_.astype(np.int64) << 48) | ((day.astype(np.int64) + 1) << 24) | (until.astype(np.int64) + 1)
    values, numbers = np.unique(code, return_counts=True)
    order = np.argsort(-numbers, kind="stable")
    rows = []
    for value, number in zip(values[order].tolist(), numbers[order].tolist(), strict=True):
        start, end = (value >> 24) & 0xFFFFFF, value & 0xFFFFFF
        rows.append((names[value >> 48], start - 1 if start else None, end - 1 if end else None, number))
    return rows


def by_place(found: Filtered) -> dict[int, int]:
    """Count the events left at each place, by its number; those without a place under -1."""
    places = found.snapshot["place"][found.at]
    numbers = np.bincount(places + 1)
    return {int(at) - 1: int(numbers[at]) for at in np.nonzero(numbers)[0]}
