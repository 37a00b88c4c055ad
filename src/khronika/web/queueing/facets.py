"""How many wait of each kind, counted from the tally."""

import threading
import time
from collections.abc import Callable, Mapping

from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from msgspec import Struct

from khronika.store.models import Tally
from khronika.web.labels import STATUSES
from khronika.web.queueing.filters import WAITING, Filters
from khronika.web.templatetags.wording import label

MOST = 300  # values of one facet; months of thirty years fit
SHARE = 20  # what took so long to count is kept this many times as long
MOST_KEPT = 200
CHEAP = 0.05  # seconds: what costs less is counted each time


class Kept:
    """Counts that took long, kept for a while that grows with their cost: counting never takes more than a twentieth.

    A class because it is a resource: the threads of the server share it. What takes less than `CHEAP` is
    counted each time.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._lock = threading.Lock()
        self._found: dict[object, tuple[float, list[Facet]]] = {}

    def give(self, key: object, count: Callable[[], list["Facet"]]) -> list["Facet"]:
        """Give what is kept, or count anew."""
        with self._lock:
            until, found = self._found.get(key, (0.0, []))
        start = time.monotonic()
        if start < until:
            return found
        found = count()
        cost = time.monotonic() - start
        with self._lock:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            self._found[key] = (time.monotonic() + SHARE * cost if cost > CHEAP else 0.0, found)
        return found


KEPT = Kept()


class Choice(Struct, frozen=True):
    """One value of a facet, with how many there are."""

    value: str
    label: str
    number: int


class Facet(Struct, frozen=True):
    """A part of the filter with its values."""

    name: str
    label: str
    chosen: str
    choices: list[Choice]


def facets(filters: Filters) -> list[Facet]:
    """Count the values of each part of the filter among what the other parts leave; what is costly is kept a while."""
    return KEPT.give((filters, get_language()), lambda: _facets(filters))


def _facets(filters: Filters) -> list[Facet]:
    titles = {
        "status": _("Status"), "type": _("Type"), "mode": _("Mode"), "language": _("Language"),
        "country": _("Country"), "month": _("Month"),
    }  # fmt: skip
    names = [name for name in titles if name != "mode" or filters.type]
    return [Facet(name, titles[name], getattr(filters, name), _choices(filters, name)) for name in names]


def total(filters: Filters) -> int | None:
    """Count what the filter leaves; None where the tally does not know the part asked for."""
    if filters.place or filters.confidence or filters.document:
        return None
    found = Tally.objects.filter(filters.tally_conditions("")).aggregate(number=Sum("number"))["number"]
    return int(found or 0)


def _choices(filters: Filters, name: str) -> list[Choice]:
    counted = Tally.objects.filter(filters.tally_conditions(name)).values_list(name).annotate(number=Sum("number"))
    numbers = {str(value): int(number) for value, number in counted if number}
    if name == "status":
        return _statuses(numbers)
    worded = WORDED.get(name, _itself)
    found = [Choice(value, worded(value, filters), number) for value, number in numbers.items() if value]
    if name == "month":
        unknown = [Choice("unknown", _("unknown"), numbers[""])] if numbers.get("") else []
        return unknown + sorted(found, key=lambda choice: choice.value, reverse=True)[:MOST]
    return sorted(found, key=lambda choice: (-choice.number, choice.label))[:MOST]


def _statuses(numbers: Mapping[str, int]) -> list[Choice]:
    waiting = sum(numbers.get(status, 0) for status in WAITING)
    known = [Choice(code, str(words), numbers[code]) for code, words in STATUSES.items() if numbers.get(code)]
    return [Choice("", _("waiting"), waiting), *known]


def _itself(value: str, _filters: Filters) -> str:
    return value


WORDED: Mapping[str, Callable[[str, Filters], str]] = {
    "type": lambda value, _filters: label(value),
    "mode": lambda value, filters: label(filters.type, value),
}
