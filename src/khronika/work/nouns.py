"""Rows of the contract as nouns: what a stored body says, typed."""

from typing import cast

import msgspec

from khronika.model import Argument, ArgumentValue, Attribution, Body, EventMention, Span, Term, ToldDate, ToldPlace
from khronika.work.values import ROLE_VALUES


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
