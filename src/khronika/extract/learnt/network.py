"""The network that says of each word what it tells; `training/learnt.py` trains it, here it is run.

One hidden layer over the slots of `words.py` and the parts of speech and relations around. A plain weighted sum over
the word's own numbers goes before it and picks the few words that are looked at.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from msgspec import Struct

from khronika.errors import DataError
from khronika.extract.learnt.products import Whole
from khronika.extract.learnt.words import Floats, Ints, Words
from khronika.extract.scene import Scene

NOTHING = "O"  # the first class: a word that tells no event
SIGNS = ("part", "relation", "governor.part", "governor.relation", "left.part", "right.part")
LEMMA = "lemma"
SCALE = "/scale"


class Reading(Struct, frozen=True):
    """What the network says of scenes laid end to end; their words are numbered through, `first` is each scene's first.

    `at` are the words that it looked at; `row` gives each word's row among them, -1 where it was passed over: there
    NOTHING is sure. `shares` is how likely each class is [rows, classes], `types` how likely each type [rows, types].
    """

    first: Sequence[int]
    row: Ints
    at: Ints
    shares: Floats
    types: Floats


class Learnt(Struct, frozen=True, dict=True):
    """The weights by name, the classes (NOTHING, then types and modes: "PROTEST march") and the slots.

    `slots.weight` is [slots x block, hidden], a sign's table [kinds, hidden], `out.weight` [hidden, classes]; where the
    engine's numbers tell words apart less well, a table of lemmas [numbers, hidden] stands beside. `first.weight` is
    [own blocks x block], `first.cut` the sum from which on a word is looked at. Slots that words share, those of a
    scene or of the whole report, come last.
    """

    weights: Mapping[str, Floats]
    codes: tuple[str, ...]
    slots: tuple[str, ...]

    @property
    def block(self) -> int:
        """Give the width of a slot."""
        return len(self.weights["slots.weight"]) // len(self.slots)

    @cached_property
    def types(self) -> Mapping[str, int]:
        """Number the types."""
        return {name: at for at, name in enumerate(dict.fromkeys(code.partition(" ")[0] for code in self.codes[1:]))}

    @cached_property
    def modes(self) -> Mapping[str, Ints]:
        """Give the columns of each type's classes."""
        kinds = [code.partition(" ")[0] for code in self.codes]
        return {name: np.array([at for at, kind in enumerate(kinds) if kind == name]) for name in self.types}

    @cached_property
    def named(self) -> tuple[str | None, ...]:
        """Give the mode of each class, None where it has none."""
        return tuple(code.partition(" ")[2] or None for code in self.codes)

    @cached_property
    def sums(self) -> Floats:
        """Give the matrix that adds classes up by type: [classes, types]."""
        found = np.zeros((len(self.codes), len(self.types)), np.float32)
        for name, columns in self.modes.items():
            found[columns, self.types[name]] = 1
        return found

    def read(self, scenes: Sequence[Scene], asked: Sequence[Sequence[int]]) -> Reading:
        """Look at the words of scenes: at those that are `asked` for (by scene), and at those that may tell an event.

        Raises:
            DataError: the weights were trained for another engine's vectors.
        """
        words = Words(scenes, self.block)
        wanted = 1 + max(int(name[-1]) for name in self.slots)
        if len(words.blocks) < wanted:
            raise DataError(f"learnt triggers: {wanted} blocks wanted, not {len(words.blocks)}: train them anew")
        at = self.picked(words, [words.first[n] + index for n, some in enumerate(asked) for index in some])
        shares = self.shares(words, at) if len(at) else np.zeros((0, len(self.codes)), np.float32)
        row = np.full(words.total, -1)
        row[at] = np.arange(len(at))
        return Reading(words.first, row, at, shares, shares @ self.sums)

    def picked(self, words: Words, asked: Sequence[int]) -> Ints:
        """Give the words that are looked at, in order."""
        own = [words.blocks[int(name[-1])] for name in self.slots if name.startswith("own")]
        weights = np.split(self.weights["first.weight"], len(own))
        sums = np.sum([block[:-1] @ weight for block, weight in zip(own, weights, strict=True)], axis=0)
        wanted = words.may_tell & (sums >= self.weights["first.cut"])
        wanted[list(asked)] = True
        return np.flatnonzero(wanted)

    def shares(self, words: Words, at: Ints) -> Floats:
        """Give the likelihood of each class for these words: [words, classes]."""
        w = self.weights
        hidden = self._slots(words, at)
        for name, kinds in zip(SIGNS, signs(words, at), strict=True):
            hidden += w[name][kinds]
        if LEMMA in w:
            hidden += w[LEMMA][words.lemmas(at, len(w[LEMMA]))]
        scores = np.maximum(hidden, 0) @ w["out.weight"] + w["out.bias"]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: Floats = scores / scores.sum(axis=1, keepdims=True)
        return found

    @cached_property
    def _slot_weights(self) -> Whole:
        return Whole.of(self.weights["slots.weight"])

    def _slots(self, words: Words, at: Ints) -> Floats:
        """Add up what the slots give each word: [words, hidden]."""
        hidden = np.zeros((len(at), self.weights["slots.weight"].shape[1]), np.float32)
        for number, name in enumerate(self.slots):
            rows, index = words.distinct(name, at)
            given = self._slot_weights.product(rows, number * self.block)
            hidden += given if index is None else given[index]
        return hidden


def signs(words: Words, at: Ints) -> list[Ints]:
    """Give the numbers of parts of speech and relations by which words are seen, in the order of SIGNS."""
    governors = words.governors[at]
    around = (words.parts[at], words.relations[at], words.parts[governors], words.relations[governors])
    return [*around, words.parts[words.left[at]], words.parts[words.right[at]]]


@cache
def load(language: str) -> Learnt | None:
    """Load the weights of a language; None where it has none."""
    place = files("khronika.extract.learnt") / f"{language}.npz"
    if not place.is_file():
        return None
    with place.open("rb") as file:
        stored = np.load(file)
        arrays = {name: stored[name] for name in stored.files}
    texts = [tuple(str(text) for text in arrays.pop(name)) for name in ("codes", "slots")]
    weights = {
        name: array.astype(np.float32, order="C") * arrays.get(name + SCALE, np.float32(1)).astype(np.float32)
        for name, array in arrays.items()
        if not name.endswith(SCALE)
    }
    return Learnt(weights, *texts)
