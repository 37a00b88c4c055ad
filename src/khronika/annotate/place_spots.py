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
_DISTRICT_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:ий|ого|ому|им|ом|ый|ой)")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
# Between the words of one name: a space or a hyphen, or the dot of an abbreviated "St.".
_JOINT = re.compile(r"[ \u00a0\n]|-|‑|–| — |\. ?")
_SHORTEST_UNKNOWN, _SHORTEST_SMALL = 2, 3
_ADJECTIVAL = frozenset({"adjective", "demonym"})


class Word(Struct, frozen=True):
    """A word of the text without its possessive ending; `folded` for look-up, `full` folded with that ending."""

    start: int
    end: int
    text: str
    folded: str
    full: str


class Spot(Struct):
    """A run of words that may name a place, with the places it may mean and what the engine calls it.

    `first` and `last` bound it in the sentence's `words` (half-open). `tag` is the kind of the engine's name around
    it, and `name` where that stands in the text.
    """

    start: int
    end: int
    text: str
    key: str
    candidates: list[Candidate]
    tag: NameTag
    name: tuple[int, int]
    words: Sequence[Word]
    first: int
    last: int
    inside: int | None = None  # index of the spot that holds it: "Texas" for the "Paris" in "Paris, Texas"

    @property
    def is_whole(self) -> bool:
        """Say whether the engine's name is no longer than this."""
        return self.start <= self.name[0] and self.name[1] <= self.end + len("'s")

    @property
    def is_adjectival(self) -> bool:
        """Say whether the words can only be an adjective of place or a demonym."""
        return bool(self.candidates) and all(c.form in _ADJECTIVAL for c in self.candidates)


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Split a stretch of text into words for look-up."""
    found = []
    for match in _WORD.finditer(text, start, end):
        form = match[0]
        full = bare = fold(form.replace(".", ""))
        if "'" in form or "’" in form:
            form = _POSSESSIVE.sub("", form)
            bare = fold(form)
        found.append(Word(match.start(), match.start() + len(form), form, bare, full))
    return found


def spots(text: str, sentence: Sentence, gazetteer: Gazetteer) -> list[Spot]:
    """Find the longest runs of words that the gazetteer knows, left to right, and the engine's further places."""
    words = words_of(text, sentence.start, sentence.end)
    tags = _tags(sentence)
    found: list[Spot] = []
    at = 0
    while at < len(words):
        spot = _longest(text, words, at, gazetteer) if _may_begin(words[at].text) else None
        if spot is None:
            at += 1
            continue
        _tag(spot, tags)
        found.append(spot)
        at = spot.last
    found = _districts(text, words, found)
    known = [spot for spot in found if not _is_part(text, spot)]
    return sorted([*known, *_unknown(text, tags, words, known)], key=lambda spot: spot.start)


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
        for ending in dict.fromkeys((run[-1].full, run[-1].folded)):
            key = (*(word.full for word in run[:-1]), ending)
            candidates = [c for c in gazetteer.lookup(key) if _fits(c, run, small)]
            if candidates:
                start, end = run[0].start, run[-1].end
                end += (len(ending) - len(run[-1].folded)) if ending != run[-1].folded else 0
                return Spot(
                    start, end, text[start:end], " ".join(key), candidates, None, (start, end), words, first, last
                )
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
            spot.tag, spot.name = kind, (start, end)
            if kind == "place":
                return


def _districts(text: str, words: Sequence[Word], found: Sequence[Spot]) -> list[Spot]:
    """Take the word for district into the name: «Советского района» is no adjective of a country."""
    named: list[Spot] = []
    for last, word in enumerate(words):
        if word.folded in known_words("districts") and last and _DISTRICT_NAME.fullmatch(words[last - 1].text):
            first = words[last - 1]
            key, at = f"{first.folded} {word.folded}", (first.start, word.end)
            named.append(Spot(*at, text[first.start : word.end], key, [], "place", at, words, last - 1, last + 1))
    kept = [spot for spot in found if not any(d.start < spot.end and spot.start < d.end for d in named)]
    return kept + named


def _is_part(text: str, spot: Spot) -> bool:
    """Say whether the words are a part of a longer name of an unknown place: the Hill of Squirrel Hill."""
    if spot.tag != "place" or spot.is_whole or spot.is_adjectival:
        return False
    before = [word.folded for word in spot.words[: spot.first] if word.start >= spot.name[0]]
    after = [word.folded for word in spot.words[spot.last :] if word.end <= spot.name[1]]
    if text[spot.name[0] : spot.start].rstrip().endswith(",") or text[spot.end :][:1] == ",":
        return False
    if is_word(spot):
        return True
    qualified = not before or known_words("qualifiers").issuperset(before)
    return not qualified or bool(after and after[0] in known_words("landforms"))


def is_word(spot: Spot) -> bool:
    """Say whether a common word is all that the name is, but for lesser names of places."""
    forms = {c.form for c in spot.candidates}
    return "word" in forms and forms <= {"word", "alternate"}


def _unknown(
    text: str, tags: Sequence[tuple[int, int, str]], words: Sequence[Word], known: Sequence[Spot]
) -> Iterator[Spot]:
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
