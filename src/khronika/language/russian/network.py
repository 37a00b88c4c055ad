"""The forward pass of slovnet's models in numpy, over sentences laid end to end with an empty row between them.

slovnet pads a batch to its longest sentence, and the padding reaches into the shorter ones: there a sentence's answer
depends on its neighbours. Here an empty row parts the sentences, as if each stood alone. The first convolution
of all three models is one product over the distinct words, which halves the work.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from slovnet.shape import word_shape

from khronika.language.russian.models import NAMES, Floats, Layer, Models, Scorer
from khronika.language.russian.tree import decode_tree

Ints = NDArray[np.intp]


class Answers(Struct, frozen=True):
    """What the models say of one sentence, one entry a token; heads are -1 for the root, vectors the words' own."""

    tags: list[str]
    heads: list[int]
    relations: list[str]
    names: list[str]
    vectors: NDArray[np.float16]


class Network:
    """The three models, with their first layers joined."""

    def __init__(self, models: Models) -> None:
        """Join the first layers: `first` maps a word vector to what it adds to its left, own and right place."""
        self.words, self.shapes, self.models = models.words, models.shapes, models.models
        self.vectors_of = models.vectors
        size = models.codes.shape[0] * models.codes.shape[2]
        firsts = [models.models[name].layers[0].weight.reshape(3, -1, 256) for name in NAMES]
        self.first = np.ascontiguousarray(np.concatenate([w[:, :size] for w in firsts], axis=2))
        shapes = [models.models[name].shapes for name in NAMES]
        self.by_shape = np.concatenate([s @ w[:, size:] for s, w in zip(shapes, firsts, strict=True)], axis=2)
        self.bias = np.concatenate([models.models[name].layers[0].bias for name in NAMES])

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Answers]:
        """Analyse sentences given as words; none may be empty."""
        bounds = np.cumsum([1, *(len(words) + 1 for words in sentences)])
        places = [(int(a), int(b) - 1) for a, b in pairwise(bounds)]
        mask = np.zeros((int(bounds[-1]), 1), np.float32)
        for start, end in places:
            mask[start:end] = 1
        first, vectors = self._first_layer(sentences, mask)
        hidden = np.split(first, len(NAMES), axis=1)
        morph, syntax, names = (self._deeper(n, x, mask) for n, x in zip(NAMES, hidden, strict=True))
        tags, entities = self._tags(morph, places), self._names(names, places)
        trees = self._trees(syntax, places)
        ends = np.cumsum([len(words) for words in sentences])[:-1]
        return [
            Answers(t, *tree, e, v)
            for t, tree, e, v in zip(tags, trees, entities, np.split(vectors, ends), strict=True)
        ]

    def _first_layer(self, sentences: Sequence[Sequence[str]], mask: Floats) -> tuple[Floats, NDArray[np.float16]]:
        """Give the first layer's sums of all models, and the vector of each word."""
        unknown, other = self.words["<unk>"], self.shapes["OTHER"]
        at = np.flatnonzero(mask)
        flat = [word for words in sentences for word in words]
        shapes = np.array([self.shapes.get(word_shape(word), other) for word in flat])
        ids, position = np.unique([self.words.get(word.lower(), unknown) for word in flat], return_inverse=True)
        vectors = self.vectors_of(ids)
        out = np.zeros((len(mask) + 2, len(self.bias)), np.float32)
        for k in range(3):
            out[at + 2 - k] += (vectors @ self.first[k])[position] + self.by_shape[k][shapes]
        return out[1:-1] + self.bias, vectors.astype(np.float16)[position]

    def _deeper(self, name: str, hidden: Floats, mask: Floats) -> Floats:
        """Finish the first layer and run the others."""
        first, *others = self.models[name].layers
        x = _activate(hidden, first, mask)
        for layer in others:
            rows = np.pad(x, ((1, 1), (0, 0)))
            windows = np.concatenate((rows[:-2], rows[1:-1], rows[2:]), axis=1)
            x = _activate(windows @ layer.weight + layer.bias, layer, mask)
        return x

    def _tags(self, hidden: Floats, places: list[tuple[int, int]]) -> list[list[str]]:
        model = self.models["morph"]
        weight, bias = model.head["proj"]
        scores = hidden @ weight + bias
        scores[:, 0] = -np.inf  # the padding's label
        best = scores.argmax(1).tolist()
        return [[model.labels[i] for i in best[start:end]] for start, end in places]

    def _names(self, hidden: Floats, places: list[tuple[int, int]]) -> list[list[str]]:
        model = self.models["ner"]
        weight, bias = model.head["proj"]
        scores = hidden @ weight + bias
        scores[:, 0] = -1e4
        paths = viterbi(scores, model.head["transitions"], places)
        return [[model.labels[i] for i in path] for path in paths]

    def _trees(self, hidden: Floats, places: list[tuple[int, int]]) -> list[tuple[list[int], list[str]]]:
        arcs: Scorer = self.models["syntax"].head["arcs"]
        heads, tails = _project(hidden, arcs.head) @ arcs.kernel, _project(hidden, arcs.tail)
        root = _project(arcs.root[None], arcs.tail)
        trees = []
        for start, end in places:
            scores = heads[start:end] @ np.concatenate((root, tails[start:end])).T
            trees.append(decode_tree(scores))
        return list(zip(trees, self._relations(hidden, places, trees), strict=True))

    def _relations(self, hidden: Floats, places: list[tuple[int, int]], trees: list[list[int]]) -> list[list[str]]:
        """Name each arc; the root is `root` and nothing else is."""
        model = self.models["syntax"]
        part: Scorer = model.head["relations"]
        at = np.concatenate([np.arange(start, end) for start, end in places])
        above = np.concatenate([np.array(t) + s for t, (s, _) in zip(trees, places, strict=True)])
        roots = np.concatenate([np.array(t) < 0 for t in trees])
        governors = np.where(roots[:, None], part.root, hidden[above])
        heads = (_project(governors, part.head) @ part.kernel).reshape(len(at), len(model.labels), -1)
        scores = np.einsum("nrd,nd->nr", heads, _project(hidden[at], part.tail))
        scores[:, [0, model.labels.index("root")]] = -np.inf
        scores[roots, model.labels.index("root")] = np.inf
        best = iter(scores.argmax(1).tolist())
        return [[model.labels[next(best)] for _ in tree] for tree in trees]


def viterbi(scores: Floats, transitions: Floats, places: list[tuple[int, int]]) -> list[list[int]]:
    """Find each sentence's best path of labels; sentences of like length go side by side."""
    lengths = [end - start for start, end in places]
    order = sorted(range(len(places)), key=lambda i: -lengths[i])
    at = np.array([places[i][0] for i in order])
    best, history = scores[at], []
    for step in range(1, max(lengths)):
        alive = sum(1 for i in order if lengths[i] > step)
        paths = best[:alive, :, None] + transitions
        history.append(paths.argmax(1))
        best[:alive] = paths.max(1) + scores[at[:alive] + step]
    found: list[list[int]] = [[] for _ in places]
    for rank, index in enumerate(order):
        path = [int(best[rank].argmax())]
        for back in reversed(history[: lengths[index] - 1]):
            path.append(int(back[rank, path[-1]]))
        found[index] = path[::-1]
    return found


def _activate(x: Floats, layer: Layer, mask: Floats) -> Floats:
    active: Floats = (np.maximum(x, 0) * layer.scale + layer.shift) * mask
    return active


def _project(x: Floats, linear: tuple[Floats, Floats]) -> Floats:
    weight, bias = linear
    projected: Floats = np.maximum(x @ weight + bias, 0)
    return projected
