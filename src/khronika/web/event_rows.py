"""Events as a table shows them: what, when, where, who and to whom, told by how many, in whose words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
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
    who: SafeString
    quote: str
    mention: str
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


class Speaking(NamedTuple):
    """The mention that speaks for an event: one that stands, the surest."""

    event: str
    key: str
    status: str
    confidence: float
    quote: str
    document: int


def _best_mentions(keys: Sequence[str]) -> dict[str, Speaking]:
    shown = ("event_id", "key", "status", "confidence", "quote", "document_id")
    best: dict[str, Speaking] = {}
    for row in Mention.objects.filter(event_id__in=keys).order_by("key").values_list(*shown):
        mention = Speaking(*row)
        known = best.get(mention.event)
        if known is None or _worth(mention) > _worth(known):
            best[mention.event] = mention
    return best


def _worth(mention: Speaking) -> tuple[bool, float]:
    return mention.status not in FALLEN, mention.confidence


def _parties(mentions: list[str]) -> dict[str, dict[str, list[Party]]]:
    found: dict[str, dict[str, list[Party]]] = defaultdict(lambda: {role: [] for role in PARTIES})
    shown = ("mention_id", "role", "text", "kind", "actor_id", "actor__name", "actor__kind")
    rows = Argument.objects.filter(mention_id__in=mentions, role__in=PARTIES).order_by("start", "id")
    for mention, role, text, kind, actor, name, actor_kind in rows.values_list(*shown):
        party = Party(name, actor_kind, actor) if actor else Party(text, kind, None)
        listed = found[mention][role]
        if party not in listed:
            listed.append(party)
    return found


def who_to_whom(parties: dict[str, list[Party]], most: int = MOST_PARTIES) -> SafeString:
    """Write who did it, and to whom, each with a link to the dossier where there is one."""
    sides = [
        format_html_join(", ", "{}", ((_link(party),) for party in parties[role][:most]))
        for role in PARTIES
        if parties[role]
    ]
    arrow = format_html(
        ' <span class="faint" aria-hidden="true">→</span><span class="visually-hidden"> {} </span> ', _("to")
    )
    return format_html_join(arrow, "{}", ((side,) for side in sides))


def _link(party: Party) -> SafeString | str:
    if party.actor is None:
        return party.name
    address = reverse("person" if party.kind == "person" else "organisation", args=[party.actor])
    return format_html('<a href="{}" hx-boost="false">{}</a>', address, party.name)


def _row(event: Event, mention: Speaking | None, parties: dict[str, dict[str, list[Party]]], review: str) -> EventRow:
    return EventRow(
        key=event.key,
        what=labels.kind(event.type, event.mode),
        type=event.type,
        when=labels.when(event.date_start, event.date_end, event.date_precision),
        place=event.place,
        country=labels.country(event.country) if event.country else "",
        realis=event.realis,
        who=who_to_whom(parties[mention.key]) if mention else SafeString(""),
        quote=mention.quote if mention else "",
        mention=mention.key if mention else "",
        document=mention.document if mention else None,
        sources=event.source_count,
        mentions=event.mention_count,
        disputed=event.disputed,
        review=review,
        in_case=event.case_id is not None,
    )
