"""An event's fields as they are shown: every value told, by whom, which one is chosen and why."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from khronika import ontology
from khronika.errors import DataError
from khronika.resolve.assemble import SEVERAL
from khronika.store.models import Event, Mention
from khronika.web import chronicle_labels as labels
from khronika.wording import word_quantity

TITLES: Mapping[str, Promise] = {
    "type": _("What"), "mode": _("Kind"), "realis": _("How told"), "date": _("When"), "place": _("Where"),
    "number": _("How many"), "contexts": _("Context"), "attribution": _("Said by"),
    "age": _("Age"), "minor": _("Minor"),
}  # fmt: skip


class Teller(Struct, frozen=True):
    """Who tells a value: the words, the report, and what kind of source it is."""

    mention: str
    document: int | None
    title: str
    speaker: str
    source_type: str
    text: str


class Value(Struct, frozen=True):
    """One value of a field, with all who tell it; `index` is that of its first telling in the event's body."""

    words: str
    index: int
    is_chosen: bool
    tellers: list[Teller]


class Field(Struct, frozen=True):
    """A field of an event; `ranges` are the least and the most told by each kind of source, of numbers."""

    name: str
    title: str
    chosen: str
    why: str
    disputed: bool
    is_several: bool
    values: list[Value]
    ranges: list[tuple[str, str]]


def make_fields(event: Event, mentions: Mapping[str, Mention], chosen: Mapping[str, Any]) -> list[Field]:
    """Make the fields of an event; `chosen` are values that people chose, which stand over those that rules chose."""
    return [_field(row, event.type, mentions, chosen) for row in event.body.get("fields", ()) if row.get("told")]


def _field(row: dict[str, Any], type_: str, mentions: Mapping[str, Mention], chosen: Mapping[str, Any]) -> Field:
    name = row["name"]
    is_decided = name in chosen
    value = chosen[name] if is_decided else row.get("chosen")
    values: dict[str, tuple[int, Any, list[Teller]]] = {}
    for index, told in enumerate(row["told"]):
        words = word(name, told["value"], type_)
        values.setdefault(words, (index, told["value"], []))[2].append(_teller(told, mentions))
    shown = word(name, value, type_)
    return Field(
        name=name,
        title=title_of(name),
        chosen=shown,
        why=str(_("chosen by a person")) if is_decided else why_of(str(row.get("why") or "")),
        disputed=bool(row.get("disputed")),
        is_several=name in SEVERAL,
        values=[Value(words, index, words == shown, tellers) for words, (index, _value, tellers) in values.items()],
        ranges=_ranges(row["told"]),
    )


def why_of(code: str) -> str:
    """Tell why a value was chosen; rules give their reasons in English."""
    return str(labels.WHY.get(code, code))


def title_of(name: str) -> str:
    """Name a field: one of the event's own, or a role."""
    head = name.partition(":")[0]
    if head in TITLES:
        of = name.partition(":")[2]
        return f"{TITLES[head]} ({labels.role(of)})" if of else str(TITLES[head])
    role = labels.role(head)
    return role[:1].upper() + role[1:]


def _teller(told: Mapping[str, Any], mentions: Mapping[str, Mention]) -> Teller:
    mention = mentions.get(told["mention"])
    document = mention.document if mention else None
    return Teller(
        mention=told["mention"],
        document=document.pk if document else None,
        title=(document.title or document.name) if document else str(told.get("document") or ""),
        speaker=str(told.get("speaker") or ""),
        source_type=str(told.get("source_type") or "unknown"),
        text=str(told.get("text") or ""),
    )


def word(name: str, value: Any, type_: str = "") -> str:
    """Tell a value of any field in words."""
    match value:
        case None | "" | [] | ():
            return str(_("unknown"))
        case bool():
            return str(_("yes") if value else _("no"))
        case str():
            return _code(name, value, type_)
        case list() | tuple():
            return ", ".join(word(name, each, type_) for each in value)
        case {"low": low, "high": high}:
            return word_quantity(low, high, approximate=bool(value.get("approximate")), language=labels.language())
        case {"type": type_code, "mode": mode}:
            return labels.kind(type_code, mode)
        case {"country": country}:
            parts = (value.get("name"), value.get("admin1"), labels.country(country) if country else "")
            return ", ".join(dict.fromkeys(part for part in parts if part))
        case {"start": start, "end": end}:
            return labels.when(str(start or ""), str(end or ""), str(value.get("precision") or "unknown"))
        case {"speaker": speaker}:
            return str(speaker or _("the reporter"))
        case {"name": told} if name == "sector":
            return ontology.load().sector(str(told), labels.language())
        case {"name": told}:
            amount = value.get("amount")
            return f"{told} ({amount:g} {value.get('unit') or ''})".replace(" )", ")") if amount else str(told)
        case _:
            return str(value)


def _code(name: str, value: str, type_: str) -> str:
    if name == "type":
        return labels.kind(value)
    if name == "mode":
        return labels.kind(type_, value)
    if name == "realis":
        return str(labels.REALIS.get(value, value))
    if name == "contexts":
        try:
            return ontology.load().contexts[value].labels[labels.language()]
        except (DataError, KeyError):
            return value
    return value


def _ranges(told: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Give what each kind of source tells of a number, from the least to the most."""
    bounds: dict[str, list[int]] = {}
    for row in told:
        value = row["value"]
        if isinstance(value, Mapping) and ("low" in value or "high" in value):
            source = str(row.get("source_type") or "unknown")
            bounds.setdefault(source, []).extend(n for n in (value.get("low"), value.get("high")) if n is not None)
    return [
        (str(labels.SOURCE_TYPE.get(source, source)), word_quantity(min(all_), max(all_), language=labels.language()))
        for source, all_ in sorted(bounds.items())
        if all_
    ]
