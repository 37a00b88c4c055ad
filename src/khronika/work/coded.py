"""One document with all that was found in it."""

from msgspec import Struct

from khronika.model import Document, EventMention, Mention, Relation, Statement


class Coded(Struct, frozen=True):
    """A document and what it tells; every list is ordered by position in its text."""

    document: Document
    event_mentions: tuple[EventMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    entities: tuple[Mention, ...] = ()
