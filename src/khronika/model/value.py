"""The normal forms of arguments and mentions: who, how many, what was said."""

from typing import Literal

from msgspec import Struct

ParticipantKind = Literal["person", "organisation", "group", "place", "unknown"]


class Participant(Struct, frozen=True):
    """Who: a named person or organisation, an unnamed group ("nurses"), a place standing for its rulers."""

    kind: ParticipantKind
    name: str


class Quantity(Struct, frozen=True):
    """How many, `low <= n <= high`; null where that bound is not told. `of` is the role or unit that is counted."""

    low: int | None = None
    high: int | None = None
    approximate: bool = False
    of: str | None = None


class Term(Struct, frozen=True):
    """A charge, sentence, legal basis, demand, reason, instrument, employer or sector, in normal form.

    `amount` and `unit` (day, month, year, or an ISO 4217 currency) are given for sentences and fines.
    """

    name: str
    amount: float | None = None
    unit: str | None = None


class Name(Struct, frozen=True):
    """The normal form of a person's or organisation's name: nominative, without titles."""

    name: str
