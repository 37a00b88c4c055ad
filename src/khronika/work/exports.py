"""Tables of what a page shows, for others to open: protected people are pseudonyms, points are no closer than told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import QuerySet

from khronika.export import Cell
from khronika.store.models import Actor, Argument, Document, Event, Mention
from khronika.work.pseudonyms import Redactor, names_of, redactor

TOGETHER = 400
HEAVY = ("text", "body", "entities")
FALLEN = ("rejected", "merged", "gone")
EVENT_COLUMNS = (
    "event", "type", "mode", "realis", "date_start", "date_end", "date_precision", "place", "country", "admin1",
    "geonames_id", "lat", "lon", "actors", "recipients", "sources", "mentions", "disputed", "quote", "document",
    "document_title", "published", "address",
)  # fmt: skip
ACTOR_COLUMNS = ("actor", "kind", "name", "protection", "public_role", "mentions", "first_day", "last_day")
SOURCE_COLUMNS = (
    "document", "title", "published", "language", "publisher", "address", "version", "reprint_of", "sha256",
)  # fmt: skip
MENTION_COLUMNS = (
    "mention", "event", "status", "type", "mode", "realis", "date_start", "date_end", "date_precision", "place",
    "country", "admin1", "geonames_id", "lat", "lon", "actors", "recipients", "speaker", "quote", "document",
    "document_title", "publisher", "published", "address",
)  # fmt: skip
DECIMALS = 2  # of a degree: about a kilometre


def event_rows(keys: Sequence[str], *, is_shown: bool) -> Iterator[list[Cell]]:
    """Give a row an event, with one quote that tells it."""
    for some in _parts(keys):
        events = Event.objects.defer("body").in_bulk(some)
        mentions = _speaking(some)
        hide = redactor((mention.document_id for mention in mentions.values()), is_shown=is_shown)
        parties = _parties(mentions, hide)
        for key in some:
            if key in events:
                yield _event_row(events[key], mentions.get(key), parties.get(key, {}), hide)


def _parts(keys: Iterable[str]) -> Iterator[list[str]]:
    left = iter(keys)
    while some := list(islice(left, TOGETHER)):
        yield some


def _speaking(keys: list[str]) -> dict[str, Mention]:
    """Give for each event the mention that speaks for it: one that stands, the surest."""
    rows = Mention.objects.filter(event_id__in=keys).defer("body").select_related("document").order_by("key")
    rows = rows.defer("body", *(f"document__{name}" for name in HEAVY))
    best: dict[str, Mention] = {}
    for row in rows:
        known = best.get(row.event_id or "")
        worth = (row.status not in FALLEN, row.confidence)
        if known is None or worth > (known.status not in FALLEN, known.confidence):
            best[row.event_id or ""] = row
    return best


def _parties(mentions: dict[str, Mention], hide: Redactor) -> dict[str, dict[str, list[str]]]:
    """Give by event and role who takes part in the mention that speaks for it."""
    told = _parties_of([mention.key for mention in mentions.values()], hide)
    return {key: told[mention.key] for key, mention in mentions.items() if mention.key in told}


def _parties_of(mentions: Iterable[str], hide: Redactor) -> dict[str, dict[str, list[str]]]:
    """Give by mention and role who takes part."""
    rows = Argument.objects.filter(mention_id__in=list(mentions), role__in=("actor", "recipient"))
    rows = rows.select_related("actor")
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("start", "id"):
        name = hide.party(row.actor, row.text, row.kind)
        listed = found[row.mention_id][row.role]
        if name not in listed:
            listed.append(name)
    return found


def _event_row(event: Event, mention: Mention | None, parties: dict[str, list[str]], hide: Redactor) -> list[Cell]:
    document = mention.document if mention else None
    return [
        event.key, event.type, event.mode, event.realis, event.date_start, event.date_end, event.date_precision,
        event.place, event.country, event.admin1, event.geonames_id, _coarse(event.lat), _coarse(event.lon),
        "; ".join(parties.get("actor", ())), "; ".join(parties.get("recipient", ())), event.source_count,
        event.mention_count, event.disputed,
        hide.text(mention.document_id, mention.quote, mention.start) if mention else None,
        document.name if document else None, hide.text(document.pk, document.title) if document else None,
        document.published if document else None, document.url if document else None,
    ]  # fmt: skip


def mention_rows(mentions: QuerySet[Mention], *, is_shown: bool) -> Iterator[list[Cell]]:
    """Give a row a mention, with its quote, in the order of the query."""
    ordered = mentions.order_by("document__published", "document_id", "start", "key")
    for some in _parts(ordered.values_list("pk", flat=True)):
        rows = Mention.objects.filter(pk__in=some).defer("body", *(f"document__{name}" for name in HEAVY))
        found = rows.select_related("document").in_bulk()
        hide = redactor((row.document_id for row in found.values()), is_shown=is_shown)
        parties = _parties_of(found, hide)
        for key in some:
            if key in found:
                yield _mention_row(found[key], parties.get(key, {}), hide)


def _mention_row(mention: Mention, parties: dict[str, list[str]], hide: Redactor) -> list[Cell]:
    document = mention.document
    return [
        mention.key, mention.event_id, mention.status, mention.type, mention.mode, mention.realis, mention.date_start,
        mention.date_end, mention.date_precision, mention.place, mention.country, mention.admin1, mention.geonames_id,
        _coarse(mention.lat), _coarse(mention.lon), "; ".join(parties.get("actor", ())),
        "; ".join(parties.get("recipient", ())), hide.text(document.pk, mention.speaker),
        hide.text(document.pk, mention.quote, mention.start), document.name, hide.text(document.pk, document.title),
        document.publisher, document.published, document.url,
    ]  # fmt: skip


def _coarse(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, DECIMALS)


def actor_rows(actors: Sequence[Actor], *, is_shown: bool) -> Iterator[list[Cell]]:
    """Give a row an actor."""
    names = names_of(actors, is_shown=is_shown)
    for actor in actors:
        yield [
            actor.key, actor.kind, names[actor.key], actor.protection, actor.public_role, actor.mentions,
            actor.first_day, actor.last_day,
        ]  # fmt: skip


def source_rows(numbers: Sequence[int], *, is_shown: bool) -> Iterator[list[Cell]]:
    """Give a row a document."""
    left = iter(numbers)
    while some := list(islice(left, TOGETHER)):
        hide = redactor(some, is_shown=is_shown)
        rows = Document.objects.filter(pk__in=some).select_related("report", "original")
        rows = rows.defer(*HEAVY, *(f"original__{name}" for name in HEAVY))
        found = {row.pk: row for row in rows}
        for number in some:
            if row := found.get(number):
                yield [
                    row.name, hide.text(row.pk, row.title), row.published, row.language, row.publisher, row.url,
                    row.version, row.original.name if row.original else None, row.report.sha256,
                ]  # fmt: skip
