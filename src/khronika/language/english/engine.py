"""The engine: from a text and its sentences' spans to analysed sentences."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from khronika.language.english import lemmas, names, sentences
from khronika.language.english.encoder import Decoded, Encoder
from khronika.language.english.objects import (
    CLAUSAL,
    find_described,
    find_gerunds,
    find_reduced,
    flat_lists,
    settle_days,
    settle_forces,
    settle_objects,
    settle_openers,
    settle_parts,
    settle_passives,
    settle_terms,
    settle_titles,
)
from khronika.language.english.pieces import REMEMBERED, Pieces
from khronika.language.english.tokens import tokenise
from khronika.language.record import Sentence, Token

MODEL = Path(__file__).parent / "model"
TOGETHER = 400
LONGEST = 160

Spans = list[tuple[int, int]]


class EnglishEngine:
    """Segments and analyses English; holds the network."""

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        self._encoder = Encoder(folder, threads)
        card = self._encoder.card
        self.version = f"english-{card.version}"
        self._pieces = Pieces(folder / "tokenizer.json", card.pieces_of_a_word)
        self._tags = [_tag(tag) for tag in card.tags]
        self._noun = card.tags.index("NOUN|Number=Sing")
        self._past = card.tags.index("VERB|Mood=Ind|Tense=Past|VerbForm=Fin")
        self._passive = card.tags.index("VERB|Tense=Past|VerbForm=Part|Voice=Pass")
        self._table = lemmas.read_table(folder / "lemmas.tsv")
        self._lemmas: dict[tuple[str, int], str] = {}

    def segment(self, text: str) -> Spans:
        """Split a paragraph into sentences: half-open spans without surrounding white space."""
        return sentences.segment(text)

    def analyse(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
        """Analyse these sentences of a text; one Sentence a span, in order, with offsets into `text`."""
        out: list[Sentence] = []
        for at in range(0, len(spans), TOGETHER):
            part = spans[at : at + TOGETHER]
            words = [tokenise(text, start, end) for start, end in part]
            out.extend(self._analyse(text, part, words))
        return out

    def analyse_words(self, text: str, words: Sequence[Spans]) -> list[Sentence]:
        """Analyse sentences whose words are given as spans of a text."""
        spans = [(row[0][0], row[-1][1]) if row else (0, 0) for row in words]
        return list(self._analyse(text, spans, words))

    def _analyse(self, text: str, spans: Sequence[tuple[int, int]], words: Sequence[Spans]) -> Iterator[Sentence]:
        forms = [[text[start:end] for start, end in row] for row in words]
        self._pieces.learn([form for row in forms for form in row])
        chunks = [list(self._chunks(row)) for row in forms]
        flat = [self._pieces.encode(row[a:b]) for row, cuts in zip(forms, chunks, strict=True) for a, b in cuts]
        decoded = iter(self._encoder.decode(flat))
        for span, row, texts, cuts in zip(spans, words, forms, chunks, strict=True):
            whole = _join([next(decoded) for _ in cuts], self._encoder.card.relations.index("parataxis"))
            yield self._sentence(span, row, texts, whole)

    def _chunks(self, forms: list[str]) -> Iterator[tuple[int, int]]:
        """Yield the parts of a sentence that fit the encoder: all of it, or cuts after a sign near the limit."""
        start, size, sign = 0, 0, 0
        for at, form in enumerate(forms):
            size += self._pieces.count(form)
            if size > LONGEST:
                cut = sign if sign > start + LONGEST // 8 else at
                yield start, cut
                start, size = cut, sum(self._pieces.count(form) for form in forms[cut : at + 1])
            if form in {",", ";", ":", ".", "—", "–", "-", "|"}:
                sign = at + 1
        if start < len(forms):
            yield start, len(forms)

    def _sentence(self, span: tuple[int, int], words: Spans, forms: list[str], said: Decoded) -> Sentence:
        card = self._encoder.card
        relations = [card.relations[relation] for relation in said.relations]
        parts = [self._tags[tag][0] for tag in said.tags]
        heads = flat_lists(said.heads, relations)
        relations = settle_objects(heads, relations, parts)
        settle_titles(heads, relations, parts)
        settle_openers(heads, relations, parts)
        settle_parts(forms, heads, relations, parts)
        settle_days(forms, heads, relations)
        settle_terms(forms, heads, relations)
        settle_passives(forms, heads, relations, [self._tags[tag][1].get("Voice") == "Pass" for tag in said.tags])
        settle_forces(forms, heads, relations, parts)
        tags = said.tags
        for at in list(find_gerunds(forms, heads, relations, parts)):
            relations[at] = CLAUSAL[relations[at]]
            if heads[at - 1] == at and parts[at - 1] == "NOUN":
                relations[at - 1] = "compound"
            tags = [*tags[:at], self._noun, *tags[at + 1 :]]
        described = find_described(heads, relations, [tag in (self._past, self._passive) for tag in tags])
        tags = [self._noun if each else tag for tag, each in zip(tags, described, strict=True)]
        reduced = find_reduced(heads, relations, [tag == self._past for tag in tags])
        tags = [self._passive if each else tag for tag, each in zip(tags, reduced, strict=True)]
        tokens = tuple(
            Token(start, end, form, self._lemma(form, tag), *self._tags[tag], head, relation)
            for (start, end), form, tag, head, relation in zip(
                words, forms, tags, heads, relations, strict=True
            )
        )
        found = names.spans([card.names[label] for label in said.names]) if any(said.names) else ()
        return Sentence(span[0], span[1], "en", tokens, found, vectors=said.states, lower=said.lower)

    def _lemma(self, form: str, tag: int) -> str:
        """Look a lemma up, remembering it: few forms make most of a text."""
        known = self._lemmas.get((form, tag))
        if known is None:
            if len(self._lemmas) > REMEMBERED:
                self._lemmas.clear()
            known = self._lemmas[form, tag] = lemmas.lemma_of(form, *self._tags[tag], self._table)
        return known


def _join(parts: list[Decoded], parataxis: int) -> Decoded:
    """Join the parts of a sentence too long for the encoder: later roots hang on the first as parataxis."""
    if len(parts) == 1:
        return parts[0]
    states, lower = (b"".join(part) for part in ([part.states for part in parts], [part.lower for part in parts]))
    whole = Decoded([], [], [], [], states, lower)
    for part in parts:
        offset = len(whole.heads)
        root = whole.heads.index(-1) if offset else -1
        whole.heads.extend(root if head < 0 else head + offset for head in part.heads)
        whole.relations.extend(
            parataxis if head < 0 and offset else relation
            for head, relation in zip(part.heads, part.relations, strict=True)
        )
        whole.tags.extend(part.tags)
        whole.names.extend(part.names)
    return whole


def _tag(tag: str) -> tuple[str, Mapping[str, str]]:
    """Split `VERB|Tense=Past` into the part of speech and its features."""
    upos, *feats = tag.split("|")
    return upos, dict(feat.split("=", 1) for feat in feats)


@cache
def load() -> EnglishEngine:
    """Load the engine with the model shipped beside this file; once a process."""
    return EnglishEngine()
