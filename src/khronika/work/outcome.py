"""What became of one input: its rows, or why there are none."""

from msgspec import Struct

from khronika.model import EventMention
from khronika.read.result import Failure
from khronika.work.coded import Coded
from khronika.work.rows import Rows


class Counts(Struct, frozen=True):
    """What a run's summary needs of one document; `events` are (type or type/mode, place, month) of each mention."""

    id: str
    language: str | None
    genre: str
    warnings: tuple[str, ...]
    rows: dict[str, int]
    events: tuple[tuple[str, str | None, str | None], ...]


class Outcome(Struct, frozen=True):
    """One document's rows and counts, a failure, or both where a document was read but could not be coded.

    `size` is how many bytes of the input are done with it (a file's are all counted with its first document).
    """

    rows: Rows | None = None
    counts: Counts | None = None
    failure: Failure | None = None
    size: int = 0


def count(coded: Coded) -> Counts:
    """Count what a document tells."""
    document = coded.document
    return Counts(
        document.id,
        document.language,
        document.genre,
        document.warnings,
        {
            "event_mentions": len(coded.event_mentions),
            "statements": len(coded.statements),
            "relations": len(coded.relations),
            "entities": len(coded.entities),
        },
        tuple((_kind(m), _place(m), _month(m)) for m in coded.event_mentions),
    )


def _kind(mention: EventMention) -> str:
    return f"{mention.type}/{mention.mode}" if mention.mode else mention.type


def _place(mention: EventMention) -> str | None:
    if mention.place is None:
        return None
    country = mention.place.country
    is_within = country and mention.place.precision != "country"
    return f"{mention.place.name}, {country}" if is_within else mention.place.name


def _month(mention: EventMention) -> str | None:
    return mention.date.start.isoformat()[:7] if mention.date and mention.date.start else None
