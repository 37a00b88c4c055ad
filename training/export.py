"""Write the trained network as int8 ONNX: `python training/export.py --data DIR --encoder DIR --run DIR --out DIR`.

Weights are int8 per channel, those of products within seven bits, so that the sums of two come out whole on every
processor: without VNNI, two products of eight bits are added in sixteen, and what is larger is cut. Activations are
quantised with fixed scales measured on training sentences, so that a sentence's scores do not depend on its neighbours
in a batch. Attention, norms and what compares words stay float.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import torch
from english import read_corpus
from features import LAYERS, MAX_PIECES_OF_A_WORD, Classes, Numberer, batches, padded
from network import ARC, ATTENTION_HEADS, FAR, LABEL, WIDTH, Network
from onnx import TensorProto, helper, numpy_helper

INPUTS = ("pieces", "shapes", "first", "word_shapes")
SITES = ("qkv", "out", "up", "down")
GELU_LOW, GELU_HIGH = -0.17, 4.2
OF_TABLES, OF_PRODUCTS = 127, 64  # the largest whole number; 2 x 255 x 64 fits into sixteen bits
INT64, FLOAT = TensorProto.INT64, TensorProto.FLOAT


class Graph:
    """Collects nodes and constants of one ONNX graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def shared(self, name: str, value: np.ndarray) -> str:
        """Give a constant that several nodes use, made once."""
        return name if any(made.name == name for made in self.constants) else self.constant(name, value)

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def norm(self, source: str, module: torch.nn.LayerNorm, name: str) -> str:
        parts = [self.constant(f"{name}.{end}", array(getattr(module, end))) for end in ("weight", "bias")]
        return self.add("LayerNormalization", [source, *parts], name, axis=-1, epsilon=1e-12)

    def save(self, path: Path, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> None:
        graph = helper.make_graph(self.nodes, path.stem, inputs, outputs, self.constants)
        domains = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=domains, ir_version=9, producer_name="khronika")
        path.write_bytes(model.SerializeToString(deterministic=True))


def array(tensor: torch.Tensor) -> np.ndarray:
    """Give a parameter as a float32 array."""
    return tensor.detach().float().numpy()


