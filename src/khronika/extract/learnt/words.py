"""What the network looks at: a word's own numbers, those of its neighbours in the line and in the tree, and the mean.

A report's words are laid end to end. Each slot of the network takes one block of the engine's numbers (`own0`: the
first block of the word itself) from one place; a place where no word stands gives zeros.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from khronika.errors import DataError
from khronika.extract.scene import Scene
from khronika.language import Sentence
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
_CONTENT = np.array([name in CONTENT for name in PARTS])


class _Relations(dict[str, int]):
    """Relations by number; a subtype that is not known counts as its kind."""

    def __missing__(self, name: str) -> int:
        return self.get(name.partition(":")[0], NO_RELATION)


_PART = {name: at for at, name in enumerate(PARTS)}
_RELATION = _Relations({name: at for at, name in enumerate(RELATIONS)})


class Words:
    """The words of scenes, none of them empty, in numbers.

    `first` is where each scene's words begin, `total` how many words there are. `blocks` are the blocks of the engine's
    numbers: [words + 1, block] each.

    Blocks and signs have one row more, for where no word stands: zeros, NO_PART and NO_RELATION.
    """

    def __init__(self, scenes: Sequence[Scene], block: int) -> None:
        """Lay the scenes' words end to end; `block` is the width of a block of the engine's numbers.

        Raises:
            DataError: the engine's numbers cannot be cut into such blocks.
        """
        sentences = [scene.sentence for scene in scenes]
        sizes = np.array([len(sentence.tokens) for sentence in sentences])
        ends = np.cumsum(sizes)
        starts = ends - sizes
        self.total = int(ends[-1])
        self.first: list[int] = starts.tolist()
        self.blocks = _blocks(sentences, self.total, block)
        self._lemmas = [lemma for scene in scenes for lemma in scene.lemmas]
        tokens = [token for sentence in sentences for token in sentence.tokens]
        self.parts = np.array([*(_PART.get(token.upos, NO_PART - 1) for token in tokens), NO_PART])
        self.relations = np.array([*(_RELATION[token.deprel] for token in tokens), NO_RELATION])
        self.may_tell = _TELLING[self.parts[:-1]]
        self.scene = np.repeat(np.arange(len(sizes)), sizes)
        self.left, self.right = np.arange(-1, self.total - 1), np.arange(1, self.total + 1)
        self.left[starts] = self.right[ends - 1] = self.total
        heads = np.array([token.head for token in tokens])
        self.governors = np.where(heads < 0, self.total, heads + starts[self.scene])
        self._is_content = _CONTENT[self.parts[:-1]]
        self._content = np.flatnonzero(self._is_content)

    def lemmas(self, at: Ints, size: int) -> Ints:
        """Number the lemmas of these words; lemmas share numbers, of which there are `size`."""
        return np.array([crc32(self._lemmas[index].encode()) % size for index in at.tolist()], np.intp)

    def slot(self, name: str, at: Ints) -> Floats:
        """Give the numbers of one slot for these words: [words, block]."""
        rows, index = self.distinct(name, at)
        return rows if index is None else rows[index]

    def distinct(self, name: str, at: Ints) -> tuple[Floats, Ints | None]:
        """Give the distinct rows of a slot, and which of them each of these words has; None where each has its own."""
        place, rows = name[:-1], self.blocks[int(name[-1])]
        match place:
            case "s":
                return _means(rows, self._content, self.scene[self._content], len(self.first)), self.scene[at]
            case "d":
                shares = (self._is_content / max(len(self._content), 1)).astype(np.float32)
                return (shares @ rows[:-1])[None], np.zeros_like(at)
            case "ch":
                return self._below(rows, at), None
        beside = {"own": None, "gov": self.governors, "l": self.left, "r": self.right}[place]
        return rows[at if beside is None else beside[at]], None

    def _below(self, rows: Floats, at: Ints) -> Floats:
        """Average over the content words that hang on each word."""
        place = np.full(self.total + 1, -1)
        place[at] = np.arange(len(at))
        above = place[self.governors]
        under = np.flatnonzero(self._is_content & (above >= 0))
        under = under[np.argsort(above[under], kind="stable")]
        return _means(rows, under, above[under], len(at))


def _blocks(sentences: Sequence[Sentence], total: int, block: int) -> list[Floats]:
    """Lay the engine's numbers of all words end to end, zeros below, and cut them into blocks."""
    found: list[Floats] = []
    for parts in ([sentence.vectors for sentence in sentences], [sentence.lower for sentence in sentences]):
        size = sum(map(len, parts)) // total
        if not size:
            continue
        rows = widen(np.frombuffer(b"".join([*parts, bytes(size)]), np.float16)).reshape(total + 1, -1)
        width = rows.shape[1]
        if width % block:
            raise DataError(f"learnt triggers: blocks of {block} numbers wanted, not {width}: train them anew")
        found += [rows[:, at : at + block] for at in range(0, width, block)]
    return found


def _means(rows: Floats, words: Ints, groups: Ints, count: int) -> Floats:
    """Average rows of words by group, of which there are `count`: [groups, block]; zeros where a group has no word.

    The words of a group stand together.
    """
    found = np.zeros((count, rows.shape[1]), np.float32)
    if len(words):
        starts = np.flatnonzero(np.diff(groups, prepend=-1))
        sizes = np.diff(starts, append=len(groups)).astype(np.float32)
        found[groups[starts]] = np.add.reduceat(rows[words], starts) / sizes[:, None]
    return found
