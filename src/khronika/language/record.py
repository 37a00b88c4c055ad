"""Analysed text: the one record behind which engines are swapped.

All offsets count code points of the text that was analysed (a document's view). Relations, tags and features are
those of Universal Dependencies v2, whatever the engine uses inside.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Literal, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from khronika.model import FURNITURE, Document

SIGN_AND_NUMBER = np.int32(-0x70002000)  # of a half-precision number's bits, moved to where a single one has them
NameKind = Literal["person", "organisation", "place"]


class Token(Struct, frozen=True):
    """A syntactic word; `head` is the index of its head in the sentence, -1 for the root.

    `feats` holds UD features ({"VerbForm": "Part", "Number": "Plur"}); engines share one mapping between equal tokens.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: Mapping[str, str]
    head: int
    deprel: str


class NamedSpan(Struct, frozen=True):
    """A name found by the engine: tokens `first <= i < last` of its sentence."""

    kind: NameKind
    first: int
    last: int


class Sentence(Struct, frozen=True, dict=True):
    """An analysed sentence; `paragraph` is the index of its paragraph, `language` the engine's.

    `vectors` are what the engine knows of each token in its place, as half-precision numbers of one width, token by
    token; empty where it has none to give. `lower` is, in the same way, what the engine knows before it has read the
    whole sentence: the word by itself, and a little of its neighbours; empty where that is all in `vectors`.
    """

    start: int
    end: int
    language: str
    tokens: tuple[Token, ...]
    names: tuple[NamedSpan, ...] = ()
    paragraph: int = 0
    vectors: bytes = b""
    lower: bytes = b""

    @property
    def matrix(self) -> NDArray[np.float32]:
        """Give the vectors as [tokens, width], made anew at each call; width 0 where there are none."""
        width = -1 if self.vectors else 0
        return widen(np.frombuffer(self.vectors, np.float16)).reshape(len(self.tokens), width)

    @cached_property
    def children(self) -> list[list[int]]:
        """Give for each token the indices of its dependents, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                found[token.head].append(index)
        return found

    @cached_property
    def lowered(self) -> list[str]:
        """Give the lemma of each token in small letters."""
        return [token.lemma.lower() for token in self.tokens]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _related(self) -> list[dict[str | tuple[str, ...], list[int]]]:
        """Give each token's dependents in order, by relation, with and without subtype, and by several at once."""
        found: list[dict[str | tuple[str, ...], list[int]]] = [{} for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                below, relation = found[token.head], token.deprel
                below.setdefault(relation, []).append(index)
                if ":" in relation:
                    below.setdefault(relation.partition(":")[0], []).append(index)
        return found

    def dependents(self, index: int, *relations: str) -> Iterator[int]:
        """Yield dependents of a token by relation: `nsubj` also matches `nsubj:pass`; none given yields all."""
        if not relations:
            return iter(self.children[index])
        by_relation = self._related[index]
        if not by_relation:
            return iter(())
        if len(relations) == 1:
            return iter(by_relation.get(relations[0], ()))
        found = by_relation.get(relations)
        if found is None:
            some = {child for relation in relations for child in by_relation.get(relation, ())}
            found = by_relation[relations] = sorted(some)
        return iter(found)

    def subtree(self, index: int) -> list[int]:
        """Give the indices of a token and all below it, in order."""
        found, stack = [], [index]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children[at])
        return sorted(found)

    def covering(self, start: int, end: int) -> list[int]:
        """Give the indices of the tokens that overlap a span of the text."""
        first, last = bisect_right(self._starts, start), bisect_left(self._starts, end)
        while first > 0 and self.tokens[first - 1].end > start:
            first -= 1
        return list(range(first, last))

    def head_of(self, start: int, end: int) -> int | None:
        """Give the token within a span whose head lies outside it; the first of several, None if no token is there."""
        inside = self.covering(start, end)
        members = set(inside)
        return next((i for i in inside if self.tokens[i].head not in members), None)


def widen(halves: NDArray[np.float16]) -> NDArray[np.float32]:
    """Make half-precision numbers single, exactly; numpy's own way takes six times as long. None may be infinite."""
    bits = np.ascontiguousarray(halves).view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= SIGN_AND_NUMBER
    wide = bits.view(np.float32)
    wide *= np.float32(2.0**112)  # from the one's exponent to the other's
    return wide


class Analysis(Struct, frozen=True, dict=True):
    """A document as analysed: its view's text and the sentences that were parsed, in order.

    `document`'s paragraphs and turns are in the view's coordinates here. `anchor` is the day from which relative dates
    count (the date first published, else the page's date, else None). With `--depth events` only some sentences stand
    here.
    """

    document: Document
    text: str
    sentences: tuple[Sentence, ...]
    anchor: date | None = None

    @property
    def language(self) -> str:
        """Give the document's main language (ISO 639-1)."""
        return self.document.language or "en"

    def is_body(self, sentence: Sentence) -> bool:
        """Say whether a sentence stands in the body, where events are told, and not in a head or foot."""
        return self.document.paragraphs[sentence.paragraph].kind not in FURNITURE

    def speaker_of(self, sentence: Sentence) -> str | None:
        """Give the speaker of the turn in which a sentence stands, if it stands in one."""
        for turn in self.document.turns:
            if turn.start <= sentence.start < turn.end:
                return turn.speaker
        return None


class Engine(Protocol):
    """What a language engine does; registered in the entry-point group `khronika.languages`."""

    version: str

    def segment(self, text: str) -> list[tuple[int, int]]:
        """Split a paragraph into sentences: half-open spans without surrounding white space."""

    def analyse(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
        """Analyse these sentences of a text; one Sentence a span, in order, with offsets into `text`."""
