"""Find what is next: by priority, the highest first, and by key where it is equal."""

from collections.abc import Iterator
from heapq import merge
from itertools import islice

from django.db.models import QuerySet
from msgspec import Struct

from khronika.store.models import Mention
from khronika.web.queueing.filters import Filters

COLUMNS = ("key", "priority")


class Place(Struct, frozen=True):
    """Where one stands in the queue; an address holds it as `0.75~a1b2`."""

    priority: float
    key: str

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """Read a place; None for what is none."""
        number, bar, key = text.partition("~")
        try:
            return cls(float(number), key) if bar else None
        except ValueError:
            return None

    def __str__(self) -> str:
        """Write it as an address holds it."""
        return f"{self.priority!r}~{self.key}"


def page_keys(filters: Filters, size: int, *, after: Place | None = None, before: Place | None = None) -> list[str]:
    """Give the keys of a page, in the queue's order: the first, or those after or before a place.

    Each status is read by its index and no further than the page, however long the queue.
    """
    backwards = before is not None
    runs = [_run(filters, status, size, after, before) for status in filters.statuses]
    order = (lambda row: (row[1], _Reversed(row[0]))) if backwards else (lambda row: (-row[1], row[0]))
    found = [key for key, _priority in islice(merge(*runs, key=order), size)]
    return found[::-1] if backwards else found


def neighbour(filters: Filters, place: Place, *, backwards: bool = False) -> str | None:
    """Give the key of what comes next after a place, or before it."""
    found = page_keys(filters, 1, before=place) if backwards else page_keys(filters, 1, after=place)
    return found[0] if found else None


def rows(keys: list[str]) -> list[Mention]:
    """Load the rows of a page, without what a list does not show."""
    waiting: QuerySet[Mention] = Mention.objects.select_related("document").defer(
        "body", "document__text", "document__body", "document__entities"
    )
    found = waiting.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def place_of(mention: Mention) -> Place:
    """Give where a mention stands."""
    return Place(mention.priority, mention.key)


def _run(
    filters: Filters, status: str, size: int, after: Place | None, before: Place | None
) -> Iterator[tuple[str, float]]:
    found = Mention.objects.filter(filters.conditions(), status=status)
    if after is not None:
        found = found.filter(priority__lte=after.priority).exclude(priority=after.priority, key__lte=after.key)
    if before is not None:
        found = found.filter(priority__gte=before.priority).exclude(priority=before.priority, key__gte=before.key)
        found = found.order_by("priority", "-key")
    else:
        found = found.order_by("-priority", "key")
    return iter(found.values_list(*COLUMNS)[:size])


class _Reversed(str):
    """A key that sorts the other way round."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)
