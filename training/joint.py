"""Teach the English encoder to tell event words: `python training/joint.py --run RUN --out OUT ...`.

The network of RUN (`restore.py`) goes on to learn, on the marked passages, which words tell which events, by a head
that is thrown away afterwards; on the same sentences and on the treebanks' it is held to the tags, trees and names that
it gave before. `--held` keeps coders out, on whom `learnt.py` then weighs what the network says.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from corpus import Example
from distil import apart, inputs_of, words_of
from english import Pace, read_corpus
from features import Classes, Numberer, Numbers, batches, padded
from learnt import NOT_LEARNT, codes_of, nll_of, reports, sums_of
from network import WIDTH, Network
from passages import passages_of
from torch import Tensor, nn
from torch.nn import functional as F

TOLD = 4.0  # how much the events weigh beside what is kept
LONGEST = 96  # word pieces of a sentence
PLAIN = 0.4  # of the treebanks' sentences, so many in a pass
RECASED = 0.06  # of the passages' sentences, so many are read in capitals too, and as many in small letters


Marked = tuple[str, list[str], list[str]]  # a sentence: its coder, its words, their codes


class Item(NamedTuple):
    """A sentence in numbers and the code of each word, -1 where it is not learnt from."""

    numbers: Numbers
    told: tuple[int, ...]

    @property
    def pieces(self) -> list[int]:
        """Give the sentence's word pieces."""
        return self.numbers.pieces


class Told(nn.Module):
    """The head: a hidden layer over a word's last state."""

    def __init__(self, width: int, codes: int) -> None:
        super().__init__()
        self.hidden, self.out = nn.Linear(width, width), nn.Linear(width, codes)

    def forward(self, words: Tensor) -> Tensor:
        """Score the classes of words."""
        return self.out(F.dropout(F.gelu(self.hidden(words)), 0.2, self.training))


def outputs(network: Network, batch: Sequence[Item]) -> tuple[dict[str, Tensor], Tensor]:
    """Give a network's outputs for a batch, and its words' last states."""
    kept: list[Tensor] = []
    hook = network.tags.register_forward_hook(lambda _module, inputs, _output: kept.append(inputs[0]))
    out = network(*inputs_of([item.numbers for item in batch]))
    hook.remove()
    return out, kept[0]


def loss_of(student: Network, head: Told, teacher: Network, batch: Sequence[Item], types: Tensor) -> tuple[Tensor, ...]:
    """Give how far the scores are from the teacher's, and how badly the events are told; `types` sums codes by type."""
    with torch.no_grad():
        wanted, _ = outputs(teacher, batch)
    got, words = outputs(student, batch)
    kept = apart(got, wanted, words_of([item.numbers for item in batch]))
    told = torch.from_numpy(padded([[-1, *item.told] for item in batch], fill=-1))
    here = told >= 0
    if not here.any():
        return kept, torch.zeros(())
    return kept, nll_of(head(words[here]).float(), told[here], types)


def numbers_of(told: Sequence[str], codes: Sequence[str]) -> tuple[int, ...]:
    """Give the number of each word's code, -1 where it is not learnt from."""
    index = {code: at for at, code in enumerate(codes)}
    return tuple(-1 if code == NOT_LEARNT else index.get(code, index[code.split(" ")[0]]) for code in told)


def read_items(numberer: Numberer, codes: Sequence[str], sentences: Sequence[Marked]) -> Iterator[tuple[str, Item]]:
    """Yield the coder of each sentence and the sentence in numbers."""
    for coder, words, told in sentences:
        numbers = numberer.number(words, Example(tuple(words)), None)
        if len(numbers.pieces) <= LONGEST:
            yield coder, Item(numbers, numbers_of(told, codes))


def f1_of(shares: Tensor, told: Tensor, codes: Sequence[str]) -> str:
    """Give the typed F1 of words' shares [words, codes] at the best cut; `told` are the codes."""
    sums = sums_of(codes)
    best, type_ = (shares @ sums)[:, 1:].max(-1)
    true = sums.argmax(1)[told]
    order = best.argsort(descending=True)
    right = ((type_ + 1)[order] == true[order]).float().cumsum(0)
    events = float((true > 0).sum())
    f1 = 2 * right / (torch.arange(1, len(order) + 1) + events)
    at = int(f1.argmax())
    return f"F1 {f1[at]:.4f} P {right[at] / (at + 1):.3f} R {right[at] / events:.3f} cut {best[order][at]:.3f}"


def evaluate(network: Network, head: Told, items: Sequence[Item], codes: Sequence[str]) -> str:
    """Give the typed F1 of the head alone on the words of coders kept out."""
    network.eval(), head.eval()
    shares, gold = [], []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches(items, pieces=3000, rng=random.Random(1)):
            _, words = outputs(network, batch)
            told = torch.from_numpy(padded([[-1, *item.told] for item in batch], fill=-1))
            shares.append(head(words[told >= 0]).float().softmax(-1))
            gold.append(told[told >= 0])
    network.train(), head.train()
    return f1_of(torch.cat(shares), torch.cat(gold), codes)


