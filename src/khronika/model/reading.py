"""Read an event mention back from a row of the output contract, or from a body in a chronicle."""

from collections.abc import Mapping
from typing import Any

import msgspec

from khronika.model.event import Argument, ArgumentValue, EventMention
from khronika.model.interval import Interval
from khronika.model.place import Place
from khronika.model.value import Participant, Quantity, Term

# What only one kind of value has, in the order of asking.
MARKS: tuple[tuple[str, type[ArgumentValue]], ...] = (
    ("kind", Participant), ("geonames_id", Place), ("low", Quantity), ("precision", Interval),
)  # fmt: skip


def read_mention(body: Mapping[str, Any]) -> EventMention:
    """Make the noun of a row; an argument's value is of the kind that its fields are of.

    Raises:
        msgspec.ValidationError: a field is of another kind than the contract says.
    """
    plain = msgspec.convert({**body, "arguments": ()}, EventMention)
    return msgspec.structs.replace(plain, arguments=tuple(read_argument(told) for told in body["arguments"]))


def read_argument(body: Mapping[str, Any]) -> Argument:
    """Make the noun of an argument."""
    told = body["value"]
    kind: type[ArgumentValue] = next((kind for mark, kind in MARKS if mark in told), Term)
    value = msgspec.convert(told, kind)
    return Argument(body["role"], body["start"], body["end"], body["text"], value, body.get("inferred", False))
