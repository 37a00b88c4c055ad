"""One writer at a time where what is written depends on what is there."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_LOCK = 0x4B68726F6E696B61  # PostgreSQL's number for it; SQLite has one writer anyway


@contextmanager
def turn() -> Iterator[None]:
    """Hold a transaction in which no other process takes in reports, versions or recodings."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield
