"""A snapshot in a file: a server starts with it at once, and its processes read the tables once for all of them."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from django.db import connection

from khronika import gazetteer
from khronika.store.columns.snapshot import COLUMNS, Column, Placed, Snapshot, Vocabulary, Words
from khronika.version import __version__

FILE = "columns.npz"  # in the chronicle's folder; names nobody
NEWEST = 500  # changes that tell one history from another
_KINDS: dict[str, Any] = {"modes": list[tuple[str, str]], "places": list[Placed]}
_WORDS = ("types", "modes", "realis", "precisions", "countries", "languages", "places")


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Hold back other processes that want to read the same; where nothing can, there is but one process."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def save(folder: Path, snapshot: Snapshot) -> None:
    """Write a snapshot, whole or not at all."""
    words = snapshot.words
    told = {name: getattr(words, name).values for name in _WORDS}
    arrays = {
        **snapshot.columns,
        "entries": snapshot.entries,
        "keys": _letters("\n".join(words.keys[: len(snapshot)]).encode()),
        "words": _letters(msgspec.json.encode(told)),
        "seen": np.array(snapshot.seen),
        "mark": _letters(_mark(snapshot.seen).encode()),
    }
    partial = folder / f".{FILE}.{os.getpid()}"
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        partial.replace(folder / FILE)
    finally:
        partial.unlink(missing_ok=True)


def load(folder: Path) -> Snapshot | None:
    """Read the snapshot that was kept; None if there is none of this database and this version of khronika."""
    try:
        with np.load(folder / FILE, allow_pickle=False) as file:
            kept = {name: file[name] for name in file.files}
        seen = int(kept["seen"])
        if kept["mark"].tobytes().decode() != _mark(seen):
            return None
        columns = {name: kept[name] for name in COLUMNS}
        return Snapshot(_vocabulary(kept), columns, kept["entries"], seen)
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile):
        return None


def _letters(text: bytes) -> Column:
    return np.frombuffer(text, np.uint8)


def _vocabulary(kept: dict[str, Column]) -> Vocabulary:
    keys = kept["keys"].tobytes().decode().split("\n") if len(kept["keys"]) else []
    told = msgspec.json.decode(kept["words"].tobytes(), type=dict[str, msgspec.Raw])
    words = {name: Words(msgspec.json.decode(told[name], type=_KINDS.get(name, list[str]))) for name in _WORDS}
    return Vocabulary(keys, {key: at for at, key in enumerate(keys)}, **words)


def _mark(seen: int) -> str:
    """Tell a database at one moment from others: by its newest changes, or by its events where none ever changed."""
    with connection.cursor() as cursor:
        if seen:
            cursor.execute(f"SELECT id, event FROM store_change WHERE id <= %s ORDER BY id DESC LIMIT {NEWEST}", [seen])
        else:
            cursor.execute("SELECT count(*), min(key), max(key) FROM store_event")
        told = [[__version__, gazetteer.version(), list(COLUMNS)], *cursor.fetchall()]
    return sha256(msgspec.json.encode(told)).hexdigest()
