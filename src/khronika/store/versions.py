"""Versions of one document: the older one leaves the queue, what was decided about it stays."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from khronika.model import Body, fold
from khronika.store import tally
from khronika.store.incoming import Incoming
from khronika.store.models import Document, Mention, Relation, Statement


def supersede(document: Document) -> None:
    """Take a document out of what is current; what nobody has decided about is gone with it."""
    Document.objects.filter(pk=document.pk).update(current=False)
    _turn(document, "proposed", "gone")


def revive(document: Document) -> None:
    """Make an older version current again: its text is what the origin says once more."""
    Document.objects.filter(pk=document.pk).update(current=True)
    _turn(document, "gone", "proposed")


def _turn(document: Document, old: str, new: str) -> None:
    """Change the status of what has the old one and is still proposed by the coder."""
    mentions = list(Mention.objects.filter(document=document, status=old, proposal__live=True).defer("body"))
    set_status(mentions, new)
    for model in (Statement, Relation):
        model.objects.filter(document=document, status=old, proposal__live=True).update(status=new)


def set_status(mentions: Iterable[Mention], status: str) -> None:
    """Give mentions a status, and tell the tally."""
    mentions = list(mentions)
    before = [tally.counted(mention) for mention in mentions]
    for mention in mentions:
        mention.status = status
    Mention.objects.filter(pk__in=[mention.pk for mention in mentions]).update(status=status)
    tally.count(added=[tally.counted(mention) for mention in mentions], removed=before)


def follow(incoming: Incoming, before: Document | None) -> Incoming:
    """Tell of each mention of a new version which mention of the version before it says the same words of."""
    if before is None:
        return incoming
    old: dict[tuple[str, ...], str] = {}
    places = _places(Mention.objects.filter(document=before).order_by("start", "key").values_list("body", flat=True))
    for place, body in places:
        old[place] = body["id"]
    rows = tuple(
        {**body, "follows": old[place]} if place in old else body for place, body in _places(incoming.event_mentions)
    )
    return msgspec.structs.replace(incoming, event_mentions=rows)


def _places(bodies: Iterable[Body]) -> list[tuple[tuple[str, ...], Body]]:
    """Give each mention with its words, and which of equal ones it is."""
    seen: Counter[tuple[str, ...]] = Counter()
    found: list[tuple[tuple[str, ...], Body]] = []
    for body in bodies:
        words = (body["type"], fold(body["trigger"]["text"]), fold(body["quote"]))
        found.append(((*words, str(seen[words])), body))
        seen[words] += 1
    return found
