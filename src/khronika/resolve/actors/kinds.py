"""Persons or organisations: a name of one word, taken for a person in one report and for a body in another."""

from collections.abc import Sequence
from typing import Literal

from khronika.resolve.actors.bodies import telling_words
from khronika.resolve.actors.profile import Profile

Linked = Literal["person", "organisation"]


def kinds_of(profiles: Sequence[Profile]) -> list[Linked]:
    """Give with what each account is compared: a lone word that is a body's whole name, and no person's surname, is it."""
    bodies = {
        sound
        for profile in profiles if profile.person is None for name in profile.organisations if len(words := telling_words(name)) == 1
        for sound in words[0].sounds
    }  # fmt: skip
    people = {
        sound
        for profile in profiles if profile.person and len(profile.person.words) > 1
        for one in profile.person.words for sound in one.sounds
    }  # fmt: skip
    return [_kind(profile, bodies, people) for profile in profiles]


def _kind(profile: Profile, bodies: set[str], people: set[str]) -> Linked:
    if profile.person is None:
        return "organisation"
    words = profile.person.words
    if len(words) == 1 and not bodies.isdisjoint(words[0].sounds) and people.isdisjoint(words[0].sounds):
        return "organisation"
    return "person"
