"""How far the name of a place reaches: districts, parts of longer names, and places that no gazetteer knows."""

import re
from collections.abc import Iterator, Sequence

from khronika.annotate.place_spot import Spot, Word
from khronika.annotate.place_words import words as known_words
from khronika.language.record import NameKind

Tag = tuple[int, int, NameKind]  # where a name of the engine's stands, and of what kind it is
_DISTRICT_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:ий|ого|ому|им|ом|ый|ой)")
_SHORTEST_UNKNOWN = 2


def join_districts(text: str, words: Sequence[Word], found: Sequence[Spot]) -> list[Spot]:
    """Take the word for district into the name: «Советского района» is no adjective of a country."""
    named: list[Spot] = []
    for last, word in enumerate(words):
        if word.folded in known_words("districts") and last and _DISTRICT_NAME.fullmatch(words[last - 1].text):
            first = words[last - 1]
            key, at = f"{first.folded} {word.folded}", (first.start, word.end)
            named.append(Spot(*at, text[first.start : word.end], key, [], "place", at, words, last - 1, last + 1))
    kept = [spot for spot in found if not any(d.start < spot.end and spot.start < d.end for d in named)]
    return kept + named


def is_part(text: str, spot: Spot) -> bool:
    """Say whether the words are a part of a longer name of an unknown place: the Hill of Squirrel Hill."""
    if spot.tag != "place" or spot.is_whole or spot.is_adjectival:
        return False
    before = [word.folded for word in spot.words[: spot.first] if word.start >= spot.name[0]]
    after = [word.folded for word in spot.words[spot.last :] if word.end <= spot.name[1]]
    if text[spot.name[0] : spot.start].rstrip().endswith(",") or text[spot.end :][:1] == ",":
        return False
    if spot.is_word:
        return True
    qualified = not before or known_words("qualifiers").issuperset(before)
    return not qualified or bool(after and after[0] in known_words("landforms"))


def unknown(text: str, tags: Sequence[Tag], words: Sequence[Word], known: Sequence[Spot]) -> Iterator[Spot]:
    """Yield the engine's places in which the gazetteer knows no word."""
    for start, end, kind in tags:
        if kind != "place" or any(spot.start < end and start < spot.end for spot in known):
            continue
        inside = [i for i, word in enumerate(words) if word.start < end and start < word.end]
        folded = [words[i].folded for i in inside]
        if inside and text[start].isupper() and end - start > _SHORTEST_UNKNOWN and not _is_generic(folded):
            first, last = inside[0], inside[-1] + 1
            yield Spot(start, end, text[start:end], " ".join(folded), [], kind, (start, end), words, first, last)


def _is_generic(folded: Sequence[str]) -> bool:
    return known_words("generic").issuperset(folded)
