"""What came in and what it says: reports, documents, paragraphs, turns."""

from datetime import date
from typing import Literal

from msgspec import Struct

Genre = Literal["news", "interview", "bulletin", "court", "post", "opinion", "table", "other"]
ParagraphKind = Literal[
    "title", "standfirst", "byline", "note", "heading", "paragraph", "question", "answer", "item", "row",
    "columns", "caption", "foot",
]  # fmt: skip
# Paragraphs that stand in heads and feet, of texts and of tables: metadata, never events.
FURNITURE: frozenset[str] = frozenset({"title", "byline", "note", "columns", "foot"})


class Paragraph(Struct, frozen=True):
    """A stretch of a document's text of one kind; `language` only where it differs from the document's."""

    kind: ParagraphKind
    start: int
    end: int
    language: str | None = None


class Turn(Struct, frozen=True):
    """One turn of an interview: who speaks, and where."""

    speaker: str | None
    start: int
    end: int


class Publication(Struct, frozen=True):
    """One link of the chain of republication, the copy at hand first, the first publisher last."""

    publisher: str | None = None
    published: date | None = None
    url: str | None = None


class Document(Struct, frozen=True, kw_only=True):
    """What a report says; every offset counts code points of `text`."""

    id: str
    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    first_published: date | None = None
    language: str | None = None
    publisher: str | None = None
    publisher_chain: tuple[Publication, ...] = ()
    url: str | None = None
    genre: Genre = "other"
    source: str
    media_type: str
    encoding: str | None = None
    sha256: str
    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    turns: tuple[Turn, ...] = ()
    warnings: tuple[str, ...] = ()
