"""Coded documents as rows: JSON lines of the contract, and one flat row an event mention for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from khronika.export import Cell, neutralise
from khronika.model import Argument, EventMention, Participant, Quantity, Term
from khronika.work.coded import Coded

JSON_FILES = ("documents", "event_mentions", "statements", "relations", "entities")

# Columns of event_mentions.csv and event_mentions.parquet, with the DuckDB type of each and what it holds.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "id": ("VARCHAR", "the mention's id, the same as in event_mentions.jsonl"),
    "document": ("VARCHAR", "the document's id"),
    "title": ("VARCHAR", "the document's title"),
    "published": ("VARCHAR", "the day the document was published, ISO 8601"),
    "type": ("VARCHAR", "the event's type, a code of the ontology"),
    "mode": ("VARCHAR", "the event's mode"),
    "contexts": ("VARCHAR", "contexts, separated by semicolons"),
    "realis": ("VARCHAR", "actual, generic, future, hypothetical or negated"),
    "actors": ("VARCHAR", "names of the actors, separated by semicolons"),
    "recipients": ("VARCHAR", "names of the recipients, separated by semicolons"),
    "date_start": ("VARCHAR", "first day, ISO 8601; empty where open or unknown"),
    "date_end": ("VARCHAR", "the day after the last"),
    "date_precision": ("VARCHAR", "day, week, month, quarter, season, year, decade, century, range, open or unknown"),
    "date_text": ("VARCHAR", "the words that say when"),
    "date_inferred": ("BOOLEAN", "whether those words stand elsewhere than the event"),
    "place": ("VARCHAR", "the place's name"),
    "country": ("VARCHAR", "ISO 3166-1 alpha-2 code"),
    "admin1": ("VARCHAR", "first-level region"),
    "geonames_id": ("BIGINT", "GeoNames id"),
    "lat": ("DOUBLE", "latitude, degrees (WGS 84)"),
    "lon": ("DOUBLE", "longitude, degrees (WGS 84)"),
    "place_precision": ("VARCHAR", "exact, settlement, admin1, country, several or unknown"),
    "place_text": ("VARCHAR", "the words that say where"),
    "place_inferred": ("BOOLEAN", "whether those words stand elsewhere than the event"),
    "number_low": ("BIGINT", "the lowest number told"),
    "number_high": ("BIGINT", "the highest number told"),
    "number_of": ("VARCHAR", "what is counted: a role, or a unit"),
    "number_text": ("VARCHAR", "the words that say how many"),
    "instruments": ("VARCHAR", "with what, separated by semicolons"),
    "charges": ("VARCHAR", "of what somebody is accused or convicted"),
    "sentences": ("VARCHAR", "punishments told"),
    "legal_bases": ("VARCHAR", "articles of law"),
    "demands": ("VARCHAR", "what is demanded"),
    "reasons": ("VARCHAR", "why, as told"),
    "employers": ("VARCHAR", "employers"),
    "sectors": ("VARCHAR", "sectors of the economy"),
    "speaker": ("VARCHAR", "who says so; empty is the reporter"),
    "relation": ("VARCHAR", "how it is said: states, says, claims, denies or accuses"),
    "trigger": ("VARCHAR", "the words that name the event"),
    "quote": ("VARCHAR", "the passage that tells it"),
    "start": ("BIGINT", "where the quote starts in the document's text, in code points"),
    "end": ("BIGINT", "where it ends"),
    "confidence": ("DOUBLE", "0 to 1: how likely the mention is right"),
    "coder": ("VARCHAR", "version of khronika"),
}
_LISTS = {
    "instruments": "instrument", "charges": "charge", "sentences": "sentence", "legal_bases": "legal_basis",
    "demands": "demand", "reasons": "reason", "employers": "employer", "sectors": "sector", "actors": "actor",
    "recipients": "recipient",
}  # fmt: skip


class Rows(Struct, frozen=True):
    """One document's rows, encoded: file name (without ending) → bytes; `flat` holds its flat rows as JSON lines."""

    id: str
    source: str
    files: dict[str, bytes]
    csv: bytes
    flat: bytes


_encoder = msgspec.json.Encoder()


def make_rows(coded: Coded) -> Rows:
    """Encode a coded document; the order of keys and rows is fixed, so equal input gives equal bytes."""
    parts: dict[str, Iterable[Struct]] = {
        "documents": (coded.document,),
        "event_mentions": coded.event_mentions,
        "statements": coded.statements,
        "relations": coded.relations,
        "entities": coded.entities,
    }
    files = {name: _encoder.encode_lines(tuple(rows)) for name, rows in parts.items()}
    flat = [flat_row(mention, coded) for mention in coded.event_mentions]
    return Rows(coded.document.id, coded.document.source, files, csv_lines(flat), _encoder.encode_lines(flat))


def flat_row(mention: EventMention, coded: Coded) -> dict[str, Cell]:
    """Flatten a mention to the columns of COLUMNS."""
    date, place, told = mention.date, mention.place, mention.attribution
    number = next((a for a in mention.arguments if isinstance(a.value, Quantity)), None)
    quantity = number.value if number and isinstance(number.value, Quantity) else None
    published = coded.document.published
    row: dict[str, Cell] = {
        "id": mention.id, "document": mention.document, "title": coded.document.title,
        "published": published.isoformat() if published else None,
        "type": mention.type, "mode": mention.mode, "contexts": "; ".join(mention.contexts), "realis": mention.realis,
        "date_start": date.start.isoformat() if date and date.start else None,
        "date_end": date.end.isoformat() if date and date.end else None,
        "date_precision": date.precision if date else None,
        "date_text": date.text.text if date and date.text else None,
        "date_inferred": date.inferred if date else None,
        "place": place.name if place else None, "country": place.country if place else None,
        "admin1": place.admin1 if place else None, "geonames_id": place.geonames_id if place else None,
        "lat": place.lat if place else None, "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "place_text": place.text.text if place and place.text else None,
        "place_inferred": place.inferred if place else None,
        "number_low": quantity.low if quantity else None, "number_high": quantity.high if quantity else None,
        "number_of": quantity.of if quantity else None, "number_text": number.text if number else None,
        "speaker": told.speaker, "relation": told.relation, "trigger": mention.trigger.text, "quote": mention.quote,
        "start": mention.start, "end": mention.end, "confidence": mention.confidence, "coder": mention.coder,
    }  # fmt: skip
    for column, role in _LISTS.items():
        row[column] = "; ".join(_name(a) for a in mention.arguments if a.role == role) or None
    return {column: row[column] for column in COLUMNS}


def _name(argument: Argument) -> str:
    return argument.value.name if isinstance(argument.value, Participant | Term) else argument.text


def csv_header() -> bytes:
    """Give the first line of the CSV file; the byte-order mark lets spreadsheets see that it is UTF-8."""
    return ("\ufeff" + ",".join(COLUMNS) + "\r\n").encode()


def csv_lines(rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Write flat rows as CSV; a cell that a spreadsheet would take for a formula is made text with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([neutralise(cell) for cell in row.values()] for row in rows)
    return out.getvalue().encode()
