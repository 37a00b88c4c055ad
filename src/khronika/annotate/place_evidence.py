"""Which spots are places: what the engine says, what stands around, and the rest of the document."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from khronika.annotate.place_spot import Spot
from khronika.annotate.place_words import words
from khronika.gazetteer.keys import is_cyrillic

LARGE = 100_000  # inhabitants of a town that is meant when it is named
LONGEST_DATELINE = 4  # words
FOR, AGAINST = 3, -3
_BEFORE_HEAD = re.compile(r"[\W\d_]*")  # a bullet, a number, a time of day
_BEHIND_HEAD = re.compile(r"[:.] | [–—-] |[:.]?\n")
_ADJECTIVE = re.compile(r"[А-ЯЁ][а-яё-]+(?:ая|ого|ой|ом|ому|ую|ие|ий|им|их|ое|ый|ым)")
_DATED = re.compile(r"(?:,|\.|:)? ?[(–—-]|, [A-Z0-9]")  # what follows a dateline
_OPENED = re.compile(r"(\w+)\s+[«“„\"]$")
_CLOSING = frozenset("»”“\"")
_GOES_ON = re.compile(r"-(?!то\b|ка\b|де\b)[а-яёіїєґ]")
_WIDE = frozenset({"country", "admin1", "region"})


def accepted(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """Keep the spots that name places, by points for and against; a name rejected most times is rejected always."""
    link(text, spots)
    heads = _heads(text, spots)
    points = [_points(text, spot, heads_line=number in heads) for number, spot in enumerate(spots)]
    total: Counter[str] = Counter()
    for spot, point in zip(spots, points, strict=True):
        total[spot.key] += max(AGAINST, min(FOR, point))
    kept = [spot for spot, point in zip(spots, points, strict=True) if _decide(point, total[spot.key])]
    return _relinked(spots, kept)


def _heads(text: str, spots: Sequence[Spot]) -> set[int]:
    """Give the spots that head a line as places do in a bulletin: "Brest: …", "— Vladimir. …", each but once.

    One alone may be anybody, and who is named again speaks in turn.
    """
    found = {
        number: spot.key
        for number, spot in enumerate(spots)
        if spot.candidates
        and not (spot.is_adjectival or spot.is_word)
        and _BEFORE_HEAD.fullmatch(text, text.rfind("\n", 0, spot.start) + 1, spot.start)
        and _BEHIND_HEAD.match(text, spot.end)
    }
    counts = Counter(found.values())
    once = {number for number, key in found.items() if counts[key] == 1}
    return once if len(once) > 1 else set()


def _decide(point: int, total: int) -> bool:
    return point >= 1 or (point >= -1 and total >= 2)


def link(text: str, spots: Sequence[Spot]) -> None:
    """Note for each spot the region or country named right after it: "Paris, Texas", «Ростов (Ярославская область)»."""
    for number, (spot, after) in enumerate(pairwise(spots)):
        gap = text[spot.end : after.start]
        apart = gap in (", ", ",", " (", ",\n") and any(c.kind != "settlement" for c in after.candidates)
        if (apart or (gap == " " and _is_region(after))) and spot.candidates and not after.is_adjectival:
            spot.inside = number + 1


def _is_region(spot: Spot) -> bool:
    """Say whether a Russian region is all that is meant: «в Кирове Калужской области» needs no comma."""
    return is_cyrillic(spot.text) and bool(spot.candidates) and all(c.kind == "admin1" for c in spot.candidates)


def _relinked(spots: Sequence[Spot], kept: list[Spot]) -> list[Spot]:
    place = {id(spot): number for number, spot in enumerate(kept)}
    for spot in kept:
        spot.inside = place.get(id(spots[spot.inside])) if spot.inside is not None else None
    return kept


def _points(text: str, spot: Spot, *, heads_line: bool) -> int:
    """Weigh what speaks for a place (positive) and against."""
    if all(c.form == "abbreviation" for c in spot.candidates) and spot.candidates:
        return _abbreviation(text, spot)
    if spot.key.replace(" ", "_") in words("never") or spot.key in words("generic") or _is_street(text, spot):
        return AGAINST
    if _ends_dateline(text, spot):
        return AGAINST
    if is_cyrillic(spot.text) and (_is_title(text, spot) or _GOES_ON.match(text, spot.end)):
        return AGAINST
    if spot.tag == "place" or heads_line:
        return FOR
    if spot.is_adjectival:
        return -2 if spot.tag == "person" and not spot.is_whole else FOR
    return _base(spot) + _around(text, spot)


def _ends_dateline(text: str, spot: Spot) -> bool:
    """Say whether capitals before the name of a place belong to its name: "PHNOM **RATH**, Thursday - Some …"."""
    before = spot.words[: spot.first]
    if not 0 < len(before) < LONGEST_DATELINE or not spot.text.isupper() or text[before[-1].end : spot.start] != " ":
        return False
    is_run = all(word.text.isupper() and word.text.isalpha() for word in before)
    is_name = all(word.folded not in words("locative") and word.folded not in words("qualifiers") for word in before)
    return is_run and is_name and _DATED.match(text, spot.end) is not None


def _is_title(text: str, spot: Spot) -> bool:
    """Say whether a thing is called so, in quotation marks of its own: «гостиница «Украина»», «ОВД «Тверской»»."""
    opened = _OPENED.search(text, max(0, spot.start - 40), spot.start)
    if opened is None or text[spot.end : spot.end + 1] not in _CLOSING:
        return False
    return opened[1].lower() not in words("locative")


def _is_street(text: str, spot: Spot) -> bool:
    """Say whether the words name a street or a court: "George Square", «на Пушкинской площади», «Тверской суд»."""
    if _is_after_street(text, spot):
        return True
    after = spot.words[spot.last] if spot.last < len(spot.words) else None
    if after and after.text[0].isupper() and after.folded in words("named_streets"):
        return not spot.is_adjectival and text[spot.end : after.start] == " "
    if not after or not _ADJECTIVE.fullmatch(spot.text) or text[spot.end : after.start] != " ":
        return False
    if after.folded in words("courts"):
        settled = {c.kind for c in spot.candidates} <= {"settlement", "admin1"}
        return settled and spot.first > 0
    return after.folded in words("streets")


def _is_after_street(text: str, spot: Spot) -> bool:
    """Say whether a street or square bears the name: «на улице Чернышевского», «площадь Ленина»."""
    before = spot.words[spot.first - 1] if spot.first else None
    if before is None or spot.is_adjectival or text[before.end : spot.start] != " ":
        return False
    if before.folded in words("before_names"):
        return True
    return before.folded in words("squares") and all(c.population < LARGE for c in spot.candidates)


def _abbreviation(text: str, spot: Spot) -> int:
    """Weigh "Ala." and "TX": after a place and a comma, after a party and a hyphen, or with its dot amid a sentence."""
    before, after = text[max(0, spot.start - 2) : spot.start], text[spot.end : spot.end + 3]
    if before.rstrip(" ").endswith(",") and spot.first > 0 and spot.words[spot.first - 1].text[0].isupper():
        return FOR
    if before.endswith(("-", "–")) and spot.text[0].isupper():
        return FOR
    dotted = spot.text.count(".") > 1 or re.match(r"\. ?[a-z,;]", after)
    return 1 if dotted and len(spot.text) > 1 else AGAINST


def _base(spot: Spot) -> int:
    named = {c.kind for c in spot.candidates if c.form == "name"}
    known = not named.isdisjoint(_WIDE) or max(c.population for c in spot.candidates) >= LARGE
    many = spot.last - spot.first > 1
    if spot.is_word:
        return AGAINST
    if spot.tag == "person":
        return (-1 if known or many else -2) if spot.is_whole else AGAINST
    if spot.tag == "organisation":
        return _in_organisation(spot, known or many or "admin2" in named)
    return 1 if known else -1


def _in_organisation(spot: Spot, known: bool) -> int:
    """Weigh a name within that of an organisation: "Rochester Fire Department", but not "George Washington School"."""
    if spot.is_whole:
        return 1 if known else -2
    before = spot.words[spot.first - 1].folded if spot.start > spot.name[0] and spot.first else None
    if before is None or any(before in words(name) for name in ("qualifiers", "inner", "locative")):
        after = spot.words[spot.last].folded if spot.last < len(spot.words) else ""
        return 1 if known or after in words("after") else 0
    return int(is_cyrillic(spot.text)) if known else -1  # in Russian the place follows: «Эхо Москвы»


def _around(text: str, spot: Spot) -> int:
    """Weigh the words before and after: "in", "Mr", "police", and capitals that make a longer name of it."""
    before = spot.words[spot.first - 1] if spot.first else None
    after = spot.words[spot.last] if spot.last < len(spot.words) else None
    alone = spot.tag is None and not any(c.kind in _WIDE and c.form == "name" for c in spot.candidates)
    points = 2 * (spot.inside is not None)
    if before and text[before.end : spot.start].isspace():
        points += 2 * (before.folded in words("locative")) - 4 * (before.folded in words("titles"))
        points += 2 * (spot.tag == "person" and before.folded == "the")
        points -= alone and spot.first > 1 and before.text[0].isupper() and before.folded not in words("locative")
    if after and text[spot.end : after.start] == " ":
        if after.folded in words("after"):
            points += 2
        elif after.text[0].isupper() and alone and not is_cyrillic(spot.text):
            points -= 2
    return points
