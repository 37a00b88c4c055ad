"""Stems of Ukrainian words for full-text search: endings go, by a table; no dictionary is needed."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

SHORTEST = 3  # letters that stay


class Endings(Struct, frozen=True):
    """The table: what goes in which order, the longest first, and what a stem's end is written as."""

    reflexive: tuple[str, ...]
    inflection: tuple[str, ...]
    possessive: tuple[str, ...]
    same: dict[str, str]


@cache
def _endings() -> Endings:
    told = tomllib.loads((Path(__file__).parent / "endings.toml").read_text("utf-8"))
    for group in ("reflexive", "inflection", "possessive"):
        told[group] = sorted(told[group], key=len, reverse=True)
    return msgspec.convert(told, Endings)


def stem(word: str) -> str:
    """Give the stem of a word in small letters.

    >>> stem("затримали") == stem("затримано"), stem("харкові") == stem("харків")
    (True, True)
    """
    endings = _endings()
    for group in (endings.reflexive, endings.inflection, endings.possessive):
        word = _without(word, group)
    last = endings.same.get(word[-2:])
    return word if last is None else word[:-2] + last


def _without(word: str, endings: Iterable[str]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
