"""Which spots are places: what the engine says, what stands around, and the rest of the document."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from khronika.annotate.place_spots import Spot
from khronika.annotate.place_words import words
from khronika.gazetteer.keys import is_cyrillic

LARGE, TOWN = 100_000, 1_000
_WIDE = frozenset({"country", "admin1", "region"})
_AFTER_COMMA = re.compile(r", ?$")


def accepted(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """Keep the spots that name places, by points for and against; a name rejected most times is rejected always."""
    link(text, spots)
    points = [_points(text, spot) for spot in spots]
    total: Counter[str] = Counter()
    for spot, point in zip(spots, points, strict=True):
        total[spot.key] += max(-3, min(3, point))
    kept = [spot for spot, point in zip(spots, points, strict=True) if _decide(point, total[spot.key])]
    return _relinked(spots, kept)


def _decide(point: int, total: int) -> bool:
    return point >= 1 or (point >= -1 and total >= 2)


def link(text: str, spots: Sequence[Spot]) -> None:
    """Note for each spot the region or country named right after it: "Paris, Texas", «Ростов (Ярославская область)»."""
    for number, (spot, after) in enumerate(pairwise(spots)):
        gap = text[spot.end : after.start]
        if gap in (", ", ",", " (", ",\n") and any(c.kind != "settlement" for c in after.candidates):
            if after.is_adjectival or not spot.candidates:
                continue
            spot.inside = number + 1


def _relinked(spots: Sequence[Spot], kept: list[Spot]) -> list[Spot]:
    place = {id(spot): number for number, spot in enumerate(kept)}
    for spot in kept:
        spot.inside = place.get(id(spots[spot.inside])) if spot.inside is not None else None
    return kept


def _points(text: str, spot: Spot) -> int:
    """Weigh what speaks for a place (positive) and against."""
    forms = {c.form for c in spot.candidates}
    if forms and forms <= {"abbreviation"}:
        return _abbreviation(text, spot)
    if spot.tag == "place":
        return 3
    if spot.is_adjectival:
        return -2 if spot.tag == "person" and not spot.whole else 3
    return _base(spot) + _around(text, spot)


def _abbreviation(text: str, spot: Spot) -> int:
    before = text[max(0, spot.start - 2) : spot.start]
    dotted = text[spot.end : spot.end + 1] == "." or spot.text.endswith(".")
    if _AFTER_COMMA.search(before) and spot.first > 0 and spot.words[spot.first - 1].text[0].isupper():
        return 3
    if before.endswith(("-", "–")) and spot.start > 1:
        return 3 if spot.text[0].isupper() else -3
    return 1 if dotted and spot.text.count(".") >= 1 else -3


def _base(spot: Spot) -> int:
    wide = any(c.kind in _WIDE and c.form == "name" for c in spot.candidates)
    size = max(c.population for c in spot.candidates)
    known = wide or size >= LARGE
    if spot.tag == "person":
        return -1 if spot.whole and (known or spot.last - spot.first > 1) else -3
    if spot.tag == "organisation":
        return 1 if known or size >= TOWN or any(c.kind == "admin2" for c in spot.candidates) else 0
    if all(c.form == "word" for c in spot.candidates):
        return -2
    return 1 if wide else 0 if known else -1


def _around(text: str, spot: Spot) -> int:
    before = spot.words[spot.first - 1] if spot.first else None
    after = spot.words[spot.last] if spot.last < len(spot.words) else None
    points = 0
    if before and text[before.end : spot.start].isspace():
        points += 2 * (before.folded in words("locative")) - 4 * (before.folded in words("titles"))
        if before.text[0].isupper() and spot.tag is None and before.folded not in words("locative") and spot.first > 1:
            points -= 1
    if spot.inside is not None:
        points += 2
    if after and text[spot.end : after.start] == " ":
        if after.folded in words("after"):
            points += 1
        elif after.text[0].isupper() and spot.tag is None and not is_cyrillic(spot.text):
            points -= 2
    return points
