"""Persons or organisations: a name of one word, taken for a person in one report and for a body in another."""

from collections.abc import Iterable, Sequence
from typing import Literal

from khronika.resolve.actors.bodies import telling_words
from khronika.resolve.actors.profile import Profile
from khronika.resolve.actors.words import Word

Linked = Literal["person", "organisation"]
SHORTEST = 4  # letters of a word that may stand for a longer name


def kinds_of(profiles: Sequence[Profile]) -> list[Linked]:
    """Give with what each account is compared: a lone word goes with the surnames, or the bodies, that bear it."""
    bodies = _sounds(
        words[0]
        for profile in profiles if profile.naming.kind != "person" for name in profile.organisations
        if (words := telling_words(name)) and len(words[0].text) >= SHORTEST
    )  # fmt: skip
    people = _sounds(
        name.words[name.surname]
        for profile in profiles if profile.naming.kind == "person" and (name := profile.person)
        if name.surname is not None and len(name.words) > 1
    )  # fmt: skip
    return [_kind(profile, bodies, people) for profile in profiles]


def _sounds(words: Iterable[Word]) -> set[str]:
    return {sound for one in words for sound in one.sounds}


def _kind(profile: Profile, bodies: set[str], people: set[str]) -> Linked:
    told: Linked = "person" if profile.naming.kind == "person" else "organisation"
    if profile.person is None or len(profile.person.words) != 1:
        return told
    sounds = profile.person.words[0].sounds
    of_person, of_body = not people.isdisjoint(sounds), not bodies.isdisjoint(sounds)
    if told == "person":
        return "organisation" if of_body and not of_person else "person"
    return "person" if of_person and not profile.organisations[0].acronym else "organisation"
