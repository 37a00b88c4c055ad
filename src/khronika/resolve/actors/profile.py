"""A document's account of an actor, read: its fullest name taken apart, and what is told with it."""

from functools import lru_cache

from msgspec import Struct

from khronika.model import Naming
from khronika.resolve.actors.evidence import Context
from khronika.resolve.actors.organisation import OrganisationName, parse_organisation
from khronika.resolve.actors.person import PersonName, parse_person
from khronika.resolve.actors.roles import bare, role_kind
from khronika.resolve.actors.words import bones, word


class Profile(Struct, frozen=True):
    """A naming with its fullest name taken apart; a name of one word both as a person's and as an organisation's."""

    naming: Naming
    person: PersonName | None
    organisations: tuple[OrganisationName, ...]
    context: Context


def read_profile(naming: Naming) -> Profile:
    """Read a naming."""
    forms = tuple(dict.fromkeys((naming.name, *naming.names)))
    if naming.kind == "person":
        fullest = max(forms, key=lambda form: (_fullness(parse_person(form)), form == naming.name, form))
        person = parse_person(fullest)
        lone = (parse_organisation(fullest),) if len(person.words) == 1 else ()
        return Profile(naming, person, lone, context_of(naming))
    lone_person = parse_person(naming.name) if len(naming.name.split()) == 1 else None
    return Profile(naming, lone_person, tuple(parse_organisation(form) for form in forms), context_of(naming))


def fullness(text: str) -> int:
    """Count the words of a name that are no initials, three at most: the more, the better to show."""
    return min(3, sum(len(piece.strip(".")) > 1 for piece in text.split()))


def _fullness(name: PersonName) -> tuple[int, int]:
    return (len([one for one in name.words if not one.is_initial]), len(name.words))


def context_of(naming: Naming) -> Context:
    """Give what is told with an actor as items that are compared across scripts."""
    items = {f"o:{key}" for text in naming.organisations if (key := organisation_key(text))}
    items |= {f"p:{key}" for text in naming.company if (key := person_key(text))}
    items |= {f"r:{key}" for text in naming.roles for key in role_keys(text)}
    items |= {f"l:{place_key(text)}" for text in naming.places}
    items |= {f"{'w' if ' ' in act else 'e'}:{act}" for act in naming.acts}
    own = f"p:{person_key(naming.name)}" if naming.kind == "person" else f"o:{organisation_key(naming.name)}"
    return Context(frozenset(items - {own}), naming.years, naming.born)


@lru_cache(200_000)
def organisation_key(text: str) -> str:
    """Give an organisation's telling words, or its letters; nothing for "the police"."""
    name = parse_organisation(text)
    return name.acronym or " ".join(sorted(name.core))


@lru_cache(200_000)
def person_key(text: str) -> str:
    """Give the consonants of the surname of who else is told of; nothing for a given name alone."""
    name = parse_person(text)
    if name.surname is None:
        return ""
    surname = name.words[name.surname]
    return bones(min(surname.sounds, default=surname.plain, key=lambda sound: (len(sound), sound)))


@lru_cache(50_000)
def role_keys(text: str) -> tuple[str, ...]:
    """Give what the words for a role have in common with other words for it: their bare forms."""
    return tuple(sorted({bare(piece) for piece in text.split() if role_kind(piece)}))


@lru_cache(100_000)
def place_key(text: str) -> str:
    """Give a place's name in plain letters."""
    return " ".join(word(piece).plain for piece in text.split())
