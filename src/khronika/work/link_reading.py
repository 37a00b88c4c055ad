"""What linking reads of a chronicle: each document with all that stands of it, as nouns."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import msgspec
from msgspec import Struct

from khronika.model import Body, Document, EventMention, Relation, Statement
from khronika.model import Mention as Entity
from khronika.resolve.names import ERASED
from khronika.store import models
from khronika.work.assembling import OUT, source_of
from khronika.work.nouns import entity, event_mention

TOGETHER = 200  # documents read at a time
Item = TypeVar("Item")
Pair = tuple[str, str]


class Read(Struct, frozen=True):
    """A document as linking needs it; statements and relations by their keys, mentions by their own ids."""

    pk: int
    source: str
    document: Document
    mentions: tuple[EventMention, ...]
    statements: Mapping[str, Statement]
    relations: Mapping[str, Relation]
    entities: tuple[Entity, ...]
    entity_rows: tuple[Body, ...]


def read_documents() -> Iterator[Read]:
    """Yield every document of which something stands, in the order in which they came."""
    rows = models.Document.objects.select_related("original").order_by("pk").iterator(chunk_size=TOGETHER)
    for batch in batches(rows, TOGETHER):
        pks = [row.pk for row in batch]
        mentions, statements, relations = (
            _by_document(table, pks) for table in (models.Mention, models.Statement, models.Relation)
        )
        for row in batch:
            if not row.current and row.pk not in mentions:
                continue
            entities = tuple({**body, "document": row.name} for body in row.entities if ERASED not in body["text"])
            yield Read(
                pk=row.pk,
                source=source_of(row),
                document=msgspec.convert({**row.body, "id": row.name, "text": row.text}, Document),
                mentions=tuple(event_mention({**body, "id": key}) for key, body in mentions[row.pk]),
                statements={key: msgspec.convert(body, Statement) for key, body in statements[row.pk]},
                relations={key: msgspec.convert(body, Relation) for key, body in relations[row.pk]},
                entities=tuple(entity(body) for body in entities),
                entity_rows=entities,
            )


def _by_document(
    table: type[models.Mention] | type[models.Statement] | type[models.Relation], documents: Sequence[int]
) -> dict[int, list[tuple[str, Body]]]:
    found: dict[int, list[tuple[str, Body]]] = defaultdict(list)
    rows = table._default_manager.exclude(status__in=OUT).filter(document__in=documents).order_by("start", "pk")
    for document, key, body in rows.values_list("document_id", "pk", "body"):
        found[document].append((key, body))
    return found


def decided(kind: str) -> tuple[list[Pair], list[Pair]]:
    """Give the pairs that people said are the same, and those they said are not."""
    rows = models.Link.objects.filter(kind=kind).exclude(status="proposed").values_list("a", "b", "status")
    told = sorted(rows)
    return [(a, b) for a, b, status in told if status == "same"], [
        (a, b) for a, b, status in told if status == "not_same"
    ]


def batches(items: Iterator[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield so many items at a time."""
    while batch := list(islice(items, size)):
        yield batch
