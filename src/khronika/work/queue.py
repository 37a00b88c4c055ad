"""What to decide next: the queue, ordered by how much a mention asks for it."""

from collections.abc import Sequence
from heapq import merge
from itertools import islice

from django.db.models import Q, QuerySet
from msgspec import Struct

from khronika.store.models import Mention

OPEN = ("returned", "proposed")


class QueueFilters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which mentions to take; empty is any. Days are ISO 8601, `until` is not within; confidence is 0 to 1."""

    statuses: tuple[str, ...] = OPEN
    type: str = ""
    mode: str = ""
    realis: str = ""
    country: str = ""
    language: str = ""
    document: str = ""
    actor: str = ""
    event: str = ""
    since: str = ""
    until: str = ""
    confidence_from: float = 0.0
    confidence_to: float = 1.0


class Queued(Struct, frozen=True, kw_only=True):
    """The mention to decide about, and the one that follows it, to be made ready meanwhile."""

    mention: Mention | None
    following: Mention | None


def next_in_queue(filters: QueueFilters | None = None, after: str | None = None) -> Queued:
    """Give the next two of the queue, with their documents; those behind `after` first, then again from the start.

    `after` is the key of the mention at hand, decided about or passed over.
    """
    filters = filters or QueueFilters()
    at = Mention.objects.filter(pk=after).values_list("priority", "key").first() if after else None
    found = _take(filters, 2, at)
    if len(found) < 2 and at is not None:
        keys = {mention.pk for mention in found} | {after}
        found += [mention for mention in _take(filters, 4, None) if mention.pk not in keys]
    ready = [*found, None, None]
    return Queued(mention=ready[0], following=ready[1])


def queue_page(filters: QueueFilters, *, size: int, after: str | None = None) -> list[Mention]:
    """Give a page of the queue, in order, from behind the mention with the key `after`."""
    at = Mention.objects.filter(pk=after).values_list("priority", "key").first() if after else None
    return _take(filters, size, at)


def queue_keys(filters: QueueFilters) -> list[str]:
    """Give the keys of all mentions of the queue, in order."""
    rows = [_ordered(filters, status, None).values_list("priority", "key") for status in filters.statuses]
    return [key for _, key in merge(*rows, key=lambda row: (-row[0], row[1]))]


def _take(filters: QueueFilters, size: int, after: tuple[float, str] | None) -> list[Mention]:
    """Take the first of each status by its index, and the first of those."""
    rows = [_ordered(filters, status, after)[:size] for status in filters.statuses]
    return list(islice(merge(*rows, key=lambda mention: (-mention.priority, mention.pk)), size))


def _ordered(filters: QueueFilters, status: str, after: tuple[float, str] | None) -> QuerySet[Mention]:
    rows = Mention.objects.filter(status=status).select_related("document")
    for name, value in _equal(filters):
        rows = rows.filter(**{name: value})
    if filters.since:
        rows = rows.filter(date_start__gte=filters.since)
    if filters.until:
        rows = rows.filter(date_start__lt=filters.until, date_start__gt="")
    if filters.confidence_from > 0 or filters.confidence_to < 1:
        rows = rows.filter(confidence__gte=filters.confidence_from, confidence__lte=filters.confidence_to)
    if filters.actor:
        rows = rows.filter(arguments__actor=filters.actor).distinct()
    if after is not None:
        priority, key = after
        # The first condition lets the index be entered where the page begins.
        rows = rows.filter(Q(priority__lte=priority), Q(priority__lt=priority) | Q(key__gt=key))
    return rows.order_by("-priority", "key")


def _equal(filters: QueueFilters) -> Sequence[tuple[str, str]]:
    pairs = [
        ("type", filters.type), ("mode", filters.mode), ("realis", filters.realis), ("country", filters.country),
        ("language", filters.language), ("document__name", filters.document), ("event_id", filters.event),
    ]  # fmt: skip
    return [(name, value) for name, value in pairs if value]
