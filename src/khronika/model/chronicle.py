"""What several event mentions are about: events, assembled and never edited, and the cases they are stages of."""

from datetime import date
from typing import Any, Literal

from msgspec import Struct

SourceType = Literal["authority", "participant", "witness", "media", "unknown"]
Custody = Literal["free", "detained", "remanded", "house_arrest", "imprisoned", "released", "unknown"]


class Told(Struct, frozen=True, kw_only=True):
    """One value of a field as one mention tells it, with its words and who says so."""

    value: Any
    text: str | None
    mention: str
    document: str
    source: str
    speaker: str | None = None
    source_type: SourceType = "unknown"


class EventField(Struct, frozen=True, kw_only=True):
    """A field of an event: every value told, the one chosen (None: unknown), and why that one."""

    name: str
    told: tuple[Told, ...]
    chosen: Any = None
    why: str = ""
    disputed: bool = False


class Event(Struct, frozen=True, kw_only=True):
    """What several event mentions are about; `key` is that of its first mention, so it stays when others join.

    `sources` counts independent sources: a reprint counts with what it reprints.
    """

    key: str
    type: str
    mode: str | None
    realis: str
    mentions: tuple[str, ...]
    sources: int
    fields: tuple[EventField, ...]
    case: str | None = None


class CustodySpell(Struct, frozen=True, kw_only=True):
    """From when a person is in which kind of custody, by which event; `until` is None while it lasts or is unknown."""

    status: Custody
    since: date | None
    until: date | None
    event: str
    place: str | None = None


class Case(Struct, frozen=True, kw_only=True):
    """Stages of one prosecution of one person: search, detention, charge, remand, trial, sentence, release."""

    key: str
    person: str
    events: tuple[str, ...]
    custody: tuple[CustodySpell, ...] = ()
    articles: tuple[str, ...] = ()
    places_of_detention: tuple[str, ...] = ()
    minor: bool | None = None


class LinkProposal(Struct, frozen=True, kw_only=True):
    """What a machine thinks of two actors, mentions or events: how likely they are one, and on what grounds.

    `ask` is true where the machine does not dare to decide: the two stay apart until a person says so.
    """

    kind: Literal["actor_link", "event_link", "case_link"]
    a: str
    b: str
    score: float
    why: tuple[str, ...]
    ask: bool
