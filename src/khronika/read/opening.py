"""Inputs to documents: list what is to be read, read each, and both in one."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

from khronika import plugins
from khronika.errors import InputError
from khronika.read import tables, warc
from khronika.read.draft import Draft
from khronika.read.finish import finish
from khronika.read.result import Failure, Options, Read
from khronika.read.sniff import CSV, HEAD, JSONL, PARQUET, WARC, media_type
from khronika.read.source import Source, digest
from khronika.read.walk import find_files

Reader = Callable[[Source], Iterable[Draft | Failure]]
# Kinds that hold many documents and are streamed: how each is cut into sources.
SPLITTERS: dict[str, Callable[[Source], Iterator[Source]]] = {
    CSV: tables.split,
    JSONL: tables.split,
    PARQUET: tables.split,
    WARC: warc.split,
}


def open_inputs(
    paths: Iterable[Path | bytes], *, published: date | None = None, language: str | None = None
) -> Iterator[Read | Failure]:
    """Read files, folders and bytes of standard input, lazily and in sorted order.

    Every input gives documents or a Failure; a second document of the same id becomes a Failure that names both.
    """
    known: dict[str, str] = {}
    for source in list_sources(paths):
        for read in read_source(source, published=published, language=language):
            yield _refuse_twin(read, known) if isinstance(read, Read) else read


def _refuse_twin(read: Read, known: dict[str, str]) -> Read | Failure:
    document = read.document
    if document.id not in known:
        known[document.id] = document.source
        return read
    reason = f"its id {document.id!r} is also that of one in {known[document.id]}: give every input an id of its own"
    return Failure(document.id, document.source, reason)


def list_sources(paths: Iterable[Path | bytes]) -> Iterator[Source]:
    """Yield what is to be read, cheaply and in sorted order: files, batches of a table's rows, pages of a web archive.

    A path is a file or a folder; bytes are standard input. What cannot be opened is listed as refused.
    """
    for path in sorted((path for path in paths if not isinstance(path, bytes)), key=str):
        for found in find_files(path):
            if isinstance(found, Failure):
                yield Source(id=found.id, name=found.source, media_type="", refused=found.reason)
            else:
                yield from _listed(found[0], found[1])
    for data in (path for path in paths if isinstance(path, bytes)):
        yield from _split(Source(id="stdin", name="stdin", media_type="", data=data), data)


def _listed(name: str, path: Path) -> Iterator[Source]:
    source = Source(id=name, name=str(path), media_type="", path=path)
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        yield _refuse(source, f"cannot be opened ({error.strerror or error}): check the path and its permissions")
        return
    yield from _split(source, head)


def _split(source: Source, head: bytes) -> Iterator[Source]:
    try:
        source = _with_type(source, media_type(head, source.id))
        yield from SPLITTERS.get(source.media_type, _whole)(source)
    except InputError as error:
        yield _refuse(source, str(error))


def _whole(source: Source) -> Iterator[Source]:
    yield source


def _with_type(source: Source, kind: str) -> Source:
    return Source(id=source.id, name=source.name, media_type=kind, path=source.path, data=source.data)


def _refuse(source: Source, reason: str) -> Source:
    return Source(id=source.id, name=source.name, media_type=source.media_type, refused=" ".join(reason.split()))


def read_source(
    source: Source, *, published: date | None = None, language: str | None = None
) -> Iterator[Read | Failure]:
    """Read one source: its documents in their order, and a Failure for each that cannot be read."""
    if source.refused is not None:
        yield Failure(source.id, source.name, source.refused)
        return
    options = Options(published, language)
    try:
        reader = cast(Reader, plugins.find("khronika.readers", source.media_type))
        for draft in reader(source):
            yield finish(draft, options) if isinstance(draft, Draft) else draft
    except InputError as error:
        yield Failure(source.id, source.name, " ".join(str(error).split()))


def read_text(text: str, *, id: str, published: date | None = None, language: str | None = None) -> Read | Failure:
    """Read a text that a program holds as if it were the cell of a table."""
    if not text.strip():
        return Failure(id, id, "empty: there is nothing to read")
    sha256 = digest(text.encode("utf-8", "surrogatepass"))
    draft = Draft(id=id, source=id, media_type="text/plain", sha256=sha256, text=text, bare=True)
    return finish(draft, Options(published, language))
