"""The weights: where slovnet's three models and navec's vectors lie, and how they are read.

The files come inside the `natasha` wheel. It is located without importing it, for that takes a second. The models
share one vocabulary, one table of word shapes and one layout of layers, so they are kept as one.
"""

import tarfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from khronika.errors import LanguageError

Floats = NDArray[np.float32]
NAMES = ("morph", "syntax", "ner")


class Layer(Struct, frozen=True):
    """A convolution over three neighbours (`weight` is 3·in x out), then ReLU, then `scale` and `shift`."""

    weight: Floats
    bias: Floats
    scale: Floats
    shift: Floats


class Scorer(Struct, frozen=True):
    """One half of the biaffine parser: two projections, the root's vector and the kernel between them."""

    head: tuple[Floats, Floats]
    tail: tuple[Floats, Floats]
    root: Floats
    kernel: Floats


class Model(Struct, frozen=True):
    """One of the three: its shapes' vectors, its layers, and `head` (layer name to arrays) with its labels."""

    shapes: Floats
    layers: tuple[Layer, ...]
    head: dict[str, Any]
    labels: tuple[str, ...]


class Models(Struct, frozen=True):
    """All that is read from disk: vocabulary, quantised word vectors, and the models by name."""

    words: dict[str, int]
    shapes: dict[str, int]
    indexes: NDArray[np.uint8]
    codes: Floats
    models: dict[str, Model]

    def vectors(self, numbers: Sequence[int] | NDArray[np.intp]) -> Floats:
        """Give the vectors of the words with these numbers: [words, 300]."""
        return self.codes[np.arange(len(self.codes)), self.indexes[numbers]].reshape(len(numbers), -1)


def load_models() -> Models:
    """Read everything; about 60 MB in memory."""
    folder = _folder()
    words, shapes = _vocabularies(folder / "model" / "slovnet_morph_news_v1.tar")
    indexes, codes = _vectors(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    return Models(words, shapes, indexes, codes, {name: _model(folder / "model", name) for name in NAMES})


def _folder() -> Path:
    spec = find_spec("natasha")
    if not spec or not spec.submodule_search_locations:
        raise LanguageError("no Russian models: the package 'natasha' is missing (pip install natasha)")
    folder = Path(spec.submodule_search_locations[0]) / "data"
    if not folder.is_dir():
        raise LanguageError(f"no Russian models in {folder} (want natasha 1.6 or later: pip install -U natasha)")
    return folder


def _vocabularies(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    from slovnet.exec.pack import Pack

    with Pack(path) as pack:
        return pack.load_vocab("word").item_ids, pack.load_vocab("shape").item_ids


def _vectors(path: Path) -> tuple[NDArray[np.uint8], Floats]:
    """Read navec's product quantisation: the header counts vectors, dimensions, parts and centroids."""
    with tarfile.open(path) as tar:
        file = tar.extractfile("pq.bin")
        if file is None:
            raise LanguageError(f"no word vectors in {path} (reinstall natasha)")
        vectors, _, parts, centroids = np.frombuffer(file.read(16), np.uint32).tolist()
        indexes = np.frombuffer(file.read(vectors * parts), np.uint8).reshape(vectors, parts)
        return indexes, np.frombuffer(file.read(), np.float32).reshape(parts, centroids, -1)


def _model(folder: Path, name: str) -> Model:
    from slovnet.exec import model as schemes
    from slovnet.exec.pack import Pack

    scheme = {"morph": schemes.Morph, "syntax": schemes.Syntax, "ner": schemes.NER}[name]
    with Pack(folder / f"slovnet_{name}_news_v1.tar") as pack:
        empty = pack.load_model(scheme)
        full = empty.inject_arrays(dict(pack.load_arrays(empty.weights)))
        labels = tuple(pack.load_vocab("rel" if name == "syntax" else "tag").items)
    layers = tuple(_layer(layer) for layer in full.encoder.layers)
    return Model(full.emb.shape.weight.array, layers, _head(full, name), labels)


def _layer(layer: Any) -> Layer:
    weight, norm = layer.conv.weight.array, layer.norm
    scale = norm.weight.array / norm.std.array
    flat = np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(-1, weight.shape[0]))
    return Layer(flat, layer.conv.bias.array, scale, norm.bias.array - norm.mean.array * scale)


def _head(model: Any, name: str) -> dict[str, Any]:
    if name == "syntax":
        return {"arcs": _scorer(model.head), "relations": _scorer(model.rel)}
    head = {"proj": _linear(model.head.proj)}
    return head if name == "morph" else {**head, "transitions": model.head.crf.transitions.array}


def _scorer(part: Any) -> Scorer:
    return Scorer(_linear(part.head.proj), _linear(part.tail.proj), part.root.array, part.kernel.array)


def _linear(linear: Any) -> tuple[Floats, Floats]:
    return linear.weight.array, linear.bias.array
