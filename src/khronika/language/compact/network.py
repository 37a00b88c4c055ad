"""The network's forward pass in numpy, over sentences laid end to end with empty rows between them.

So laid, a sentence's answer does not depend on what stands beside it (but for the last bits of float sums).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from khronika.language.compact.words import FIRST, Row
from khronika.language.russian.tree import decode_tree

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Weights = Mapping[str, Floats]

GAP = 1  # empty rows between sentences: as far as a convolution reaches
FAR = 32  # distances between words beyond this count as this
TINY = 1e-5


class Shape(Struct, frozen=True):
    """How many layers there are and how wide; `layers` names them: c a convolution, a an attention."""

    layers: str
    attention_heads: int


class Answers(Struct, frozen=True):
    """What the network says of one sentence: heads (-1 the root), relations, and scores [words, classes] a layer.

    `states` are the words' numbers after the last layer and, beside them, before the first.
    """

    heads: list[int]
    relations: list[int]
    features: dict[str, Ints]
    parts: Floats
    names: Floats
    states: NDArray[np.float16]


class Network:
    """Holds the weights; `features` names the classes' slices in the scores of parts of speech and features."""

    def __init__(self, weights: Weights, shape: Shape, features: Mapping[str, int], root: int) -> None:
        self._w, self._shape, self._root = weights, shape, root
        self._features = features
        # In single precision a row's last bits hang on how many rows are multiplied and where it stands among them.
        self._doubles = {
            name.removesuffix(".weight"): weight.astype(np.float64)
            for name, weight in weights.items()
            if name.endswith(".weight")
        }
        order = np.arange(-FAR, FAR + 1)
        self._near = int(order[-1])

    def __call__(self, sentences: Sequence[Sequence[Row]]) -> list[Answers]:
        """Analyse sentences; none may be empty."""
        places, at = [], GAP
        for rows in sentences:
            places.append((at, at + len(rows)))
            at += len(rows) + GAP
        mask = np.zeros((at, 1), np.float32)
        for start, end in places:
            mask[start:end] = 1
        embedded = self._embedded(sentences, places, mask)
        x = self._encoded(embedded, places, mask)
        inside = np.concatenate([np.arange(start, end) for start, end in places])
        scores = self._linear("tags", x[inside])
        names = self._linear("names", x[inside])
        states = np.concatenate((x[inside], embedded[inside]), axis=1).astype(np.float16)
        dependents, heads = self._active("arc_dependent", x), self._active("arc_head", x)
        mixed = dependents @ self._w["arc.weight"]
        bias = heads @ self._w["arc.bias"]
        label_d, label_h = self._active("label_dependent", x), self._active("label_head", x)
        answers, first = [], 0
        for start, end in places:
            tree = self._tree(mixed[start:end], heads[start:end], bias[start:end])
            relations = self._relations(label_d[start:end], label_h[start:end], tree)
            own = slice(first, first + end - start)
            features, parts = self._features_of(scores[own])
            answers.append(Answers(tree, relations, features, parts, names[own], states[own]))
            first += end - start
        return answers

    def _features_of(self, scores: Floats) -> tuple[dict[str, Ints], Floats]:
        """Give the class of each feature for each word, and the scores of the parts of speech."""
        found: dict[str, Ints] = {}
        at, parts = 0, scores
        for name, size in self._features.items():
            if name == "UPOS":
                parts = scores[:, at : at + size]
            found[name] = scores[:, at : at + size].argmax(axis=1)
            at += size
        return found, parts

    def _embedded(self, sentences: Sequence[Sequence[Row]], places: list[tuple[int, int]], mask: Floats) -> Floats:
        """Embed the distinct words, then lay them out."""
        numbers: dict[Row, int] = {}
        index = np.zeros(len(mask), np.int64)
        looks = np.zeros(len(mask), np.int64)
        for (start, end), rows in zip(places, sentences, strict=True):
            index[start:end] = [numbers.setdefault(row, len(numbers)) for row in rows]
            looks[start:end] = [row.look for row in rows]
            looks[start] += FIRST
        distinct = self._distinct(list(numbers))
        x = distinct[index] + self._w["look.table"][looks]
        return _normal(np.maximum(x, 0), self._w["embedded.scale"], self._w["embedded.shift"]) * mask

    def _distinct(self, rows: list[Row]) -> Floats:
        w = self._w
        parts = [w["word.table"][[row.word for row in rows]]]
        affixes = np.array([row.affixes for row in rows])
        parts.append(w["affix.table"][affixes].reshape(len(rows), -1))
        readings = np.zeros((len(rows), w["reading.table"].shape[1]), np.float32)
        for at, row in enumerate(rows):
            if row.readings:
                readings[at] = w["reading.table"][list(row.readings)].mean(axis=0)
        parts.append(readings)
        if "vector.table" in w:
            parts.append(w["vector.table"][[row.vector for row in rows]])
        return self._linear("embedded", np.concatenate(parts, axis=1))

    def _encoded(self, x: Floats, places: list[tuple[int, int]], mask: Floats) -> Floats:
        for at, kind in enumerate(self._shape.layers):
            name = f"layer{at}"
            normal = _normal(x, self._w[f"{name}.scale"], self._w[f"{name}.shift"]) * mask
            more = self._convolved(name, normal) if kind == "c" else self._attended(name, normal, places)
            x = (x + more) * mask
        return _normal(x, self._w["last.scale"], self._w["last.shift"]) * mask

    def _convolved(self, name: str, x: Floats) -> Floats:
        rows = np.pad(x, ((1, 1), (0, 0)))
        windows = np.concatenate((rows[:-2], rows[1:-1], rows[2:]), axis=1)
        both = self._linear(name, windows)
        half = both.shape[1] // 2
        return both[:, :half] * _sigmoid(both[:, half:])

    def _attended(self, name: str, x: Floats, places: list[tuple[int, int]]) -> Floats:
        heads = self._shape.attention_heads
        width = x.shape[1] // heads
        qkv = self._linear(f"{name}.qkv", x).reshape(len(x), 3, heads, width).transpose(1, 2, 0, 3)
        q, k, v = qkv[0] / np.float32(width**0.5), qkv[1], qkv[2]
        near = self._w[f"{name}.near"]
        out = np.zeros_like(x)
        for start, end in places:
            own_q, own_k, own_v = (np.ascontiguousarray(each[:, start:end]) for each in (q, k, v))
            scores = own_q @ own_k.transpose(0, 2, 1) + near[:, _distances(end - start)]
            mixed = _softmax(scores) @ own_v
            out[start:end] = mixed.transpose(1, 0, 2).reshape(end - start, -1)
        return self._linear(f"{name}.out", out)

    def _tree(self, mixed: Floats, heads: Floats, bias: Floats) -> list[int]:
        w = self._w
        count = len(mixed)
        distance = np.arange(count)[None] - np.arange(count)[:, None]
        scores = mixed @ heads.T + bias.T + w["distance"][distance.clip(-FAR, FAR) + FAR]
        root = mixed @ w["root.arc"] + w["root.arc"] @ w["arc.bias"]
        return decode_tree(np.concatenate((root[:, None], scores), axis=1))

    def _relations(self, dependents: Floats, heads: Floats, tree: list[int]) -> list[int]:
        w = self._w
        at = np.array(tree)
        above = np.where((at < 0)[:, None], w["root.label"], heads[at])
        one = np.ones((len(at), 1), np.float32)
        dependents, above = np.concatenate((dependents, one), 1), np.concatenate((above, one), 1)
        mixed = (dependents @ w["label.weight"]).reshape(len(at), above.shape[1], -1)
        scores = np.einsum("nhr,nh->nr", mixed, above)
        scores[:, self._root] = -np.inf
        found: list[int] = scores.argmax(axis=1).tolist()
        return [self._root if head < 0 else relation for head, relation in zip(tree, found, strict=True)]

    def _linear(self, name: str, x: Floats) -> Floats:
        out: Floats = (x.astype(np.float64) @ self._doubles[name]).astype(np.float32) + self._w[f"{name}.bias"]
        return out

    def _active(self, name: str, x: Floats) -> Floats:
        return np.maximum(self._linear(name, x), 0)


def _distances(count: int) -> Ints:
    order = np.arange(count)
    return (order[None] - order[:, None]).clip(-FAR, FAR) + FAR


def _normal(x: Floats, scale: Floats, shift: Floats) -> Floats:
    centred = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(TINY))
    out: Floats = centred / spread * scale + shift
    return out


def _sigmoid(x: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-x.clip(-30, 30)))
    return out


def _softmax(x: Floats) -> Floats:
    weights = np.exp(x - x.max(axis=-1, keepdims=True))
    out: Floats = weights / weights.sum(axis=-1, keepdims=True)
    return out
