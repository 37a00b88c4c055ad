"""What an erasure leaves behind in files: originals, free pages of the database, backups; all of it goes here."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

import ahocorasick_rs
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone as clock
from msgspec import Struct

from khronika.errors import ChronicleError
from khronika.store import models
from khronika.store.columns import keeping
from khronika.work.backup import back_up
from khronika.work.chronicle import Chronicle
from khronika.work.evidence import kept

BLOCK = 2**22
IN_USE = (
    "the names are erased, but old pages of the database still hold them, for it is in use ({}): "
    "stop what uses it (khronika serve), and run the same command again with the key"
)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "iso-8859-5")


class Purged(Struct, frozen=True, kw_only=True):
    """How many files went; `left` are files of the folder in which a name still stands, below it."""

    originals: int
    backups: int
    left: tuple[str, ...] = ()


def purge(chronicle: Chronicle, names: Sequence[str], spared: Callable[[str], bool] = lambda digest: False) -> Purged:
    """Delete originals and backups, and write the database anew without what was deleted in it; back that up.

    `names` are the whole names as texts told them: an original that holds one of them goes even where no document that
    was made of it does, unless it is `spared`, for a namesake. What fails is tried again by the next run.

    Raises:
        ChronicleError: the database is in use, and cannot be written anew.
    """
    originals = _delete_originals(chronicle, names, spared)
    backups = _delete_backups(chronicle)
    (chronicle.folder / keeping.FILE).unlink(missing_ok=True)
    _rewrite_database(chronicle)
    if backups:
        back_up(chronicle)
    left = [str(path.relative_to(chronicle.folder)) for path in _files(chronicle.folder) if holds(path, names)]
    return Purged(originals=originals, backups=backups, left=tuple(sorted(left)))


def _delete_originals(chronicle: Chronicle, names: Sequence[str], spared: Callable[[str], bool]) -> int:
    """Delete what is marked as erased, and whatever else holds one of the names."""
    marked = set(models.Report.objects.exclude(erased_at=None).values_list("sha256", flat=True))
    number = 0
    for path in list(kept(chronicle.evidence)):
        digest = path.name.removeprefix(".").partition(".")[0]  # what an interrupted run left is named .DIGEST.NUMBER
        if digest not in marked and holds(path, names) and not spared(digest):
            models.Report.objects.filter(sha256=digest).update(erased_at=clock.now())
            marked.add(digest)
        if digest in marked:
            _overwrite(path)
            number += 1
    return number


def _overwrite(path: Path) -> None:
    """Delete a file; its bytes are written over first, as far as the disk lets them be."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, BLOCK)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _delete_backups(chronicle: Chronicle) -> int:
    """Delete every backup in the chronicle's folder: each holds the database as it was."""
    number = 0
    for path in sorted(chronicle.backups.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            _overwrite(path)
            number += 1
    return number


def _rewrite_database(chronicle: Chronicle) -> None:
    """Write the database anew, so that no page and no statistic holds what was deleted.

    Raises:
        ChronicleError: somebody else is reading or writing; rows are erased already, free pages are not.
    """
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                _rewrite_file(cursor, chronicle)
            else:
                tables = ", ".join(f'"{name}"' for name in sorted(connection.introspection.table_names()))
                cursor.execute(f"VACUUM (FULL, ANALYZE) {tables}")
                cursor.execute("VACUUM FULL pg_statistic")
    except OperationalError as error:
        raise ChronicleError(IN_USE.format(error)) from error


def _rewrite_file(cursor: CursorWrapper, chronicle: Chronicle) -> None:
    os.environ["SQLITE_TMPDIR"] = str(chronicle.folder)  # the copy that VACUUM makes lies beside what it copies
    cursor.execute("INSERT INTO store_search(store_search) VALUES('rebuild')")
    cursor.execute("VACUUM")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if cursor.fetchone()[0]:  # old pages stay in the file and its log as long as somebody reads them
        raise ChronicleError(IN_USE.format("its log is being read"))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def patterns(names: Iterable[str]) -> list[bytes]:
    """Give the bytes of names in every encoding, and as JSON, HTML and addresses escape them."""
    found: set[bytes] = set()
    for name in names:
        for form in {name, name.casefold(), name.upper(), name.title(), *(name.replace(" ", sep) for sep in "-_.+")}:
            json = form.encode("ascii", "backslashreplace")
            html = form.encode("ascii", "xmlcharrefreplace")
            found |= {json, json.replace(b"\\x", b"\\u00"), html, quote(form).encode(), quote(form).lower().encode()}
            found |= {escape(form).encode()}
            for encoding in ENCODINGS:
                try:
                    found.add(form.encode(encoding))
                except UnicodeEncodeError:
                    continue
    return sorted(found)


def holds(path: Path, names: Sequence[str]) -> bool:
    """Say whether a file holds one of the names, however it is encoded."""
    sought = patterns(name for name in names if " " in name)
    if not sought:
        return False
    machine = ahocorasick_rs.BytesAhoCorasick(sought)
    longest = max(map(len, sought))
    rest = b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if machine.find_matches_as_indexes(rest + block):
                return True
            rest = block[-longest:]
    return False
