"""Read a network back from its int8 ONNX files: `python training/restore.py --model DIR --out DIR`.

Writes `network.pt` and `classes.json` as `english.py` does; the weights are the rounded ones. It lets the shipped
network be exported anew, or trained further, where the run that made it is not at hand.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from features import LAYERS as OUTPUTS
from features import Classes
from network import ARC, LABEL, LAYERS, Network
from onnx import numpy_helper

PRODUCTS = {"qkv": "qkv", "out": ("out",), "up": ("up",), "down": ("down",)}  # as trained, as exported
HEADS = ("arc_dependent", "arc_head", "label_dependent", "label_head", "tags", "names")
TABLES = {"positions": "positions", "shapes_in": "shapes", "shapes_out": "word_shapes"}


def constants(path: Path) -> dict[str, np.ndarray]:
    """Give the constants of a graph by name."""
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}


def restored(scores: dict[str, np.ndarray], relations: dict[str, np.ndarray], classes: Classes) -> Network:
    """Build the network whose weights the two graphs hold."""
    sizes = classes.sizes
    network = Network(sizes, inner=[len(scores[f"layer{at}.up.bias"]) for at in range(LAYERS)])
    state = {"pieces.weight": scores["pieces.table"] * scores["pieces.scales"]}
    state |= {f"{own}.weight": scores[f"{name}.table"] for own, name in TABLES.items()}
    state |= {f"norm.{end}": scores[f"embedded.norm.{end}"] for end in ("weight", "bias")}
    for at in range(LAYERS):
        for own, parts in PRODUCTS.items():
            names = [f"layer{at}.{part}" for part in parts]
            state[f"layers.{at}.{own}.weight"] = np.concatenate(
                [(scores[f"{name}.weight"] * scores[f"{name}.scales"]).T for name in names]
            )
            state[f"layers.{at}.{own}.bias"] = np.concatenate([scores[f"{name}.bias"] for name in names])
        for norm in ("norm1", "norm2"):
            state |= {f"layers.{at}.{norm}.{end}": scores[f"layer{at}.{norm}.{end}"] for end in ("weight", "bias")}
    cuts = np.cumsum([ARC, ARC, LABEL, LABEL, sizes["tags"]])
    weight = (scores["heads.all.weight"] * scores["heads.all.scales"]).T
    for end, every in (("weight", weight), ("bias", scores["heads.all.bias"])):
        state |= {f"{name}.{end}": part for name, part in zip(HEADS, np.split(every, cuts), strict=True)}
    state["arc_weight"], state["arc_bias.weight"] = scores["arc.weight"], scores["arc.bias"][None]
    state["distance"] = scores["distance.table"]
    flat = [relations["mixed.flat.weight"] * relations["mixed.flat.scales"], relations["mixed.flat.bias"][None]]
    whole = np.concatenate(flat).reshape(LABEL + 1, sizes["relations"], LABEL + 1)
    state["label_weight"] = whole.transpose(0, 2, 1)
    network.load_state_dict({name: torch.from_numpy(np.array(value, np.float32)) for name, value in state.items()})
    return network


def main() -> None:
    """Read both graphs and the card; write the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    card = json.loads((options.model / "model.json").read_text())
    layers = {layer: card[layer] for layer in OUTPUTS}
    classes = Classes(**{layer: tuple(names) for layer, names in layers.items()})
    network = restored(*(constants(options.model / f"{name}.onnx") for name in ("encoder", "relations")), classes)
    torch.save(network.state_dict(), options.out / "network.pt")
    (options.out / "classes.json").write_text(json.dumps(layers, indent=1))


if __name__ == "__main__":
    main()
