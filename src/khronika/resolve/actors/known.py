"""What is known of the words of names: given names and their forms, sex, common surnames, titles, small words."""

from functools import cache, lru_cache

from khronika.resolve.actors.tables import rows
from khronika.resolve.actors.words import Word, to_latin, word


@cache
def _given() -> dict[str, frozenset[str]]:
    """Map each reading of a form of a given name to the names it may stand for."""
    found: dict[str, set[str]] = {}
    for row in rows("given_forms"):
        for form in (row["name"], *row["forms"].split()):
            for sound in word(form).sounds:
                found.setdefault(sound, set()).add(row["name"])
    return {sound: frozenset(names) for sound, names in found.items()}


@cache
def _short() -> dict[str, frozenset[str]]:
    """Map an English given name or short form to the names it may stand for, itself among them."""
    found: dict[str, set[str]] = {}
    for row in rows("short_forms"):
        found.setdefault(row["form"], set()).add(row["name"])
        found.setdefault(row["name"], set()).add(row["name"])
    return {form: frozenset(names) for form, names in found.items()}


@cache
def _sexes() -> dict[str, frozenset[str]]:
    """Map each given name, in plain letters, to the sexes of its bearers."""
    found: dict[str, set[str]] = {}
    for row in rows("given_names"):
        found.setdefault(to_latin(row["name"]), set()).update(row["sex"])
    for row in rows("given_forms"):
        for form in (row["name"], *row["forms"].split()):
            found.setdefault(word(form).plain, set()).update(row["sex"])
    return {plain: frozenset(sexes) for plain, sexes in found.items()}


@cache
def _surnames() -> frozenset[str]:
    return frozenset(to_latin(row["name"]) for row in rows("surnames"))


@cache
def _particles() -> dict[str, str]:
    return {row["word"]: row["form"] for row in rows("particles")}


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["title"] for row in rows("titles"))


@lru_cache(100_000)
def given_ids(text: str) -> frozenset[str]:
    """Give the names that a given name may be a form of: Sasha → Александр, Александра."""
    one = word(text)
    found: set[str] = set(_short().get(one.plain, ()))
    for sound in one.sounds:
        found |= _given().get(sound, frozenset())
    return frozenset(found)


@lru_cache(100_000)
def sexes(text: str) -> frozenset[str]:
    """Give the sexes of the bearers of a given name: "m", "f", both, or none where it is not known."""
    one = word(text)
    return next((_sexes()[form] for form in (one.plain, *one.sounds) if form in _sexes()), frozenset())


def is_given(one: Word) -> bool:
    """Say whether a word is known as a given name."""
    return bool(sexes(one.text)) or bool(given_ids(one.text))


def is_common_surname(one: Word) -> bool:
    """Say whether many people bear a surname."""
    return one.plain in _surnames() or any(sound in _surnames() for sound in one.sounds)


def particle(one: Word) -> str | None:
    """Give the form by which a small word of names is compared, None for any other word."""
    return _particles().get(one.text)


def is_title(text: str) -> bool:
    """Say whether a word stands before names and is none: Dr, president, господин."""
    return text.casefold().strip(".") in _titles()
