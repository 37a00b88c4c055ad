"""Who is who in a chronicle: namings of every document, put together to actors, and every row that names one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from khronika.model import Actor, ActorKind, LinkProposal
from khronika.resolve.actors import keep_keys, resolve_actors
from khronika.resolve.names import Names
from khronika.store import models
from khronika.store.bulk import insert
from khronika.store.search_entries import actor_entries
from khronika.work.link_reading import Read, batches, decided

STRICT = ("at_risk", "minor")  # protections that a person who is put with another keeps
TOGETHER = 500


@dataclass
class Resolved:
    """The actors of a chronicle, whose each naming is, and what to ask."""

    actors: tuple[Actor, ...]
    proposals: tuple[LinkProposal, ...]
    of: Mapping[str, str]


def resolve(names: Names) -> Resolved:
    """Put namings together, respecting decisions; an actor that was there keeps its key."""
    same, not_same = decided("actor_link")
    first = {key: min(group) for key, group in _old_namings().items() if group}
    resolution = resolve_actors(names.namings, _ends(same, first), _ends(not_same, first))
    actors = keep_keys(_old_actors(), resolution.actors)
    renamed = {old.key: new.key for old, new in zip(resolution.actors, actors, strict=True)}
    of = {naming: actor.key for actor in actors for naming in actor.namings}
    proposals = tuple(
        msgspec.structs.replace(link, a=min(ends), b=max(ends))
        for link in resolution.proposals
        if len(ends := {renamed[link.a], renamed[link.b]}) == 2
    )
    return Resolved(actors, proposals, of)


def _ends(pairs: Iterable[tuple[str, str]], first: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give pairs of namings: an actor that is no naming any more stands for the first of its own."""
    return [(first.get(a, a), first.get(b, b)) for a, b in pairs]


def _old_namings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, actor in models.Naming.objects.exclude(actor=None).values_list("pk", "actor_id"):
        found[str(actor)].append(key)
    return found


def _old_actors() -> list[Actor]:
    namings = _old_namings()
    return [
        Actor(key=key, kind=cast("ActorKind", kind), name=name, namings=tuple(sorted(namings.get(key, ()))))
        for key, kind, name in models.Actor.objects.order_by("pk").values_list("pk", "kind", "name")
    ]


def write(resolved: Resolved, names: Names, documents: Mapping[str, int]) -> None:
    """Write actors and namings as they stand now, within the transaction that rewrites what names them.

    `documents` maps names of documents to their rows.
    """
    before = models.Actor.objects.in_bulk()
    of_naming = dict(models.Naming.objects.values_list("pk", "actor_id"))
    strict = {
        resolved.of[naming]: before[actor].protection
        for naming, actor in sorted(of_naming.items())
        if actor in before and before[actor].protection in STRICT and naming in resolved.of
    }
    fresh, changed = [], []
    for actor in resolved.actors:
        values = {"kind": actor.kind, "names": [msgspec.to_builtins(name) for name in actor.names]}
        row = before.get(actor.key)
        if row is None:
            fresh.append(
                {"key": actor.key, "name": actor.name, "protection": strict.get(actor.key, "private"), **values}
            )
            continue
        row.kind, row.names = actor.kind, values["names"]
        row.protection = strict.get(actor.key, row.protection)
        row.name = actor.name
        changed.append(row)
    insert(models.Actor, fresh)
    models.Actor.objects.bulk_update(changed, ["kind", "names", "name", "protection"], batch_size=TOGETHER)
    _write_namings(resolved, names, documents)
    gone = sorted(before.keys() - {actor.key for actor in resolved.actors})
    for batch in batches(iter(gone), TOGETHER):
        models.Actor.objects.filter(pk__in=batch).delete()
    _write_entries(resolved.actors)


def _write_namings(resolved: Resolved, names: Names, documents: Mapping[str, int]) -> None:
    models.Naming.objects.all().delete()
    insert(
        models.Naming,
        [
            {
                "key": naming.key, "document_id": documents[naming.document], "actor_id": resolved.of[naming.key],
                "kind": naming.kind, "name": naming.name, "body": msgspec.to_builtins(naming),
            }
            for naming in {one.key: one for one in names.namings}.values()
        ],
    )  # fmt: skip


def _write_entries(actors: Sequence[Actor]) -> None:
    models.SearchEntry.objects.filter(kind="actor").delete()
    insert(models.SearchEntry, [entry for one in actors for entry in actor_entries(one.key, one.names)])


def name_rows(read: Read, names: Names) -> Iterator[tuple[str, str, str, str]]:
    """Yield (table, row, column or argument's place, naming) of everything in a document that names somebody."""
    document = read.document.id
    for mention in read.mentions:
        yield from (("argument", mention.id, str(at), naming) for at, naming in names.of_mention(mention))
    for key, statement in read.statements.items():
        for column, speaker in (("speaker_actor", statement.speaker), ("behalf_actor", statement.on_behalf_of)):
            said_by = names.naming_at(document, speaker.start, speaker.end, speaker.name) if speaker else None
            if said_by:
                yield "statement", key, column, said_by
    for key, tie in read.relations.items():
        for column, end in (("subject_actor", tie.subject), ("object_actor", tie.object)):
            naming = names.naming_at(document, end.start, end.end, end.name)
            if naming:
                yield "relation", key, column, naming


def count(told: Mapping[str, Iterable[tuple[str, str]]]) -> None:
    """Write how often each actor is told of, and from when to when, of (mention or statement, day) for each."""
    rows = []
    for actor in models.Actor.objects.all():
        found = sorted(set(told.get(actor.pk, ())))
        days = sorted(day for _, day in found if day)
        values: tuple[Any, ...] = (len({key for key, _ in found}), days[0] if days else "", days[-1] if days else "")
        if (actor.mentions, actor.first_day, actor.last_day) != values:
            actor.mentions, actor.first_day, actor.last_day = values
            rows.append(actor)
    models.Actor.objects.bulk_update(rows, ["mentions", "first_day", "last_day"], batch_size=TOGETHER)


def kinds(resolved: Resolved) -> Counter[str]:
    """Count the actors of each kind."""
    return Counter(actor.kind for actor in resolved.actors)
