"""One coded document on its way into the store."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from khronika.model import Body
from khronika.store.models import Document


class Incoming(Struct, frozen=True, kw_only=True):
    """A document with its rows as in the output contract, and where it came from.

    `sha256` and `size` are those of the report's bytes. `slot` is the stable id of the origin: another text in the same
    slot is a new version. `number` counts the documents of a report; None for a row of a table, whose report is its
    text: the same text with other metadata is another document. `run` holds what is needed to code it again. A document
    that could not be coded has no rows, and `is_coded` is false. `sample` finds reprints.
    """

    sha256: str
    size: int
    media_type: str
    slot: str
    document: Body
    number: int | None = 0
    event_mentions: tuple[Body, ...] = ()
    statements: tuple[Body, ...] = ()
    relations: tuple[Body, ...] = ()
    entities: tuple[Body, ...] = ()
    sample: tuple[int, ...] = ()
    run: dict[str, Any] = {}
    is_coded: bool = True


class Coder(Struct, frozen=True):
    """What coded: version of the program, of the codebook, and of all else that it stood on; and when."""

    version: str
    codebook: str
    versions: dict[str, Any]
    at: datetime


class Saved(Struct, frozen=True):
    """What became of a document: its row, and whether it is `new`, a new `version`, or `known` (nothing was added)."""

    row: Document
    fate: str
