"""What comes after a card, and before it: in the queue, in a report, or in one's own batch."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from msgspec import Struct

from khronika.store.models import Assignment, Mention, Relation, Statement
from khronika.web.desk.state import PAGES, Desk
from khronika.web.queueing.filters import Filters
from khronika.web.queueing.finding import neighbour, place_of
from khronika.web.queueing.telling import Spot, Told, next_told

TABLES: dict[str, Told] = {"statement": Statement, "relation": Relation}


class Step(Struct, frozen=True):
    """A card to go to."""

    key: str
    address: str


class Steps(Struct, frozen=True):
    """Where one can go from a card."""

    next: Step | None = None
    previous: Step | None = None


def steps(request: HttpRequest, desk: Desk, filters: Filters, batch: int | None) -> Steps:
    """Give the cards after and before one."""
    if batch:
        return _in_batch(request, desk, batch)
    if isinstance(desk.row, Mention):
        place = place_of(desk.row)
        after, before = neighbour(filters, place), neighbour(filters, place, backwards=True)
    else:
        table = TABLES[desk.kind]
        spot = Spot(desk.row.document_id, desk.row.start, desk.row.pk)
        after, before = next_told(table, filters, spot), next_told(table, filters, spot, backwards=True)
    query = filters.query()
    return Steps(_step(desk, after, query), _step(desk, before, query))


def batch_of(request: HttpRequest, asked: str, mention: str) -> int | None:
    """Give the batch in which a mention is decided; None outside of one.

    Raises:
        Http404: the mention is not assigned to who asks in that batch.
    """
    if not asked:
        return None
    assigned = Assignment.objects.filter(user=request.user.pk, mention=mention)
    if not asked.isdecimal() or len(asked) > 17 or not assigned.filter(batch=int(asked)).exists():
        raise Http404
    return int(asked)


def _in_batch(request: HttpRequest, desk: Desk, batch: int) -> Steps:
    mine = list(
        Assignment.objects.filter(batch=batch, user=request.user.pk).order_by("pk").values_list("mention", "done_at")
    )
    keys = [mention for mention, _done in mine]
    at = keys.index(desk.row.pk)
    open_ = [mention for mention, done in mine[at + 1 :] + mine[:at] if done is None]
    query = f"batch={batch}"
    return Steps(_step(desk, open_[0] if open_ else None, query), _step(desk, keys[at - 1] if at else None, query))


def _step(desk: Desk, key: str | None, query: str) -> Step | None:
    if key is None:
        return None
    address = reverse(PAGES[desk.kind], args=[key])
    return Step(key, f"{address}?{query}" if query else address)


def refuse_blind(request: HttpRequest, mention: str) -> None:
    """Refuse to show what others decided about a mention that one still has to decide about blind.

    Raises:
        Http404: one has.
    """
    if Assignment.objects.filter(user=request.user.pk, mention=mention, done_at=None).exists():
        raise Http404
