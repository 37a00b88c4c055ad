"""Back a chronicle up into one file, and make a chronicle of such a file: on the same kind of database or the other.

The file is a gzipped tar: every table as JSON lines, the original of every report, and last a manifest with the SHA-256
of each. Whoever holds it holds everything that the chronicle holds, names of protected people too.
"""

import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from khronika.errors import ChronicleError
from khronika.version import __version__
from khronika.work.chronicle import Chronicle, init_chronicle, now
from khronika.work.chronicle_config import ChronicleConfig, Team, write_config
from khronika.work.evidence import BLOCK, digest_of_file, place_of

FORMAT, MANIFEST, SUFFIX = 1, "manifest.json", ".tar.gz"
_TABLE = re.compile(r"tables/([a-z0-9_]+\.[a-z0-9_]+)\.jsonl")
_ORIGINAL = re.compile(r"evidence/([0-9a-f]{64})")


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup holds: `files` gives the SHA-256 of each; `missing` the originals that were not there any more."""

    format: int
    khronika: str
    at: datetime
    time_zone: str
    hosts: tuple[str, ...]
    files: dict[str, str]
    rows: dict[str, int]
    missing: tuple[str, ...] = ()


def back_up(chronicle: Chronicle, file: Path | None = None) -> tuple[Path, Manifest]:
    """Write a backup while the chronicle is in use; into its own folder of backups where no file is named.

    Raises:
        ChronicleError: the file is there already or cannot be written.
    """
    file = file or chronicle.backups / f"khronika-{now():%Y%m%dT%H%M%S%f}Z{SUFFIX}"
    if file.exists():
        raise ChronicleError(f"{file} is there already: name another file")
    try:
        with _finished(file) as stream:
            manifest = _write(chronicle, stream)
    except OSError as error:
        raise ChronicleError(f"cannot write {file}: {error.strerror or error} (name another file)") from error
    return file, manifest


@contextmanager
def _finished(file: Path) -> Iterator[IO[bytes]]:
    """Write a file that is there whole or not at all, for its owner alone."""
    partial = file.with_name(f".{file.name}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def _write(chronicle: Chronicle, stream: IO[bytes]) -> Manifest:
    from khronika.store import dumping
    from khronika.store.models import Report

    files: dict[str, str] = {}
    rows: dict[str, int] = {}
    missing: list[str] = []
    with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=3) as tar, dumping.snapshot():
        for name, model in dumping.tables().items():
            with tempfile.TemporaryFile() as table:
                rows[name] = sum(1 for line in dumping.lines(model) if table.write(line))
                files[f"tables/{name}.jsonl"] = _add(tar, f"tables/{name}.jsonl", table)
        kept = Report.objects.using(dumping.SNAPSHOT).filter(erased_at=None).order_by("sha256")
        for digest in kept.values_list("sha256", flat=True):
            try:
                with place_of(chronicle.evidence, digest).open("rb") as original:
                    files[f"evidence/{digest}"] = _add(tar, f"evidence/{digest}", original)
            except FileNotFoundError:
                missing.append(digest)
        config = chronicle.config
        manifest = Manifest(
            FORMAT, __version__, now(), config.time_zone, config.team.hosts, files, rows, tuple(missing)
        )
        with tempfile.TemporaryFile() as told:
            told.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
            _add(tar, MANIFEST, told)
    return manifest


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> str:
    """Add a file under a name; give its SHA-256."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = file.seek(0, os.SEEK_END), 0o600
    file.seek(0)
    state = sha256()
    while block := file.read(BLOCK):
        state.update(block)
    file.seek(0)
    tar.addfile(member, file)
    return state.hexdigest()


def restore(file: Path, folder: Path, database: str = "") -> Chronicle:
    """Make a chronicle of a backup, on SQLite or in an empty PostgreSQL database; give it, open.

    Everything is checked before anything is made. Users sign in anew.

    Raises:
        ChronicleError: the folder or database is not empty, or the file is damaged or no backup.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ChronicleError(f"{folder} is not empty: restore into a new folder")
    os.umask(0o077)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".khronika-restore-", dir=folder.parent) as name:
        unpacked = Path(name)
        manifest = _unpack(file, unpacked)
        config = ChronicleConfig(database, manifest.time_zone, Team(manifest.hosts))
        folder.mkdir(exist_ok=True)
        try:
            write_config(folder, config)
            chronicle = init_chronicle(folder)
            _load(unpacked, manifest)
            _move_originals(unpacked, chronicle)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return chronicle


def _unpack(file: Path, target: Path) -> Manifest:
    """Unpack a backup, and check each of its files; nothing in it can be written elsewhere."""
    found: dict[str, str] = {}
    try:
        with tarfile.open(file, mode="r|gz") as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content is None or not _is_expected(member.name):
                    raise ChronicleError(f"{file} is no backup of khronika: it holds {member.name!r}")
                place = target / member.name.replace("/", "-")
                with place.open("wb") as out:
                    shutil.copyfileobj(content, out, BLOCK)
                found[member.name] = digest_of_file(place)
        manifest = msgspec.json.decode((target / MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise ChronicleError(f"{file} is not there, or breaks off: take another backup") from error
    except (tarfile.TarError, EOFError, OSError, msgspec.DecodeError, ValueError) as error:
        raise ChronicleError(f"{file} is damaged or no backup of khronika ({error}): take another backup") from error
    if manifest.format > FORMAT:
        raise ChronicleError(f"{file} was made by a newer khronika ({manifest.khronika}): restore it with that")
    del found[MANIFEST]
    wrong = sorted(name for name in found.keys() | manifest.files if found.get(name) != manifest.files.get(name))
    if wrong:
        more = f" and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
        raise ChronicleError(f"{file} is damaged: {wrong[0]}{more} is not what was backed up; take another backup")
    return manifest


def _is_expected(name: str) -> bool:
    return name == MANIFEST or bool(_TABLE.fullmatch(name) or _ORIGINAL.fullmatch(name))


def _load(unpacked: Path, manifest: Manifest) -> None:
    from django.db import transaction

    from khronika.store import dumping
    from khronika.store.models import Report

    if Report.objects.exists():
        raise ChronicleError("the database is not empty: make a new one for what is restored")
    known = dumping.tables()
    if unknown := manifest.rows.keys() - known.keys():
        raise ChronicleError(f"the backup has a table {min(unknown)} that this version of khronika does not know")
    with transaction.atomic():
        dumping.empty(known[name] for name in manifest.rows)
        for name in manifest.rows:
            with (unpacked / f"tables-{name}.jsonl").open("rb") as lines:
                dumping.load(known[name], lines)
        dumping.count_on(known.values())


def _move_originals(unpacked: Path, chronicle: Chronicle) -> None:
    for path in unpacked.glob("evidence-*"):
        target = place_of(chronicle.evidence, path.name.removeprefix("evidence-"))
        target.parent.mkdir(mode=0o700, exist_ok=True)
        path.replace(target)
