"""From the tables to columns: whole, or the events that changed."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from django.db import connection

from khronika.store.columns.days import UNKNOWN, day_of, month_of
from khronika.store.columns.places import precision_of
from khronika.store.columns.snapshot import (
    COLUMNS,
    DECIDED,
    FALLEN,
    REVIEW,
    Column,
    Placed,
    Snapshot,
    Vocabulary,
    new_vocabulary,
)

Row = tuple[Any, ...]
CHUNK = 20_000
TOGETHER = 500  # keys of one question; SQLite allows 999 parameters in its oldest builds
_EVENTS = (
    "SELECT key, type, mode, realis, date_start, date_end, date_precision, place, country, admin1, geonames_id, lat,"
    " lon, mention_count, source_count, disputed FROM store_event"
)
_MENTIONS = "SELECT event_id, status, language, priority, key FROM store_mention WHERE event_id "
_ALL_ENTRIES = "SELECT id, key FROM store_searchentry WHERE kind = 'mention'"
_ENTRIES = (
    "SELECT e.id, m.event_id FROM store_mention m JOIN store_searchentry e ON e.kind = 'mention' AND e.key = m.key"
    " WHERE m.event_id "
)
_OPEN, _DECIDED, _FALLEN = 1, 2, 4
_FLAGS = defaultdict(lambda: _OPEN, dict.fromkeys(DECIDED, _DECIDED) | dict.fromkeys(FALLEN, _FALLEN))
_MOST = 65_535


def read_all() -> Snapshot:
    """Read every event: of a million mentions in some ten seconds, a fifth less while no garbage is looked for."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return _read_all()
    finally:
        if was_on:
            gc.enable()


def _read_all() -> Snapshot:
    seen = last_change()
    words = new_vocabulary()
    columns = {name: np.empty(0, kind) for name, kind in COLUMNS.items()}
    parts: dict[str, list[Column]] = {name: [column] for name, column in columns.items()}
    for rows in _rows(_EVENTS):
        for row in rows:
            words.rows[row[0]] = len(words.keys)
            words.keys.append(row[0])
        for name, column in _encode(rows, words).items():
            parts[name].append(column)
    columns = {name: np.concatenate(chunks) for name, chunks in parts.items()}
    flags = np.zeros(len(words.keys), np.uint8)
    told: dict[str, int] = {}
    for rows in _rows(_MENTIONS + "IS NOT NULL"):
        told.update(_take_mentions(rows, words, columns, flags))
    columns["review"] = _review(flags)
    entries = np.empty(0, np.int32)
    for rows in _rows(_ALL_ENTRIES):
        entries = _take_entries(rows, told, entries)
    return Snapshot(words, columns, entries, seen)


def read_changed(old: Snapshot, keys: Sequence[str], seen: int) -> Snapshot:
    """Read some events again; those no longer there are dead from now on."""
    words = old.words
    new = [key for key in dict.fromkeys(keys) if key not in words.rows]
    for key in new:
        words.rows[key] = len(words.keys)
        words.keys.append(key)
    more = len(words.keys) - len(old)
    columns = {name: np.concatenate([old[name], np.zeros(more, kind)]) for name, kind in COLUMNS.items()}
    at = np.array([words.rows[key] for key in keys], np.int64)
    columns["alive"][at] = False
    columns["languages"][at] = 0
    columns["priority"][at] = 0
    flags = np.zeros(len(words.keys), np.uint8)
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        marks = f"IN ({', '.join(['%s'] * len(some))})"
        for rows in _rows(f"{_EVENTS} WHERE key {marks}", some):
            where = np.array([words.rows[row[0]] for row in rows], np.int64)
            for name, column in _encode(rows, words).items():
                if name not in {"languages", "priority", "review"}:
                    columns[name][where] = column
        for rows in _rows(_MENTIONS + marks, some):
            _take_mentions(rows, words, columns, flags)
    columns["review"][at] = _review(flags[at])
    return Snapshot(words, columns, _changed_entries(old, keys, at), seen)


def _changed_entries(old: Snapshot, keys: Sequence[str], at: Column) -> Column:
    """Give which event each entry of full-text search belongs to, once these events have changed."""
    changed = np.zeros(len(old.words.keys) + 1, np.bool_)
    changed[at] = True
    entries = np.where(changed[old.entries], np.int32(UNKNOWN), old.entries)
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        for rows in _rows(f"{_ENTRIES} IN ({', '.join(['%s'] * len(some))})", some):
            entries = _take_entries(rows, old.words.rows, entries)
    return entries


def _take_entries(rows: list[Row], places: Mapping[str, int], entries: Column) -> Column:
    """Note entries given as (number, key); `places` are the positions of events by such keys."""
    numbers = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    events = np.fromiter((places.get(row[1], UNKNOWN) for row in rows), np.int32, len(rows))
    lacking = int(numbers.max()) + 1 - len(entries)
    if lacking > 0:
        entries = np.concatenate([entries, np.full(max(lacking, len(entries) // 4), UNKNOWN, np.int32)])
    entries[numbers] = events
    return entries


def last_change() -> int:
    """Give the number of the newest change of an event; 0 where nothing ever changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM store_change")
        return int(cursor.fetchone()[0] or 0)


def _rows(question: str, values: Sequence[str] = ()) -> Iterator[list[Row]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        while rows := cursor.fetchmany(CHUNK):
            yield rows


def _encode(rows: list[Row], words: Vocabulary) -> dict[str, Column]:
    """Turn rows of `_EVENTS` into columns."""
    _, types, modes, realis, starts, ends, precisions, *placed, mentions, sources, disputed = zip(*rows, strict=True)
    places = {place: _place(place, words) for place in set(zip(*placed, strict=True))}
    values: dict[str, Iterable[Any]] = {
        "type": words.types.numbers(types),
        "mode": words.modes.numbers(zip(types, modes, strict=True)),
        "realis": words.realis.numbers(realis),
        "day": map(day_of, starts),
        "until": map(day_of, ends),
        "month": map(month_of, starts),
        "precision": words.precisions.numbers(precisions),
        "country": words.countries.numbers(placed[1]),
        "place": map(places.__getitem__, zip(*placed, strict=True)),
        "disputed": map(bool, disputed),
    }
    columns = {name: np.fromiter(column, COLUMNS[name], len(rows)) for name, column in values.items()}
    for name, numbers in (("mentions", mentions), ("sources", sources)):
        columns[name] = np.minimum(np.fromiter(numbers, np.int64, len(rows)), _MOST).astype(COLUMNS[name])
    columns["alive"] = np.ones(len(rows), np.bool_)
    return {name: columns[name] if name in columns else np.zeros(len(rows), kind) for name, kind in COLUMNS.items()}


def _place(told: Row, words: Vocabulary) -> int:
    name, country, admin1, geonames_id, lat, lon = told
    if not name and not country:
        return UNKNOWN
    precision = precision_of(geonames_id, lat is not None)
    return words.places.number(Placed(name, country, admin1, geonames_id, lat, lon, precision))


def _take_mentions(
    rows: list[Row], words: Vocabulary, columns: dict[str, Column], flags: Column
) -> Iterable[tuple[str, int]]:
    """Note what mentions say of their events; give for each the position of its event."""
    rows = [row for row in rows if row[0] in words.rows]
    if not rows:
        return ()
    events, statuses, languages, priorities, keys = zip(*rows, strict=True)
    at = np.fromiter(map(words.rows.__getitem__, events), np.int64, len(rows))
    flag = np.fromiter(map(_FLAGS.__getitem__, statuses), np.uint8, len(rows))
    np.bitwise_or.at(flags, at, flag)
    spoken = np.minimum(np.fromiter(words.languages.numbers(languages), np.uint64, len(rows)), np.uint64(63))
    np.bitwise_or.at(columns["languages"], at, np.uint64(1) << spoken)
    waiting = np.fromiter(priorities, np.float32, len(rows)) * (flag == _OPEN)
    np.maximum.at(columns["priority"], at, waiting)
    return zip(keys, at.tolist(), strict=True)


def _review(flags: Column) -> Column:
    """Tell how far events are reviewed, from what their mentions' statuses are."""
    is_open, is_decided = (flags & _OPEN) > 0, (flags & _DECIDED) > 0
    states = [is_open & is_decided, is_open, is_decided, flags == _FALLEN]
    numbers = [REVIEW.index(name) for name in ("partly", "open", "reviewed", "rejected")]
    found: Column = np.select(states, numbers, 0).astype(np.uint8)
    return found
