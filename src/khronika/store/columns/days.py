"""Days and months as whole numbers: days since the year 1, months since the year 0; -1 where open or unknown."""

from datetime import date
from functools import lru_cache

UNKNOWN = -1


@lru_cache(20_000)
def day_of(text: str) -> int:
    """Give the number of an ISO 8601 day; -1 for an empty one."""
    return date.fromisoformat(text).toordinal() if text else UNKNOWN


@lru_cache(20_000)
def month_of(text: str) -> int:
    """Give the number of the month of an ISO 8601 day, or of a month (2024-03)."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1 if text else UNKNOWN


def first_day_of(month: int) -> date:
    """Give the first day of a month by its number."""
    return date(month // 12, month % 12 + 1, 1)
