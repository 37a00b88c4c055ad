"""The Russian engine: segmentation, tags, trees, lemmas and names as records."""

import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version

import numpy as np
from razdel import tokenize

from khronika.language.record import NamedSpan, NameKind, Sentence, Token
from khronika.language.russian import segment as segmentation
from khronika.language.russian.bounds import mend_bounds
from khronika.language.russian.clauses import mend_subjects
from khronika.language.russian.lemmas import lemma, mend_opening, mend_tag, split_tag
from khronika.language.russian.models import Models
from khronika.language.russian.network import Answers, Network
from khronika.language.russian.possessives import mend_possessives
from khronika.language.russian.relations import mend_passives

KINDS: dict[str, NameKind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
BATCH = 1000
_SIGN = "\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"
_GLUED = re.compile(f"[{_SIGN}]")
_PARTS = re.compile(f"[{_SIGN}]+|[^{_SIGN}]+")

Word = tuple[int, int, str]


class RussianEngine:
    """Russian text to records; a sentence's answer is its own, whatever stands beside it."""

    def __init__(self, models: Models) -> None:
        """Hold the network, and name the parts and their versions; pymorphy3's dictionary comes with the first word."""
        self._network = Network(models)
        self.version = " ".join(f"{name}-{version(name)}" for name in ("razdel", "slovnet", "natasha", "pymorphy3"))

    def segment(self, text: str) -> list[tuple[int, int]]:
        """Split a paragraph into sentences: half-open spans without surrounding white space."""
        return segmentation.segment(text)

    def analyse(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
        """Analyse these sentences of a text; one Sentence a span, in order, with offsets into `text`."""
        words = [_words(text, start, end) for start, end in spans]
        answers = self._answers([[word[2] for word in sentence] for sentence in words if sentence])
        empty = Answers([], [], [], [], np.zeros((0, 0), np.float16))
        return [
            _sentence(span, sentence, next(answers) if sentence else empty)
            for span, sentence in zip(spans, words, strict=True)
        ]

    def analyse_words(self, words: Sequence[str]) -> Sentence:
        """Analyse words that are given as such (a treebank's); offsets are those of the words joined by spaces."""
        text = " ".join(words)
        ends = [sum(map(len, words[: i + 1])) + i for i in range(len(words))]
        placed = [(end - len(word), end, word) for end, word in zip(ends, words, strict=True)]
        return _sentence((0, len(text)), placed, self._network([words])[0])

    def _answers(self, sentences: Sequence[Sequence[str]]) -> Iterator[Answers]:
        """Run the network over batches of about a thousand words."""
        batch: list[Sequence[str]] = []
        count = 0
        for sentence in sentences:
            if batch and count + len(sentence) > BATCH:
                yield from self._network(batch)
                batch, count = [], 0
            batch.append(sentence)
            count += len(sentence)
        if batch:
            yield from self._network(batch)


def _words(text: str, start: int, end: int) -> list[Word]:
    """Split into words; a sign that is no letter, digit or punctuation (an emoji) stands apart from its word."""
    found: list[Word] = []
    for word in tokenize(text[start:end]):
        if word.text.isascii() or not _GLUED.search(word.text):
            found.append((start + word.start, start + word.stop, word.text))
        else:
            found += ((start + word.start + m.start(), start + word.start + m.end(), m.group())
                      for m in _PARTS.finditer(word.text))  # fmt: skip
    return found


def _sentence(span: tuple[int, int], words: Sequence[Word], answers: Answers) -> Sentence:
    told = [mend_tag(word[2].lower(), tag) for word, tag in zip(words, answers.tags, strict=True)]
    if words and (answers.names[0] == "O" or "Number=Plur" in told[0]):
        told[0] = mend_opening(words[0][2].lower(), told[0])
    tags = [split_tag(tag) for tag in told]
    parts, features = [part for part, _ in tags], [features for _, features in tags]
    lemmas = [lemma(word[2].lower(), tag) for word, tag in zip(words, told, strict=True)]
    forms = [word[2] for word in words]
    heads, relations = mend_possessives(forms, parts, answers.heads, answers.relations)
    heads, relations = mend_bounds(forms, parts, lemmas, features, heads, relations)
    heads, relations = mend_subjects(parts, features, heads, relations)
    relations = mend_passives(heads, relations, features, lemmas, [label != "O" for label in answers.names])
    columns = zip(words, lemmas, parts, features, heads, relations, strict=True)
    tokens = tuple(Token(start, end, text, *rest) for (start, end, text), *rest in columns)
    return Sentence(*span, "ru", tokens, tuple(_names(answers.names)), vectors=answers.vectors.tobytes())


def _names(labels: Sequence[str]) -> Iterator[NamedSpan]:
    """Read names from labels B-PER, I-PER …; an I that continues nothing begins a name."""
    first, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        begins, _, here = label.partition("-")
        if kind and (begins != "I" or here != kind):
            yield NamedSpan(KINDS[kind], first, index)
            kind = ""
        if here and not kind:
            first, kind = index, here
