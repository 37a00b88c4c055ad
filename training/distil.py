"""Teach a pruned network what the whole one says: `python training/distil.py --data DIR --encoder DIR --run DIR ...`.

No label is read: the whole network's scores and the states of its layers are what the pruned one is trained towards, on
the sentences of the training corpora, varied anew in each pass.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import augment
import torch
from english import Pace, read_corpus
from features import Classes, Numberer, Numbers, batches, padded
from network import Network
from torch import Tensor
from torch.nn import functional as F

WEIGHTS = {"arcs": 1.0, "tags": 1.0, "names": 4.0, "label_dependent": 2.0, "label_head": 2.0, "states": 1.0}
SCORED = ("arcs", "tags", "names")
PARTS = ("pieces", "shapes", "first", "word_shapes")
CAPITALS = 0.15  # of the sentences: what is in capitals throughout is hardest to keep


def inputs_of(batch: Sequence[Numbers]) -> list[Tensor]:
    """Lay sentences into the arrays that a network takes."""
    return [torch.from_numpy(padded([getattr(item, part) for item in batch], fill=0)) for part in PARTS]


def answers(network: Network, batch: list[Numbers]) -> tuple[dict[str, Tensor], list[Tensor]]:
    """Give a network's outputs for a batch, and the states after each of its layers."""
    states: list[Tensor] = []
    hooks = [layer.register_forward_hook(lambda _m, _i, out: states.append(out)) for layer in network.layers]
    out = network(*inputs_of(batch))
    for hook in hooks:
        hook.remove()
    return out, states


def loss_of(student: Network, teacher: Network, batch: list[Numbers]) -> Tensor:
    """Sum how far the student's scores and states are from the teacher's."""
    with torch.no_grad():
        wanted, wanted_states = answers(teacher, batch)
    got, states = answers(student, batch)
    real = torch.from_numpy(padded([item.pieces for item in batch], fill=0)) != 0
    total = apart(got, wanted, words_of(batch))
    each = [relative(x[real], y[real]) for x, y in zip(states, wanted_states, strict=True)]
    return total + WEIGHTS["states"] * torch.stack(each).mean()


def words_of(batch: Sequence[Numbers]) -> Tensor:
    """Say where a batch has words, the root counted: [batch, words]."""
    sizes = torch.tensor([len(item.first) for item in batch])
    return torch.arange(int(sizes.max()))[None] < sizes[:, None]


def apart(got: Mapping[str, Tensor], wanted: Mapping[str, Tensor], word: Tensor) -> Tensor:
    """Sum how far a network's scores are from those wanted, over its words."""
    total = torch.zeros(())
    for name in SCORED:
        x, y = got[name].float(), wanted[name].float()
        if name == "arcs":
            outside = ~word[:, None, :]
            x, y = x.masked_fill(outside, -1e4), y.masked_fill(outside, -1e4)
        x, y = x[word].log_softmax(-1), y[word].log_softmax(-1)
        total = total + WEIGHTS[name] * F.kl_div(x, y, log_target=True, reduction="batchmean")
    for name in ("label_dependent", "label_head"):
        total = total + WEIGHTS[name] * relative(got[name][word], wanted[name][word])
    return total


def relative(got: Tensor, wanted: Tensor) -> Tensor:
    """Give the mean square of a difference as a share of the wanted values' variance."""
    got, wanted = got.float(), wanted.float()
    return F.mse_loss(got, wanted) / wanted.var()


def distil(student: Network, teacher: Network, options: argparse.Namespace, numberer: Numberer) -> None:
    """Run the passes, the rate falling to zero at the last batch; save now and then."""
    rng = random.Random(options.seed)
    examples = read_corpus(options.data, None)
    parameters = [p for name, p in student.named_parameters() if name not in ("pieces.weight", "positions.weight")]
    optimiser = torch.optim.AdamW(parameters, lr=options.rate, weight_decay=0.0)
    size = sum(len(numberer.number(e.words, e, e.names).pieces) for e in examples)
    pace = Pace(int(options.passes * size / options.batch * 1.06), options.minutes)
    losses: list[float] = []
    while pace.spent < 1:
        varied = [augment.vary(example, numberer, rng) for example in examples]
        for batch in batches([item for item in varied if len(item.pieces) <= 96], pieces=options.batch, rng=rng):
            if pace.spent >= 1:
                break
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(student, teacher, batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 2.0)
            for group in optimiser.param_groups:
                group["lr"] = options.rate * pace.rate
            pace.spent = pace.advance()
            optimiser.step()
            losses.append(loss.item())
            if pace.step % 50 == 0:
                spent = time.time() - pace.began
                print(f"{pace.step}/{pace.total} {spent:.0f}s loss {sum(losses[-50:]) / 50:.4f}", flush=True)
            if pace.step % 300 == 0:
                torch.save(student.state_dict(), options.out / "network.pt")
    torch.save(student.state_dict(), options.out / "network.pt")


def main() -> None:
    """Read both networks, train the pruned one, and write the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "encoder", "run", "pruned", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--passes", type=float, default=4)
    parser.add_argument("--minutes", type=float, default=600, help="finish by then; a run cut short is not repeatable")
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    augment.CAPITALS = CAPITALS
    classes = Classes(**{k: tuple(v) for k, v in json.loads((options.run / "classes.json").read_text()).items()})
    teacher, student = (Network.read(run / "network.pt", classes.sizes) for run in (options.run, options.pruned))
    distil(student, teacher, options, Numberer(options.encoder / "tokenizer.json", classes))
    shutil.copy(options.run / "classes.json", options.out / "classes.json")


if __name__ == "__main__":
    main()
