"""Events as a table shows them: what, when, where, who and to whom, told by how many, in whose words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from khronika.store.models import Argument, Event, Mention
from khronika.web import chronicle_labels as labels

COLUMNS = (
    "key", "type", "mode", "realis", "date_start", "date_end", "date_precision", "place", "country", "admin1",
    "mention_count", "source_count", "disputed", "case_id",
)  # fmt: skip
PARTIES = ("actor", "recipient")
MOST_PARTIES = 3
FALLEN = ("rejected", "merged", "gone")


class Party(Struct, frozen=True):
    """Who takes part: the name shown, and the actor it leads to, if it is known whose it is."""

    name: str
    kind: str
    actor: str | None


class EventRow(Struct, frozen=True, kw_only=True):
    """One event of a table."""

    key: str
    what: str
    type: str
    when: str
    place: str
    country: str
    realis: str
    parties: dict[str, list[Party]]
    quote: str
    document: int | None
    sources: int
    mentions: int
    disputed: bool
    review: str
    in_case: bool


def make_rows(keys: Sequence[str], reviews: Iterable[str]) -> list[EventRow]:
    """Read what is shown of events, in the order of their keys."""
    events = {event.key: event for event in Event.objects.filter(pk__in=keys).only(*COLUMNS)}
    told = _best_mentions(keys)
    parties = _parties([mention.key for mention in told.values()])
    return [
        _row(events[key], told.get(key), parties, review)
        for key, review in zip(keys, reviews, strict=True)
        if key in events
    ]


def _best_mentions(keys: Sequence[str]) -> dict[str, Mention]:
    """Give for each event the mention that speaks for it: one that stands, the surest."""
    fields = ("key", "event_id", "status", "confidence", "quote", "document_id")
    mentions = Mention.objects.filter(event_id__in=keys).only(*fields).order_by("key")
    best: dict[str, Mention] = {}
    for mention in mentions:
        known = best.get(mention.event_id or "")
        if known is None or _worth(mention) > _worth(known):
            best[mention.event_id or ""] = mention
    return best


def _worth(mention: Mention) -> tuple[bool, float]:
    return mention.status not in FALLEN, mention.confidence


def _parties(mentions: list[str]) -> dict[str, dict[str, list[Party]]]:
    found: dict[str, dict[str, list[Party]]] = defaultdict(lambda: {role: [] for role in PARTIES})
    arguments = Argument.objects.filter(mention_id__in=mentions, role__in=PARTIES).select_related("actor")
    shown = ("mention_id", "role", "text", "kind", "name", "actor_id", "actor__name", "actor__kind")
    for argument in arguments.only(*shown).order_by("start", "id"):
        actor = argument.actor
        party = Party(actor.name, actor.kind, actor.key) if actor else Party(argument.text, argument.kind, None)
        listed = found[argument.mention_id][argument.role]
        if party not in listed:
            listed.append(party)
    return found


def _row(event: Event, mention: Mention | None, parties: dict[str, dict[str, list[Party]]], review: str) -> EventRow:
    return EventRow(
        key=event.key,
        what=labels.kind(event.type, event.mode),
        type=event.type,
        when=labels.when(event.date_start, event.date_end, event.date_precision),
        place=event.place,
        country=labels.country(event.country) if event.country else "",
        realis=event.realis,
        parties=parties[mention.key] if mention else {role: [] for role in PARTIES},
        quote=mention.quote if mention else "",
        document=mention.document_id if mention else None,
        sources=event.source_count,
        mentions=event.mention_count,
        disputed=event.disputed,
        review=review,
        in_case=event.case_id is not None,
    )
