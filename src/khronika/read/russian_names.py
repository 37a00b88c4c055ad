"""Russian names: which word is the surname, and how a name stands as the subject of a sentence."""

import re
from collections.abc import Iterator

from khronika.morphology import analyser

CYRILLIC = re.compile("[А-Яа-яЁё]")

_INSTRUMENTAL = {"ой": "а", "ей": "я", "ом": "", "ем": "й"}


def is_surname_first(first: str, last: str) -> bool:
    """Say whether two Russian words are a surname and a given name in this order."""
    return _is(last, "Name") and not _is(first, "Name") and (_is(first, "Surn") or not _is(last, "Surn"))


def _is(word: str, what: str) -> bool:
    """Say whether a word in the nominative can be a given name (`Name`) or surname (`Surn`)."""
    return any(
        what in parse.tag and "nomn" in parse.tag and "sing" in parse.tag for parse in analyser("ru").parse(word)
    )


def nominative(name: str) -> str:
    """Give a Russian name as the subject of a sentence has it; other names as they are."""
    return " ".join(reversed(list(_nominative(name.split())))) if CYRILLIC.search(name) else name


def _nominative(words: list[str]) -> Iterator[str]:
    gender, oblique = None, False
    for word in reversed(words):
        parses = [
            p for p in analyser("ru").parse(word) if p.tag.grammemes & {"Name", "Surn", "Patr"} and "sing" in p.tag
        ]
        fitting = [parse for parse in parses if gender is None or parse.tag.gender == gender] or parses
        best = next((parse for parse in fitting if parse.tag.case == "nomn"), fitting[0] if fitting else None)
        turned = best.inflect({"nomn", "sing"}) if best else None
        gender = gender or (best.tag.gender if best else None)
        oblique = oblique or (best is not None and best.tag.case != "nomn")
        yield (
            "-".join(part.capitalize() for part in turned.word.split("-"))
            if turned
            else _unknown(word, oblique=oblique)
        )


def _unknown(word: str, *, oblique: bool) -> str:
    """Turn a given name that no dictionary has out of the instrumental, if its surname stands in an oblique case."""
    ending = next((ending for ending in _INSTRUMENTAL if oblique and word.endswith(ending)), "")
    return word.removesuffix(ending) + _INSTRUMENTAL.get(ending, "")
