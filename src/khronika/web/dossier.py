"""The dated history of an actor: what was done by and to them, a line an event, each with its quotes."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.utils.translation import gettext as _
from msgspec import Struct

from khronika.store.models import Argument, Event, Mention
from khronika.web import chronicle_labels as labels
from khronika.web.event_rows import COLUMNS, FALLEN

PAGE = 20
READ = 400  # arguments read for one page
QUOTES = 3  # quotes shown of one event


class Cursor(Struct, frozen=True):
    """Behind which event a page begins: its day and key."""

    day: str
    event: str

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """Read it from an address: `2024-03-04,KEY`.

        Raises:
            BadRequest: it is none.
        """
        if not text:
            return None
        day, comma, event = text.partition(",")
        if not comma or len(text) > 100 or "\0" in text:
            raise BadRequest(_("“%(text)s” is no place in this list.") % {"text": text[:40]})
        return cls(day, event)


class Quote(Struct, frozen=True):
    """Words that tell it, and where they stand."""

    text: str
    document: int
    title: str
    published: str
    mention: str
    status: str


class Line(Struct, frozen=True):
    """One event of the history; `roles` say what the actor is in it."""

    event: Event
    what: str
    when: str
    roles: list[str]
    quotes: list[Quote]
    more: int


class History(Struct, frozen=True):
    """A page of the history; `next` is where the next one begins; `role` what it is narrowed to."""

    lines: list[Line]
    next: str | None
    role: str
    is_first: bool


def read_history(actor: str, before: Cursor | None, role: str) -> History:
    """Read a page of an actor's history, the newest first, the undated last."""
    rows = Argument.objects.filter(actor_id=actor).exclude(event_key="")
    if role:
        rows = rows.filter(role=role)
    if before:
        rows = rows.filter(Q(day__lte=before.day), Q(day__lt=before.day) | Q(event_key__gt=before.event))
    told = rows.order_by("-day", "event_key").values_list("day", "event_key", "role", "mention_id")[:READ]
    roles: dict[str, dict[str, None]] = defaultdict(dict)
    mentions: dict[str, dict[str, None]] = defaultdict(dict)
    days: dict[str, str] = {}
    number = 0
    for day, key, part, mention in told:
        number += 1
        if key not in days and len(days) == PAGE:
            break
        days.setdefault(key, day)
        roles[key][part] = None
        mentions[key][mention] = None
    keys = list(days)
    has_more = number > 0 and ((len(keys) == PAGE and number < len(told)) or len(told) == READ)
    lines = _lines(keys, roles, mentions)
    return History(lines, f"{days[keys[-1]]},{keys[-1]}" if has_more and keys else None, role, before is None)


def _lines(keys: list[str], roles: dict[str, dict[str, None]], mentions: dict[str, dict[str, None]]) -> list[Line]:
    events = Event.objects.only(*COLUMNS).in_bulk(keys)
    wanted = [mention for key in keys for mention in list(mentions[key])[:QUOTES]]
    quotes = {quote.mention: quote for quote in quotes_of(wanted)}
    lines = []
    for key in keys:
        if key in events:
            event = events[key]
            told = [quotes[mention] for mention in list(mentions[key])[:QUOTES] if mention in quotes]
            shown = list({(quote.document, quote.text): quote for quote in reversed(told)}.values())[::-1]
            lines.append(
                Line(
                    event,
                    labels.kind(event.type, event.mode),
                    labels.when(event.date_start, event.date_end, event.date_precision),
                    list(roles[key]),
                    shown,
                    max(0, len(mentions[key]) - len(told)),
                )
            )
    return lines


def quotes_of(mentions: Iterable[str]) -> list[Quote]:
    """Read the quotes of mentions with their reports."""
    rows = Mention.objects.filter(pk__in=list(mentions)).exclude(status__in=FALLEN).select_related("document")
    shown = ("key", "quote", "status", "document__id", "document__title", "document__name", "document__published")
    return [
        Quote(row.quote, row.document_id, row.document.title or row.document.name, row.document.published, row.key,
              row.status)
        for row in rows.only(*shown)
    ]  # fmt: skip
