"""Counts of mentions by kind, place and month, kept in the transaction that changes what they count."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Count
from django.db.models.functions import Substr

from khronika.store.models import Mention, Tally

COLUMNS = ("status", "type", "mode", "realis", "country", "language", "month")
Counted = tuple[str, ...]
TOGETHER = 100  # rows of one statement
_ROW = f"({', '.join(['%s'] * 8)})"
_ADD = (
    f"INSERT INTO store_tally ({', '.join(COLUMNS)}, number) VALUES {{rows}} "
    f"ON CONFLICT ({', '.join(COLUMNS)}) DO UPDATE SET number = store_tally.number + excluded.number"
)

_DROP_EMPTY = f"DELETE FROM store_tally WHERE {' AND '.join(f'{name} = %s' for name in COLUMNS)} AND number = 0"


def counted(mention: Mention) -> Counted:
    """Give under what a mention is counted."""
    return counted_row(vars(mention))


def counted_row(row: Mapping[str, Any]) -> Counted:
    """Give under what a mention is counted, of its columns."""
    return (*(row[name] for name in COLUMNS[:-1]), row["date_start"][:7])


def count(added: Iterable[Counted] = (), removed: Iterable[Counted] = ()) -> None:
    """Take up what was added and removed; in a fixed order, so that two writers never wait for each other."""
    change = Counter(added)
    change.subtract(removed)
    moved = [(key, number) for key, number in sorted(change.items()) if number]
    with connection.cursor() as cursor:
        for at in range(0, len(moved), TOGETHER):
            some = moved[at : at + TOGETHER]
            values: list[str | int] = []
            for key, number in some:
                values += [*key, number]
            cursor.execute(_ADD.format(rows=", ".join([_ROW] * len(some))), values)
    fallen = [key for key, number in moved if number < 0]
    if fallen:
        with connection.cursor() as cursor:
            cursor.executemany(_DROP_EMPTY, fallen)


def recount() -> Counter[Counted]:
    """Count the mentions themselves: what the tally has to say."""
    rows = (
        Mention.objects.annotate(month=Substr("date_start", 1, 7)).values_list(*COLUMNS).annotate(number=Count("key"))
    )
    return Counter({tuple(row[:-1]): row[-1] for row in rows.order_by()})


def read() -> Counter[Counted]:
    """Give the tally as it is kept."""
    return Counter({tuple(row[:-1]): row[-1] for row in Tally.objects.values_list(*COLUMNS, "number")})
