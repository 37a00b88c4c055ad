"""The engine around a small network: from a text and its sentences' spans to analysed sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from khronika.language.compact.model import read_card, read_weights
from khronika.language.compact.network import Answers, Network, Shape
from khronika.language.compact.vectors import Vectors
from khronika.language.compact.words import Row, plain, row_of
from khronika.language.english import names
from khronika.language.record import NamedSpan, Sentence, Token

BATCH = 1000  # words that go through the network together
REMEMBERED = 60_000
NONE = "_"
Spans = list[tuple[int, int]]


class Language(Struct, frozen=True):
    """What a language adds to its network.

    `readings` are what its dictionary says of a plain word, `known_as` is the word or lemma under which the network's
    vocabulary may have it, `lemma` gives a word's lemma under a part of speech and features; `mend` puts right what
    the network cannot see, `find_names` completes the names it found. `parts` are the parts of speech that a plain word
    may be, empty where any. `vectors` go into the network, and are, by lemma, the `lower` numbers of the sentence.
    """

    code: str
    segment: Callable[[str], Spans]
    tokenise: Callable[[str, int, int], Spans]
    readings: Callable[[str], Sequence[str]]
    lemma: Callable[[str, str, Mapping[str, str]], str]
    mend: Callable[[list[Token]], list[Token]]
    find_names: Callable[[Sequence[Token], Sequence[NamedSpan]], Sequence[NamedSpan]]
    known_as: Callable[[str], str] = str
    parts: Callable[[str], frozenset[str]] = lambda word: frozenset()
    vectors: Vectors | None = None


class CompactEngine:
    """Segments and analyses one language; holds the network."""

    def __init__(self, folder: Path, language: Language) -> None:
        card, weights = read_card(folder), read_weights(folder)
        if language.vectors is not None:
            weights["vector.table"] = language.vectors.table
        self.version = f"{folder.parent.name}-{card.version}"
        self._language, self._card, self._vocabulary = language, card, card.vocabulary
        sizes = {name: len(values) for name, values in card.features.items()}
        shape = Shape(card.layers, card.attention_heads)
        self._network = Network(weights, shape, sizes, card.relations.index("root"))
        self._may_follow = names.allowed(card.names)
        self._rows: dict[str, Row] = {}
        self._feats: dict[tuple[int, ...], tuple[str, Mapping[str, str]]] = {}

    def segment(self, text: str) -> Spans:
        """Split a paragraph into sentences: half-open spans without surrounding white space."""
        return self._language.segment(text)

    def analyse(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
        """Analyse these sentences of a text; one Sentence a span, in order, with offsets into `text`."""
        return self.analyse_words(text, [self._language.tokenise(text, *span) for span in spans], spans)

    def analyse_words(
        self, text: str, words: Sequence[Spans], spans: Sequence[tuple[int, int]] | None = None
    ) -> list[Sentence]:
        """Analyse sentences whose words are given as spans of a text."""
        answers = self._answers([[self._row(text[a:b]) for a, b in sentence] for sentence in words])
        around = spans or [(row[0][0], row[-1][1]) if row else (0, 0) for row in words]
        return [
            self._sentence(text, span, sentence, next(answers) if sentence else None)
            for span, sentence in zip(around, words, strict=True)
        ]

    def _row(self, word: str) -> Row:
        known = self._rows.get(word)
        if known is None:
            if len(self._rows) > REMEMBERED:
                self._rows.clear()
            low, vectors = plain(word), self._language.vectors
            readings, known_as = self._language.readings(low), self._language.known_as(low)
            vector = (vectors.row(known_as) or vectors.row(low)) if vectors else 0
            known = self._rows[word] = row_of(word, self._vocabulary, readings, vector, known_as)
        return known

    def _answers(self, sentences: Sequence[Sequence[Row]]) -> Iterator[Answers]:
        """Run the network over batches of about a thousand words; empty sentences are passed over."""
        batch: list[Sequence[Row]] = []
        count = 0
        for sentence in sentences:
            if batch and count + len(sentence) > BATCH:
                yield from self._network(batch)
                batch, count = [], 0
            if sentence:
                batch.append(sentence)
                count += len(sentence)
        if batch:
            yield from self._network(batch)

    def _sentence(self, text: str, span: tuple[int, int], words: Spans, said: Answers | None) -> Sentence:
        if said is None:
            return Sentence(*span, self._language.code, ())
        relations = self._card.relations
        tokens: list[Token] = []
        self._limit(said, [text[start:end] for start, end in words])
        numbers = zip(*(said.features[name].tolist() for name in self._card.features), strict=True)
        for (start, end), key, head, relation in zip(words, numbers, said.heads, said.relations, strict=True):
            form = text[start:end]
            upos, feats = self._tag(key)
            lemma = self._language.lemma(form, upos, feats)
            tokens.append(Token(start, end, form, lemma, upos, feats, head, relations[relation]))
        tokens = self._language.mend(tokens)
        labels = names.best_labels(said.names, self._may_follow)
        found = names.spans([self._card.names[label] for label in labels])
        found = tuple(self._language.find_names(tokens, found))
        states, lower = said.states.tobytes(), self._vectors(tokens)
        return Sentence(*span, self._language.code, tuple(tokens), found, vectors=states, lower=lower)

    def _vectors(self, tokens: Sequence[Token]) -> bytes:
        """Give the vectors of tokens by lemma, or else as they are written, in half precision."""
        vectors = self._language.vectors
        if vectors is None:
            return b""
        rows = [vectors.row(plain(token.lemma)) or vectors.row(plain(token.text)) for token in tokens]
        return vectors.table[rows].astype(np.float16).tobytes()

    def _limit(self, said: Answers, forms: Sequence[str]) -> None:
        """Take the best part of speech that a word may be, where the network's is none of them."""
        names_of = self._card.features["UPOS"]
        for at, form in enumerate(forms):
            allowed = self._language.parts(plain(form))
            if allowed and names_of[said.features["UPOS"][at]] not in allowed:
                scores = {number: said.parts[at, number] for number, name in enumerate(names_of) if name in allowed}
                said.features["UPOS"][at] = max(scores, key=lambda number: scores[number])

    def _tag(self, key: tuple[int, ...]) -> tuple[str, Mapping[str, str]]:
        """Give the part of speech and the features of these classes; one mapping is shared by equal tokens."""
        known = self._feats.get(key)
        if known is None:
            values = {name: told[at] for (name, told), at in zip(self._card.features.items(), key, strict=True)}
            upos = values.pop("UPOS")
            known = self._feats[key] = upos, {name: value for name, value in values.items() if value != NONE}
        return known