def train(student: Network, teacher: Network, head: Told, items: Sequence[Item], plain: Sequence[Item],
          options: argparse.Namespace, types: Tensor, check: Callable[[], str]) -> None:  # fmt: skip
    """Run the passes, the rate falling to zero at the last batch; save after each."""
    rng = random.Random(options.seed)
    body = [p for name, p in student.named_parameters() if name not in ("pieces.weight", "positions.weight")]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": head.parameters()}], lr=options.rate, weight_decay=0.01)
    some = int(PLAIN * len(plain))
    size = sum(len(item.numbers.pieces) for item in items) + sum(len(i.numbers.pieces) for i in plain) * PLAIN
    pace = Pace(int(options.passes * size / options.batch * 1.04), options.minutes)
    student.train(), head.train()
    losses: list[tuple[float, float]] = []
    number = 0
    while pace.spent < 1:
        for batch in batches([*items, *rng.sample(plain, some)], pieces=options.batch, rng=rng):
            if pace.spent >= 1:
                break
            with torch.autocast("cpu", torch.bfloat16):
                kept, told = loss_of(student, head, teacher, batch, types)
            optimiser.zero_grad(set_to_none=True)
            (kept + TOLD * told).backward()
            torch.nn.utils.clip_grad_norm_(body, 2.0)
            for group, factor in zip(optimiser.param_groups, (1, 5), strict=True):
                group["lr"] = options.rate * factor * pace.rate
            pace.spent = pace.advance()
            optimiser.step()
            losses.append((kept.item(), told.item()))
            if pace.step % 50 == 0:
                means = [sum(column) / len(column) for column in zip(*losses[-50:], strict=True)]
                spent = time.time() - pace.began
                print(f"{pace.step}/{pace.total} {spent:.0f}s kept {means[0]:.4f} told {means[1]:.4f}", flush=True)
        number += 1
        print(f"pass {number}: {check()}", flush=True)
        torch.save(student.state_dict(), options.out / "network.pt")
        torch.save(head.state_dict(), options.out / "told.pt")


def mix(student: Network, teacher: Network, share: float) -> None:
    """Put the mean of both networks' weights into the student's, its own weighing `share`."""
    with torch.no_grad():
        for own, other in zip(student.parameters(), teacher.parameters(), strict=True):
            own.copy_(torch.lerp(other, own, share))


def marked(language: str) -> Iterator[Marked]:
    """Yield the sentences of the passages as the engine cuts them."""
    for report in reports(passages_of(language), language):
        for scene, told in zip(report.scenes, report.told, strict=True):
            yield report.passage.coder, [token.text for token in scene.tokens], told


def main() -> None:
    """Read the network and the passages, train, and write the run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "encoder", "run", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--begun", type=Path, help="what an earlier run wrote: its network and head go on to learn")
    parser.add_argument("--share", type=float, default=1.0, help="how much of the weights written is what was learnt")
    parser.add_argument("--held", nargs="*", default=[], help="files of passages that are kept out: en-3 en-9")
    parser.add_argument("--passes", type=float, default=3)
    parser.add_argument("--minutes", type=float, default=600, help="finish by then; a run cut short is not repeatable")
    parser.add_argument("--batch", type=int, default=1500)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--dropout", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    classes = Classes(**{k: tuple(v) for k, v in json.loads((options.run / "classes.json").read_text()).items()})
    teacher, student = (
        Network.read(run / "network.pt", classes.sizes) for run in (options.run, options.begun or options.run)
    )
    student.dropout = options.dropout
    numberer = Numberer(options.encoder / "tokenizer.json", classes)
    sentences = list(marked("en"))
    codes = codes_of(told for _, _, told in sentences)
    rng = random.Random(options.seed)
    recased = [
        (coder, [cased(word) for word in words], told)
        for cased in (str.upper, str.lower)
        for coder, words, told in sentences
        if rng.random() < RECASED
    ]
    found = list(read_items(numberer, codes, sentences))
    held = [item for coder, item in found if coder in options.held]
    found += read_items(numberer, codes, recased)
    items = [item for coder, item in found if coder not in options.held]
    plain = [Item(numberer.number(e.words, e, None), (-1,) * len(e.words)) for e in read_corpus(options.data, None)]
    plain = [item for item in plain if len(item.numbers.pieces) <= LONGEST]
    print(f"{len(items)} sentences, {len(held)} kept out, {len(plain)} of treebanks, {len(codes)} classes", flush=True)
    head = Told(WIDTH, len(codes))
    if options.begun:
        head.load_state_dict(torch.load(options.begun / "told.pt"))
    train(student, teacher, head, items, plain, options, sums_of(codes), lambda: evaluate(student, head, held, codes))
    mix(student, teacher, options.share)
    torch.save(student.state_dict(), options.out / "network.pt")
    shutil.copy(options.run / "classes.json", options.out / "classes.json")


if __name__ == "__main__":
    main()
