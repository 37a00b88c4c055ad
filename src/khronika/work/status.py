"""What a chronicle holds, and what waits to be decided."""

from msgspec import Struct

from khronika.store import counting
from khronika.work.chronicle import Chronicle


class Status(Struct, frozen=True):
    """Counts by name, in the order in which they are told; `size` is that of the database in bytes."""

    database: str
    size: int
    counts: dict[str, int]
    mentions: dict[str, int]
    waiting: dict[str, int]
    coders: dict[str, int]


def read_status(chronicle: Chronicle) -> Status:
    """Count everything."""
    url = chronicle.config.database
    database = f"PostgreSQL at {url.rpartition('@')[2].rpartition('//')[2]}" if url else "SQLite"
    return Status(
        database,
        counting.size(),
        counting.counts(),
        counting.mentions_by_status(),
        counting.waiting(),
        counting.coders(),
    )
