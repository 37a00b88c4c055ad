"""How many wait of each kind, counted from the tally."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from msgspec import Struct

from khronika.web.labels import STATUSES
from khronika.web.queueing.cube import KEPT, Asked, Cube
from khronika.web.queueing.filters import WAITING, Filters
from khronika.web.templatetags.wording import label

MOST = 300  # values of one facet; months of thirty years fit


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
    """Count the values of each part of the filter among what the other parts leave."""
    cube = KEPT.give()
    titles = {
        "status": _("Status"), "type": _("Type"), "mode": _("Mode"), "language": _("Language"),
        "country": _("Country"), "month": _("Month"),
    }  # fmt: skip
    names = [name for name in titles if name != "mode" or filters.type]
    return [Facet(name, titles[name], getattr(filters, name), _choices(cube, filters, name)) for name in names]


def total(filters: Filters) -> int | None:
    """Count what the filter leaves; None where the tally does not know the part asked for."""
    if filters.place or filters.confidence or filters.document:
        return None
    cube = KEPT.give()
    return cube.total(_asked(cube, filters, ""))


def _asked(cube: Cube, filters: Filters, but: str) -> Asked:
    """Give what is asked for of each column, but for one part of the filter: what the facet of that part counts."""
    spared = {but, "mode"} if but == "type" else {but}
    plain = ("type", "mode", "language", "country")
    asked: dict[str, list[str]] = {
        name: [getattr(filters, name)] for name in plain if getattr(filters, name) and name not in spared
    }
    if but != "status":
        asked["status"] = list(filters.statuses)
    if filters.month and but != "month":
        asked["month"] = [""] if filters.month == "unknown" else cube.months(filters.month)
    return asked


def _choices(cube: Cube, filters: Filters, name: str) -> list[Choice]:
    numbers = cube.count(name, _asked(cube, filters, name))
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
