"""Make the linker's mentions of event mentions, facts of their documents, and keys of those who take part."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from khronika.model import Body, EventMention, Interval, Participant, Place, Quantity, Realis, ToldPlace
from khronika.resolve.actors.person import parse_person
from khronika.resolve.actors.words import word
from khronika.resolve.events.durations import lasted
from khronika.resolve.events.mention import LinkedDocument, LinkedMention, Party
from khronika.resolve.events.profile import FIXED
from khronika.resolve.events.tables import wholes
from khronika.resolve.events.words import is_plural, kind_of_people, stems

WORDS = 24  # of a sentence, the nearest to the trigger
LONGEST_HEAD = 60  # characters of what heads an item of a digest
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
    plural = is_plural(mention.trigger.text, language)
    return LinkedMention(
        key=mention.id,
        document=document,
        start=mention.trigger.start,
        sentence=mention.start,
        type=mention.type,
        mode=mention.mode,
        realis=_realis(mention),
        trigger=tuple(stems(mention.trigger.text, language)) or (mention.trigger.text.casefold(),),
        plural=plural,
        whole=_is_whole(mention, plural),
        another=bool(wholes()["another"].search(_before(mention))),
        item=_is_item(mention),
        lasted=lasted(_before(mention), _behind(mention), language),
        words=tuple(_beside(mention, language)),
        date=mention.date,
        place=_place(mention),
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
    known = kind_of_people(name, language)
    if known is not None:
        return Party("people:" + known, "group")
    return Party("words:" + " ".join(stems(name, language)), "unknown")


def _name_key(name: str, kind: str) -> str:
    """Make a key that a name keeps in other scripts and cases: the consonants of the surname, or of all words."""
    if kind == "person":
        parsed = parse_person(name)
        at = parsed.surname if parsed.surname is not None else -1
        return "person:" + (parsed.words[at].bones if parsed.words else name.casefold())
    return "organisation:" + " ".join(sorted(word(part).bones for part in name.split()))


def _is_whole(mention: EventMention, plural: bool | None) -> bool:
    """Say whether a mention tells of several events as one: by the words around it, or by several days or towns."""
    place, tables = mention.place, wholes()
    before = _before(mention)
    if tables["habit"].search(before) or tables["repeated"].match(_behind(mention)):
        return True
    if plural and tables["before"].search(before):
        return True
    if plural:
        told = [a for a in mention.arguments if not a.inferred]
        days = {a.value for a in told if isinstance(a.value, Interval) and a.value.end}
        towns = {a.value.geonames_id for a in told if isinstance(a.value, Place) and a.value.precision == "settlement"}
        if len(days) > 1 or len(towns) > 1:
            return True
    is_in_town = place is not None and place.precision in FIXED and not place.inferred
    return not is_in_town and bool(tables["sentence"].search(mention.quote))


def _is_item(mention: EventMention) -> bool:
    """Say whether the sentence begins with the event's place and a colon."""
    place = mention.place
    if place is None or place.text is None:
        return False
    behind = place.text.end - mention.start
    return 0 < behind <= LONGEST_HEAD and mention.quote[behind : behind + 1] == ":"


def _realis(mention: EventMention) -> Realis:
    """Give how real it is told to be; what was done to nobody, or never, is no event that another report tells."""
    is_none = mention.realis == "negated" and wholes()["never"].search(_before(mention))
    return "generic" if is_none else mention.realis


def _before(mention: EventMention) -> str:
    return mention.quote[: max(0, mention.trigger.start - mention.start)]


def _behind(mention: EventMention) -> str:
    return mention.quote[mention.trigger.end - mention.start :]


def _place(mention: EventMention) -> ToldPlace | None:
    """Give the event's place; where that is in no gazetteer (a square, a works), the town told beside it."""
    told = mention.place
    if told is not None and told.geonames_id is not None:
        return told
    towns = [a.value for a in mention.arguments if a.role == "place" and isinstance(a.value, Place)]
    towns = [town for town in towns if town.geonames_id is not None and town.precision == "settlement"]
    if len(towns) != 1:
        return told
    return msgspec.convert(msgspec.to_builtins(towns[0]), ToldPlace)


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
