"""Days as heads and notes of pages write them."""

import re
from datetime import date
from functools import cache

from msgspec import Struct

from khronika.read.cues import rows

_YEAR = re.compile(r"(?:19|20)\d\d")


class Day(Struct, frozen=True):
    """A day and where it is written."""

    day: date
    start: int
    end: int


def find_day(text: str, start: int = 0) -> Day | None:
    """Find the first full date of a line.

    It may be written `23 January 2023`, `Jan. 23, 2023`, `23 января 2023 г.`, `2023-01-23` or `23.01.2023`.
    Dates that leave open which number is the month (3/4/2023) are passed over.
    """
    if not _YEAR.search(text, start):
        return None
    for match in _pattern().finditer(text, start):
        if day := _day({name: value for name, value in match.groupdict().items() if value}):
            return Day(day, *match.span())
    return None


def _day(parts: dict[str, str]) -> date | None:
    fields = {name[0]: value for name, value in parts.items()}
    if "s1" in parts:
        first, second = int(parts["s1"]), int(parts["s2"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, number = (first, second) if second <= 12 else (second, first)
    else:
        day, number = int(fields["d"]), int(fields["m"]) if fields["m"].isdigit() else _month(fields["m"])
    try:
        return date(int(fields["y"]), number, day)
    except ValueError:
        return None


@cache
def _month(form: str) -> int:
    return next(
        int(number) for number, _, pattern in rows("months.tsv", 3) if re.fullmatch(pattern, form, re.IGNORECASE)
    )


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(pattern for _, _, pattern in rows("months.tsv", 3))
    return re.compile(
        rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th|-?го)?(?:\s+of)?[\s.-]+(?P<m1>{month})\b\.?,?[\s-]+(?P<y1>(?:19|20)\d\d)\b(?:\s*(?:года|г\.|г\b))?"
        rf"|\b(?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b"
        r"|\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
        r"|\b(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>(?:19|20)\d\d)\b"
        r"|\b(?P<s1>\d{1,2})/(?P<s2>\d{1,2})/(?P<y5>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )
