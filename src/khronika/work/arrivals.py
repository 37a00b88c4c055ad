"""What has come in already: so that nothing is coded twice, and nothing that was erased comes back."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from khronika.read import tables
from khronika.read.draft import Draft
from khronika.read.result import Failure
from khronika.read.source import Item, Source
from khronika.store import arriving
from khronika.work.evidence import digest_of_file


class Input(Struct, frozen=True):
    """A source to be read, with what the store has to know of it beyond its documents.

    `digest` is that of its bytes (None where it has none of its own: rows of a table, what cannot be opened); `told`
    gives for each row of a table what its columns tell.
    """

    source: Source
    digest: str | None = None
    told: dict[str, Any] = {}


class Known(Struct, frozen=True):
    """A source, or row of one, that is in the store already, with so many documents and so many bytes."""

    source: Source
    documents: int
    size: int = 0


def look(source: Source) -> Iterator[Input | Known | Failure]:
    """Give what is to be read of a source, what of it is there already, and what must not come in again."""
    if source.refused is not None:
        yield Input(source)
    elif source.items:
        yield from _rows(source)
    else:
        yield _file(source)


def _file(source: Source) -> Input | Known | Failure:
    try:
        digest = sha256(source.data).hexdigest() if source.data is not None else digest_of_file(source.path or Path())
    except OSError:
        return Input(source)  # reading it will say why
    known = arriving.documents_of(digest)
    if erased := _erased(digest, source.id, source):
        return erased
    if known is None:
        return Input(source, digest)
    arriving.note([(digest, source.name)])
    return Known(source, known, source.path.stat().st_size if source.path else 0)


def _rows(source: Source) -> Iterator[Input | Known | Failure]:
    """Leave out the rows that are there with the same metadata; what cannot be parsed stays, to be reported."""
    items: list[Item] = []
    told: dict[str, Any] = {}
    for item in source.items:
        [draft] = tables.read(msgspec.structs.replace(source, items=(item,)))
        if isinstance(draft, Draft):
            columns = as_json(draft.known)
            if erased := _erased(draft.sha256, draft.id, source):
                yield erased
                continue
            if arriving.is_row_there(draft.sha256, columns):
                arriving.note([(draft.sha256, row_origin(source, draft.id))])
                yield Known(source, 1, len(draft.text.encode()))
                continue
            told[draft.id] = columns
        items.append(item)
    if items:
        yield Input(msgspec.structs.replace(source, items=tuple(items)), None, told)


def _erased(digest: str, name: str, source: Source) -> Failure | None:
    when = arriving.erased_at(digest)
    if when is None:
        return None
    return Failure(name, source.name, f"was erased on {when:%Y-%m-%d}: it is not taken in again")


def as_json(value: object) -> Any:
    """Give a value as JSON tells it."""
    return msgspec.json.decode(msgspec.json.encode(value))


def row_origin(source: Source, row: str) -> str:
    """Give where a row of a table came from."""
    return f"{source.name}#{row}"
