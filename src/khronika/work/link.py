"""Link a chronicle: who is who, which mentions tell of one event, which events are stages of one case.

What people decided stands: what they said is the same or is not, which value they chose. Keys stay: an actor, event or
case keeps the key that most of its members had. What linking thinks of two of them waits in `Link` for a person where
it does not dare to decide. Everything is read first and written in one transaction, so that a run cut short changes
nothing, and assembling follows what stands when it is written.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from khronika.model import LinkProposal
from khronika.resolve.events import LinkedMention, link_document, link_events, link_mention, marks_of
from khronika.resolve.names import Names
from khronika.store import models
from khronika.store.bulk import insert, update
from khronika.store.turns import turn
from khronika.work import link_actors
from khronika.work import link_events as events
from khronika.work.chosen import settle_actors
from khronika.work.chronicle import Chronicle
from khronika.work.link_actors import Resolved, name_rows
from khronika.work.link_reading import batches, decided, read_documents

TOGETHER = 500
TABLES = {
    "statement": (models.Statement, ("speaker_actor", "behalf_actor")),
    "relation": (models.Relation, ("subject_actor", "object_actor")),
}


class Linked(Struct, frozen=True):
    """What linking found: mentions, the events they tell, how many of those several sources tell, and what is asked."""

    mentions: int
    events: int
    shared: int
    cases: int
    actors: Mapping[str, int]
    asked: Mapping[str, int]


class _Told(Struct):
    """What names somebody: by table and row, the actor of each column; of arguments by mention, role and place."""

    rows: dict[str, dict[str, dict[str, str]]]
    arguments: dict[tuple[str, str, int, int], tuple[str, str]]
    days: dict[str, list[tuple[str, str]]]


def link(chronicle: Chronicle) -> Linked:
    """Link everything in an open chronicle."""
    names = Names()
    documents = {}
    for read in read_documents():
        documents[read.document.id] = read.pk
        parts = (tuple(read.statements.values()), tuple(read.relations.values()), read.entities)
        names.take(read.document, read.mentions, *parts)
    resolved = link_actors.resolve(names)
    told = _Told({"statement": defaultdict(dict), "relation": defaultdict(dict)}, {}, defaultdict(list))
    mentions = _mentions(names, resolved, told)
    same, not_same = decided("event_link")
    linking = link_events(mentions, same, not_same)
    before = dict(models.Mention.objects.values_list("pk", "event_id"))
    days = {one.key: one.document.day.isoformat() if one.document.day else "" for one in mentions}
    event_of = events.keep_keys(linking.clusters, before, days)
    with turn():
        link_actors.write(resolved, names, documents)
        settle_actors()
        _write_names(told)
        keys = events.write(event_of)
        staged, quotes = events.assemble_all(keys)
        cases = events.write_cases(staged, quotes)
        link_actors.count(told.days)
        _write_links("actor_link", resolved.proposals)
        _write_links("event_link", linking.proposals)
    shared = models.Event.objects.filter(source_count__gt=1).count()
    waiting = models.Link.objects.filter(status="proposed", ask=True)
    asked = {kind: waiting.filter(kind=kind).count() for kind in ("actor_link", "event_link")}
    return Linked(len(mentions), len(keys), shared, cases, link_actors.kinds(resolved), asked)


def _mentions(names: Names, resolved: Resolved, told: _Told) -> list[LinkedMention]:
    """Read the chronicle a second time: mentions with those who take part, and who is named where."""
    found = []
    for read in read_documents():
        document = read.document
        day = document.first_published or document.published
        mentioned: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
        arguments = {mention.id: mention.arguments for mention in read.mentions}
        dates = {mention.id: _day(mention.date.start if mention.date else None) for mention in read.mentions}
        for table, row, place, naming in name_rows(read, names):
            actor = resolved.of[naming]
            if table == "argument":
                argument = arguments[row][int(place)]
                told.arguments[row, argument.role, argument.start, argument.end] = naming, actor
                mentioned[row][argument.start, argument.end] = actor
                told.days[actor].append((row, dates[row] or _day(day)))
            else:
                told.rows[table][row][place] = actor
                told.days[actor].append((row, _day(day)))
        spans = {span: resolved.of[naming] for span, naming in names.owners[document.id].items()}
        facts = link_document(
            document.id, document.text, language=document.language or "", day=day, source=read.source,
            marks=marks_of(read.entity_rows, spans),
        )  # fmt: skip
        found += [link_mention(mention, facts, mentioned[mention.id]) for mention in read.mentions]
    return found


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _write_names(told: _Told) -> None:
    """Let arguments, statements and relations name the actors that they are of, and no others."""
    columns = ("pk", "mention_id", "role", "start", "end", "naming", "actor_id")
    changed: dict[Any, dict[str, Any]] = {}
    for pk, mention, role, start, end, naming, actor in models.Argument.objects.values_list(*columns).iterator():
        wanted = told.arguments.get((mention, role, start, end), ("", None))
        if (naming, actor) != wanted:
            changed[pk] = {"naming": wanted[0], "actor_id": wanted[1]}
    update(models.Argument, ["naming", "actor_id"], changed)
    for table, (model, ends) in TABLES.items():
        names = [f"{end}_id" for end in ends]
        rows: dict[Any, dict[str, Any]] = {}
        for pk, *now in model._default_manager.values_list("pk", *names).iterator():
            actors = [told.rows[table].get(pk, {}).get(end) for end in ends]
            if actors != now:
                rows[pk] = dict(zip(names, actors, strict=True))
        update(model, names, rows)


def _write_links(kind: str, proposals: Sequence[LinkProposal]) -> None:
    """Write what linking thinks; what people decided keeps its row, and what nobody thinks any more goes."""
    rows = {(row.a, row.b): row for row in models.Link.objects.filter(kind=kind)}
    best: dict[tuple[str, str], LinkProposal] = {}
    for link in proposals:
        best[min(link.a, link.b), max(link.a, link.b)] = link
    stale = [row.pk for ends, row in rows.items() if ends not in best and row.status == "proposed" and not row.revision]
    for batch in batches(iter(stale), TOGETHER):
        models.Link.objects.filter(pk__in=batch).delete()
    fresh, changed = [], {}
    for (a, b), link in best.items():
        values = {"score": link.score, "ask": link.ask, "why": list(link.why)}
        row = rows.get((a, b))
        if row is None:
            fresh.append({"kind": kind, "a": a, "b": b, **values})
        elif (row.score, row.ask, row.why) != (link.score, link.ask, list(link.why)):
            changed[row.pk] = values
    insert(models.Link, fresh)
    update(models.Link, ["score", "ask", "why"], changed)
