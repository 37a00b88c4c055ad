"""From sentences to numbers: word pieces, shapes and classes, the same for training and for the engine."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from corpus import Example
from tokenizers import Tokenizer

from khronika.language.english.pieces import BEGIN, CONTINUED, END, FIRST_WORD, UNKNOWN, plain, shape_of

MAX_PIECES_OF_A_WORD = 6
NAME_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
LAYERS = ("tags", "relations", "names")


@dataclass(frozen=True)
class Classes:
    """The class names of each layer, in order."""

    tags: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = NAME_LABELS

    @property
    def sizes(self) -> dict[str, int]:
        return {layer: len(getattr(self, layer)) for layer in LAYERS}


def count_classes(examples: Iterable[Example]) -> Classes:
    """Collect the classes of a corpus; rare ones fall back to what they specialise."""
    tags: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for example in examples:
        if example.heads is not None:
            tags.update(example.tags)
            relations.update(example.relations)
    kept_tags = {tag for tag, n in tags.items() if n >= 5} | {tag.split("|")[0] for tag in tags}
    kept_relations = {name for name, n in relations.items() if n >= 20} | {name.split(":")[0] for name in relations}
    return Classes(tuple(sorted(kept_tags)), tuple(sorted(kept_relations)))


@dataclass
class Numbers:
    """One sentence in numbers; classes are -1 where unknown."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    word_shapes: list[int]
    heads: list[int]
    classes: dict[str, list[int]]
    trust: float


class Numberer:
    """Turns examples into numbers; keeps each word's pieces."""

    def __init__(self, tokenizer: Path, classes: Classes) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.pieces: dict[str, tuple[int, ...]] = {}
        self.index = {layer: {name: i for i, name in enumerate(getattr(classes, layer))} for layer in LAYERS}

    def pieces_of(self, word: str) -> tuple[int, ...]:
        found = self.pieces.get(word)
        if found is None:
            ids = self.tokenizer.encode(plain(word), add_special_tokens=False).ids or [UNKNOWN]
            found = self.pieces[word] = tuple(ids[:MAX_PIECES_OF_A_WORD])
        return found

    def number(self, words: Sequence[str], example: Example, names: Sequence[str] | None) -> Numbers:
        """Number these words (perhaps in another case than the example's) with the example's layers."""
        pieces, shapes, first, word_shapes = [BEGIN], [0], [0], [0]
        for at, word in enumerate(words):
            ids, shape = self.pieces_of(word), shape_of(word)
            first.append(len(pieces))
            word_shapes.append(shape + FIRST_WORD * (at == 0))
            shapes.append(word_shapes[-1])
            shapes += [shape + CONTINUED] * (len(ids) - 1)
            pieces += ids
        pieces.append(END)
        shapes.append(0)
        heads = list(example.heads) if example.heads is not None else [-1] * len(words)
        return Numbers(pieces, shapes, first, word_shapes, heads, self._classes(example, names), example.trust)

    def _classes(self, example: Example, names: Sequence[str] | None) -> dict[str, list[int]]:
        none = [-1] * len(example.words)
        out = {"tags": none, "relations": none}
        if example.heads is not None:
            tags, relations = self.index["tags"], self.index["relations"]
            out["tags"] = [tags.get(tag, tags[tag.split("|")[0]]) for tag in example.tags]
            out["relations"] = [relations.get(name, relations[name.split(":")[0]]) for name in example.relations]
        out["names"] = [self.index["names"].get(name, -1) for name in names] if names is not None else none
        return out


class Sized(Protocol):
    """Something made of word pieces."""

    @property
    def pieces(self) -> Sequence[int]: ...


T = TypeVar("T", bound=Sized)


def batches(items: Sequence[T], *, pieces: int, rng: random.Random) -> list[list[T]]:
    """Group sentences of like length into batches of about so many pieces, in random order."""
    ordered = sorted(items, key=lambda item: len(item.pieces) + 3 * rng.random())
    out: list[list[T]] = [[]]
    for item in ordered:
        if out[-1] and len(item.pieces) * (len(out[-1]) + 1) > pieces:
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    return out


def padded(rows: list[list[int]], *, fill: int) -> np.ndarray:
    """Lay lists into one array, filled up to the longest."""
    out = np.full((len(rows), max(map(len, rows))), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out
