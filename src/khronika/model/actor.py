"""Who acts and is acted upon across reports: persons, organisations and groups with their names."""

from typing import Literal

from msgspec import Struct

ActorKind = Literal["person", "organisation", "group"]
Script = Literal["latin", "cyrillic", "other"]
Protection = Literal["private", "public", "at_risk", "minor"]


class ActorName(Struct, frozen=True):
    """One form of an actor's name as reports give it, how often, and where it is used."""

    text: str
    script: Script
    language: str | None = None
    count: int = 1


class Naming(Struct, frozen=True, kw_only=True):
    """One document's account of one actor: what the comparison of actors stands on.

    `key` is a digest of the document's id, the kind and the normal form of the name; `names` every form of the name in
    that document; `roles` what it is called there ("union leader"); `organisations` and `company` whom it is told
    with; `places` where; `years` when, as far as told; `born` the years in which a person may have been born, where an
    age is told; `acts` the types and modes of the events that it has a part in, and these with
    their months ("COERCE/search", "COERCE/search 2024-03").
    """

    key: str
    document: str
    kind: ActorKind
    name: str
    names: tuple[str, ...] = ()
    language: str | None = None
    roles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    born: tuple[int, ...] = ()
    acts: tuple[str, ...] = ()


class Actor(Struct, frozen=True, kw_only=True):
    """A person, organisation or group across reports; `namings` are the keys of the accounts it is made of."""

    key: str
    kind: ActorKind
    name: str
    names: tuple[ActorName, ...] = ()
    namings: tuple[str, ...] = ()
