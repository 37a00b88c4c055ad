"""Run the trained network over sentences, in batches of like length."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from khronika.language.english import names, trees
from khronika.language.english.pieces import Encoded

BATCH = 600  # pieces of a batch at most, padding counted
CALL = 15  # what one more call costs, in pieces
SLOW = ["SkipLayerNormFusion"]  # onnxruntime's fused sum and norm takes seven times as long as the two apart
OUTPUTS = ["arcs", "label_dependent", "label_head", "tags", "names", "words.half", "lower.half"]
UNSEEN = np.float32(-1e4)  # added to the score of a piece that is not there
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Card:
    """What the model's card says: its version and the names of its classes, in order."""

    version: str
    far: int
    pieces_of_a_word: int
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "Card":
        """Read `model.json`."""
        card = json.loads(path.read_text(encoding="utf-8"))
        layers = {layer: tuple(card[layer]) for layer in ("tags", "relations", "names")}
        return cls(card["version"], card["far"], card["pieces_of_a_word"], **layers)


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the network says of one sentence: for each word its head (-1 the root) and classes, and its states.

    `states` are those of the last layer, `lower` those of the second and the fourth and what the first piece of the
    word is before any, both as half-precision numbers, word by word.
    """

    heads: list[int]
    tags: list[int]
    relations: list[int]
    names: list[int]
    states: bytes
    lower: bytes


class Encoder:
    """Holds the two ONNX sessions."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.card = Card.read(folder / "model.json")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # every batch has a shape of its own
        here = ["CPUExecutionProvider"]
        self._scores = ort.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=here, disabled_optimizers=SLOW
        )
        self._relations = ort.InferenceSession(str(folder / "relations.onnx"), options, providers=here)
        self._may_follow = names.allowed(self.card.names)

    def decode(self, sentences: Sequence[Encoded]) -> list[Decoded]:
        """Give trees, tags and names for sentences of at least one word, in order."""
        out: list[Decoded | None] = [None] * len(sentences)
        for rows in _batches(sentences):
            for row, decoded in zip(rows, self._batch([sentences[row] for row in rows]), strict=True):
                out[row] = decoded
        return [decoded for decoded in out if decoded is not None]

    def _batch(self, batch: list[Encoded]) -> Iterator[Decoded]:
        first = _padded([row.first for row in batch])
        lengths = np.array([len(row.first) - 1 for row in batch])
        arcs, dependent, head, tags, labels, states, lower = self._scores.run(OUTPUTS, self._inputs(batch, first))
        heads = trees.decode(arcs, lengths)
        relations = self._relate(dependent, head, heads, lengths)
        tags = tags.argmax(axis=2)
        labels = names.best_of_batch(labels[:, 1:], lengths, self._may_follow)
        for row, length in enumerate(lengths):
            words = slice(1, length + 1)
            yield Decoded(
                heads=(heads[row, words] - 1).tolist(),
                tags=tags[row, words].tolist(),
                relations=relations[row, words].tolist(),
                names=labels[row, :length].tolist(),
                states=states[row, words].tobytes(),
                lower=lower[row, words].tobytes(),
            )

    def _inputs(self, batch: list[Encoded], first: Ints) -> dict[str, Ints | Floats]:
        """Give what the network reads; of pieces, sentences are columns, of words they are rows."""
        pieces = _padded([row.pieces for row in batch])
        length = pieces.shape[1]
        order = np.arange(first.shape[1])
        far = self.card.far
        unseen = np.where(pieces == 0, UNSEEN, np.float32(0))
        return {
            "pieces": np.ascontiguousarray(pieces.T),
            "shapes": np.ascontiguousarray(_padded([row.shapes for row in batch]).T),
            "positions": np.arange(length)[:, None],
            "mask": unseen[:, None, None].repeat(length, axis=2),
            "first": first * len(batch) + np.arange(len(batch))[:, None],
            "word_shapes": _padded([row.word_shapes for row in batch]),
            "distances": (order[None] - order[:, None]).clip(-far, far) + far,
        }

    def _relate(self, dependent: NDArray[np.float32], head: NDArray[np.float32], heads: Ints, lengths: Ints) -> Ints:
        """Name the relation of every word to its head: [batch, words + 1]."""
        order = np.arange(heads.shape[1])
        rows, words = np.nonzero((order[None] <= lengths[:, None]) & (order[None] > 0))
        pairs = {"dependent": dependent[rows, words], "head": head[rows, heads[rows, words]]}
        out = np.zeros(heads.shape, np.int64)
        out[rows, words] = self._relations.run(None, pairs)[0]
        return out


def _batches(sentences: Sequence[Encoded]) -> list[list[int]]:
    """Give the indices of sentences of like length, cut into batches so that padding and calls cost least together."""
    rows = sorted(range(len(sentences)), key=lambda i: len(sentences[i].pieces))
    lengths = [len(sentences[row].pieces) for row in rows]
    best, begins = [0], [0]  # the least cost of the first n sentences, and where their last batch begins
    for last, length in enumerate(lengths):
        first = last
        cost, begin = best[first] + length + CALL, first
        while first > 0 and (last - first + 2) * length <= BATCH:
            first -= 1
            together = best[first] + (last - first + 1) * length + CALL
            if together < cost:
                cost, begin = together, first
        best.append(cost)
        begins.append(begin)
    batches, end = [], len(rows)
    while end:
        batches.append(rows[begins[end] : end])
        end = begins[end]
    return batches[::-1]


def _padded(rows: list[list[int]]) -> Ints:
    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return out
