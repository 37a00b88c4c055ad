"""Read a stored document again, as it was read when it came in: what it is coded from anew.

The original bytes are read by today's reader where that gives the text that is stored; else, or where the original is
gone, the stored text is taken with the structure that was found then. The text of a version never changes.
"""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from khronika.model import Body, Document, Paragraph
from khronika.read import read_source
from khronika.read.draft import Draft, Known
from khronika.read.finish import finish
from khronika.read.result import Failure, Options, Read
from khronika.read.source import Source
from khronika.work.outcome import Outcome, count
from khronika.work.rows import make_rows
from khronika.work.run import KILLED, Code, code_read
from khronika.work.settings import Settings


class Stored(Struct, frozen=True, kw_only=True):
    """One document as it is stored: number of its row, body, text, and where its report's bytes are."""

    pk: int
    number: int
    body: Body
    text: str
    original: Path | None

    @property
    def run(self) -> dict[str, Any]:
        """Give what it was coded with."""
        told: dict[str, Any] = self.body["run"]
        return told

    @property
    def settings(self) -> Settings:
        """Give the settings it was coded with."""
        day = self.run.get("published")
        return Settings(self.run.get("language"), date.fromisoformat(day) if day else None)


def code_again(group: tuple[Stored, ...], *, code: Code) -> list[Outcome]:
    """Code the documents of one report anew; one outcome each, in order."""
    found = _read_original(group[0])
    outcomes = []
    for stored in group:
        read = found.get(stored.body["id"])
        if read is None or read.document.text != stored.text:
            read = _read_text(stored)
        coded, failure = code_read(read, stored.settings, code)
        outcomes.append(Outcome(make_rows(coded), count(coded), failure))
    return outcomes


def lost(group: tuple[Stored, ...]) -> list[Outcome]:
    """Say of each document of a report that the process that coded it was killed."""
    return [Outcome(failure=Failure(stored.body["id"], stored.body["source"], KILLED)) for stored in group]


def _read_original(stored: Stored) -> dict[str, Read]:
    """Give what today's reader makes of a report, by id; nothing for a row of a table, whose columns are stored."""
    body, original = stored.body, stored.original
    if stored.run.get("is_row") or original is None or not original.is_file():
        return {}
    base = body["id"].removesuffix(f"#{stored.number}") if stored.number else body["id"]
    source = Source(id=base, name=body["source"], media_type=body["media_type"], path=original, known=_known(stored))
    settings = stored.settings
    reads = read_source(source, published=settings.published, language=settings.language)
    return {read.document.id: read for read in reads if isinstance(read, Read)}


def _known(stored: Stored) -> Known:
    return msgspec.convert(stored.run.get("told") or {}, Known)


def _read_text(stored: Stored) -> Read:
    """Take the stored text; a row of a table as its columns told it, anything else with its stored structure."""
    body, settings = stored.body, stored.settings
    is_row = bool(stored.run.get("is_row"))
    draft = Draft(
        id=body["id"],
        source=body["source"],
        media_type=body["media_type"],
        sha256=body["sha256"],
        text=stored.text,
        encoding=body["encoding"],
        known=_known(stored) if is_row else _known_of(body),
        blocks=None if is_row else msgspec.convert(body["paragraphs"], tuple[Paragraph, ...]),
        bare=is_row,
        warnings=tuple(body["warnings"]),
    )
    return finish(draft, Options(settings.published, settings.language))


def _known_of(body: Body) -> Known:
    """Give a stored document's metadata as if its format had told all of it."""
    document = msgspec.convert({**body, "text": ""}, Document)
    chain = document.publisher_chain
    return Known(
        title=document.title,
        standfirst=document.standfirst,
        authors=document.authors,
        published=document.published,
        first_published=document.first_published,
        language=document.language,
        publisher=document.publisher,
        origin=chain[-1] if len(chain) > 1 else None,
        url=document.url,
        genre=document.genre,
    )
