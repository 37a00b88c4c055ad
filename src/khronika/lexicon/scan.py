"""The scan: where a text may tell of an event, found in the raw text before anything is parsed."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from khronika.lexicon.entries import Lexicon, Trigger
from khronika.lexicon.forms import forms
from khronika.lexicon.loading import load
from khronika.lexicon.tables import fold

# A likely end of a sentence; a missed one only widens the neighbourhood.
BOUNDARY = re.compile(r"(?<=[^\W_]{4})[.!?…][\"')»”’]*\s|\n\s*\n")
# How far apart, in characters, stand at most the words of a phrase, those of a condition, and a preposition.
PHRASE_REACH = 40
REACH = {"any": 200, "subj": 150, "head": 60, "ccomp": 150, "compound": 30, "amod": 30, "poss": 40}
OTHER_REACH = 80
MARKER_REACH = 60
# The table of fixed words that tell nothing ("heart attack").
INERT = "inert"
# The table of words that told events in the marked passages: the learnt network weighs them.
TOLD = "told"
# What an English open complement begins with.
OPEN_COMPLEMENT = frozenset({"=to"})


class Near(Struct, frozen=True):
    """One of these forms must stand at most so many characters before or after."""

    forms: frozenset[str]
    before: int
    after: int


class Found(NamedTuple):
    """A known form in the text; `beside` holds all known forms of its likely sentence, `sentence` numbers it."""

    form: str
    start: int
    end: int
    sentence: int
    beside: set[str]


class Scanner:
    """Finds a language's trigger words: an automaton over all their forms, and what each asks for nearby."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the forms of all triggers and of the words that they ask for."""
        self._asks = _asks(lexicon)
        others = {form for asks in self._asks.values() for ask in asks for near in ask for form in near.forms}
        inert = {
            word.lemma for word in lexicon.tables.get(INERT, ())
        }  # the longest match wins, so these hide their words
        self._patterns = sorted(self._asks.keys() | others | inert)
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def hits(self, text: str) -> list[tuple[int, int]]:
        """Give the spans of words that may be triggers, in order; half-open code points of the text."""
        found = self._find(text)
        return [(word.start, word.end) for at, word in enumerate(found) if self._may_trigger(at, found)]

    def _find(self, text: str) -> list[Found]:
        """Find all known forms that are whole words."""
        folded = fold(text)
        ends = [match.end() for match in BOUNDARY.finditer(folded)]
        sentences: list[set[str]] = [set() for _ in range(len(ends) + 1)]
        found = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded):
            if not (start and folded[start - 1].isalnum()) and not folded[end : end + 1].isalnum():
                form, sentence = self._patterns[number], bisect_right(ends, start)
                sentences[sentence].add(form)
                found.append(Found(form, start, end, sentence, sentences[sentence]))
        return found

    def _may_trigger(self, at: int, found: Sequence[Found]) -> bool:
        beside = found[at].beside
        for ask in self._asks.get(found[at].form, ()):
            for near in ask:
                if near.forms.isdisjoint(beside) or not _stands_near(near, at, found):
                    break
            else:
                return True
        return False


def _stands_near(near: Near, at: int, found: Sequence[Found]) -> bool:
    """Say whether one of the forms stands in reach of a word, in its sentence."""
    word = found[at]
    for step, reach in ((1, near.after), (-1, near.before)):
        other = at + step
        while 0 <= other < len(found) and abs(found[other].start - word.start) <= reach:
            if found[other].sentence != word.sentence:
                break
            if found[other].form in near.forms:
                return True
            other += step
    return False


def _asks(lexicon: Lexicon) -> dict[str, tuple[tuple[Near, ...], ...]]:
    """Give, for each form of an anchor, what its triggers ask for; one that asks for nothing makes the rest idle."""
    asking: list[tuple[frozenset[str], list[tuple[frozenset[str], int, int]]]] = []
    idle: set[str] = set()
    for trigger in lexicon.triggers:
        if "-" in trigger.words:
            continue  # the row's own hyphened form finds it
        own = _forms(lexicon.language, trigger.words[trigger.anchor], trigger.pos)
        if wanted := list(_wanted(trigger)):
            asking.append((own, wanted))
        else:
            idle |= own
    for word in lexicon.tables.get(TOLD, ()):
        idle |= _forms(lexicon.language, word.lemma, frozenset({word.pos} if word.pos else ()))
    asks: dict[str, set[tuple[Near, ...]]] = defaultdict(set)
    for own, wanted in asking:
        if left := own - idle:
            near = tuple(Near(_all_forms(lexicon.language, lemmas), *reach) for lemmas, *reach in wanted)
            for form in left:
                asks[form].add(near)
    return dict.fromkeys(idle, ((),)) | {form: tuple(found) for form, found in asks.items()}


def _wanted(trigger: Trigger) -> Iterator[tuple[frozenset[str], int, int]]:
    """Yield the words that must stand near the anchor: the phrase's others, each condition's, and their markers."""
    for index, word in enumerate(trigger.words):
        if index != trigger.anchor:
            yield (
                (frozenset({word}), PHRASE_REACH, 0) if index < trigger.anchor else (frozenset({word}), 0, PHRASE_REACH)
            )
    for condition in trigger.needs:
        if condition.negated:
            continue
        relation, _, markers = condition.relation.partition(":")
        reach = REACH.get(relation, OTHER_REACH)
        if not {"*", "@people"} & condition.lemmas:
            yield frozenset(lemma for lemma in condition.lemmas if not lemma.startswith("@")), reach, reach
        if markers and markers.islower() and markers != "poss":
            yield frozenset("=" + marker.split()[-1] for marker in markers.split("|")), MARKER_REACH, MARKER_REACH
        if relation == "xcomp" and "*" in condition.lemmas and trigger.pos & {"VERB", "ADJ"}:
            yield OPEN_COMPLEMENT, 0, MARKER_REACH


@cache
def _all_forms(language: str, lemmas: frozenset[str]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in _forms(language, lemma))


@cache
def _forms(language: str, lemma: str, pos: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the forms of a lemma; of a phrase, those of its head (English) or of each word; a fixed form only itself."""
    if lemma.startswith("="):
        return frozenset({lemma[1:]})
    words = lemma.split()[-1:] if language == "en" else lemma.split()
    return frozenset(form for word in words for form in forms(language, word, pos))


@cache
def scanner(language: str) -> Scanner:
    """Compile the scanner of a language, once.

    Raises:
        DataError: the language has no lexicon, or one of its files has a bad row.
    """
    return Scanner(load(language))
