"""What a reader makes of one input: text, the metadata that the format itself tells, and blocks it marks."""

from datetime import date

from msgspec import Struct

from khronika.model import Genre, Paragraph, Publication


class Known(Struct, frozen=True, kw_only=True):
    """Metadata told by the format (columns, headers, tags); it wins over what the text's head and foot say."""

    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    first_published: date | None = None
    language: str | None = None
    publisher: str | None = None
    origin: Publication | None = None
    url: str | None = None
    genre: Genre | None = None


class Draft(Struct, frozen=True, kw_only=True):
    """One document before its structure is found.

    `blocks` are the paragraphs that the format marks, in offsets of `text` (None: to be found by blank lines and line
    shapes), `strong` the starts of those that are all bold. `bare` texts are cells of tables and bodies of posts:
    nothing in them is furniture without clear evidence.
    """

    id: str
    source: str
    media_type: str
    sha256: str
    text: str
    encoding: str | None = None
    known: Known = Known()
    blocks: tuple[Paragraph, ...] | None = None
    strong: frozenset[int] = frozenset()
    bare: bool = False
    warnings: tuple[str, ...] = ()
