"""What somebody says about something, and lasting ties that a report tells."""

from typing import Literal

from msgspec import Struct

from khronika.model.span import Span

StatementKind = Literal["turn", "direct", "reported"]
StatementRelation = Literal["states", "demands", "supports", "opposes", "accuses", "denies", "calls_for"]
Tie = Literal[
    "leader", "member", "employee", "candidate", "part", "ally", "founder", "relative", "place_of_activity", "merger"
]  # fmt: skip


class Speaker(Struct, frozen=True):
    """Who speaks: a name and, where the text holds it, its span."""

    name: str
    start: int | None = None
    end: int | None = None
    text: str | None = None


class About(Struct, frozen=True):
    """What a statement is about: spans of entities and ids of event mentions."""

    entities: tuple[Span, ...] = ()
    events: tuple[str, ...] = ()


class Statement(Struct, frozen=True, kw_only=True):
    """What somebody says about something; a null speaker is the reporter."""

    document: str
    start: int
    end: int
    quote: str
    speaker: Speaker | None
    on_behalf_of: Speaker | None = None
    relation: StatementRelation
    about: About
    kind: StatementKind


class Party(Struct, frozen=True):
    """One end of a relation, with its words."""

    kind: Literal["person", "organisation", "place", "group"]
    name: str
    start: int
    end: int
    text: str


class Relation(Struct, frozen=True, kw_only=True):
    """A lasting tie told by a report: `subject` is `relation` (in `role`, as told) of `object`."""

    document: str
    start: int
    end: int
    quote: str
    subject: Party
    relation: Tie
    role: str | None
    object: Party
