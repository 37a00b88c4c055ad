"""Made-up mentions for the tests of linking, cases and assembly."""

from datetime import date, timedelta
from typing import Any

from khronika.model import (
    Argument,
    Attribution,
    EventMention,
    Participant,
    Quantity,
    Span,
    Term,
    ToldDate,
    ToldPlace,
    argument_keys,
)
from khronika.resolve.assemble import Telling

PLACES = {
    "Lille": ToldPlace("Lille", "FR", "Hauts-de-France", 2998324, 50.63, 3.06, "settlement", Span(0, 5, "Lille")),
    "Arras": ToldPlace("Arras", "FR", "Hauts-de-France", 3036938, 50.29, 2.78, "settlement", Span(0, 5, "Arras")),
    "Douai": ToldPlace("Douai", "FR", "Hauts-de-France", 3020810, 50.37, 3.08, "settlement", Span(0, 5, "Douai")),
    "Lyon": ToldPlace("Lyon", "FR", "Auvergne-Rhône-Alpes", 2996944, 45.75, 4.85, "settlement", Span(0, 4, "Lyon")),
}


def mention(
    id: str,
    *,
    document: str = "a",
    type: str = "PROTEST",
    mode: str | None = "strike",
    realis: Any = "actual",
    trigger: str = "walked out",
    quote: str | None = None,
    start: int = 0,
    day: tuple[date, date, Any] | None = None,
    inferred: bool = False,
    place: str | None = None,
    precision: Any = None,
    speaker: str | None = None,
    relation: Any = "says",
    number: int | None = None,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    charges: tuple[str, ...] = (),
    sentences: tuple[tuple[str, int, str], ...] = (),
    articles: tuple[str, ...] = (),
) -> EventMention:
    """Make a mention; a name with a capital is a person's, one without a group's."""
    words = quote or f"They {trigger}."
    told = [("actor", name) for name in actors] + [("recipient", name) for name in recipients]
    arguments: list[Argument] = [
        Argument(role, 0, len(name), name, Participant("person" if name[0].isupper() else "group", name))  # type: ignore[arg-type]
        for role, name in told
    ]
    if number is not None:
        arguments.append(Argument("number", 0, 3, str(number), Quantity(number, number, False, "actor")))
    arguments += [Argument("charge", 0, len(charge), charge, Term(charge)) for charge in charges]
    arguments += [
        Argument("sentence", 0, len(name), name, Term(name, amount, unit)) for name, amount, unit in sentences
    ]
    arguments += [Argument("legal_basis", 0, len(name), name, Term(name)) for name in articles]
    at = words.index(trigger)
    return EventMention(
        id=id, document=document, type=type, mode=mode, realis=realis, start=start, end=start + len(words), quote=words,
        trigger=Span(start + at, start + at + len(trigger), trigger), arguments=tuple(arguments),
        date=ToldDate(*day, inferred=inferred) if day else None, place=PLACES[place] if place else None,
        attribution=Attribution(speaker, relation if speaker else "states"), confidence=0.9, coder="0.1.0",
    )  # fmt: skip


def day(year: int, month: int, number: int) -> tuple[date, date, Any]:
    """Give one day as `mention` takes it."""
    return date(year, month, number), date(year, month, number) + timedelta(1), "day"


def telling(
    told: EventMention,
    *,
    source: str = "a",
    published: date | None = None,
    language: str = "en",
    decided: set[str] | None = None,
    actors: dict[str, str] | None = None,
) -> Telling:
    """Make a telling; `actors` maps names to keys of actors."""
    keys = argument_keys([{"role": one.role, "text": one.text} for one in told.arguments])
    of_name = actors or {}
    known = {key: of_name[one.text] for key, one in zip(keys, told.arguments, strict=True) if one.text in of_name}
    return Telling(mention=told, source=source, published=published, language=language,
                   decided=frozenset(decided or ()), actors=known)  # fmt: skip
