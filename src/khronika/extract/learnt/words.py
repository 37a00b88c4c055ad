"""What the network looks at: a word's own numbers, those of its neighbours in the line and in the tree, and the mean.

A report's words are laid end to end. Each slot of the network takes one block of the engine's numbers (`own0`: the
first block of the word itself) from one place; a place where no word stands gives zeros.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from khronika.extract.scene import Scene
from khronika.language.record import widen

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

PARTS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
)  # fmt: skip
RELATIONS = (
    "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "compound",
    "compound:prt", "conj", "cop", "csubj", "det", "discourse", "expl", "fixed", "flat", "iobj", "mark", "nmod",
    "nmod:poss", "nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "orphan", "parataxis", "punct", "root",
    "vocative", "xcomp",
)  # fmt: skip
NO_PART, NO_RELATION = len(PARTS), len(RELATIONS)
TELLING = frozenset({"ADJ", "ADV", "AUX", "NOUN", "PROPN", "VERB", "X"})  # parts of speech that may tell an event
CONTENT = frozenset({"ADJ", "ADV", "NOUN", "PROPN", "VERB"})
PLACES = ("own", "gov", "ch", "l", "r", "s", "d")
_TELLING = np.array([name in TELLING for name in PARTS])
_CONTENT = np.array([name in CONTENT for name in PARTS], np.float32)


class _Relations(dict[str, int]):
    """Relations by number; a subtype that is not known counts as its kind."""

    def __missing__(self, name: str) -> int:
        return self.get(name.partition(":")[0], NO_RELATION)


_PART = {name: at for at, name in enumerate(PARTS)}
_RELATION = _Relations({name: at for at, name in enumerate(RELATIONS)})


class Words:
    """The words of scenes, none of them empty, in numbers.

    `first` is where each scene's words begin, `total` how many words there are.

    Arrays of numbers and signs have one row more, for where no word stands: zeros, NO_PART and NO_RELATION.
    """

    def __init__(self, scenes: Sequence[Scene], block: int) -> None:
        """Lay the scenes' words end to end; `block` is the width of a block of the engine's numbers."""
        self.block = block
        sizes = [len(scene.tokens) for scene in scenes]
        ends = np.cumsum([0, *sizes])
        self.total = int(ends[-1])
        self.first = ends[:-1].tolist()
        tokens = [token for scene in scenes for token in scene.tokens]
        self.numbers = self._numbers(scenes)
        self.parts = np.array([*(_PART.get(token.upos, NO_PART - 1) for token in tokens), NO_PART])
        self.relations = np.array([*(_RELATION[token.deprel] for token in tokens), NO_RELATION])
        self.may_tell = _TELLING[self.parts[:-1]]
        self._content = _CONTENT[self.parts[:-1]]
        self.scene = np.repeat(np.arange(len(scenes)), sizes)
        self.left, self.right = np.arange(-1, self.total - 1), np.arange(1, self.total + 1)
        self.left[ends[:-1]] = self.right[ends[1:] - 1] = self.total
        heads = np.array([token.head for token in tokens], np.intp)
        self.governors = np.where(heads < 0, self.total, heads + np.repeat(ends[:-1], sizes))
        self._sums: dict[int, tuple[Floats, Floats]] = {}

    def _numbers(self, scenes: Sequence[Scene]) -> Floats:
        """Lay the engine's numbers of all words end to end, in whole blocks, and zeros below: [words + 1, width]."""
        sentences = [scene.sentence for scene in scenes]
        joined = [b"".join(parts) for parts in ([s.vectors for s in sentences], [s.lower for s in sentences])]
        layers = [widen(np.frombuffer(part, np.float16)).reshape(self.total, -1) for part in joined if part]
        numbers = np.zeros((self.total + 1, sum(layer.shape[1] for layer in layers) or self.block), np.float32)
        if layers:
            np.concatenate(layers, axis=1, out=numbers[:-1])
        return numbers

    def slot(self, name: str, at: Ints) -> Floats:
        """Give the numbers of one slot for these words: [words, block]."""
        rows, index = self.distinct(name, at)
        return rows if index is None else rows[index]

    def distinct(self, name: str, at: Ints) -> tuple[Floats, Ints | None]:
        """Give the distinct rows of a slot, and which of them each of these words has; None where each has its own."""
        place, number = name[:-1], int(name[-1])
        rows = self.numbers[:, number * self.block : (number + 1) * self.block]
        if place == "ch":
            return self._below(rows, at), None
        if place in ("s", "d"):
            sums, counts = self._summed(number, rows)
            index = self.scene[at] if place == "s" else np.zeros(len(at), np.intp)
            if place == "d":
                sums, counts = sums.sum(axis=0, keepdims=True), counts.sum(axis=0, keepdims=True)
            means: Floats = np.divide(sums, np.maximum(counts, 1), dtype=np.float32)
            return means, index
        beside = {"own": None, "gov": self.governors, "l": self.left, "r": self.right}[place]
        return rows[at if beside is None else beside[at]], None

    def _below(self, rows: Floats, at: Ints) -> Floats:
        """Average over the content words that hang on each word."""
        place = np.full(self.total + 1, -1)
        place[at] = np.arange(len(at))
        under = np.flatnonzero((self._content > 0) & (place[self.governors] >= 0))
        under = under[np.argsort(place[self.governors[under]], kind="stable")]
        above, first, count = np.unique(place[self.governors[under]], return_index=True, return_counts=True)
        found = np.zeros((len(at), rows.shape[1]), np.float32)
        if len(above):
            sums = np.add.reduceat(rows[under], first)
            found[above] = sums / count[:, None].astype(np.float32)
        return found

    def _summed(self, number: int, rows: Floats) -> tuple[Floats, Floats]:
        """Add up the content words of each scene, once for a block, and count them: [scenes, block], [scenes, 1]."""
        if number not in self._sums:
            weights = self._content[:, None]
            sums: Floats = np.add.reduceat(rows[:-1] * weights, self.first)
            counts: Floats = np.add.reduceat(weights, self.first)
            self._sums[number] = sums, counts
        return self._sums[number]
