"""Where a sentence may name a place: runs of words that the gazetteer knows."""

import re
from collections.abc import Sequence

import msgspec

from khronika.annotate.place_extents import Tag, is_part, join_districts, unknown
from khronika.annotate.place_forms import by_table, merge
from khronika.annotate.place_spot import ADJECTIVAL, Spot, Word, words_of
from khronika.annotate.place_words import words as known_words
from khronika.gazetteer import Candidate, Gazetteer
from khronika.gazetteer.keys import LONGEST_NAME, fold, is_cyrillic
from khronika.language import Sentence

# Between the words of one name: a space or a hyphen, or the dot of an abbreviated "St.".
_JOINT = re.compile(r"[ \u00a0\n]|-|‑|–| — |\. ?")
_SHORTEST_SMALL = 3
# Languages whose places are inflected and listed in the nominative alone.
NAMING = frozenset({"ADJ", "NOUN", "PROPN"})
BY_LEMMA = frozenset({"uk"})


def spots(text: str, sentence: Sentence, gazetteer: Gazetteer) -> list[Spot]:
    """Find the longest runs of words that the gazetteer knows, left to right, and the engine's further places."""
    words = words_of(text, sentence.start, sentence.end)
    tags = _tags(sentence)
    found = runs(text, words, gazetteer)
    if sentence.language in BY_LEMMA:
        found = _with_lemmas(text, sentence, words, found, gazetteer)
    found = merge(found, by_table(sentence, words, gazetteer))
    for spot in found:
        _tag(spot, tags)
    found = join_districts(text, words, [spot for spot in found if not _is_word(sentence, spot)])
    known = [spot for spot in found if not is_part(text, spot)]
    return sorted([*known, *unknown(text, tags, words, known)], key=lambda spot: spot.start)


def _is_word(sentence: Sentence, spot: Spot) -> bool:
    """Say whether a capital only opens a Russian sentence, where a town's lesser name is a word: «**Бомба** упала»."""
    if sentence.language != "ru" or spot.tag == "place" or any(c.form != "alternate" for c in spot.candidates):
        return False
    opening = (token for token in sentence.tokens[:1] if token.upos == "NOUN")
    return any((token.start, token.end) == (spot.start, spot.end) for token in opening)


def _with_lemmas(
    text: str, sentence: Sentence, words: Sequence[Word], found: Sequence[Spot], gazetteer: Gazetteer
) -> list[Spot]:
    """Find further runs by the lemmas of proper names and of adjectives with a capital («у Кривому Розі»)."""
    lemmas = {t.start: fold(t.lemma) for t in sentence.tokens if t.text[0].isupper() and t.upos in NAMING}
    told = [
        msgspec.structs.replace(word, folded=lemma, full=lemma) if (lemma := lemmas.get(word.start)) else word
        for word in words
    ]
    more = [msgspec.structs.replace(spot, words=words) for spot in runs(text, told, gazetteer)]
    longer = [spot for spot in more if all(_length(spot) > _length(other) for other in found if _overlap(spot, other))]
    kept = [spot for spot in found if not any(_overlap(spot, other) for other in longer)]
    return sorted([*kept, *longer], key=lambda spot: spot.start)


def _length(spot: Spot) -> int:
    return spot.last - spot.first


def _overlap(one: Spot, other: Spot) -> bool:
    return one.first < other.last and other.first < one.last


def runs(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> list[Spot]:
    """Find the longest runs of words that the gazetteer knows, left to right."""
    found: list[Spot] = []
    at = 0
    while at < len(words):
        spot = _longest(text, words, at, gazetteer) if _may_begin(words[at].text) else None
        if spot:
            found.append(spot)
        at = spot.last if spot else at + 1
    return found


def _may_begin(word: str) -> bool:
    """Say whether a place may be named from here on: with a capital, or as a Russian adjective."""
    return not word[0].islower() or (len(word) >= _SHORTEST_SMALL and is_cyrillic(word))


def _longest(text: str, words: Sequence[Word], first: int, gazetteer: Gazetteer) -> Spot | None:
    small = words[first].text[0].islower()
    goes_on = text[words[first].end : words[first].end + 1] == "-" if small else gazetteer.begins(words[first].folded)
    furthest = _reach(text, words, first) if goes_on else first + 1
    for last in range(furthest, first, -1):
        if last - first > 1 and not _may_end(words[last - 1]):
            continue
        run = words[first:last]
        for end, ending in {run[-1].full_end: run[-1].full, run[-1].end: run[-1].folded}.items():
            key = (*(word.full for word in run[:-1]), ending)
            candidates = [c for c in gazetteer.lookup(key) if _fits(c, run, small)]
            if candidates:
                at = run[0].start, end
                return Spot(*at, text[slice(*at)], " ".join(key), candidates, None, at, words, first, last)
    return None


def _reach(text: str, words: Sequence[Word], first: int) -> int:
    """Give the index after the last word that could belong to a name that starts here."""
    last = first + 1
    while last < len(words) and last - first < LONGEST_NAME:
        gap = text[words[last - 1].end : words[last].start]
        if not _JOINT.fullmatch(gap) or (gap[0] == "." and words[last - 1].folded not in known_words("dotted")):
            break
        if gap != "-" and words[last].text[0].islower() and words[last].folded not in known_words("inner"):
            break
        last += 1
    return last


def _may_end(word: Word) -> bool:
    return word.text[0].isupper() or (is_cyrillic(word.text) and len(word.text) > 3)


def _fits(candidate: Candidate, words: Sequence[Word], small: bool) -> bool:
    if small or words[0].text[0].islower():
        return candidate.form in ADJECTIVAL and (candidate.kind in ("country", "admin1", "region", "settlement"))
    if len(words) == 1 and len(words[0].folded) <= 3 and words[0].text.replace(".", "").isupper():
        return candidate.kind in ("country", "admin1", "region") or candidate.population > 100_000
    if len(words) == 1 and len(words[0].folded) == 2:
        return candidate.form == "abbreviation" and words[0].text != "Me"
    return True


def _tags(sentence: Sentence) -> list[Tag]:
    tokens = sentence.tokens
    return [(tokens[name.first].start, tokens[name.last - 1].end, name.kind) for name in sentence.names]


def _tag(spot: Spot, tags: Sequence[Tag]) -> None:
    for start, end, kind in tags:
        if start < spot.end and spot.start < end:
            spot.tag, spot.name = kind, (start, end)
            if kind == "place":
                return
