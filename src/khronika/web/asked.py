"""What a page of events is asked for, as its address says it: all of it, so that any view can be kept and sent."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _
from msgspec import Struct

from khronika.errors import ValueFormatError
from khronika.model import Interval
from khronika.store.columns import Filter, Filtered, day_of

SORTS: Final = ("day", "oldest", "priority", "sources")
# What narrows, in the order in which an address says it.
NARROWING: Final = (
    "q", "type", "mode", "country", "language", "review", "realis", "disputed", "sources", "since", "until", "place",
    "box",
)  # fmt: skip
LONGEST = 300
_LAST = date.max.toordinal()


class Asked(Struct, frozen=True):
    """What was asked for: the words sought, the filter, and the address's parts that are not empty."""

    q: str
    filter: Filter
    sort: str
    said: Mapping[str, str]

    def address(self, **changes: str | None) -> str:
        """Give the query of the same view with some parts changed (None or empty: taken away)."""
        parts = {**self.said, **changes}
        return urlencode({name: parts[name] for name in (*NARROWING, *_others(parts)) if parts.get(name)})

    @property
    def narrowing(self) -> dict[str, str]:
        """Give the parts that narrow, without sorting and paging."""
        return {name: self.said[name] for name in NARROWING if name in self.said}


def _others(parts: Mapping[str, object]) -> list[str]:
    return sorted(name for name in parts if name not in NARROWING)


def read_asked(request: HttpRequest) -> Asked:
    """Read the address.

    Raises:
        BadRequest: a part cannot be read; the message says which, and what was wanted.
    """
    said = {name: str(value).strip() for name, value in request.GET.items() if str(value).strip()}
    for name, value in said.items():
        if len(value) > LONGEST or "\0" in value:
            raise BadRequest(_("“%(name)s” is too long or holds what is no text.") % {"name": name[:40]})
    sort = said.get("sort", "day")
    if sort not in SORTS:
        raise BadRequest(_("Events cannot be sorted by “%(sort)s”.") % {"sort": sort})
    plain = {name: said.get(name, "") for name in NARROWING[1:9]}
    since, until = bounds(said.get("since", ""), said.get("until", ""))
    place = said.get("place", "")
    if place and not place.isdecimal():
        raise BadRequest(_("“%(place)s” is no number of a place.") % {"place": place})
    number = int(place) if place else None
    box = read_box(said["box"]) if "box" in said else None
    asked = Filter(**plain, since=since, until=until, place=number, box=box)
    return Asked(said.get("q", ""), asked, sort, said)


def bounds(since: str, until: str) -> tuple[str, str]:
    """Give the first and the last day of what was asked for by years, months or days; empty where nothing was."""
    first = _interval(since).start if since else None
    end = _interval(until).end if until else None
    return first.isoformat() if first else "", (end - timedelta(1)).isoformat() if end else ""


def _interval(text: str) -> Interval:
    try:
        return Interval.parse(text)
    except (ValueFormatError, OverflowError) as error:
        raise BadRequest(_("“%(text)s” is no date: write 2024, 2024-03 or 2024-03-12.") % {"text": text}) from error


def read_box(text: str) -> tuple[float, float, float, float]:
    """Read west, south, east and north in degrees.

    Raises:
        BadRequest: they are none.
    """
    parts = text.split(",")
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as error:
        raise BadRequest(_("“%(box)s” is no part of a map.") % {"box": text}) from error
    if not (-90 <= south <= north <= 90 and -540 <= west <= 540 and -540 <= east <= 540):
        raise BadRequest(_("“%(box)s” is no part of a map.") % {"box": text})
    return west, south, east, north


def window(asked: Asked, found: Filtered) -> tuple[int, int]:
    """Give the stretch of days that a picture shows, half-open ordinals: what was asked for, or as far as events go."""
    since, until = asked.filter.since, asked.filter.until
    told = found.snapshot["day"][found.at]
    told = told[told >= 0]
    first = day_of(since) if since else int(told.min()) if len(told) else 0
    last = day_of(until) + 1 if until else int(told.max()) + 1 if len(told) else first + 1
    return max(first, 1), min(max(last, first + 1), _LAST)
