"""The snapshot that answers are read from: kept by the process, brought up to date before each answer."""

import threading
from pathlib import Path

from django.db import connection

from khronika.store.columns import keeping
from khronika.store.columns.reading import last_change, read_all, read_changed
from khronika.store.columns.snapshot import Snapshot

MOST, MOST_AT_START = 5_000, 50_000  # changed events that are read again one by one; beyond, everything is read anew
CHANGES = 100_000  # changes looked through for them
OVERLAP = 200  # PostgreSQL gives numbers out of order to transactions that run at once

_lock = threading.Lock()
_renewing = threading.Event()
_kept: dict[str, Snapshot] = {}
_folders: dict[str, Path] = {}


def current() -> Snapshot:
    """Give all events as they are now.

    The first time this takes seconds, unless a file keeps them. After a change of thousands of events at once
    (`khronika add` beside a running workbench) the old ones are given while another thread reads the new ones.
    """
    name, newest = _name(), last_change()
    kept = _kept.get(name)
    if kept is not None and kept.seen == newest:
        return kept
    with _lock:
        kept = _kept.get(name)
        if kept is None:
            kept = _kept[name] = _first(_folders.get(name))
        elif kept.seen != newest:
            kept = _kept[name] = _renewed(kept, newest)
    return kept


def forget() -> None:
    """Drop what is kept, as when another chronicle takes the place of the one that was open."""
    with _lock:
        _kept.clear()
        _folders.clear()


def keep_in(folder: Path | None) -> None:
    """Keep the events of the chronicle that is open in a file of its folder, too, if it has one."""
    if folder is not None:
        _folders[_name()] = folder


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _first(folder: Path | None) -> Snapshot:
    """Take up the file; where it is too old or not there, read everything and write it."""
    if folder is None:
        return read_all()
    with keeping.turn(folder):
        kept, newest = keeping.load(folder), last_change()
        if kept is not None and kept.seen == newest:
            return kept
        keys = _changed(kept.seen, newest, MOST_AT_START) if kept is not None else None
        found = read_changed(kept, keys, newest) if kept is not None and keys is not None else read_all()
        keeping.save(folder, found)
    return found


def _renewed(kept: Snapshot, newest: int) -> Snapshot:
    keys = _changed(kept.seen, newest, MOST)
    if keys is not None:
        return read_changed(kept, keys, newest)
    if not _renewing.is_set():
        _renewing.set()
        threading.Thread(target=_renew, args=(_name(),), daemon=True).start()
    return kept


def _changed(seen: int, newest: int, most: int) -> list[str] | None:
    """Give the keys of events changed since; None if there are too many, or the note of some is gone."""
    if not seen < newest <= seen + CHANGES:
        return None
    after = seen - (OVERLAP if connection.vendor == "postgresql" else 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM store_change")
        if int(cursor.fetchone()[0] or 0) > seen + 1:
            return None
        cursor.execute("SELECT DISTINCT event FROM store_change WHERE id > %s AND id <= %s", [after, newest])
        keys = [str(row[0]) for row in cursor.fetchall()]
    return keys if len(keys) <= most else None


def _renew(name: str) -> None:
    try:
        _kept[name] = _first(_folders.get(name))
    finally:
        _renewing.clear()
        connection.close()
