"""The snapshot that answers are read from: kept by the process, brought up to date before each answer."""

import threading

from django.db import connection

from khronika.store.columns.reading import last_change, read_all, read_changed
from khronika.store.columns.snapshot import Snapshot

MOST = 5_000  # changed events that are read again one by one; beyond, everything is read anew
CHANGES = 100_000  # changes looked through for them
OVERLAP = 200  # PostgreSQL gives numbers out of order to transactions that run at once

_lock = threading.Lock()
_renewing = threading.Event()
_kept: dict[str, Snapshot] = {}


def current() -> Snapshot:
    """Give all events as they are now.

    The first time this takes seconds. After a change of thousands of events at once (`khronika add` beside a running
    workbench) the old ones are given while another thread reads the new ones.
    """
    name, newest = _name(), last_change()
    kept = _kept.get(name)
    if kept is not None and kept.seen == newest:
        return kept
    with _lock:
        kept = _kept.get(name)
        if kept is None:
            kept = _kept[name] = read_all()
        elif kept.seen != newest:
            kept = _kept[name] = _renewed(kept, newest)
    return kept


def forget() -> None:
    """Drop what is kept, as when another chronicle takes the place of the one that was open."""
    with _lock:
        _kept.clear()


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _renewed(kept: Snapshot, newest: int) -> Snapshot:
    keys = _changed(kept.seen, newest)
    if keys is not None:
        return read_changed(kept, keys, newest)
    if not _renewing.is_set():
        _renewing.set()
        threading.Thread(target=_renew, args=(_name(),), daemon=True).start()
    return kept


def _changed(seen: int, newest: int) -> list[str] | None:
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
    return keys if len(keys) <= MOST else None


def _renew(name: str) -> None:
    try:
        _kept[name] = read_all()
    finally:
        _renewing.clear()
        connection.close()
