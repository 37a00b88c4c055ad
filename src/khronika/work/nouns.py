"""Rows of the contract as nouns: what a stored body says, typed."""

from collections.abc import Mapping
from typing import cast

import msgspec

from khronika.model import (
    Argument,
    ArgumentValue,
    Attribution,
    Body,
    EventMention,
    Interval,
    Mention,
    MentionValue,
    Name,
    Place,
    Quantity,
    Span,
    Term,
    ToldDate,
    ToldPlace,
)
from khronika.work.values import ROLE_VALUES

ENTITY_VALUES: Mapping[str, type[MentionValue]] = {
    "person": Name, "organisation": Name, "place": Place, "date": Interval, "number": Quantity,
}  # fmt: skip


def event_mention(body: Body) -> EventMention:
    """Give the event mention of a body; the form of an argument's value follows from its role."""
    date, place = body["date"], body["place"]
    return EventMention(
        id=body["id"],
        document=body["document"],
        type=body["type"],
        mode=body["mode"],
        contexts=tuple(body["contexts"]),
        realis=body["realis"],
        start=body["start"],
        end=body["end"],
        quote=body["quote"],
        trigger=msgspec.convert(body["trigger"], Span),
        arguments=tuple(_argument(argument) for argument in body["arguments"]),
        date=msgspec.convert(date, ToldDate) if date is not None else None,
        place=msgspec.convert(place, ToldPlace) if place is not None else None,
        attribution=msgspec.convert(body["attribution"], Attribution),
        confidence=body["confidence"],
        coder=body["coder"],
    )


def _argument(body: Body) -> Argument:
    value = cast("ArgumentValue", msgspec.convert(body["value"], ROLE_VALUES.get(body["role"], Term)))
    return Argument(body["role"], body["start"], body["end"], body["text"], value, body["inferred"])


def entity(body: Body) -> Mention:
    """Give the mention of a row of `entities.jsonl`; the form of its value follows from its kind."""
    value = msgspec.convert(body["value"], ENTITY_VALUES[body["kind"]])
    return Mention(body["document"], body["kind"], body["start"], body["end"], body["text"], value)
