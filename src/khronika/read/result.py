"""What reading gives: a document with its view, or one clear line about what could not be read."""

from datetime import date

from msgspec import Struct

from khronika.model import Document, View


class Read(Struct, frozen=True):
    """A document that was read, and the repaired view in which it is analysed."""

    document: Document
    view: View


class Failure(Struct, frozen=True):
    """An input (or one row of it) that could not be read: what, where, and in `reason` what to do."""

    id: str
    source: str
    reason: str


class Options(Struct, frozen=True):
    """What the user tells about every input: the day of publication and the language, where the input is silent."""

    published: date | None = None
    language: str | None = None
