"""When: days `start <= day < end` with the precision of what was told."""

import re
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from khronika.errors import ValueFormatError

Precision = Literal[
    "day", "week", "month", "quarter", "season", "year", "decade", "century", "range", "open", "unknown"
]


class Interval(Struct, frozen=True):
    """Half-open days; a null bound is open or unknown, and `precision` says how exact the telling was."""

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it starts."""
        if self.start and self.end and self.end <= self.start:
            raise ValueFormatError(f"not an interval: {self.start} to {self.end} (want start < end)")

    @classmethod
    def day(cls, day: date) -> "Interval":
        """Make the interval of one day."""
        return cls(day, day + timedelta(1), "day")

    @classmethod
    def month(cls, year: int, month: int) -> "Interval":
        """Make the interval of one month."""
        return cls(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1), "month")

    @classmethod
    def year(cls, year: int) -> "Interval":
        """Make the interval of one year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1), "year")

    @classmethod
    def parse(cls, text: str) -> "Interval":
        """Read an ISO date prefix: 2026, 2026-05 or 2026-05-12, or a date-time of which the day counts.

        Raises:
            ValueFormatError: the text is no such prefix, or names a day that does not exist.
        """
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", text.strip())
        if not match:
            raise ValueFormatError(f"not a date prefix: {text!r} (want 2026, 2026-05 or 2026-05-12)")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            if day and month and year:
                return cls.day(date(year, month, day))
            return cls.month(year or 0, month) if month else cls.year(year or 0)
        except ValueError as error:
            raise ValueFormatError(f"no such day: {text!r} ({error})") from error

    def overlaps(self, other: "Interval") -> bool:
        """Say whether two intervals share a day; an open bound reaches as far as need be."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )
