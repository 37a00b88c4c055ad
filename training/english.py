"""Train the English engine's network: `python training/english.py --data DIR --encoder DIR --out DIR`.

One seed gives one result on one kind of processor. Layout of DATA: `ud_english_ewt/`, `gum_open_genres/`, `uner/`,
`wikigold/`. Test sets are never read here.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from dataclasses import replace
from pathlib import Path

import augment
import torch
import torch.distributed as dist
from corpus import Example, read_conllu, read_iob2, read_wikigold, with_names
from features import LAYERS, Numberer, Numbers, batches, count_classes, padded
from network import Network
from torch.nn import functional as F

WEIGHTS = {"arcs": 1.0, "relations": 1.0, "tags": 0.5, "names": 2.0}


def read_corpus(data: Path, silver: Path | None) -> list[Example]:
    """Read every training sentence; `silver` holds the names of EWT's training part."""
    ewt, gum = data / "ud_english_ewt", data / "gum_open_genres"
    plain = list(read_conllu(ewt / "train.conllu"))
    if silver is not None:
        plain = [replace(example, trust=0.5) for example in with_silver(plain, silver)]
    named = with_names(
        list(read_conllu(ewt / "dev.conllu")), read_iob2(data / "uner/UNER_English-EWT/en_ewt-ud-dev.iob2")
    )
    again = [replace(example, heads=None) for example in named] * 2
    open_genres = [*read_conllu(gum / "train.conllu", names="gum"), *read_conllu(gum / "dev.conllu", names="gum")]
    open_genres = [replace(example, trust=0.7) for example in augment.settle_kinds(open_genres)]
    wiki = list(read_wikigold(data / "wikigold/CONLL-format/data/wikigold.conll.txt"))
    return plain + open_genres + named + again + wiki * 2


def with_silver(examples: list[Example], path: Path) -> list[Example]:
    """Put the names of `silver.py`'s table over sentences."""
    labels = [["O"] * len(example.words) for example in examples]
    for line in path.read_text().splitlines():
        if not line.startswith("#"):
            *places, kind = line.split("\t")
            sentence, start, end = map(int, places)
            labels[sentence][start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    return [replace(example, names=tuple(names)) for example, names in zip(examples, labels, strict=True)]


def loss_of(network: Network, batch: list[Numbers]) -> torch.Tensor:
    """Sum the weighted losses of every layer that a batch has."""
    tensor = lambda rows, fill=0: torch.from_numpy(padded(rows, fill=fill))  # noqa: E731
    first = tensor([item.first for item in batch])
    out = network(
        tensor([i.pieces for i in batch]),
        tensor([i.shapes for i in batch]),
        first,
        tensor([i.word_shapes for i in batch]),
    )
    heads = tensor([i.heads for i in batch], -1)
    outside = (torch.arange(first.shape[1])[None] > torch.tensor([[len(i.heads)] for i in batch]))[:, None, :]
    total = torch.zeros(())
    known = heads >= 0
    if known.any():
        arcs = out["arcs"][:, 1:].masked_fill(outside, -1e4)
        total = total + WEIGHTS["arcs"] * F.cross_entropy(arcs[known], heads[known])
        row, dependent = known.nonzero(as_tuple=True)
        scores = network.relations(out["label_dependent"][row, dependent + 1], out["label_head"][row, heads[known]])
        relations = tensor([i.classes["relations"] for i in batch], -1)[known]
        total = total + WEIGHTS["relations"] * F.cross_entropy(scores.float(), relations)
    trust = torch.tensor([item.trust for item in batch])
    for layer in ("tags", "names"):
        wanted = tensor([i.classes[layer] for i in batch], -1)
        if (wanted >= 0).any():
            scores = out[layer][:, 1:].float().transpose(1, 2)
            each = F.cross_entropy(scores, wanted, ignore_index=-1, reduction="none")
            weighted = each * trust[:, None] if layer == "names" else each
            total = total + WEIGHTS[layer] * weighted.sum() / (wanted >= 0).sum()
    return total


class Pace:
    """How far the training is: by steps, or by time where `--minutes` is shorter."""

    def __init__(self, total: int, minutes: float) -> None:
        self.total, self.minutes, self.began, self.step, self.spent = total, minutes, time.time(), 0, 0.0

    def advance(self) -> float:
        """Count a step; give the share of the training that is spent here."""
        self.step += 1
        return max(self.step / self.total, (time.time() - self.began) / 60 / self.minutes)

    @property
    def rate(self) -> float:
        """Give the learning rate's factor: 80 steps up, then linearly to zero."""
        return min((self.step + 1) / 80, max(0.0, 1 - self.spent))


def share(parameters: list[torch.nn.Parameter], spent: float) -> float:
    """Average the gradients of all processes, and how far they are, so that all stay alike."""
    if not dist.is_initialized():
        return spent
    flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in parameters])
    flat = torch.cat([flat, torch.tensor([spent])])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    at = 0
    for parameter in parameters:
        parameter.grad = flat[at : at + parameter.numel()].view_as(parameter)
        at += parameter.numel()
    return float(flat[-1])


