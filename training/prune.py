"""Take inner units out of a trained network: `python training/prune.py --data DIR --encoder DIR --run DIR --out DIR`.

The inner layer between `up` and `down` is two thirds of the encoder's work. Layer by layer, from below, the units that
can best be told from the others are taken out one at a time, as in Optimal Brain Surgeon (Hassibi and Stork 1993) and
ZipLM (Kurtic et al. 2023), and `down` is solved anew by least squares over training sentences, so that the layer gives
what it gave in the whole network. No gradient, no labels: the network says almost always what it said before.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from pathlib import Path

import augment
import torch
from english import read_corpus
from features import Classes, Numberer, batches, padded
from network import INNER, WIDTH, Layer, Network
from torch import Tensor
from torch.nn import functional as F

RIDGE = 1e-3  # of the mean square of a layer's inputs: what keeps a solution near the weights as they were
CAPITALS = 0.25  # of the sentences: whole archives are in capitals, and what is solved for must hold there too
States = list[tuple[Tensor, Tensor]]  # of each batch: [batch, pieces, width], and which pieces are real


class Fit:
    """Sums up inputs and wanted outputs of one linear map, to solve it by least squares near what it was."""

    def __init__(self, linear: torch.nn.Linear) -> None:
        self.start = torch.cat([linear.weight, linear.bias[:, None]], 1).T.double()
        self.square = torch.zeros(len(self.start), len(self.start), dtype=torch.double)
        self.cross = torch.zeros_like(self.start)

    def add(self, inputs: Tensor, wanted: Tensor) -> None:
        """Take in rows of inputs and of what should come out of them."""
        rows = F.pad(inputs, (0, 1), value=1.0)
        self.square += (rows.T @ rows).double()
        self.cross += (rows.T @ wanted).double()

    def solve(self, kept: Tensor | None = None) -> Tensor:
        """Give [inputs + 1, outputs] over the inputs that are kept (the last row is the bias)."""
        every = torch.arange(len(self.start)) if kept is None else F.pad(kept, (0, 1), value=len(self.start) - 1)
        square, start = self.ridged[every][:, every], self.start[every]
        cross = self.cross[every] + self._ridge * start
        return torch.linalg.solve(square, cross)

    @property
    def _ridge(self) -> float:
        return RIDGE * float(self.square.diagonal()[:-1].mean())

    @property
    def ridged(self) -> Tensor:
        return self.square + self._ridge * torch.eye(len(self.square), dtype=torch.double)

    def choose(self, number: int) -> Tensor:
        """Choose the inputs to keep: take out, one at a time, the one that the others replace best."""
        weight, inverse = self.solve(), torch.linalg.inv(self.ridged)
        left = torch.ones(len(weight) - 1, dtype=torch.bool)
        while int(left.sum()) > number:
            cost = weight[:-1].square().sum(1) / inverse.diagonal()[:-1]
            out = int(torch.where(left, cost, torch.inf).argmin())
            column, pivot = inverse[:, out].clone(), inverse[out, out].clone()
            weight -= torch.outer(column, weight[out].clone()) / pivot
            inverse -= torch.outer(column, column) / pivot
            inverse[out, out], left[out] = 1.0, False
        return left.nonzero()[:, 0]


def assign(linear: torch.nn.Linear, solution: Tensor) -> None:
    """Put a solution into a linear map."""
    linear.weight = torch.nn.Parameter(solution[:-1].T.float().contiguous())
    linear.bias = torch.nn.Parameter(solution[-1].float())


def attend(layer: Layer, x: Tensor, real: Tensor) -> Tensor:
    """Give what attention gathers for each piece, before `out`."""
    mask = torch.where(real, 0.0, -1e4)[:, None, None, :]
    q, k, v = layer.qkv(x).view(*x.shape[:2], 3, -1, 32).permute(2, 0, 3, 1, 4)
    return F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(x.shape)


def prune(layer: Layer, whole: States, cut: States, number: int) -> tuple[States, States]:
    """Prune one layer; give what it makes of the states in the whole network, and in the cut one."""
    mixed = [(attend(layer, x, real), attend(layer, y, real)) for (x, real), (y, _) in zip(whole, cut, strict=True)]
    sums = [x + layer.out(m) for (x, _), (m, _) in zip(whole, mixed, strict=True)]
    fit = Fit(layer.out)
    for (y, real), (_, m), wanted in zip(cut, mixed, sums, strict=True):
        fit.add(m[real], (wanted - y)[real])
    assign(layer.out, fit.solve())
    middle = [layer.norm1(wanted) for wanted in sums]
    cut_middle = [layer.norm1(y + layer.out(m)) for (y, _), (_, m) in zip(cut, mixed, strict=True)]
    sums = [x + layer.down(F.gelu(layer.up(x))) for x in middle]
    fit = Fit(layer.down)
    for y, (_, real), wanted in zip(cut_middle, cut, sums, strict=True):
        fit.add(F.gelu(layer.up(y[real])), (wanted - y)[real])
    kept = fit.choose(number)
    assign(layer.down, fit.solve(kept))
    layer.up.weight, layer.up.bias = (torch.nn.Parameter(each[kept]) for each in (layer.up.weight, layer.up.bias))
    after = [layer.norm2(y + layer.down(F.gelu(layer.up(y)))) for y in cut_middle]
    reals = [real for _, real in cut]
    made = [layer.norm2(wanted) for wanted in sums]
    lost = sum(float((x - y)[real].square().sum()) for x, y, real in zip(made, after, reals, strict=True))
    print(f"kept {number} units; mean square lost {lost / sum(int(r.sum()) for r in reals) / WIDTH:.4f}", flush=True)
    return list(zip(made, reals, strict=True)), list(zip(after, reals, strict=True))


def main() -> None:
    """Prune every layer in turn and write the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "encoder", "run", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--inner", type=int, nargs="+", default=[INNER * 3 // 4], help="units to keep, of each layer")
    parser.add_argument("--sentences", type=int, default=3000)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    classes = Classes(**{k: tuple(v) for k, v in json.loads((options.run / "classes.json").read_text()).items()})
    network = Network.read(options.run / "network.pt", classes.sizes)
    rng = random.Random(1)
    numberer = Numberer(options.encoder / "tokenizer.json", classes)
    sample = rng.sample(read_corpus(options.data, None), options.sentences)
    augment.CAPITALS = CAPITALS
    varied = [augment.vary(example, numberer, rng) for example in sample if len(example.words) < 80]
    with torch.no_grad():
        states = []
        for batch in batches(varied, pieces=1000, rng=rng):
            rows = ([getattr(item, part) for item in batch] for part in ("pieces", "shapes"))
            pieces, shapes = (torch.from_numpy(padded(row, fill=0)) for row in rows)
            x = network.pieces(pieces) + network.positions.weight[: pieces.shape[1]] + network.shapes_in(shapes)
            states.append((network.norm(x), pieces != 0))
        whole = cut = states
        numbers = options.inner * len(network.layers) if len(options.inner) == 1 else options.inner
        for layer, number in zip(network.layers, numbers, strict=True):
            whole, cut = prune(layer, whole, cut, number)
    torch.save(network.state_dict(), options.out / "network.pt")
    shutil.copy(options.run / "classes.json", options.out / "classes.json")


if __name__ == "__main__":
    main()
