"""Store what a new coding says of a document that is there: new proposals, and which things they change."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from khronika.model import Body
from khronika.store.bulk import insert, next_ids
from khronika.store.incoming import Coder, Incoming
from khronika.store.models import Coding, Document, Proposal
from khronika.store.names import clean, rename
from khronika.store.saving import new_coding, proposal_values, proposals_of
from khronika.store.search_entries import document_entries
from khronika.store.standing import replace_entries

Told = tuple[str, str]  # kind and key


class Changes(Struct, frozen=True):
    """What a coding changed: {(kind, key): the id of its proposal now, None where the coder fell silent}."""

    new: dict[Told, int]
    changed: dict[Told, int]
    vanished: tuple[Told, ...]
    same: int


def store_coding(document: Document, incoming: Incoming, coder: Coder) -> Changes:
    """Store what a coding says that was not said before; what it no longer says is live no more.

    Call within a transaction, and let everything named in the answer stand anew.
    """
    incoming = rename(clean(incoming), document.name)
    live = {
        (kind, key): (pk, told, follows)
        for pk, kind, key, told, follows in Proposal.objects.filter(document=document, live=True).values_list(
            "pk", "kind", "key", "fingerprint", "body__follows"
        )
    }
    newest = Coding.objects.filter(document=document).order_by("-pk").first()
    coding = new_coding(document.pk, coder)
    if newest is None or newest.versions != coder.versions or newest.coder != coder.version:
        coding.save()
    fresh: dict[Told, dict[str, Any]] = {}
    said: set[Told] = set()
    for kind, key, body in proposals_of(document.name, incoming):
        known = live.get((kind, key))
        values = proposal_values(coding, kind, key, _following(body, known[2] if known else None))
        said.add((kind, key))
        if known is None or known[1] != values["fingerprint"]:
            fresh[kind, key] = values
    vanished = tuple(told for told in live if told not in said)
    _replace(coding, fresh, [live[told][0] for told in (*vanished, *fresh) if told in live])
    _refresh(document, incoming)
    return Changes(
        {told: values["id"] for told, values in fresh.items() if told not in live},
        {told: values["id"] for told, values in fresh.items() if told in live},
        vanished,
        len(said) - len(fresh),
    )


def _following(body: Body, follows: str | None) -> Body:
    return body if follows is None else {**body, "follows": follows}


def _replace(coding: Coding, fresh: dict[Told, dict[str, Any]], old: Sequence[int]) -> None:
    if fresh and coding.pk is None:
        coding.save()
    Proposal.objects.filter(pk__in=old).update(live=False)
    for values, number in zip(fresh.values(), next_ids(Proposal, len(fresh)), strict=True):
        values |= {"id": number, "coding_id": coding.pk}
    insert(Proposal, list(fresh.values()))


def _refresh(document: Document, incoming: Incoming) -> None:
    """Take over the metadata and entities that are found today; the text is the same."""
    body = {**incoming.document, "run": document.body["run"]}
    text = body.pop("text")
    entities = list(incoming.entities)
    if body == document.body and entities == document.entities:
        return
    document.body, document.entities = body, entities
    for name in ("title", "published", "first_published", "language", "publisher", "url", "genre"):
        setattr(document, name, body[name] or "")
    document.save()
    replace_entries("document", str(document.pk), document_entries(str(document.pk), body, text))
