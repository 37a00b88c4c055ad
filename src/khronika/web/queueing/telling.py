"""The queues of statements and relations: report after report, in the order in which they are told."""

from django.db.models import Q, QuerySet
from msgspec import Struct

from khronika.store.models import Relation, Statement
from khronika.web.queueing.filters import Filters

Told = type[Statement] | type[Relation]
ORDER = ("document", "start", "key")


class Spot(Struct, frozen=True, order=True):
    """Where one stands among what reports tell; an address holds it as `12~340~a1b2`."""

    document: int
    start: int
    key: str

    @classmethod
    def read(cls, text: str) -> "Spot | None":
        """Read a spot; None for what is none."""
        document, _bar, rest = text.partition("~")
        start, bar, key = rest.partition("~")
        return (
            cls(int(document[:18]), int(start[:18]), key)
            if bar and document.isdecimal() and start.isdecimal()
            else None
        )

    def __str__(self) -> str:
        """Write it as an address holds it."""
        return f"{self.document}~{self.start}~{self.key}"


def told_page(
    table: Told, filters: Filters, size: int, *, after: Spot | None = None, before: Spot | None = None
) -> list[Spot]:
    """Give a page in order: the first, or that after or before a spot; status, report and language count."""
    found: list[Spot] = []
    for status in filters.statuses:
        rows = _narrowed(table._default_manager.filter(status=status), filters)
        if after:
            rows = rows.filter(_beyond("gt", after))
        if before:
            rows = rows.filter(_beyond("lt", before))
        order = [f"-{name}" for name in ORDER] if before else ORDER
        found += [Spot(*row) for row in rows.order_by(*order).values_list("document_id", "start", "key")[:size]]
    return sorted(sorted(found, reverse=bool(before))[:size])


def told_total(table: Told, filters: Filters, most: int) -> int:
    """Count what a list holds, no further than `most`."""
    found = 0
    for status in filters.statuses:
        found += _narrowed(table._default_manager.filter(status=status), filters).values("pk")[: most - found].count()
        if found >= most:
            break
    return found


def next_told(table: Told, filters: Filters, spot: Spot, *, backwards: bool = False) -> str | None:
    """Give the key of what comes after a spot, or before it."""
    found = told_page(table, filters, 1, before=spot) if backwards else told_page(table, filters, 1, after=spot)
    return found[0].key if found else None


def _narrowed(
    rows: QuerySet[Statement] | QuerySet[Relation], filters: Filters
) -> QuerySet[Statement] | QuerySet[Relation]:
    if filters.document:
        rows = rows.filter(document=filters.document)
    return rows.filter(document__language=filters.language) if filters.language else rows


def _beyond(way: str, spot: Spot) -> Q:
    same = Q(document=spot.document)
    return (
        Q(**{f"document__{way}": spot.document})
        | same & Q(**{f"start__{way}": spot.start})
        | same & Q(**{"start": spot.start, f"key__{way}": spot.key})
    )
