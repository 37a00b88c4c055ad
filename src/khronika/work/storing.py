"""From what was coded to what is stored: documents with their slots, the evidence, and links to what they repeat."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from khronika import gazetteer, lexicon, ontology
from khronika.errors import ChangedError
from khronika.language import engines
from khronika.model import Body
from khronika.read.source import Source
from khronika.resolve.reprints import sample
from khronika.store import arriving
from khronika.store.incoming import Coder, Incoming, Saved
from khronika.store.models import Report
from khronika.store.saving import save
from khronika.store.turns import turn
from khronika.version import __version__
from khronika.work.arrivals import Input, as_json, row_origin
from khronika.work.chronicle import Chronicle, now
from khronika.work.evidence import keep, kept
from khronika.work.reprinted import link_reprints
from khronika.work.rows import Rows
from khronika.work.run_report import Versions
from khronika.work.schema import SCHEMA_VERSION
from khronika.work.settings import Settings

DISKS = 8  # files written at once
ABANDONED = 3600.0  # seconds after which nobody is about to store what belongs to an original


def incoming_of(rows: Rows, taken: Input, settings: Settings, *, is_coded: bool) -> Incoming:
    """Give a document as the store takes it, of its encoded rows and the source it was read from."""
    read = {name: _decode(lines) for name, lines in rows.files.items()}
    [document] = read["documents"]
    told = taken.told.get(document["id"]) if taken.source.items else as_json(taken.source.known)
    return Incoming(
        sha256=document["sha256"],
        size=_size(taken.source, document),
        media_type=document["media_type"],
        slot=_slot(taken.source, document),
        document=document,
        number=None if taken.source.items else _number(taken.source, document),
        event_mentions=read["event_mentions"],
        statements=read["statements"],
        relations=read["relations"],
        entities=read["entities"],
        sample=sample(document["text"]),
        run={
            "told": told,
            "is_row": bool(taken.source.items),
            "language": settings.language,
            "published": as_json(settings.published),
        },
        is_coded=is_coded,
    )


def _decode(lines: bytes) -> tuple[Body, ...]:
    return tuple(msgspec.json.decode(line) for line in lines.splitlines())


def _size(source: Source, document: Body) -> int:
    if source.items:
        return len(document["text"].encode())
    return len(source.data) if source.data is not None else (source.path or Path()).stat().st_size


def _number(source: Source, document: Body) -> int:
    """Give which document of its report it is: n of an id that ends with #n, else 0."""
    suffix = document["id"].removeprefix(source.id)
    return int(suffix[1:]) if suffix[:1] == "#" and suffix[1:].isdecimal() else 0


def _slot(source: Source, document: Body) -> str:
    """Give the stable id of a document's origin.

    That is its address where a feed or web archive tells it, for these are filled anew with the same addresses; else
    the file with the number or row in it. Standard input is a new origin each time.
    """
    suffix = document["id"].removeprefix(source.id)
    if source.path is None and source.data is not None and source.name == "stdin":
        return f"stdin:{document['sha256']}{suffix}"
    if document["url"] and (suffix or source.data is not None) and not source.items:
        return str(document["url"])
    place = str(Path(source.name).resolve())
    return f"{place}#{document['id']}" if source.items else f"{place}{suffix}"


class Taken(Struct, frozen=True):
    """A document on its way into the store, and the input that it was read from."""

    incoming: Incoming
    input: Input


def keep_evidence(chronicle: Chronicle, batch: Sequence[Taken]) -> "list[Future[None]]":
    """Begin to keep the original bytes: of a file or page the whole, of a row of a table its text."""
    originals: dict[str, Callable[[], bytes]] = {}
    for one in batch:
        source, digest = one.input.source, one.input.digest
        if source.items:
            originals[one.incoming.sha256] = partial(_text, one.incoming)
        elif digest is not None:
            originals[digest] = partial(_bytes, source, digest)
    # A file has to reach the disk; many do so at once.
    disks = _disks(os.getpid())
    return [disks.submit(_keep, chronicle.evidence, read, digest) for digest, read in originals.items()]


def _keep(evidence: Path, read: Callable[[], bytes], digest: str) -> None:
    keep(evidence, read(), digest)


def _text(incoming: Incoming) -> bytes:
    return bytes(incoming.document["text"].encode("utf-8", "surrogatepass"))


def _bytes(source: Source, digest: str) -> bytes:
    if source.data is not None:
        return source.data
    try:
        data = (source.path or Path()).read_bytes()
    except OSError as error:
        raise ChangedError(digest) from error
    if sha256(data).hexdigest() != digest:
        raise ChangedError(digest)
    return data


@cache
def _disks(process: int) -> ThreadPoolExecutor:  # a forked process has none of its parent's threads
    return ThreadPoolExecutor(DISKS)


def sweep_evidence(chronicle: Chronicle) -> None:
    """Remove originals that no report owns: a run was killed between keeping them and storing what they say."""
    known = set(Report.objects.values_list("sha256", flat=True))
    for path in kept(chronicle.evidence):
        if path.name not in known and time.time() - path.stat().st_mtime > ABANDONED:
            path.unlink(missing_ok=True)


def store(
    chronicle: Chronicle, batch: Sequence[Taken], whole: Iterable[tuple[str, str]] = ()
) -> tuple[list[Saved], set[int]]:
    """Store documents in one transaction, and link those that are new with what they repeat; give the copies' rows.

    Their originals are kept meanwhile, and are there before it ends. A row of a table has arrived with its text; a file
    only when all of it is stored: `whole` gives the digests of such files with their names.

    Raises:
        ChangedError: a file is no longer what it was when it was read; nothing is stored.
    """
    languages = sorted({one.incoming.document["language"] or "" for one in batch})
    originals = keep_evidence(chronicle, batch)
    with turn():
        saved = save([one.incoming for one in batch], coder(languages))
        pairs = zip(batch, saved, strict=True)
        copies = link_reprints([(result.row, one.incoming.sample) for one, result in pairs if result.fate == "new"])
        rows = [one for one in batch if one.input.source.items]
        told = ((one.incoming.sha256, row_origin(one.input.source, one.incoming.document["id"])) for one in rows)
        arriving.note([*told, *whole])
        for original in originals:
            original.result()
    return saved, copies


def coder(languages: Sequence[str]) -> Coder:
    """Say what codes documents of these languages today."""
    return Coder(__version__, ontology.version(), _versions(tuple(languages)), now())


@cache
def _versions(languages: tuple[str, ...]) -> dict[str, Any]:
    known = [language for language in languages if language in engines.available()]
    versions = Versions(
        __version__,
        SCHEMA_VERSION,
        ontology.version(),
        gazetteer.version(),
        {language: engines.engine(language).version for language in known},
        {language: lexicon.version(language) for language in known if language in lexicon.languages()},
    )
    told: dict[str, Any] = as_json(versions)
    return told
