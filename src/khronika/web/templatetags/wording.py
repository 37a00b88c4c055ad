"""Codes and values in the words of the language in which a page is read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from msgspec import Struct

from khronika import ontology
from khronika.errors import DataError
from khronika.web.chronicle_labels import country
from khronika.web.figures import short
from khronika.web.labels import ACTOR_KINDS, GENRES, PROTECTIONS, RELATIONS, STATEMENT_RELATIONS, STATUSES, VERBS
from khronika.web.linking.reasons import reason
from khronika.wording import word_date, word_quantity

register = template.Library()
register.filter("reason", reason)
register.filter("short", short)
LEAD = 60  # characters of a quote before its trigger that a list shows
LISTS = {
    "status": STATUSES,
    "verb": VERBS,
    "tie": RELATIONS,
    "said": STATEMENT_RELATIONS,
    "actor_kind": ACTOR_KINDS,
    "genre": GENRES,
    "protection": PROTECTIONS,
}


class Dated(Struct, frozen=True):
    """Days as the wording room takes them."""

    start: date | None
    end: date | None
    precision: str


def spoken() -> str:
    """Give the language in which the page is read, as the ontology and the wording room name it."""
    return (get_language() or "en")[:2]


@register.filter
def kind(row: Any) -> str:
    """Tell what an event or mention is: its mode, or its type where no mode is known."""
    return label(_get(row, "type"), _get(row, "mode") or None)


def label(type_: str, mode: str | None = None) -> str:
    """Give the label of a type or mode; a code that this version does not know stands for itself."""
    try:
        return ontology.load().label(type_, mode, language=spoken())
    except DataError:
        return mode or type_


@register.filter
def type_label(code: str) -> str:
    """Give the label of a type."""
    return label(code)


@register.filter
def mode_label(code: str, type_: str) -> str:
    """Give the label of a mode of a type: `{{ mode|mode_label:type }}`."""
    return label(type_, code)


@register.filter
def term(code: str, list_: str) -> str:
    """Give the label of a code of a closed list: `{{ role|term:"roles" }}`, `{{ status|term:"status" }}`."""
    if list_ in LISTS:
        return str(LISTS[list_].get(code, code))
    entry = getattr(ontology.load(), list_).get(code)
    return entry.labels[spoken()] if entry else code


@register.filter
def when(row: Any) -> str:
    """Tell when an event was, from the columns of a row or the `date` of a body; unknown is empty."""
    start, end, precision = (
        (_get(row, "date_start"), _get(row, "date_end"), _get(row, "date_precision"))
        if _get(row, "date_precision") is not None
        else (_get(row, "start"), _get(row, "end"), _get(row, "precision"))
    )
    if not start and not end:
        return ""
    return word_date(Dated(_day(start), _day(end), str(precision)), spoken())


@register.filter
def where(row: Any) -> str:
    """Tell a place with its region and the name of its country, of the columns of a row or the `place` of a body."""
    name = _get(row, "place") if isinstance(_get(row, "place"), str) else _get(row, "name")
    code = _get(row, "country")
    parts = (name, _get(row, "admin1"), country(code) if code else "")
    return ", ".join(dict.fromkeys(part for part in parts if part))


@register.filter
def how_many(value: Any) -> str:
    """Tell a quantity."""
    of = _get(value, "of")
    number = word_quantity(
        _get(value, "low"), _get(value, "high"), approximate=bool(_get(value, "approximate")), language=spoken()
    )
    return f"{number} ({term(of, 'roles')})" if of else number


@register.filter
def argument(row: Mapping[str, Any]) -> str:
    """Tell the value of an argument in words, whatever its kind."""
    value = row.get("value") or {}
    if row["role"] == "date" or "start" in value:
        return when(value) or row.get("text", "")
    if "low" in value or "high" in value:
        return how_many(value)
    if "country" in value:
        return where(value)
    amount = value.get("amount")
    name = str(value.get("name") or row.get("text", ""))
    if row["role"] == "sector":
        return ontology.load().sector(name, spoken())
    return f"{name} ({amount:g} {value.get('unit') or ''})".replace(" )", ")") if amount else name


@register.filter
def percent(number: float) -> str:
    """Tell a share of 1 in whole per cent."""
    return _("%(number)d %%") % {"number": round(100 * number)}


@register.filter
def unlocalized(number: float) -> str:
    """Write a number as HTML wants it, with a point in every language."""
    return f"{number:.3f}"


@register.filter
def quoted(row: Any) -> SafeString:
    """Give a mention's quote from a little before its trigger, with the trigger marked."""
    quote, told = _get(row, "quote"), _get(row, "trigger")
    trigger = told if isinstance(told, str) else told["text"]
    at = quote.find(trigger)
    if at < 0:
        return conditional_escape(quote)
    start = quote.rfind(" ", 0, at - LEAD) + 1 if at > LEAD else 0
    head = ("… " if start else "") + quote[start:at]
    return format_html("{}<b>{}</b>{}", head, trigger, quote[at + len(trigger) :])


@register.filter
def field(row: Any, name: str) -> Any:
    """Give a field by a name that is itself a value."""
    return _get(row, name)


def _get(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)


def _day(text: str | date | None) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and text else text or None
