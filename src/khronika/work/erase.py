"""The right to be forgotten: names, quotes and originals of one actor go, and nothing but a tombstone stays.

Names become blocks of the same length, so that everybody else's evidence keeps its place. It takes two steps: all rows
in one transaction, which leaves the tombstone; then the originals, the free pages of the database, and the backups.
The second can be repeated: run the same command again after a failure.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone as clock
from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.model import Body
from khronika.resolve.named import NameKeys, keys_of
from khronika.store import models
from khronika.store.turns import turn
from khronika.work import audit
from khronika.work.chronicle import Chronicle
from khronika.work.covering import Cover
from khronika.work.erasing_documents import Redaction, redact
from khronika.work.erasing_elsewhere import cover_elsewhere
from khronika.work.purging import Purged, purge

WORDS = ("title", "publisher", "first_publisher")
ADDRESSES = ("url", "first_url", "name", "slot")


class Plan(Struct, frozen=True, kw_only=True):
    """Whom an erasure is about, and what it will touch: how many of each."""

    key: str
    name: str
    kind: str
    names: tuple[str, ...]
    counts: dict[str, int]


class Erased(Struct, frozen=True, kw_only=True):
    """What an erasure did; `left` are files in which the name still stands."""

    counts: dict[str, int]
    purged: Purged


def find_actor(wanted: str) -> models.Actor:
    """Give the actor of a key, or of a name that only one bears.

    Raises:
        ArgumentError: there is none, or several; the message lists their keys.
    """
    actor = models.Actor.objects.filter(pk=wanted).first()
    if actor is not None:
        return actor
    folded = wanted.casefold()
    found = [one for one in models.Actor.objects.all().iterator() if folded in _all_names(one, folded=True)]
    if not found:
        raise ArgumentError(f"there is no actor {wanted!r} (give a name as it is listed, or a key)")
    if len(found) > 1:
        listed = "; ".join(f"{one.pk}: {one.name}" for one in found[:10])
        raise ArgumentError(f"{len(found)} actors are named {wanted!r}: give the key of one ({listed})")
    return found[0]


def is_erased(key: str) -> bool:
    """Say whether an actor was erased already."""
    return models.Erasure.objects.filter(actor=key).exists()


def _all_names(actor: models.Actor, *, folded: bool = False) -> set[str]:
    names = {actor.name, *(name["text"] for name in actor.names)}
    return {name.casefold() for name in names} if folded else names


def plan(actor: models.Actor) -> Plan:
    """Say what an erasure of an actor will touch."""
    names = names_of(actor)
    documents = naming_documents(actor)
    return Plan(
        key=actor.pk,
        name=actor.name,
        kind=actor.kind,
        names=tuple(sorted(names)),
        counts={
            "documents": len(documents),
            "originals": models.Report.objects.filter(documents__in=documents, erased_at=None).distinct().count(),
            "mentions": models.Mention.objects.filter(arguments__actor=actor).distinct().count(),
            "statements": models.Statement.objects.filter(speaker_actor=actor).count(),
        },
    )


def names_of(actor: models.Actor) -> set[str]:
    """Give every name by which reports call an actor."""
    names = _all_names(actor)
    for name, body in models.Naming.objects.filter(actor=actor).values_list("name", "body"):
        names |= {name, *body.get("names", ())}
    given = models.Decision.objects.filter(target_kind="actor", target=actor.pk, verb="correct").values_list(
        "value", "before"
    )
    return {name for name in names | {each for pair in given for each in pair if isinstance(each, str)} if name}


def naming_documents(actor: models.Actor) -> set[int]:
    """Give the documents that are known to name an actor."""
    lists: Iterable[Any] = (
        models.Naming.objects.filter(actor=actor).values_list("document", flat=True),
        models.Mention.objects.filter(arguments__actor=actor).values_list("document", flat=True),
        models.Statement.objects.filter(speaker_actor=actor).values_list("document", flat=True),
        models.Statement.objects.filter(behalf_actor=actor).values_list("document", flat=True),
        models.Relation.objects.filter(subject_actor=actor).values_list("document", flat=True),
        models.Relation.objects.filter(object_actor=actor).values_list("document", flat=True),
    )
    return {document for found in lists for document in found}


def erase(chronicle: Chronicle, key: str, *, by: str, reason: str = "") -> Erased:
    """Erase an actor from the chronicle, its evidence and its backups; finish what an earlier run could not.

    Raises:
        ArgumentError: there is no such actor, and none of that key was erased.
    """
    actor = models.Actor.objects.filter(pk=key).first()
    if actor is None:
        if not is_erased(key):
            raise ArgumentError(f"there is no actor {key!r}")
        tombstone = models.Erasure.objects.filter(actor=key).latest("id")
        return Erased(counts=dict(tombstone.counts), purged=purge(chronicle, ()))
    names = names_of(actor)
    own = keys_of(names, person=actor.kind == "person")
    with turn():
        counts, literal = _erase_rows(actor, own, names)
        models.Erasure.objects.create(
            at=clock.now(), by=by, reason=Cover(own, alone=True).words(reason), actor=key, counts=counts
        )
        audit.note(by, "erase", key, **counts)
    return Erased(counts=counts, purged=purge(chronicle, sorted(literal | names), lambda d: _tells_of_namesake(d, own)))


def _tells_of_namesake(digest: str, own: NameKeys) -> bool:
    """Say whether what was made of a report names another actor of that name, and not the one that was erased."""
    names = models.Naming.objects.filter(document__report__sha256=digest).values_list("name", flat=True)
    return any(Cover(own).names_them(name) for name in names)


def _erase_rows(actor: models.Actor, own: NameKeys, names: set[str]) -> tuple[dict[str, int], set[str]]:
    """Cover and delete rows; give counts, and the whole names as texts told them."""
    known = naming_documents(actor)
    literal: set[str] = set()
    total = Redaction()
    namings = set(models.Naming.objects.filter(actor=actor).values_list("pk", flat=True))
    for pk in _documents_to_redact(own, actor, known):
        others = _others(actor, pk)
        done = redact(pk, Cover(own, others, alone=True), actor)
        total = total.plus(done)
        literal |= done.literal
    ends = namings | {actor.pk}
    models.Link.objects.filter(a__in=ends).delete()
    models.Link.objects.filter(b__in=ends).delete()
    decided = _forget_decisions(actor, ends)
    models.Case.objects.filter(actor=actor).delete()
    models.Naming.objects.filter(actor=actor).delete()
    models.SearchEntry.objects.filter(kind="actor", key=actor.pk).delete()
    models.Argument.objects.filter(naming__in=namings).update(naming="")
    actor.delete()
    decided += cover_elsewhere(Cover(own), total.events)
    counts = {
        "documents": total.documents, "mentions": total.mentions, "statements": total.statements,
        "relations": total.relations, "decisions": total.decisions + decided, "names": len(names),
    }  # fmt: skip
    return counts, literal


def _documents_to_redact(own: NameKeys, actor: models.Actor, known: set[int]) -> list[int]:
    """Give the documents that name an actor: those known to, and those whose words do, if it is nobody else there."""
    found = set(known)
    columns = ("pk", "body", "text", *WORDS, *ADDRESSES)
    for row in models.Document.objects.exclude(pk__in=known).only(*columns).iterator(chunk_size=200):
        if _names_them(row, Cover(own)) and _names_them(row, Cover(own, _others(actor, row.pk))):
            found.add(row.pk)
    return sorted(found)


def _names_them(row: models.Document, hide: Cover) -> bool:
    texts = [row.text, *(getattr(row, name) for name in WORDS)]
    addresses = [getattr(row, name) for name in ADDRESSES]
    return (
        any(hide.names_them(text) for text in texts)
        or any(hide.address(address) != address for address in addresses)
        or hide.rows(row.body) != row.body
    )


def _others(actor: models.Actor, document: int) -> tuple[NameKeys, ...]:
    """Give how the names of the other persons of a document sound."""
    rows = models.Naming.objects.filter(document=document, kind="person").exclude(actor=actor)
    bodies = [(name, body) for name, body in rows.values_list("name", "body")]
    return tuple(keys_of({name, *body.get("names", ())}, person=True) for name, body in bodies)


def _forget_decisions(actor: models.Actor, ends: set[str]) -> int:
    """Empty what decisions about an actor and its links say; that somebody decided stays."""
    rows = models.Decision.objects.filter(target_kind="actor", target=actor.pk)
    links = [
        pk
        for pk, target in models.Decision.objects.filter(target_kind="actor_link").values_list("pk", "target")
        if ends & set(target.split("|"))
    ]
    empty: Body = {"value": None, "before": None, "reason": ""}
    return rows.update(**empty) + models.Decision.objects.filter(pk__in=links).update(**empty)
