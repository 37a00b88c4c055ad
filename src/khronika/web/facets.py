"""The facets beside a view of events: values, how many events each would leave, and the address that leaves them."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from khronika.store.columns import Filtered
from khronika.web import chronicle_labels as labels
from khronika.web.asked import Asked, bounds
from khronika.web.figures import grouped

SHOWN = 7
FOLDED = 60  # behind the fold; what is rarer is found by search
CHOSEN = SafeString(' aria-current="true"')


class Choice(Struct, frozen=True):
    """One value of a facet; its address takes it away where it is chosen."""

    label: str
    number: str
    address: str
    is_chosen: bool


class Facet(Struct, frozen=True):
    """A facet: its first values as lines of a list, and the rest behind a fold; `is_telling` if it narrows."""

    name: str
    title: str | Promise
    shown: SafeString
    folded: SafeString
    more: int
    is_telling: bool


def _kind(value: str) -> str:
    type_, _, mode = value.partition("/")
    return labels.kind(type_, mode)


def _of(table: dict[str, Promise]) -> Callable[[str], str]:
    return lambda value: str(table.get(value, value))


TITLES: dict[str, tuple[Promise, Callable[[str], str]]] = {
    "type": (_("Type"), labels.kind),
    "mode": (_("Kind"), _kind),
    "months": (_("When"), labels.month),
    "country": (_("Country"), labels.country),
    "review": (_("Review"), _of(labels.REVIEW)),
    "sources": (_("Sources"), _of(labels.SOURCES)),
    "disputed": (_("Values"), lambda value: str(_("disputed"))),
    "language": (_("Language"), labels.tongue),
    "realis": (_("How told"), _of(labels.REALIS)),
}


def make_facets(asked: Asked, found: Filtered) -> list[Facet]:
    """Make the facets of a view; one with a single value that is not chosen tells nothing and is left out."""
    facets = [_facet(name, asked, _values(name, asked, found)) for name in TITLES]
    return [facet for facet in facets if facet.is_telling]


def _values(name: str, asked: Asked, found: Filtered) -> list[tuple[str, int]]:
    values = found.facet(name)
    if name == "mode" and asked.filter.type:
        return [row for row in values if row[0].startswith(f"{asked.filter.type}/")]
    if name == "months" and asked.said.get("since") and asked.said.get("since") == asked.said.get("until"):
        return _within(asked, found, values)
    return values


def _within(asked: Asked, found: Filtered, values: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Give the year that is chosen, then its months."""
    chosen = asked.said["since"]
    number = next((number for value, number in values if value == chosen), found.total)
    months = found.months() if len(chosen) == 4 else {}
    return [(chosen, number), *((code, count) for code, count in months.items() if code.startswith(chosen))]


def _facet(name: str, asked: Asked, values: list[tuple[str, int]]) -> Facet:
    title, label = TITLES[name]
    choices = [_choice(name, asked, value, number, label) for value, number in values]
    choices = [choice for choice in choices if choice.is_chosen] + [each for each in choices if not each.is_chosen]
    shown = 13 if name == "months" else SHOWN
    is_telling = len(choices) > 1 or any(each.is_chosen for each in choices) or bool(name == "disputed" and choices)
    folded = choices[shown : shown + FOLDED]
    return Facet(name, title, _lines(choices[:shown]), _lines(folded), len(folded), is_telling)


def _lines(choices: list[Choice]) -> SafeString:
    """Write choices as lines of a list; by hand, for there are a hundred of them on a page."""
    return format_html_join(
        "",
        '<li><a href="?{}"{}><span>{}</span><span class="number">{}</span></a></li>',
        ((each.address, CHOSEN if each.is_chosen else "", each.label, each.number) for each in choices),
    )


def _choice(name: str, asked: Asked, value: str, number: int, label: Callable[[str], str]) -> Choice:
    if name == "months":
        is_chosen = asked.said.get("since") == value == asked.said.get("until")
        wider = value[:4] if len(value) > 4 else None
        changes = {"since": wider, "until": wider} if is_chosen else {"since": value, "until": value}
    else:
        is_chosen = asked.said.get(name) == value
        changes = {name: None if is_chosen else value}
        if name == "type":
            changes["mode"] = None
    return Choice(label(value), grouped(number), asked.address(**changes, after=None), is_chosen)


class Chip(Struct, frozen=True):
    """One part of what was asked for, with the address that takes it away."""

    label: str
    address: str


def make_chips(asked: Asked, place: str | None) -> list[Chip]:
    """Give what narrows the view, part by part."""
    chips = []
    for name, value in asked.narrowing.items():
        if name in ("since", "until"):
            continue
        chips.append(Chip(_chip(name, value, place), asked.address(**{name: None}, after=None)))
    since, until = asked.said.get("since", ""), asked.said.get("until", "")
    if since or until:
        chips.append(Chip(_span(since, until), asked.address(since=None, until=None, after=None)))
    return chips


def _chip(name: str, value: str, place: str | None) -> str:
    if name == "q":
        return f"“{value}”"
    if name == "place":
        return place or value
    if name == "box":
        return str(_("part of the map"))
    return TITLES[name][1](value)


def _span(since: str, until: str) -> str:
    if since == until and len(since) < 8:
        return labels.month(since)
    first, last = bounds(since, until)
    return f"{first or '…'} – {last or '…'}"
