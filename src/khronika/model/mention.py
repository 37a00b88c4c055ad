"""A span of one kind with its normal form: one row of `entities.jsonl`."""

from typing import Literal

from msgspec import Struct

from khronika.model.interval import Interval
from khronika.model.place import Place
from khronika.model.value import Name, Quantity

MentionKind = Literal["person", "organisation", "place", "date", "number"]
MentionValue = Name | Place | Interval | Quantity


class Mention(Struct, frozen=True):
    """A person, organisation, place, date or number named in a document."""

    document: str
    kind: MentionKind
    start: int
    end: int
    text: str
    value: MentionValue
