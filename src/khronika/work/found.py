"""Event mentions of a chronicle that a text query finds."""

import msgspec

from khronika.store.models import Mention
from khronika.store.search import search
from khronika.work.shown import MentionRow

SHOWN = ("proposed", "accepted", "corrected", "added", "returned")


def find_mentions(query: str, limit: int) -> tuple[int, list[MentionRow]]:
    """Give how many mentions a query finds, those aside that were rejected or are gone, and the newest of them."""
    found = Mention.objects.filter(key__in=search(query, "mention"), status__in=SHOWN)
    bodies = found.order_by("-date_start", "key").values_list("body", flat=True)[:limit]
    return found.count(), [msgspec.convert(body, MentionRow) for body in bodies]