def train(network: Network, examples: list[Example], numberer: Numberer, options: argparse.Namespace) -> None:
    """Run the passes, the rate falling to zero at the last batch; save now and then.

    Started by `torchrun`, each process takes its share of every batch.
    """
    rng = random.Random(options.seed)
    rank, processes = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    named = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    heads = [p for name, p in named if not name.startswith(("layers", "norm"))]
    body = [p for name, p in named if name.startswith(("layers", "norm"))]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], lr=options.rate, weight_decay=0.01)
    size = sum(len(numberer.number(e.words, e, e.names).pieces) for e in examples)
    pace = Pace(int(options.passes * size / options.batch * 1.06), options.minutes)
    network.train()
    losses: list[float] = []
    while pace.spent < 1:
        varied = [augment.vary(example, numberer, rng) for example in examples]
        fitting = [item for item in varied if len(item.pieces) <= 96]
        own = batches(fitting, pieces=options.batch // processes, rng=rng)
        for batch in own[rank : len(own) - len(own) % processes : processes]:
            if pace.spent >= 1:
                break
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(network, batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            rate = pace.rate
            pace.spent = share(body + heads, pace.advance())
            torch.nn.utils.clip_grad_norm_(body + heads, 2.0)
            for group, factor in zip(optimiser.param_groups, (1, 6), strict=True):
                group["lr"] = options.rate * factor * rate
            optimiser.step()
            losses.append(loss.item())
            if rank == 0 and pace.step % 50 == 0:
                spent = time.time() - pace.began
                print(f"{pace.step}/{pace.total} {spent:.0f}s loss {sum(losses[-50:]) / 50:.3f}", flush=True)
            if rank == 0 and pace.step % 400 == 0:
                torch.save(network.state_dict(), options.out / "network.pt")
    if rank == 0:
        torch.save(network.state_dict(), options.out / "network.pt")


def main() -> None:
    """Read, train and save `network.pt` and `classes.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--silver", type=Path)
    parser.add_argument("--passes", type=float, default=4)
    parser.add_argument("--minutes", type=float, default=600, help="finish by then; a run cut short is not repeatable")
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if "RANK" in os.environ:
        dist.init_process_group("gloo")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    examples = read_corpus(options.data, options.silver)
    classes = count_classes(examples)
    (options.out / "classes.json").write_text(
        json.dumps({layer: getattr(classes, layer) for layer in LAYERS}, indent=1)
    )
    network = Network(classes.sizes)
    network.start_from(options.encoder)
    torch.manual_seed(options.seed + int(os.environ.get("RANK", "0")))
    train(network, examples, Numberer(options.encoder / "tokenizer.json", classes), options)


if __name__ == "__main__":
    main()