def quantised(weight: np.ndarray, axis: int, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Quantise to int8, up to `most`, with one scale for each index that is not along `axis`."""
    scale = np.maximum(np.abs(weight).max(axis=axis), 1e-8) / most
    whole = np.rint(weight / np.expand_dims(scale, axis)).clip(-most, most).astype(np.int8)
    return whole, scale.astype(np.float32)


def measure_ranges(network: Network, items: list, keep: float) -> dict[str, tuple[float, float]]:
    """Measure the range of each matrix product's input over sentences, leaving out the outermost values."""
    seen: dict[str, list[np.ndarray]] = {}
    hooks = []
    for index, layer in enumerate(network.layers):
        for site in SITES:

            def keep_input(_module, inputs, _output, key=f"{index}.{site}"):
                values = array(inputs[0]).ravel()
                seen.setdefault(key, []).append(np.quantile(values, [0, 1 - keep, keep, 1]))

            hooks.append(getattr(layer, site).register_forward_hook(keep_input))

    def keep_words(_module, inputs, _output):
        seen.setdefault("words", []).append(np.quantile(array(inputs[0]).ravel(), [0, 1 - keep, keep, 1]))

    hooks.append(network.tags.register_forward_hook(keep_words))
    with torch.no_grad():
        for batch in items:
            network(*(torch.from_numpy(padded([getattr(item, part) for item in batch], fill=0)) for part in INPUTS))
    for hook in hooks:
        hook.remove()
    return {key: (min(row[1] for row in rows), max(row[2] for row in rows)) for key, rows in seen.items()}


class Quantised(NamedTuple):
    """A tensor as whole numbers: its name, and those of its scale and zero."""

    name: str
    scale: str
    zero: str


def quantise(graph: Graph, source: str, name: str, limits: tuple[float, float]) -> Quantised:
    """Add the quantisation of a product's input with a fixed scale."""
    low, high = min(limits[0], 0.0), max(limits[1], 0.0)
    scale = (high - low) / 255.0
    inputs = [
        graph.constant(f"{name}.scale", np.float32(scale)[None].reshape(())),
        graph.constant(f"{name}.zero", np.uint8(round(-low / scale))[None].reshape(())),
    ]
    return Quantised(graph.add("QuantizeLinear", [source, *inputs], f"{name}.int"), *inputs)


def product(graph: Graph, whole: Quantised, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
    """Add an int8 matrix product with float output: weight [outputs, inputs], bias [outputs]."""
    rounded, scales = quantised(weight.T, axis=0, most=OF_PRODUCTS)
    parts = [graph.constant(f"{name}.weight", rounded), whole.scale, graph.constant(f"{name}.scales", scales)]
    parts += [whole.zero, graph.constant(f"{name}.zeros", np.zeros(scales.shape, np.int8))]
    parts += [graph.constant(f"{name}.bias", bias)]
    return graph.add("MatMulIntegerToFloat", [whole.name, *parts], name, domain="com.microsoft")


def linear(graph: Graph, source: str, name: str, module: torch.nn.Linear, limits: tuple[float, float]) -> str:
    """Add a linear map over a float input, by an int8 product."""
    return product(graph, quantise(graph, source, name, limits), name, array(module.weight), array(module.bias))


def encoder_graph(network: Network, limits: dict[str, tuple[float, float]]) -> Graph:
    """Build the graph from pieces to the scores of every layer but relations.

    Up to the words, sentences are columns: [pieces, batch, width], so that attention has to turn over only its answer.
    After the last layer's attention only the first piece of each word goes on: nothing asks for the others.
    """
    graph = Graph()
    x = embeddings(graph, network)
    for index, layer in enumerate(network.layers):
        name = f"layer{index}"
        parts = list(zip("qkv", layer.qkv.weight.chunk(3), layer.qkv.bias.chunk(3), strict=True))
        whole = quantise(graph, x, f"{name}.qkv", limits[f"{index}.qkv"])
        mixed = attention(graph, name, [product(graph, whole, f"{name}.{p}", array(w), array(b)) for p, w, b in parts])
        if layer is network.layers[-1]:
            mixed, x = (first_pieces(graph, each) for each in (mixed, x))
        out = linear(graph, mixed, f"{name}.out", layer.out, limits[f"{index}.out"])
        x = graph.norm(graph.add("Add", [x, out], f"{name}.sum1"), layer.norm1, f"{name}.norm1")
        up = linear(graph, x, f"{name}.up", layer.up, limits[f"{index}.up"])
        gelu = graph.add("Gelu", [up], f"{name}.gelu", domain="com.microsoft")
        down = linear(graph, gelu, f"{name}.down", layer.down, limits[f"{index}.down"])
        x = graph.norm(graph.add("Add", [x, down], f"{name}.sum2"), layer.norm2, f"{name}.norm2")
    heads(graph, network, x, limits["words"])
    states(graph)
    return graph


def attention(graph: Graph, name: str, parts: list[str]) -> str:
    """Add attention written out: onnxruntime's own is slower on short sentences, most of all with a mask.

    The parts are queries, keys and values [pieces, batch, width], which the products read as [batch, heads, pieces, n];
    `mask` is added to the scores.
    """
    split = graph.shared("heads.shape", np.array([0, 0, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS]))
    queries, keys, values = (graph.add("Reshape", [part, split], f"{part}.heads") for part in parts)
    scale = float(1 / np.sqrt(WIDTH / ATTENTION_HEADS))
    turned = {"domain": "com.microsoft", "transBatchB": 1}
    scores = graph.add("FusedMatMul", [queries, keys], f"{name}.scores", transB=1, transBatchA=1, alpha=scale, **turned)
    masked = graph.add("Add", [scores, "mask"], f"{name}.masked")
    shares = graph.add("Softmax", [masked], f"{name}.shares", axis=-1)
    heads = graph.add("FusedMatMul", [shares, values], f"{name}.heads", **turned)
    back = graph.add("Transpose", [heads], f"{name}.turned", perm=[2, 0, 1, 3])
    return graph.add("Reshape", [back, graph.shared("joined.shape", np.array([0, 0, WIDTH]))], f"{name}.mixed")


def first_pieces(graph: Graph, source: str) -> str:
    """Add the choice of each word's first piece: [pieces, batch, width] to [batch, words, width]."""
    graph.add("Reshape", [source, graph.shared("width", np.array([-1, WIDTH]))], f"{source}.flat")
    return graph.add("Gather", [f"{source}.flat", "first"], f"{source}.first")


def states(graph: Graph) -> None:
    """Add, as half-precision numbers, what other classifiers look at: each word's last state, and lower ones."""
    lower = [first_pieces(graph, name) for name in ("layer1.norm2", "layer3.norm2", "pieces.vector")]
    graph.add("Concat", lower, "lower", axis=-1)
    for name in ("words", "lower"):
        graph.add("Cast", [name], f"{name}.half", to=TensorProto.FLOAT16)


def embeddings(graph: Graph, network: Network) -> str:
    """Add the sum of piece, position and shape vectors; the piece table is int8 with a scale a row."""
    table, scales = quantised(array(network.pieces.weight), axis=1, most=OF_TABLES)
    graph.constant("pieces.table", table)
    graph.constant("pieces.scales", scales[:, None])
    graph.constant("positions.table", array(network.positions.weight))
    graph.constant("shapes.table", array(network.shapes_in.weight))
    graph.add("Gather", ["pieces.table", "pieces"], "pieces.int")
    graph.add("Cast", ["pieces.int"], "pieces.float", to=FLOAT)
    graph.add("Gather", ["pieces.scales", "pieces"], "pieces.scale")
    graph.add("Mul", ["pieces.float", "pieces.scale"], "pieces.vector")
    graph.add("Gather", ["shapes.table", "shapes"], "shapes.vector")
    graph.add("Gather", ["positions.table", "positions"], "positions.vector")
    graph.add("Add", ["pieces.vector", "shapes.vector"], "embedded.part")
    return graph.norm(
        graph.add("Add", ["embedded.part", "positions.vector"], "embedded"), network.norm, "embedded.norm"
    )


def heads(graph: Graph, network: Network, x: str, limits: tuple[float, float]) -> None:
    """Add the heads over each word's first piece, all projections in one product."""
    table = graph.constant("word_shapes.table", array(network.shapes_out.weight))
    graph.add("Gather", [table, "word_shapes"], "word_shapes.vector")
    graph.add("Add", [x, "word_shapes.vector"], "words")
    modules = [network.arc_dependent, network.arc_head, network.label_dependent, network.label_head]
    modules += [network.tags, network.names]
    weight, bias = (array(torch.cat([getattr(module, end) for module in modules])) for end in ("weight", "bias"))
    product(graph, quantise(graph, "words", "heads", limits), "heads.all", weight, bias)
    split = graph.constant(
        "heads.split", np.array([2 * ARC + 2 * LABEL, *(len(module.bias) for module in modules[4:])])
    )
    graph.nodes.append(
        helper.make_node("Split", ["heads.all", split], ["biaffine", "tags", "names"], axis=-1, name="split")
    )
    graph.add("Gelu", ["biaffine"], "biaffine.gelu", domain="com.microsoft")
    split = graph.constant("biaffine.split", np.array([ARC, ARC, LABEL, LABEL]))
    graph.nodes.append(
        helper.make_node(
            "Split",
            ["biaffine.gelu", split],
            ["dependent", "head", "label_dependent", "label_head"],
            axis=-1,
            name="split2",
        )
    )
    graph.add("MatMul", ["dependent", graph.constant("arc.weight", array(network.arc_weight))], "dependent.mixed")
    graph.add(
        "Add", ["dependent.mixed", graph.constant("arc.bias", array(network.arc_bias.weight)[0])], "dependent.biased"
    )
    graph.add("Transpose", ["head"], "head.turned", perm=[0, 2, 1])
    graph.add("MatMul", ["dependent.biased", "head.turned"], "arcs.near")
    graph.add("Gather", [graph.constant("distance.table", array(network.distance)), "distances"], "distance")
    graph.add("Add", ["arcs.near", "distance"], "arcs")


def relation_graph(weight: np.ndarray) -> Graph:
    """Build the graph from pairs of vectors to relation classes; weight [dependent + 1, head + 1, classes].

    The vectors come out of a Gelu, so what they can hold is known: hardly less than 0, and hardly more than GELU_HIGH.
    """
    graph = Graph()
    classes = weight.shape[2]
    flat = weight.transpose(0, 2, 1).reshape(LABEL + 1, -1)
    whole = quantise(graph, "dependent", "mixed", (GELU_LOW, GELU_HIGH))
    product(graph, whole, "mixed.flat", flat[:LABEL].T, flat[LABEL])
    graph.add("Reshape", ["mixed.flat", graph.constant("shape", np.array([-1, classes, LABEL + 1]))], "mixed")
    pads, fill = graph.constant("head.pads", np.array([0, 0, 0, 1])), graph.constant("head.fill", np.float32(1.0))
    graph.add("Pad", ["head", pads, fill], "head.one")
    graph.add("Unsqueeze", ["head.one", graph.constant("last", np.array([2]))], "head.column")
    graph.add("MatMul", ["mixed", "head.column"], "scores")
    graph.add("Squeeze", ["scores", "last"], "scores.flat")
    graph.add("ArgMax", ["scores.flat"], "relations", axis=1, keepdims=0)
    return graph


def value(name: str, kind: int, *shape: str | int) -> onnx.ValueInfoProto:
    """Describe one input or output."""
    return helper.make_tensor_value_info(name, kind, shape)


def main() -> None:
    """Measure ranges, write both graphs, the tokenizer and the classes."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "encoder", "run", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--keep", type=float, default=0.99999)
    parser.add_argument("--version", default="1")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    classes = Classes(**{k: tuple(v) for k, v in json.loads((options.run / "classes.json").read_text()).items()})
    network = Network.read(options.run / "network.pt", classes.sizes)
    rng = random.Random(1)
    numberer = Numberer(options.encoder / "tokenizer.json", classes)
    sample = rng.sample(read_corpus(options.data, None), 1200)
    items = batches([numberer.number(e.words, e, e.names) for e in sample if len(e.words) < 80], pieces=1000, rng=rng)
    graph = encoder_graph(network, measure_ranges(network, items, options.keep))
    inputs = [value(name, INT64, "pieces", "batch") for name in ("pieces", "shapes")]
    inputs += [value("positions", INT64, "pieces", 1), value("mask", FLOAT, "batch", 1, "pieces", "pieces")]
    inputs += [value(name, INT64, "batch", "words") for name in ("first", "word_shapes")] + [
        value("distances", INT64, "words", "words")
    ]
    outputs = [value("arcs", FLOAT, "batch", "words", "words")]
    outputs += [
        value(name, FLOAT, "batch", "words", size) for name, size in (("label_dependent", LABEL), ("label_head", LABEL))
    ]
    outputs += [value(layer, FLOAT, "batch", "words", classes.sizes[layer]) for layer in ("tags", "names")]
    outputs += [value("words.half", TensorProto.FLOAT16, "batch", "words", WIDTH)]
    outputs += [value("lower.half", TensorProto.FLOAT16, "batch", "words", 3 * WIDTH)]
    graph.save(options.out / "encoder.onnx", inputs, outputs)
    pairs = [value(side, FLOAT, "pairs", LABEL) for side in ("dependent", "head")]
    relations = relation_graph(array(network.label_weight))
    relations.save(options.out / "relations.onnx", pairs, [value("relations", INT64, "pairs")])
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    card = {"version": options.version, "far": FAR, "pieces_of_a_word": MAX_PIECES_OF_A_WORD}
    card |= {layer: getattr(classes, layer) for layer in LAYERS}
    (options.out / "model.json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
