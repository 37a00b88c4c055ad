"""What pymorphy3's dictionary knows of a Russian word; loaded with the first word asked for."""

from functools import lru_cache
from typing import Any

NAME_PARTS = ("Name", "Surn", "Patr")
_NEVER_NAMES = frozenset({"VERB", "INFN", "GRND", "PRTF", "PRTS", "ADVB", "PREP", "CONJ", "PRCL", "NPRO", "COMP"})


@lru_cache(20_000)
def readings(word: str) -> tuple[Any, ...]:
    """Give pymorphy3's readings of a word, the likeliest first."""
    from khronika.morphology import analyser

    return tuple(analyser("ru").parse(word))


@lru_cache(20_000)
def may_be(word: str, *parts: str) -> bool:
    """Say whether a word may be a part of a name: Name (given), Surn, Patr, Geox (a place)."""
    return any(part in reading.tag for reading in readings(word) for part in parts)


@lru_cache(20_000)
def is_given(word: str) -> bool:
    """Say whether a word may be one given name in the singular («Иванов» is not one, though of «Иваны»)."""
    return any("Name" in reading.tag and "sing" in reading.tag for reading in readings(word))


@lru_cache(20_000)
def is_common(word: str) -> bool:
    """Say whether the dictionary holds a word as adjective, verb or living being, and never as a part of a name."""
    known = readings(word)
    told = any(r.tag.POS in ("ADJF", "VERB", "INFN") or "anim" in r.tag for r in known)
    return known[0].is_known and told and not may_be(word, *NAME_PARTS, "Geox", "Orgn")


@lru_cache(20_000)
def is_never_name(word: str) -> bool:
    """Say whether a word of the dictionary is nothing but a verb, a participle, an ordinal or a small word."""
    known = readings(word)
    return known[0].is_known and all(r.tag.POS in _NEVER_NAMES or "Anum" in r.tag for r in known)
