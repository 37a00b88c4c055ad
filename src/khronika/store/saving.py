"""Store coded documents, many at once: whatever is not there yet, in one transaction."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import msgspec
from django.db.models import Model

from khronika.model import Body, fingerprint, relation_keys, statement_keys
from khronika.store import tally
from khronika.store.bulk import insert, next_ids
from khronika.store.incoming import Coder, Incoming, Saved
from khronika.store.models import (
    Argument,
    Coding,
    Document,
    Mention,
    Proposal,
    Relation,
    Report,
    SearchEntry,
    Shingle,
    Statement,
)
from khronika.store.names import clean, rename
from khronika.store.placing import Place, Places
from khronika.store.projecting import argument_values, mention_values, relation_columns, statement_columns
from khronika.store.search_entries import document_entries, mention_entries, relation_entries, statement_entries
from khronika.store.turns import turn
from khronika.store.versions import follow, revive, supersede

FRESH = ("new", "version")
_encode = msgspec.json.Encoder().encode


def save(batch: Sequence[Incoming], coder: Coder) -> list[Saved]:
    """Store documents with all that was coded from them; what is there already is left as it is.

    Gives what became of each, in order. Everything is stored, or nothing.
    """
    with turn():
        cleaned = [clean(incoming) for incoming in batch]
        places = Places(cleaned, _reports(cleaned, coder))
        placed = [(places.place(incoming), incoming) for incoming in cleaned]
        fresh = [(place, rename(incoming, place.row.name)) for place, incoming in placed if place.fate in FRESH]
        _save_documents(fresh, coder)
        _save_codings(fresh, coder)
        for place, _ in placed:
            if place.fate == "revived":
                revive(place.row)
            if place.before is not None:
                supersede(place.before)
        return [Saved(place.row, "version" if place.fate == "revived" else place.fate) for place, _ in placed]


def _reports(batch: Iterable[Incoming], coder: Coder) -> dict[str, int]:
    """Give {SHA-256: row} of the batch's reports, making those that are not there."""
    wanted = {incoming.sha256: incoming for incoming in batch}
    known = dict(Report.objects.filter(sha256__in=wanted).values_list("sha256", "id"))
    new = [incoming for sha256, incoming in wanted.items() if sha256 not in known]
    made = dict(zip((incoming.sha256 for incoming in new), next_ids(Report, len(new)), strict=True))
    insert(
        Report,
        [
            {
                "id": made[incoming.sha256], "sha256": incoming.sha256, "media_type": incoming.media_type,
                "size": incoming.size, "received_at": coder.at,
            }
            for incoming in new
        ],
    )  # fmt: skip
    return known | made


def _save_documents(fresh: Sequence[tuple[Place, Incoming]], coder: Coder) -> None:
    for place, incoming in fresh:
        place.row.added_at = coder.at
        place.row.entities = list(incoming.entities)
    _insert_all([place.row for place, _ in fresh])
    samples = [(place.row.pk, incoming.sample) for place, incoming in fresh]
    insert(Shingle, [{"number": number, "document_id": pk} for pk, sample in samples for number in sample])


def _insert_all(rows: Sequence[Model]) -> None:
    """Insert rows of one table, and give them their ids."""
    if not rows:
        return
    table = type(rows[0])
    names = [field.attname for field in table._meta.concrete_fields]
    for row, number in zip(rows, next_ids(table, len(rows)), strict=True):
        row.pk, row._state.adding = number, False
    insert(table, [{name: getattr(row, name) for name in names} for row in rows])


def _save_codings(fresh: Sequence[tuple[Place, Incoming]], coder: Coder) -> None:
    """Store what was coded from new documents: proposals, and the same as it stands, for nobody has decided yet."""
    pairs = [(place.row, incoming) for place, incoming in fresh]
    coded = [(row, incoming) for row, incoming in pairs if incoming.is_coded]
    codings = [new_coding(row.pk, coder) for row, _ in coded]
    _insert_all(codings)
    by_document = {coding.document_id: coding for coding in codings}
    before = {place.row.pk: place.before for place, _ in fresh if place.before is not None}
    told = [
        (row, by_document[row.pk], kind, key, body)
        for row, incoming in coded
        for kind, key, body in proposals_of(row.name, follow(incoming, before.get(row.pk)))
    ]
    proposals = [proposal_values(coding, kind, key, body) for _, coding, kind, key, body in told]
    for proposal, number in zip(proposals, next_ids(Proposal, len(proposals)), strict=True):
        proposal["id"] = number
    written = [msgspec.Raw(_encode(proposal["body"])) for proposal in proposals]  # once for both tables
    insert(Proposal, [{**proposal, "body": body} for proposal, body in zip(proposals, written, strict=True)])
    _save_standing([row for row, *_ in told], proposals, written)
    documents = (document_entries(str(row.pk), row.body, row.text) for row, _ in pairs)
    found = (ENTRIES[kind](key, body, row.language) for row, _, kind, key, body in told)
    insert(SearchEntry, chain.from_iterable(chain(documents, found)))


ENTRIES = {"mention": mention_entries, "statement": statement_entries, "relation": relation_entries}


def _save_standing(
    documents: Sequence[Document], proposals: Sequence[dict[str, Any]], written: Sequence[msgspec.Raw]
) -> None:
    """Store proposals as they stand where nobody has decided; `written` gives their bodies as JSON."""
    rows: dict[str, list[dict[str, Any]]] = {"mention": [], "statement": [], "relation": []}
    arguments: list[dict[str, Any]] = []
    for document, proposal, json in zip(documents, proposals, written, strict=True):
        kind, key, body = proposal["kind"], proposal["key"], proposal["body"]
        if kind == "mention":
            values = mention_values(body, document_id=document.pk, language=document.language)
            day = values["date_start"]  # as the trigger would set it, at twice the cost
            arguments += [{**row, "day": day} for row in argument_values(key, body)]
        else:
            columns = statement_columns(body) if kind == "statement" else relation_columns(body)
            values = {"key": key, "document_id": document.pk, **columns}
        rows[kind].append({**values, "body": json, "proposal_id": proposal["id"], "status": "proposed"})
    insert(Mention, rows["mention"])
    insert(Argument, arguments)
    tally.count(added=[tally.counted_row(mention) for mention in rows["mention"]])
    insert(Statement, rows["statement"])
    insert(Relation, rows["relation"])


def new_coding(document: int, coder: Coder) -> Coding:
    """Make the row of one coding of a document."""
    return Coding(
        document_id=document, coder=coder.version, codebook=coder.codebook, versions=coder.versions, at=coder.at
    )


def proposal_values(coding: Coding, kind: str, key: str, body: Body) -> dict[str, Any]:
    """Give the row of one thing that a coding says."""
    owner = {"coding_id": coding.pk, "document_id": coding.document_id}
    return {**owner, "kind": kind, "key": key, "fingerprint": fingerprint(body), "live": True, "body": body}


def proposals_of(name: str, incoming: Incoming) -> list[tuple[str, str, Body]]:
    """Give (kind, key, body) of everything that was coded from a document of this name."""
    statements, relations = list(incoming.statements), list(incoming.relations)
    return [
        *(("mention", str(body["id"]), body) for body in incoming.event_mentions),
        *(("statement", key, body) for key, body in zip(statement_keys(name, statements), statements, strict=True)),
        *(("relation", key, body) for key, body in zip(relation_keys(name, relations), relations, strict=True)),
    ]
