"""One miss or false hit of an evaluation, with its cause and the words it is about."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from khronika.evaluate.answers import arguments, name_of
from khronika.evaluate.measure import Bounds, name_words
from khronika.work.shown import MentionRow

# Cause → what it means, in the order in which an event is made.
CAUSES: Mapping[str, str] = {
    "no trigger": "no mention where the gold has an event",
    "wrong type": "a mention of another type or label than the gold's",
    "wrong mode": "the right type, another mode",
    "false event": "a mention or label where the gold has none",
    "realis": "told as a fact, planned, denied, supposed or in general: taken for another of these",
    "wrong actor": "somebody missed or made up: the gold's words play no part in any mention, or the other way round",
    "wrong attachment": "the gold's words play another role, or a role in another mention",
    "date": "a day, or its words, missed, made up or resolved to other days",
    "place": "a place missed, made up or resolved to another point",
    "attribution": "another speaker than the gold's",
    "name": "a person, organisation or place missed, made up or of another extent",
}


class Fault(Struct, frozen=True):
    """A miss (`found` says what stands there instead, if anything) or a false hit (`gold` is empty).

    `gold_at` and `found_at` are the spans that the page marks in the text.
    """

    cause: str
    document: str
    text: str
    gold: str = ""
    found: str = ""
    gold_at: tuple[Bounds, ...] = ()
    found_at: tuple[Bounds, ...] = ()


def describe(mention: MentionRow) -> str:
    """Put a mention into a line: type, mode, realis, trigger, arguments, place and date."""
    told = [f"{role}: {'; '.join(named)}" for role in ("actor", "recipient") if (named := mention.names(role))]
    if mention.place:
        told.append(f"place: {mention.place.name}")
    if mention.date and (mention.date.start or mention.date.end):
        told.append(f"date: {mention.date.start} to {mention.date.end}")
    kind = f"{mention.type}{'/' + mention.mode if mention.mode else ''}"
    realis = "" if mention.realis == "actual" else f" [{mention.realis}]"
    return f"{kind}{realis} “{mention.trigger.text}” {', '.join(told)} ({mention.confidence:.2f})"


def describe_all(mentions: Iterable[MentionRow]) -> str:
    """Put mentions into lines."""
    return "\n".join(map(describe, mentions))


def triggers(mentions: Iterable[MentionRow]) -> tuple[Bounds, ...]:
    """Give where the triggers of mentions stand."""
    return tuple((mention.trigger.start, mention.trigger.end) for mention in mentions)


def cause_of_missing(phrase: str, mentions: Iterable[MentionRow]) -> str:
    """Say why a participant is missing: attached elsewhere, or nowhere."""
    words = name_words(phrase)
    placed = (name_words(name_of(a)) | name_words(a.text) for m in mentions for a in arguments(m, "actor", "recipient"))
    return "wrong attachment" if any(words & others for others in placed) else "wrong actor"
