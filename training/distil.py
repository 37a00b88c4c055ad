"""Teach a pruned network what whole ones say: `python training/distil.py --data DIR --encoder DIR --run DIR ...`.

No label is read: the whole networks' scores, averaged, and the states of the first one's layers are what the pruned one
is trained towards, on the sentences of the training corpora, varied anew in each pass.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from pathlib import Path

import augment
import torch
from english import Pace, read_corpus
from features import Classes, Numberer, Numbers, batches
from network import DEVICE, Network, inputs
from torch import Tensor
from torch.nn import functional as F

WEIGHTS = {"arcs": 1.0, "relations": 1.0, "tags": 1.0, "names": 4.0, "told": 4.0, "states": 1.0}
CAPITALS = 0.15  # of the sentences: what is in capitals throughout is hardest to keep


def answers(network: Network, given: list[Tensor]) -> tuple[dict[str, Tensor], list[Tensor]]:
    """Give a network's outputs for a batch, and the states after each of its layers."""
    states: list[Tensor] = []
    hooks = [layer.register_forward_hook(lambda _m, _i, out: states.append(out)) for layer in network.layers]
    out = network(*given)
    for hook in hooks:
        hook.remove()
    return out, states


def shares(out: dict[str, Tensor], word: Tensor) -> dict[str, Tensor]:
    """Give log shares of each layer's classes for the real words; of arcs, those to a real word."""
    arcs = out["arcs"].float().masked_fill(~word[:, None, :], -1e4)
    scored = {"arcs": arcs, **{name: out[name].float() for name in ("tags", "names", "told")}}
    return {name: scores[word].log_softmax(-1) for name, scores in scored.items()}


def relations(network: Network, out: dict[str, Tensor], heads: Tensor, word: Tensor) -> Tensor:
    """Give log shares of the relations of each real word to these heads."""
    above = torch.gather(out["label_head"], 1, heads[..., None].expand(-1, -1, out["label_head"].shape[-1]))
    return network.relations(out["label_dependent"][word], above[word]).float().log_softmax(-1)


def loss_of(student: Network, teachers: list[Network], batch: list[Numbers]) -> Tensor:
    """Sum how far the student's scores are from the teachers' mean, and its states from the first teacher's."""
    sizes = torch.tensor([len(item.first) for item in batch])
    word = (torch.arange(int(sizes.max()))[None] < sizes[:, None]).to(DEVICE)
    given = inputs(batch)
    with torch.no_grad():
        said = [answers(teacher, given) for teacher in teachers]
        wanted = mean_of([shares(out, word) for out, _ in said])
        heads = torch.zeros(word.shape, dtype=torch.long, device=DEVICE)
        heads[word] = wanted["arcs"].argmax(-1)
        each = [{"relations": relations(t, out, heads, word)} for t, (out, _) in zip(teachers, said, strict=True)]
        wanted |= mean_of(each)
    out, states = answers(student, given)
    got = {**shares(out, word), "relations": relations(student, out, heads, word)}
    total = torch.zeros((), device=DEVICE)
    for name, shares_ in wanted.items():
        total = total + WEIGHTS[name] * F.kl_div(got[name], shares_, log_target=True, reduction="batchmean")
    real = given[0] != 0
    apart = [relative(x[real], y[real]) for x, y in zip(states, said[0][1], strict=True)]
    return total + WEIGHTS["states"] * torch.stack(apart).mean()


def mean_of(each: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Average log shares, as shares."""
    return {name: torch.stack([one[name] for one in each]).exp().mean(0).clamp(min=1e-9).log() for name in each[0]}


def relative(got: Tensor, wanted: Tensor) -> Tensor:
    """Give the mean square of a difference as a share of the wanted values' variance."""
    got, wanted = got.float(), wanted.float()
    return F.mse_loss(got, wanted) / wanted.var()


def distil(student: Network, teachers: list[Network], options: argparse.Namespace, numberer: Numberer) -> None:
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
            with torch.autocast(DEVICE, torch.bfloat16):
                loss = loss_of(student, teachers, batch)
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
    for name in ("data", "encoder", "pruned", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--run", type=Path, nargs="+", required=True, help="the whole networks; the first was pruned")
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
    classes = Classes(**{k: tuple(v) for k, v in json.loads((options.run[0] / "classes.json").read_text()).items()})
    runs = [options.pruned, *options.run]
    student, *teachers = (Network.read(run / "network.pt", classes.sizes).to(DEVICE) for run in runs)
    distil(student, teachers, options, Numberer(options.encoder / "tokenizer.json", classes))
    shutil.copy(options.run[0] / "classes.json", options.out / "classes.json")


if __name__ == "__main__":
    main()
