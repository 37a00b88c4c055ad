"""Make the linker's mentions of event mentions, facts of their documents, and keys of those who take part."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from khronika.model import Body, EventMention, Participant, Quantity
from khronika.resolve.actors.person import parse_person
from khronika.resolve.actors.words import word
from khronika.resolve.events.mention import LinkedDocument, LinkedMention, Party
from khronika.resolve.events.words import is_plural, kind_of_people, stems

WORDS = 24  # of a sentence, the nearest to the trigger
LEAST_NUMBER = 10  # a smaller one marks no report

Actors = Mapping[tuple[int, int], str]  # where a name stands in its document → the key of the actor it names


def link_document(
    key: str, text: str, *, language: str = "", day: date | None = None, source: str = "", marks: Iterable[str] = ()
) -> LinkedDocument:
    """Make the facts of a document; `source` is the document that it repeats, `marks` come from `marks_of`."""
    words = tuple(sorted(set(stems(text, language))))
    return LinkedDocument(
        key=key, source=source or key, language=language, day=day, words=words, marks=tuple(sorted(set(marks)))
    )


def marks_of(entities: Iterable[Body], actors: Actors) -> Iterator[str]:
    """Yield what a report's entities mean in every language: persons, places, days and large numbers.

    `entities` are rows of `entities.jsonl`.
    """
    for entity in entities:
        kind, value = entity["kind"], entity["value"]
        if kind in ("person", "organisation"):
            known = actors.get((entity["start"], entity["end"]))
            yield party(value["name"], kind, "", known).key
        elif kind == "place" and value.get("geonames_id"):
            yield f"place:{value['geonames_id']}"
        elif kind == "number" and (value.get("low") or 0) >= LEAST_NUMBER:
            yield f"number:{value['low']}"
        elif kind == "date" and value.get("start") and value.get("precision") == "day":
            yield f"day:{value['start']}"


def link_mention(mention: EventMention, document: LinkedDocument, actors: Actors | None = None) -> LinkedMention:
    """Make the linker's mention; `actors` need not know every name."""
    known = actors or {}
    language = document.language
    return LinkedMention(
        key=mention.id,
        document=document,
        start=mention.trigger.start,
        type=mention.type,
        mode=mention.mode,
        realis=mention.realis,
        trigger=tuple(stems(mention.trigger.text, language)) or (mention.trigger.text.casefold(),),
        plural=is_plural(mention.trigger.text, language),
        words=tuple(_beside(mention, language)),
        date=mention.date,
        place=mention.place,
        actors=tuple(_parties(mention, "actor", language, known)),
        recipients=tuple(_parties(mention, "recipient", language, known)),
        numbers=tuple(a.value for a in mention.arguments if a.role == "number" and isinstance(a.value, Quantity)),
    )


def party(name: str, kind: Any, language: str, actor: str | None) -> Party:
    """Give a participant's key: the actor's where it is resolved, else one of the name, else the kind of people.

    A name without a capital names nobody: "the court", «медсестра».
    """
    if actor is not None:
        return Party(actor, kind if kind in ("person", "organisation") else "organisation")
    if kind in ("person", "organisation") and name != name.lower():
        return Party(_name_key(name, kind), kind)
    return Party("people:" + kind_of_people(name, language), "group")


def _name_key(name: str, kind: str) -> str:
    """Make a key that a name keeps in other scripts and cases: the consonants of the surname, or of all words."""
    if kind == "person":
        parsed = parse_person(name)
        at = parsed.surname if parsed.surname is not None else -1
        return "person:" + (parsed.words[at].bones if parsed.words else name.casefold())
    return "organisation:" + " ".join(sorted(word(part).bones for part in name.split()))


def _parties(mention: EventMention, role: str, language: str, actors: Actors) -> Iterator[Party]:
    found = dict.fromkeys(
        party(argument.value.name, argument.value.kind, language, actors.get((argument.start, argument.end)))
        for argument in mention.arguments
        if argument.role == role and isinstance(argument.value, Participant)
    )
    return iter(found)


def _beside(mention: EventMention, language: str) -> list[str]:
    """Give the stems of a sentence without its trigger, the nearest first."""
    at = mention.trigger.start - mention.start
    before = list(stems(mention.quote[: max(0, at)], language))[::-1]
    after = list(stems(mention.quote[max(0, at) + len(mention.trigger.text) :], language))
    longest = max(len(before), len(after))
    turns = (side[n] for n in range(longest) for side in (before, after) if n < len(side))
    return list(dict.fromkeys(turns))[:WORDS]
