"""Where a sentence may name a place: runs of words that the gazetteer knows."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from khronika.annotate.place_words import words as known_words
from khronika.gazetteer import Candidate, Gazetteer
from khronika.gazetteer.keys import LONGEST_NAME, fold, is_cyrillic
from khronika.language import Sentence

NameTag = str | None
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
# Between the words of one name: a space or a hyphen, or the dot of an abbreviated "St.".
_JOINT = re.compile(r"[ \u00a0\n]|-|‑|–| — |\. ?")
_ADJECTIVAL = frozenset({"adjective", "demonym"})


class Word(Struct, frozen=True):
    """A word of the text: `folded` for look-up, `text` without the possessive ending."""

    start: int
    end: int
    text: str
    folded: str


class Spot(Struct):
    """A run of words that may name a place, with the places it may mean and what the engine calls it.

    `last` is the index of the word after it in the sentence's `words`; `tag` the kind of the engine's name around it,
    `whole` whether it is all of that name.
    """

    start: int
    end: int
    text: str
    key: str
    candidates: list[Candidate]
    tag: NameTag
    whole: bool
    sentence: Sentence
    words: Sequence[Word]
    first: int
    last: int
    inside: int | None = None  # index of the spot that holds it: "Texas" for the "Paris" in "Paris, Texas"

    @property
    def is_adjectival(self) -> bool:
        """Say whether the words can only be an adjective of place or a demonym."""
        return bool(self.candidates) and all(c.form in _ADJECTIVAL for c in self.candidates)


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Split a stretch of text into words for look-up."""
    found = []
    for match in _WORD.finditer(text, start, end):
        form = _POSSESSIVE.sub("", match[0]) or match[0]
        found.append(Word(match.start(), match.start() + len(form), form, fold(form.replace(".", ""))))
    return found


def spots(text: str, sentence: Sentence, gazetteer: Gazetteer) -> list[Spot]:
    """Find the longest runs of words that the gazetteer knows, left to right, and the engine's further places."""
    words = words_of(text, sentence.start, sentence.end)
    tags = _tags(sentence)
    found: list[Spot] = []
    at = 0
    while at < len(words):
        spot = _longest(text, sentence, words, at, gazetteer)
        if spot is None:
            at += 1
            continue
        _tag(spot, tags)
        found.append(spot)
        at = spot.last
    found += _unknown(text, sentence, words, found)
    return sorted(found, key=lambda spot: spot.start)


def _longest(text: str, sentence: Sentence, words: Sequence[Word], first: int, gazetteer: Gazetteer) -> Spot | None:
    small = words[first].text[0].islower()
    if small and (not is_cyrillic(words[first].text) or len(words[first].text) < 4):
        return None
    for last in range(_reach(text, words, first), first, -1):
        if last - first > 1 and not _may_end(words[last - 1]):
            continue
        candidates = gazetteer.lookup([word.folded for word in words[first:last]])
        candidates = [c for c in candidates if _fits(c, words[first:last], small)]
        if candidates:
            start, end = words[first].start, words[last - 1].end
            key = " ".join(word.folded for word in words[first:last])
            return Spot(start, end, text[start:end], key, candidates, None, False, sentence, words, first, last)
    return None


def _reach(text: str, words: Sequence[Word], first: int) -> int:
    """Give the index after the last word that could belong to a name that starts here."""
    last = first + 1
    while last < len(words) and last - first < LONGEST_NAME:
        gap = text[words[last - 1].end : words[last].start]
        if not _JOINT.fullmatch(gap) or (gap[0] == "." and words[last - 1].folded not in known_words("dotted")):
            break
        if words[last].text[0].islower() and words[last].folded not in known_words("inner"):
            break
        last += 1
    return last


def _may_end(word: Word) -> bool:
    return word.text[0].isupper() or (is_cyrillic(word.text) and len(word.text) > 3)


def _fits(candidate: Candidate, words: Sequence[Word], small: bool) -> bool:
    if small or words[0].text[0].islower():
        return candidate.form in _ADJECTIVAL and (candidate.kind in ("country", "admin1", "region", "settlement"))
    if len(words) == 1 and len(words[0].folded) <= 3 and words[0].text.replace(".", "").isupper():
        return candidate.kind in ("country", "admin1", "region") or candidate.population > 100_000
    if len(words) == 1 and len(words[0].folded) == 2:
        return candidate.form == "abbreviation" and words[0].text != "Me"
    return True


def _tags(sentence: Sentence) -> list[tuple[int, int, str]]:
    tokens = sentence.tokens
    return [(tokens[name.first].start, tokens[name.last - 1].end, name.kind) for name in sentence.names]


def _tag(spot: Spot, tags: Sequence[tuple[int, int, str]]) -> None:
    for start, end, kind in tags:
        if start < spot.end and spot.start < end:
            spot.tag, spot.whole = kind, spot.start <= start and end <= spot.end + 2
            if kind == "place":
                return


def _unknown(text: str, sentence: Sentence, words: Sequence[Word], found: Sequence[Spot]) -> Iterator[Spot]:
    """Yield the engine's places in which the gazetteer knows no word."""
    for start, end, kind in _tags(sentence):
        if kind != "place" or any(spot.start < end and start < spot.end for spot in found):
            continue
        inside = [i for i, word in enumerate(words) if word.start < end and start < word.end]
        if inside and text[start].isupper():
            key = " ".join(words[i].folded for i in inside)
            yield Spot(start, end, text[start:end], key, [], kind, True, sentence, words, inside[0], inside[-1] + 1)
